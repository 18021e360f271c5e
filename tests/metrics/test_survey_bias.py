"""Who answers, and who is left to be asked, by value and by simulation."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from customerbase import InputError
from metrics import compound, response_bias, survey, survivor_survey

CHANCE = st.floats(0.01, 1)


def test_ten_reads_forty_three():
    result = response_bias([40, 30, 30], [0.3, 0.2, 0.1])
    assert result.true == pytest.approx(10)
    assert round(result.read) == 43
    assert result.answered == pytest.approx(0.21)
    assert response_bias([0.4, 0.3, 0.3], [0.3, 0.2, 0.1]) == pytest.approx(result)


def test_the_reading_is_that_of_the_people_who_answer():
    """10,000 people of whom 30, 20, 10 % answer, to the person."""
    answers = [10] * 1_200 + [8] * 600 + [3] * 300
    assert survey.nps(answers).score == pytest.approx(response_bias([40, 30, 30], [0.3, 0.2, 0.1]).read)


@given(st.tuples(CHANCE, CHANCE, CHANCE), CHANCE)
def test_equal_response_has_no_bias(mix, response):
    result = response_bias(mix, [response] * 3)
    assert result.read == pytest.approx(result.true, abs=1e-9)
    assert result.answered == pytest.approx(response)


def test_many_response_rates_at_once():
    response = np.array([[0.1, 0.2, 0.3], [0.1, 0.1, 0.2], [0.1, 0.1, 0.1]])  # columns are three settings
    many = response_bias([40, 30, 30], response)
    assert many.read == pytest.approx([response_bias([40, 30, 30], column).read for column in response.T])


def test_survivors_are_happier():
    result = survivor_survey([0.5, 0.5], [9, 5], [0.9, 0.5])
    assert result.everyone == 7
    assert result.stayers == pytest.approx(7.57, abs=0.005)
    assert result.kept == pytest.approx(0.7)
    later = survivor_survey([0.5, 0.5], [9, 5], compound(np.array([[0.9], [0.5]]), [0, 1, 40]))
    assert later.stayers == pytest.approx([7, 7.5714, 9], abs=1e-4)


@given(st.lists(st.tuples(CHANCE, st.floats(0, 10)), min_size=1, max_size=8), CHANCE)
def test_survivors_are_like_everybody_when_all_stay_alike(groups, stay):
    shares, scores = zip(*groups, strict=True)
    result = survivor_survey(shares, scores, [stay] * len(groups))
    assert result.stayers == pytest.approx(result.everyone, abs=1e-9)
    assert result.kept == pytest.approx(stay)


@pytest.mark.parametrize(("call", "words"), [
    (lambda: response_bias([0, 0, 0], [0.1] * 3), "no promoters"),
    (lambda: response_bias([1, 1, 1], [0] * 3), "Nobody answers"),
    (lambda: response_bias([1, 1], [0.1, 0.1]), "three numbers each"),
    (lambda: response_bias([1, 1, 1], 0.1), "three numbers each"),
    (lambda: response_bias([1, 1, 1], [30, 20, 10]), "fraction from 0 to 1"),
    (lambda: survivor_survey([0, 0], [9, 5], [0.9, 0.5]), "nobody at the start"),
    (lambda: survivor_survey([1, 1], [9, 5], [0, 0]), "Nobody is left"),
    (lambda: survivor_survey([1, 1], [9], [0.9, 0.5]), "one number for each group"),
])
def test_refusals(call, words):
    with pytest.raises(InputError, match=words):
        call()
