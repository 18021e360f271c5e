"""What was handed in, read as data: its cells, and the copy that nbgrader shows, in which nothing of it is alive.

A notebook that comes back is a file of a stranger's making. It is read as JSON and never run, opened by a kernel or
trusted. What nbgrader keeps, grades and shows is the released notebook, with the student's own cells put into it as
text: marks, pictures, scripts and metadata of the student's are left behind.
"""

import copy
import json
import os
import stat
from dataclasses import dataclass
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from customerbase import InputError
from widgets.classroom.answers import read_cell, read_text
from widgets.classroom.copies import SAMPLE, for_student
from widgets.classroom.course import Course

LARGEST = 20_000_000  # bytes of a file
MOST = 1_000  # cells; a copy has some dozens
OWN = 100_000  # characters that are shown of an answer, and of all cells of the student's own together
MORE = "(There is more; see the notebook in the folder submitted.)"


@dataclass(frozen=True)
class Cell:
    """One cell as it came back. grade_id: which one it says to be, or None."""

    kind: str
    source: str
    grade_id: str | None


def read_handed_in(course: Course, assignment: str, student: str) -> list[Cell]:
    """The cells of what a student handed in. InputError says, after "because", why they cannot be graded."""
    cells = read_cells(course.notebook("submitted", assignment, student))

    def has(name):
        return any(find(cells, f"{key}-answer") for key in course.tasks(name))

    if not has(assignment):
        other = next(filter(has, course.assignments), None)
        if other:
            raise InputError(f"it is {other}; put it into the folder of that name, and under that name")
    return cells


def read_cells(file: Path) -> list[Cell]:
    """The cells of submitted/STUDENT/ASSIGNMENT/ASSIGNMENT.ipynb. InputError says, after "because", why there are none.
    """
    submitted = file.parents[2]
    # an archive that is unpacked may bring links, and a link would hand out what it points to
    if Path(os.path.realpath(file)) != Path(os.path.realpath(submitted)) / file.relative_to(submitted):
        raise InputError("it is a link to something else, which was not read")
    try:
        cells = json.loads(_bytes(file).decode("utf-8-sig"))["cells"]
        if len(cells) > MOST:
            raise InputError(f"it has {len(cells):,} cells, and at most {MOST:,} are read; ask for the notebook "
                             "without what was added")
        return [_cell(cell) for cell in cells]
    except InputError:  # which is a ValueError too
        raise
    except OSError as error:
        raise InputError(f"it cannot be opened ({error.strerror})") from None
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise InputError("it is not a whole notebook in Jupyter’s format 4") from None


def find(cells: list[Cell], grade_id: str) -> list[Cell]:
    """The cells that say they are the one: none when it was deleted, more when it was copied."""
    return [cell for cell in cells if cell.grade_id == grade_id]


def read_answer_of(cells: list[Cell], key: str) -> tuple[dict, list[str]]:
    """(the typed answer to an exercise, sentences for a person about what cannot be read)."""
    there = find(cells, f"{key}-answer")
    if not there:
        return {}, ["The cell for the answer is missing."]
    read = [read_cell(cell.source) for cell in there]
    if len({repr(one) for one in read}) > 1:
        return {}, [f"{len(there)} cells are marked as the answer and say different things, so none of them counted."]
    found, reasons = read[0]
    if there[0].kind != "code":
        reasons = [*reasons, f"The cell for the answer is now {there[0].kind} and not code; it was read all the same."]
    return found, reasons


def named(cells: list[Cell]) -> str | None:
    """The student whose copy this was, as its own cell says."""
    mark = SAMPLE.splitlines()[0]
    return next((read_text(cell.source, "student") for cell in cells if cell.source.startswith(mark)), None)


def rebuilt(released: NotebookNode, cells: list[Cell], student: str) -> NotebookNode:
    """The released notebook with what the student wrote into it, all of it as text."""
    book = for_student(copy.deepcopy(released), student)
    places = {cell.source.strip(): at for at, cell in enumerate(book.cells)} | {"": None}
    ours = {cell.metadata.nbgrader.grade_id: at for at, cell in enumerate(book.cells) if "nbgrader" in cell.metadata}
    for grade_id, at in ours.items():
        cell, there = book.cells[at], find(cells, grade_id)
        wrote = "\n\n".join(dict.fromkeys(one.source for one in there if one.source.strip() not in places))
        if wrote and cell.metadata.nbgrader.solution:
            cell.source = _cut(wrote) if cell.cell_type == "code" else as_text(_cut(wrote))
    own, at, room = {}, 0, OWN  # own cells by the place of the last known cell before them
    for number, cell in enumerate(cells):
        known = ours.get(cell.grade_id, places.get(cell.source.strip(), -1))
        if known != -1:
            at = at if known is None else known
        elif room > 0:
            room -= len(cell.source)
            own.setdefault(at, []).append(_own(cell if room > 0 else Cell("markdown", MORE, None), number))
    book.cells = [made for at, cell in enumerate(book.cells) for made in (cell, *own.get(at, ()))]
    return book


def as_text(text: str) -> str:
    """Markdown that shows a text as it was typed: no HTML, link, picture or formula in it comes alive."""
    inert = "".join("<br>" if sign == "\n" else sign if sign.isalnum() or sign == " " else f"&#{ord(sign)};"
                    for sign in text)
    return f'<div class="tex2jax_ignore mathjax_ignore">{inert}</div>'


def _bytes(file):
    status = os.lstat(file)
    if not stat.S_ISREG(status.st_mode):  # a pipe would be waited for without end
        raise InputError("it is not a file")
    if status.st_size > LARGEST:
        raise InputError(f"it has {status.st_size / 1e6:,.0f} MB, and at most {LARGEST / 1e6:,.0f} are read; ask for "
                         "the notebook without its outputs")
    return file.read_bytes()


def _cell(cell):
    source = cell.get("source", "")
    source = "".join(source) if isinstance(source, list) else source + ""
    marks = cell.get("metadata", {})
    marks = marks.get("nbgrader") if isinstance(marks, dict) else None
    grade_id = marks.get("grade_id") if isinstance(marks, dict) else None
    kind = cell.get("cell_type")
    return Cell(kind if kind in ("code", "markdown", "raw") else "of an unknown kind",
                source.replace("\r\n", "\n").encode(errors="replace").decode(),  # half a sign cannot be written again
                grade_id if isinstance(grade_id, str) else None)


def _own(cell, number):
    if cell.kind == "code":
        return nbformat.v4.new_code_cell(cell.source, id=f"own-{number}")
    return nbformat.v4.new_markdown_cell(as_text(cell.source), id=f"own-{number}")


def _cut(text):
    return text if len(text) <= OWN else f"{text[:OWN]}\n\n{MORE}"
