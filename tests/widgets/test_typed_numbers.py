"""The one reader: each text is read as one number, asked about with both readings, or refused with its reason."""

import math

import hypothesis.strategies as st
import pytest
from hypothesis import given

from customerbase import InputError
from widgets.explorables.satisfied_or_valued.response import NPS_POINTS
from widgets.panel.forms import DAYS, PEOPLE, PERCENT, PLAIN, POINTS, Form, currency_form
from widgets.panel.typed_numbers import Refused, pair, readings, several

EURO, DOLLAR, FRANC = (currency_form(sign) for sign in ("€", "$", "CHF"))
FEE = Form(before="$", decimals=2)
KEPT = Form("% kept a month", factor=100)
HOURS = Form("hours", decimals=1)
QUARTERS = Form("quarters")
FORMS = (PEOPLE, PERCENT, POINTS, PLAIN, DAYS, EURO, DOLLAR, FRANC, FEE, KEPT, HOURS, QUARTERS, NPS_POINTS,
         Form("of 12"), Form("per sd", decimals=2), Form("× mean", decimals=2), Form("% of today’s", factor=100),
         Form(before="$", decimals=3))  # fmt: skip
ANY = (-math.inf, math.inf)

READ = [
    (PERCENT, "20 percent", 0.2), (PERCENT, "97,5 %", 0.975), (PERCENT, "135,00", 1.35), (PERCENT, "10,5", 0.105),
    (PERCENT, "95", 0.95), (PERCENT, "95%", 0.95), (PERCENT, "97.5", 0.975), (PERCENT, "0.5 %", 0.005),
    (PERCENT, "20 per cent", 0.2), (PERCENT, "９６．５％", 0.965), (PERCENT, "0", 0), (PERCENT, "−2.10 %", -0.021),
    (PERCENT, "9.5e1", 0.95), (PERCENT, "(5 %)", -0.05), (KEPT, "80", 0.8), (KEPT, "80 %", 0.8),
    (KEPT, "80 % kept a month", 0.8), (POINTS, "-2.5 points", -0.025), (POINTS, "0.5", 0.005),
    (POINTS, "2.1 pp", 0.021), (POINTS, "2 percentage points", 0.02), (POINTS, "2.5 %", 0.025),
    (EURO, "-1.450.000 €", -1_450_000), (EURO, "€ 250", 250), (EURO, "250 EUR", 250), (EURO, "eur250", 250),
    (EURO, "250 euros", 250), (EURO, "1.450.000,50", 1_450_000.5), (EURO, "€1,234", 1_234),
    (EURO, "1.2 Mio. €", 1.2e6), (EURO, "€1.2M", 1.2e6), (EURO, "5 million EUR", 5e6), (EURO, "1,5 Mrd €", 1.5e9),
    (EURO, "-€1.2m", -1.2e6), (DOLLAR, "-$1.45 million", -1_450_000), (DOLLAR, "(1,450,000)", -1_450_000),
    (DOLLAR, "($1.45m)", -1_450_000), (DOLLAR, "US$ 300", 300), (DOLLAR, "$-5", -5), (DOLLAR, "$.50", 0.5),
    (DOLLAR, "17.27", 17.27), (DOLLAR, "1e3", 1e3), (DOLLAR, "−$7,740,000", -7_740_000),
    (FRANC, "CHF 1,500.5", 1500.5), (FRANC, "1'500.50 Fr.", 1500.5), (currency_form("₹"), "₹12,34,567", 1_234_567),
    (currency_form("₹"), "2.5 lakh", 250_000), (currency_form("₹"), "1.5 crore INR", 15_000_000), (FEE, "17,5", 17.5),
    (currency_form("kr"), "250kr", 250), (currency_form("Rs"), "Rs.500", 500), (PEOPLE, "-8,000 people", -8_000),
    (PEOPLE, "-8e3", -8_000), (PEOPLE, "740,000", 740_000), (PEOPLE, "1,234", 1_234), (PEOPLE, "1.234", 1_234),
    (PEOPLE, "740K", 740_000), (PEOPLE, "740 k", 740_000), (PEOPLE, "1.2m", 1.2e6), (PEOPLE, "1.2 mn", 1.2e6),
    (PEOPLE, "12 thousand customers", 12_000), (PEOPLE, "1 customer", 1), (PEOPLE, "1 450 000", 1_450_000),
    (PEOPLE, "1\u202f450\u202f000", 1_450_000), (PEOPLE, "1’450’000", 1_450_000), (PEOPLE, "1.450.000", 1_450_000),
    (PEOPLE, "７４０", 740), (PEOPLE, "٣٤", 34), (PEOPLE, "+7", 7), (PEOPLE, " 7 ", 7), (PEOPLE, "−5", -5),
    (PEOPLE, "–5", -5), (PEOPLE, "\u200e-5", -5), (PEOPLE, "50000.0", 50_000), (PEOPLE, "007", 7),
    (PEOPLE, "1.1K", 1_100), (DAYS, "90 days", 90), (DAYS, "1 day", 1), (HOURS, "1,5", 1.5), (PLAIN, "0.25", 0.25),
    (PLAIN, "0,975", 0.975), (PLAIN, ".5", 0.5), (NPS_POINTS, "12.5", 12.5), (Form("of 12"), "3 of 12", 3),
    (Form(before="$", decimals=3), "$1.234", 1.234),
]  # fmt: skip


