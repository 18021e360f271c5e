"""What nbgrader uses for a class in place of running notebooks. nbgrader_config.py names it, so nbgrader's own button
and command give the same points, and run nothing either."""

from pathlib import Path

import nbformat
from nbconvert.exporters import NotebookExporter
from nbgrader.preprocessors import SaveAutoGrades
from nbgrader.utils import is_solution

from customerbase import InputError
from widgets.classroom import course as courses
from widgets.classroom import handed_in, scoring


class HandedIn(NotebookExporter):
    """Reads a notebook under submitted/ as data, puts what the student wrote into the released one, and scores it."""

    def from_filename(self, filename, resources=None, **kwargs):
        file, root = Path(filename), Path(self.parent.coursedir.root)
        if not file.is_relative_to(root / "submitted"):  # its second time here: what we made of it, from autograded/
            return super().from_filename(filename, resources, **kwargs)
        who = resources["nbgrader"]
        book = grade(courses.load(root), who["assignment"], who["student"])
        return self.from_notebook_node(book, resources, **kwargs)


class SavePoints(SaveAutoGrades):
    """Puts the points that `HandedIn` gave into nbgrader's gradebook; free text waits for a person, as ever."""

    def _add_score(self, cell, resources):
        if is_solution(cell):
            super()._add_score(cell, resources)
            return
        record = scoring.record_of(cell)
        found = self.gradebook.find_grade(cell.metadata.nbgrader.grade_id, self.notebook_id, self.assignment_id,
                                          self.student_id)
        found.auto_score = sum(record["right"].values())
        found.needs_manual_grade = bool(record["to_person"]) or found.manual_score is not None
        self.gradebook.db.commit()


def grade(course, assignment, student):
    """The notebook that nbgrader keeps of what a student handed in, with the points in it."""
    if student not in course.students:  # nbgrader's button would take anybody in
        raise InputError(f"nobody named {student} is in the class")
    cells = handed_in.read_handed_in(course, assignment, student)
    released = nbformat.read(course.notebook("release", assignment), as_version=4)
    book = handed_in.rebuilt(released, cells, student)
    for key in course.tasks(assignment):
        shown = scoring.outputs(scoring.score(key, assignment, course.base_seed, student, cells))
        for cell in book.cells:
            part = cell.metadata.get("nbgrader", {}).get("grade_id", "").removeprefix(f"{key}-")
            if part in shown:
                cell.outputs = shown[part]
    return book
