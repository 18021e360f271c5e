"""Check questions and Monday cards, as a learner meets them, and what a lesson is made of."""

import html

import pytest

from customerbase import InputError
from widgets.learning.check_question import CheckQuestion
from widgets.learning.exercise import Exercise
from widgets.learning.monday_card import MondayCard
from widgets.lessons import LESSON
from widgets.lessons.shapes import Answer, Field, Lesson, Monday, Part, Question, Task
from widgets.state import eventlog


def press(part, label):
    todo = [part]
    while todo:
        widget = todo.pop()
        if getattr(widget, "description", None) == label:
            return widget.click()
        todo += getattr(widget, "children", ())
    raise AssertionError(f"no button {label!r}")


def visible(part):
    """All text in the part, as it is now."""
    todo, found = [part], []
    while todo:
        widget = todo.pop()
        found.append(str(getattr(widget, "value", "")))
        todo += getattr(widget, "children", ())
    return " ".join(found)


def test_an_unknown_part_names_those_there_are():
    with pytest.raises(InputError, match=r"There is no 'x' here; choose one of .*losing-quarter"):
        Exercise("x")


# Check questions -------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("key", sorted(LESSON.questions))
def test_every_option_is_answered_with_what_is_behind_it(key):
    part = CheckQuestion(key)
    press(part, "Check")
    assert "Choose an option first." in part.feedback.value
    assert eventlog.events() == []
    assert not any(html.escape(option.says) in visible(part) for option in part.question.options)
    for k, option in enumerate(part.question.options):
        part.options.value = k
        press(part, "Check")
        assert html.escape(option.says) in part.feedback.value
        assert f'data-result="{"hit" if option.right else "miss"}"' in part.feedback.value
    assert [event["right"] for event in eventlog.events("check")] == [o.right for o in part.question.options]


def test_what_a_lesson_says_is_text_and_never_markup(monkeypatch):
    tag = "<img src=x>"
    question = Question("tag", tag, (Answer(tag, tag, True), Answer("no", tag)))
    fields = (Field("f", "F", None, wrong=tag), Field("g", "G", (tag, "b"), wrong=tag, right=tag))
    task = Task("tag", tag, lambda seed: {}, lambda case: tag, fields, lambda case: {"g": tag}, (tag, tag, tag),
                lambda case: (tag,))
    monkeypatch.setitem(LESSON.questions, "tag", question)
    monkeypatch.setitem(LESSON.tasks, "tag", task)
    part, exercise = CheckQuestion("tag"), Exercise("tag")
    part.options.value = 0
    press(part, "Check")
    exercise.entries["f"].value = "words"
    shown = visible(part)
    for given, button in (("b", "I am stuck"), (tag, "Solution")):
        exercise.entries["g"].value = given
        press(exercise, "Check my answer")
        press(exercise, button)
        shown += exercise.verdict.value + exercise.notes["g"].value
        exercise.entries["g"].value = ""  # a list of choices shows text anyway
        shown += visible(exercise)
    assert tag not in shown
    assert shown.count(html.escape(tag)) >= 12


# Monday cards ----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("key", sorted(LESSON.mondays))
def test_a_card_needs_number_owner_date_and_threshold(key):
    card = MondayCard(key)
    press(card, "Keep this card")
    assert "Still empty: The number, Its owner, By when, Above … we stop …." in card.card.value
    filled = {"number": "customers lost", "owner": "A. <b>Owner</b>", "date": "1 March", "rule": "above 30,000 we stop"}
    for field, text in filled.items():
        assert eventlog.events() == []
        card.entries[field].value = text
        if field != "rule":
            press(card, "Keep this card")
            assert "Still empty" in card.card.value
    press(card, "Keep this card")
    assert "Kept." in card.card.value
    assert "A. &lt;b&gt;Owner" in card.card.value
    event = eventlog.events("monday")[0]
    assert {field: event[field] for field in filled} == filled
    assert event["card"] == key


def test_a_card_that_cannot_be_kept_says_so(monkeypatch, tmp_path):
    monkeypatch.setenv("VALUED_LOG", str(tmp_path))  # a folder
    card = MondayCard("00")
    for box in card.entries.values():
        box.value = "x"
    card.keep()
    assert "could not be saved" in card.card.value


def test_the_room_keeps_no_card_for_anybody_and_promises_nothing(monkeypatch):
    monkeypatch.setenv("VALUED_ROOM", "1")
    card = MondayCard("00")
    for box in card.entries.values():
        box.value = "x"
    card.keep()
    assert "In the room nothing is kept for anybody: copy the card by hand" in card.card.value
    assert "notebook 00 asks" not in card.card.value


# The shelf -------------------------------------------------------------------------------------------------------
def test_a_key_is_used_once():
    lesson = Lesson()
    question = Question("q", "?", (Answer("a", "b", True),))
    lesson.add(question, Monday("q", "?", "n"))
    with pytest.raises(ValueError, match="q is there already"):
        lesson.add(question)


def test_free_text_is_not_graded():
    field = Field("why", "Why?", None, wrong="Read it again.")
    task = Task("t", "T", lambda seed: {}, lambda case: "?", (field,), lambda case: {}, ("a", "b", "c"),
                lambda case: ("s",))
    assert task.check({"why": "so"}, {}) == [Part("why", None, "Read it again.")]
    assert task.check({}, {}) == [Part("why", None, "Still empty.", empty=True)]


