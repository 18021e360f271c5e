"""Amounts summed by place: what `numpy.bincount` does, but money is money also where nobody is."""

import numpy as np


def sum_by(place, amounts, size: int) -> np.ndarray:
    """Sums of the amounts at each place, float64; with amounts None how many there are, whole numbers.

    place: whole numbers from 0; amounts: as many numbers, of one unit, which is the unit of the sums. The result has
    `size` entries, or as many as the largest place needs. Of nobody `numpy.bincount` gives whole numbers whatever it is
    asked to weigh, and what is added to them or divided in place fails later.
    """
    found = np.bincount(place, weights=amounts, minlength=size)
    return found if amounts is None else found.astype(np.float64, copy=False)
