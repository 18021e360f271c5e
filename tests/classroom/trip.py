"""The round trip of a class, as a teacher makes it: guide/teacher.md's commands word for word, without the network."""

import csv
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path

import nbformat

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "guide" / "teacher.md").read_text(encoding="utf-8")
README = (ROOT / "README.md").read_text(encoding="utf-8")
ADA, BOB, CLEO, DORA, EMIL, FAY = STUDENTS = ("Ada", "Bob O’Neill", "Çelik", "dora@example.org", "Emil", "Fay")
TEXT = "37,000 of <b>740,000</b> members left in the quarter."
WHOLE = 2  # notebooks that are graded; every other one with an exercise is made, handed out and keyed
# Every Python that a command starts refuses to reach beyond this machine, and writes down that something tried.
CUT = f"""import atexit, os, sys
sys.path.insert(0, {str(ROOT / "tests" / "notebooks")!r})
import inside
sys.path.pop(0)
inside.cut_network()
atexit.register(lambda: inside.attempts and open(os.environ["VALUED_ASKED"], "a").write(repr(inside.attempts)))
"""


def commands(text):
    """The one-line commands of a Markdown text, in their order."""
    return re.findall(r"^```\n(.+)\n```$", text, re.MULTILINE)


def guide_command(word):
    """The guide's only command with this word."""
    found = [line for line in commands(GUIDE) if word in line]
    assert len(found) == 1, f"{word}: {found}"
    return found[0]


@dataclass
class Trip:
    """What happened. said: word -> what each command printed; the rest is read from the folder."""

    folder: Path
    said: dict = field(default_factory=dict)
    first_grades: list = field(default_factory=list)
    first_book: list = field(default_factory=list)
    manual_page: str = ""
    button: dict = field(default_factory=dict)
    button_score: float = -1

    @property
    def course(self):
        return self.folder / "course"

    def table(self, name):
        with (self.course / name).open(encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file))

    @property
    def graded(self):
        """The assignments that students hand in."""
        return sorted(path.name for path in (self.course / "release").iterdir())[:WHOLE]

    def notebook(self, step, assignment, student):
        return self.course / step / student / assignment / f"{assignment}.ipynb"

    def key(self, assignment, student):
        """The right answer from key.csv, as the student would type it."""
        rows = [row for row in self.table("key.csv") if (row["student"], row["assignment"]) == (student, assignment)]
        return {row["field"]: row["value"] if row["tolerance"] == "word for word" else float(row["value"])
                for row in rows if row["tolerance"] != "read by a person"}

    def row(self, assignment, student, rows=None):
        found = [row for row in rows or self.table("grades.csv")
                 if (row["assignment"], row["student"]) == (assignment, student)]
        assert len(found) == 1
        return found[0]

    def run(self, word, **more):
        """One of the guide's commands, with this Python in place of the one it names."""
        line = guide_command(word).replace(".venv/bin/python", f'"{sys.executable}"')
        done = subprocess.run(line, shell=True, cwd=self.folder, env=self.environment(**more), text=True,
                              capture_output=True, timeout=600)
        self.said[word] = self.said.get(word, "") + done.stdout + done.stderr
        assert done.returncode == 0, self.said[word]

    def environment(self, **more):
        """No network, no log of the person's own, and a PATH without this environment's programs."""
        return {**os.environ, "PYTHONPATH": os.pathsep.join((str(self.folder / "cut"), str(ROOT))),
                "VALUED_ASKED": str(self.folder / "asked"), "VALUED_LOG": str(self.folder / "log.jsonl"),
                "PATH": "/usr/local/bin:/usr/bin:/bin", **more}


def hand_in(trip, assignment, student, answer=None, text=None):
    """What a student does: fill in, save, send."""
    book = nbformat.read(trip.notebook("handout", assignment, student), as_version=4)
    for cell in book.cells:
        marks = cell.metadata.get("nbgrader", {})
        if answer is not None and marks.get("grade_id", "").endswith("-answer"):
            cell.source = f"answer = {answer!r}"
        if text is not None and marks.get("grade") and cell.cell_type == "markdown":
            cell.source = text
    file = trip.notebook("submitted", assignment, student)
    file.parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(book, file)


