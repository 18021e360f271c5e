"""How far a wrong number is said to be off."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from widgets.learning.how_far import how_far
from widgets.panel.forms import PEOPLE, PERCENT, POINTS, currency_form

MONEY = currency_form("$")


@pytest.mark.parametrize(("form", "given", "right", "words"), [
    (PEOPLE, 5_873, 5_758, "2 % too high"),
    (PEOPLE, 5_643, 5_758, "2 % too low"),
    (PEOPLE, 5_760, 5_758, "less than 1 % too high"),
    (PEOPLE, 9_000, 5_758, "too high"),
    (PEOPLE, 575_800, 5_758, "100 times too large"),
    (PEOPLE, 57.6, 5_758, "100 times too small"),
    (PEOPLE, 15_000, -15_000, "the right size with the other sign"),
    (PEOPLE, 4_000, -15_000, "on the wrong side of 0"),
    (PEOPLE, -16_500, -15_000, "10 % too far below 0"),
    (PEOPLE, -12_000, -15_000, "20 % too close to 0"),
    (PEOPLE, 0, -15_000, "too high"),
    (PEOPLE, 0, 15_000, "too low"),
    (PEOPLE, 12, 0, "too high"),
    (PEOPLE, -12, 0, "too low"),
    (MONEY, -1_450_000, -145_000, "10 times too large"),
    (PERCENT, 0.953, 0.950, "less than a point too high"),
    (PERCENT, 0.93, 0.95, "about 2 points too low"),
    (PERCENT, 0.939, 0.95, "about 1 point too low"),
    (PERCENT, 0.5, 0.95, "too low"),
    (PERCENT, 0.0095, 0.95, "100 times too small"),
    (POINTS, -0.003, -0.002, "less than a point too far below 0"),
])
def test_it_says_which_way_and_roughly_how_far(form, given, right, words):
    assert how_far(form, given, right) == words


@given(st.floats(-1e9, 1e9), st.floats(-1e9, 1e9), st.sampled_from([PEOPLE, PERCENT, MONEY]))
def test_the_direction_is_always_the_true_one(one, right, form):
    if one == right:
        return
    said = how_far(form, one, right)
    assert said[0].isalnum()
    if "too high" in said:
        assert one > right
    if "too low" in said:
        assert one < right
    if "below 0" in said:
        assert one < right <= 0
    if "close to 0" in said:
        assert right < one < 0
