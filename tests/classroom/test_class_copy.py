"""The class copy of every notebook that has an exercise, and what its cells do, without nbgrader."""

import copy
import json
from types import SimpleNamespace

import nbformat
import pytest
import running

from customerbase import InputError
from widgets.classroom import cells, copies, scoring, variant
from widgets.classroom.course import find_notebooks
from widgets.classroom.handed_in import Cell
from widgets.lessons import LESSON
from widgets.lessons.shapes import Field, Task

BOOKS = find_notebooks(running.FOLDER)
TASK = LESSON.tasks["losing-quarter"]


@pytest.fixture(params=sorted(BOOKS))
def name(request):
    return request.param


def marks(cell):
    return cell.metadata.get("nbgrader", {})


def play(book, task, student, answer):
    """What a grade rests on when this answer is typed into a class copy; None leaves the cell as it is."""
    handed = [Cell(cell.cell_type, cell.source, marks(cell).get("grade_id")) for cell in book.cells]
    if answer is not None:
        handed = [Cell("code", f"answer = {answer!r}", cell.grade_id) if cell.grade_id == f"{task.key}-answer" else cell
                  for cell in handed]
    return scoring.score(task.key, "08", 7, student, handed)


def html_of(record):
    return "".join(output["data"]["text/html"] for made in scoring.outputs(record).values() for output in made)


def points(record):
    return sum(record["right"].values())


def test_every_notebook_with_an_exercise_is_found():
    assert "08_retention_illusion" in BOOKS
    for path in running.NOTEBOOKS:
        assert (path.stem in BOOKS) == ("Exercise(" in path.read_text(encoding="utf-8"))


def test_text_and_pictures_stay_the_code_is_open_and_exercises_are_replaced(name):
    before, after = BOOKS[name], copies.class_copy(BOOKS[name], name, 7)
    text = [cell.source for cell in after.cells if cell.cell_type == "markdown"]
    assert [cell.source for cell in before.cells if cell.cell_type == "markdown"] == [
        source for source in text if source in {cell.source for cell in before.cells}]
    code = {cell.id: cell for cell in after.cells if cell.cell_type == "code"}
    for cell in before.cells:
        if cell.cell_type == "code" and not copies._keys(cell):
            assert code[cell.id].source == cell.source
    assert not [cell for cell in code.values() if "Exercise(" in cell.source and "ClassExercise(" not in cell.source]
    assert not [cell for cell in after.cells if "source_hidden" in cell.metadata.get("jupyter", {})]
    assert len({cell.id for cell in after.cells}) == len(after.cells)


def test_a_replaced_cell_takes_no_name_along_that_a_later_one_needs(name):
    for cell in BOOKS[name].cells:
        if cell.cell_type == "code" and copies._keys(cell):
            assert [line for line in cell.source.splitlines() if not line.startswith("#")] in (
                ["from widgets import Exercise", f'Exercise("{copies._keys(cell)[0]}")'],
                [f'Exercise("{copies._keys(cell)[0]}")'])


def test_the_marks_are_what_nbgrader_accepts(name):
    from nbgrader.nbgraderformat import MetadataValidator

    book = copies.class_copy(BOOKS[name], name, 7)
    MetadataValidator().validate_nb(book)
    for key in copies.exercises(BOOKS[name]):
        task = LESSON.tasks[key]
        graded = {marks(cell)["grade_id"]: marks(cell) for cell in book.cells if marks(cell).get("grade")}
        assert graded[f"{key}-points"]["points"] == len(variant.graded_fields(task))
        for field in variant.written_fields(task):
            assert graded[f"{key}-{field.key}"]["points"] == 4
            assert graded[f"{key}-{field.key}"]["solution"]
        answers = [cell.source for cell in book.cells if marks(cell).get("grade_id") == f"{key}-answer"]
        assert len(answers) == 1
        assert answers[0].count("### BEGIN SOLUTION") == answers[0].count("### END SOLUTION") == 1