@pytest.mark.parametrize(("form", "typed", "value"), READ)
def test_what_can_only_mean_one_thing_is_read(form, typed, value):
    assert form.read(typed, "Lost") == pytest.approx(value, rel=1e-14, abs=0)
    assert math.copysign(1, form.read(typed, "Lost")) == math.copysign(1, value)


ASKED = [
    (PEOPLE, "740.000", ANY, "740,000 customers or 740 customers"), (EURO, "740.000", ANY, "€740,000 or €740"),
    (EURO, "1.234", ANY, "€1,234 or €1.2340"), (HOURS, "1,234", ANY, "1,234.0 hours or 1.2340 hours"),
    (PEOPLE, "1.234m", ANY, "1,234,000,000 customers or 1,234,000 customers"),
    (PEOPLE, "1.000", ANY, "1,000 customers or 1 customer"),
    (PERCENT, "0.975", ANY, "97.5 % or 0.9750 %"), (PERCENT, "0,9", (0, 1), "90.0 % or 0.9 %"),
    (PERCENT, "1", ANY, "100.0 % or 1.0 %"), (PERCENT, "-.5", ANY, "−50.0 % or −0.5 %"),
    (PERCENT, "1,234", ANY, "1,234.0 % or 1.2340 %"), (FEE, "1,234", ANY, "$1,234.00 or $1.2340"),
]  # fmt: skip


@pytest.mark.parametrize(("form", "typed", "allowed", "both"), ASKED)
def test_what_can_mean_two_things_is_asked_with_both(form, typed, allowed, both):
    with pytest.raises(Refused) as asked:
        form.read(typed, "Lost", *allowed)
    assert str(asked.value) == f"Lost: “{typed}” can be read in two ways; type {both}."
    for one in both.split(" or "):  # each can be typed as it stands
        form.read(one, "Lost", *allowed)


@pytest.mark.parametrize(("form", "typed", "allowed", "value"), [
    (PEOPLE, "740.000", (100_000, 2e6), 740_000), (PEOPLE, "740.000", (0, 75_000), 740),
    (PERCENT, "0.975", (0.6, 0.98), 0.975), (PERCENT, "0.5", (0, 0.1), 0.005), (PERCENT, "95,000", (0, 1), 0.95),
    (FEE, "1,234", (0, 100), 1.234), (FEE, "1,234", (500, 2_000), 1_234), (PERCENT, "60.5", (0.6045, 1), 0.605),
    (PERCENT, "60.4", (0.60449, 1), 0.60449), (PEOPLE, "1.234m", (0, 5e6), 1_234_000),
])  # fmt: skip
def test_what_the_box_does_not_allow_cannot_be_meant(form, typed, allowed, value):
    assert form.read(typed, "Lost", *allowed) == pytest.approx(value, rel=1e-14)


