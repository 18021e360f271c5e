"""Expectation follows what was delivered, so an extra that comes every time stops being one."""

from typing import NamedTuple

import numpy as np

from customerbase import InputError
from customerbase.arguments import Together, checked
from metrics.checks import divide, fraction, numbers


class ExpectationPath(NamedTuple):
    """Before each occasion what was expected, one more at the end; surplus, one an occasion; sum of all surplus."""

    expectation: np.ndarray
    surplus: np.ndarray
    total: float


def expectation_path(delivered, start=0, pull=0.3):
    """What a customer expects on each occasion, and what they get above it, whatever is delivered.

    Formula: surplus_t = delivered_t - E_t; E_(t+1) = E_t + pull x surplus_t. Sources: Oliver 1980
    (disconfirmation); the updating rule is exponential smoothing, an assumption.
    delivered: money or points an occasion, shape (occasions,) or (occasions, ...); start: E_0; pull: the fraction
    of the gap that expectation closes each time, 0 (never learns) to 1 (expects the last time again).
    Returns `ExpectationPath`: expectation of shape (occasions + 1, ...), surplus (occasions, ...), total (...).
    No occasions: InputError. No denominator.
    """
    delivered, pull = numbers(delivered, "delivered"), fraction(pull, "pull")
    if delivered.ndim == 0 or len(delivered) == 0:
        raise InputError("delivered needs one number for each occasion, and at least one occasion.")
    before = numbers(start, "start") + 0 * (delivered[0] + pull)
    expectation = [before]
    for got in delivered:
        before = before + pull * (got - before)
        expectation.append(before)
    expectation = np.array(expectation)
    surplus = (delivered.T - expectation[:-1].T).T
    return ExpectationPath(expectation, surplus, surplus.sum(axis=0))


@checked
def total_surplus(start: Together, end: Together, pull: Together):
    """All surplus that any schedule can have added up to, from expectation alone: (E_end - E_start)/pull.

    It follows from E_(t+1) = E_t + pull x surplus_t by adding up, so only where expectation ends matters, not how
    delight was spread: a lasting surplus would take an expectation that rises for ever.
    start, end: expectation before the first and after the last occasion; pull: fraction. Numbers or arrays that
    broadcast. A pull of 0, where expectation never moves and every extra stays one: InputError.
    """
    gap = numbers(end, "end") - numbers(start, "start")
    return divide(gap, fraction(pull, "pull"), "At a pull of 0 expectation never moves, so it tells no surplus.")
