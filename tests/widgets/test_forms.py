"""How numbers are written, by value."""

import hypothesis.strategies as st
import pytest
from hypothesis import given

from widgets.panel.forms import (
    DAYS,
    PEOPLE,
    PERCENT,
    PLAIN,
    POINTS,
    Form,
    counted,
    currency_form,
    money,
    people,
    percent,
    points,
    roughly,
    short,
)


@pytest.mark.parametrize(("rate", "text"), [
    (0.963, "96.3 %"), (0.9815, "98.2 %"), (0.63, "63.0 %"), (0.05, "5.00 %"), (0.0521, "5.21 %"), (0, "0 %"),
    (1, "100 %"), (0.9995, "99.95 %"), (0.9999, "99.99 %"), (0.99999, "99.99 %"), (1.21, "121 %"), (12.3, "1,230 %"),
    (-0.021, "−2.10 %"), (-1e-6, "0 %"), (0.09995, "10.0 %"), (0.099949, "9.99 %"),
])
def test_a_rate_has_three_digits_and_never_rounds_up_to_all(rate, text):
    assert percent(rate) == text


@pytest.mark.parametrize(("number", "text"), [
    (37_000, "37K"), (602_345, "602K"), (1_050_000, "1.05M"), (999_999, "1M"), (999_499, "999K"), (950, "950"),
    (0, "0"),
    (-1_500, "−1.5K"), (2_500_315.63, "2.5M"), (3e9, "3bn"), (0.5, "0.5"), (1e12, "1,000bn"),
])
def test_short_numbers(number, text):
    assert short(number) == text


def test_people_points_and_money():
    assert people(37_000) == "37,000"
    assert people(-15_000.4) == "−15,000"
    assert points(0.0214) == "+2.1 points"
    assert points(-0.165) == "−16.5 points"
    assert points(-1e-9) == points(0) == "+0.0 points"
    assert money(1_500_000) == "$1.5M"
    assert money(-1_500_000, "€") == "−€1.5M"


@given(st.floats(0, 1))
def test_a_rate_below_one_never_reads_100(rate):
    assert (percent(rate) == "100 %") == (rate == 1)


def test_units_are_spoken():
    assert PERCENT.say(0.95) == "95.0 %"
    assert PEOPLE.say(37_000) == "37,000 customers"
    assert currency_form("$").say(1_200) == "$1,200"
    assert currency_form("$").say(-7_740_000) == "−$7,740,000"
    assert Form(decimals=1).say(2) == "2.0"


def test_in_full_nothing_is_rounded_and_nothing_can_be_taken_for_a_thousand():
    assert PERCENT.in_full(0.9525) == "95.25"
    assert PERCENT.in_full(0.07) == "7.0"
    assert PEOPLE.in_full(740_000) == "740,000"
    assert PERCENT.in_full(0.01234) == "1.2340"
    assert Form(before="$", decimals=3).in_full(-1.234) == "−$1.234"
    assert currency_form("$").in_full(17.27) == "$17.27"


@pytest.mark.parametrize(("form", "value", "text"), [
    (PEOPLE, 602_108, "602,000 customers"), (PEOPLE, 3_817, "3,820 customers"), (PEOPLE, 1, "1 customer"),
    (PEOPLE, 42.46, "42 customers"), (PEOPLE, 0, "0 customers"), (PERCENT, 0.46709, "46.7 %"),
    (PERCENT, 0.0966, "9.66 %"),
    (POINTS, -1e-9, "0 points"), (POINTS, 0, "0 points"), (POINTS, 0.165, "16.5 points"),
    (PLAIN, 17.266, "17.3"), (PLAIN, 9.996, "10.0"), (PLAIN, 0.45499, "0.45"), (PLAIN, -3_829.6, "−3,830"),
    (currency_form("$"), -6_500, "−$6,500"), (currency_form("$"), 1_234_567, "$1,230,000"),
])
def test_an_answer_is_told_to_three_digits(form, value, text):
    assert form.three(value) == text


def test_rates_lie_points_apart():
    assert PERCENT.apart(0.256) == "25.6 points"
    assert PERCENT.apart(0.00041) == "0.04 points"
    assert PEOPLE.apart(1) == "1 customer"
    assert currency_form("$").apart(1_234) == "$1,230"


def test_one_of_a_thing_is_singular():
    assert PEOPLE.say(1) == "1 customer"
    assert PEOPLE.say(-1) == "−1 customer"
    assert PEOPLE.say(0) == "0 customers"
    assert PLAIN.say(1) == "1.00"
    assert [PLAIN.write(n) for n in (-0.0, -0.004, -0.006)] == ["0.00", "0.00", "−0.01"]
    assert DAYS.say(21) == "21 days"
    assert [counted(n, "quarter") for n in (0, 1, 1.2, 2, 1_000)] == [
        "0 quarters", "1 quarter", "1 quarter", "2 quarters", "1,000 quarters"]
    assert [counted(n, "person", "people") for n in (1, 37_000)] == ["1 person", "37,000 people"]


def test_a_headline_rounds_counts_to_three_digits():
    assert [roughly(n) for n in (0, 7, 97, 999.6, 602_108, 1_234_567, -6_543)] == [
        "0", "7", "97", "1,000", "602,000", "1,230,000", "−6,540"]
