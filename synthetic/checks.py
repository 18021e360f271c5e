"""What the makers of draws and bases accept, and the sentences with which they refuse anything else."""

from numbers import Integral

import numpy as np

from customerbase import InputError
from customerbase.errors import brief
from synthetic.companies import COMPANIES

MOST_CUSTOMERS = 5_000_000
MOST_MONTHS = 600


def check_company(company):
    """The levels of a company by its key; InputError naming the keys."""
    if not isinstance(company, str) or company not in COMPANIES:
        raise InputError(f"company must be one of {', '.join(map(repr, COMPANIES))}, not {brief(company)}.")
    return COMPANIES[company]


def check_whole(name, value, least, most=None):
    """value as an int if it is a whole number from least to most (no upper bound if most is None)."""
    whole = isinstance(value, Integral) and not isinstance(value, bool | np.bool_)
    if not whole or value < least or (most is not None and value > most):
        allowed = f"from {least:,} to {most:,}" if most is not None else f"from {least:,} upwards"
        raise InputError(f"{name} must be a whole number {allowed}, not {brief(value)}.")
    return int(value)
