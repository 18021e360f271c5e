"""Rates by value and by their identities; the 22,000 won and 37,000 lost of one quarter, number by number."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from customerbase import InputError
from metrics import (
    DENOMINATORS,
    churn_rate,
    compound,
    end_over_start,
    implied_opening,
    net_people,
    net_value,
    project,
    reported_rate,
    retention_rate,
    steady_state,
    value_retention,
)

WON, LOST = 22_000, 37_000


@st.composite
def quarters(draw):
    """(opening, lost, won) of a quarter that can happen: at least one opening customer, no more lost than opened."""
    opening = draw(st.integers(1, 10**7))
    return opening, draw(st.integers(0, opening)), draw(st.integers(0, 10**7))


def test_textbook_quarter():
    # 1,000 open, 100 of them leave, 200 join of whom 30 leave again: 170 won
    assert retention_rate(1_000, 100) == pytest.approx(0.90)
    assert churn_rate(1_000, 100) == pytest.approx(0.10)
    assert end_over_start(1_000, 100, 170) == pytest.approx(1.07)


@pytest.mark.parametrize(("rate", "base"), [(0.78, 168_000), (0.90, 370_000), (0.95, 740_000)])
def test_opening_base_that_37_thousand_lost_imply(rate, base):
    assert implied_opening(LOST, rate) == pytest.approx(base, abs=500)
    assert retention_rate(implied_opening(LOST, rate), LOST) == pytest.approx(rate)


def test_always_37_thousand_people():
    opening = np.array([100_000, 500_000, 1_000_000, 2_000_000])
    rate = retention_rate(opening, LOST)
    assert np.round(100 * rate, 2).tolist() == [63.0, 92.6, 96.3, 98.15]
    assert opening * (1 - rate) == pytest.approx([LOST] * 4)
    assert net_people(LOST, WON) == -15_000


def test_refill_reads_better_than_retention():
    assert end_over_start(1_000_000, LOST, WON) == pytest.approx(0.985)
    assert reported_rate(1_000_000, LOST, WON, "end_over_start") == pytest.approx(0.985)
    assert reported_rate(1_000_000, LOST, WON, "opening") == pytest.approx(0.963)
    assert reported_rate(1_000_000, LOST, WON, "average") == pytest.approx(1 - 37 / 992.5)
    assert reported_rate(1_000_000, LOST, WON, "everyone_served") == pytest.approx(1 - 37 / 1022)


def test_leavers_worth_three_times_the_average():
    assert value_retention(1_000_000, 3 * LOST) == pytest.approx(0.889)
    assert net_value(LOST, WON, leaver_value=3, joiner_value=1) == -89_000


def test_740_thousand_at_95_per_cent_with_22_thousand_won():
    heads = project(740_000, 0.95, WON, 12)
    assert heads.shape == (13,)
    assert heads[[0, 1, 8, 12]] == pytest.approx([740_000, 725_000, 639_000, 602_000], abs=500)
    assert heads[1] == 740_000 * 0.95 + WON  # the new are not at risk in their first quarter
    assert steady_state(0.95, WON) == pytest.approx(440_000)
    assert project(740_000, 0.95, WON, 400)[-1] == pytest.approx(440_000, abs=1)


def test_quarterly_rate_heard_as_yearly():
    assert compound(0.95, 4) == pytest.approx(0.815, abs=0.0005)
    assert compound(compound(0.95, 4), 1 / 4) == pytest.approx(0.95)


@given(quarters())
def test_accounts_of_one_quarter_agree(quarter):
    opening, lost, won = quarter
    closing = opening - lost + won
    retention = retention_rate(opening, lost)
    assert 0 <= retention <= 1
    assert retention + churn_rate(opening, lost) == pytest.approx(1)
    assert retention * opening == pytest.approx(closing - won)
    assert end_over_start(opening, lost, won) * opening == pytest.approx(closing)
    assert net_people(lost, won) == closing - opening
    assert value_retention(opening, lost) == pytest.approx(retention)  # everyone worth the same


@given(quarters())
def test_no_other_denominator_that_counts_the_new_reads_lower(quarter):
    opening, lost, won = quarter
    retention = reported_rate(opening, lost, won)
    assert retention == retention_rate(opening, lost)
    assert reported_rate(opening, lost, won, "end_over_start") >= retention
    assert 1 + 1e-12 >= reported_rate(opening, lost, won, "everyone_served") >= retention - 1e-12
    if opening + won > lost / 2:
        average = reported_rate(opening, lost, won, "average")
        assert (average >= retention - 1e-12) == (won >= lost or lost == 0) or won == pytest.approx(lost)


def test_all_denominators_agree_when_nobody_comes_or_goes():
    assert {float(reported_rate(500, 0, 0, name)) for name in DENOMINATORS} == {1.0}


@given(st.integers(0, 10**7), st.floats(0, 0.999), st.integers(0, 10**6), st.integers(0, 60))
def test_projection_closed_form(opening, rate, won, periods):
    # E(t) = E* + (E(0) - E*) r^t, with E* the steady state
    goal = steady_state(rate, won)
    heads = project(opening, rate, won, periods)
    assert heads == pytest.approx(goal + (opening - goal) * rate ** np.arange(periods + 1), rel=1e-9, abs=1e-6)


def test_arrays_broadcast_as_if_called_one_by_one():
    opening, lost, won = np.array([1e5, 5e5, 1e6])[:, None], 37_000, np.array([0, 22_000])
    for name in DENOMINATORS:
        rates = reported_rate(opening, lost, won, name)
        assert rates.shape == (3, 2)
        one_by_one = [[reported_rate(o, lost, w, name) for w in won] for o in opening[:, 0]]
        assert rates == pytest.approx(np.array(one_by_one))
    heads = project(opening, np.array([0.9, 0.95]), 22_000, 4)
    assert heads.shape == (5, 3, 2)
    assert heads[:, 1, 0] == pytest.approx(project(5e5, 0.9, 22_000, 4))


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: retention_rate(0, 0), "no opening customers"),
        (lambda: churn_rate([100, 0], [10, 0]), "no opening customers"),
        (lambda: end_over_start(0, 0, 5), "no opening customers"),
        (lambda: retention_rate(100, 101), "More customers are lost"),
        (lambda: retention_rate(-1, 0), "opening is -1, but it must be 0 or more"),
        (lambda: retention_rate("many", 0), "opening must be a number"),
        (lambda: retention_rate(100, np.nan), "missing or infinite"),
        (lambda: reported_rate(0, 0, 0, "average"), "'average' is zero"),
        (lambda: reported_rate(0, 0, 0, "everyone_served"), "'everyone_served' is zero"),
        (lambda: reported_rate(10, 1, 1, "closing"), "choose one of opening, end_over_start"),
        (lambda: value_retention(0, 0), "no opening value"),
        (lambda: value_retention(100_000, 3 * LOST), "worth more than the whole opening base"),
        (lambda: implied_opening(LOST, 1), "nobody leaves"),
        (lambda: implied_opening(LOST, 95), "fraction from 0 to 1"),
        (lambda: steady_state(1, WON), "never settles"),
        (lambda: project(740_000, 0.95, WON, -1), "periods is -1, but"),
        (lambda: project(740_000, 0.95, WON, 1.5), "periods must be a whole number"),
        (lambda: net_value(-1, 1, 1, 1), "lost is -1"),
    ],
)
def test_refusals_are_one_sentence(call, words):
    with pytest.raises(InputError, match=words) as refusal:
        call()
    assert "\n" not in str(refusal.value)
    assert str(refusal.value).endswith(".")
