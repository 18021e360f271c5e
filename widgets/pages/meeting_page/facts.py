"""The two periods of a meeting page: which there are to choose from, and what is computed once for all blocks."""

from dataclasses import dataclass

import pandas as pd

from customerbase import InputError
from customerbase.columns import is_truth
from metrics import movement, periods
from widgets.pages.meeting_page.parts import adding_up

LENGTHS = {"month": "M", "quarter": "Q", "year": "Y"}
MONTHS = {1: "month", 3: "quarter", 12: "year"}
MOST_GROUPS = 12  # a segment with more labels than this is a list, not a table for a board
FLOWS = {"opening_value": 1, "new_value": 1, "lost_value": -1, "up_value": 1, "down_value": -1}  # and their signs
NOT_SEGMENTS = {"customer_id", "name", "firm", "email", "city", "referred_by", "left_reason"}


@dataclass(frozen=True, eq=False)
class Facts:
    """move: the `Movement` of everyone; parted: the same by segment (None without one); row: totals of `move`; whole:
    its money as printed, in whole units that add up to the closing money."""

    base: object
    move: movement.Movement
    parted: movement.Movement | None
    by: str | None
    row: pd.Series
    whole: dict
    currency: str

    @property
    def contract(self):
        return self.base.has_contract

    @property
    def earlier(self):
        return self.move.earlier

    @property
    def later(self):
        return self.move.later

    @property
    def length(self):
        """"quarter"; "5 months" for a pair of months of the chooser's own."""
        return MONTHS.get(self.later.months, f"{self.later.months} months")

    @property
    def per(self):
        """What the money is counted in."""
        return "a month" if self.contract else f"in the {self.length}"

    @property
    def pair(self):
        """In words, where the numbers come from."""
        what = "pays in an average month of it" if self.contract else "spent in it"
        return (f"Everybody who was a customer in {self.earlier.name} or in {self.later.name}, once, with what each "
                f"{what}.")

    def between(self, by=None):
        """The call that gives the movement, as Python."""
        group = f", by={by!r}" if by else ""
        return f"movement.between(base, {argument(self.earlier)!r}, {argument(self.later)!r}{group})"


    def again(self, by):
        """The movement by another column of the customers."""
        return movement.between(self.base, argument(self.earlier), argument(self.later), by=by)


def facts(base, earlier, later, by, currency):
    """The `Facts` of two periods, named as `periods.span` names them."""
    move = movement.between(base, earlier, later)
    parted = movement.between(base, earlier, later, by=by) if by else None
    row = movement.totals(move).iloc[0]
    printed = adding_up([sign * row[name] for name, sign in FLOWS.items()])
    whole = {name: sign * n for (name, sign), n in zip(FLOWS.items(), printed, strict=True)}
    return Facts(base, move, parted, by, row, whole, currency)


def argument(span):
    """What names a Span in a call."""
    return tuple(span.name.split(" to ")) if " to " in span.name else span.name


def calendar(base, length):
    """{label: period} of a length that have one before them in the data, latest first; what is not whole says so."""
    letter = LENGTHS[length]
    every = pd.period_range(base.months[0], base.months[-1], freq=letter)
    first = base.months[0].to_period("M")
    every = [p for p in every if (p - 1).asfreq("M", "start") >= first]
    return {_label(base, str(p)): str(p) for p in reversed(every)}


def before(base, period):
    """{label: period} of the periods to compare one with: of its length, wholly before it, nearest first."""
    span = periods.span(base, period)
    first = base.months[0].to_period("M")
    begin, step = base.months[span.first].to_period("M"), span.months
    found, back = {}, 1
    while begin - back * step >= first:
        name = _name(begin - back * step, step, period)
        said = ", the one before" if back == 1 else ", a year earlier" if back * step == 12 else ""
        found[f"{_label(base, name)}{said}"] = name
        back += 1
    return found


def latest_whole(base, options):
    """The first option that is whole; the first of all where none is."""
    return next((p for p in options.values() if periods.span(base, p).complete), next(iter(options.values())))


def segments_of(base):
    """{label: column} of the customers' columns that part them into a few groups; the company's own segment first."""
    found = {}
    for name in base.customers.columns:
        if name in NOT_SEGMENTS or is_truth(name):
            continue
        labels = base.customers[name].nunique()
        if 1 < labels <= MOST_GROUPS:
            found["month of joining" if name == "joined" else str(name)] = name
    return dict(sorted(found.items(), key=lambda item: item[1] != "segment"))


def _name(begin, months, like):
    """The period of some months that begins at one, as text or as a pair."""
    if isinstance(like, tuple | list):
        return str(begin), str(begin + months - 1)
    letter = {1: "M", 3: "Q", 12: "Y"}[months]
    return str(begin.asfreq(letter))


def _label(base, period):
    span = periods.span(base, period)
    if span.complete:
        return span.name
    return f"{span.name} (still in progress)" if "in progress" in span.note else f"{span.name} (not whole)"


def at_least_two(base):
    """The lengths of period of which the data hold two, shortest last; InputError where they hold not even months."""
    lengths = [length for length in ("quarter", "month", "year") if calendar(base, length)]
    if not lengths:
        raise InputError("A meeting page compares two periods, and these data hold one month only; add months.")
    return lengths
