"""Real orders as a customer base, and the real orders that come with the kit."""

from pathlib import Path

import numpy as np
import pandas as pd

from .base import CustomerBase
from .checks import check_order_columns, refuse_first
from .errors import InputError
from .orders_in import read_orders
from .sum_by import sum_by

CDNOW = Path(__file__).parent / "data" / "CDNOW_master.txt"


def from_orders(orders, name=""):
    """A CustomerBase without contracts from orders: `customer_id` (str), `date` (datetime64), `amount` (float64).

    Customers in order of their first purchase, `joined` its month; months from the first order's to the last's;
    `active` = bought in the month; `revenue` summed by month in float64, then kept as float32. What an order
    contributed is unknown, so there is no contribution. Sentences in orders.attrs["notes"] become the base's notes,
    orders.attrs["currency"] its currency.
    Raises InputError for missing columns or values, other dtypes, negative amounts, no orders.
    """
    if isinstance(orders, pd.DataFrame) and not len(orders):
        raise InputError("orders: there are none; a base needs at least one.")
    orders = check_order_columns(orders)
    negative = (orders["amount"] < 0).to_numpy()
    refuse_first("orders", "amount", orders["amount"], negative, "is negative; set returns off against their orders")
    orders = orders.sort_values("date", kind="stable", ignore_index=True)
    who, ids = pd.factorize(orders["customer_id"])
    month = orders["date"].to_numpy().astype("datetime64[M]").astype(np.int64)
    month -= month[0]
    first = month[np.unique(who, return_index=True)[1]]  # the orders are in date order
    months = pd.date_range(orders["date"].iloc[0].normalize().replace(day=1), periods=month[-1] + 1, freq="MS")
    shape = len(months), len(ids)
    cell = month * len(ids) + who
    revenue = sum_by(cell, orders["amount"].to_numpy(), shape[0] * shape[1]).reshape(shape)
    active = np.zeros(shape, np.int8)
    active.reshape(-1)[cell] = 1
    customers = pd.DataFrame({"customer_id": pd.Series(ids, dtype="str"), "joined": months[first]})
    arrays = {"active": active, "revenue": revenue.astype(np.float32)}
    told = orders.attrs
    return CustomerBase(customers, months, arrays, orders, name, told.get("notes", ()),
                        currency=told.get("currency", ""))


def cdnow():
    """The CDNOW orders: 69,659 by the 23,570 people who first bought in January to March 1997, to the end of June 1998.

    A DataFrame as from read_orders, in dollars, as the shop was American; the file itself names no currency. One
    closed cohort: nobody joins after 1997-03-25. Source: see data/README.txt.
    """
    orders = read_orders(CDNOW)
    orders.attrs["currency"] = "$"
    return orders
