"""What a teacher can get wrong is said in one sentence; the guide and the README say what is so."""

import importlib.util
import json
import re
import shutil
import sys

import pytest
import running
import trip

from customerbase import InputError
from customerbase.spreadsheet import RISKY
from widgets.classroom import __main__ as command
from widgets.classroom import course as courses
from widgets.classroom import grader, handed_in, report
from widgets.classroom.course import Course
from widgets.state import files

NAME = "08_retention_illusion"
EMPTY = '{"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}'


@pytest.fixture
def say(monkeypatch, tmp_path, capsys):
    """Run the command in a folder of its own; returns the one sentence it leaves with."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "notebooks").symlink_to(running.FOLDER)
    (tmp_path / "students.txt").write_text("Ada\nBob\n", encoding="utf-8")

    def run(line):
        monkeypatch.setattr(sys, "argv", ["classroom", *line.split()])
        with pytest.raises(SystemExit) as left:
            command.main()
        assert capsys.readouterr().out == ""
        assert left.value.code.count("\n") == 0
        return left.value.code

    return run


@pytest.fixture
def made(tmp_path):
    """A class as `make` leaves it, as far as grading looks at it: no nbgrader is run for this."""
    course = Course(tmp_path / "course", 7, ("Ada", "Bob"))
    for step in ("source", "release"):
        files.write_text(course.notebook(step, NAME), EMPTY)
    courses.save(course)
    return course


# The list of students --------------------------------------------------------------------------------------------
@pytest.mark.parametrize(("text", "sentence"), [
    ("", "names nobody"),
    (" \n\n", "names nobody"),
    ("Ada\nBob\nada\n", "row 3: 'ada' is in row 1 already"),
    ("Zoe\u0308\nZo\u00eb\n", "row 2: .* is in row 1 already"),
    ("Ada\n../Bob\n", "row 2: '../Bob' cannot name a folder"),
    ("a/b\n", "row 1: 'a/b' cannot"),
    ("a\\b\n", "row 1: .* cannot"),
    ("=HYPERLINK(1)\n", "row 1: '=HYPERLINK.1.' cannot"),
    ("+1\n", "row 1: .* cannot"),
    ("@sum\n", "row 1: .* cannot"),
    ("-1\n", "row 1: .* cannot"),
    ("Lovelace, Ada\n", "row 1: 'Lovelace, Ada' cannot"),
    ("A*\n", "row 1: .* cannot"),
    ("{student_id}\n", "row 1: .* cannot"),
    ("Ada\tB\n", "row 1: .* cannot"),
    (".hidden\n", "row 1: .* cannot"),
    ("Ada.\n", "row 1: .* cannot"),
    ("x" * 65 + "\n", "row 1: .* at most 64"),
])
def test_a_list_that_cannot_be_used(tmp_path, text, sentence):
    file = tmp_path / "students.txt"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=sentence) as error:
        courses.read_students(file)
    assert "\n" not in str(error.value)


def test_names_of_any_script_are_names(tmp_path):
    names = ("Ada Lovelace", "O’Neill", "D'Arcy", "ada@example.org", "Çelik", "张伟", "प्रिया", "x1_2-3")
    file = tmp_path / "students.txt"
    file.write_bytes(("\ufeff" + "\r\n".join((*names, "", "  padded  "))).encode())
    assert courses.read_students(file) == (*names, "padded")
    assert not [name for name in names if RISKY.match(name)]


def test_a_list_that_cannot_be_read(tmp_path):
    with pytest.raises(InputError, match="cannot be read; write one student a line"):
        courses.read_students(tmp_path / "none.txt")
    (tmp_path / "list.xlsx").write_bytes(b"PK\x03\x04\xff\xfe")
    with pytest.raises(InputError, match="is not a text file in UTF-8"):
        courses.read_students(tmp_path / "list.xlsx")


# The command -----------------------------------------------------------------------------------------------------
def test_what_cannot_be_made(say, tmp_path):
    assert "no notebook '99' with an exercise in notebooks; choose from '01_what" in say("make students.txt --only 99")
    assert "no notebook '00'" in say("make students.txt --only 08 00")
    assert "holds no notebook with an exercise; name another with --from" in say("make students.txt --from .")
    assert "The list nobody.txt cannot be read" in say("make nobody.txt")
    (tmp_path / "course").mkdir()
    (tmp_path / "course" / "thesis.txt").write_text("mine")
    assert "The folder course holds other things" in say("make students.txt")
    assert [path.name for path in (tmp_path / "course").iterdir()] == ["thesis.txt"]
    (tmp_path / "books").mkdir()
    (tmp_path / "books" / "08_x.ipynb").write_text("{")
    assert "08_x.ipynb cannot be read as a notebook" in say("make students.txt --from books")


def test_a_class_keeps_its_seed(say, made):
    assert "has base seed 7; leave out --seed" in say("make students.txt --seed 8")
    assert json.loads((made.folder / "class.json").read_text())["base_seed"] == 7


def test_more_students_and_notebooks_are_added_and_the_rest_is_left(tmp_path, monkeypatch):
    released = []

    def release(course, assignment):
        released.append(assignment)
        shutil.copytree(course.notebook("source", assignment).parent, course.notebook("release", assignment).parent)

    monkeypatch.setattr(grader, "release", release)
    monkeypatch.setattr(grader, "enrol", lambda course: None)
    books = courses.find_notebooks(running.FOLDER, ["08"])
    first = courses.make(tmp_path / "course", ("Bob", "Ada"), books, 7)
    assert (first.students, first.base_seed, first.assignments) == (("Ada", "Bob"), 7, [NAME])
    files.write_text(first.notebook("handout", NAME, "Ada"), "worked on")
    later = courses.make(tmp_path / "course", ("Cleo",), {**books, "09_x": books[NAME]})
    assert (later.students, later.base_seed, released) == (("Ada", "Bob", "Cleo"), 7, [NAME, "09_x"])
    assert later == courses.load(tmp_path / "course")
    assert first.notebook("handout", NAME, "Ada").read_text() == "worked on"
    for student in later.students:
        assert later.notebook("handout", "09_x", student).exists()
        assert student == "Ada" or f'\\"{student}\\"' in later.notebook("handout", NAME, student).read_text()


def test_without_a_class_or_with_a_broken_one(say, tmp_path):
    for word in ("grade", "key", "data"):
        assert "There is no class in the folder course; make one first" in say(word)
    files.write_text(tmp_path / "course" / "class.json", "[")
    assert "cannot be read" in say("grade")


def test_what_cannot_be_graded(say, made):
    assert "Nothing has been handed in" in say("grade")
    wrong = f"is no notebook’s folder of this class; put the notebook into a folder named {NAME}."
    lost = f"submitted/Ada/{NAME} holds no {NAME}.ipynb; give the file that was handed in that name"
    files.write_text(made.notebook("submitted", NAME, "Bob"), EMPTY)
    for place, misplaced, nobodys in (
            ("Zoe/x.txt", {}, ["submitted/Zoe: nobody of that name is in the class; rename the folder as in "
                               "class.json, or add the student with make."]),
            ("Ada/07/x.txt", {}, [f"submitted/Ada/07 {wrong}"]),
            (f"Ada/{NAME}.ipynb", {}, [f"submitted/Ada/{NAME}.ipynb {wrong}"]),
            (f"Ada/{NAME}", {(NAME, "Ada"): lost}, []),  # a file of the folder's name
            (f"Ada/{NAME}/{NAME} (1).ipynb", {(NAME, "Ada"): lost}, [])):
        files.write_text(made.folder / "submitted" / place, "{}")
        assert grader.handed_in(made) == ([(NAME, "Bob")], misplaced, nobodys)  # nobody holds up anybody
        shutil.rmtree(made.folder / "submitted" / place.partition("/")[0])


def test_without_nbgrader(say, made, monkeypatch):
    real = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name == "nbgrader" else real(name))
    for line in ("make students.txt --course new", "grade"):
        assert 'run: python -m pip install --editable ".[class]"' in say(line)
    assert not (made.folder.parent / "new").exists()


def test_a_company_that_the_kit_does_not_know(say, made):
    assert "circus" in say("data --company circus")
    assert not (made.folder / "data").exists()


# Files -----------------------------------------------------------------------------------------------------------
def test_a_graded_cell_that_is_gone_is_told(made):
    files.write_text(made.notebook("autograded", NAME, "Ada"), made.notebook("source", NAME).read_text())
    assert report._record(made, "Ada", NAME, "losing-quarter") == {}
    assert report._remarks(made, None, "Ada", NAME, {}) == ["The points are not this kit’s; run grade again."]


def test_a_notebook_made_for_another_is_told(made):
    record = {"named": "Bob", "answer": {}, "to_person": []}
    task = report.find_task("losing-quarter")
    assert report._remarks(made, task, "Ada", NAME, record) == ["The notebook handed in was made for Bob."]
    assert report._remarks(made, task, "Ada", NAME, {**record, "named": None}) == [
        "No student is named in the notebook handed in: the cell is gone, or it is no copy of this class."]


def test_a_notebook_in_a_folder_of_another_name_was_handed_in(made):
    def row():
        return report._row(made, None, "Ada", NAME, "losing-quarter", None)

    assert (row()[7], row()[-1]) == ("", "Nothing was handed in.")
    files.write_text(made.folder / "submitted" / "Ada" / "08" / "08.ipynb", EMPTY)
    assert (row()[7], row()[-1]) == ("yes", "Nothing was handed in here, but there is '08'.")


def test_another_notebook_under_this_name_is_told(made):
    def cells(*keys):
        marks = [{"nbgrader": {"grade_id": f"{key}-{part}"}} for key in keys for part in ("answer", "points")]
        return json.dumps({**json.loads(EMPTY), "cells": [
            {"cell_type": "markdown", "id": f"c{at}", "metadata": mark, "source": ""}
            for at, mark in enumerate(marks)]})

    other = "03_satisfied_or_valued"
    for name, key in ((NAME, "losing-quarter"), (other, "hold-out")):
        for step in ("source", "release"):
            files.write_text(made.notebook(step, name), cells(key))
    file = made.notebook("submitted", NAME, "Ada")
    files.write_text(file, cells("hold-out"))
    with pytest.raises(InputError, match=f"^it is {other}; put it into the folder of that name"):
        handed_in.read_handed_in(made, NAME, "Ada")
    for keys in (("losing-quarter",), ("losing-quarter", "hold-out"), ("no exercise at all",), ()):
        files.write_text(file, cells(*keys))
        assert len(handed_in.read_handed_in(made, NAME, "Ada")) == 2 * len(keys)


def test_each_only_counts(say):
    assert "no notebook '77'" in say("make students.txt --only 77 --only 08")
    assert "no notebook '77'" in say("make students.txt --only 08 --only 77")


def test_what_did_not_change_is_not_graded_again(made, monkeypatch):
    done = []

    def convert(course, converter, assignment, student="*"):
        done.append(student)
        files.write_text(course.notebook("autograded", assignment, student), "{}")
        if student == "Bob":
            raise InputError("no")

    monkeypatch.setattr(grader, "_convert", convert)
    for student in made.students:
        files.write_text(made.notebook("submitted", NAME, student), EMPTY)
    assert grader.autograde(made, said=str) == ({(NAME, "Bob"): "no"}, [])
    assert grader.autograde(made, said=str) == ({(NAME, "Bob"): "no"}, [])
    assert done == ["Ada", "Bob", "Bob"]
    files.write_text(made.notebook("submitted", NAME, "Ada"), EMPTY + " ")
    grader.autograde(made, said=str)
    assert done[3:] == ["Ada", "Bob"]


# The guide -------------------------------------------------------------------------------------------------------
def test_every_command_of_the_guide_is_run_by_the_round_trip_or_by_ci():
    run = {"classroom make", "classroom key", "classroom data", "classroom grade", "formgrader"}
    lines = trip.commands(trip.GUIDE)
    installs = [line for line in lines if "pip install" in line]
    assert len(lines) == len(run) + len(installs) == len(run) + 1
    assert {word for word in run if any(word in line for line in lines)} == run
    script = (trip.ROOT / ".ci" / "run").read_text()
    pattern = re.search(r"^class=\$\(grep -m1 -E '(.*)' README.md\)$", script, re.MULTILINE)[1]
    assert [line for line in trip.README.splitlines() if re.search(pattern, line)] == installs
    assert 'bash -c "$class" && .venv/bin/python tests/classroom/afterwards.py' in script


def test_the_readme_says_what_the_guide_says():
    ours = [line for line in trip.commands(trip.README) if "classroom" in line or "[class]" in line]
    assert len(ours) == 2
    assert set(ours) <= set(trip.commands(trip.GUIDE))


def test_the_guide_names_the_notebooks_that_are_ready():
    ready = re.search(r"^Ready today: ([\d, ]+)\.", trip.GUIDE, re.MULTILINE)[1].split(", ")
    assert ready == [path.stem[:2] for path in running.NOTEBOOKS]
    sessions = re.findall(r"^\| \d \| (.*?) \|", trip.GUIDE, re.MULTILINE)
    assert re.findall(r"\b\d\d\b", " ".join(sessions)) == [f"{number:02}" for number in range(1, 11)]
    for path in running.NOTEBOOKS:
        title = running.read(path).metadata["valued"]["title"]
        assert f"{path.stem[:2]} {title}" in trip.GUIDE


def test_the_guide_and_the_cells_have_the_same_rubric():
    from widgets.classroom.copies import RUBRIC

    for name, _ in RUBRIC:
        assert f"| {name} |" in trip.GUIDE
