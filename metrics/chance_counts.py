"""What chance alone would show, from a table of counts: `chance.by_chance` for people, cheap enough for a slider."""

from typing import NamedTuple

import numpy as np

from metrics.chance import WIDTH
from metrics.checks import not_negative


class Chance(NamedTuple):
    """Customers who did something, those whom chance alone would show doing it, the excess, and its 95 % interval."""

    observed: float
    by_chance: float
    excess: float
    low: float
    high: float


def chance_in_counts(counts, flow):
    """What `chance.by_chance` says about people, summed over tiers, from the comparable customers' counts alone.

    counts: customers, shape (states, states), row = state in the earlier period, column = in the later one, lowest
    state first; flow: booleans of the same shape, True for the steps asked about, such as a step down.
    Formula: sum over states i of opening_i x (steps of `flow` that the customers of i in the *later* period took,
    looking back) / closing_i; interval by the delta method over customers. How to read the excess: see
    `chance.by_chance`, which gives the same numbers. A state that somebody opened in and nobody closes in makes
    by_chance, excess and interval NaN; no customers at all: zeros. Counts below zero or no square: InputError.
    """
    counts, flow = not_negative(counts, "counts"), np.asarray(flow, dtype=bool)
    opening, closing = counts.sum(axis=1), counts.sum(axis=0)
    observed, reverse = (counts * flow).sum(), (counts.T * flow).sum(axis=1)
    empty = np.where((opening > 0) & flow.any(axis=1), np.nan, 0.0)
    rate = np.divide(reverse, closing, out=empty.copy(), where=closing > 0)
    scale = np.divide(opening, closing, out=empty, where=closing > 0)
    expected = (opening * rate).sum()
    # what one customer of each cell adds to the excess: the own step, less the reversed one scaled to the opening
    added = (flow - rate[:, None]) - (scale * (flow - rate[:, None]).T)
    half = WIDTH * np.sqrt((counts * added**2).sum())
    excess = observed - expected
    return Chance(*map(float, (observed, expected, excess, excess - half, excess + half)))
