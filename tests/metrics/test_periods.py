"""Periods of a base: what a person may write, and which are whole."""

import numpy as np
import pandas as pd
import pytest

from customerbase import InputError, cdnow, from_orders
from metrics.periods import holdings, span


def shop(first, last, step=3):
    days = pd.date_range(first, last, freq=f"{step}D")
    return from_orders(pd.DataFrame({"customer_id": pd.Series(["a"] * len(days), dtype="str"), "date": days,
                                     "amount": np.ones(len(days))}))


@pytest.mark.parametrize(
    ("written", "rows", "name"),
    [
        ("2023-03", (2, 2), "2023-03"),
        ("2023Q2", (3, 5), "2023Q2"),
        ("2023", (0, 11), "2023"),
        (pd.Period("2023Q3"), (6, 8), "2023Q3"),
        (("2023-02", "2023-12"), (1, 11), "2023-02 to 2023-12"),
        (("2023Q2", "2023Q3"), (3, 8), "2023Q2 to 2023Q3"),
    ],
)
def test_ways_to_write_a_period(make_base, written, rows, name):
    period = span(make_base([0], [13], [1]), written)
    assert (period.first, period.last) == rows
    assert period.months == rows[1] - rows[0] + 1
    assert period.name == name
    assert period.complete
    assert period.note == ""


def test_a_period_that_the_data_end_in(make_base):
    period = span(make_base([0], [13], [1]), "2024Q1")  # the data end with January 2024
    assert (period.first, period.last, period.months) == (12, 12, 3)
    assert not period.complete
    assert period.note == "2024Q1 is still in progress: the data end with 2024-01."


def test_orders_tell_when_their_last_month_is_not_over():
    assert span(shop("2023-01-01", "2023-06-29"), "2023Q2").complete  # orders come every third day
    part = span(shop("2023-01-01", "2023-06-14"), "2023Q2")
    assert part.note == "2023Q2 is still in progress: the last order is of 2023-06-12."
    assert span(shop("2023-01-01", "2023-06-14"), "2023Q1").complete
    late = shop("2023-01-16", "2023-06-30")
    assert span(late, "2023Q1").note == "2023Q1 is not whole: the first order is of 2023-01-16."
    assert span(late, "2023Q2").complete
    real = from_orders(cdnow())
    assert [span(real, quarter).complete for quarter in ("1997Q1", "1997Q2", "1998Q2", "1998")] == [True] * 3 + [False]


def test_holdings_of_newcomers_are_not_diluted(make_base):
    base = make_base([0, 2, 0], [13, 13, 2], [30, 30, 30])
    here, money = holdings(base, span(base, "2023Q1"))
    assert here.tolist() == [True, True, False]
    assert money.tolist() == [30, 30, 0]
    assert money.dtype == np.float64
    orders = shop("2023-01-01", "2023-06-29")
    money = holdings(orders, span(orders, "2023Q1"))[1]
    assert money.tolist() == [30]  # every third day, all of them
    assert money.dtype == np.float64


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("soon", "'soon' is not a period; write a month"),
        (2023, "2023 is not a period"),
        ("2023-03-05", "is not a period"),
        (None, "None is not a period"),
        (("2023-01", "2023-02", "2023-03"), "is not a period"),
        (("2023-05", "2023-02"), "ends before it begins"),
        ("2022Q4", "The first month of 2022Q4, '2022-10' is not a month of this base; choose from 2023-01 to 2024-01"),
        ("2030", "The first month of 2030, '2030-01' is not a month"),
    ],
)
def test_refusals(make_base, written, words):
    with pytest.raises(InputError, match=words):
        span(make_base([0], [13], [1]), written)
