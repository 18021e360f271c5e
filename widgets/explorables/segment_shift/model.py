"""Who moved between value tiers from one period to another: counts and money of sixteen cells, quick at every dial.

The tables are those of `metrics.movement` with `cuts` as tiers; a test holds every cell to it. What takes time there,
a base's two periods, is prepared once for each pair; what a slider moves is compared and counted here.
"""

from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
import pandas as pd

from customerbase import CustomerBase, InputError
from customerbase.sum_by import sum_by
from metrics.chance_counts import Chance, chance_in_counts
from metrics.periods import Span, holdings, span

TIERS = ("not here", "lower", "middle", "top")
STATES = len(TIERS)
DOWN = np.tri(STATES, k=-1, dtype=bool)  # cell (from, to) with to below from; not here is lowest
FELL = DOWN.copy()
FELL[:, 0] = False  # lost, not fallen


@dataclass(frozen=True)
class ShiftInputs:
    """down: share of the top tier that falls to `fall_to` of what they pay; up: share of the middle that rises to
    `rise_to` of it; top, lower: where the tiers are cut, in money; pair: number of the later period, the first is 1;
    gap: how many periods the earlier one lies before it; back: time runs backwards; friends: how many each customer of
    the earlier period brings in a year.
    """

    down: float
    up: float
    top: float
    pair: float = 2
    gap: int = 1
    back: bool = False
    lower: float = 0.0
    fall_to: float = 1.0
    rise_to: float = 1.0
    friends: float = 0.0


@dataclass(frozen=True, eq=False)
class Shift:
    """Cells (from, to) of TIERS. people: counts; before, after: money; more: what those here in both periods pay more,
    in all; comparable: counts of the customers that chance is judged on.

    rows, source, target, paid, pays: the customers behind it, one entry each (rows of the customers table), None where
    there are none; earlier, later: names of the periods; contract: as in metrics.movement; of_story: False when the
    numbers are a firm's and only the pattern is of customers that were seen.
    """

    people: np.ndarray
    before: np.ndarray
    after: np.ndarray
    more: float
    comparable: np.ndarray
    earlier: str
    later: str
    contract: bool = True
    of_story: bool = True
    rows: np.ndarray | None = None
    source: np.ndarray | None = None
    target: np.ndarray | None = None
    paid: np.ndarray | None = None
    pays: np.ndarray | None = None

    @property
    def opening(self):
        return self.people[1:].sum()

    @property
    def closing(self):
        return self.people[:, 1:].sum()

    @property
    def lost(self):
        return self.people[1:, 0].sum()

    @property
    def new(self):
        return self.people[0, 1:].sum()

    @property
    def fell(self):
        return (self.people * FELL).sum()

    @property
    def rose(self):
        return (self.people[1:, 1:] * FELL[1:, 1:].T).sum()

    @property
    def stayed(self):
        return np.trace(self.people[1:, 1:])

    @property
    def opening_value(self):
        return self.before[1:].sum()

    @property
    def closing_value(self):
        return self.after[:, 1:].sum()

    @property
    def lost_value(self):
        return self.before[1:, 0].sum()

    @property
    def new_value(self):
        return self.after[0, 1:].sum()

    @property
    def less_value(self):
        return self.opening_value + self.new_value - self.lost_value + self.more - self.closing_value

    def chance(self, tiers=(3,)) -> Chance | None:
        """Of those of these tiers who fell, what chance alone shows; None when it cannot be told.

        Without contracts whoever did not buy fell too; with contracts leaving is a decision and counts in full.
        """
        flow = np.zeros((STATES, STATES), dtype=bool)
        flow[list(tiers)] = (FELL if self.contract else DOWN)[list(tiers)]
        found = chance_in_counts(self.comparable, flow)
        return found if self.comparable.any() and np.isfinite(found.by_chance) else None


class Periods:
    """A base cut into quarters (or months, where it has fewer than two whole quarters), ready to be compared."""

    def __init__(self, base):
        if not isinstance(base, CustomerBase):
            raise InputError("SegmentShift needs a CustomerBase; give it synthetic.generate() or customerbase.cdnow().")
        self.base = base
        months = base.months.to_period("M")
        for frequency in ("Q", "M"):
            whole = months.to_series().groupby(months.asfreq(frequency)).size()
            names = [str(period) for period, seen in whole.items() if seen == (3 if frequency == "Q" else 1)]
            if len(names) > 1:
                break
        else:
            raise InputError("SegmentShift compares two periods; this base covers less than two months.")
        self.quarterly = frequency == "Q"
        self.spans: list[Span] = [span(base, name) for name in names]
        held = [holdings(base, s) for s in self.spans]
        self.here, self.money = [here for here, _ in held], [np.maximum(money, 0) for _, money in held]
        if not any(here.any() for here in self.here):
            raise InputError("Nobody was a customer in any period of this base, so there is nothing to compare.")
        self.joined = base.customers["joined"].to_numpy()
        self.pair = lru_cache(maxsize=8)(self._pair)

    def __len__(self):
        return len(self.spans)

    def name(self, k):
        """How a person says the k-th period: Q3 1997."""
        period = pd.Period(self.spans[k].name)
        return f"Q{period.quarter} {period.year}" if self.quarterly else f"{period:%b %Y}"

    def _pair(self, a, b):
        """Rows of those here in either period, where they are, what they pay, and who can be judged by chance."""
        rows = np.flatnonzero(self.here[a] | self.here[b])
        here_a, here_b = self.here[a][rows], self.here[b][rows]
        comparable = self.joined[rows] < self.base.months[self.spans[a].first].to_numpy()
        if self.base.has_contract:
            comparable &= here_a & here_b
        luck = np.random.default_rng(9).random(len(self.joined), dtype=np.float32)[rows]  # who drifts, at every dial
        return rows, here_a, here_b, self.money[a][rows], self.money[b][rows], comparable, luck

    def amounts(self, share):
        """The amount below which this share of all customers of all periods lies."""
        paid = np.concatenate([money[here] for money, here in zip(self.money, self.here, strict=True)])
        return float(np.quantile(paid, share))


