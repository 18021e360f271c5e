"""What notebook 00 shows besides its bet: is all in place, the people behind the number, the audit, the first look."""

import json
import re
from importlib import metadata
from pathlib import Path

import numpy as np
import pytest

from customerbase import InputError, from_orders
from synthetic import generate
from widgets import FirstLook, PeoplePage, SayDoAudit, ready
from widgets.explorables.first_look import FirstLookInputs, with_calls
from widgets.learning.ready import problems
from widgets.panel.forms import percent
from widgets.state import eventlog


@pytest.fixture(scope="module")
def base():
    return generate(customers=600, months=36)


def press(part, label):
    todo = [part]
    while todo:
        widget = todo.pop()
        if getattr(widget, "description", None) == label:
            return widget.click()
        todo += getattr(widget, "children", ())
    raise AssertionError(f"no button {label!r}")


# Installed right? ------------------------------------------------------------------------------------------------
def test_all_in_place_here():
    assert problems() == []
    assert "Yes." in ready().children[1].value


def test_a_wrong_or_missing_package_is_named(monkeypatch):
    def version(name, real=metadata.version):
        if name == "voila":
            raise metadata.PackageNotFoundError(name)
        return "0.0.1" if name == "pandas" else real(name)

    monkeypatch.setattr(metadata, "version", version)
    found = problems()
    assert len(found) == 2
    assert any(sentence.startswith("pandas is 0.0.1, this kit was tested with ") for sentence in found)
    assert any(sentence.startswith("voila is missing") for sentence in found)
    assert "Not yet." in ready().children[1].value


def test_a_log_that_cannot_be_written_is_said(monkeypatch, tmp_path):
    monkeypatch.setenv("VALUED_LOG", str(tmp_path))
    assert len(problems()) == 1
    assert "VALUED_LOG" in problems()[0]


# The people behind the number ------------------------------------------------------------------------------------
def test_the_truth_is_shut_until_it_is_asked_for(base):
    page = PeoplePage(base)
    assert page.table.value.count("<tr>") == 8 + 2
    assert "In truth" not in page.table.value
    press(page, "Show what is true")
    assert "In truth" in page.table.value
    press(page, "Hide what is true")
    assert "In truth" not in page.table.value


def test_the_same_people_in_every_run_and_others_on_the_next_page(base):
    page, again = PeoplePage(base), PeoplePage(base)
    assert page.table.value == again.table.value
    press(page, "Other people")
    assert page.table.value != again.table.value


def test_the_survey_column_shows_the_last_answers_of_those_who_ever_answered(base):
    page = PeoplePage(base)
    scores = base.arrays["recommend"]
    answered = ~np.isnan(scores)
    person = int(np.flatnonzero(answered.sum(axis=0) > 1)[0])
    last = np.flatnonzero(answered[:, person])[-1]
    assert f"would recommend {scores[last, person]:.0f}, satisfied" in page._said(person)
    assert f"({base.months[last]:%B %Y})" in page._said(person)
    assert page._said(int(np.flatnonzero(~answered.any(axis=0))[0])) == "never answered"
    assert page.table.value.count("would recommend") + page.table.value.count("never answered") == 8


def test_a_base_of_fewer_than_eight_and_one_without_truth(base):
    assert PeoplePage(generate(customers=3, months=6)).table.value.count("<tr>") == 3 + 2
    real = from_orders(generate("shop", customers=50, months=6).orders)
    with pytest.raises(InputError, match="whose truth is known"):
        PeoplePage(real)


# Say and do ------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(("say", "do", "sentence"), [
    ("YYYYY", "YNNNN", "You say 5 of 5, and did 1 of those 5."),
    ("NNNNN", "YYYYY", "You say 0 of 5, and did 0 of those"),
    ("YYNNN", "YYYNN", "Then notebook 08 should hold no surprise."), ("YNNNN", "NNNNN", "what the difference costs")])
