"""Who came and who went between two months of a base with contracts, in people and in value.

"At the end of month t" means: the contract was in force in month t (member == 1). So from the end of month a to the
end of month b: S = member in a; L = member in a, not in b; N = not in a, member in b; E = member in b.
"""

import numpy as np
import pandas as pd

from customerbase import CustomerBase, InputError
from customerbase.arguments import checked
from customerbase.errors import brief
from customerbase.sum_by import sum_by
from metrics.checks import whole

PERIODS = {"month": (1, "M"), "quarter": (3, "Q"), "year": (12, "Y")}  # calendar months in each, pandas' letter


def require_contract(base, what):
    """Refuse a base without contracts: `what` names the measure that needs one."""
    if not base.has_contract:
        raise InputError(
            f"This base has no contracts, so nobody knows who left and {what} is undefined; "
            "use active_customers or repeat_buyers."
        )


def month_index(base, month, name="month"):
    """Row of `month` ("2024-03", a date or a Period) in the base's arrays; InputError when it is not there."""
    first, last = base.months[0], base.months[-1]
    try:
        if isinstance(month, int | float):
            raise TypeError("a number is no month")
        row = base.months.get_indexer([pd.Period(month, "M").start_time])[0]
    except (ValueError, TypeError, AttributeError):
        row = -1
    if row < 0:
        allowed = f"choose from {first:%Y-%m} to {last:%Y-%m}"
        raise InputError(f"{name} {brief(month)} is not a month of this base; {allowed}.")
    return int(row)


def period_length(period):
    """(calendar months, pandas letter) of "month", "quarter" or "year"; InputError for anything else."""
    if period not in PERIODS:
        raise InputError(f"period {brief(period)} is not known; choose one of {', '.join(PERIODS)}.")
    return PERIODS[period]


@checked
def run_rate(base: CustomerBase, month, months=1):
    """What each customer pays a month, as seen at the end of `month`.

    Formula: mean revenue over the last `months` months up to and with `month`, of those in which the customer's
    contract was in force (of all of them without contracts), so that a newcomer is not taken for a small customer.
    One month is exact for a fixed fee; where spending is irregular, take 12. base: a CustomerBase.
    Returns money a month, shape (customers,), in the customers' order; 0 for somebody never in force in those months.
    A window that begins before the data: InputError.
    """
    last = month_index(base, month)
    return _run_rate(base, last, months)


@checked
def movements(base: CustomerBase, start, end, by: str | None = None, months=1):
    """Opening, lost, won and closing customers between the ends of two months, with their value.

    base: a CustomerBase with contracts; start, end: months such as "2024-03", start before end; by: a column of
    base.customers (segment, channel, ...), None for the whole base; months: the window of `run_rate`.
    Returns a DataFrame, one row a group (every category of a categorical, also an empty one; customers without a
    label in a row "(missing)"), one row "all" without `by`:
      opening, lost, won, closing   people; opening - lost + won = closing
      in_and_out                    people who joined and left in between: in none of the four
      opening_value, lost_value     money a month: run rate of these customers at `start`
      won_value, closing_value      money a month: run rate of these customers at `end`
      stayers_change                money a month: those who stayed, `end` less `start`; opening_value - lost_value +
                                    won_value + stayers_change = closing_value
      retention                     1 - lost/opening, a fraction; <NA> where a group has no opening customers
    Convention: whoever left and came back is kept.
    A base without contracts, an unknown month or column, start not before end, or a window that begins before the
    data: InputError.
    """
    require_contract(base, "the movement of customers")
    first, last = month_index(base, start, "start"), month_index(base, end, "end")
    if first >= last:
        raise InputError(f"The start {start} is not before the end {end}; give the earlier month first.")
    labels, codes = groups_of(base.customers, by)
    return _with_retention(pd.DataFrame(_flows(base, first, last, codes, len(labels), months), index=labels))


