"""How many people a comparison needs: hold-outs sized for a difference of two shares, or of two means.

Everywhere two-sided at 5 %, two independent random groups; power is the chance of a significant difference when the
difference is real. A programme's effect can be read from a hold-out drawn at random, and from no other comparison.
"""

import math
from typing import NamedTuple

from scipy.optimize import brentq
from scipy.special import nctdtr, ndtri, stdtrit  # scipy.stats has the same, and takes a second to import

from customerbase import InputError
from customerbase.arguments import checked
from metrics.checks import fraction, numbers
from metrics.estimates import Z


class HoldOut(NamedTuple):
    """People to keep out of the programme, and people to put into it."""

    held_out: int
    treated: int


@checked
def hold_out_for_shares(without: float, with_programme: float, power: float = 0.8, held_out: float = 0.5):
    """People needed to see that a share (of people who stay, say) differs with and without a programme.

    Formula, N people, h of them held out, z the normal quantile of `power`, p = h p0 + (1 - h) p1:
    N = [1.96 sqrt(p(1-p)/(h(1-h))) + z sqrt(p0(1-p0)/h + p1(1-p1)/(1-h))]^2/(p1 - p0)^2.
    Source: Fleiss, Tytun & Ury 1980, without continuity correction (R's power.prop.test at h = 1/2). Fewest at one
    half; a tenth held out needs nearly three times as many in all. A normal approximation: in either group expect
    five people or more of the rarer kind.
    without, with_programme: shares p0 and p1, fractions that differ; held_out: fraction h, between 0 and 1.
    Returns `HoldOut`, two ints. Equal shares, which no number of people can tell apart: InputError.
    """
    p0, p1 = (float(fraction(p, name)) for p, name in ((without, "without"), (with_programme, "with_programme")))
    if p0 == p1:
        raise InputError("Both shares are the same, and no number of people shows a difference that is not there.")
    z, h = z_of_power(power), _held_out(held_out)
    p = h * p0 + (1 - h) * p1
    spread = Z * math.sqrt(p * (1 - p) / (h * (1 - h))) + z * math.sqrt(p0 * (1 - p0) / h + p1 * (1 - p1) / (1 - h))
    people = (spread / (p1 - p0)) ** 2
    return HoldOut(rounded_up(h * people), rounded_up((1 - h) * people))


@checked
def hold_out_for_means(difference: float, sd: float, power: float = 0.8, held_out: float = 0.5):
    """People needed to see that a mean (contribution a customer, say) differs by `difference`.

    Formula: the smallest N at which Student's two-sample t-test, equal variances, reaches `power`, by the noncentral t
    distribution with N - 2 degrees of freedom and noncentrality difference/sd x sqrt(N h(1-h)) (R's power.t.test at
    h = 1/2). Money is skewed: with a heavy tail take more, or compare shares.
    difference: any number but 0; sd: standard deviation between customers, more than 0, in the same unit; held_out:
    fraction h, between 0 and 1. Returns `HoldOut`, two ints. A difference of 0: InputError.
    """
    difference, sd = abs(float(numbers(difference, "difference"))), float(numbers(sd, "sd"))
    if difference == 0:
        raise InputError("The difference is 0, and no number of people shows a difference that is not there.")
    if sd <= 0:
        raise InputError(f"sd is {sd:g}, but it must be more than 0: customers who are all alike need no sample.")
    z, h = z_of_power(power), _held_out(held_out)

    def short_of(people):
        freedom, noncentrality = people - 2, difference / sd * math.sqrt(people * h * (1 - h))
        return 1 - nctdtr(freedom, noncentrality, stdtrit(freedom, 0.975)) - power

    normal = ((Z + z) * sd / difference) ** 2 / (h * (1 - h))  # what known variances would need: a little too few
    fewest = 4  # two in each group
    people = brentq(short_of, fewest, normal + 20, xtol=1e-6) if short_of(fewest) < 0 else fewest
    return HoldOut(rounded_up(h * people), rounded_up((1 - h) * people))


def z_of_power(power):
    """Normal quantile of `power`; refuses a power below one half or of 1, which no sample reaches."""
    power = float(numbers(power, "power"))
    if not 0.5 <= power < 1:
        raise InputError(f"power is {power:g}, but it must be at least 0.5 and less than 1 (80 % is 0.8).")
    return float(ndtri(power))


def rounded_up(people):
    """The next whole number of people, at least 2, after taking off one part in ten thousand: 3,830.3 is 3,830.

    What goes in (shares, a spread) is known far less exactly than that, and so is the normal approximation.
    """
    return max(math.ceil(people * (1 - 1e-4)), 2)


def _held_out(held_out):
    h = float(numbers(held_out, "held_out"))
    if not 0 < h < 1:
        raise InputError(f"held_out is {h:g}, but it must lie between 0 and 1, both left out: both groups need people.")
    return h
