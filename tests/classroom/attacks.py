"""A class in which one student is honest and the others try everything: what each hands in, as a change to a notebook.

`hand_in(course, student)` does it. Every piece of code that a student wrote leaves a file `ran-STUDENT` beside the
gradebook when it is run; nothing else can tell so surely.
"""

import json
import os
from pathlib import Path

NAME, KEY = "08_retention_illusion", "losing-quarter"
HONEST = "Ada"
CANARY = "canary31"  # stands in every script; it must reach no page but as text
SCRIPT = f"<script>{CANARY}()</script><img src=x onerror={CANARY}()>[a](javascript:{CANARY}%28%29) ${CANARY}$"

GRADEBOOK = """
import sqlite3
book = sqlite3.connect(HERE + "/gradebook.db")
book.execute("UPDATE grade SET auto_score = 4, manual_score = 4, needs_manual_grade = 0")
book.commit()
"""
PATCH = """
import widgets.classroom, widgets.classroom.cells
for module in (widgets.classroom, widgets.classroom.cells):
    module.grade = lambda *all: 4.0
"""
COPY = """
import csv, pathlib
rows = list(csv.DictReader(open(HERE + "/key.csv", encoding="utf-8-sig")))
other = [path.read_text() for path in pathlib.Path(HERE, "submitted").rglob("*.ipynb")]
answer = {row["field"]: row["value"] for row in rows}
"""


def right(course, student):
    from widgets.classroom.variant import case_for, find_task

    task = find_task(KEY)
    return task.right(case_for(task, course.base_seed, NAME, student))


def mark(cell):
    marks = (cell["metadata"] or {}).get("nbgrader")
    return marks.get("grade_id") if isinstance(marks, dict) else None


def cell_of(book, name):
    return next(cell for cell in book["cells"] if mark(cell) == f"{KEY}-{name}")


def own_code(book, source):
    book["cells"].insert(0, {"cell_type": "code", "id": "mine", "metadata": {}, "source": source, "outputs": [],
                             "execution_count": None})


def answers(source):
    """A change that puts a text in place of the answer; {right} in it stands for the right one."""
    def change(book, good):
        cell_of(book, "answer")["source"] = source.replace("{right}", repr(good))
    return change


def runs(source):
    """A change that adds a code cell above all others, and the right answer by code of the student's."""
    def change(book, good):
        own_code(book, source)
    return change


def without(name):
    def change(book, good):
        answers("answer = {right}")(book, good)
        book["cells"].remove(cell_of(book, name))
    return change


def retyped(name, kind):
    def change(book, good):
        answers("answer = {right}")(book, good)
        cell = cell_of(book, name)
        cell["cell_type"] = kind
        cell.pop("outputs", None)
        cell.pop("execution_count", None)
        if name == "sentence":
            cell.update(source="740,000 people", outputs=[], execution_count=None)
    return change


def twice(*sources):
    def change(book, good):
        first = cell_of(book, "answer")
        at = book["cells"].index(first)
        book["cells"][at:at + 1] = [{**first, "id": f"copy-{number}", "source": source.replace("{right}", repr(good))}
                                    for number, source in enumerate(sources)]
    return change


def moved(book, good):
    answers("answer = {right}")(book, good)
    book["cells"].reverse()


def scripts(book, good):
    """Script wherever a notebook can hold some."""
    answers(f"answer = {{right}}\n# {SCRIPT}")(book, good)
    cell_of(book, "sentence")["source"] = f"{SCRIPT}\n\n- a list\n\n<iframe srcdoc='{SCRIPT}'></iframe>"
    cell_of(book, "sentence")["attachments"] = {"x.svg": {"image/svg+xml": SCRIPT}}
    cell_of(book, "sentence")["metadata"]["nbgrader"]["checksum"] = SCRIPT
    shown = {"text/html": SCRIPT, "application/javascript": f"{CANARY}()", "image/svg+xml": f"<svg>{SCRIPT}</svg>",
             "text/markdown": SCRIPT, "text/latex": f"\\href{{javascript:{CANARY}()}}{{x}}"}
    for cell in book["cells"]:
        cell["metadata"] = {**cell["metadata"], "tags": [f'"><script>{CANARY}()</script>'], "name": SCRIPT}
        if cell["cell_type"] == "code":
            cell["outputs"] = [{"output_type": "display_data", "metadata": {}, "data": shown},
                               {"output_type": "stream", "name": "stdout", "text": SCRIPT}]
    book["cells"].insert(1, {"cell_type": "markdown", "id": f'"><script>{CANARY}()</script>', "metadata": {},
                             "source": SCRIPT})
    book["cells"].insert(2, {"cell_type": "raw", "id": "raw", "source": SCRIPT,
                             "metadata": {"raw_mimetype": "text/html", "format": "text/html"}})
    own_code(book, f"# {SCRIPT}")
    book["metadata"].update(
        title=SCRIPT, authors=[{"name": SCRIPT}], language_info={"name": SCRIPT, "pygments_lexer": SCRIPT},
        widgets={"application/vnd.jupyter.widget-state+json": {"state": {"a": {"model_name": f"</script>{SCRIPT}"}}}})