def test_right_wrong_partly_right_and_empty(name):
    book = copies.class_copy(BOOKS[name], "08", 7)
    for key in copies.exercises(BOOKS[name]):
        task = LESSON.tasks[key]
        right = task.right(variant.case_for(task, 7, "08", "Ada"))
        first = next(iter(right))
        most = len(right)
        for answer, expected in ((right, most), ({**right, first: None}, most - 1), (dict.fromkeys(right), 0)):
            record = play(book, task, "Ada", answer)
            assert points(record) == expected
            assert record["to_person"] == []
        assert points(play(book, task, "Ada", dict.fromkeys(right, "1"))) < most
        assert points(play(book, task, None, None)) == most, "the teacher's own copy holds a right answer"


def test_the_cells_of_an_exercise_run_in_a_notebook(name, monkeypatch):
    """In a student's own kernel: the answer cell as handed out, and what is read from it."""
    book = copies.class_copy(BOOKS[name], name, 7)
    for key in copies.exercises(BOOKS[name]):
        names, shown = {"student": "Ada"}, None
        for cell in book.cells:
            if cell.cell_type == "code" and marks(cell).get("grade_id", "").startswith(f"{key}-"):
                *before, last = cell.source.split("\n")
                exec("\n".join(before), names)
                shown = eval(last, names) if not last.startswith("#") else shown
        assert "nothing yet" not in shown._repr_html_()


def test_the_notebook_itself_is_left_as_it_is(name):
    before = copy.deepcopy(BOOKS[name])
    copies.class_copy(BOOKS[name], name, 7)
    assert BOOKS[name] == before


@pytest.mark.parametrize("student", ["Ada", "O’Neill", "D'Arcy", "张伟"])
def test_a_students_copy_differs_in_the_name_only(name, student):
    book = copies.class_copy(BOOKS[name], name, 7)
    own = copies.for_student(book, student)
    changed = [cell.source for cell, other in zip(own.cells, book.cells, strict=True) if cell != other]
    assert len(changed) == 1
    names = {}
    exec(changed[0], names)
    assert names["student"] == student
    nbformat.validate(own)


# What a student sees ---------------------------------------------------------------------------------------------
def test_the_prompt_has_numbers_tolerances_and_names():
    page = cells.ClassExercise(TASK.key, "08", 7, "<b>Ada")._repr_html_()
    assert "within 0.15 percentage points" in page
    assert "within 1 % of the right value" in page
    assert "“end over start”" in page
    assert "These numbers are &lt;b&gt;Ada’s own." in page
    assert page.count("<details>") == 3
    assert page.startswith('<div class="tex2jax_ignore mathjax_ignore">'), "else Lab sets dollars as formulas"
    assert "belongs to nobody" in cells.ClassExercise(TASK.key, "08", 7, None)._repr_html_()


@pytest.mark.parametrize(("answer", "given", "problem"), [
    ({"rate": "96.3 %", "net_people": "−15K"}, {"rate": 0.963, "net_people": -15_000}, None),
    ({"rate": 0.963, "denominator": " End over start "}, {"rate": 0.963, "denominator": "end over start"}, None),
    ({"rate": None, "net_people": ""}, {}, None),
    ({"rate": "high"}, {}, "rate: “high” is not a number; type for example 50.0 %."),
    ({"rate": "97.5"}, {}, "rate: “97.5” can be read in two ways; type 97.5 % or 9,750.0 %."),
    ({"rate": 97.5}, {}, "rate: “97.5” can be read in two ways"),
    ({"rate": True}, {}, "rate: “True” is not a number"),
    ({"rate": float("nan")}, {}, "rate: “nan” is not a number"),
    ({"denominator": "the best"}, {}, "denominator: “the best” is none of the choices"),
    ({"ratio": 1}, {}, "“ratio” is not asked for; the names are denominator, rate, net_people, net_value."),
    ([1, 2], {}, "answer is “[1, 2]”, not the braces"),
    (None, {}, "answer is “None”"),
])
def test_answers_are_read_as_people_write_them(answer, given, problem):
    found, problems = cells.read_answer(TASK, answer)
    assert found == pytest.approx(given)
    assert (problems[0].startswith(problem) if problem else problems == [])
    page = cells.ClassExercise(TASK.key, "08", 7, "Ada").read(answer)._repr_html_()
    refused = page.count("what cannot be read, see below")
    assert page.count("nothing yet") + refused == 4 - len(given)
    assert refused == bool(problem and problem.split(":")[0] in {field.key for field in TASK.fields})


