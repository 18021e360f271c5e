"""Who moved between value tiers from one period to another, in people and in money; every table adds up.

State 0 is being no customer (with contracts) or not buying (without), states 1, 2, ... are the tiers, lowest first.
Everyone is in one cell (from, to), and every cell, tier, group and total keeps the same account:
opening + new - lost + up - down = closing, where in money up and down are what those here in both periods pay more
and less, and in people of one tier they are those who move in and out of it.
"""

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from customerbase import CustomerBase, InputError
from customerbase.arguments import checked
from customerbase.errors import brief
from customerbase.sum_by import sum_by
from metrics.chance import by_chance, product_index
from metrics.checks import not_negative, paid
from metrics.flows import groups_of
from metrics.periods import holdings, span
from metrics.tiers import cuts, segments, shares

__all__ = ["Movement", "backwards", "between", "between_amounts", "by_chance", "by_tier", "cells", "cuts", "matrix",
           "people_in", "segments", "shares", "totals"]  # fmt: skip

USUAL_TIERS = shares(0.5, 0.4, 0.1)


@dataclass(frozen=True, eq=False)
class Movement:
    """Each customer's place and money in an earlier and a later period; arrays of shape (customers,), their order.

    states: names, states[0] for no customer; source, target: state in the earlier and the later period (-1: not yet or
    no longer known in either, so in no table); before, after: money (a month with contracts, else the period; 0 in
    state 0); joined_later: joined after the earlier period; comparable: could be a customer in both periods, which is
    what `chance.by_chance` asks of; group, groups: code and names of the column asked for; earlier, later: the
    `Span` of each, None for bare amounts; contract: whether the base has contracts.
    """

    customers: pd.DataFrame
    states: tuple
    source: np.ndarray
    target: np.ndarray
    before: np.ndarray
    after: np.ndarray
    joined_later: np.ndarray
    comparable: np.ndarray
    group: np.ndarray
    groups: pd.Index
    contract: bool
    earlier: object = None
    later: object = None


@checked
def between(base: CustomerBase, earlier, later, tiers=USUAL_TIERS, by: str | None = None):
    """The `Movement` of a CustomerBase from one period to a later one.

    earlier, later: periods as in `periods.span`, of equal length, that do not overlap; tiers: what `cuts`, `shares` or
    `segments` returns; by: a column of base.customers for tables by segment.
    Convention, with contracts: a customer is whoever has a contract in force at the end of the period, worth what they
    pay a month in it; a customer lost is a contract ended. Without: a customer is whoever bought in the period, worth
    all they paid in it; "lost" says that they did not buy, and a part of them will be back.
    A period still in progress is compared as far as it goes; `.later.note` says so. No denominator. Unknown period,
    column or tiers, unequal or overlapping periods, a customer who was paid back more than they paid: InputError.
    """
    spans = span(base, earlier), span(base, later)
    a, b = spans
    if a.months != b.months:
        raise InputError(f"{a.name} has {a.months} months and {b.name} {b.months}; compare periods of equal length.")
    if b.first < a.first + a.months:
        raise InputError(f"{b.name} does not come after {a.name}; give the earlier period first, without overlap.")
    (here_a, before), (here_b, after) = holdings(base, a), holdings(base, b)
    before, after = paid(before, a.name), paid(after, b.name)
    joined = base.customers["joined"].to_numpy()
    known_a, known_b = (joined <= base.months[s.last].to_numpy() for s in spans)
    old = joined < base.months[a.first].to_numpy()
    counted = here_a | here_b if base.has_contract else known_a | here_a | here_b
    return _movement(base.customers, tiers, by, before, after, (here_a, here_b), (known_a, known_b), counted,
                     joined_later=~known_a, comparable=old & here_a & here_b if base.has_contract else old,
                     contract=base.has_contract, earlier=a, later=b)  # fmt: skip


