"""Mix shift: how much of a change in the total rate is better rates, and how much is who was there."""

from typing import NamedTuple

import numpy as np

from metrics.checks import by_group, divide, fraction, not_negative


class MixShift(NamedTuple):
    """Total rate before and after; after - before = rate_effect + mix_effect, exactly. All fractions."""

    before: float
    after: float
    rate_effect: float
    mix_effect: float


def rate_and_mix(rates_before, rates_after, sizes_before, sizes_after):
    """Split the change of the total rate into a rate effect and a mix effect.

    Formula, with weights w = size/sum of sizes:
      rate effect = sum of (rate after - rate before) x average of the two weights
      mix effect  = sum of (weight after - weight before) x average of the two rates
    Averages leave no remainder and treat both periods alike. Source: Kitagawa 1955, "Components of a difference
    between two rates".
    rates: fractions; sizes: people or shares of each segment. Segments on the first axis, (segments,) or (segments,
    ...); further axes broadcast. Returns `MixShift`, each part with the segments' axis summed away.
    A period without any customers, or arrays of unequal numbers of segments: InputError. A segment that is empty in
    one period still needs a rate there: merge it with another first.
    """
    names = ("rates_before", "rates_after", "sizes_before", "sizes_after")
    given = (rates_before, rates_after, sizes_before, sizes_after)
    checks = (fraction, fraction, not_negative, not_negative)
    arrays = [check(value, name) for check, value, name in zip(checks, given, names, strict=True)]
    sentence = "Rates and sizes need one number for each segment, as many before as after."
    rate0, rate1, size0, size1 = by_group(sentence, *arrays)
    sentence = "One of the two periods has no customers at all, so its mix is undefined."
    weight0, weight1 = divide(size0, size0.sum(axis=0), sentence), divide(size1, size1.sum(axis=0), sentence)
    return MixShift(
        before=np.sum(weight0 * rate0, axis=0),
        after=np.sum(weight1 * rate1, axis=0),
        rate_effect=np.sum((rate1 - rate0) * (weight0 + weight1) / 2, axis=0),
        mix_effect=np.sum((weight1 - weight0) * (rate0 + rate1) / 2, axis=0),
    )
