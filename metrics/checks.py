"""Checks on arguments that every metric shares: each refusal is one sentence that says what is allowed."""

import operator

import numpy as np
import pandas as pd

from customerbase import InputError
from customerbase.errors import brief


def numbers(value, name):
    """`value` as a float array of any shape; refuses text, missing and infinite numbers."""
    try:
        array = np.asarray(value, dtype=float)
    except (TypeError, ValueError):
        raise InputError(f"{name} must be a number or an array of numbers, not {brief(value)}.") from None
    if not np.isfinite(array).all():
        raise InputError(f"{name} has a missing or infinite number; give finite numbers only.")
    return array


def not_negative(value, name):
    """`value` as a float array with no number below 0."""
    array = numbers(value, name)
    if (array < 0).any():
        raise InputError(f"{name} is {array.min():g}, but it must be 0 or more.")
    return array


def paid(revenue, period):
    """Customers' revenue of a base in a period, named as a person reads it; refuses revenue below 0."""
    if len(revenue) and revenue.min() < 0:
        raise InputError(f"A customer’s revenue in {period} is {revenue.min():,.2f}, below 0: refunds outweigh what "
                         "was paid. Set returns off against their orders.")
    return revenue


def fraction(value, name):
    """`value` as a float array of fractions from 0 to 1, so that 95 % is 0.95."""
    array = numbers(value, name)
    if (array < 0).any() or (array > 1).any():
        wrong = array.min() if (array < 0).any() else array.max()
        raise InputError(f"{name} is {wrong:g}, but it must be a fraction from 0 to 1 (95 % is 0.95).")
    return array


def whole(value, name, least=0):
    """`value` as a whole number of at least `least`."""
    try:
        number = operator.index(value)
    except TypeError:
        raise InputError(f"{name} must be a whole number of at least {least}, not {brief(value)}.") from None
    if number < least:
        raise InputError(f"{name} is {number}, but it must be a whole number of at least {least}.")
    return number


def several(values, name):
    """The values of a list, tuple, array or index, as a list."""
    if not isinstance(values, list | tuple | np.ndarray | pd.Index | pd.Series):
        raise InputError(f"{name} must be a list, not {type(values).__name__}.")
    return list(values)


def within(part, total, sentence):
    """`part`, cut at `total`; refuses with `sentence` when it is larger by more than a rounding error (1 in 10^9)."""
    if (part > total * (1 + 1e-9)).any():
        raise InputError(sentence)
    return np.minimum(part, total)


def by_group(sentence, *arrays):
    """Arrays of shape (groups, ...), broadcast with their first axes in line; `sentence` refuses unequal groups.

    NumPy lines up last axes: two shares would meet the two scenarios instead of the two types. So axes are added at
    the end, not in front.
    """
    if any(a.ndim == 0 for a in arrays) or len({len(a) for a in arrays}) > 1:
        raise InputError(sentence)
    axes = max(a.ndim for a in arrays)
    return np.broadcast_arrays(*(a.reshape(a.shape + (1,) * (axes - a.ndim)) for a in arrays))


def divide(top, bottom, sentence):
    """`top` / `bottom`; refuses with `sentence` when any of `bottom` is zero, so that nothing turns into NaN."""
    if np.any(bottom == 0):
        raise InputError(sentence)
    return top / bottom