REFUSED = [
    (PEOPLE, "$5$5", "cannot be read as one number"), (DOLLAR, "$5$5", "cannot be read as one number"),
    (PEOPLE, "1%2", "cannot be read as one number"), (PEOPLE, "100%", "is a percentage"),
    (PEOPLE, "20 percent", "is a percentage"), (DOLLAR, "5 %", "is a percentage; type an amount in $"),
    (DOLLAR, "250 EUR", "is in another currency; type an amount in $, for example $12,000."),
    (DOLLAR, "€ 250", "is in another currency"), (EURO, "$250", "is in another currency; type an amount in €"),
    (DOLLAR, "₪250", "is in another currency"), (PEOPLE, "$250", "is an amount of money"),
    (PERCENT, "250 €", "is an amount of money"), (PERCENT, "5 points", "has “points” in it"),
    (PERCENT, "5k %", "cannot be read as one number"), (PEOPLE, "5 6", "cannot be read as one number"),
    (PEOPLE, "5 to 6", "cannot be read as one number"), (PEOPLE, "5-6", "cannot be read as one number"),
    (PEOPLE, "five", "is not a number"), (PEOPLE, "", "is still empty"), (PEOPLE, " \u200b", "is still empty"),
    (PEOPLE, "1,23", "is no whole number"), (PEOPLE, "1.5", "is no whole number"), (PEOPLE, "1e-3", "no whole number"),
    (PEOPLE, "1,2,3", "cannot be read as one"), (PEOPLE, "1.2.3", "cannot be read as one"),
    (PEOPLE, "--5", "one number"), (PEOPLE, "(-5)", "one number"), (PEOPLE, "(5", "one number"),
    (PEOPLE, "5)", "one number"), (DOLLAR, "-$-5", "one number"), (PEOPLE, "1e400", "is too large"),
    (PEOPLE, "nan", "is not a number"), (PEOPLE, "inf", "is not a number"), (PEOPLE, "0x10", "one number"),
    (PEOPLE, "1_000", "one number"), (PEOPLE, "10²", "“²”"), (PEOPLE, "½", "not a number"),
    (PEOPLE, "12 apples", "has “apples” in it"), (DAYS, "3 months", "has “months” in it"),
    (PLAIN, "97.5 %", "is a percentage"), (PEOPLE, "12,345.678,9", "one number"), (PEOPLE, "1.2m e3", "one number"),
    (PEOPLE, "5 k m", "“m”"), (DOLLAR, "$250 USD", "cannot be read as one number"),
    (currency_form("Fr."), "USD.5", "“usd.”"), (PEOPLE, "9" * 41, "cannot be read as one number"),
    (PEOPLE, "12.11.2024", "one number"), (PEOPLE, "<b>5", "“<b>” in it"), (PEOPLE, "~5", "“~” in it"),
    (PEOPLE, "ca. 5", "“ca.” in it"),
]  # fmt: skip


@pytest.mark.parametrize(("form", "typed", "why"), REFUSED)
def test_what_is_no_number_here_is_refused_in_one_sentence_that_names_the_box(form, typed, why):
    with pytest.raises(InputError) as refused:
        form.read(typed, "Lost")
    said = str(refused.value)
    assert said.startswith("Lost")
    assert why in said
    assert "; type " in said
    assert said.count("\n") == 0
    example = said.split("for example ")[1].removesuffix(".")
    assert form.read(example) == form.example


def test_what_the_box_does_not_allow_is_told_with_what_it_does():
    with pytest.raises(Refused, match=r"^Lost: 80,000 customers is outside 0 to 75,000 customers; type a number"):
        PEOPLE.read("80K", "Lost", 0, 75_000)
    with pytest.raises(Refused, match=r"^Days: “x” is not a number; type for example 3,650\.$"):
        DAYS.read("x", "Days", 1, 3_650)


