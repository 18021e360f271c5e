"""Ranges of months: which rows of a base they are, whether they are whole, who was a customer and what they paid."""

from typing import NamedTuple

import numpy as np
import pandas as pd

from customerbase import CustomerBase, InputError
from customerbase.arguments import checked
from customerbase.errors import brief
from metrics.flows import month_index


class Span(NamedTuple):
    """A range of months of a base.

    name: as a person would say it ("1997Q3"); first, last: rows of its first and its last month seen in the data;
    months: calendar months it has; note: "" for a whole period, else a sentence that says what of it is missing.
    """

    name: str
    first: int
    last: int
    months: int
    note: str

    @property
    def complete(self):
        """False while the period is still in progress, or where the data begin in the middle of it."""
        return not self.note


@checked
def span(base: CustomerBase, period):
    """The `Span` of a period of a CustomerBase.

    period: a month "2024-03", a quarter "2024Q1", a year "2024", a pandas Period of these, or a pair (first month,
    last month). A period may end after the data do: then it is still in progress, `last` is the last month seen, and
    `note` says so. The same where a base has orders and they end (or begin) further from the period's edge than any
    two orders lie apart; months without orders cannot tell. Text that names no period, a pair in the wrong
    order, or a period that begins outside the data: InputError.
    """
    name, begin, end = _months_of(period)
    first = month_index(base, str(begin), f"The first month of {name},")
    months = (end - begin).n + 1
    last = min(first + months, len(base.months)) - 1
    return Span(name, first, last, months, _missing(base, name, first, last, end))


def holdings(base, period):
    """Who was a customer in a `Span`, and what they paid: (here, money), booleans and float64 of shape (customers,).

    With contracts: here = contract in force in the span's last month; money a month, the mean over those months of
    the span in which the contract was in force, so that a newcomer is not taken for a small customer.
    Without: here = bought in the span; money = all they paid in it. Money is 0 for whoever is not here.
    """
    rows = slice(period.first, period.last + 1)
    money = base.arrays["revenue"][rows].sum(axis=0, dtype=float)
    if not base.has_contract:
        return base.arrays["active"][rows].any(axis=0) | (money != 0), money
    member = base.arrays["member"]
    here = member[period.last] == 1
    return here, np.where(here, money, 0) / np.maximum(member[rows].sum(axis=0), 1)


def _months_of(period):
    """(name, first month, last month) of what a person wrote, months as monthly Periods."""
    pair = isinstance(period, tuple | list) and len(period) == 2
    try:
        ends = [pd.Period(p) if isinstance(p, str | pd.Period) else None for p in (period if pair else [period])]
        good = all(p is not None and p is not pd.NaT and p.freqstr[0] in "MQY" for p in ends)
    except ValueError:
        good = False
    if not good:
        raise InputError(f"{brief(period)} is not a period; write a month 2024-03, a quarter 2024Q1, a year 2024, or a "
                         "pair of months.")  # fmt: skip
    begin, end = ends[0].asfreq("M", "start"), ends[-1].asfreq("M", "end")
    if begin > end:
        raise InputError(f"The period {brief(period)} ends before it begins; give the earlier month first.")
    return (f"{ends[0]} to {ends[1]}" if pair else str(ends[0])), begin, end


def _missing(base, name, first, last, end):
    """A sentence about the part of the period that the data do not hold; "" when they hold it all."""
    data_end = base.months[-1].to_period("M")
    if end > data_end:
        return f"{name} is still in progress: the data end with {data_end}."
    at_start, at_end = first == 0, last == len(base.months) - 1
    if len(base.orders) < 2 or not (at_start or at_end):
        return ""
    # How long a silence is normal here? The longest between two orders. A longer one at the edge is missing data.
    days = base.orders["date"].to_numpy().astype("datetime64[D]")
    longest = np.diff(days).max()
    if at_end and (end + 1).start_time.to_datetime64() - days[-1] - np.timedelta64(1, "D") > longest:
        return f"{name} is still in progress: the last order is of {days[-1]}."
    if at_start and days[0] - base.months[0].to_datetime64() > longest:
        return f"{name} is not whole: the first order is of {days[0]}."
    return ""
