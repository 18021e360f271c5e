"""sBG by the published curve, by its closed form, and by recovering what a cohort was drawn from."""

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy.optimize import minimize
from scipy.special import betaln

from customerbase import InputError
from metrics import sbg_fit, sbg_log_likelihood, sbg_mean_lifetime, sbg_retention, sbg_survival

# "Regular" customers of Fader & Hardie 2007: fractions surviving years 1 to 12
REGULAR = np.array([63.1, 46.8, 38.2, 32.6, 28.9, 26.2, 24.1, 22.3, 20.7, 19.4, 18.3, 17.3]) / 100

parameters = st.floats(0.1, 20)


def test_regular_customers_by_maximum_likelihood():
    alpha, beta = sbg_fit(REGULAR[:7])
    assert alpha == pytest.approx(0.704, abs=0.0005)
    assert beta == pytest.approx(1.182, abs=0.0005)
    assert sbg_log_likelihood(alpha, beta, REGULAR[:7], people=1_000) == pytest.approx(-1680.27, abs=0.005)
    assert 100 * sbg_survival(alpha, beta, 12)[12] == pytest.approx(17.0, abs=0.05)
    assert alpha <= 1
    assert sbg_mean_lifetime(alpha, beta) == np.inf


def test_least_squares_is_another_answer():
    def squares(x):
        return ((sbg_survival(*np.exp(x), 7)[1:] - REGULAR[:7]) ** 2).sum()

    squared = np.exp(minimize(squares, [0, 0], method="Nelder-Mead", tol=1e-12).x)
    assert squared == pytest.approx([0.713, 1.191], abs=0.0005)
    assert 100 * sbg_survival(*squared, 12)[12] == pytest.approx(16.7, abs=0.05)
    best = sbg_log_likelihood(*sbg_fit(REGULAR[:7]), REGULAR[:7], people=1_000)
    assert sbg_log_likelihood(*squared, REGULAR[:7], people=1_000) < best


@given(parameters, parameters, st.integers(0, 60))
def test_survival_is_a_ratio_of_beta_functions(alpha, beta, periods):
    survival, retention = sbg_survival(alpha, beta, periods), sbg_retention(alpha, beta, periods)
    assert survival.shape == (periods + 1,)
    assert retention.shape == (periods,)
    t = np.arange(periods + 1)
    assert survival == pytest.approx(np.exp(betaln(alpha, beta + t) - betaln(alpha, beta)), rel=1e-9)
    assert survival[1:] / survival[:-1] == pytest.approx(retention)
    assert (np.diff(retention) > 0).all()  # sorting: the rate climbs, nobody's own does
    assert ((retention > 0) & (retention < 1)).all()


@given(st.floats(1.5, 20), parameters)
def test_mean_lifetime_is_the_sum_of_survival(alpha, beta):
    # the tail beyond t is of order t^(1 - alpha); add it from the fitted power law to compare sums
    t = 200_000
    survival = sbg_survival(alpha, beta, t)
    tail = survival[-1] * (alpha + beta + t - 1) / (alpha - 1) - survival[-1]
    assert survival.sum() + tail == pytest.approx(sbg_mean_lifetime(alpha, beta), rel=1e-4)


@given(parameters, parameters, st.integers(3, 15))
@settings(deadline=None)
def test_fit_returns_the_curve_it_is_given(alpha, beta, periods):
    survival = sbg_survival(alpha, beta, periods)[1:]
    assume(survival[-1] > 1e-9)
    fitted = sbg_fit(survival)
    assert fitted == pytest.approx((alpha, beta), rel=1e-4)


@given(parameters, parameters, parameters, parameters)
def test_likelihood_is_the_one_of_losses_and_survivors(alpha, beta, other_alpha, other_beta):
    survival = sbg_survival(other_alpha, other_beta, 6)
    model = np.exp(betaln(alpha, beta + np.arange(7)) - betaln(alpha, beta))
    lost, modelled = -np.diff(survival), -np.diff(model)
    expected = (lost * np.log(modelled)).sum() + survival[-1] * np.log(model[-1])
    assert sbg_log_likelihood(alpha, beta, survival[1:]) == pytest.approx(expected, rel=1e-6)
    assert sbg_log_likelihood(alpha, beta, survival[1:], people=50) == pytest.approx(50 * expected, rel=1e-6)


@given(st.floats(0.4, 4), st.floats(0.4, 6), st.integers(0, 10**6))
@settings(max_examples=40, deadline=None, derandomize=True)
def test_fit_recovers_what_a_cohort_was_drawn_from(alpha, beta, seed):
    """100,000 people leave at their own drawn chance; the fit lies within 5 standard errors of the truth.

    The standard errors come from the expected information of stay-or-leave steps, so the bound is no guess.
    """
    people, periods = 100_000, 10
    rng = np.random.default_rng(seed)
    chance = np.clip(rng.beta(alpha, beta, people), 1e-12, 1)
    lifetime = rng.geometric(chance)
    survival = np.array([(lifetime > t).mean() for t in range(1, periods + 1)])
    assume(survival[-1] > 0)

    age = np.arange(periods)
    at_risk = people * sbg_survival(alpha, beta, periods)[:-1]
    total = alpha + beta + age
    slope = np.array([-(beta + age), np.full(periods, alpha)]) / total**2  # of r(t) by alpha and by beta
    rate = (beta + age) / total
    information = (slope * at_risk / (rate * (1 - rate))) @ slope.T
    errors = np.sqrt(np.diag(np.linalg.inv(information)))
    assert (np.abs(np.array(sbg_fit(survival)) - [alpha, beta]) < 5 * errors).all()


@pytest.mark.parametrize(
    ("survival", "words"),
    [
        ([63.1, 46.8], "fraction from 0 to 1"),
        ([0.6, 0.7], "rises in period 2"),
        ([0.6, 0.3, 0.0], "holds a 0"),
        ([0.6, np.nan], "missing or infinite"),
        ([0.6], "at least two periods"),
        ([], "one list of fractions"),
        (0.6, "one list of fractions"),
        ([1.0, 1.0, 1.0], "has left"),
        ([0.6, 0.6, 0.6], "after period 1"),
        (0.9 ** np.arange(1, 9), "one rate for everybody"),
        ([0.9, 0.7, 0.4, 0.1], "one rate for everybody"),
        ([1.0, 0.6, 0.4, 0.3], "leave it out"),
    ],
)
def test_curves_without_an_answer_are_refused(survival, words):
    with pytest.raises(InputError, match=words):
        sbg_fit(survival)


@pytest.mark.parametrize(("alpha", "beta", "periods"), [(0, 1, 5), (1, -1, 5), (1, 1, -1), (1, np.inf, 5), (1, 1, 2.5)])
def test_impossible_parameters_are_refused(alpha, beta, periods):
    with pytest.raises(InputError):
        sbg_survival(alpha, beta, periods)
