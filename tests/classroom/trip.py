"""The round trip of a class, as a teacher makes it: guide/teacher.md's commands word for word, without the network.

Also a program of its own: `python tests/classroom/trip.py` runs it with nothing installed but the kit and its extra.
"""

import csv
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
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
PRACTICE = "90_practice"  # stands in while only one notebook has an exercise
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
                              capture_output=True, timeout=300)
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
    """The right answer with its second part wrong, and its numbers typed with commas."""
    wrong = list(right)[1]
    return {key: "12" if key == wrong else f"{value:,.6f}" if isinstance(value, float) else value
            for key, value in right.items()}


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

    def ask(path, content=None):
        request = urllib.request.Request(
            f"http://127.0.0.1:{port}/formgrader/{path}", method="PUT" if content else "GET",
            data=json.dumps(content).encode() if content else None, headers={"Authorization": f"token {token}"})
        with urllib.request.urlopen(request, timeout=20) as answer:
            return answer.read().decode()

    try:
        for _ in range(120):
            try:
                found = json.loads(ask(f"api/submitted_notebooks/{assignment}/{assignment}"))
                break
            except OSError:
                time.sleep(0.25)
        submission = next(one["id"] for one in found if one["student"] == ADA)
        trip.manual_page = ask(f"submissions/{submission}/")
        grades = json.loads(ask(f"api/grades?submission_id={submission}"))
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
    _two_with_exercises(trip.folder / "notebooks")
    (trip.folder / "students.txt").write_text("\n".join(STUDENTS) + "\n", encoding="utf-8")
    for word in ("classroom make", "classroom key", "classroom data"):
        trip.run(word)
    everyone_hands_in(trip)
    trip.run("classroom grade")
    trip.first_grades, trip.first_book = trip.table("grades.csv"), trip.table("gradebook.csv")
    read_by_hand(trip)
    trip.run("classroom grade")
    return trip


def _two_with_exercises(folder):
    with_exercise = [path for path in folder.glob("*.ipynb") if "Exercise(" in path.read_text(encoding="utf-8")]
    if len(with_exercise) < WHOLE:
        book = nbformat.v4.new_notebook(cells=[
            nbformat.v4.new_markdown_cell("# Practice", id="90-01"),
            nbformat.v4.new_code_cell('from widgets import Exercise\nExercise("losing-quarter")', id="90-02"),
        ])
        nbformat.write(book, folder / f"{PRACTICE}.ipynb")


# What must be so afterwards --------------------------------------------------------------------------------------
def check_right_wrong_partly_right_and_empty(trip):
    for assignment in trip.graded:
        rows = {student: trip.row(assignment, student) for student in STUDENTS}
        most = float(rows[ADA]["of"])
        assert most == len(trip.key(assignment, ADA)) >= 2
        assert float(rows[ADA]["points"]) == most
        assert float(rows[BOB]["points"]) < most / 2
        assert float(rows[CLEO]["points"]) == most - 1
        assert rows[CLEO]["not_right"] == list(trip.key(assignment, CLEO))[1]
        assert float(rows[DORA]["points"]) == 0
        assert rows[DORA]["remark"] == ""
        assert rows[FAY]["points"] == ""
        assert rows[FAY]["remark"] == "Nothing was handed in."


def check_a_broken_file_is_told_and_holds_up_nobody(trip):
    assignment = trip.graded[0]
    assert f"{assignment} of {EMIL} could not be graded" in trip.said["classroom grade"]
    assert "could not be graded" in trip.row(assignment, EMIL)["remark"]


def check_a_copied_variant_is_named_to_the_teacher_only(trip):
    assignment = trip.graded[0]
    remark = trip.row(assignment, BOB)["remark"]
    assert re.search(rf"\d parts of the answer fit the numbers of {ADA} and not this student’s own", remark)
    assert all(trip.row(each, student)["remark"] == "" for each in trip.graded for student in (ADA, CLEO))
    page = (trip.course / "feedback" / BOB / assignment / f"{assignment}.html").read_text(encoding="utf-8")
    assert ADA not in page


