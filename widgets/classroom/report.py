"""The teacher's tables: the key of every student, and the grades with what each rests on."""

import nbformat

from customerbase.errors import counted, listed
from widgets.classroom import grader
from widgets.classroom.scoring import record_of
from widgets.classroom.variant import find_task, fits, key_rows, written_fields
from widgets.state.files import write_table

KEY_HEADS = ("student", "assignment", "exercise", "field", "value", "tolerance")
GRADE_HEADS = ("student", "assignment", "exercise", "points", "of", "written_points", "written_of", "to_read",
               "right", "not_right", "kit", "base_seed", "seed", "remark")


def write_key(course):
    """Write key.csv: one row a student, exercise and field. Returns the file."""
    rows = [(student, assignment, key, *row) for student in course.students for assignment in course.assignments
            for key in course.tasks(assignment)
            for row in key_rows(find_task(key), course.base_seed, assignment, student)]
    write_table(course.folder / "key.csv", KEY_HEADS, rows)
    return course.folder / "key.csv"


def write_grades(course, failed=None):
    """Write gradebook.csv, nbgrader's own table, and grades.csv: one row a student and exercise. Returns the latter.

    failed: {(assignment, student): why} of the notebooks that could not be graded.
    """
    grader.export(course, course.folder / "gradebook.csv")
    with grader.gradebook(course) as book:
        rows = [_row(course, book, student, assignment, key, (failed or {}).get((assignment, student)))
                for assignment in course.assignments for key in course.tasks(assignment) for student in course.students]
    write_table(course.folder / "grades.csv", GRADE_HEADS, rows)
    return course.folder / "grades.csv"


def _row(course, book, student, assignment, key, failed):
    task = find_task(key)
    if failed or not course.notebook("autograded", assignment, student).exists():
        remark = f"This notebook could not be graded: {failed}." if failed else "Nothing was handed in."
        return (student, assignment, key, *[""] * 4, "yes" if failed else "", *[""] * 5, remark)

    def found(name):
        return book.find_grade(f"{key}-{name}", assignment, assignment, student)

    computed = found("points")
    texts = [found(field.key) for field in written_fields(task)]
    record = _record(course, student, assignment, key)
    right = record.get("right", {})
    waits = any(one.needs_manual_grade for one in (computed, *texts))
    return (
        student, assignment, key, computed.score, computed.max_score, sum(text.score for text in texts),
        sum(text.max_score for text in texts), "yes" if waits else "no", " ".join(k for k, ok in right.items() if ok),
        " ".join(k for k, ok in right.items() if not ok), record.get("kit", ""), record.get("base_seed", ""),
        record.get("seed", ""), _remark(course, task, student, assignment, record),
    )


def _record(course, student, assignment, key):
    """What stands in the points cell beside its page; {} when it was not graded by this kit."""
    book = nbformat.read(course.notebook("autograded", assignment, student), as_version=4)
    return next((record_of(cell) for cell in book.cells
                 if cell.metadata.get("nbgrader", {}).get("grade_id") == f"{key}-points"), {})


def _remark(course, task, student, assignment, record):
    """What a teacher should look at; a reason to ask, never a verdict."""
    if not record:
        return "The points are not this kit’s; run grade again."
    said = list(record["to_person"])
    if record["named"] != student:
        said.append(f"The notebook handed in was made for {record['named']}." if record["named"] else
                    "No student is named in the notebook handed in: the cell is gone, or it is no copy of this class.")
    file = course.notebook("submitted", assignment, student)
    beside = sorted(other.name for other in file.parent.glob("*.ipynb") if other != file)
    if beside:
        said.append(f"Beside it lies {listed(beside, 3)}, which was not read.")
    for other, parts in fits(task, record["answer"], course.base_seed, assignment, student, course.students)[:1]:
        said.append(f"{counted(parts, 'part')} of the answer fit the numbers of {other} and not this student’s own; "
                    "worth asking how it came about.")
    return " ".join(said)
