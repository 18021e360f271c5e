"""How long ago customers last ordered, on one or many days: what every active window cuts at another place."""

import numpy as np
import pandas as pd

from customerbase import InputError
from customerbase.arguments import checked
from metrics.activity import as_day, check_orders
from metrics.checks import several, whole


@checked
def days_since_last(orders: pd.DataFrame, dates, most):
    """How many customers last ordered 0, 1, 2, ... whole days before each of some dates.

    So `active_customers(orders, date, days)` is the sum of a row's first `days` numbers, for days up to `most`, and
    the row's whole sum is everyone who had ordered by then. orders: DataFrame with customer_id and date; dates: dates,
    in any order; most: a whole number of at least 1.
    Returns people, shape (dates, most + 1); the last column counts who ordered `most` or more days before. No
    denominator; nobody yet gives a row of zeros. No orders, or missing columns, dates or ids: InputError.
    """
    when, days = _days(orders, dates)
    who = pd.factorize(orders["customer_id"])[0]
    order = np.argsort(when, kind="stable")
    when, who = when[order], who[order]
    counts = np.zeros((len(days), whole(most, "most", least=1) + 1), dtype=int)
    latest = np.full(who.max() + 1, -1, dtype=np.int64) + when[0]  # a day before the first: has not ordered yet
    done = 0
    for row in np.argsort(days):
        until = np.searchsorted(when, days[row], side="right")
        np.maximum.at(latest, who[done:until], when[done:until])
        seen = latest[latest >= when[0]]
        counts[row] = np.bincount(np.minimum(days[row] - seen, most), minlength=most + 1)
        done = until
    return counts


@checked
def orders_within(orders: pd.DataFrame, dates, days):
    """Orders and money in the last `days` days of each date, that date included, as in `active_customers`.

    orders: DataFrame with customer_id, date and amount; days: a whole number of at least 1. Returns (orders, money),
    each of shape (dates,). No denominator. No orders, or missing columns, dates, ids or amounts: InputError.
    """
    when, ends = _days(orders, dates, "amount")
    order = np.argsort(when, kind="stable")
    money = np.concatenate([[0.0], np.cumsum(orders["amount"].to_numpy(float)[order])])
    last = np.searchsorted(when[order], ends, side="right")
    first = np.searchsorted(when[order], ends - whole(days, "days", least=1), side="right")
    return last - first, money[last] - money[first]


def _days(orders, dates, *more):
    """The orders' dates and the asked dates as whole days since 1970."""
    check_orders(orders, *more)
    if len(orders) == 0:
        raise InputError("There are no orders, so nobody's last order can be dated.")
    asked = pd.DatetimeIndex([as_day(date) for date in several(dates, "dates")])
    return tuple(d.to_numpy().astype("datetime64[D]").astype(np.int64) for d in (orders["date"], asked))