@checked
def between_amounts(before, after, tiers=USUAL_TIERS, customers=None, by=None, contract: bool = True):
    """The `Movement` between two lists of amounts, one number a customer in each; 0 where they were no customer.

    For what-if questions: 100 people who fall from 100 to 20 and 100 who rise from 5 to 20 are as many up as down and
    6,500 less money. customers: a table in the same order, needed for `by` and for `segments`; the rest as in
    `between`. Negative amounts or unequal lengths: InputError.
    """
    before, after = not_negative(before, "before"), not_negative(after, "after")
    if before.ndim != 1 or before.shape != after.shape:
        raise InputError("before and after must be two lists of the same length, one amount a customer in each.")
    if customers is None:
        customers = pd.DataFrame(index=range(len(before)))
    if len(customers) != len(before):
        raise InputError(f"There are {len(before)} amounts and {len(customers)} customers; give one amount a customer.")
    here = before > 0, after > 0
    everyone = np.ones(len(before), dtype=bool)
    return _movement(customers, tiers, by, before, after, here, (everyone, everyone),
                     here[0] | here[1] if contract else everyone, joined_later=~here[0] & contract,
                     comparable=here[0] & here[1] if contract else everyone, contract=contract)  # fmt: skip


@checked
def backwards(move: Movement):
    """The same `Movement` with time reversed: from the later period to the earlier. New and lost change places."""
    return replace(move, source=move.target, target=move.source, before=move.after, after=move.before,
                   joined_later=np.zeros_like(move.joined_later), earlier=move.later, later=move.earlier)  # fmt: skip


@checked
def cells(move: Movement):
    """One row a (group, from, to): the finest table, of which all others are sums.

    Columns, people: people, returned (new in the later period, but joined before the earlier one's end), increased,
    decreased, unchanged (those here in both periods, by what they pay). Money: opening_value, new_value,
    returned_value (part of new_value), lost_value, up_value and down_value (what those here in both pay more and
    less), closing_value; opening + new - lost + up - down = closing. float64; people are integers.
    """
    states, groups = len(move.states), len(move.groups)
    where = np.flatnonzero(move.source >= 0)
    source, target, before, after = (a[where] for a in (move.source, move.target, move.before, move.after))
    key = (move.group[where] * states + source) * states + target
    size = groups * states * states
    change = after - before
    both, new = (source > 0) & (target > 0), (source == 0) & (target > 0)
    returned = new & ~move.joined_later[where]
    lost = (source > 0) & (target == 0)
    table = {
        "people": np.bincount(key, minlength=size),
        "returned": np.bincount(key[returned], minlength=size),
        "increased": np.bincount(key[both & (change > 0)], minlength=size),
        "decreased": np.bincount(key[both & (change < 0)], minlength=size),
        "unchanged": np.bincount(key[both & (change == 0)], minlength=size),
    }
    money = {
        "opening_value": before,
        "new_value": after * new,
        "returned_value": after * returned,
        "lost_value": before * lost,
        "up_value": np.maximum(change, 0) * both,
        "down_value": np.maximum(-change, 0) * both,
        "closing_value": after,
    }
    table |= {name: sum_by(key, paid, size) for name, paid in money.items()}
    index = product_index(**{"group": move.groups, "from": move.states, "to": move.states})
    return pd.DataFrame(table, index=index)


@checked
def totals(move: Movement):
    """One row a group ("all" without `by`): who was new, lost, paid more, paid less, and the money of each.

    Columns, people: opening, new, returned (part of new), lost, increased, decreased, unchanged, closing;
    opening + new - lost = closing, opening - lost = increased + decreased + unchanged. Money: as in `cells`.
    """
    table = cells(move)
    people = _cube(move, table["people"])
    columns = {"opening": people[:, 1:].sum(axis=(1, 2)), "new": people[:, 0, 1:].sum(axis=1)}
    within = {name: _cube(move, table[name]).sum(axis=(1, 2)) for name in table.columns if name != "people"}
    columns |= {"returned": within.pop("returned"), "lost": people[:, 1:, 0].sum(axis=1)}
    columns |= {name: within.pop(name) for name in ("increased", "decreased", "unchanged")}
    return pd.DataFrame(columns | {"closing": people[:, :, 1:].sum(axis=(1, 2))} | within, index=move.groups)


