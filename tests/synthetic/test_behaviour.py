"""Visits, tickets and contacts: the stated distributions, and draws that stay each customer's own."""

from dataclasses import replace

import numpy as np
import pytest

from synthetic.behaviour import draw_behaviour, draw_tickets, lognormal, own_level, poisson
from synthetic.companies import SHOP
from synthetic.population import draw_population

N = 100_000
MONTHS = np.datetime64("2023-01", "M") + np.arange(6)


@pytest.mark.parametrize("mean", [0.05, 0.6, 3.0])
def test_counts_are_poisson(mean):
    count = poisson(np.full(N, mean), np.random.default_rng(1)).astype(int)
    assert count.mean() == pytest.approx(mean, abs=4 * np.sqrt(mean / N))
    assert count.var() == pytest.approx(mean, abs=4 * np.sqrt((mean + 2 * mean**2) / N))
    assert (count == 0).mean() == pytest.approx(np.exp(-mean), abs=4 * np.sqrt(np.exp(-mean) / N))


def test_a_mean_of_zero_gives_zero_and_a_huge_one_stays_in_bounds():
    assert not poisson(np.zeros(1000), np.random.default_rng(1)).any()
    assert poisson(np.full(1000, 500.0), np.random.default_rng(1)).max() <= 20


def test_a_higher_mean_never_gives_the_same_customer_fewer():
    low, high = (poisson(np.full(1000, m), np.random.default_rng(2)) for m in (0.5, 0.7))
    assert (high >= low).all()
    assert (high > low).any()


def test_a_lognormal_factor_has_mean_one():
    factor = lognormal(np.random.default_rng(3).standard_normal(N), 0.8)
    assert factor.mean() == pytest.approx(1, abs=4 * np.sqrt((np.exp(0.64) - 1) / N))


def test_own_levels_are_heterogeneous_around_the_segments_mean():
    population = draw_population(SHOP, N, 6, seed=7)
    own = own_level(SHOP, population, "ticket", SHOP.ticket_spread, 7)
    for place, segment in enumerate(SHOP.segments.values()):
        mine = own[population.segment == place]
        assert mine.mean() == pytest.approx(segment.ticket, abs=4 * mine.std() / np.sqrt(len(mine)))
        assert mine.std() == pytest.approx(segment.ticket * np.sqrt(np.exp(SHOP.ticket_spread**2) - 1), rel=0.05)


def test_orders_stand_in_order_of_date_within_their_month():
    behaviour = draw_behaviour(SHOP, draw_population(SHOP, 5_000, 6, seed=7), MONTHS, 7)
    assert (np.diff(behaviour.order_date) >= np.timedelta64(0)).all()
    month = (behaviour.order_date.astype("datetime64[M]") - MONTHS[0]).astype(int)
    assert set(month) == set(range(6))
    assert behaviour.visits.sum() == len(behaviour.order_date)
    np.testing.assert_array_equal(np.bincount(month), behaviour.visits.sum(axis=1))
    days = behaviour.order_date[month == 1].astype(object)
    assert {day.day for day in days} == set(range(1, 29))  # every day of February 2023


def test_an_order_more_for_one_customer_moves_nobody_elses():
    size, visits = np.full(6, 50.0), np.array([1, 0, 2, 1, 0, 3])
    more = visits + np.array([0, 0, 0, 2, 0, 0])
    before, after = (
        [(int(c), d, a) for turn in draw_tickets(SHOP, v, size, MONTHS[0], 0, 7) for c, d, a in zip(*turn, strict=True)]
        for v in (visits, more)
    )
    assert len(after) == len(before) + 2
    assert set(before) < set(after)


def test_more_visits_in_one_segment_leave_the_others_as_they_were():
    keener = {**SHOP.segments, "Keen cook": replace(SHOP.segments["Keen cook"], visits=0.9)}
    population = draw_population(SHOP, 3_000, 6, seed=7)
    before, after = (draw_behaviour(c, population, MONTHS, 7) for c in (SHOP, replace(SHOP, segments=keener)))
    others = population.segment != 0
    np.testing.assert_array_equal(before.spent[:, others], after.spent[:, others])
    np.testing.assert_array_equal(before.touchpoints[:, others], after.touchpoints[:, others])
    assert (after.visits >= before.visits).all()
    assert after.visits.sum() > before.visits.sum()
