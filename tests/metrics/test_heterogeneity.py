"""Pooling own rates into groups, stretching how much they differ, and cutting a cohort into fifths."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from customerbase import InputError
from metrics.heterogeneity import equal_parts, pooled_rates, stretched_rates
from metrics.mixture import mixture_retention

RATES = arrays(float, st.integers(1, 40), elements=st.floats(0, 1))


def test_pooling_keeps_the_mean_and_puts_the_most_loyal_first():
    shares, rates = pooled_rates([0.5, 0.9, 0.7, 0.1], groups=2)
    assert shares.tolist() == [0.5, 0.5]
    assert rates == pytest.approx([0.8, 0.3])


def test_pooling_by_500_hardly_moves_a_cohort():
    rates = (1 - np.random.default_rng(1).beta(0.9, 20, 20_000)) ** 3
    exact = mixture_retention(np.full(len(rates), 1 / len(rates)), rates, 24)
    assert mixture_retention(*pooled_rates(rates, 500), 24) == pytest.approx(exact, abs=0.001)


@given(RATES, st.integers(1, 50))
def test_pooling_whatever_comes(rates, groups):
    shares, means = pooled_rates(rates, groups)
    assert len(shares) == len(means) == min(groups, len(rates))
    assert shares.sum() == pytest.approx(1)
    assert (shares > 0).all()
    assert shares @ means == pytest.approx(rates.mean())
    assert (np.diff(means) <= 1e-12).all()


def test_stretching_by_one_changes_nothing_and_by_nought_makes_all_alike():
    shares, rates = [0.5, 0.25, 0.25], [0.9, 0.8, 0.5]
    assert stretched_rates(shares, rates, 1, 0.775) == pytest.approx(rates, abs=1e-12)
    assert stretched_rates(shares, rates, 0, 0.775).tolist() == [0.775] * 3
    wide = stretched_rates(shares, rates, 2, 0.775)
    assert wide[0] - wide[2] > 0.9 - 0.5
    # the odds ratio of the first and the last customer is squared: (9/1)^2
    assert wide[0] / (1 - wide[0]) * (1 - wide[2]) / wide[2] == pytest.approx(81)


@settings(deadline=None)
@given(RATES, st.floats(0, 2), st.floats(0.01, 0.99))
def test_stretching_holds_the_mean_and_the_order(rates, factor, mean):
    shares, groups = pooled_rates(rates)
    out = stretched_rates(shares, groups, factor, mean)
    assert shares @ out == pytest.approx(mean, abs=1e-9)
    assert ((out >= 0) & (out <= 1)).all()
    assert (np.diff(out) <= 1e-12).all()


def test_fifths_split_the_groups_on_their_borders():
    assert equal_parts([0.5, 0.5], 5) == pytest.approx(np.array(
        [[0.2, 0], [0.2, 0], [0.1, 0.1], [0, 0.2], [0, 0.2]]))


@given(RATES)
def test_fifths_add_up(rates):
    shares, _ = pooled_rates(rates, 7)
    parts = equal_parts(shares)
    assert parts.sum(axis=0) == pytest.approx(shares)
    assert parts.sum(axis=1) == pytest.approx(np.full(5, 0.2))


@pytest.mark.parametrize(("call", "says"), [
    (lambda: pooled_rates([]), "no customers"),
    (lambda: pooled_rates([1.2]), "fraction from 0 to 1"),
    (lambda: stretched_rates([1], [0.5], 1, 1.0), "between 0 and 1"),
    (lambda: stretched_rates([1], [0.5], -1, 0.5), "0 or more"),
    (lambda: stretched_rates([0.5, 0.5], [0.5], 1, 0.5), "as many"),
])
def test_refusals(call, says):
    with pytest.raises(InputError, match=says):
        call()