@checked
def retention_series(base: CustomerBase, period: str = "month"):
    """The table of `movements` for the whole base, one row a calendar month, quarter or year.

    base: a CustomerBase with contracts. Index: a PeriodIndex; each row runs from the end of the period before to its
    own end, so the first period of the data (its opening is not seen) and one that the data cuts short are left out.
    Columns, units and <NA> as in `movements` with a window of one month. Fewer than two period ends in
    the data: InputError.
    """
    require_contract(base, "a series of retention rates")
    length, letter = period_length(period)
    ends = np.flatnonzero(base.months.month % length == 0)
    if len(ends) < 2:
        raise InputError(f"The data holds fewer than two ends of a {period}, so no whole {period} can be followed.")
    codes = np.zeros(len(base.customers), dtype=np.intp)
    rows = [_flows(base, a, b, codes, 1) for a, b in zip(ends[:-1], ends[1:], strict=True)]
    table = {name: np.concatenate([row[name] for row in rows]) for name in rows[0]}
    index = base.months[ends[1:]].to_period(letter).rename("period")
    return _with_retention(pd.DataFrame(table, index=index))


def _run_rate(base, row, months=1):
    begin = row - whole(months, "months", least=1) + 1
    if begin < 0:
        raise InputError(f"A window of {months} months up to {base.months[row]:%Y-%m} begins before the data, which "
                         f"hold {row + 1}; take fewer months or a later month.")  # fmt: skip
    paid = base.arrays["revenue"][begin : row + 1].sum(axis=0, dtype=float)
    if not base.has_contract:
        return paid / months
    return paid / np.maximum(base.arrays["member"][begin : row + 1].sum(axis=0), 1)


def _flows(base, first, last, codes, groups, months=1):
    """The columns of `movements` but the rate: name -> array of shape (groups,)."""
    member = base.arrays["member"]
    before, after = member[first] == 1, member[last] == 1
    between = (member[first + 1 : last] == 1).any(axis=0)
    # Everyone is in exactly one of five states, so three counts over (group, state) give all ten columns at once.
    never, lost, won, stayed, in_and_out = range(5)
    state = np.where(before, np.where(after, stayed, lost), np.where(after, won, np.where(between, in_and_out, never)))
    cell = codes * 5 + state

    def table(weights=None):
        return sum_by(cell, weights, 5 * groups).reshape(groups, 5).T

    people = table()
    paid_before, paid_after = table(_run_rate(base, first, months)), table(_run_rate(base, last, months))
    return {
        "opening": people[lost] + people[stayed],
        "lost": people[lost],
        "won": people[won],
        "closing": people[won] + people[stayed],
        "in_and_out": people[in_and_out],
        "opening_value": paid_before[lost] + paid_before[stayed],
        "lost_value": paid_before[lost],
        "won_value": paid_after[won],
        "closing_value": paid_after[won] + paid_after[stayed],
        "stayers_change": paid_after[stayed] - paid_before[stayed],
    }


def groups_of(customers, by):
    """(labels, code of each customer) of a column; customers without a label become the group "(missing)"."""
    if by is None:
        return pd.Index(["all"]), np.zeros(len(customers), dtype=np.intp)
    if by not in customers.columns:
        raise InputError(f"The customers have no column {brief(by)}; choose one of {', '.join(customers.columns)}.")
    column = customers[by]
    if isinstance(column.dtype, pd.CategoricalDtype):
        codes, labels = column.cat.codes.to_numpy(np.intp), column.cat.categories
    else:
        codes, labels = pd.factorize(column, sort=True)
    labels = pd.Index(labels, name=by)
    if (codes < 0).any():
        codes = np.where(codes < 0, len(labels), codes)
        labels = pd.Index([*labels, "(missing)"], name=by)
    return labels, codes


def _with_retention(table):
    """Add the rate; a nullable column, because a group without opening customers has none."""
    opening = table["opening"].astype("Int64")
    table["retention"] = 1 - table["lost"] / opening.mask(opening == 0)
    return table
