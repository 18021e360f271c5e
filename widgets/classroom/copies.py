"""The class copy of a notebook: the same text and pictures, and each exercise as cells that nbgrader knows.

An exercise becomes the prompt (locked), `answer = {...}` (the student's), what is read from it, the points (given by
the computer, which runs none of this), and for each field in free text the rubric and a cell that a person grades.
"""

import ast
import copy
import json

import nbformat

from widgets.classroom.variant import case_for, find_task, graded_fields, points, written_fields

RUBRIC = (
    ("Right number", "it names the number that matters, with its unit and its sign"),
    ("Right denominator", "it says out of whom, and over what period"),
    ("Assumption challenged", "it names what the other view takes for granted"),
    ("Decision stated", "it says what is to be done, or stopped"),
)
SAMPLE = "# Whose copy this is: the numbers below follow from it. Leave it as it is.\nstudent = None"
WELCOME = """**This is the copy for your class.** The exercise has numbers of your own, and what you write into the
cells below it is graded. Everything else is yours to explore. When you are done, run all cells, save, and hand in
this file under the name it has."""
STUB = {"python": "# Numbers, text, or sums such as 1 - 15 / 400: whoever grades reads this cell and runs nothing."}
TEXT_STUB = "*Write here, in place of this line.*"


def exercises(notebook):
    """The keys of a notebook's exercises, in order."""
    return [key for cell in notebook.cells if cell.cell_type == "code" for key in _keys(cell)]


def class_copy(notebook, assignment, base_seed):
    """The teacher's copy, with solutions: what nbgrader calls the source. The notebook is left as it is."""
    book = copy.deepcopy(notebook)
    book.cells = [made for cell in book.cells for made in _made_of(cell, assignment, base_seed)]
    first = book.cells[0]
    book.cells[1:1] = [
        _markdown(f"{first.id}-class", WELCOME, editable=False, deletable=False),
        _code(f"{first.id}-student", SAMPLE, editable=False, deletable=False),
    ]
    nbformat.validate(book)
    return book


def for_student(released, student):
    """The copy that a student gets, made from the released one."""
    book = copy.deepcopy(released)
    for cell in book.cells:
        if cell.source == SAMPLE:
            cell.source = SAMPLE.replace("None", json.dumps(student, ensure_ascii=False))
    return book


def _made_of(cell, assignment, base_seed):
    if cell.cell_type != "code":
        return [cell]
    keys = _keys(cell)
    if keys:
        return [made for key in keys for made in _exercise(cell.id, find_task(key), assignment, base_seed)]
    cell.metadata.pop("jupyter", None)  # in a class the code is open
    return [cell]


def _exercise(cell_id, task, assignment, base_seed):
    where = f"{task.key!r}, {assignment!r}, {base_seed}"
    sample = task.right(case_for(task, base_seed, assignment, None))
    empty = "".join(f'    "{field.key}": None,\n' for field in graded_fields(task))
    made = [
        _code(f"{cell_id}-ask",
              "# Your exercise: its numbers follow from your name\nfrom widgets.classroom import ClassExercise\n"
              f"answer, exercise = {{}}, ClassExercise({where}, student)\nexercise",
              _marks(f"{task.key}-ask", locked=True)),
        _code(f"{cell_id}-answer",
              f"# Your answer: a value in place of each None\nanswer = {{\n{empty}}}\n"
              f"### BEGIN SOLUTION\nanswer = {sample!r}\n### END SOLUTION",
              _marks(f"{task.key}-answer", solution=True)),
        _code(f"{cell_id}-read", "# What the computer reads from it; the points come later\nexercise.read(answer)",
              _marks(f"{task.key}-read", locked=True)),
        _code(f"{cell_id}-points",
              "# Your points stand here once you have handed it in; there is nothing to do in this cell",
              _marks(f"{task.key}-points", grade=True, locked=True, points=points(task))),
    ]
    for field in written_fields(task):
        model = task.solution(case_for(task, base_seed, assignment, None))
        made += [
            _markdown(f"{cell_id}-{field.key}-rubric", _rubric(field), editable=False, deletable=False),
            _markdown(f"{cell_id}-{field.key}", model,
                      **_marks(f"{task.key}-{field.key}", grade=True, solution=True, points=len(RUBRIC))),
        ]
    return made


def _rubric(field):
    lines = "\n".join(f"- **{name}**: {says}." for name, says in RUBRIC)
    return f"### {field.label}\n\nA person reads this and gives one point each:\n\n{lines}"


def _marks(grade_id, *, grade=False, solution=False, locked=False, points=None):
    """What nbgrader reads of a cell."""
    marks = {"grade_id": grade_id, "schema_version": 3, "grade": grade, "solution": solution, "locked": locked,
             "task": False}
    return {"nbgrader": marks if points is None else {**marks, "points": points}}


def _code(cell_id, source, metadata=None, **more):
    return nbformat.v4.new_code_cell(source, id=cell_id, metadata={**(metadata or {}), **more})


def _markdown(cell_id, source, **metadata):
    return nbformat.v4.new_markdown_cell(source, id=cell_id, metadata=metadata)


def _keys(cell):
    return [node.args[0].value for node in ast.walk(ast.parse(cell.source))
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Exercise"]
