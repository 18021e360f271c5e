"""What every estimate from a sample says: the number, and how far chance alone could have moved it."""

from typing import NamedTuple

import numpy as np
import pandas as pd

from customerbase import InputError

Z = 1.96  # standard errors to either side in a 95 % interval of a normal estimate


class Estimate(NamedTuple):
    """An estimate and its 95 % interval, in the unit of the measure; unpacks: `score, low, high = nps(scores)`."""

    score: float
    low: float
    high: float


def answers(scores, name="scores"):
    """The answers of one survey wave as floats, shape (answers,): whole numbers 0 to 10, those not given left out.

    scores: one number a person; None, NaN or <NA> where somebody did not answer. No answers at all, a number outside
    0 to 10 or between two whole ones, text, or several waves at once (people would count twice): InputError.
    """
    given = one_a_person(scores, name)
    given = given[~np.isnan(given)]
    wrong = (given < 0) | (given > 10) | (given != np.floor(given))
    if wrong.any():
        raise InputError(f"{name} holds {given[wrong][0]:g}, but an answer is a whole number from 0 to 10; leave it "
                         "empty (NaN) where somebody did not answer.")  # fmt: skip
    if len(given) == 0:
        raise InputError(f"{name} holds no answer, so there is nothing to average; wait until somebody has answered.")
    return given


def one_a_person(values, name):
    """`values` as floats, shape (people,), NaN where one is missing; refuses text, tables and single numbers."""
    try:
        if np.ndim(values) != 1:
            raise InputError(f"{name} must be one list with one number a person; its shape is {np.shape(values)}.")
        return pd.to_numeric(pd.Series(values)).to_numpy(dtype=float, na_value=np.nan)
    except InputError:
        raise
    except (TypeError, ValueError):
        raise InputError(f"{name} must be numbers, one a person, empty (NaN) where there is none.") from None


def unseen(n):
    """Largest share of a crowd that can differ when all `n` answers are alike: 1 - .025^(1/n), 97.5 % sure.

    Source: Clopper & Pearson 1934, at nought out of n. It gives a width to estimates whose formula would give none.
    """
    return 1 - 0.025 ** (1 / np.asarray(n, dtype=float))


def wilson(share, n, z=Z):
    """(low, high) of a share estimated from `n` independent yes-or-no answers, or from as much information as that.

    Source: Wilson 1927; it stays inside 0 to 1 and keeps its width at both ends. z: standard errors to either side.
    """
    middle = (share + z**2 / (2 * n)) / (1 + z**2 / n)
    half = z / (1 + z**2 / n) * np.sqrt(share * (1 - share) / n + z**2 / (4 * n**2))
    return float(max(middle - half, 0.0)), float(min(middle + half, 1.0))
