"""Visits, tickets and contacts: the stated distributions, and draws that stay each customer's own."""

from dataclasses import replace

import numpy as np
import pytest

from synthetic.behaviour import draw_visits, lognormal, poisson
from synthetic.companies import HOTEL, SHOP
from synthetic.draws import FIRST_MONTH, draw_all

N = 100_000


@pytest.mark.parametrize("mean", [0.05, 0.6, 3.0])
def test_counts_are_poisson(mean):
    count = poisson(np.full(N, mean), np.random.default_rng(1).random(N)).astype(int)
    assert count.mean() == pytest.approx(mean, abs=4 * np.sqrt(mean / N))
    assert count.var() == pytest.approx(mean, abs=4 * np.sqrt((mean + 2 * mean**2) / N))
    assert (count == 0).mean() == pytest.approx(np.exp(-mean), abs=4 * np.sqrt(np.exp(-mean) / N))


def test_a_mean_of_zero_gives_zero_and_a_huge_one_stays_in_bounds():
    uniform = np.random.default_rng(1).random(1000)
    assert not poisson(np.zeros(1000), uniform).any()
    assert poisson(np.full(1000, 500.0), uniform).max() == 31


def test_a_higher_mean_never_gives_the_same_customer_fewer():
    low, high = (poisson(np.full(1000, m), np.random.default_rng(2).random(1000)) for m in (0.5, 0.7))
    assert (high >= low).all()
    assert (high > low).any()


def test_a_lognormal_factor_has_mean_one():
    factor = lognormal(np.random.default_rng(3).standard_normal(N), 0.8)
    assert factor.mean() == pytest.approx(1, abs=4 * np.sqrt((np.exp(0.64) - 1) / N))


@pytest.mark.parametrize("level", ["visits", "ticket"])
def test_own_levels_are_heterogeneous_around_the_segments_mean(level):
    people = draw_all(HOTEL, N, 6, 7).people
    own, spread = getattr(people, level), {"visits": HOTEL.visits_spread, "ticket": HOTEL.ticket_spread}[level]
    for place, segment in enumerate(HOTEL.segments.values()):
        mine, mean = own[people.segment == place], getattr(segment, level)
        assert mine.mean() == pytest.approx(mean, abs=4 * mine.std() / np.sqrt(len(mine)))
        assert mine.std() == pytest.approx(mean * np.sqrt(np.exp(spread**2) - 1), rel=0.05)


def visits(draws, who=None):
    return [draw_visits(draws.company, draws.people, draws.streams, month, t, who)
            for t, month in enumerate(draws.calendar)]


def test_orders_stand_in_order_of_date_within_their_month():
    months = visits(draw_all(SHOP, 5_000, 6, 7))
    customer, date, amount = (np.concatenate(column) for column in zip(*(m.orders for m in months), strict=True))
    assert (np.diff(date) >= np.timedelta64(0)).all()
    month = (date.astype("datetime64[M]") - FIRST_MONTH).astype(int)
    assert set(month) == set(range(6))
    np.testing.assert_array_equal(np.bincount(month), [m.number.sum() for m in months])
    np.testing.assert_allclose(np.bincount(month, amount), [m.spent.sum() for m in months])
    days = date[month == 1].astype(object)
    assert {day.day for day in days} == set(range(1, 29))  # every day of February 2023
    assert amount.min() > 0


def test_visits_of_some_leave_everyone_elses_as_they_were():
    draws = draw_all(SHOP, 3_000, 3, 7)
    some = np.arange(3_000) % 3 == 0
    joining = draws.people.joining
    for t, (all_of_them, theirs) in enumerate(zip(visits(draws), visits(draws, some), strict=True)):
        np.testing.assert_array_equal(all_of_them.number[some], theirs.number[some])
        np.testing.assert_array_equal(all_of_them.spent[some], theirs.spent[some])
        assert not theirs.number[~some & (joining != t)].any()


def test_more_visits_in_one_segment_leave_the_others_as_they_were():
    keener = {**HOTEL.segments, "Couple": replace(HOTEL.segments["Couple"], visits=0.9)}
    before, after = (draw_all(c, 3_000, 6, 7) for c in (HOTEL, replace(HOTEL, segments=keener)))
    others = before.people.segment != 1
    for old, new in zip(visits(before), visits(after), strict=True):
        np.testing.assert_array_equal(old.spent[others], new.spent[others])
        assert (new.number >= old.number).all()
        assert new.number.sum() > old.number.sum()
