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
    why = f"This notebook could not be graded: {failed}." if failed else ""
    if not course.notebook("autograded", assignment, student).exists():
        astray = _astray(course, student)
        why = why or (f"Nothing was handed in here, but there is {listed(astray)}." if astray else
                      "Nothing was handed in.")
        return (student, assignment, key, *[""] * 4, "yes" if failed or astray else "", *[""] * 5, why)

    def found(name):
        return book.find_grade(f"{key}-{name}", assignment, assignment, student)

    computed = found("points")
    texts = [found(field.key) for field in written_fields(task)]
    record = _record(course, student, assignment, key)
    right = record.get("right", {})
    beside = _beside(course, student, assignment)
    waits = failed or beside or any(one.needs_manual_grade for one in (computed, *texts))
    said = [f"{why} The points are those of an earlier file."] if failed else []
    if computed.manual_score is not None and computed.manual_score != computed.auto_score:
        said.append(f"A person gave {computed.manual_score:g} points for the computed parts; of the file handed in "
                    f"last the computer counts {computed.auto_score:g}.")
    said += _remarks(course, task, student, assignment, record)
    if beside:
        said.append(f"Beside it lies {listed(beside, 3)}, which was not read.")
    return (
        student, assignment, key, computed.score, computed.max_score, sum(text.score for text in texts),
        sum(text.max_score for text in texts), "yes" if waits else "no", " ".join(k for k, ok in right.items() if ok),
        " ".join(k for k, ok in right.items() if not ok), record.get("kit", ""), record.get("base_seed", ""),
        record.get("seed", ""), " ".join(said),
    )


def _record(course, student, assignment, key):
    """What stands in the points cell beside its page; {} when it was not graded by this kit."""
    book = nbformat.read(course.notebook("autograded", assignment, student), as_version=4)
    return next((record_of(cell) for cell in book.cells
                 if cell.metadata.get("nbgrader", {}).get("grade_id") == f"{key}-points"), {})


def _beside(course, student, assignment):
    """Names of other notebooks in the folder of the one that is graded."""
    file = course.notebook("submitted", assignment, student)
    return sorted(other.name for other in file.parent.glob("*.ipynb") if other != file)


def _astray(course, student):
    """What a student's folder holds that is no folder of a notebook."""
    return sorted(path.name for path in (course.folder / "submitted" / student).glob("*")
                  if path.name not in course.assignments and not path.name.startswith("."))


def _remarks(course, task, student, assignment, record):
    """What a teacher should look at; a reason to ask, never a verdict."""
    if not record:
        return ["The points are not this kit’s; run grade again."]
    said = list(record["to_person"])
    if record["named"] != student:
        said.append(f"The notebook handed in was made for {record['named']}." if record["named"] else
                    "No student is named in the notebook handed in: the cell is gone, or it is no copy of this class.")
    for other, parts in fits(task, record["answer"], course.base_seed, assignment, student, course.students)[:1]:
        said.append(f"{counted(parts, 'part')} of the answer fit the numbers of {other} and not this student’s own; "
                    "worth asking how it came about.")
    return said