def tier_of(money, here, inputs):
    """State of each customer: 0 not here, then lower, middle, top; who pays exactly a cut is in the upper tier."""
    return ((money >= inputs.lower).astype(np.int8) + (money >= inputs.top) + np.int8(1)) * here


def shift(periods, inputs):
    """Periods and ShiftInputs to a Shift; with down and up at 0 it is the base as it is."""
    later = round(inputs.pair) - 1
    earlier = later - inputs.gap
    rows, here_a, here_b, before, after, comparable, luck = periods.pair(earlier, later)
    source = tier_of(before, here_a, inputs)
    if inputs.down or inputs.up:
        after = after.copy()
        after[(source == 3) & (luck < inputs.down)] *= inputs.fall_to
        after[(source == 2) & (luck < inputs.up)] *= inputs.rise_to
    target = tier_of(after, here_b, inputs)
    found = count(before, after, source, target, comparable, periods.name(earlier), periods.name(later),
                  contract=periods.base.has_contract, rows=rows)
    if inputs.friends:
        years = inputs.gap / (4 if periods.quarterly else 12)
        found = bring_friends(found, round(inputs.friends * found.opening * years))
    return backwards(found) if inputs.back else found


def bring_friends(found, friends):
    """The same with that many newcomers more, who are and pay what newcomers do; without any, what those here do."""
    like = found.people[:1, 1:] if found.new else found.people[1:, 1:].sum(axis=0, keepdims=True)
    pays = found.after[:1, 1:] if found.new else found.after[1:, 1:].sum(axis=0, keepdims=True)
    people, after = found.people.copy(), found.after.copy()
    came = whole_numbers(like, friends)
    people[:1, 1:] += came
    after[:1, 1:] += came * np.divide(pays, like, out=np.zeros(pays.shape), where=like > 0)
    return replace(found, people=people, after=after)


def whole_numbers(pattern, total):
    """`total` people shared out as the pattern is, in whole numbers that add up; evenly where the pattern is empty."""
    exact = shared(pattern.astype(float), np.ones(pattern.shape), total)
    down = np.floor(exact)
    most = np.argsort(-(exact - down), axis=None, kind="stable")[: round(total - down.sum())]
    down.flat[most] += 1
    return down.astype(np.int64)


def shared(pattern, spare, total):
    """`total` shared out as `pattern` is; as `spare` is where the pattern is empty."""
    pattern = pattern if pattern.sum() else spare.astype(float)
    return total * pattern / pattern.sum() if pattern.sum() else np.zeros(pattern.shape)


def count(before, after, source, target, comparable, earlier, later, **known):
    """The Shift of customers whose states and money are given, one entry each."""
    # one number for where a customer went and whether chance is judged on them: one byte, so that this stays quick
    cell = (source * np.int8(STATES) + target + comparable.view(np.int8) * np.int8(STATES**2)).astype(np.intp)

    def by_cell(paid=None):
        return sum_by(cell, paid, 2 * STATES**2).reshape(2, STATES, STATES)

    heads, then = by_cell(), by_cell(after).sum(axis=0)
    more = np.maximum(after - before, 0).sum() - then[0].sum()  # newcomers are counted as new
    return Shift(heads.sum(axis=0), by_cell(before).sum(axis=0), then, float(more), heads[1], earlier, later,
                 source=source, target=target, paid=before, pays=after, **known)


def backwards(found):
    """The same with time reversed: whoever paid more now paid less."""
    return replace(found, people=found.people.T, before=found.after.T, after=found.before.T, more=found.less_value,
                   comparable=found.comparable.T, earlier=found.later, later=found.earlier, source=found.target,
                   target=found.source, paid=found.pays, pays=found.paid)


def break_even(periods, inputs):
    """Share of the middle that must rise to make up, in money, for the top's fall; None when it cannot, or none falls.

    What all who could rise would bring against what all who could fall would take, so the luck of who drifts is out.
    """
    later = round(inputs.pair) - 1
    _, here_a, here_b, before, after, _, _ = periods.pair(later - inputs.gap, later)
    source, both = tier_of(before, here_a, inputs), here_a & here_b
    gain = after[both & (source == 2)].sum() * (inputs.rise_to - 1)
    loss = after[both & (source == 3)].sum() * (1 - inputs.fall_to) * inputs.down
    return loss / gain if gain > 0 and 0 < loss <= gain else None
