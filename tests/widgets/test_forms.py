"""How numbers are written and read back, by value."""

import hypothesis.strategies as st
import pytest
from hypothesis import given

from customerbase import InputError
from widgets.forms import (
    DAYS,
    PEOPLE,
    PERCENT,
    PLAIN,
    POINTS,
    Form,
    currency_form,
    money,
    people,
    percent,
    points,
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


@pytest.mark.parametrize(("form", "typed", "value"), [
    (PEOPLE, "740,000", 740_000), (PEOPLE, "740K", 740_000), (PEOPLE, "740 k", 740_000), (PEOPLE, "1.2m", 1.2e6),
    (PEOPLE, "1 200", 1_200), (PEOPLE, "12000 customers", 12_000), (PEOPLE, "−5", -5), (PEOPLE, " 7 ", 7),
    (PERCENT, "95", 0.95), (PERCENT, "95 %", 0.95), (PERCENT, "95%", 0.95), (PERCENT, ".5", 0.005),
    (POINTS, "-2.5 points", -0.025), (DAYS, "90 days", 90), (PLAIN, "0.25", 0.25),
    (currency_form("€"), "€300", 300), (currency_form("€"), "300", 300), (currency_form("CHF "), "CHF 1,500.5", 1500.5),
])
def test_what_people_type_is_read(form, typed, value):
    assert form.read(typed) == pytest.approx(value, rel=1e-12)


@pytest.mark.parametrize("typed", ["", "abc", "1,23", "1,2,3", "1.2.3", "--5", "nan", "inf", "1e5", "5 apples"])
def test_what_is_no_number_is_refused_with_an_example(typed):
    with pytest.raises(InputError, match=r"^Lost: .* is not a number; type for example 12,000\.$"):
        PEOPLE.read(typed, "Lost")


def test_the_example_can_itself_be_read():
    for form in (PEOPLE, PERCENT, POINTS, PLAIN, DAYS, currency_form("$")):
        with pytest.raises(InputError) as caught:
            form.read("?")
        example = str(caught.value).split("for example ")[1].removesuffix(".")
        assert form.read(example) == form.example


@given(st.floats(-1e9, 1e9), st.sampled_from([PEOPLE, PERCENT, POINTS, PLAIN, DAYS, currency_form("$")]))
def test_what_is_written_is_read_back_to_the_written_digits(value, form):
    written = form.write(value)
    assert form.read(written) == pytest.approx(value, abs=0.51 * 10**-form.decimals / form.factor, rel=1e-12)
    assert form.write(form.read(written)) in (written, written.replace("−", "", 1))  # −0 is read as 0


@given(st.floats(0, 1))
def test_a_rate_below_one_never_reads_100(rate):
    assert (percent(rate) == "100 %") == (rate == 1)


def test_units_are_spoken():
    assert PERCENT.say(0.95) == "95.0 %"
    assert PEOPLE.say(37_000) == "37,000 customers"
    assert currency_form("$").say(1_200) == "$1,200"
    assert currency_form("$").say(-7_740_000) == "−$7,740,000"
    assert currency_form("$").read("−$7,740,000") == -7_740_000
    assert Form(decimals=1).say(2) == "2.0"
