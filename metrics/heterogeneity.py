"""How much customers differ: many own rates pooled into a few groups, stretched, and cut into fifths.

A cohort is described by `shares` (fractions of it that sum to 1) and `rates` (each group's own retention a period).
"""

import numpy as np
from scipy.optimize import brentq
from scipy.special import expit, logit

from customerbase import InputError
from customerbase.arguments import checked
from metrics.checks import by_group, fraction, whole


def pooled_rates(rates, groups=500):
    """Many customers' own rates as at most `groups` groups of (nearly) equal size, the most loyal first.

    Each group stands for its members' mean rate, so the mean over everybody is exact; how much customers differ within
    a group is lost, which for 500 groups moves a cohort's later rates by less than a tenth of a point.
    rates: fractions, one a customer; groups: a whole number of at least 1. Returns (shares, rates), each of shape
    (groups,), or (customers,) when there are fewer. No customers: InputError.
    """
    rates = np.sort(np.ravel(fraction(rates, "rates")))[::-1]
    if len(rates) == 0:
        raise InputError("There are no customers, so there are no rates to pool.")
    edges = np.linspace(0, len(rates), min(whole(groups, "groups", least=1), len(rates)) + 1).round().astype(int)
    size = np.diff(edges)
    return size / len(rates), np.add.reduceat(rates, edges[:-1]) / size


@checked
def stretched_rates(shares, rates, factor: float, mean: float):
    """The same customers, `factor` times as different from each other, with their mean rate held at `mean`.

    Formula: log odds of the new rate = a + factor x log odds of the old, with the one a for which the sum of share x
    rate is `mean`. So no rate leaves 0 to 1 and nobody overtakes anybody; factor 0 makes all alike, and factor 1 with
    the old mean changes nothing. shares, rates: shape (groups,); rates of exactly 0 or 1 count as one in 10^12 away.
    factor: 0 or more; mean: a fraction, not 0 or 1. Returns rates, shape (groups,). Anything else: InputError.
    """
    sentence = "shares and rates need one number for each group, as many of one as of the other."
    shares, rates = by_group(sentence, fraction(shares, "shares"), fraction(rates, "rates"))
    if shares.ndim > 1:
        raise InputError(sentence)
    if not 0 < mean < 1:
        raise InputError(f"mean is {mean:g}, but it must lie between 0 and 1, both left out.")
    if not 0 <= factor < np.inf:
        raise InputError(f"factor is {factor:g}, but it must be 0 or more.")
    odds = factor * logit(np.clip(rates, 1e-12, 1 - 1e-12))
    low, high = logit(mean) - odds.max(), logit(mean) - odds.min()  # with these nobody lies above, or below, the mean
    if high - low < 1e-12:
        return np.full(len(rates), float(mean))
    return expit(odds + brentq(lambda a: shares @ expit(odds + a) - mean, low - 1e-9, high + 1e-9, xtol=1e-13))


def equal_parts(shares, parts=5):
    """How much of each group lies in each of `parts` equal parts of the cohort: fifths, from the first group on.

    A group on a border is split. shares: fractions that sum to 1, shape (groups,). Returns shape (parts, groups): rows
    sum to 1/parts, columns to the shares; `parts` x row @ values is the part's mean. No denominator.
    """
    shares = fraction(shares, "shares")
    if shares.ndim != 1 or not len(shares):
        raise InputError("shares must be one list, with the share of at least one group.")
    upper = np.cumsum(shares)
    lower = np.concatenate([[0.0], upper[:-1]])
    edges = np.linspace(0, upper[-1], whole(parts, "parts", least=1) + 1)
    overlap = np.minimum(upper, edges[1:, None]) - np.maximum(lower, edges[:-1, None])
    return np.maximum(overlap, 0)
