"""What a run of the chain leaves behind for the tables: month x customer arrays, orders, and everybody's end."""

import numpy as np

from customerbase.sum_by import sum_by
from synthetic.leaving import reasons

SURVEY = ("recommend", "satisfaction", "appreciated")  # in the order in which survey.py asks
DTYPES = {"member": np.int8, "active": np.int8, "revenue": np.float32, "contribution": np.float32,
          "touchpoints": np.int8, "visits": np.int8, **dict.fromkeys(SURVEY, np.float32)}


class Record:
    """Filled by `watch` after each month of one group: customers, or the friends who came."""

    def __init__(self, months, number):
        self.months = months
        self.arrays = {name: np.zeros((months, number), dtype) for name, dtype in DTYPES.items()}
        for name in SURVEY:
            self.arrays[name].fill(np.nan)
        self.orders = []  # of each month: rows, dates, amounts
        self.reason = np.full(number, -1, np.int8)  # place in REASONS of whoever has decided to leave
        self.felt, self.satisfaction, self.expectation = (np.zeros(number) for _ in range(3))

    def watch(self, c, month):
        """Keep a month."""
        t, company, here, visits = month.t, c.company, month.present, month.luck.visits
        row = {name: array[t] for name, array in self.arrays.items()}
        np.multiply(visits.number, month.using, out=row["visits"])
        np.greater(row["visits"], 0, out=row["active"], casting="unsafe")
        np.multiply(month.luck.contacts, here, out=row["touchpoints"])
        row["touchpoints"] += row["visits"]
        row["member"][:] = here
        row["revenue"][:] = month.revenue
        row["contribution"][:] = month.contribution
        if not company.contract:
            self._keep_orders(c, month, row)
        rows, scores = month.answers
        for name, score in zip(SURVEY, scores, strict=True):
            row[name][rows] = score
        deciders = month.deciders if t else np.union1d(month.deciders, np.flatnonzero(c.deciding <= 0))
        self.reason[deciders] = reasons(c, month, deciders)  # some had decided before the first month
        last = np.flatnonzero(here & ((c.leaving == t + 1) | (t == self.months - 1)))
        for name in ("felt", "satisfaction", "expectation"):
            getattr(self, name)[last] = getattr(c, name)[last]

    def _keep_orders(self, c, month, row):
        """The orders of those who are there, at this month's prices; revenue is their sum, to the cent."""
        customer, date, amount = month.luck.visits.orders
        kept = month.using[customer]
        customer, date, amount = customer[kept], date[kept], amount[kept]
        if month.factor is not None or month.price:
            factor = 1 if month.factor is None else np.broadcast_to(month.factor, len(c))[customer]
            amount = np.maximum(np.round(amount * factor * (1 + month.price), 2), 0.01)
            row["revenue"][:] = sum_by(customer, amount, len(c))
        self.orders.append((customer, date, amount))


def joined_up(records):
    """The arrays of several groups side by side, and their orders together in order of date: (arrays, orders)."""
    arrays = {name: np.concatenate([record.arrays[name] for record in records], axis=1) for name in DTYPES} \
        if len(records) > 1 else records[0].arrays
    start = np.cumsum([0, *(record.felt.size for record in records)])
    orders = [(customer + start[place], date, amount)
              for place, record in enumerate(records) for customer, date, amount in record.orders]
    if not orders:
        return arrays, None
    customer, date, amount = (np.concatenate(column) for column in zip(*orders, strict=True))
    if len(records) > 1:
        order = np.argsort(date, kind="stable")
        customer, date, amount = customer[order], date[order], amount[order]
    return arrays, (customer, date, amount)
