"""The checks that every CustomerBase passes: wrong data stops here with a sentence, never later as a strange number."""

import re
from collections.abc import Mapping

import numpy as np
import pandas as pd

from .columns import ARRAYS, COLUMNS, spec
from .errors import InputError, listed, shown

FILE_DTYPES = "str, category (of str), bool, boolean, int8 to int64, Int8 to Int64, float32, float64, datetime64"


def check_customers(customers):
    """The customers table, shallow copy; InputError naming column and row if it breaks its specification."""
    _require_frame("customers", customers)
    if not customers.index.equals(pd.RangeIndex(len(customers))):
        raise InputError("customers: rows must be numbered 0, 1, 2, ...; call .reset_index(drop=True) first.")
    for name in customers.columns:
        _check_column("customers", name, customers[name])
    ids = customers["customer_id"]
    refuse_first("customers", "customer_id", ids, ids.to_numpy() == "", "is empty; every customer needs an id")
    refuse_first("customers", "customer_id", ids, ids.duplicated(), "occurs a second time; ids must be unique")
    joined = customers["joined"]
    off = (joined != joined.dt.to_period("M").dt.to_timestamp()).to_numpy()
    refuse_first("customers", "joined", joined, off, "is not the first of a month at midnight")
    return customers.copy(deep=False)


def check_months(months):
    """The months as a DatetimeIndex of consecutive month starts."""
    try:
        if np.ndim(months) != 1:
            raise TypeError("not one list")
        months = pd.DatetimeIndex(months, freq=None, name=None)
    except (TypeError, ValueError):
        raise InputError("months: must be dates, the first days of consecutive months.") from None
    if months.hasnans:
        raise InputError("months: one is missing; they must be the first days of consecutive months.")
    if not len(months):
        raise InputError("months: there are none; a base needs at least one month.")
    expected = pd.date_range(months[0], periods=len(months), freq="MS", unit=months.unit)
    if months.tz is not None or not months.equals(expected):
        raise InputError("months: must be the first days of consecutive months, without gaps and without time zone.")
    return months


def check_orders(orders, customers, months):
    """The orders table (an empty one for None), each order by a known customer, in date order, within the months."""
    if orders is None:
        date = pd.Series([], dtype=months.dtype)
        return pd.DataFrame({"customer_id": pd.Series([], dtype="str"), "date": date, "amount": np.zeros(0)})
    orders = check_order_columns(orders)
    ids, dates = orders["customer_id"], orders["date"]
    row = pd.Index(customers["customer_id"]).get_indexer(ids)
    refuse_first("orders", "customer_id", ids, row < 0, "is not in customers")
    refuse_first("orders", "date", dates, (dates.diff() < pd.Timedelta(0)).to_numpy(),
                  "comes before the order above it; sort orders by date")  # fmt: skip
    outside = (dates < months[0]) | (dates >= months[-1] + pd.offsets.MonthBegin(1))
    refuse_first("orders", "date", dates, outside.to_numpy(), "lies outside the months of the base")
    early = dates.to_numpy() < customers["joined"].to_numpy()[row]
    refuse_first("orders", "date", dates, early, "comes before the customer joined")
    return orders


def check_order_columns(orders):
    """The orders with rows numbered 0, 1, 2, ...: columns, dtypes, nothing missing; in themselves, without a base."""
    _require_frame("orders", orders)
    for name in orders.columns:
        _check_column("orders", name, orders[name])
    orders = orders.reset_index(drop=True)
    amounts = orders["amount"]
    refuse_first("orders", "amount", amounts, ~np.isfinite(amounts.to_numpy()), "is not a finite amount")
    return orders


