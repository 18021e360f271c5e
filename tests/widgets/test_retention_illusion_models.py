"""The flagship's models against the numbers of the domain, by value."""

import pytest

from widgets.explorables.retention_illusion.cohort_model import CohortInputs, cohort
from widgets.explorables.retention_illusion.quarter import NAMES
from widgets.explorables.retention_illusion.quarter_model import QuarterInputs, quarter
from widgets.panel.forms import percent


def inputs(opening=740_000, lost=37_000, won=22_000, leaver=100, denominator="opening", joiner=100, average=100):
    return QuarterInputs(opening, lost, won, leaver, denominator, joiner, average)


# The quarter's model ---------------------------------------------------------------------------------------------
@pytest.mark.parametrize(("opening", "text"), [
    (100_000, "63.0 %"), (500_000, "92.6 %"), (1_000_000, "96.3 %"), (2_000_000, "98.2 %"), (740_000, "95.0 %"),
    (168_000, "78.0 %"), (370_000, "90.0 %")])
def test_37000_lost_read_as_any_rate(opening, text):
    result = quarter(inputs(opening))
    assert percent(result.rate) == percent(result.reported) == text
    assert result.net_people == -15_000


def test_end_over_start_flatters():
    result = quarter(inputs(1_000_000, denominator="end_over_start"))
    assert (percent(result.reported), percent(result.rate)) == ("98.5 %", "96.3 %")


@pytest.mark.parametrize(("denominator", "rate"), [  # 740,000 at the start, 725,000 at the end
    ("opening", 703 / 740), ("end_over_start", 725 / 740), ("average", 1 - 37 / 732.5),
    ("everyone_served", 1 - 37 / 762)])
def test_every_denominator_on_the_same_quarter(denominator, rate):
    assert quarter(inputs(denominator=denominator)).reported == pytest.approx(rate, rel=1e-12)
    assert denominator in NAMES


def test_leavers_worth_three_times_the_average():
    assert percent(quarter(inputs(1_000_000, leaver=300)).value_rate) == "88.9 %"
    assert quarter(inputs(1_000_000, leaver=300)).net_value == 22_000 * 100 - 37_000 * 300


def test_a_rate_in_money_that_cannot_be_is_left_out():
    assert quarter(inputs(100_000, leaver=300)).value_rate is None  # the leavers would be worth more than the base
    assert quarter(inputs(average=0)).value_rate is None


def test_three_years_of_such_quarters():
    result = quarter(inputs())
    assert len(result.heads) == 13
    assert [round(result.heads[k], -3) for k in (0, 1, 8, 12)] == [740_000, 725_000, 639_000, 602_000]
    assert result.heading == pytest.approx(440_000)


@pytest.mark.parametrize(("period", "points"), [("month", 37), ("quarter", 13), ("year", 4)])
def test_three_years_in_any_period(period, points):
    assert len(quarter(inputs(), period).heads) == points


def test_nobody_lost_heads_nowhere():
    assert quarter(inputs(lost=0)).heading is None
    assert quarter(inputs(lost=0)).rate == 1


# The cohort's model ----------------------------------------------------------------------------------------------
def test_a_third_at_90_and_two_thirds_at_50_rise_by_sorting_alone():
    result = cohort(CohortInputs(1 / 3, 0.9, 0.5, 0))
    assert [round(rate, 3) for rate in result.rates] == [0.633, 0.689, 0.747, 0.798]
    assert result.own_change == 0
    assert result.own.tolist() == [[0.9, 0.5]] * 4
    assert result.people[0].sum() == 10_000
    assert result.people[-1] == pytest.approx([10_000 / 3 * 0.9**4, 20_000 / 3 * 0.5**4])
    assert result.rise == pytest.approx((result.rates[-1] - result.rates[0]) / 3)


def test_one_kind_of_customer_does_not_rise():
    result = cohort(CohortInputs(1, 0.75, 0.5, 0))
    assert result.rates == pytest.approx([0.75] * 4)
    assert result.rise == pytest.approx(0)


def test_real_loyalty_is_told_apart_from_sorting():
    result = cohort(CohortInputs(1, 0.633, 0.5, 0.055))
    assert result.own_change == pytest.approx(0.055)
    assert result.rise == pytest.approx(0.055)


def test_a_cohort_of_which_nobody_is_left():
    result = cohort(CohortInputs(0, 0.9, 0, 0))
    assert result.rates[0] == 0
    assert result.rates[1] != result.rates[1]  # nan: there is nobody left to keep
    assert result.rise == 0