def test_every_refused_box_is_named_and_none_of_the_others():
    boxes = {"a": ("740.000", PEOPLE, "Opening"), "b": ("5", PEOPLE, "Won"), "c": ("250 EUR", DOLLAR, "Worth", 0, 1e10)}
    with pytest.raises(Refused) as refused:
        several(boxes)
    assert refused.value.keys == ("a", "c")
    assert "Opening: " in str(refused.value)
    assert "Worth: " in str(refused.value)
    assert "Won" not in str(refused.value)
    assert several({"b": boxes["b"]}) == {"b": 5}


# Where no unit stands beside the box -------------------------------------------------------------------------------
@pytest.mark.parametrize(("form", "value", "number"), [
    (PERCENT, "97.5 %", 0.975), (PERCENT, 0.975, 0.975), (PERCENT, 0, 0), (PERCENT, "0", 0), (PERCENT, 1, 1),
    (POINTS, "-2.1 points", -0.021), (POINTS, -0.021, -0.021), (PEOPLE, "37,000", 37_000),
    (PEOPLE, -15_000.4, -15_000.4), (EURO, 1.5e6, 1.5e6),
])  # fmt: skip
def test_a_graded_number_is_itself_and_a_graded_text_has_its_unit(form, value, number):
    assert form.given(value, "rate") == pytest.approx(number, rel=1e-14)


@pytest.mark.parametrize(("form", "value", "said"), [
    (PERCENT, "97.5", "rate: “97.5” can be read in two ways; type 97.5 % or 9,750.0 %."),
    (PERCENT, "0.975", "rate: “0.975” can be read in two ways; type 97.5 % or 0.9750 %."),
    (PERCENT, 97.5, "rate: “97.5” can be read in two ways; type 97.5 % or 9,750.0 %."),
    (POINTS, "2.1", "rate: “2.1” can be read in two ways; type 2.1 points or 210.0 points."),
    (PERCENT, True, "rate: “True” is not a number"), (PERCENT, math.nan, "rate: “nan” is not a number"),
    (PERCENT, None, "rate: “None” is not a number"), (PERCENT, [1], "rate: “[1]” is not a number"),
    (PEOPLE, "740.000", "rate: “740.000” can be read in two ways"), (PERCENT, "high", "rate: “high” is not a number"),
    (PERCENT, "high", "type for example 50.0 %."), (POINTS, "high", "type for example 50.0 points."),
])  # fmt: skip
def test_a_graded_rate_without_a_unit_is_asked(form, value, said):
    with pytest.raises(InputError) as asked:
        form.given(value, "rate")
    assert said in str(asked.value)


# Both ends of a range ----------------------------------------------------------------------------------------------
def check(low, high):
    if low > high or low < -1 or high > 5e6:
        raise InputError("no range")


@pytest.mark.parametrize(("form", "low", "high", "ends"), [
    (PEOPLE, "680K", "730,000", (680_000, 730_000)), (PEOPLE, "740.000", "1.200.000", (740_000, 1_200_000)),
    (PEOPLE, "740.000", "800.5K", (740, 800_500)), (PEOPLE, "680", "730 customers", (680, 730)),
    (PEOPLE, "680.0", "730.0", (680, 730)), (PEOPLE, "0", "0", (0, 0)), (PERCENT, "0.5", "2", (0.005, 0.02)),
    (PERCENT, "0.9", "95 %", (0.009, 0.95)), (PERCENT, "90", "95", (0.9, 0.95)), (PERCENT, "0", "50", (0, 0.5)),
    (PEOPLE, "60,000", "65,000", (60_000, 65_000)), (PEOPLE, "60000", "65000", (60_000, 65_000)),
])  # fmt: skip
def test_ends_that_can_only_mean_one_range(form, low, high, ends):
    assert pair((low, high), form, ("Low end", "High end"), check, 660_000) == pytest.approx(ends, rel=1e-14)