def check_arrays(arrays, customers, months):
    """First (negative: before month 0) and last month index (N,) of each customer's presence; never if last < first."""
    if not isinstance(arrays, Mapping):
        raise InputError(f"panel: the arrays must be a dictionary of names and arrays, not {type(arrays).__name__}.")
    missing = [name for name in ARRAYS if spec("panel", name).required and name not in arrays]
    if missing:
        raise InputError(f"panel: there is no array {listed(missing)}.")
    shape = (len(months), len(customers))
    for name, array in arrays.items():
        wanted = spec("panel", name).dtype
        if name in ("customer_id", "month") or not isinstance(name, str):
            raise InputError(f"panel: {shown(name)} cannot be the name of an array.")
        if not isinstance(array, np.ndarray) or array.dtype != wanted or array.shape != shape:
            found = f"{array.dtype} {array.shape}" if isinstance(array, np.ndarray) else type(array).__name__
            raise InputError(f"panel, column {shown(name)}: must be an array {wanted} {shape}, but is {found}.")
    first, last = _presence(arrays.get("member"), customers["joined"], months)
    for t in range(shape[0]):
        _check_month(t, arrays, (t >= first) & (t <= last), customers, months)
    return first, last


def _presence(member, joined, months):
    start = months[0].year * 12 + months[0].month
    joining = (joined.dt.year * 12 + joined.dt.month).to_numpy() - start
    first = joining.astype(np.int32)
    if member is None:
        return first, np.full(len(first), len(months) - 1, np.int32)
    last = np.full(len(first), -1, np.int32)
    for t in range(len(months)):
        last[member[t] == 1] = t
    return first, last


def _check_month(t, arrays, present, customers, months):
    for name, array in arrays.items():
        row, column = array[t], spec("panel", name)
        if column.unit == "1 or 0":
            _refuse_cell(name, row, (row != 0) & (row != 1), "must be 1 or 0", t, customers, months)
        if column.dtype == "float32":
            bad = np.isinf(row) if column.nullable else ~np.isfinite(row)
            _refuse_cell(name, row, bad, "is not a finite number", t, customers, months)
        outside = ~present & (~np.isnan(row) if column.nullable else row != 0)
        why = "before joining" if name == "member" else "while not a customer (before joining or after leaving)"
        _refuse_cell(name, row, outside, why, t, customers, months)


def _refuse_cell(name, values, bad, why, t, customers, months):
    if bad.any():
        i = int(np.argmax(bad))
        who = f"customer {shown(customers['customer_id'].iloc[i])} (row {i})"
        raise InputError(f"panel, column {shown(name)}, {who}, month {months[t]:%Y-%m}: {values[i]} {why}.")


def _require_frame(table, frame):
    if not isinstance(frame, pd.DataFrame):
        raise InputError(f"{table}: must be a DataFrame, but is {type(frame).__name__}.")
    missing = [c.name for c in COLUMNS if c.table == table and c.required and c.name not in frame.columns]
    if missing:
        raise InputError(f"{table}: there is no column {listed(missing)}; it has {listed(frame.columns) or 'none'}.")
    if not frame.columns.is_unique or not all(isinstance(name, str) for name in frame.columns):
        raise InputError(f"{table}: column names must be text and each may occur once only.")


def _check_column(table, name, values):
    column, dtype = spec(table, name), str(values.dtype)
    kind = "datetime64" if re.fullmatch(r"datetime64\[(s|ms|us|ns)\]", dtype) else dtype
    if column.dtype and kind != column.dtype:
        raise InputError(f"{table}, column {shown(name)}: must be {column.dtype}, but is {dtype}.")
    if not restorable(values.dtype):
        raise InputError(f"{table}, column {shown(name)}: {dtype} cannot be kept; use one of {FILE_DTYPES}.")
    if not column.nullable:
        refuse_first(table, name, values, values.isna().to_numpy(), "is missing; every row needs one")


def restorable(dtype):
    """Whether a dtype comes back from a CSV file exactly."""
    if isinstance(dtype, pd.CategoricalDtype):
        return dtype.categories.dtype == "str"
    kinds = r"str|bool|boolean|float(32|64)|[iI]nt(8|16|32|64)|datetime64\[(s|ms|us|ns)\]"
    return re.fullmatch(kinds, str(dtype)) is not None


def refuse_first(table, name, values, bad, why):
    """Raise for the first row that is bad; rows are counted as pandas shows them, from 0."""
    if len(bad) and bad.any():
        i = int(np.argmax(bad))
        more = f" ({int(bad.sum()) - 1:,} more rows like this)" if bad.sum() > 1 else ""
        value = "" if pd.isna(values.iloc[i]) else f"{shown(values.iloc[i])} "
        raise InputError(f"{table}, column {shown(name)}, row {i}: {value}{why}{more}.")
