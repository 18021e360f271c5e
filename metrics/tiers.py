"""Value tiers: customers sorted by what they pay, by fixed amounts, by rank, or by the company's own segments.

`cuts`, `shares` and `segments` each return a function place(money, here, known, customers) that gives every
customer's tier, 1 for the lowest, 0 for whoever is not here, and the tiers' names. money: float64; here, known:
booleans, known for whoever has been a customer by then; customers: the table; all in its order.
"""

import numpy as np

from customerbase import InputError
from customerbase.errors import brief
from metrics.checks import fraction, numbers
from metrics.flows import groups_of


def cuts(*amounts, names=None):
    """Tiers between fixed amounts: cuts(20, 100) makes "under 20", "20 to 100" and "100 or more".

    amounts: money in rising order, in the unit of the movement (a month with contracts, else the period); a customer
    who pays exactly an amount is in the upper tier. names: one more than amounts, lowest first. Fixed cuts stay when
    everybody spends more, so they suit the question whether customers changed. Other amounts or names: InputError.
    """
    edges = numbers(amounts, "cuts")
    if edges.ndim != 1 or len(edges) == 0 or (np.diff(edges) <= 0).any():
        raise InputError("cuts needs one or more amounts in rising order, such as cuts(20, 100).")
    text = [f"{edge:,g}" if edge < 1e6 else f"{edge:,.0f}" for edge in edges]
    between = [f"{low} to {high}" for low, high in zip(text[:-1], text[1:], strict=True)]
    names = _names(names, [f"under {text[0]}", *between, f"{text[-1]} or more"])

    def place(money, here, known, customers):
        tier = np.ones(len(money), dtype=np.intp)  # a comparison an edge: several times faster than a search
        for edge in edges:
            tier += money >= edge
        return tier * here, names

    return place


def shares(*parts, of="present", names=None):
    """Tiers by rank within each period: shares(0.5, 0.4, 0.1) makes the lower half, the next 40 %, the top tenth.

    parts: fractions from the lowest tier to the top, summing to 1. of: "present", shares of those who are customers
    in the period; "known", shares of everyone who ever was by its end, so that without contracts the top tenth holds
    more of those who bought (the lower tiers then hold what is left of them). Sizes are rounded to people; of equal
    spenders the one earlier in the customers table ranks higher. Every period has its own ranking: a tier is a place
    in it, so that newcomers move everybody, and each tier's size changes with the base only. Other parts: InputError.
    """
    parts = fraction(parts, "shares")
    if parts.ndim != 1 or len(parts) < 2 or abs(parts.sum() - 1) > 1e-9:
        raise InputError("shares needs two or more fractions that add up to 1, such as shares(0.5, 0.4, 0.1).")
    if of not in ("present", "known"):
        raise InputError(f"of is {brief(of)}, but shares are of 'present' or 'known' customers.")
    percent = [f"{100 * part:.3g} %" for part in parts]
    middle = [f"next {p}" for p in percent[1:-1]]
    if len(set(middle)) < len(middle):  # fifths: say where they lie
        edges = [f"{100 * edge:.3g}" for edge in np.cumsum(parts)]
        middle = [f"{low} to {high} %" for low, high in zip(edges[:-2], edges[1:-1], strict=True)]
    names = _names(names, [f"lower {percent[0]}", *middle, f"top {percent[-1]}"])
    above = np.cumsum(parts[:0:-1])[::-1]  # the share in this tier and the ones over it, for all but the lowest

    def place(money, here, known, customers):
        base = np.count_nonzero(here if of == "present" else known)
        tier = here.astype(np.intp)
        for share in above:
            tier[_top(money, here, int(share * base + 0.5 + 1e-9))] += 1
        return tier, names

    return place


def segments(column):
    """The company's own segments as tiers: a column of base.customers, lowest first (a categorical's own order).

    One label a customer holds for both periods, so nobody moves between these tiers: what is seen is who came, who
    left, and drift within each. Customers without a label are in a tier "(missing)". Unknown column: InputError.
    """

    def place(money, here, known, customers):
        labels, codes = groups_of(customers, column)
        return (codes + 1) * here, tuple(map(str, labels))

    return place


def _top(money, here, count):
    """Rows of the `count` customers who are here and pay most; of equals the earlier rows."""
    rows = np.flatnonzero(here)
    if count >= len(rows):
        return rows
    if count == 0:
        return rows[:0]
    paid = money[rows]
    edge = np.partition(paid, len(paid) - count)[len(paid) - count]
    more = paid > edge
    equal = np.flatnonzero(paid == edge)[: count - np.count_nonzero(more)]
    more[equal] = True
    return rows[more]


def _names(given, usual):
    names = tuple(usual if given is None else map(str, given))
    if len(names) != len(usual) or len(set(names)) != len(names):
        raise InputError(f"names must be {len(usual)} different names, one a tier, lowest first.")
    return names
