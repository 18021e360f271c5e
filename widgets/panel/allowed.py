"""What may be set on a dial, a box or a choice, from a browser or from code: the rest is refused in one sentence."""

import math

import traitlets as t

from customerbase import InputError
from customerbase.errors import shown


class Checked(t.CFloat):
    """A number that its widget allows, wherever it comes from: `widget.allows(value)` gives it back or refuses it.

    Without this, a value set from code reaches the model: 10**12 customers fill the memory, and a NaN, which equals
    nothing, is passed between box and slider for ever.
    """

    def validate(self, obj, value):
        return obj.allows(value)


class Chosen(t.Any):
    """One of its widget's options, checked in the same way."""

    allow_none = False  # else traitlets lets it through unasked

    def validate(self, obj, value):
        return obj.allows(value)


def inside(value: float, name: str, low: float = -math.inf, high: float = math.inf) -> float:
    """A finite number from low to high; InputError, with its name, for anything else."""
    try:
        number = math.nan if isinstance(value, str | bytes | bool) else float(value)
    except (TypeError, ValueError, OverflowError):
        number = math.nan
    span = f"from {low:,g} to {high:,g}" if math.isfinite(low) and math.isfinite(high) else "that is finite"
    if not math.isfinite(number):
        raise InputError(f"{name}: {shown(value)} is no number that can be used; give one {span}.")
    slack = 1e-9 * max([1, *(abs(end) for end in (low, high) if math.isfinite(end))])  # of rounding, on the way here
    if not low - slack <= number <= high + slack:
        raise InputError(f"{name}: {number:,g} lies outside; give a number {span}.")
    return min(max(number, low), high)