def partly(right):
    """The right answer with its second part wrong."""
    return {**right, list(right)[1]: 0.12}


def everyone_hands_in(trip):
    for assignment in trip.graded:
        right = trip.key(assignment, ADA)
        hand_in(trip, assignment, ADA, right, TEXT)
        hand_in(trip, assignment, BOB, right if assignment == trip.graded[0] else dict.fromkeys(right, "1"))
        hand_in(trip, assignment, CLEO, partly(trip.key(assignment, CLEO)))
        hand_in(trip, assignment, DORA)
    broken = trip.notebook("submitted", trip.graded[0], EMIL)
    broken.parent.mkdir(parents=True)
    broken.write_text("{ half a notebook", encoding="utf-8")


def read_by_hand(trip):
    """The teacher opens nbgrader's page, reads Ada's text, and gives three of four points, as the page does."""
    assignment, token = trip.graded[0], "a-token"
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    # word for word, but for where the programs are, and for Lab opening a browser
    line = guide_command("formgrader").replace("../.venv/bin/jupyter", f'exec "{sys.executable}" -m jupyter')
    env = trip.environment(JUPYTER_TOKEN=token, JUPYTER_PORT=str(port), BROWSER="true")
    server = subprocess.Popen(line, shell=True, cwd=trip.folder, env=env, stdout=subprocess.DEVNULL,
                              stderr=subprocess.DEVNULL)

    def ask(path, content=None, method=None):
        request = urllib.request.Request(
            f"http://127.0.0.1:{port}/formgrader/{path}", method=method or ("PUT" if content else "GET"),
            data=json.dumps(content).encode() if content else None, headers={"Authorization": f"token {token}"})
        with urllib.request.urlopen(request, timeout=20) as answer:
            return answer.read().decode()

    try:
        found = None
        for _ in range(960):  # up to four minutes: a busy machine takes its time
            try:
                found = json.loads(ask(f"api/submitted_notebooks/{assignment}/{assignment}"))
                break
            except OSError:
                time.sleep(0.25)
        assert found, "nbgrader's page did not come up"
        trip.button = json.loads(ask(f"api/submission/{assignment}/{ADA}/autograde", method="POST"))
        submission = next(one["id"] for one in found if one["student"] == ADA)
        trip.manual_page = ask(f"submissions/{submission}/")
        grades = json.loads(ask(f"api/grades?submission_id={submission}"))
        trip.button_score = next(grade["auto_score"] for grade in grades if grade["name"].endswith("-points"))
        open_one = next(grade for grade in grades if grade["needs_manual_grade"])
        comments = json.loads(ask(f"api/comments?submission_id={submission}"))
        comment = next(one for one in comments if one["name"] == open_one["name"])
        ask(f"api/grade/{open_one['id']}", {"manual_score": 3, "extra_credit": None})
        ask(f"api/comment/{comment['id']}", {"manual_comment": "Which decision?"})
    finally:
        server.terminate()
        server.wait(20)


def make_trip(folder):
    """Everything once, in a folder; returns the Trip."""
    trip = Trip(Path(folder))
    (trip.folder / "cut").mkdir()
    (trip.folder / "cut" / "sitecustomize.py").write_text(CUT)
    shutil.copy(ROOT / "jupyter_lab_config.py", trip.folder)
    shutil.copytree(ROOT / "notebooks", trip.folder / "notebooks", ignore=shutil.ignore_patterns(".*"))
    (trip.folder / "students.txt").write_text("\n".join(STUDENTS) + "\n", encoding="utf-8")
    for word in ("classroom make", "classroom key", "classroom data"):
        trip.run(word)
    everyone_hands_in(trip)
    trip.run("classroom grade")
    trip.first_grades, trip.first_book = trip.table("grades.csv"), trip.table("gradebook.csv")
    read_by_hand(trip)
    trip.run("classroom grade")
    return trip