@checked
def matrix(move: Movement, column: str = "people"):
    """Transition matrix: rows = state in the earlier period, columns = in the later, cells = a column of `cells`.

    Summed over groups. column: "people", "opening_value" (what they paid), "closing_value" (what they pay now), ...
    """
    table = cells(move)
    if column not in table.columns:
        raise InputError(f"column {brief(column)} is not known; choose one of {', '.join(table.columns)}.")
    square = _cube(move, table[column]).sum(axis=0)
    return pd.DataFrame(square, index=pd.Index(move.states, name="from"), columns=pd.Index(move.states, name="to"))


@checked
def by_tier(move: Movement):
    """One row a (group, tier): who came into and went out of each tier, and the drift of those who stayed in it.

    Columns, people: opening, new, lost, from_lower, from_higher, to_lower, to_higher, stayed, closing;
    opening + new - lost + from_lower + from_higher - to_lower - to_higher = closing. Money: the same names with
    `_value`; who comes in is counted at what they pay now, who goes out at what they paid; up_value, down_value:
    the drift, what those who stayed in the tier pay more and less; opening + new - lost + from - to + up - down =
    closing. stayed_value is what those who stayed paid before.
    """
    table = cells(move)
    people, paid, pays, up, down = (_cube(move, table[name]) for name in
                                    ("people", "opening_value", "closing_value", "up_value", "down_value"))  # fmt: skip
    lower = np.tri(len(move.states), k=-1, dtype=bool)  # cell (from, to) with to below from
    lower[:, 0] = False  # lost, not moved
    higher = ~np.tri(len(move.states), dtype=bool)
    higher[0] = False  # new, not moved

    def of(cube, axis, mask=True):
        return (cube * mask).sum(axis=axis)[:, 1:].ravel()

    def diagonal(cube):
        return np.diagonal(cube, axis1=1, axis2=2)[:, 1:].ravel()

    columns = {}
    for end, out, into in (("", people, people), ("_value", paid, pays)):
        columns |= {
            "opening" + end: of(out, 2),
            "new" + end: into[:, 0, 1:].ravel(),
            "lost" + end: out[:, 1:, 0].ravel(),
            "from_lower" + end: of(into, 1, higher),
            "from_higher" + end: of(into, 1, lower),
            "to_lower" + end: of(out, 2, lower),
            "to_higher" + end: of(out, 2, higher),
            "stayed" + end: diagonal(out),
        }
        if end:
            columns |= {"up_value": diagonal(up), "down_value": diagonal(down)}
        columns["closing" + end] = of(into, 1)
    index = product_index(group=move.groups, tier=move.states[1:])
    return pd.DataFrame(columns, index=index)


def people_in(move, source, target):
    """The customers who went from one state to another, the largest change of money first.

    source, target: names out of `move.states`. Returns their rows of the customers table with `before` and `after`,
    in money, added; empty where nobody did. An unknown state: InputError.
    """
    for state in (source, target):
        if state not in move.states:
            raise InputError(f"{brief(state)} is not a state of this movement; choose one of {', '.join(move.states)}.")
    rows = np.flatnonzero((move.source == move.states.index(source)) & (move.target == move.states.index(target)))
    rows = rows[np.argsort(-np.abs(move.after[rows] - move.before[rows]), kind="stable")]
    return move.customers.iloc[rows].assign(before=move.before[rows], after=move.after[rows])


def _movement(customers, tiers, by, before, after, here, known, counted, contract, **more):
    if not callable(tiers):
        raise InputError(f"tiers {brief(tiers)} are not tiers; take cuts(20, 100), shares(0.5, 0.4, 0.1) or "
                         "segments('segment').")  # fmt: skip
    before, after = before * here[0], after * here[1]
    (source, names), (target, _) = (
        tiers(money, present, known_then, customers)
        for money, present, known_then in zip((before, after), here, known, strict=True)
    )
    groups, group = groups_of(customers, by)
    states = ("no customer" if contract else "no purchase", *names)
    if len({*states, "all"}) <= len(states):
        raise InputError(f"Two tiers would be called alike among {', '.join(states)}, all; give them other names.")
    source, target = np.where(counted, source, -1), np.where(counted, target, -1)
    return Movement(customers, states, source, target, before, after, group=group, groups=groups, contract=contract,
                    **more)  # fmt: skip


def _cube(move, column):
    """A column of `cells` as an array (groups, from, to)."""
    return column.to_numpy().reshape(len(move.groups), len(move.states), len(move.states))
