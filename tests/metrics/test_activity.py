"""Who counts as active: by hand, by brute force, and on the CDNOW orders."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from customerbase import InputError, cdnow
from metrics import active_customers, repeat_buyers


@pytest.fixture(scope="module")
def real():
    return cdnow()


def frame(rows):
    """Orders from (customer, date, amount) rows."""
    orders = pd.DataFrame(rows, columns=["customer_id", "date", "amount"])
    return orders.astype({"customer_id": "str", "amount": "float64"}).assign(date=pd.to_datetime(orders["date"]))


def test_cdnow_by_value(real):
    assert active_customers(real, "1998-06-30", 90) == 3_301
    assert active_customers(real, "1998-06-30", 180) == 5_360
    assert active_customers(real, "1998-06-30", 10_000) == 23_570


def test_cdnow_surviving_base(real):
    table = repeat_buyers(real)
    assert table["buyers"].iloc[0] == 23_570
    assert table["rate"].iloc[0] == pytest.approx(0.228, abs=0.0005)
    assert table["revenue"].sum() == pytest.approx(2_500_315.63)
    # the illusion: the base dies while the rate of those who still buy doubles
    assert table["buyers"].iloc[-1] < 0.2 * 23_570
    assert table["rate"].iloc[-2] > 1.8 * table["rate"].iloc[0]
    assert table["rate"].iloc[-1] is pd.NA


def test_both_ends_of_the_window():
    orders = frame([("a", "1998-04-01", 1), ("b", "1998-04-02", 1), ("c", "1998-06-30", 1), ("d", "1998-07-01", 1)])
    assert active_customers(orders, "1998-06-30", 90) == 2  # b and c: later than 1 April, not after 30 June
    assert active_customers(orders, "1998-06-30", 91) == 3
    assert active_customers(orders, "1998-06-30", 1) == 1
    assert active_customers(orders, "1998-07-01", 1) == 1
    assert active_customers(orders, "1990-01-01", 365) == 0


def test_time_of_day_does_not_move_a_day():
    orders = frame([("a", "1998-04-02 00:00", 1), ("b", "1998-06-30 23:59", 1), ("c", "1998-04-01 23:59", 1)])
    assert active_customers(orders, "1998-06-30", 90) == 2
    assert active_customers(orders, pd.Timestamp("1998-06-30 08:00"), 90) == 2


@given(st.lists(st.tuples(st.sampled_from("abcde"), st.integers(0, 400)), max_size=40), st.integers(0, 450))
@settings(deadline=None)
def test_every_window_at_once_counts_as_one_by_one(rows, today):
    begin = pd.Timestamp("2024-01-01")
    orders = frame([(who, begin + pd.Timedelta(days=day), 1) for who, day in rows])
    as_of, windows = begin + pd.Timedelta(days=today), np.array([1, 30, 90, 365, 10**9])
    counts = active_customers(orders, as_of, windows)
    assert counts.tolist() == [len({who for who, day in rows if today - n < day <= today}) for n in windows]
    assert counts.tolist() == [active_customers(orders, as_of, int(n)) for n in windows]
    assert (np.diff(counts) >= 0).all()  # the longer the look, the more "customers"


def test_repeat_buyers_by_hand():
    orders = frame([("a", "2024-01-05", 10), ("a", "2024-02-05", 20), ("b", "2024-03-31", 5), ("a", "2024-04-01", 7),
                    ("c", "2024-11-01", 3)])  # fmt: skip
    table = repeat_buyers(orders)
    assert table.index.astype(str).tolist() == ["2024Q1", "2024Q2", "2024Q3", "2024Q4"]
    assert table["buyers"].tolist() == [2, 1, 0, 1]
    assert table["again"].tolist() == [1, 0, 0, pd.NA]
    assert table["rate"].tolist() == [0.5, 0, pd.NA, pd.NA]
    assert table["revenue"].tolist() == [35, 7, 0, 3]


ONE = frame([("a", "2024-01-05", 10)])


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: active_customers(ONE, "2024-01-31", 0), "days is 0"),
        (lambda: active_customers(ONE, "2024-01-31", 1.5), "days must be a whole number"),
        (lambda: active_customers(ONE, "2024-01-31", []), "no number"),
        (lambda: active_customers(ONE, "today-ish", 30), "as_of must be a date"),
        (lambda: active_customers(ONE, None, 30), "as_of must be a date"),
        (lambda: active_customers(ONE.drop(columns="date"), "2024-01-31", 30), "no column 'date'"),
        (lambda: active_customers(ONE.assign(date="2024-01-05"), "2024-01-31", 30), "read the file with read_orders"),
        (lambda: active_customers(ONE.assign(date=pd.NaT), "2024-01-31", 30), "1 of the orders have no date"),
        (lambda: repeat_buyers(ONE.iloc[:0]), "no orders"),
        (lambda: repeat_buyers(ONE, "week"), "choose one of month"),
    ],
)
def test_refusals(call, words):
    with pytest.raises(InputError, match=words):
        call()