def kernel(book, good):
    answers("answer = {right}")(book, good)
    book["metadata"]["kernelspec"] = {"name": "mine", "display_name": "mine", "language": "bash"}
    book["metadata"]["language_info"] = {"name": "bash"}


def wide(book, good):
    """Outputs of some megabytes, kept in the file."""
    answers("answer = {right}")(book, good)
    cell_of(book, "read")["outputs"] = [{"output_type": "stream", "name": "stdout", "text": "x" * 4_000_000}]


def half_signs(book, good):
    answers('answer = {right}\nname = "\ud800 🦉 ﷽ ‮"')(book, good)
    cell_of(book, "sentence")["source"] = "\ud800 was left, 張偉 stayed \x00"


def odd_marks(book, good):
    answers("answer = {right}")(book, good)
    for number, marks in enumerate(([], 3, "x", {"grade_id": ["a"]}, {"grade_id": None}, {"grade": "yes"})):
        book["cells"].append({"cell_type": ("code", 7)[number % 2], "metadata": {"nbgrader": marks},
                              "source": ["a", "b"]})
    book["cells"].append({"metadata": None})


# student: (the change, points that must come out, what the remark must say: "" for silence, None for a failed reading)
CHANGES = {
    HONEST: (answers("answer = {right}"), 4, ""),
    "second try": (answers("answer = {right}"), 4, ""),
    "gradebook": (runs(GRADEBOOK), 0, ""),
    "patch": (runs(PATCH), 0, ""),
    "copy": (answers(COPY), 0, "no code is run to grade"),
    "loop": (runs("while True: pass"), 0, ""),
    "loop in the answer": (answers("while True: answer = {right}"), 0, "Line 2 of the answer cell changes the answer"),
    "prints": (runs("for k in range(10**7): print('x' * 100)"), 0, ""),
    "wide": (wide, 4, ""),
    "scripts": (scripts, 4, ""),
    "kernel": (kernel, 4, ""),
    "markdown": (retyped("answer", "markdown"), 4, "is now markdown and not code; it was read all the same"),
    "text as code": (retyped("sentence", "code"), 4, ""),
    "two": (twice("answer = {right}", "answer = {'rate': 0.5}"), 0, "2 cells are marked as the answer"),
    "two alike": (twice("answer = {right}", "answer = {right}"), 4, ""),
    "comprehension": (answers("answer = {key: value for key, value in [('rate', 0.9)]}"), 0, "not the braces"),
    "function": (answers("answer = {right}\nanswer['rate'] = open('key.csv').read()"), 3, "rate: “open.* is code"),
    "computed": (answers("answer = {right}\nanswer.update(rate=0)"), 4, "Line 3 .* changes the answer by code"),
    "no answer": (answers(""), 0, ""),
    "moved": (moved, 4, ""),
    "without answer": (without("answer"), 0, "The cell for the answer is missing"),
    "without points": (without("points"), 4, ""),
    "without text": (without("sentence"), 4, "The cell for the text .* is missing"),
    "brackets": (answers("answer = " + "[" * 1_000_000), 0, "has 1,000,0.. characters, and at most 10,000 are read"),
    "signs": (answers("answer = {'rate': " + "-" * 9_000 + "1}"), 0, "nested too deeply|cannot be read"),
    "sums": (answers("answer = {'rate': " + "1+" * 4_000 + "1}"), 0, "nested too deeply|cannot be read"),
    "power": (answers("answer = {'rate': 10**10**10}"), 0, "rate: “10.*10.*10” is code"),
    "half signs": (half_signs, 4, ""),
    "odd marks": (odd_marks, 4, ""),
}


