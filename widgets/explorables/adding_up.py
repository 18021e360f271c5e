"""Differences in percentage points whose printed parts add up to their printed total."""

from widgets.panel.forms import points


def tenths(total, *parts):
    """A difference of rates and its parts, each in tenths of a point; the last part takes what rounding leaves over.

    total = sum of parts. Returns whole tenths as rates (0.012 is 1.2 points), the total first.
    """
    total, *parts = (round(value * 1000) for value in (total, *parts))
    return tuple(value / 1000 for value in (total, *parts[:-1], total - sum(parts[:-1])))


def moved(difference):
    """A difference of rates: +2.1 points, or 0 points, without a sign, where it rounds to nothing."""
    return points(difference) if round(difference * 1000) else "0 points"
