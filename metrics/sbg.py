"""The shifted beta-geometric model (sBG): one cohort whose members leave at different, constant rates.

Everyone keeps the same chance of leaving all their life; those chances differ between people as a beta distribution
with parameters alpha and beta (mean alpha/(alpha + beta)). The cohort's retention rises because the fragile go first.
Source: Fader & Hardie 2007, "How to Project Customer Retention".
"""

import math

import numpy as np
from scipy.optimize import minimize

from customerbase import InputError
from customerbase.arguments import checked
from metrics.checks import fraction, not_negative, numbers, whole


def sbg_retention(alpha, beta, periods):
    """Retention rates of a cohort in periods 1..periods.

    Formula: r(t) = (beta + t - 1)/(alpha + beta + t - 1). alpha, beta: positive numbers.
    Returns fractions r(1)..r(periods), shape (periods,). The denominator is never zero.
    """
    alpha, beta = _parameters(alpha, beta)
    age = np.arange(whole(periods, "periods"))
    return (beta + age) / (alpha + beta + age)


def sbg_survival(alpha, beta, periods):
    """Fraction of a cohort still here at the end of periods 0..periods.

    Formula: S(t) = B(alpha, beta + t)/B(alpha, beta), the product of r(1)..r(t); S(0) = 1. alpha, beta: positive.
    Returns fractions S(0)..S(periods), shape (periods + 1,). The denominator is never zero.
    """
    return np.concatenate([[1.0], np.cumprod(sbg_retention(alpha, beta, periods))])


def sbg_mean_lifetime(alpha, beta):
    """Mean number of periods paid for, the first included, undiscounted: (alpha + beta - 1)/(alpha - 1).

    It is the sum of S(t) over t >= 0. For alpha <= 1 that sum has no end, and the answer is infinity (math.inf): some
    stay for so long that no average exists, so a horizon or a discount rate must be named. Returns periods.
    """
    alpha, beta = _parameters(alpha, beta)
    return (alpha + beta - 1) / (alpha - 1) if alpha > 1 else math.inf


@checked
def sbg_log_likelihood(alpha: float, beta: float, survival, people: float = 1):
    """Log-likelihood of what became of a cohort: losses in periods 1..T, and the survivors of T.

    Formula: people x [sum of (S(t-1) - S(t)) log P(leave in t) + S(T) log P(outlive T)]. survival: as in `sbg_fit`;
    people: size of the cohort (1,000 for a curve in tenths of a per cent). Returns a number, 0 or less.
    """
    lost, kept, age = _history(survival)
    alpha, beta, people = *_parameters(alpha, beta), float(not_negative(people, "people"))
    # A history is a chain of stay-or-leave steps, so leaving in t takes t - 1 times staying: the same likelihood.
    total = np.log(alpha + beta + age)
    return float(people * (lost * (np.log(alpha) - total) + kept * (np.log(beta + age) - total)).sum())


def sbg_fit(survival):
    """Maximum-likelihood (alpha, beta) of one cohort.

    survival: fractions of the cohort still here at the end of periods 1..T, without S(0) = 1; shape (T,), T at least
    2, each above 0 and at most 1, never rising. Returns two floats. They do not depend on the cohort's size.
    Refused with InputError: percentages, a rising curve, nobody lost, or a curve with no maximum: where retention does
    not rise with age (one rate fits everyone, so use that rate), or where nobody leaves after the first period.
    """
    lost, kept, age = _history(survival)
    if len(age) < 2:
        raise InputError("survival needs at least two periods: one rate cannot tell alpha from beta.")
    if lost.sum() == 0:
        raise InputError("Nobody in this survival curve has left, so there is nothing to fit; take a longer one.")
    if lost[1:].sum() == 0:
        raise InputError("Nobody in this survival curve leaves after period 1, so alpha and beta have no best value.")

    # Search over p = alpha/(alpha + beta), the mean chance of leaving, and u = 1/(alpha + beta + 1), how much people
    # differ: both lie between 0 and 1, and u = 0 is the case of no difference, where alpha and beta would be infinite.
    def minus_log_likelihood(x):
        p, u = x
        total, stay = 1 - u + u * age, (1 - p) * (1 - u) + u * age
        value = (lost * np.log(p * (1 - u) / total) + kept * np.log(stay / total)).sum()
        by_p = (lost / p - kept * (1 - u) / stay).sum()
        by_u = (kept * (age - 1 + p) / stay - lost / (1 - u) - (lost + kept) * (age - 1) / total).sum()
        return -value, np.array([-by_p, -by_u])

    edge = 1e-9
    start = [min(max(lost[0], 0.01), 0.99), 0.3]
    bounds = [(edge, 1 - edge), (0, 1 - edge)]
    best = minimize(minus_log_likelihood, start, jac=True, bounds=bounds, method="L-BFGS-B",
                    options={"ftol": 1e-15, "gtol": 1e-11, "maxiter": 1000})
    p, u = best.x
    if u < 1e-6:
        raise InputError(
            "Retention does not rise with age in this survival curve, so one rate for everybody fits best and alpha "
            "and beta have no end (is S(0) = 1 among the values? leave it out)."
        )
    people_parameter = 1 / u - 1  # alpha + beta
    return float(p * people_parameter), float((1 - p) * people_parameter)


def _parameters(alpha, beta):
    alpha, beta = numbers(alpha, "alpha"), numbers(beta, "beta")
    if alpha.ndim or beta.ndim or alpha <= 0 or beta <= 0:
        raise InputError("alpha and beta must each be one number above 0.")
    return float(alpha), float(beta)


def _history(survival):
    """(lost in each period, kept in each period, age at its start), all as fractions of the cohort."""
    kept = fraction(survival, "survival")
    if kept.ndim != 1 or len(kept) == 0:
        raise InputError("survival must be one list of fractions S(1), S(2), ..., without S(0).")
    if (kept == 0).any():
        raise InputError("survival holds a 0; it must stay above 0, so leave out the periods after the last survivor.")
    lost = -np.diff(kept, prepend=1.0)
    if (lost < 0).any():
        period = int(np.argmax(lost < 0)) + 1
        raise InputError(f"survival rises in period {period}, but a closed cohort can only shrink.")
    return lost, kept, np.arange(len(kept))
