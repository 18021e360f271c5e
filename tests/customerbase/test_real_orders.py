"""CDNOW and bases made of real orders, against counts taken from the file itself."""

import warnings

import numpy as np
import pandas as pd
import pytest

from customerbase import InputError, cdnow, from_orders
from customerbase.real_orders import CDNOW


@pytest.fixture(scope="module")
def orders():
    with warnings.catch_warnings():
        warnings.simplefilter("error")  # nothing in the file needs repair
        return cdnow()


def test_cdnow_is_read_whole(orders):
    assert len(orders) == 69_659
    assert orders["customer_id"].nunique() == 23_570
    assert round(orders["amount"].sum(), 2) == 2_500_315.63
    assert (orders["amount"] == 0).sum() == 80
    assert orders["date"].min() == pd.Timestamp("1997-01-01")
    assert orders["date"].max() == pd.Timestamp("1998-06-30")
    assert orders["customer_id"].iloc[0] == "00001"
    assert [str(dtype) for dtype in orders.dtypes] == ["str", "datetime64[us]", "float64"]


def test_cdnow_says_what_it_kept(orders):
    notes = " ".join(orders.attrs["notes"])
    assert "255 of 69,659 rows are exact copies of an earlier row; all are kept" in notes
    assert "80 of 69,659 orders came to nothing" in notes


def test_the_vendored_file_is_the_whole_one_and_says_where_it_comes_from():
    lines = CDNOW.read_text().split("\n")
    assert sum(int(line.split()[2]) for line in lines[1:] if line.strip()) == 167_881
    source = (CDNOW.parent / "README.txt").read_text()
    for word in ("Fader", "Hardie", "lifetimes", "0.11.3", "MIT", "not confirmed"):
        assert word in source


def test_cdnow_makes_a_base(orders):
    base = from_orders(orders, name="CDNOW")
    assert not base.has_contract
    assert len(base.months) == 18
    assert len(base.customers) == 23_570
    assert base.arrays["revenue"].sum(dtype=np.float64) == pytest.approx(2_500_315.63, abs=0.01)
    assert "contribution" not in base.arrays
    assert base.customers["joined"].max() == pd.Timestamp("1997-03-01")
    assert base.notes == tuple(orders.attrs["notes"])
    monthly = orders.groupby(orders["date"].dt.to_period("M"))
    assert list(base.arrays["active"].sum(axis=1)) == list(monthly["customer_id"].nunique())
    assert base.arrays["revenue"].sum(axis=1, dtype=np.float64) == pytest.approx(monthly["amount"].sum().to_numpy())
    assert len(base.panel) == base.present.sum()


def small(**change):
    table = {
        "customer_id": pd.Series(["b", "a", "b"], dtype="str"),
        "date": pd.to_datetime(["2024-03-05", "2024-01-31", "2024-03-05"]),
        "amount": [1.5, 2.0, 0.25],
    }
    return pd.DataFrame(table | change)


def test_orders_are_summed_by_customer_and_month():
    base = from_orders(small())
    assert list(base.customers["customer_id"]) == ["a", "b"]
    assert base.arrays["revenue"].tolist() == [[2, 0], [0, 0], [0, 1.75]]
    assert base.arrays["active"].tolist() == [[1, 0], [0, 0], [0, 1]]
    assert list(base.orders["amount"]) == [2.0, 1.5, 0.25]


@pytest.mark.parametrize(
    ("orders", "sentence"),
    [
        (small(amount=[1.0, -2.0, 3.0]), "orders, column 'amount', row 1: '-2.0' is negative"),
        (small(amount=[1.0, np.nan, 3.0]), "orders, column 'amount', row 1: is missing"),
        (small(amount=["1", "2", "3"]), "orders, column 'amount': must be float64, but is str"),
        (small(date=["2024", "2024", "2024"]), "orders, column 'date': must be datetime64, but is str"),
        (small(customer_id=[1, 2, 3]), "orders, column 'customer_id': must be str, but is int64"),
        (small().iloc[:0], "orders: there are none"),
        (small().drop(columns="date"), "orders: there is no column 'date'"),
        ([1, 2], "orders: must be a DataFrame, but is list"),
    ],
)
def test_unusable_orders_are_refused(orders, sentence):
    with pytest.raises(InputError, match=sentence):
        from_orders(orders)
