"""The teacher's tables: the key of every student, and the grades with what each rests on."""

from dataclasses import dataclass

import nbformat

from customerbase.errors import counted
from widgets.classroom import grader
from widgets.classroom.cells import RECORD
from widgets.classroom.variant import find_task, fits, key_rows, written_fields
from widgets.files import write_table

KEY_HEADS = ("student", "assignment", "exercise", "field", "value", "tolerance")
GRADE_HEADS = ("student", "assignment", "exercise", "points", "of", "written_points", "written_of", "to_read",
               "right", "not_right", "kit", "base_seed", "seed", "remark")


@dataclass(frozen=True)
class Written:
    """The points of an exercise's free text: given, at most, and whether a person has still to read it."""

    points: float
    most: float
    waiting: bool


def write_key(course):
    """Write key.csv: one row a student, exercise and field. Returns the file."""
    rows = [(student, assignment, key, *row) for student in course.students for assignment in course.assignments
            for key in course.tasks(assignment)
            for row in key_rows(find_task(key), course.base_seed, assignment, student)]
    write_table(course.folder / "key.csv", KEY_HEADS, rows)
    return course.folder / "key.csv"


def write_grades(course, failed=()):
    """Write gradebook.csv, nbgrader's own table, and grades.csv: one row a student and exercise. Returns the latter."""
    grader.export(course, course.folder / "gradebook.csv")
    with grader.gradebook(course) as book:
        rows = [_row(course, book, student, assignment, key, (assignment, student) in failed)
                for assignment in course.assignments for key in course.tasks(assignment) for student in course.students]
    write_table(course.folder / "grades.csv", GRADE_HEADS, rows)
    return course.folder / "grades.csv"


def _row(course, book, student, assignment, key, failed):
    task = find_task(key)
    if failed or not course.notebook("autograded", assignment, student).exists():
        there = course.notebook("submitted", assignment, student).exists()
        remark = f"This notebook could not be graded; {grader.LOG} says why." if there else "Nothing was handed in."
        return (student, assignment, key, *[""] * (len(GRADE_HEADS) - 4), remark)

    def found(name):
        return book.find_grade(f"{key}-{name}", assignment, assignment, student)

    computed = found("points")
    texts = [found(field.key) for field in written_fields(task)]
    written = Written(sum(text.score for text in texts), sum(text.max_score for text in texts),
                      any(text.needs_manual_grade for text in texts))
    record = _record(course, student, assignment, key)
    right = record.get("right", {})
    return (
        student, assignment, key, computed.score, computed.max_score, written.points, written.most,
        "yes" if written.waiting else "no", " ".join(k for k, ok in right.items() if ok),
        " ".join(k for k, ok in right.items() if not ok), record.get("kit", ""), record.get("base_seed", ""),
        record.get("seed", ""), _remark(course, task, student, assignment, record),
    )


def _record(course, student, assignment, key):
    """What the graded cell kept beside its points; {} when the cell is gone or failed."""
    book = nbformat.read(course.notebook("autograded", assignment, student), as_version=4)
    for cell in book.cells:
        if cell.metadata.get("nbgrader", {}).get("grade_id") == f"{key}-points":
            for output in cell.outputs:
                if RECORD in output.get("data", {}):
                    return output["data"][RECORD]
    return {}


def _remark(course, task, student, assignment, record):
    """What a teacher should look at; a reason to ask, never a verdict."""
    if not record:
        return "The graded cell is missing or failed; look at the notebook."
    said = []
    if record["named"] != student:
        said.append(f"The notebook handed in was made for {record['named'] or 'nobody'}.")
    for other, parts in fits(task, record["answer"], course.base_seed, assignment, student, course.students)[:1]:
        said.append(f"{counted(parts, 'part')} of the answer fit the numbers of {other} and not this student’s own; "
                    "worth asking how it came about.")
    return " ".join(said)
