"""Gross and net revenue retention, from totals, from customers and from a base; the quick ratio."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from customerbase import InputError
from metrics import (
    gross_revenue_retention,
    net_revenue_retention,
    quick_ratio,
    revenue_moves,
    revenue_retention,
)


def test_textbook_month_from_totals():
    assert gross_revenue_retention(20_000, 1_200, 800) == pytest.approx(0.90)
    assert net_revenue_retention(20_000, 1_200, 800, 3_000) == pytest.approx(1.05)


def test_the_same_month_from_its_customers():
    opening = np.array([1_200, 5_000, 4_800, 9_000, 0])
    closing = np.array([0, 4_200, 7_800, 9_000, 2_500])
    moves = revenue_moves(opening, closing)
    assert moves == (20_000, 1_200, 800, 3_000, 2_500)
    assert gross_revenue_retention(*moves[:3]) == pytest.approx(0.90)
    assert net_revenue_retention(*moves[:4]) == pytest.approx(1.05)


def test_quick_ratio():
    assert quick_ratio(new=20, expansion=8, churn=5, contraction=3) == pytest.approx(3.5)


money = arrays(float, 20, elements=st.integers(0, 1_000).map(float))


@given(money, money)
def test_gross_is_at_most_one_and_at_most_net(opening, closing):
    opening[0] = 1 + opening[0]
    moves = revenue_moves(opening, closing)
    gross, net = gross_revenue_retention(*moves[:3]), net_revenue_retention(*moves[:4])
    assert 0 <= gross <= 1
    assert gross <= net
    assert net == pytest.approx(closing[opening > 0].sum() / opening.sum())
    assert moves.opening - moves.churn - moves.contraction + moves.expansion + moves.new == pytest.approx(closing.sum())


def test_base_with_contracts(make_base):
    # three pay 100, one leaves, one pays 130 and one 90 at the end; a newcomer's 500 does not count
    revenue = np.array([[100, 100, 100, 500]] * 5 + [[100, 130, 90, 500]] * 8)
    base = make_base([0, 0, 0, 3], [4, 13, 13, 13], revenue)
    result = revenue_retention(base, "2023-01", "2023-12")
    assert result.gross == pytest.approx(190 / 300)
    assert result.net == pytest.approx(220 / 300)
    assert result.moves == (300, 100, 10, 30, 500)
    assert result.label == "revenue retention"


def test_a_longer_window_quiets_irregular_spending(make_base):
    # both pay 200 every other month, in turn: nobody spends less, but any single month says all is lost
    revenue = np.array([[200, 0], [0, 200]] * 6 + [[200, 0]])
    base = make_base([0, 0], [13, 13], revenue)
    assert revenue_retention(base, "2023-06", "2023-11").gross == 0
    year = revenue_retention(base, "2023-06", "2023-12", months=6)
    assert (year.gross, year.net) == (1, 1)
    # whoever left has no closing revenue, though the window still holds some of theirs
    left = make_base([0, 0], [13, 10], [100, 100])
    assert revenue_retention(left, "2023-06", "2023-12", months=6).gross == pytest.approx(0.5)
    # and whoever left before the start has no opening revenue to lose
    gone = make_base([0, 0], [13, 4], [100, 100])
    assert revenue_retention(gone, "2023-06", "2023-12", months=6).moves == (100, 0, 0, 0, 0)


def test_without_contracts_it_is_refused_or_called_noise(make_base):
    base = make_base([0, 0], [13, 13], [[100, 0], [0, 50]] * 6 + [[100, 0]], contract=False)
    with pytest.raises(InputError, match="no contracts.*purchase_noise=True"):
        revenue_retention(base, "2023-01", "2023-02")
    result = revenue_retention(base, "2023-01", "2023-02", purchase_noise=True)
    assert (result.gross, result.net) == (0, 0)
    assert "purchase noise, not retention" in result.label


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: gross_revenue_retention(0, 0, 0), "no opening revenue"),
        (lambda: net_revenue_retention([10, 0], 0, 0, 5), "no opening revenue"),
        (lambda: gross_revenue_retention(100, 60, 50), "more than the opening revenue"),
        (lambda: quick_ratio(5, 5, 0, 0), "No revenue was lost"),
        (lambda: revenue_moves([1, 2], [1, 2, 3]), "shape"),
        (lambda: revenue_moves([1, 2], [1, -2]), "closing is -2"),
    ],
)
def test_refusals(call, words):
    with pytest.raises(InputError, match=words):
        call()


def test_base_refuses_months_it_does_not_have(make_base):
    base = make_base([0], [13], [10])
    with pytest.raises(InputError, match="start '2022-12' is not a month of this base; choose from 2023-01 to 2024-01"):
        revenue_retention(base, "2022-12", "2023-02")
    with pytest.raises(InputError, match="not before the end"):
        revenue_retention(base, "2023-02", "2023-02")
