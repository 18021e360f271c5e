"""Days since the last order, and what was ordered lately: each window of active_customers is one cut through them."""

import numpy as np
import pandas as pd
import pytest

from customerbase import InputError, cdnow
from metrics import active_customers
from metrics.recency import days_since_last, orders_within


def frame(*rows):
    table = pd.DataFrame(rows, columns=["customer_id", "date", "amount"])
    return table.assign(date=pd.to_datetime(table["date"], format="ISO8601"))


def test_by_hand():
    orders = frame(("a", "2024-01-01", 5.0), ("b", "2024-01-03 18:00", 2.5), ("a", "2024-01-02", 1.0))
    counts = days_since_last(orders, ["2024-01-04", "2024-01-01", "2023-12-31", "2024-01-03"], 3)
    assert counts.tolist() == [[0, 1, 1, 0], [1, 0, 0, 0], [0, 0, 0, 0], [1, 1, 0, 0]]
    assert days_since_last(orders, ["2024-01-04", "2026-01-01"], 2).tolist() == [[0, 1, 1], [0, 0, 2]]
    number, money = orders_within(orders, ["2024-01-03", "2024-01-01", "2023-12-31", "2024-01-09"], 2)
    assert number.tolist() == [2, 1, 0, 0]
    assert money.tolist() == [3.5, 5, 0, 0]


@pytest.mark.parametrize("seed", range(10))
def test_every_window_is_active_customers(seed):
    rng = np.random.default_rng(seed)
    days = rng.integers(0, 400, 200)
    orders = frame(*((f"c{c}", pd.Timestamp("2023-01-01") + pd.Timedelta(days=int(d)), 1.0)
                     for c, d in zip(rng.integers(0, 40, 200), days, strict=True)))
    dates = pd.to_datetime(["2023-03-31", "2024-02-29", "2023-12-31"])
    counts = days_since_last(orders, dates, 365)
    for row, date in zip(counts, dates, strict=True):
        for window in (1, 30, 90, 365):
            assert row[:window].sum() == active_customers(orders, date, window)
    for k, date in enumerate(dates):
        lately = (orders["date"] <= date) & (orders["date"] > date - pd.Timedelta(days=30))
        assert orders_within(orders, dates, 30)[0][k] == lately.sum()


def test_cdnow():
    counts = days_since_last(cdnow(), ["1998-06-30"], 200)[0]
    assert counts[:90].sum() == 3_301
    assert counts[:180].sum() == 5_360
    assert counts.sum() == 23_570


def test_refusals():
    with pytest.raises(InputError, match="no orders"):
        days_since_last(frame(("a", "2024-01-01", 1.0)).iloc[:0], ["2024-01-01"], 9)
    with pytest.raises(InputError, match="no column 'amount'"):
        orders_within(frame(("a", "2024-01-01", 1.0)).drop(columns="amount"), ["2024-01-01"], 30)
    with pytest.raises(InputError, match="must be a date"):
        days_since_last(frame(("a", "2024-01-01", 1.0)), ["soon"], 9)
