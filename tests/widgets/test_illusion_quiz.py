"""The quiz: slides that are computed, differ, and have one right answer; feedback, score and review."""

import re

import pytest

from customerbase import InputError
from widgets.explorables.gallery import IllusionQuiz, illusions
from widgets.explorables.gallery.boasts import BOASTS
from widgets.explorables.gallery.quiz import ROUND
from widgets.explorables.gallery.shelf import Shelf
from widgets.explorables.gallery.slides import draw_slides
from widgets.state import eventlog


@pytest.fixture(scope="module")
def shelf():
    return Shelf("$")


@pytest.mark.parametrize("seed", range(4))
def test_a_set_has_at_least_24_slides_and_no_two_are_the_same(shelf, seed):
    slides = list(draw_slides(seed, shelf))
    assert len(slides) >= 24
    assert {slide.number for slide in slides} == set(range(1, 19))
    assert len({(slide.number, slide.says + slide.fact) for slide in slides}) == len(slides)
    assert len({(slide.number, slide.says) for slide in slides}) == len(slides)


def test_the_same_seed_gives_the_same_slides_and_another_one_others(shelf):
    first, again, other = ([s.says for s in draw_slides(seed, shelf)] for seed in (5, 5, 6))
    assert first == again
    assert len(set(first) & set(other)) < len(first) / 3


def test_every_number_on_a_slide_is_the_illusions_own(shelf):
    """The numbers of the texts move with the dial values: at other settings there are others."""
    for number, boast in BOASTS.items():
        one = shelf.illusion(number)
        texts = set()
        for slide in [*draw_slides(0, shelf, [number]), *draw_slides(1, shelf, [number])]:
            inputs = one.Inputs(**slide.inputs)
            shown = one.compute(inputs)
            assert slide.says == boast.says(inputs, shown, one)
            assert slide.exposing == shown.exposing
            texts.add(slide.says + slide.fact)
            assert re.search(r"\d", slide.says + slide.fact)
            assert "nan" not in slide.says + slide.fact
        assert len(texts) > 1 or number == 16, number  # its slide is one number of the whole base


def test_no_text_of_a_boast_has_a_number_typed_into_it():
    """Outside of {...} a text holds no digit: whatever is said was computed."""
    import inspect

    from widgets.explorables.gallery import boasts

    source = inspect.getsource(boasts)
    source = source[source.index("BOASTS = {"):source.index("def settings")]
    quoted = re.findall(r'f?"([^"]*)"', source)
    sentences = [re.sub(r"\{[^}]*\}", "", text) for text in quoted if " " in text]
    assert len(sentences) > 40
    assert not [text for text in sentences if re.search(r"\d", text)]


def test_wrong_options_are_the_near_misses_and_the_right_one_is_there_once(shelf):
    for slide in draw_slides(2, shelf):
        for options in (slide.names, slide.asks):
            assert len(set(options)) == 4
            assert set(options) == {slide.number, *BOASTS[slide.number].near}
    for number, boast in BOASTS.items():
        assert number not in boast.near
        assert len({BOASTS[n].ask for n in (number, *boast.near)}) == 4


def test_the_illusion_is_at_work_on_its_slide(shelf):
    """Each slide's flattering number beats, or differs from, what exposes it."""
    at_work = {
        1: lambda s, o: s.left[1] > s.left[2] and s.left[0] > 10 * s.left[1],
        2: lambda s, o: s.left[0] > s.left[1],
        3: lambda s, o: o.inputs["won"] >= o.inputs["lost"] and s.right[1] < s.right[0],
        4: lambda s, o: s.left[0][-1] > s.left[0][0] and s.right[0][0] == s.right[0][-1],
        5: lambda s, o: s.left[1] > s.left[0] and s.left[3] > s.left[2] and s.right[1] < s.right[0],
        6: lambda s, o: s.left[1] < s.left[0],
        7: lambda s, o: s.left[1] > s.left[0],
        8: lambda s, o: s.left[0] > s.right[1][60],
        9: lambda s, o: s.right[1] < s.right[0],
        10: lambda s, o: s.right[2] > 0,
        11: lambda s, o: s.left[0] > 1 > s.right[0],
        12: lambda s, o: s.right[0] < s.left[0],
        13: lambda s, o: s.right[1] > 0,
        14: lambda s, o: s.left[0][round(o.inputs["term"]) - 1] > 0.999 and s.right[0][round(o.inputs["term"]) - 1] < 1,
        15: lambda s, o: s.left[0][round(o.inputs["periods"])] > s.left[1][0],
        16: lambda s, o: s.left[0] > min(s.right[0][s.right[0] == s.right[0]]),
        17: lambda s, o: s.left[1] < s.left[0] and s.right[1] < s.right[0],
        18: lambda s, o: s.left[0] > s.left[1] and s.right[0] == s.right[1],
    }
    for seed in range(3):
        for slide in draw_slides(seed, shelf):
            one = shelf.illusion(slide.number)
            assert at_work[slide.number](one.compute(one.Inputs(**slide.inputs)), slide), slide


def play(quiz, right):
    """Answer a whole round; right(k) says whether the k-th answer is right."""
    for k in range(ROUND):
        number = quiz.slide.number
        wrong = next(n for n in quiz.slide.names if n != number)
        quiz.names.value = number if right(k) else wrong
        quiz.asks.value = number
        quiz.commit.click()
        yield quiz.feedback.value
        quiz.on.click()


def test_a_round_gives_feedback_score_and_review():
    quiz = IllusionQuiz(seed=1)
    quiz.begin.click()
    said = list(play(quiz, right=lambda k: k != 2))
    assert ["Not so" in feedback for feedback in said] == [k == 2 for k in range(6)]
    assert quiz.score == (5, 6, 6)
    assert "5 of 6 illusions named, 6 of 6 numbers asked for" in quiz.review.value
    assert quiz.review.value.count('data-ok="false"') == 1
    assert [event["right"] for event in eventlog.events("quiz")] == [True, True, False, True, True, True]


def test_a_wrong_illusion_is_told_from_the_right_one():
    quiz = IllusionQuiz(seed=1)
    quiz.start()
    number = quiz.slide.number
    wrong = quiz.names.value = next(n for n in quiz.slide.names if n != number)
    quiz.asks.value = wrong
    quiz.answer()
    assert illusions.ALL[number].line in quiz.feedback.value
    assert illusions.ALL[wrong].line in quiz.feedback.value
    assert "Ask for another number" in quiz.feedback.value
    assert quiz.exposed.hero == quiz.slide.exposing
    assert quiz.exposed.png[:4] == b"\x89PNG"


def test_another_round_shows_slides_not_seen_before():
    quiz = IllusionQuiz(seed=1)
    seen = []
    for _ in range(8):  # more rounds than one set has
        quiz.start()
        list(play(quiz, right=lambda k: True))
        seen += [(slide.number, slide.says) for slide in quiz.round]
    assert len(seen) == 48
    assert len(set(seen[:30])) == 30


def test_an_answer_needs_both_halves():
    quiz = IllusionQuiz()
    quiz.start()
    quiz.names.value = quiz.slide.number
    quiz.commit.click()
    assert "Choose an illusion and a number first" in quiz.error.value
    assert quiz.given == []


@pytest.mark.parametrize("seed", [-1, 1.5, "a", True, None])
def test_a_seed_that_is_none_is_one_sentence(seed):
    with pytest.raises(InputError, match="seed must be a whole number"):
        IllusionQuiz(seed=seed)
