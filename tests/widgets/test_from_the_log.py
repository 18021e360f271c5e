"""What the log says about a learner: where, how long, what held, what comes back; and notebooks that go on."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from widgets.learning.check_question import CheckQuestion
from widgets.learning.exercise import Exercise
from widgets.learning.monday_card import MondayCard
from widgets.lessons import LESSON
from widgets.state import eventlog, learner
from widgets.state.course import course

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
QUESTIONS = ["00-range", "00-compound", "00-dial", "08-96", "08-rising", "08-mix"]
WRONG = {key: next(k for k, option in enumerate(LESSON.questions[key].options) if not option.right)
         for key in QUESTIONS}
RIGHT = {key: next(k for k, option in enumerate(LESSON.questions[key].options) if option.right) for key in QUESTIONS}


def write(folder, number, *questions, minutes=25):
    """A notebook as small as can be: a bet, an exercise, its checks."""
    sources = [("Bet", "FirstLook(base)"), ("Exercise", 'Exercise("losing-quarter")' if number == "08" else "1"),
               *(("Check", f'CheckQuestion("{key}")') for key in questions)]
    cells = [{"id": f"{number}-{k:02d}", "cell_type": "code", "metadata": {"valued": {"section": section}},
              "source": [source]} for k, (section, source) in enumerate(sources)]
    told = {"title": f"Title {number}", "minutes": minutes,
            "sections": [{"name": name} for name in ("Bet", "Exercise", "Check")]}
    (folder / f"{number}_x.ipynb").write_text(json.dumps({"cells": cells, "metadata": {"valued": told}}))


@pytest.fixture
def books(tmp_path, monkeypatch):
    """Six notebooks, of which four hold check questions; the kernel runs beside them."""
    held = {"00": QUESTIONS[:2], "01": [QUESTIONS[2]], "03": [QUESTIONS[3]], "08": QUESTIONS[4:]}
    for number in ("00", "01", "03", "08", "09", "11"):
        write(tmp_path, number, *held.get(number, ()))
    (tmp_path / "02_broken.ipynb").write_text("{")
    (tmp_path / "my_notes.ipynb").write_text("{}")
    monkeypatch.chdir(tmp_path)
    return course()


def event(kind, minute, **data):
    return {"at": (START + timedelta(minutes=minute)).isoformat(), "kind": kind, **data}


def check(key, right, **data):
    return event("check", 0, question=key, option=(RIGHT if right else WRONG)[key], right=right, **data)


# The notebooks ---------------------------------------------------------------------------------------------------
def test_notebooks_come_in_reading_order_with_what_stands_where(books):
    assert list(books) == ["00", "01", "03", "08", "09", "11"]
    assert books["00"].checks == ("00-range", "00-compound")
    assert books["08"].exercises == ("losing-quarter",)
    assert books["00"].places["00-02"] == "Check"
    assert books["00"].sections == ("Bet", "Exercise", "Check")


def test_without_notebooks_where_the_kernel_runs_ours_are_taken(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    ours = course()
    assert set(ours) >= {"00", "08"}
    for book in ours.values():
        assert set(book.checks) <= set(LESSON.questions)
        assert set(book.exercises) <= set(LESSON.tasks)
        assert set(book.places.values()) - {""} == set(book.sections)


def test_an_event_is_placed_by_its_cell_else_by_its_key(books):
    assert learner.place(event("bet", 0, bet="x", hit=True, cell="03-00"), books) == ("03", "Bet")
    assert learner.place(event("check", 0, question="00-dial"), books) == ("01", "Check")
    assert learner.place(event("answer", 0, exercise="losing-quarter"), books) == ("08", "Exercise")
    assert learner.place(event("bet", 0, bet="08-three-years"), books) == ("08", "")
    for lost in (event("bet", 0, bet="99-x"), event("ready", 0), event("open", 0, cell="a copy’s own id"),
                 event("open", 0, cell=["08-01"]), event("check", 0, question="gone")):
        assert learner.place(lost, books) == ("", "")


# How long --------------------------------------------------------------------------------------------------------
def test_minutes_leave_out_breaks_and_count_no_minute_twice(books):
    events = [event("open", 0, cell="00-00"), event("bet", 4, bet="00-x"), event("open", 6, cell="08-00"),
              event("bet", 9, bet="00-x"),  # two notebooks side by side
              event("bet", 19, bet="08-x"), event("bet", 29.1, bet="08-x"), event("bet", 31.1, bet="08-x")]
    spent = learner.minutes(events, books)
    assert spent["00"] == pytest.approx(4 + 2 + 10)
    assert spent["08"] == pytest.approx(3 + 2)  # 10.1 minutes between the two bets are a break
    assert sum(spent.values()) == pytest.approx(21)
    assert learner.minutes(events[::-1], books) == spent  # a clock put back adds nothing
    assert learner.minutes([], books) == dict.fromkeys(books, 0.0)


# How far ---------------------------------------------------------------------------------------------------------
def test_a_notebook_is_done_with_all_its_checks_and_exercises(books):
    assert not any(one.begun for one in learner.standings([event("open", 0, cell="08-00")], books).values())
    events = [event("open", 0, cell="08-00"), event("bet", 1, bet="08-x", hit=True, cell="08-00"),
              check("08-rising", False), check("08-rising", True), check("08-mix", True)]
    found = learner.standings(events, books)["08"]
    assert (found.begun, found.done, found.section, found.answered, found.right) == (True, False, "Check", 2, 1)
    assert learner.stopped(events, books, learner.standings(events, books)).number == "08"
    events.append(event("answer", 9, exercise="losing-quarter", answer={}, right=[], wrong=["rate"]))
    found = learner.standings(events, books)["08"]
    assert (found.done, found.section) == (True, "Exercise")
    assert learner.stopped(events, books, learner.standings(events, books)) is None
    assert learner.unsolved(events) == ["losing-quarter"]
    events.append(event("answer", 9, exercise="losing-quarter", answer={}, right=["rate"], wrong=[]))
    assert learner.unsolved(events) == []


def test_only_first_ranges_count():
    events = [event("bet", 0, bet="a", hit=False, letter=""), event("bet", 1, bet="a", hit=True, letter=""),
              event("bet", 2, bet="b", hit=True, letter=""), event("bet", 3, bet="c", hit=True, letter="B")]
    assert learner.ranges(events) == (1, 2)
    assert learner.ranges([]) == (0, 0)


def test_what_was_done_in_the_room_is_nobodys_progress(monkeypatch):
    monkeypatch.setenv("VALUED_ROOM", "1")
    eventlog.record("bet", bet="a", hit=True)
    monkeypatch.delenv("VALUED_ROOM")
    eventlog.record("bet", bet="b", hit=True)
    assert [one["bet"] for one in learner.own()] == ["b"]


# What comes back -------------------------------------------------------------------------------------------------
def test_a_missed_question_comes_back_two_notebooks_on_until_it_is_right(books):
    eventlog.record("check", question="00-range", option=WRONG["00-range"], right=False)
    eventlog.record("check", question="00-range", option=RIGHT["00-range"], right=True)  # having read why
    assert learner.returns("00-range", books) == "03"
    assert [CheckQuestion(key).last_time for key in ("00-range", "00-dial")] == [[], []]  # 00 itself, one on
    first = CheckQuestion("08-96")  # the first check of 03
    assert [part.question.key for part in first.last_time] == ["00-range"]
    back = first.last_time[0]
    assert first.children.index(back) == 1  # above the notebook's own question
    assert [key for _, key in back.options.options] == [2, 1, 0]  # the options stand the other way round
    assert back.options.value is None
    back.options.value = WRONG["00-range"]
    back.check()
    assert "Not so." in back.feedback.value
    assert [part.question.key for part in CheckQuestion("08-rising").last_time] == ["00-range"]  # 08: still missed
    assert CheckQuestion("08-mix").last_time == []  # not the first of its notebook
    back.options.value = RIGHT["00-range"]
    back.check()
    assert "Right." in back.feedback.value
    assert CheckQuestion("08-96").last_time == CheckQuestion("08-rising").last_time == []
    assert learner.standings(learner.own(), books)["00"].right == 0  # coming back changes no first answer


def test_two_come_back_at_once_the_oldest_first_and_none_in_the_room(books, monkeypatch):
    for key in ("00-compound", "00-range", "00-dial"):
        eventlog.record("check", question=key, option=WRONG[key], right=False)
    assert learner.last_time("08-96") == ["00-compound", "00-range"]
    assert learner.last_time("08-rising") == ["00-compound", "00-range"]  # 00-dial, of 01, waits its turn
    eventlog.record("check", question="00-compound", option=RIGHT["00-compound"], right=True, again=True)
    assert learner.last_time("08-rising") == ["00-range", "00-dial"]
    monkeypatch.setenv("VALUED_ROOM", "1")
    assert learner.last_time("08-rising") == []


def test_what_the_last_two_notebooks_leave_comes_back_in_the_first(books):
    homes = {key: learner.returns(key, books) for book in books.values() for key in book.checks}
    assert homes == {"00-range": "03", "00-compound": "03", "00-dial": "08", "08-96": "00", "08-rising": "00",
                     "08-mix": "00"}  # 09 and 11 ask nothing here
    for key in homes:
        eventlog.record("check", question=key, option=WRONG[key], right=False)
    shown = {number: learner.last_time(book.checks[0]) for number, book in books.items() if book.checks}
    assert shown == {"00": ["08-96", "08-rising"], "01": [], "03": ["00-range", "00-compound"],
                     "08": ["00-range", "00-compound"]}
    for key in ("08-96", "08-rising", "00-range", "00-compound"):
        eventlog.record("check", question=key, option=RIGHT[key], right=True, again=True)
    assert learner.last_time("00-range") == ["08-mix"]
    assert learner.last_time("08-rising") == ["00-dial"]


def test_a_question_of_no_notebook_or_of_the_only_one_does_not_come_back(books):
    assert learner.returns("no such", books) == ""
    assert learner.returns("08-mix", {"08": books["08"]}) == ""
    two = {number: books[number] for number in ("00", "01")}
    assert [learner.returns(key, two) for key in ("00-range", "00-dial")] == ["", "00"]  # never above itself
    for key in ("gone from the kit", "00-range"):
        eventlog.record("check", question=key, option=WRONG["00-range"], right=False)
    assert learner.last_time("08-96") == ["00-range"]


def test_every_question_of_ours_comes_back_somewhere_else(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    ours = course()
    home = {key: number for number, book in ours.items() for key in book.checks}
    assert len(home) > 20
    for key, number in home.items():
        assert ours[learner.returns(key, ours)].checks
        assert learner.returns(key, ours) != number


def test_a_monday_card_is_asked_about_after_thirty_days():
    card = event("monday", 0, card="08", number="n", owner="o", date="d", rule="r")
    day = timedelta(days=1)
    assert learner.cards_due([card], START + 29 * day) == []
    assert learner.cards_due([card], START + 30 * day) == [card]
    newer = {**card, "at": (START + 20 * day).isoformat()}
    assert learner.cards_due([card, newer], START + 40 * day) == []  # the card that was written anew
    asked = {**event("monday later", 0, card="08", days=3, text=""), "at": (START + 31 * day).isoformat()}
    assert learner.cards_due([card, asked], START + 90 * day) == []


# A notebook that is opened again ---------------------------------------------------------------------------------
def test_an_exercise_goes_on_where_it_stopped():
    before = Exercise("losing-quarter")
    before.entries["denominator"].value = before.task.fields[0].form[1]
    before.entries["rate"].value = "96.25 %"
    before.entries["net_value"].value = "−$1.5M"
    before.entries["sentence"].value = "They <left>."
    before.check()
    before.stuck()
    before.stuck()
    after = Exercise("losing-quarter")
    assert after.answer() == before.answer()
    assert after.help.value == before.help.value
    assert (after.attempts, after.hints_given) == (1, 2)
    assert before.verdict.value in after.verdict.value
    assert {key: note.value for key, note in after.notes.items()} == {k: note.value for k, note in before.notes.items()}
    assert "vd-refused" in after.entries["net_value"]._dom_classes
    assert "You tried this once before" in after.verdict.value
    after.show_solution()
    assert not after.stuck_button.disabled, "one hint is left"
    after.stuck()
    assert after.hints_given == 3
    assert after.stuck_button.disabled
    assert Exercise("losing-quarter").help.value == after.help.value != ""
    other = Exercise("losing-quarter", seed=1)
    assert (other.attempts, other.answer(), other.help.value) == (0, {}, "")
    assert other.solution_button.disabled


@pytest.mark.parametrize("answer", [
    {"rate": "high", "denominator": 3, "sentence": ["x"]}, {"rate": float("inf")}, {"denominator": "gone"},
    {"rate": 1e-12}, {"rate": True}, {"rate": None}, {"net_people": -1e15}])
def test_an_answer_that_no_longer_fits_breaks_nothing(answer):
    eventlog.record("answer", exercise="losing-quarter", answer=answer, right=[], wrong=[])
    eventlog.record("hint", exercise="losing-quarter", step=99)
    again = Exercise("losing-quarter")
    assert again.attempts == 1
    assert again.hints_given == 3
    again.answer()


def test_checks_and_cards_show_what_was_answered():
    part = CheckQuestion("08-96")
    part.options.value = WRONG["08-96"]
    part.check()
    assert CheckQuestion("08-96").feedback.value == part.feedback.value
    assert CheckQuestion("08-96").options.value == WRONG["08-96"]
    eventlog.record("check", question="08-96", option=77, right=True)
    assert CheckQuestion("08-96").options.value is None
    card = MondayCard("08")
    for box in card.entries.values():
        box.value = "<x>"
    card.keep()
    again = MondayCard("08")
    assert [box.value for box in again.entries.values()] == ["<x>"] * 4
    assert "&lt;x&gt;" in again.card.value


def test_nothing_personal_is_shown_again_in_the_room(monkeypatch):
    exercise, question, card = Exercise("losing-quarter"), CheckQuestion("08-96"), MondayCard("08")
    exercise.entries["rate"].value = "95"
    exercise.check()
    question.options.value = 0
    question.check()
    for box in card.entries.values():
        box.value = "x"
    card.keep()
    monkeypatch.setenv("VALUED_ROOM", "1")
    assert Exercise("losing-quarter").attempts == 0
    assert CheckQuestion("08-96").feedback.value == ""
    assert MondayCard("08").card.value == ""


def test_a_log_that_cannot_be_written_is_said_beside_what_was_not_kept(monkeypatch, tmp_path):
    monkeypatch.setenv("VALUED_LOG", str(tmp_path))  # a folder
    parts = [Exercise("losing-quarter"), CheckQuestion("08-96")]
    parts[0].entries["rate"].value = "95"
    parts[1].options.value = 0
    for part in parts:
        assert part.keeper.value == ""
        part.check()
        assert part.keeper.value.count("Your progress is not being kept: the log cannot be written, is a direct") == 1
    assert parts[0].verdict.value  # the lesson goes on
    assert parts[1].feedback.value
    monkeypatch.setenv("VALUED_LOG", str(tmp_path / "log.jsonl"))
    parts[1].check()
    assert parts[1].keeper.value == ""
