"""Hold-out sizes against published ones, and the power they promise by simulation."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import ttest_ind

from customerbase import InputError
from metrics import hold_out_for_means, hold_out_for_shares
from metrics.samples import rounded_up

SHARE = st.floats(0.02, 0.98)


def test_published_sizes():
    # documentation of R: power.prop.test(p1 = .50, p2 = .75, power = .90) says n = 76.7 a group,
    # power.t.test(power = .90, delta = 1) says 22.02: rounded up
    assert hold_out_for_shares(0.5, 0.75, power=0.9) == (77, 77)
    assert hold_out_for_means(1, 1, power=0.9) == (23, 23)


@pytest.mark.parametrize("held_out", [0.5, 0.1])
def test_power_for_shares(held_out):
    """40,000 programmes from 90 to 92 % staying: Monte Carlo error .002, so 4 of them and .002 for whole people."""
    rng = np.random.default_rng(8)
    size = hold_out_for_shares(0.90, 0.92, held_out=held_out)
    assert size.held_out / sum(size) == pytest.approx(held_out, abs=0.001)
    stayed = [rng.binomial(n, p, size=40_000) for n, p in zip(size, (0.90, 0.92), strict=True)]
    rate = [s / n for s, n in zip(stayed, size, strict=True)]
    pooled = sum(stayed) / sum(size)
    error = np.sqrt(pooled * (1 - pooled) * (1 / size.held_out + 1 / size.treated))
    assert (np.abs(rate[1] - rate[0]) > 1.96 * error).mean() == pytest.approx(0.8, abs=0.010)


@pytest.mark.parametrize("held_out", [0.5, 0.2])
def test_power_for_means(held_out):
    """20,000 programmes, half a standard deviation each: 4 Monte Carlo errors of .0028, and .004 for whole people."""
    rng = np.random.default_rng(9)
    size = hold_out_for_means(0.5, 1, held_out=held_out)
    without, treated = (rng.normal(mean, 1, (n, 20_000)) for n, mean in zip(size, (0, 0.5), strict=True))
    assert (ttest_ind(without, treated).pvalue < 0.05).mean() == pytest.approx(0.8, abs=0.0153)


@given(SHARE, SHARE, st.floats(0.05, 0.95))
def test_sizes_are_the_same_seen_from_either_side(p0, p1, held_out):
    if abs(p0 - p1) > 0.001:
        size = hold_out_for_shares(p0, p1, held_out=held_out)
        assert hold_out_for_shares(p1, p0, held_out=1 - held_out) == size[::-1]
        assert hold_out_for_shares(1 - p0, 1 - p1, held_out=held_out) == size
        assert sum(hold_out_for_shares(p0, p1, power=0.95, held_out=held_out)) >= sum(size)


@pytest.mark.parametrize("difference", [0.001, 0.02, 0.7, 3, 50, 1e6])
def test_means_are_sized_at_any_scale(difference):
    size = hold_out_for_means(difference, 1)
    assert size.held_out == size.treated >= 2
    assert hold_out_for_means(-100 * difference, 100) == size
    normal = 2 * ((1.96 + 0.8416) / difference) ** 2
    assert normal * (1 - 2e-4) - 1 <= size.held_out <= normal * (1 + 1e-4) + 4


def test_a_tenth_held_out_needs_nearly_three_times_as_many():
    small, even = (sum(hold_out_for_means(0.05, 1, held_out=h)) for h in (0.1, 0.5))
    assert small / even == pytest.approx(0.25 / 0.09, rel=0.001)


def test_rounding_up():
    assert [rounded_up(people) for people in (3830.25, 76.65, 22.02, 3831.5, 0.3)] == [3830, 77, 23, 3832, 2]


@pytest.mark.parametrize(("call", "words"), [
    (lambda: hold_out_for_shares(0.9, 0.9), "not there"),
    (lambda: hold_out_for_shares(90, 92), "fraction from 0 to 1"),
    (lambda: hold_out_for_shares(0.9, 0.92, held_out=0), "held_out is 0"),
    (lambda: hold_out_for_shares(0.9, 0.92, power=0.2), "power is 0.2"),
    (lambda: hold_out_for_means(0, 1), "not there"),
    (lambda: hold_out_for_means(1, 0), "sd is 0"),
    (lambda: hold_out_for_means(1, 1, held_out=1), "held_out is 1"),
    (lambda: hold_out_for_means(np.nan, 1), "missing or infinite"),
])
def test_refusals(call, words):
    with pytest.raises(InputError, match=words):
        call()
