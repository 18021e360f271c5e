"""Without a contract nobody says when they leave: who counts as a customer depends on how far back one looks."""

import numpy as np
import pandas as pd

from customerbase import InputError
from customerbase.arguments import checked
from customerbase.errors import brief
from customerbase.sum_by import sum_by
from metrics.checks import whole
from metrics.flows import period_length


@checked
def active_customers(orders: pd.DataFrame, as_of, days):
    """Number of distinct customers with an order later than `as_of` minus `days` and not after `as_of`.

    Convention: whole days, both ends as said: 90 days back from 1998-06-30 begins with 1998-04-02. The longer the
    look-back, the more "customers": it is a choice, not a measurement.
    orders: DataFrame with customer_id and date (as `customerbase.read_orders` gives it), one row an order; as_of: a
    date; days: a whole number of at least 1, or an array of them. Returns an int, or an array of ints for an array.
    No denominator; no order in the window gives 0. Missing columns, dates or ids: InputError.
    """
    check_orders(orders)
    today = as_day(as_of)
    try:
        listed = np.ravel(days).tolist()
    except ValueError:  # lists of unequal lengths
        raise InputError("days must be a whole number, or one list of them.") from None
    window = np.asarray([whole(d, "days", least=1) for d in listed], dtype=int)
    if window.size == 0:
        raise InputError("days holds no number; give at least one window of 1 day or more.")
    dates = orders["date"]
    farthest = min(int(window.max()), 100_000)  # some 270 years: pandas' dates reach no further back
    seen = (dates >= today - pd.Timedelta(days=farthest - 1)) & (dates < today + pd.Timedelta(days=1))
    # Whoever ordered within the window has their latest order in it, so one pass serves every window.
    latest = orders.loc[seen].groupby("customer_id", sort=False)["date"].max()
    days_ago = np.sort((today - latest.dt.normalize()).dt.days.to_numpy())
    count = np.searchsorted(days_ago, window, side="left")
    return int(count[0]) if np.ndim(days) == 0 else count.reshape(np.shape(days))


@checked
def repeat_buyers(orders: pd.DataFrame, period: str = "quarter"):
    """Buyers of each period, how many of them buy again in the next, and what all of them spent.

    orders: DataFrame with customer_id, date, amount; period: "month", "quarter" or "year", by the calendar.
    Returns a DataFrame, one row a period from the first order to the last (PeriodIndex): buyers (people), again
    (people), rate = again/buyers (fraction), revenue (money). `again` and `rate` are <NA> in the last period, which
    has no next, and rate is <NA> where nobody bought. The last period may be cut short by the end of the data.
    In one closed cohort the rate can rise while the base dies: those who still buy are the regular ones.
    No orders, or missing columns, dates or ids: InputError.
    """
    check_orders(orders, "amount")
    if len(orders) == 0:
        raise InputError("There are no orders, so there are no buyers to follow.")
    letter = period_length(period)[1]
    when = orders["date"].dt.to_period(letter)
    index = pd.period_range(when.min(), when.max(), freq=letter, name="period")
    number = index.get_indexer(when)
    bought = pd.DataFrame({"who": pd.factorize(orders["customer_id"])[0], "period": number}).drop_duplicates()
    after = bought.assign(period=bought["period"] - 1)
    again = bought.merge(after)["period"]

    table = pd.DataFrame(index=index)
    table["buyers"] = np.bincount(bought["period"], minlength=len(index))
    table["again"] = pd.array(np.bincount(again, minlength=len(index)), dtype="Int64")
    table.loc[index[-1], "again"] = pd.NA
    table["rate"] = table["again"] / table["buyers"].astype("Int64").mask(table["buyers"] == 0)
    table["revenue"] = sum_by(number, orders["amount"], len(index))
    return table


def as_day(as_of):
    try:
        day = pd.Timestamp(as_of)
    except (TypeError, ValueError):
        day = pd.NaT
    if day is pd.NaT or day.tz is not None:
        raise InputError(f"as_of must be a date such as 1998-06-30, not {brief(as_of)}.")
    return day.normalize()


def check_orders(orders, *more):
    columns = ["customer_id", "date", *more]
    if not orders.columns.is_unique:
        raise InputError("The orders have two columns of one name; each may occur once only.")
    missing = [name for name in columns if name not in orders.columns]
    if missing:
        raise InputError(f"The orders have no column {missing[0]!r}; they need {', '.join(columns)}.")
    if orders["date"].dtype.kind != "M" or getattr(orders["date"].dtype, "tz", None) is not None:
        raise InputError("The orders' dates must be dates without a time zone; read the file with read_orders.")
    if "amount" in more and orders["amount"].dtype.kind not in "iuf":
        raise InputError("The orders' amounts must be numbers; read the file with read_orders.")
    for name in columns:
        if gaps := int(orders[name].isna().sum()):
            raise InputError(f"{gaps} of the orders have no {name}; complete or leave out those rows first.")
