"""The ceiling of prediction and the base rate, by value, by quadrature and against what happened to a crowd."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.integrate import quad

from customerbase import InputError
from metrics import auc, ceiling_of, exponential_ceiling, precision, top_decile_lift

RISKS = st.lists(st.floats(0, 1), min_size=10, max_size=40).filter(lambda risk: sum(risk) > 0.01 < 10 - sum(risk))


def test_three_per_cent_a_month():
    ceiling = exponential_ceiling(0.03)
    assert ceiling.caught == pytest.approx(0.32, abs=0.005)
    assert ceiling.auc == pytest.approx(0.75, abs=0.005)
    assert ceiling.lift == pytest.approx(10 * ceiling.caught)


@pytest.mark.parametrize("churn", [0.005, 0.03, 0.2, 0.6])
def test_closed_form_is_the_integral(churn):
    mean = churn / (1 - churn)
    density = lambda h: np.exp(-h / mean) / mean  # noqa: E731
    leave = lambda h: -np.expm1(-h)  # noqa: E731
    end = 60 * mean
    leavers = quad(lambda h: leave(h) * density(h), 0, end)[0]
    assert leavers == pytest.approx(churn)
    border = mean * np.log(10)  # a tenth has a hazard above it
    caught = quad(lambda h: leave(h) * density(h), border, end)[0] / leavers
    stayers_below = lambda h: quad(lambda x: (1 - leave(x)) * density(x), 0, h)[0] / (1 - leavers)  # noqa: E731
    area = quad(lambda h: leave(h) * density(h) * stayers_below(h), 0, end)[0] / leavers
    assert exponential_ceiling(churn) == pytest.approx((caught, 10 * caught, area), rel=1e-6)


def test_few_leavers_come_near_the_limits():
    assert exponential_ceiling(1e-6)[::2] == pytest.approx((0.1 * (1 + np.log(10)), 0.75), abs=1e-5)
    many = exponential_ceiling(np.array([0.01, 0.03]))
    assert many.auc[1] == exponential_ceiling(0.03).auc


def test_a_large_crowd_has_the_ceiling_of_its_distribution():
    """Half a million evenly spaced hazards instead of drawn ones."""
    hazard = -np.log1p(-(np.arange(500_000) + 0.5) / 500_000) * 0.03 / 0.97
    assert ceiling_of(-np.expm1(-hazard)) == pytest.approx(exponential_ceiling(0.03), rel=1e-4)


@given(RISKS)
def test_ceiling_is_over_all_pairs_of_people(risk):
    risk = np.array(risk)
    chance = risk[:, None] * (1 - risk)  # row leaves, column stays
    np.fill_diagonal(chance, 0)
    right = (risk[:, None] > risk) + (risk[:, None] == risk) / 2
    assert ceiling_of(risk).auc == pytest.approx((chance * right).sum() / chance.sum(), rel=1e-6)


def test_on_average_the_true_risk_reaches_it_and_no_other_score_passes_it():
    """400 months of 2,000 people; the mean over months against 4 of its own standard errors."""
    rng = np.random.default_rng(3)
    risk = rng.beta(1, 20, 2_000)
    noisy = risk * rng.lognormal(0, 1, 2_000)
    ceiling = ceiling_of(risk)
    months = [rng.random(2_000) < risk for _ in range(400)]
    for score, reaches in ((risk, True), (noisy, False)):
        seen = np.array([(top_decile_lift(score, left).score, auc(score, left).score) for left in months])
        error = 4 * seen.std(axis=0) / np.sqrt(400)
        below = np.array(ceiling[1:]) - seen.mean(axis=0)
        assert (np.abs(below) < error).all() if reaches else (below > error).all()


def test_everybody_alike_leaves_nothing_to_foresee():
    assert ceiling_of([0.03] * 50) == pytest.approx((0.1, 1, 0.5))


def test_base_rate():
    assert precision(0.03, 0.8, 0.1) == pytest.approx(0.198, abs=0.0005)
    # the same in people: 1,000 customers, 24 of 30 leavers and 97 of 970 stayers flagged
    assert precision(0.03, 0.8, 0.1) == pytest.approx(24 / (24 + 97))
    assert precision([0.03, 0.5, 0], 0.8, 0.1) == pytest.approx([24 / 121, 8 / 9, 0])
    assert precision(0.03, 0.8, 0) == 1


@pytest.mark.parametrize(("call", "words"), [
    (lambda: exponential_ceiling(0), "churn is 0 or 1"), (lambda: exponential_ceiling([0.1, 1]), "churn is 0 or 1"),
    (lambda: exponential_ceiling(3), "fraction from 0 to 1"), (lambda: ceiling_of([0] * 10), "Nobody can leave"),
    (lambda: ceiling_of([1] * 10), "Nobody can stay"), (lambda: ceiling_of([0.5] * 9), "only 9 people"),
    (lambda: ceiling_of([]), "only 0 people"), (lambda: ceiling_of([np.nan] * 10), "missing"),
    (lambda: precision(0.03, 0, 0), "Nobody is flagged"), (lambda: precision(3, 0.8, 0.1), "base_rate is 3"),
])  # fmt: skip
def test_refusals(call, words):
    with pytest.raises(InputError, match=words):
        call()
