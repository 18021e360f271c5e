"""A notebook opened again: bets, "why?" and opened pictures are as they were left; nothing new is logged."""

import json

import ipywidgets as ipw
import pytest
import walking
from sample import Sample
from test_sweep import alone

from widgets import IllusionGallery, IllusionQuiz, SayDoAudit
from widgets.panel.bet import OTHERS, BetBox
from widgets.panel.scenes import Scenes
from widgets.panel.sheet import Sheet
from widgets.room import pictures
from widgets.state import eventlog

WITH_BET = [cls for cls in walking.find() if cls.bet is not None or "bet" in cls.prepare.__code__.co_names]


@pytest.fixture
def make(bases):
    """A function that builds an explorable of a class, the same each time, as a notebook's cell does."""
    return lambda cls: alone(cls) or cls.example(bases[cls.company]["normal"])


def bet(panel, letter="", low="", high=""):
    box = panel.bet_box
    box.way.value = "letter" if letter else "range"
    box.letters.value = "ABC".index(letter) if letter else None
    box.low.value, box.high.value = low, high
    box.commit()
    assert box.guess, box.error.value
    return panel


def shown(panel):
    box, stage = panel.bet_box, panel.stage
    return {"guess": box.guess, "outcome": box.outcome.value, "why": box.why.value, "model": box.model_answer.value,
            "asks": box.form in box.children, "hero": stage.hero, "headline": stage.headline, "png": stage.png,
            "play": panel.play.layout.display}


@pytest.mark.parametrize("letter", ["B", *(pytest.param(other, marks=pytest.mark.long) for other in "AC")])
@pytest.mark.parametrize("cls", WITH_BET, ids=lambda cls: cls.__name__)
def test_every_bet_comes_back_with_its_picture(cls, letter, make):
    first = make(cls)
    if first.bet is None:
        return  # without a base it has none
    bet(first, letter)
    first.bet_box.why.value = "Because <b>."
    if letter == "B":
        first.bet_box.compare()
    before, lines = shown(first), eventlog.path().read_bytes()
    assert before["hero"] != "?"
    assert bool(before["model"]) == (letter == "B")
    assert shown(make(cls)) == before
    assert eventlog.path().read_bytes() == lines


def test_a_range_comes_back_and_the_last_of_several_bets(make):
    assert make(Sample).bet_box.guess is None
    panel = bet(Sample(), low="100", high="200")
    panel.bet_box.why.value = "First."
    panel.bet_box.again()
    assert panel.bet_box.why.value == ""
    last = shown(bet(panel, low="600", high="900"))
    assert last["why"] == ""
    assert shown(Sample()) == last


def test_a_bet_that_was_taken_back_asks_again():
    panel = bet(Sample(), "A")
    panel.bet_box.again()
    again = Sample()
    assert (again.bet_box.guess, again.stage.hero, again.play.layout.display) == (None, "?", "none")
    assert eventlog.events("why") == []


def test_the_answer_in_the_log_is_not_believed():
    """The notebook has another seed or base now: the bet is judged by what is computed today, and that is said."""
    bet(Sample(), low="600", high="900")
    line = {key: value for key, value in eventlog.events("bet")[0].items() if key not in ("at", "kind")}
    assert OTHERS not in Sample().bet_box.outcome.value
    for answer in (5, "800.4", None, float("nan")):
        eventlog.record("bet", **{**line, "answer": answer, "hit": False})
        box = Sample().bet_box
        assert box.guess.answer == pytest.approx(800.4)
        assert "Your range holds." in box.outcome.value
        assert OTHERS in box.outcome.value


@pytest.mark.parametrize("odd", [
    {"letter": "D"}, {"letter": 3}, {"letter": ["A"]}, {"low": "6"}, {"low": None}, {"high": float("inf")},
    {"low": float("nan")}, {"low": 2, "high": 1}, {"low": -5, "high": 1}, {"high": 10 ** 400}])
def test_what_is_no_bet_any_more_asks_again(odd):
    eventlog.record("bet", **{"bet": Sample().bet.key, "low": 600, "high": 900, "letter": "", "answer": 800.4,
                              "hit": True, **odd})
    assert Sample().bet_box.guess is None


def test_the_same_question_in_another_cell_is_another_bet(monkeypatch):
    """Somebody who builds the same explorable on other numbers, in a cell of their own, is asked."""
    def panel_in(cell):
        monkeypatch.setattr("widgets.state.keeper.place", lambda: cell)
        return Sample()

    bet(panel_in("08-03"), "A")
    assert panel_in("08-03").bet_box.guess
    assert panel_in("").bet_box.guess  # where Jupyter does not tell
    assert panel_in("own").bet_box.guess is None


def test_the_room_asks_everybody_anew_and_its_front_page_shows_no_answer(monkeypatch, tmp_path):
    bet(Sample(), "B")
    sealed = tmp_path / "x.ipynb"
    sealed.write_text(json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [
        {"id": "a", "cell_type": "code", "metadata": {}, "outputs": [], "execution_count": None,
         "source": "from sample import Sample\npanel = Sample()\npanel"}]}))
    with_bet = tmp_path / "with", tmp_path / "without"
    pictures.keep(sealed, with_bet[0])
    eventlog.path().unlink()
    pictures.keep(sealed, with_bet[1])
    one, other = (next(folder.glob("*.png")).read_bytes() for folder in with_bet)
    assert one == other != b""
    bet(Sample(), "B")
    monkeypatch.setenv("VALUED_ROOM", "1")
    assert Sample().bet_box.guess is None