def test_what_grading_reads_is_shown_before_it_is_handed_in(monkeypatch):
    """In a kernel `answer` may hold what no text says; the page shows what grading will read."""
    typed = ['answer, exercise = {}, 1', 'start = 740_000\nanswer = {"rate": 1 - 27_380 / start, "net_people": f()}',
             'answer == 3', 'exercise.read(answer)']
    monkeypatch.setattr(cells, "get_ipython", lambda: SimpleNamespace(user_ns={"In": typed}))
    page = cells.ClassExercise(TASK.key, "08", 7, "Ada").read({"rate": 0.963, "net_people": -15_000})._repr_html_()
    assert "96.3 %" in page
    assert (page.count("nothing yet"), page.count("what cannot be read, see below")) == (2, 1)
    assert "net_people: “f()” is code, and no code is run to grade; type its value." in page


def test_whose_numbers_count_follows_from_the_folder_alone():
    book = copies.for_student(copies.class_copy(BOOKS["08_retention_illusion"], "08", 7), "Ada")
    right = {who: TASK.right(variant.case_for(TASK, 7, "08", who)) for who in ("Ada", "Bob")}
    record = play(book, TASK, "Bob", right["Bob"])
    assert points(record) == 4
    assert points(play(book, TASK, "Bob", right["Ada"])) < 4
    assert (record["student"], record["named"], record["base_seed"]) == ("Bob", "Ada", 7)
    assert record["seed"] == variant.seed_for(7, "08", "Bob")
    shown = scoring.outputs(json.loads(json.dumps(record)))["points"][0]["data"]
    assert f"Graded by Valued {variant.kit_version()}, base seed 7, seed {record['seed']}." in shown["text/html"]
    assert scoring.score(TASK.key, "08", 7, "Bob", [])["named"] is None, "a notebook whose cells were deleted"


def test_what_a_student_wrote_is_text_on_every_page():
    tag = "<script>x"
    book = copies.class_copy(BOOKS["08_retention_illusion"], "08", 7)
    shown = html_of(play(book, TASK, "Ada", {"rate": tag, tag: 1}))
    pages = shown + cells.ClassExercise(TASK.key, "08", 7, tag).read({tag: tag})._repr_html_()
    assert tag not in pages + cells.ClassExercise(TASK.key, "08", 7, tag)._repr_html_()
    assert pages.count("&lt;script&gt;x") >= 3
    assert "Left to a person: rate: " in shown
    assert (shown.count("What cannot be read, see below."), shown.count("Still empty.")) == (1, 3)
    gone = html_of(scoring.score(TASK.key, "08", 7, "Ada", []))
    assert (gone.count("What cannot be read, see below."), gone.count("Still empty.")) == (4, 0)


def test_what_a_lesson_says_is_text_too(monkeypatch):
    tag = "<img src=x>"
    task = Task("tag", tag, lambda seed: {}, lambda case: tag, (Field(tag, tag, (tag, "b"), wrong=tag),),
                lambda case: {tag: "b"}, (tag,) * 3, lambda case: (tag,))
    monkeypatch.setitem(LESSON.tasks, "tag", task)
    exercise = cells.ClassExercise("tag", "08", 7, "Ada")
    typed = [Cell("code", f"answer = {({tag: tag})!r}", "tag-answer")]
    shown = html_of(scoring.score("tag", "08", 7, "Ada", typed))
    pages = exercise._repr_html_() + exercise.read({tag: tag})._repr_html_() + shown
    assert tag not in pages
    assert pages.count("&lt;img src=x&gt;") == 23


def test_an_unknown_exercise_in_a_cell_is_one_sentence():
    with pytest.raises(InputError, match="There is no exercise 'gone'"):
        cells.ClassExercise("gone", "08", 7, "Ada")
