"""How far a wrong number lies from the right one, in a few words: was the way wrong, or a detail?"""

import math

from widgets.panel.forms import Form

NEAR = 0.25  # further off than that, how far teaches nothing more than which way
SLIP = 0.02  # how exactly a number must be ten, a hundred ... times another to be called so
TIMES = (10, 100, 1_000, 1_000_000)  # wrong units, noughts left out


def how_far(form: Form, given: float, right: float) -> str:
    """"2 % too high", "less than a point too low", "100 times too large", "the right size with the other sign".

    Whole per cent (whole points for a rate), so that a near miss is told from a wrong way without handing the right
    number over. given, right: two numbers of that form that differ.
    """
    if min(given, right) < 0 < max(given, right):
        same = math.isclose(abs(given), abs(right), rel_tol=SLIP)
        return "the right size with the other sign" if same else "on the wrong side of 0"
    for times in TIMES:
        if right and math.isclose(given, right * times, rel_tol=SLIP):
            return f"{times:,} times too large"
        if given and math.isclose(given * times, right, rel_tol=SLIP):
            return f"{times:,} times too small"
    ways = ("too close to 0", "too far below 0") if max(given, right) < 0 else ("too high", "too low")
    return f"{_distance(form, abs(given - right), abs(right))} {ways[given < right]}".strip()


def _distance(form, gap, right):
    """By how much, where that is near enough to help; else ""."""
    if form.factor == 100:
        number = round(gap * 100)
        return "less than a point" if gap < 0.01 else f"about {number} point{'s' * (number > 1)}" if gap < 0.1 else ""
    share = gap / right if right else math.inf
    return "less than 1 %" if share < 0.01 else f"{share * 100:.0f} %" if share <= NEAR else ""
