"""An exercise's help without an attempt, and another case: both come back the next day."""

import html

import pytest
from answering import fill, marked, on_the_page, press, wrong_answer

from widgets.learning.exercise import Exercise
from widgets.lessons import LESSON
from widgets.state import eventlog, learner

BUTTONS = ("Check my answer", "I am stuck", "Solution", "Another one")


@pytest.fixture(params=sorted(LESSON.tasks))
def task(request):
    return LESSON.tasks[request.param]


# Help ------------------------------------------------------------------------------------------------------------
def test_nothing_is_given_away_before_it_is_asked_for(task):
    exercise = Exercise(task.key)
    assert exercise.solution_button.disabled
    assert exercise.another_button.disabled
    shown = on_the_page(exercise)
    assert not any(hint in shown for hint in task.hints)
    assert not any(step in shown for step in task.steps(exercise.case))


def test_i_am_stuck_opens_hint_after_hint_and_then_the_solution_without_an_attempt(task):
    exercise = Exercise(task.key)
    steps = task.steps(exercise.case)
    for step in (1, 2, 3):
        press(exercise, "I am stuck")
        shown = html.unescape(exercise.help.value)
        assert [hint in shown for hint in task.hints] == [True] * step + [False] * (3 - step)
        places = [shown.index(hint) for hint in task.hints[:step]]
        assert places == sorted(places)
        assert not any(step in shown for step in steps)
        assert exercise.solution_button.disabled == (step < 3)
    press(exercise, "I am stuck")
    shown = html.unescape(exercise.help.value)
    assert all(hint in shown for hint in task.hints)
    assert [shown.index(step) for step in steps] == sorted(shown.index(step) for step in steps)
    assert exercise.stuck_button.disabled
    assert not exercise.another_button.disabled
    assert [event["step"] for event in eventlog.events("hint")] == [1, 2, 3]
    assert len(eventlog.events("solution")) == 1
    assert eventlog.events("answer") == [], "help is no attempt"
    again = Exercise(task.key)
    assert again.help.value == exercise.help.value
    assert again.attempts == 0


def test_what_is_shut_stays_shut_however_it_is_asked(task):
    """A message from the browser can press a button that is disabled."""
    exercise = Exercise(task.key)
    for shut in (exercise.solution_button, exercise.another_button):
        shut._handle_button_msg(None, {"event": "click"}, [])
    assert exercise.help.value == ""
    assert exercise.seed == 0
    assert eventlog.events() == []


# Another case ----------------------------------------------------------------------------------------------------
def test_another_one_is_a_fresh_case_that_comes_back_the_next_day(task):
    exercise = Exercise(task.key)
    fill(exercise, wrong_answer(task, exercise.case))
    press(exercise, "Check my answer", "I am stuck", "Solution")
    before = on_the_page(exercise)
    press(exercise, "Another one")
    assert (exercise.seed, exercise.attempts, exercise.answer(), exercise.help.value) == (1, 0, {}, "")
    assert exercise.case == task.case(1)
    assert task.prompt(task.case(1)) in on_the_page(exercise)
    assert exercise.solution_button.disabled
    assert not exercise.stuck_button.disabled
    assert marked(exercise) == set()
    assert "Case 2" in exercise.title.value
    assert not any(exercise.notes[key].value for key in exercise.notes)
    event = eventlog.events("another")[0]
    assert (event["exercise"], event["seed"], event["first"]) == (task.key, 1, 0)
    right = task.right(exercise.case)
    fill(exercise, right)
    press(exercise, "Check my answer", "I am stuck")
    assert eventlog.events("answer")[-1]["seed"] == 1
    assert eventlog.events("hint")[-1]["seed"] == 1
    again = Exercise(task.key)
    assert (again.seed, again.attempts, again.hints_given) == (1, 1, 1)
    assert again.help.value == exercise.help.value
    assert {key: again.notes[key].value for key in right} == {key: exercise.notes[key].value for key in right}
    assert task.title in before


def test_each_first_case_has_a_row_of_its_own_and_the_room_keeps_none(monkeypatch):
    exercise = Exercise("losing-quarter")
    press(exercise, *["I am stuck"] * 4, "Another one")
    assert Exercise("losing-quarter").seed == 1
    assert Exercise("losing-quarter", seed=5).seed == 5
    assert Exercise("board-slide").seed == 0
    monkeypatch.setenv("VALUED_ROOM", "1")
    assert Exercise("losing-quarter").seed == 0
    monkeypatch.delenv("VALUED_ROOM")
    assert learner.case_reached("losing-quarter", 0) == 1


def test_what_was_typed_and_not_checked_is_kept_before_the_next_case():
    exercise = Exercise("losing-quarter")
    exercise.entries["rate"].value = "95"
    press(exercise, "Check my answer")
    exercise.entries["sentence"].value = "37,000 people left."
    press(exercise, "Another one")
    assert exercise.seed == 1
    assert eventlog.events("answer")[-1]["answer"] == {"rate": 0.95, "sentence": "37,000 people left."}
    assert eventlog.events("answer")[-1]["seed"] == 0
    assert len(eventlog.events("answer")) == 2


def test_another_one_waits_for_what_cannot_be_read():
    exercise = Exercise("losing-quarter")
    exercise.entries["rate"].value = "95"
    press(exercise, "Check my answer")
    exercise.entries["rate"].value = "high"
    press(exercise, "Another one")
    assert exercise.seed == 0
    assert "is not a number" in exercise.verdict.value
    assert eventlog.events("another") == []


def test_cases_vary_with_the_seed_and_stay_what_they_are(task):
    cases = [task.case(seed) for seed in range(20)]
    assert cases == [task.case(seed) for seed in range(20)]
    assert len({str(case) for case in cases}) > 15
    assert len({task.prompt(case) for case in cases}) > 15


def test_the_buttons_are_in_their_order():
    exercise = Exercise("losing-quarter")
    bar = next(child for child in exercise.children if "vd-bar" in child._dom_classes)
    assert tuple(child.description for child in bar.children) == BUTTONS