def _file(course, student):
    file = course.notebook("submitted", NAME, student)
    file.parent.mkdir(parents=True)
    return file


def _link_file(course):
    _file(course, "linked file").symlink_to(course.notebook("submitted", NAME, HONEST))


def _link_folder(course):
    (course.folder / "submitted" / "linked folder").symlink_to(course.folder / "submitted" / HONEST)


def _link_work(course):
    work = _file(course, "linked work").parent
    work.rmdir()
    work.symlink_to(course.folder / "release" / NAME)


def _link_nowhere(course):
    _file(course, "linked to nothing").symlink_to("/nowhere")


def _misnamed(course):
    file = _file(course, "misnamed")
    file.with_stem(f"{NAME} (1)").write_bytes(course.notebook("handout", NAME, "misnamed").read_bytes())


def _pipe(course):
    os.mkfifo(_file(course, "pipe"))


def _large(course):
    with _file(course, "large").open("wb") as file:
        file.truncate(200_000_000)  # takes no room on the disk


def _time(course):
    (_file(course, "no time").parent / "timestamp.txt").write_text("no time at all")
    course.notebook("submitted", NAME, "no time").write_bytes(course.notebook("handout", NAME, "no time").read_bytes())


def _time_pipe(course):
    os.mkfifo(_file(course, "time from a pipe").parent / "timestamp.txt")
    file = course.notebook("submitted", NAME, "time from a pipe")
    file.write_bytes(course.notebook("handout", NAME, HONEST).read_bytes())


FILES = {  # student: (what stands in place of a notebook, why it cannot be graded)
    "linked file": (_link_file, "it is a link to something else"),
    "linked folder": (_link_folder, "it is a link to something else"),
    "linked work": (_link_work, "it is a link to something else"),
    "linked to nothing": (_link_nowhere, "it is a link to something else"),
    "misnamed": (_misnamed, "holds no .*ipynb; give the file that was handed in that name"),
    "pipe": (_pipe, "it is not a file"),
    "no time": (_time, "the timestamp.txt beside it holds no time; delete that file"),
    "time from a pipe": (_time_pipe, "the timestamp.txt beside it holds no time"),
    "large": (_large, "it has 200 MB, and at most 20 are read"),
    "many cells": ('{"cells": [' + ", ".join(['{"source": ""}'] * 1_001) + "]}", "it has 1,001 cells"),
    "not whole": ('{"cells": [', "not a whole notebook"),
    "deep": ("[" * 200_000, "not a whole notebook"),
    "no list": ('{"cells": 5}', "not a whole notebook"),
    "odd cells": ('{"cells": [5]}', "not a whole notebook"),
    "odd source": ('{"cells": [{"source": {"a": 1}}]}', "not a whole notebook"),
    "version 3": ('{"nbformat": 3, "worksheets": []}', "not a whole notebook"),
    "bytes": (b"\xff\xfe\x00", "not a whole notebook"),
}
STUDENTS = (*CHANGES, *FILES)


def hand_in(course, student):
    """What a student of CHANGES or FILES puts into the folder submitted."""
    if student in FILES:
        made = FILES[student][0]
        if callable(made):
            made(course)
        else:
            _file(course, student).write_bytes(made if isinstance(made, bytes) else made.encode())
        return
    book = json.loads(course.notebook("handout", NAME, student).read_text(encoding="utf-8"))
    CHANGES[student][0](book, right(course, student))
    ran = str(course.folder / f"ran-{student}")
    for cell in book["cells"]:
        if cell.get("cell_type") == "code" and (mark(cell) == f"{KEY}-answer" or cell.get("id") == "mine"):
            source = "".join(cell["source"]).replace("HERE", repr(str(course.folder)))
            if source:
                cell["source"] = f"open({ran!r}, 'w').close()\n{source}"
    file = _file(course, student)
    file.write_text(json.dumps(book), encoding="utf-8")
    (file.parent / "notes.txt").symlink_to(course.folder / "key.csv")
    (file.parent / "timestamp.txt").write_text("2026-11-30 17:30:00 UTC")
    Path(file.parent / f"{CANARY}.html").write_text(SCRIPT)
