"""A class of attackers, graded for real by the whole command: no grade rests on code that a student wrote."""

import csv
import html.parser
import re
import shutil
import sqlite3
import sys

import attacks
import nbformat
import pytest
import running
from attacks import CANARY, CHANGES, FILES, HONEST, KEY, NAME

from widgets.classroom import __main__ as command
from widgets.classroom import course as courses
from widgets.classroom import grader, report


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """The class as it stands after `grade`."""
    folder = tmp_path_factory.mktemp("class")
    (folder / "students.txt").write_text("\n".join(attacks.STUDENTS), encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        def run(*line):
            patch.setattr(sys, "argv", ["classroom", *line, "--course", str(folder / "course")])
            command.main()

        run("make", str(folder / "students.txt"), "--seed", "7", "--from", str(running.FOLDER), "--only", "08")
        run("key")
        made = courses.load(folder / "course")
        bad = made.notebook("submitted", NAME, "second try")
        bad.parent.mkdir(parents=True)
        bad.write_text("{ half a notebook")
        run("grade")
        assert "could not be graded: it is not a whole notebook" in rows(made)["second try"]["remark"]
        shutil.rmtree(bad.parent)
        for student in attacks.STUDENTS:
            attacks.hand_in(made, student)
        run("grade")
    return made


def rows(course, name="grades.csv"):
    with (course.folder / name).open(encoding="utf-8-sig", newline="") as file:
        return {row.get("student", row.get("student_id")): row for row in csv.DictReader(file)}


def test_no_code_of_a_student_was_run(course):
    assert [path.name for path in course.folder.glob("ran-*")] == []


@pytest.mark.parametrize("student", CHANGES)
def test_points_and_remarks(course, student):
    _, points, remark = CHANGES[student]
    row = rows(course)[student]
    assert float(row["points"]) == points
    assert re.search(remark, row["remark"]) if remark else row["remark"] == ""
    with sqlite3.connect(course.folder / "gradebook.db") as book:
        auto, manual, waits = book.execute(
            "SELECT g.auto_score, g.manual_score, g.needs_manual_grade FROM grade g"
            " JOIN grade_cells c ON c.id = g.cell_id JOIN base_cell b ON b.id = c.id"
            " JOIN submitted_notebook n ON n.id = g.notebook_id JOIN submitted_assignment a ON a.id = n.assignment_id"
            " WHERE a.student_id = ? AND b.name = ?", (student, f"{KEY}-points")).fetchone()
    assert (auto, manual, bool(waits)) == (points, None, bool(remark)), "a person is asked where there is a remark"


@pytest.mark.parametrize("student", FILES)
def test_what_is_no_notebook_is_told_and_holds_up_nobody(course, student):
    row = rows(course)[student]
    assert (row["points"], row["to_read"]) == ("", "yes")
    assert re.search(FILES[student][1], row["remark"]), row["remark"]
    assert not course.notebook("autograded", NAME, student).exists()


def test_nothing_but_notebooks_goes_from_folder_to_folder(course):
    for step in ("autograded", "feedback"):
        names = {path.name for path in (course.folder / step).rglob("*") if not path.is_dir()}
        assert names == {f"{NAME}.{'ipynb' if step == 'autograded' else 'html'}"}


def test_what_is_kept_is_the_released_notebook_with_the_students_text(course):
    released = nbformat.read(course.notebook("release", NAME), as_version=4)
    for student in CHANGES:
        book = nbformat.read(course.notebook("autograded", NAME, student), as_version=4)
        nbformat.validate(book)
        assert book.metadata == released.metadata
        marks = [cell.metadata for cell in book.cells if "nbgrader" in cell.metadata]
        assert marks == [cell.metadata for cell in released.cells if "nbgrader" in cell.metadata]
        assert [cell.metadata.nbgrader.grade_id for cell in book.cells if cell.get("outputs")] == [
            f"{KEY}-ask", f"{KEY}-read", f"{KEY}-points"], "and these are ours"
        assert course.notebook("autograded", NAME, student).stat().st_size < 1_000_000


class Alive(html.parser.HTMLParser):
    """Collects the canary wherever a browser would act upon it."""

    def __init__(self):
        super().__init__()
        self.found, self.text, self.inside = [], "", None

    def handle_starttag(self, tag, attrs):
        self.inside = tag if tag in ("script", "style") else None
        if CANARY in tag + str(attrs):
            self.found.append((tag, attrs))

    def handle_data(self, data):
        self.text += data
        if self.inside and CANARY in data:
            self.found.append((self.inside, data))

    def handle_endtag(self, tag):
        self.inside = None

    def handle_comment(self, data):
        if CANARY in data:
            self.found.append(data)


def page_by_hand(course, student):
    """nbgrader's own page for grading by hand, as its server makes it."""
    from nbconvert.exporters import HTMLExporter
    from nbgrader.server_extensions.formgrader import handlers

    exporter = HTMLExporter(template_name="formgrade", extra_template_basedirs=[handlers.template_path])
    told = {"base_url": "", "index": 0, "total": 1, "notebook_id": NAME, "assignment_id": NAME, "student": student,
            "submission_id": "1", "last_name": "", "first_name": "", "notebook_path": ""}
    return exporter.from_filename(str(course.notebook("autograded", NAME, student)), resources=told)[0]


def test_script_in_text_outputs_and_metadata_is_text_on_every_page(course):
    feedback = course.folder / "feedback" / "scripts" / NAME / f"{NAME}.html"
    for page in (page_by_hand(course, "scripts"), feedback.read_text(encoding="utf-8")):
        alive = Alive()
        alive.feed(page)
        assert alive.found == []
        assert f"<script>{CANARY}()</script>" in alive.text, "the person who reads sees what was written"
        assert alive.text.count(CANARY) >= 8
    formula = re.escape(f"&#36;{CANARY}&#36;")
    assert re.search(formula, course.notebook("autograded", NAME, "scripts").read_text()), "no formula either"


def test_nbgraders_own_autograde_gives_the_same(course, monkeypatch):
    from nbgrader.apps import AutogradeApp

    before = rows(course)
    monkeypatch.chdir(course.folder)
    (course.folder / "graded.json").unlink()
    shutil.copytree(course.folder / "submitted" / HONEST, course.folder / "submitted" / "Nobody", symlinks=True)
    for student in (HONEST, "gradebook", "patch", "copy", "linked file", "large", "pipe", "Nobody"):
        app = AutogradeApp()
        app.initialize([NAME, "--student", student, "--force", "--create"])  # as its button does
        try:
            app.start()
        except SystemExit:
            assert student in (*FILES, "Nobody")
    report.write_grades(course)
    assert "Nobody" not in rows(course, "gradebook.csv"), "a folder under a wrong name adds nobody to the class"
    after = rows(course)
    for student in (HONEST, "gradebook", "patch", "copy"):
        assert after[student] == before[student]
    assert [path.name for path in course.folder.glob("ran-*")] == []
    for student in ("linked file", "large", "pipe", "Nobody"):
        assert not course.notebook("autograded", NAME, student).exists()


def test_what_a_person_gave_and_what_an_earlier_file_got_stay_and_are_told(course):
    student = "second try"
    file = course.notebook("submitted", NAME, student)

    def grade_again(text):
        file.write_text(text, encoding="utf-8")
        report.write_grades(course, grader.autograde(course, said=str)[0])
        row = rows(course)[student]
        assert (row["points"], row["to_read"]) == ("2.0", "yes")
        assert float(rows(course, "gradebook.csv")[student]["score"]) == 2
        return row["remark"]

    with grader.gradebook(course) as book:
        book.find_grade(f"{KEY}-points", NAME, NAME, student).manual_score = 2
        book.db.commit()
    by_hand = "A person gave 2 points for the computed parts; of the file handed in last the computer counts 4."
    assert grade_again(file.read_text() + " ") == by_hand
    assert grade_again("{oops").startswith("This notebook could not be graded: it is not a whole notebook in Jupyter’s "
                                           f"format 4. The points are those of an earlier file. {by_hand}")


def test_a_second_notebook_in_a_folder_is_told_and_asks_to_be_read(course):
    file = course.notebook("submitted", NAME, "moved")
    file.with_stem(f"{NAME} (1)").write_bytes(file.read_bytes())
    report.write_grades(course)
    row = rows(course)["moved"]
    assert (row["to_read"], row["remark"]) == ("yes", f"Beside it lies '{NAME} (1).ipynb', which was not read.")