def check_free_text_waits_for_a_person_and_then_counts(trip):
    for assignment in trip.graded:
        assert trip.row(assignment, ADA, trip.first_grades)["to_read"] == "yes"
        assert trip.row(assignment, DORA, trip.first_grades)["to_read"] == "no"
    assignment = trip.graded[0]
    before, after = trip.row(assignment, ADA, trip.first_grades), trip.row(assignment, ADA)
    assert (float(before["written_points"]), float(before["written_of"])) == (0, 4)
    assert (float(after["written_points"]), after["to_read"]) == (3, "no")
    page = (trip.course / "feedback" / ADA / assignment / f"{assignment}.html").read_text(encoding="utf-8")
    assert "Which decision?" in page


def check_the_rubric_stands_where_a_person_grades(trip):
    for words in ("Right number", "Right denominator", "Assumption challenged", "Decision stated", "of <b>740,000</b>",
                  "A solution:", "Graded by Valued"):
        assert words in trip.manual_page, words


def check_every_grade_says_what_it_rests_on(trip):
    for row in trip.table("grades.csv"):
        if row["points"]:
            assert re.fullmatch(r"\d+\.\d+\.\d+.*", row["kit"])
            assert row["base_seed"] == re.search(r"--seed (\d+)", guide_command("classroom make"))[1]
            assert int(row["seed"]) >= 0
    assert len({row["seed"] for row in trip.table("grades.csv") if row["seed"]}) == 4 * WHOLE


def check_nbgraders_own_table_adds_up(trip):
    for row in trip.first_book:
        if row["assignment"] in trip.graded and row["student_id"] not in (EMIL, FAY):
            ours = [one for one in trip.first_grades
                    if (one["assignment"], one["student"]) == (row["assignment"], row["student_id"])]
            assert float(row["score"]) == sum(float(one["points"]) + float(one["written_points"]) for one in ours)
    assert {row["student_id"] for row in trip.first_book} == set(STUDENTS)


def check_every_student_gets_a_variant_and_no_solution(trip):
    for assignment in trip.graded:
        assert len({json.dumps(trip.key(assignment, student)) for student in STUDENTS}) == len(STUDENTS)
        for student in STUDENTS:
            text = trip.notebook("handout", assignment, student).read_text(encoding="utf-8")
            assert f'student = \\"{student}\\"' in text
            assert "HIDDEN" not in text
            assert "SOLUTION" not in text
            assert "import grade" not in text


def check_only_what_changed_is_graded_again(trip):
    said = trip.said["classroom grade"].split("Grades:")
    assert said[0].count("grading ") == 4 * WHOLE + 1
    assert said[1].count("grading ") == 1, "only the broken one is tried again"


def check_the_class_data_hold_no_truth(trip):
    for folder, truth in (("data", False), ("data_with_truth", True)):
        files = {path.name: path.read_text(encoding="utf-8-sig") for path in (trip.course / folder).iterdir()}
        assert set(files) == {"customers.csv", "panel.csv", "orders.csv", "dictionary.csv"}
        for name in ("customers.csv", "dictionary.csv"):
            assert ("truth_" in files[name]) == truth, (folder, name)


def check_nothing_asks_the_web(trip):
    assert not (trip.folder / "asked").exists(), (trip.folder / "asked").read_text()
    for page in (trip.course / "feedback").rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        assert not re.findall(r'<(?:script|link|img|iframe)[^>]*(?:src|href)="https?:', text)


def check_the_teacher_sees_lines_and_no_noise(trip):
    for said in trip.said.values():
        assert not re.search(r"Traceback|Warning|WARNING|Error", said), said


CHECKS = [value for name, value in list(globals().items()) if name.startswith("check_")]


def main():
    with tempfile.TemporaryDirectory() as folder:
        trip = make_trip(folder)
        for check in CHECKS:
            check(trip)
            print("ok:", check.__name__.removeprefix("check_").replace("_", " "))


if __name__ == "__main__":
    main()
