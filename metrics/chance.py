"""What chance alone would show in a movement between value tiers: the same table with time reversed.

Whoever is at the top of a noisy period got there partly by luck, so the best fall and the worst rise though nobody
changed. Under no change a period and the one before it could change places: those at the top *now* must have come
from below as often as those at the top *then* went there. So the table run backwards shows what chance does.
"""

import numpy as np
import pandas as pd

from customerbase import InputError
from customerbase.errors import brief
from customerbase.sum_by import sum_by

WIDTH = 1.959964  # standard errors each side: 95 %
FLOWS = {
    "tiers": ("lost", "to lower", "same", "to higher"),
    "spending": ("lost", "decreased", "unchanged", "increased"),
}


def by_chance(move, of="people", flows="tiers"):
    """What each earlier tier did, what it would have done by chance alone, and the excess of the one over the other.

    move: a `movement.Movement`; of: "people", or "value", the change of money (after less before) of those people;
    flows: "tiers" (lost, to lower, same, to higher) or "spending" (lost, decreased, unchanged, increased).
    Returns a DataFrame, one row a (group, tier, flow), tier "all" their sum; for value also the flow "all". Columns:
    opening (people or money of the tier, comparable customers), observed, by_chance, excess = observed - by_chance,
    and low, high, the ends of its 95 % interval; divide by opening for shares.

    Formula, conditional on the earlier period: by_chance(i, flow) = opening(i) x (what the customers of tier i in the
    *later* period did, looking from the later to the earlier) / (opening of tier i, so read). For customers who bought
    nothing in the earlier period, who have no money to divide by, opening is heads.
    Interval: analytic (delta method over customers, normal, so not for a handful of people), the tiers' cuts taken as
    given. That is right for fixed cuts: 95 in 100 intervals hold the zero of a base without change. Cuts read off the
    data, as by `shares`, are estimates themselves: simulated, 87 to 100 in 100 do, by the row.

    Convention for new and lost. Only customers who could be in both periods are compared: joined before the earlier
    period began; with contracts also in force at the end of both. Newcomers cannot have been lost by luck backwards,
    and a contract ends by a decision, not by noise: with contracts "lost" is no row here and counts in full. Without,
    "lost" means did not buy, which chance does all the time; "to higher" out of "no purchase" are those who came back.
    How to read it. No change gives an excess of zero. Customers gone for good are in it once; more or less spending
    shows in both directions of time with opposite signs and is in it up to twice. So what really changed is between
    half of the excess and all of it.
    Source: conditional trend analysis, Goodhardt & Ehrenberg 1967, which predicts the later period by a model; the
    reversed table needs none. by_chance is NaN where somebody opened in a tier that nobody (or no money) is in later.
    No comparable customers (nobody joined before the earlier period), or an unknown word: InputError.
    """
    if of not in ("people", "value") or flows not in FLOWS:
        raise InputError(f"of must be people or value and flows tiers or spending, not {brief(of)} and {brief(flows)}.")
    if not move.comparable.any():
        raise InputError("Nobody had joined before the earlier period began, so chance cannot be told from change; "
                         "take a later pair of periods.")  # fmt: skip
    source, target, before, after, group = (
        array[move.comparable] for array in (move.source, move.target, move.before, move.after, move.group)
    )
    states, groups = len(move.states), len(move.groups)
    forwards, back = group * states + source, group * states + target
    names = FLOWS[flows]
    went, came = _flow(flows, source, target, before, after), _flow(flows, target, source, after, before)
    if of == "people":
        change, undone = np.ones(len(source)), np.ones(len(source))
        weight, weight_back = change, undone
    else:
        change, undone = after - before, before - after
        weight, weight_back = np.where(source > 0, before, 1), np.where(target > 0, after, 1)
        names = (*names, "all")

    size = groups * states
    opening = sum_by(forwards, weight, size)
    closing = sum_by(back, weight_back, size)
    scale, same = _ratio(opening, closing), forwards == back
    columns = {}
    for number, name in enumerate(names):
        if name == "lost" and move.contract:
            continue
        x = change * ((went == number) | (name == "all"))
        y = undone * ((came == number) | (name == "all"))
        observed = sum_by(forwards, x, size)
        reverse = sum_by(back, y, size)
        # What each customer adds to the excess (its influence): their own step less what their tier did on average
        # backwards, and the same of their reversed step, scaled to the opening. The variance is the sum of squares.
        rate = _ratio(reverse, closing)
        u = x - rate[forwards] * weight
        v = scale[back] * (y - rate[back] * weight_back)
        variance = (sum_by(forwards, u * u, size) + sum_by(back, v * v, size)
                    - 2 * sum_by(forwards[same], (u * v)[same], size))  # fmt: skip
        whole = sum_by(group, (u - v) ** 2, groups)
        columns[name] = [_with_all(part, groups) for part in (observed, scale * reverse)]
        columns[name].append(_with_all(variance, groups, whole))
    shown = sum_by(forwards, before, size) if of == "value" else opening
    return _table(move, columns, _with_all(shown, groups))


def product_index(**levels):
    """Every combination of the levels, in their own order, so that a part of it can be looked up without a sort."""
    codes = np.indices([len(level) for level in levels.values()]).reshape(len(levels), -1)
    return pd.MultiIndex(list(levels.values()), codes, names=list(levels))


def _flow(flows, source, target, before, after):
    """Position in FLOWS of what each customer did between two periods."""
    step = np.sign(target - source) if flows == "tiers" else np.sign(after - before).astype(int)
    return np.where((source > 0) & (target == 0), 0, 2 + step)


def _ratio(top, bottom):
    """top/bottom; 0 where both are zero, NaN where only the bottom is."""
    return np.divide(top, bottom, out=np.where(top == 0, 0.0, np.nan), where=bottom != 0)


def _with_all(part, groups, whole=None):
    """(groups, tiers + 1): the tiers of each group and after them their sum, or what is given for it."""
    part = part.reshape(groups, -1)
    whole = part.sum(axis=1) if whole is None else whole
    return np.column_stack([part, whole])


def _table(move, columns, opening):
    """The rows of all groups, tiers and flows; columns: flow -> [observed, by chance, variance], (groups, tiers)."""
    index = product_index(group=move.groups, tier=(*move.states, "all"), flow=list(columns))
    observed, chance, variance = (np.stack(parts, axis=-1).ravel() for parts in zip(*columns.values(), strict=True))
    half = WIDTH * np.sqrt(np.maximum(variance, 0))
    excess = observed - chance
    table = pd.DataFrame({"opening": np.repeat(opening.ravel(), len(columns)), "observed": observed,
                          "by_chance": chance, "excess": excess, "low": excess - half, "high": excess + half},
                         index=index)  # fmt: skip
    # With contracts nobody who is compared was no customer.
    return table.drop(index=move.states[0], level="tier") if move.contract else table