def test_the_audit_counts_what_is_said_and_done(say, do, sentence):
    audit = SayDoAudit()
    press(audit, "Compare")
    assert "Answer every line first" in audit.outcome.value
    for boxes, answers in ((audit.say, say), (audit.do, do)):
        for box, answer in zip(boxes, answers, strict=True):
            box.value = {"Y": "Yes", "N": "No"}[answer]
    assert eventlog.events() == []
    press(audit, "Compare")
    assert sentence in audit.outcome.value
    assert eventlog.events("say-do")[0]["said"] == say.count("Y")


# The first look --------------------------------------------------------------------------------------------------
def test_the_first_bet_is_counted_in_the_contracts(base):
    panel = FirstLook(base)
    panel.bet_box.way.value, panel.bet_box.letters.value = "letter", 2
    panel.bet_box.commit()
    member = base.arrays["member"]
    opening = member[2] == 1
    gone = opening & (member[35] == 0)
    assert panel.bet_box.guess.answer == pytest.approx(gone.sum() / opening.sum())
    assert panel.stage.hero == f"{percent(gone.mean() / opening.mean())} gone"
    assert f"{gone.sum():,} of {opening.sum():,} members are gone after 11 quarters" in panel.stage.headline
    panel.boxes["quarters"].value = 1
    assert panel.stage.hero == f"{percent((opening & (member[5] == 0)).sum() / opening.sum())} gone"
    assert "are gone after 1 quarter; quarter by quarter the club kept" in panel.stage.headline


def test_the_notebook_asks_about_the_rate_of_its_own_club():
    told = json.loads(Path("notebooks/00_start_here.ipynb").read_text(encoding="utf-8"))["metadata"]["valued"]
    rate, = re.findall(r"[\d.]+ %", told["question"])
    assert f"it kept {rate} a quarter" in FirstLook(generate("hotel")).bet.question


def test_channels_add_up_to_everybody(base):
    panel = FirstLook(base)
    parts = [left for name, left in panel.still_there.items() if name != "all"]
    np.testing.assert_array_equal(np.sum(parts, axis=0), panel.still_there["all"])


@pytest.mark.parametrize("make", [lambda: None, lambda: generate("shop", customers=30, months=12),
                                  lambda: generate(customers=30, months=5)])
def test_a_base_it_cannot_use_is_refused_with_a_sentence(make):
    with pytest.raises(InputError, match="FirstLook needs"):
        FirstLook(make())


# The dial that 00 teaches ----------------------------------------------------------------------------------------
def test_a_call_keeps_its_share_of_those_who_would_leave():
    assert with_calls([100, 50, 25], 0.5).tolist() == [100, 75, 56.25]
    assert with_calls([100, 0, 0], 0.5).tolist() == [100, 50, 50]  # of nobody left nobody leaves
    assert with_calls([100, 50, 25], 1).tolist() == [100, 100, 100]


def test_the_dial_is_asserted_starts_at_zero_and_is_then_nothing(base):
    look = FirstLook(base)
    dial = look.boxes["effect"].dial
    assert (dial.start, dial.low, dial.source.grade) == (0, 0, "asserted")
    for who in look.still_there:
        for quarters in (0, 5, look.start["quarters"]):
            nothing, some = (look.compute(FirstLookInputs(quarters, who, effect)) for effect in (0, 0.2))
            assert nothing.left.tolist() == look.still_there[who].tolist()
            assert (some.left[1:] >= nothing.left[1:]).all()
    assert some.left[-1] > nothing.left[-1]


def test_the_dial_moves_picture_headline_and_table(base):
    look = FirstLook(base)
    look.bet_box.way.value, look.bet_box.letters.value = "letter", 2
    look.bet_box.commit()
    before = look.stage.headline
    assert not any(line.get_visible() for line in look.picture.without)
    look.boxes["effect"].value = 0.3
    look.toggle_numbers()
    assert "; without a call " in look.stage.headline
    assert any(line.get_visible() for line in look.picture.without)
    assert look.stage.rows[0][-1] == "Gone without a call"
    look.reset()
    assert look.stage.headline == before
    assert len(look.stage.rows[0]) == 4
