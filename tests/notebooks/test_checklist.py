"""The checklist's items that a script can check: what a notebook says about itself, and whether it is so."""

import re

import cells
import pytest
import running

import widgets
from widgets.lessons import LESSON

KINDS = {"question", "bet", "explore", "reveal", "why", "debrief", "exercise", "check", "play", "monday"}
ROOM_MINUTES = 8
EXPLORABLES = {name for name in widgets.__all__ if hasattr(getattr(widgets, name), "compute")
               or hasattr(getattr(widgets, name), "scenes")}


@pytest.fixture
def book(notebook):
    return running.read(notebook)


@pytest.fixture
def about(book):
    return book.metadata["valued"]


def sections(book):
    """[(name, cells)] in order; the cells before the first section are left out."""
    found = []
    for cell in book.cells:
        name = cell.metadata.get("valued", {}).get("section")
        if name:
            found.append((name, []))
        if found:
            found[-1][1].append(cell)
    return found


def called(book, *names):
    """The first argument of every call of one of these names."""
    return [arguments[0] if arguments else None for _, name, arguments in cells.calls(book) if name in names]


# 1. One question, at most three objectives, minutes, prerequisites
def test_the_first_cell_says_what_the_metadata_says(book, about):
    first = book.cells[0]
    assert first.cell_type == "markdown"
    lines = first.source.splitlines()
    assert lines[0] == f"# {about['title']}"
    assert about["question"] in first.source
    assert about["question"].count("?") == 1
    assert [line[2:] for line in lines if line.startswith("- ")] == about["objectives"]
    assert 1 <= len(about["objectives"]) <= 3
    assert f"{about['minutes']} minutes." in first.source
    prerequisites = re.search(r"Before this: (.*)\.$", first.source, re.MULTILINE).group(1)
    assert prerequisites == (", ".join(about["prerequisites"]) or "none")


def test_the_second_cell_says_how_to_run_it_in_lab_and_nowhere_else(book):
    second = book.cells[1]
    assert (second.cell_type, second.metadata["tags"]) == ("markdown", ["lab"])
    assert second.source == ("To run this page: in the menu, *Run*, then *Run All Cells*; then scroll up. "
                             "Your bets, answers and cards come back.")


def test_prerequisites_are_notebooks_that_come_earlier(notebook, about):
    titles = {f"{path.stem[:2]} {running.read(path).metadata['valued']['title']}" for path in running.NOTEBOOKS
              if path.stem < notebook.stem}
    assert set(about["prerequisites"]) <= titles


# 2. Section minutes, the room cut
def test_sections_are_those_of_the_metadata_each_under_its_heading(book, about):
    found = sections(book)
    assert [name for name, _ in found] == [section["name"] for section in about["sections"]]
    for name, inside in found:
        assert inside[0].cell_type == "markdown"
        assert inside[0].source.splitlines()[0] == f"## {name}"
    headings = [line for cell in book.cells if cell.cell_type == "markdown" for line in cell.source.splitlines()
                if line.startswith("## ")]
    assert headings == [f"## {name}" for name, _ in found]
    for section in about["sections"]:
        assert set(section) == {"name", "minutes", "room", "kind"}
        assert section["kind"] in KINDS
        assert section["minutes"] > 0


def test_minutes_add_up(about):
    total = sum(section["minutes"] for section in about["sections"])
    assert total == pytest.approx(about["minutes"], rel=0.1)
    assert 10 <= about["minutes"] <= 25


def test_the_room_cut_takes_eight_minutes_and_holds_a_bet(about):
    room = [section for section in about["sections"] if section["room"] is True]
    assert sum(section["minutes"] for section in room) == ROOM_MINUTES
    assert "bet" in [section["kind"] for section in room]


# 3. The first explorable
def test_the_first_explorable_comes_within_five_minutes(book, about):
    before = 0
    for section, (_, inside) in zip(about["sections"], sections(book), strict=True):
        names = {name for cell, name, _ in cells.calls(book) if any(cell is other for other in inside)}
        if names & EXPLORABLES:
            break
        before += section["minutes"]
    else:
        pytest.fail("there is no explorable")
    assert before <= 5


# 6. Exercises
def test_exercises_have_three_hints_and_a_solution(notebook, book, about):
    keys = called(book, "Exercise")
    assert keys or notebook.stem.startswith("00")  # the introduction has its audit instead
    for key in keys:
        task = LESSON.tasks[key]
        assert len(set(task.hints)) == 3
        assert all(len(hint) > 20 for hint in task.hints)
        assert len(task.solution(task.case(0))) > 20
    if keys:
        assert "exercise" in [section["kind"] for section in about["sections"]]


# 7. Check questions
def test_at_least_three_check_questions_and_one_recalls(notebook, book):
    questions = [LESSON.questions[key] for key in called(book, "CheckQuestion")]
    assert len(set(questions)) == len(questions) >= 3
    for question in questions:
        assert sum(option.right for option in question.options) == 1
        assert len({option.text for option in question.options}) == len(question.options) >= 3
        assert all(len(option.says) > 15 for option in question.options), "a wrong option names its misconception"
    earlier = {path.stem[:2] for path in running.NOTEBOOKS if path.stem < notebook.stem}
    if earlier:
        assert [question for question in questions if question.recalls in earlier]


# 8. Free play last, then the Monday card, and what to take away
def test_the_monday_card_and_the_recap_are_the_end(notebook, book, about):
    kinds = [section["kind"] for section in about["sections"]]
    assert kinds[-1] == "monday"
    assert "play" not in kinds or kinds.index("play") == len(kinds) - 2
    last = cells.code_cells(book)[-2:]
    assert book.cells[-2:] == last
    called = [(name, arguments) for cell, name, arguments in cells.calls(book) if any(cell is one for one in last)]
    assert called == [("MondayCard", [notebook.stem[:2]]), ("TakeAway", [notebook.stem[:2]])]
    assert notebook.stem[:2] in LESSON.recaps
    card = LESSON.mondays[notebook.stem[:2]]
    assert card.number
    assert "above" in card.rule
    assert "stop" in card.rule
    state = [kind for kind, _ in running_entries(card.key)]
    assert state == ["number", "owner", "date", "rule"]


def running_entries(key):
    return list(widgets.MondayCard(key).entries.items())


def test_everything_written_for_a_notebook_is_used_in_it(notebook, book):
    number = notebook.stem[:2]
    written = {key for key in LESSON.questions if key.startswith(number + "-")}
    assert written == {key for key in called(book, "CheckQuestion") if key.startswith(number + "-")}


# 11. Evidence against, beside evidence for
def test_evidence_for_comes_with_evidence_against(notebook, book):
    claims = [LESSON.claims[key] for key in called(book, "Evidence")]
    assert claims or notebook.stem.startswith("00")
    assert all(len(claim.speaks_for) > 40 and len(claim.against) > 40 for claim in claims)
    assert not any("**For.**" in cell.source for cell in book.cells)  # text would stand open before the bet
    assert {claim.key for claim in claims} == {key for key in LESSON.claims if key.startswith(notebook.stem[:2])}


def test_the_explorables_were_found():
    assert {"RetentionIllusion", "FirstLook"} <= EXPLORABLES
