"""Who counts as active is a choice of how far to look back; what was bought lately is not."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from customerbase import InputError
from metrics.recency import days_since_last, orders_within

LATELY = 30  # days: what the "active" really did
LONGEST = 720  # days since an order that are told apart; longer ago is longer ago


@dataclass(frozen=True)
class WindowInputs:
    """days: how far to look back; month: counted at the end of this month of the data, 1 the first, None the last."""

    days: float
    month: float | None = None


@dataclass(frozen=True)
class OrderBook:
    """Orders seen from the end of each of their M months; the last month ends with the last order.

    ends: (M,) days; upto: (M, LONGEST + 1) customers who last ordered less than so many days before; ever: (M,) who had
    ordered by then; orders, money: (M,) of the last 30 days; span: days from the first order to the last; newcomer: day
    of the last first order; closed: whether nobody new came in the last 30 days.
    """

    ends: pd.DatetimeIndex
    upto: np.ndarray
    ever: np.ndarray
    orders: np.ndarray
    money: np.ndarray
    span: int
    newcomer: pd.Timestamp
    closed: bool

    @property
    def months(self):
        return len(self.ends)

    @property
    def customers(self):
        return int(self.ever[-1])

    def within(self, days):
        """Active customers at each month's end, for a window of at most LONGEST days: shape (M,)."""
        return self.upto[:, days]


@dataclass(frozen=True)
class WindowResult:
    """active of the ever customers count as active; lately of them ordered in 30 days; the rest are series to then."""

    inputs: WindowInputs
    days: int
    row: int
    as_of: pd.Timestamp
    ever: int
    active: int
    lately: int
    orders: int
    money: float
    upto: np.ndarray  # of this month: customers who last ordered less than 0, 1, 2, ... LONGEST days before
    active_series: np.ndarray
    lately_series: np.ndarray


def order_book(orders):
    """Orders, as `customerbase.read_orders` gives them, to an OrderBook. InputError if there are none or they lack."""
    if not isinstance(orders, pd.DataFrame):
        raise InputError("ActiveWindow needs a table of orders; read one with customerbase.read_orders, or give none.")
    days_since_last(orders, [], LONGEST)  # refuses a frame that cannot be used
    first, last = orders["date"].min(), orders["date"].max().normalize()
    months = pd.period_range(first, last, freq="M")
    ends = pd.DatetimeIndex([*months[:-1].to_timestamp(how="end").normalize(), last])
    counts = np.cumsum(days_since_last(orders, ends, LONGEST), axis=1)
    bought, money = orders_within(orders, ends, LATELY)
    newcomer = orders.groupby("customer_id", sort=False)["date"].min().max().normalize()
    return OrderBook(
        ends=ends,
        upto=np.concatenate([np.zeros((len(ends), 1), dtype=int), counts[:, :-1]], axis=1),
        ever=counts[:, -1],
        orders=bought,
        money=money,
        span=(last - first.normalize()).days,
        newcomer=newcomer,
        closed=(last - newcomer).days >= LATELY,
    )


def look_back(book, inputs):
    """OrderBook and WindowInputs to WindowResult."""
    days = round(inputs.days)
    row = book.months - 1 if inputs.month is None else round(inputs.month) - 1
    active, lately = book.within(days), book.within(LATELY)
    return WindowResult(inputs, days, row, book.ends[row], int(book.ever[row]), int(active[row]), int(lately[row]),
                        int(book.orders[row]), float(book.money[row]), book.upto[row], active[: row + 1],
                        lately[: row + 1])
