"""Sorting: a cohort of types, each with its own constant rate, whose joint rate climbs though nobody changes.

Source: Vaupel & Yashin 1985, "Heterogeneity's ruses". `shares` and `rates` have the types on their first axis, shape
(types,) or (types, ...) where the further axes are scenarios that broadcast; results have time on the first axis.
"""

import numpy as np

from customerbase import InputError
from metrics.checks import by_group, divide, fraction, whole


def mixture_survival(shares, rates, periods):
    """Fraction of the cohort left after 0..periods periods.

    Formula: S(t) = sum over types of share x rate^t. shares: fractions that sum to 1; rates: each type's retention a
    period. Returns S(0)..S(periods), shape (periods + 1, ...); times the cohort's size it is people. No denominator.
    """
    shares, rates = _types(shares, rates)
    time = np.arange(whole(periods, "periods") + 1).reshape(-1, *[1] * rates.ndim)
    return (shares * rates**time).sum(axis=1)


def mixture_retention(shares, rates, periods):
    """The cohort's retention rate in periods 1..periods: r(t) = S(t)/S(t-1).

    Arguments as in `mixture_survival`. Returns fractions r(1)..r(periods), shape (periods, ...); they never fall.
    Nobody left before the last period (S(t-1) = 0): InputError.
    """
    survival = mixture_survival(shares, rates, periods)
    return divide(survival[1:], survival[:-1], "Everybody has left before the last period; ask for fewer periods.")


def mixture_mean_lifetime(shares, rates):
    """Mean number of periods paid for, the first included, to the end of time: sum of share/(1 - rate).

    Equals the sum of S(t) over t >= 0. Arguments as in `mixture_survival`. Returns periods, the types' axis summed
    away. A type that never leaves (rate 1), even one of share 0: InputError.
    """
    shares, rates = _types(shares, rates)
    sentence = "A type with a rate of 1 never leaves, so the mean lifetime has no end."
    return divide(shares, 1 - rates, sentence).sum(axis=0)


def _types(shares, rates):
    sentence = "shares and rates need one number for each type of customer, as many of one as of the other."
    shares, rates = by_group(sentence, fraction(shares, "shares"), fraction(rates, "rates"))
    total = shares.sum(axis=0)
    if (np.abs(total - 1) > 1e-9).any():
        raise InputError(f"The shares of the types sum to {np.ravel(total)[0]:g}, but they must sum to 1.")
    return shares, rates


def type_survival(rates):
    """Fraction of each type left after 0..periods periods when each type's own rate may change from period to period.

    Formula: S(0) = 1, S(t) = S(t-1) x rate(t). rates: retention a period, fractions, shape (periods, types).
    Returns shape (periods + 1, types). The rival to sorting: people who really grow more loyal. No denominator.
    """
    rates = fraction(rates, "rates")
    return np.concatenate([np.ones((1, *rates.shape[1:])), np.cumprod(rates, axis=0)])