@pytest.mark.parametrize(("form", "low", "high", "ways"), [
    (PEOPLE, "680", "730", "680,000 to 730,000 customers or 680 to 730 customers"),
    (PEOPLE, "0", "730", "0 to 730,000 customers or 0 to 730 customers"),
    (PEOPLE, "1", "2", "1,000,000 to 2,000,000 customers or 1 to 2 customers"),
    (PEOPLE, "740.000", "800.000", "740,000 to 800,000 customers or 740 to 800 customers"),
    (PERCENT, "0.9", "0.95", "90.0 to 95.0 % or 0.9 to 0.95 %"),
    (PERCENT, "0.5", "1", "50.0 to 100.0 % or 0.5 to 1.0 %"),
])  # fmt: skip
def test_ends_that_can_mean_two_ranges_are_asked(form, low, high, ways):
    with pytest.raises(Refused) as asked:
        pair((low, high), form, ("Low end", "High end"), check, 660_000)
    assert str(asked.value) == f"“{low} to {high}” can be read in two ways; type {ways}."
    for way in ways.split(" or "):
        pair(way.split(" to "), form, ("Low end", "High end"), check, 660_000)


def test_a_question_in_hundreds_takes_hundreds():
    assert pair(("680", "730"), PEOPLE, ("Low end", "High end"), check, 500) == (680, 730)


def test_both_ends_that_cannot_be_read_are_named():
    with pytest.raises(Refused) as refused:
        pair(("five", "6 %"), PEOPLE, ("Low end", "High end"), check)
    assert refused.value.keys == ("Low end", "High end")
    assert "Low end: “five” is not a number" in str(refused.value)
    assert "High end: “6 %” is a percentage" in str(refused.value)
    with pytest.raises(InputError, match="no range"):
        pair(("9", "5"), PEOPLE, ("Low end", "High end"), check)


# Whatever is typed -------------------------------------------------------------------------------------------------
@given(st.floats(-1e9, 1e9), st.sampled_from(FORMS))
def test_what_the_kit_writes_is_read_back(value, form):
    written = float(form.write(value).replace("−", "-").replace(form.before, "").replace(",", "")) / form.factor
    assert form.read(form.say(value)) == pytest.approx(written, rel=1e-12, abs=1e-12)
    assert form.given(form.say(value)) == pytest.approx(written, rel=1e-12, abs=1e-12)
    if form.factor == 1 or abs(written) > 1 or form is POINTS:  # a share up to 1 % needs its sign, and is asked
        assert form.read(form.write(value)) == pytest.approx(written, rel=1e-12, abs=1e-12)


@given(st.floats(-1e9, 1e9), st.sampled_from(FORMS))
def test_what_is_echoed_is_read_back_as_the_same_number(value, form):
    value = round(value) if form.whole else value
    shown = f"{form.in_full(value)} {form.unit}".strip()
    assert form.read(shown) == pytest.approx(value, rel=1e-11, abs=1e-12)


@given(st.text("0123456789.,' -()%€$kme", min_size=1, max_size=12), st.sampled_from(FORMS))
def test_nothing_is_read_as_anything_but_one_of_its_readings(text, form):
    """Read: the digits are the text's own, in order, whatever marks stood between them. Else: one sentence."""
    refused, number = None, None
    try:
        number = form.read(text, "Lost")
    except InputError as error:
        refused = str(error)
    if refused:
        assert refused.startswith("Lost")
        assert "\n" not in refused
        return
    assert number in [one.value for one in readings(text, form)]
    if not set(text) & set("kme%"):
        digits = "".join(filter(str.isdigit, text)).lstrip("0")
        shown = "".join(filter(str.isdigit, f"{abs(number) * form.factor:.12f}")).strip("0")
        assert digits.rstrip("0") == shown or len(digits) > 12
        assert (number < 0) == (("-" in text or "(" in text) and bool(digits))