def test_the_box_alone_computes_nothing_where_there_is_nothing_to_resume():
    def too_early():
        raise AssertionError("asked for the answer")

    assert BetBox(Sample.bet, too_early).resume() is False


# Opened pictures and answers elsewhere ---------------------------------------------------------------------------
@pytest.fixture
def cell(monkeypatch):
    """A function that says which cell runs from now on, as Jupyter does."""
    def run(name):
        for module in ("state.keeper", "panel.scenes", "pages.say_do", "explorables.gallery.gallery",
                       "explorables.gallery.quiz"):
            monkeypatch.setattr(f"widgets.{module}.place", lambda: name)

    run("08-01")
    return run


class Two(Scenes):
    scenes = {"one": ("One", Sample), "two": ("Two", Sample)}


def lines():
    return eventlog.path().read_bytes() if eventlog.path().exists() else b""


def test_the_scene_chosen_last_in_a_cell_is_on_show(cell, monkeypatch):
    shown = Two()
    shown.switch.value = "two"
    before = lines()
    assert (Two().scene, Two(scene="one").scene) == ("two", "two")
    assert Two().switch.value == "two"
    assert len(Two()._built) == 1  # the other one is not built for nothing
    cell("08-02")
    assert Two().scene == "one"
    cell("")
    assert Two().scene == "one"
    cell("08-01")
    eventlog.record("scene", scene="gone", cell="08-01")
    assert Two().scene == "one"
    eventlog.path().write_bytes(before)
    monkeypatch.setenv("VALUED_ROOM", "1")
    assert Two().scene == "one"


def test_the_card_of_the_gallery_that_was_open_is_open(cell, monkeypatch):
    gallery = IllusionGallery()
    gallery.choose(6)
    before, png = lines(), gallery.holder.children[0].stage.png
    again = IllusionGallery()
    assert (again.cards.chosen, again.cards.seen, again.holder.children[0].stage.png) == (6, [6], png)
    assert again.filter.layout.display == "none"
    assert lines() == before
    again.all()
    third = IllusionGallery()
    assert (third.cards.chosen, third.cards.seen, third.holder.children) == (0, [6], ())
    gallery.choose(7)
    monkeypatch.setenv("VALUED_ROOM", "1")
    assert (IllusionGallery().cards.chosen, IllusionGallery().cards.seen) == (0, [])


def seen(quiz):
    """What of a quiz is on the page."""
    return [part.value if isinstance(part, ipw.HTML) else part.png if hasattr(part, "png") else None
            for part in quiz.children if not isinstance(part, Sheet)], quiz.on.description


def answer(quiz):
    quiz.names.value, quiz.asks.value = quiz.slide.names[0], quiz.slide.asks[-1]
    quiz.answer()


@pytest.mark.long
def test_a_round_of_the_quiz_goes_on_where_it_stopped(cell, monkeypatch):
    assert IllusionQuiz(seed=4).round == []
    quiz = IllusionQuiz(seed=4)
    for _ in range(2):  # rounds; the second one goes on with other slides
        quiz.start()
        assert IllusionQuiz(seed=4).slide.says == quiz.slide.says
        for number in range(6):
            answer(quiz)
            if number == 1:
                before, again = lines(), IllusionQuiz(seed=4)
                assert seen(again) == seen(quiz)
                assert (again.given, again.drawn) == (quiz.given, quiz.drawn)
                assert lines() == before
                quiz = again  # and it can be gone on with
            quiz.go_on()
        assert seen(IllusionQuiz(seed=4)) == seen(quiz)
        assert "illusions named" in quiz.review.value
        quiz = IllusionQuiz(seed=4)
    assert IllusionQuiz(seed=5).round == []
    monkeypatch.setenv("VALUED_ROOM", "1")
    assert IllusionQuiz(seed=4).round == []


@pytest.mark.parametrize("odd", [{"named": 99}, {"named": None}, {"asked": "1"}, {"asked": [1]}])
def test_an_answer_that_fits_no_slide_any_more_leaves_the_slide_open(odd, cell):
    quiz = IllusionQuiz(seed=4)
    quiz.start()
    eventlog.record("quiz", **{"seed": 4, "named": quiz.slide.names[0], "asked": quiz.slide.asks[0], **odd})
    assert seen(IllusionQuiz(seed=4)) == seen(quiz)


@pytest.mark.parametrize("drawn", [-1, 10 ** 9])
def test_a_round_that_cannot_be_begins_anew(drawn, cell):
    eventlog.record("quiz start", seed=4, drawn=drawn)
    assert IllusionQuiz(seed=4).round == []


def test_the_audit_shows_the_answers_of_last_time(cell):
    audit = SayDoAudit()
    for k, box in enumerate((*audit.say, *audit.do)):
        box.value = "Yes" if k % 3 else "No"
    audit.compare()
    before, again = lines(), SayDoAudit()
    assert [box.value for box in again.say + again.do] == [box.value for box in audit.say + audit.do]
    assert again.outcome.value == audit.outcome.value != ""
    assert lines() == before
    for odd in (None, 3, ["Yes"], ["Maybe"] * 10):
        eventlog.record("say-do", said=1, done=0, answers=odd, cell="08-01")
        assert SayDoAudit().outcome.value == ""
