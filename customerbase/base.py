"""CustomerBase: everyone who was ever a customer, what they did each month, and their orders."""

import html

import numpy as np
import pandas as pd

from .checks import check_arrays, check_customers, check_months, check_orders
from .columns import ARRAYS
from .errors import InputError
from .files import read_tables, write_tables


class CustomerBase:
    """A company's customers over T months.

    customers: DataFrame, N rows, one a customer; at least `customer_id` (str, unique) and `joined` (datetime64,
        first of a month). Columns that start with `truth_` hold what only a simulation can know.
    months: the T first days of consecutive months.
    arrays: name -> array of shape (T, N), months down, customers across in their row order. `member` (int8, 1 while
        a contract is in force; left out by a company without contracts), `active` (int8), `revenue` (float32, money a
        month); optional `contribution` (float32), `touchpoints` (int8), and further float32 columns that may hold NaN.
    orders: DataFrame `customer_id` (str), `date` (datetime64), `amount` (float64), in date order; None for none.
    name, notes: what the company is called, and sentences about the data that whoever shows it should pass on.
    recipe: how the base was made, a dict of plain text, numbers, lists and dicts; None if nobody can make it again.
    currency: the sign that the amounts are in, such as "$" or "CHF", where the data say so; "" where they do not.

    Somebody is *present* from joining (at the earliest the first month) to the last month with a contract in force,
    or to the end of the data where there are no contracts. Outside of that every array is zero (a nullable one NaN).
    Raises InputError, naming table, column and row, when the tables do not hold what this says.
    """

    def __init__(self, customers, months, arrays, orders=None, name="", notes=(), recipe=None,
                 currency=""):
        self.customers = check_customers(customers)
        self.months = check_months(months)
        self._first, self._last = check_arrays(arrays, self.customers, self.months)
        self.orders = check_orders(orders, self.customers, self.months)
        # Known columns first and in the dictionary's order. Read-only views: a metric must never change the base.
        names = [key for key in ARRAYS if key in arrays] + [key for key in arrays if key not in ARRAYS]
        self.arrays = {key: arrays[key].view() for key in names}
        for array in self.arrays.values():
            array.flags.writeable = False
        self.name = str(name)
        if not isinstance(notes, list | tuple):
            raise InputError(f"notes must be a list of sentences, not {type(notes).__name__}.")
        self.notes = tuple(str(note) for note in notes)
        self.recipe = recipe
        self.currency = str(currency)

    @property
    def has_contract(self):
        """Whether leaving is seen (a contract ends) or only guessed at (somebody buys no more)."""
        return "member" in self.arrays

    @property
    def present(self):
        """Boolean array (T, N): who has a panel row in which month."""
        month = np.arange(len(self.months))[:, None]
        return (month >= self._first) & (month <= self._last)

    @property
    def panel(self):
        """One row a customer-month in which they are present, by month and then in the customers' order.

        `customer_id` is categorical (codes are row numbers in customers), `member` a nullable boolean (all missing
        without contracts), `active` a bool, the rest as in `arrays`. Built each time it is asked for, without a sort.
        """
        months, customers = len(self.months), len(self.customers)
        cells = np.flatnonzero(self.present)
        row = (cells % max(customers, 1)).astype(np.int32)
        ids = pd.CategoricalDtype(self.customers["customer_id"].array)
        in_month = np.bincount(cells // max(customers, 1), minlength=months)
        columns = {
            "customer_id": pd.Categorical.from_codes(row, dtype=ids, validate=False),
            "month": self.months.repeat(in_month),
            "member": pd.array([pd.NA], dtype="boolean").take(np.zeros(len(cells), np.intp)),
        }
        for key, array in self.arrays.items():
            values = array.reshape(-1)[cells]
            columns[key] = values.view(bool) if key == "active" else values
            if key == "member":
                columns[key] = pd.arrays.BooleanArray(values.view(bool), np.zeros(len(values), bool))
        return pd.DataFrame(columns, copy=False)

    def write(self, folder, progress=None):
        """Write customers.csv, panel.csv, orders.csv and dictionary.csv into a folder, all four or none.

        progress: a function called now and then with the rows written so far and the rows in all.

        The dictionary names each column's table, dtype, unit, meaning and whether it is hidden truth. Text that a
        spreadsheet would run as a formula gets an apostrophe before it. InputError if it cannot be written.
        """
        write_tables(self, folder, progress)

    @classmethod
    def read(cls, folder):
        """The base that was written into a folder: equal tables, every dtype restored. InputError if damaged."""
        return read_tables(folder, cls)

    def __repr__(self):
        return f"CustomerBase({self.name!r}: {len(self.customers):,} customers, {len(self.months)} months)"

    def _repr_html_(self):
        first, last = (f"{month:%B %Y}" for month in (self.months[0], self.months[-1]))
        rows = {
            "customers ever": f"{len(self.customers):,}",
            "months": f"{len(self.months)} ({first} to {last})",
            "leaving": "seen, when a contract ends" if self.has_contract else "not seen, there are no contracts",
            "revenue": f"{self.arrays['revenue'].sum(dtype=np.float64):,.2f}",
            "orders": f"{len(self.orders):,}",
        }
        cells = "".join(f"<tr><th scope='row'>{key}</th><td>{value}</td></tr>" for key, value in rows.items())
        notes = "".join(f"<li>{html.escape(note)}</li>" for note in self.notes)
        caption = html.escape(self.name or "Customer base")
        return f"<table><caption>{caption}</caption>{cells}</table>" + (f"<ul>{notes}</ul>" if notes else "")
