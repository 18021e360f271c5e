"""The bet: as a range, as A, B or C, hit, miss, refused, taken back."""

import re

import pytest

from widgets.panel.bet import Bet, BetBox, Guess, Option
from widgets.panel.forms import PEOPLE
from widgets.state import eventlog

BET = Bet(
    key="x", question="How <many>?", form=PEOPLE, low=0, high=1_000_000,
    options=(Option("Many", 500_000, 1_000_000, "Many is what everybody believes."), Option("Some", 100_000, 499_999),
             Option("Few", 0, 99_999)),
    answer=lambda result: result, why="Because <so>.", reveal="The answer is {answer}.",
)


@pytest.fixture
def box():
    return BetBox(BET, lambda: 300_000)


def commit_range(box, low, high):
    box.low.value, box.high.value = low, high
    box.commit_button.click()
    return box.guess


def commit_letter(box, letter):
    box.way.value = "letter"
    box.letters.value = "ABC".index(letter)
    box.commit_button.click()
    return box.guess


def test_a_range_that_holds(box):
    guess = commit_range(box, "250K", "350,000")
    assert guess == Guess(250_000, 350_000, 300_000)
    assert guess.hit
    assert guess.gap == 0
    assert 'data-result="hit"' in box.outcome.value
    assert "Your range holds. " in box.outcome.value.replace("</b>", "")
    assert "The answer is 300,000 customers." in box.outcome.value


@pytest.mark.parametrize(("low", "high", "gap"), [("0", "100,000", 200_000), ("400K", "1m", 100_000)])
def test_a_range_that_does_not(box, low, high, gap):
    guess = commit_range(box, low, high)
    assert not guess.hit
    assert guess.gap == gap
    assert f"Outside your range, by {gap:,} customers." in box.outcome.value


def test_the_ends_of_a_range_belong_to_it(box):
    assert commit_range(box, "300,000", "300,000").hit


@pytest.mark.parametrize(("letter", "hit"), [("A", False), ("B", True), ("C", False)])
def test_letters(box, letter, hit):
    guess = commit_letter(box, letter)
    assert guess.letter == letter
    assert guess.hit == hit
    assert f"You chose {letter}. " in box.outcome.value
    assert ("Many is what everybody believes." in box.outcome.value) == (letter == "A")


@pytest.mark.parametrize(("low", "high", "sentence"), [
    ("", "5", "Type both ends"), ("5", " ", "Type both ends"), ("five", "9", "Low end: “five” is not a number"),
    ("5", "<b>", "High end: “&lt;b&gt;” is not a number"),
    ("9", "5", "The low end, 9 customers, lies above the high end"),
    ("-1", "5", "The answer lies between 0 and 1,000,000 customers"), ("5", "1.1m", "The answer lies between 0 and"),
])
def test_what_is_no_bet_is_refused_with_a_sentence(box, low, high, sentence):
    assert commit_range(box, low, high) is None
    assert sentence in box.error.value
    assert 'role="alert"' in box.error.value
    assert eventlog.events("bet") == []
    assert (box.low.value, box.high.value) == (low, high)
    assert "vd-refused" in {*box.low._dom_classes, *box.high._dom_classes}
    assert commit_range(box, "5K", "6K") is not None
    assert box.error.value == ""
    assert "vd-refused" not in {*box.low._dom_classes, *box.high._dom_classes}


def test_a_question_in_hundreds_of_thousands_asks_what_680_means(box):
    assert commit_range(box, "680", "730") is None
    assert "“680 to 730” can be read in two ways; type 680,000 to 730,000 customers or 680 to 730" in box.error.value
    guess = commit_range(box, "680.0", "730.0")
    assert (guess.low, guess.high) == (680, 730)


def test_only_the_end_that_cannot_be_read_is_marked_and_what_was_read_is_written_back(box):
    commit_range(box, "250K", "350,000 €")
    assert "vd-refused" not in box.low._dom_classes
    assert "vd-refused" in box.high._dom_classes
    assert "High end: “350,000 €” is an amount of money" in box.error.value
    guess = commit_range(box, "0,25 million", "350.000 customers")  # 350 would lie below the low end
    assert (guess.low, guess.high, box.low.value, box.high.value) == (250_000, 350_000, "250,000", "350,000")


def test_no_letter_chosen(box):
    box.way.value = "letter"
    box.commit_button.click()
    assert box.guess is None
    assert "Choose A, B or C first." in box.error.value


def test_the_form_shows_the_chosen_way_and_gives_way_to_the_outcome(box):
    assert box.range in box.form.children
    box.way.value = "letter"
    assert box.letters in box.form.children
    assert box.range not in box.form.children
    assert box.form in box.children
    commit_letter(box, "A")
    assert box.form not in box.children
    assert box.after in box.children
    box.again()
    assert box.form in box.children
    assert (box.guess, box.low.value, box.letters.value) == (None, "", None)


def test_the_answer_is_not_computed_before_the_bet():
    def too_early():
        raise AssertionError("asked for the answer")

    BetBox(BET, too_early).commit()


def test_nothing_of_the_answer_is_in_the_box_before_the_bet(box):
    state = re.sub(r"IPY_MODEL_\w+", "", " ".join(str(child.get_state()) for child in walk(box)))  # ids are random
    assert "300" not in state
    assert BET.why not in state
    assert "everybody believes" not in state


def walk(widget):
    yield widget
    for child in getattr(widget, "children", ()):
        yield from walk(child)


def test_why_and_the_model_answer_are_shown_and_logged(box):
    commit_range(box, "5K", "6K")
    assert box.model_answer.value == ""
    box.why.value = "I guessed"
    box.compare()
    assert "Because &lt;so&gt;." in box.model_answer.value
    assert [(e["kind"], e.get("text"), e["bet"]) for e in eventlog.events()] == [
        ("bet", None, "x"), ("why", "I guessed", "x"), ("model answer", None, "x")]
    kept = [eventlog.events("bet")[0][key] for key in ("low", "high", "answer", "hit")]
    assert kept == [5_000, 6_000, 300_000, False]


def test_the_question_is_text():
    assert "How &lt;many&gt;?" in BetBox(BET, lambda: 1).children[0].value


def test_a_complaint_goes_when_what_it_is_about_is_changed(box):
    box.low.value, box.high.value = "800,000", "700,000"
    box.commit()
    assert "swap them" in box.error.value
    box.way.value = "letter"
    assert box.error.value == ""
    box.commit()
    assert "Choose A, B or C" in box.error.value
    box.letters.value = 1
    assert box.error.value == ""
    box.way.value, box.low.value = "range", "many"
    box.commit()
    assert "many" in box.error.value
    box.low.value = "600,000"
    assert box.error.value == ""
    assert "vd-refused" not in box.low._dom_classes
