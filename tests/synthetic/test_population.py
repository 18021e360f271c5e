"""Who joins, with which hazard, and when they leave: the sorting effect with nobody's own rate changing.

Bounds are four standard errors of the Monte Carlo, so a right program fails about once in 16,000 such checks; seeds are
fixed all the same.
"""

from dataclasses import replace

import numpy as np
import pytest

from synthetic.companies import COMPANIES, HOTEL
from synthetic.population import NEVER, cells, draw_patience, draw_population, survival_table

N, MONTHS = 100_000, 36


@pytest.fixture(scope="module")
def hotel():
    return draw_population(HOTEL, N, MONTHS, seed=7)


@pytest.fixture(scope="module")
def fresh():
    """A hundred thousand joiners of month 0, and nobody before them."""
    return draw_population(replace(HOTEL, joined_before=0), N, 1, seed=7)


def test_survival_is_that_of_the_sbg_in_the_literature():
    """Fader & Hardie's Regular customers: 17.0 % left after 12 years at alpha .704, beta 1.182."""
    survival = survival_table(np.array([0.704]), np.array([1.182]), 12)[:, 0]
    assert survival[0] == 1
    assert survival[1] == pytest.approx(1.182 / (0.704 + 1.182))
    assert survival[12] == pytest.approx(0.170, abs=0.0005)


@pytest.mark.parametrize("key", COMPANIES)
def test_levels_make_sense(key):
    company = COMPANIES[key]
    assert sum(s.share for s in company.segments.values()) == pytest.approx(1)
    assert sum(c.share for c in company.channels.values()) == pytest.approx(1)
    assert np.mean(company.season) == pytest.approx(1)
    assert len(company.segments) >= 3
    assert len(company.channels) >= 3
    _, alpha, beta = cells(company)
    assert (alpha > 0).all()
    assert (beta > 1).all()


def test_a_fresh_cohort_survives_as_the_formula_says_and_its_retention_climbs(fresh):
    weight, alpha, beta = cells(HOTEL)
    expected = survival_table(alpha, beta, 36) @ weight
    left = np.array([(fresh.leaving > k).mean() for k in range(37)])
    assert (np.abs(left - expected) <= 4 * np.sqrt(expected * (1 - expected) / N)).all()
    quarterly = left[3::3] / left[:-3:3]
    assert quarterly[-4:].mean() > quarterly[:4].mean() + 0.01  # the pool's rate climbs, everyone's own is fixed
    assert quarterly[0] == min(quarterly)


def test_those_left_of_a_cohort_have_lower_hazards_but_the_same_ones_as_ever(fresh):
    means = [fresh.hazard[fresh.leaving > k].mean() for k in (0, 12, 24, 36)]
    assert means == sorted(means, reverse=True)
    assert means[-1] < 0.7 * means[0]


def test_lifetimes_are_geometric_in_the_own_hazard():
    uniform = np.random.default_rng(1).random(N)
    life = np.floor(draw_patience(np.full(N, 0.05), uniform)) + 1
    assert life.min() == 1
    for k in (1, 5, 20):
        p = 0.95**k
        assert (life > k).mean() == pytest.approx(p, abs=4 * np.sqrt(p * (1 - p) / N))


def test_a_higher_hazard_never_lets_the_same_person_stay_longer():
    uniform = np.random.default_rng(2).random(1000)
    assert (draw_patience(np.full(1000, 0.06), uniform) <= draw_patience(np.full(1000, 0.05), uniform)).all()


def test_the_opening_base_is_what_is_left_of_a_simulated_past(hotel):
    """Simulate the years before month 0 openly and compare the survivors with the opening base drawn at once."""
    rng = np.random.default_rng(3)
    weight, alpha, beta = cells(HOTEL)
    past = 400_000
    cell = rng.choice(len(weight), past, p=weight)
    hazard = rng.beta(alpha[cell], beta[cell])
    tenure = rng.integers(1, HOTEL.history + 1, past)
    survived = rng.geometric(hazard) > tenure
    opening = hotel.joining < 0
    own = 3 * hotel.segment[opening] + hotel.channel[opening]
    for simulated, drawn in [(hazard[survived], hotel.hazard[opening]),
                             (tenure[survived], -hotel.joining[opening]),
                             (cell[survived] % 3 == 2, own % 3 == 2),
                             (cell[survived] // 3 == 0, own // 3 == 0)]:  # fmt: skip
        error = np.sqrt(simulated.var() / len(simulated) + drawn.var() / len(drawn))
        assert abs(simulated.mean() - drawn.mean()) < 4 * error


def test_the_opening_base_is_sorted_already(hotel):
    opening = hotel.joining < 0
    assert opening.mean() == HOTEL.joined_before
    assert hotel.hazard[opening].mean() < 0.8 * hotel.hazard[~opening].mean()
    assert (hotel.channel[opening] == 2).mean() < 0.7 * HOTEL.channels["Deal site"].share
    old = hotel.joining < -48
    assert hotel.hazard[old].mean() < hotel.hazard[opening & ~old].mean()


def test_everyone_is_there_for_at_least_a_month(hotel):
    assert (hotel.leaving > np.maximum(hotel.joining, 0)).all()
    assert (np.diff(hotel.joining) >= 0).all()
    assert (hotel.joining[0], hotel.joining[-1]) == (-HOTEL.history, MONTHS - 1)


def test_joiners_come_evenly(hotel):
    expected = (1 - HOTEL.joined_before) * N / MONTHS
    counts = np.bincount(hotel.joining[hotel.joining >= 0], minlength=MONTHS)
    assert (np.abs(counts - expected) < 4 * np.sqrt(expected)).all()


@pytest.mark.parametrize("what", ["segment", "channel"])
def test_segments_and_channels_differ_clearly(hotel, what):
    joiners = hotel.joining >= 0
    means = [hotel.hazard[joiners & (getattr(hotel, what) == place)].mean() for place in range(3)]
    assert means[1] > 1.15 * means[0]
    assert means[2] > 1.15 * means[1]


def test_more_months_keep_every_own_hazard_and_the_opening_base():
    short, long = (draw_population(HOTEL, 5_000, months, seed=7) for months in (24, 36))
    opening = long.joining < 0
    for name in ("hazard", "segment", "channel"):
        np.testing.assert_array_equal(getattr(short, name), getattr(long, name))
    for name in ("joining", "leaving"):
        np.testing.assert_array_equal(getattr(short, name)[opening], getattr(long, name)[opening])


def test_moving_one_channel_moves_nobody_in_the_others():
    worse = {**HOTEL.channels, "Deal site": replace(HOTEL.channels["Deal site"], hazard_factor=3.0)}
    fresh = replace(HOTEL, joined_before=0)
    before, after = (draw_population(c, 5_000, 12, seed=7) for c in (fresh, replace(fresh, channels=worse)))
    np.testing.assert_array_equal(before.channel, after.channel)
    deal = before.channel == 2
    np.testing.assert_array_equal(before.leaving[~deal], after.leaving[~deal])
    assert (after.hazard[deal] > before.hazard[deal]).all()
    assert (after.leaving[deal] <= before.leaving[deal]).all()


def test_a_nearly_immortal_customer_does_not_overflow():
    company = replace(HOTEL, segments={"Stone": replace(HOTEL.segments["Couple"], share=1.0, hazard=1e-7)})
    stones = draw_population(company, 1_000, 12, seed=7)
    assert (stones.leaving > 0).all()
    assert (stones.leaving == NEVER).any()
