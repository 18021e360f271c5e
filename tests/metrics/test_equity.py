"""Lifetime value, residual lifetime and equity: published numbers, direct sums, and the two views of one quarter."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import metrics
from customerbase import InputError, cdnow, from_orders
from metrics import equity, movement, sbg_mean_lifetime, sbg_survival


def test_clv_with_and_without_the_first_margin():
    whole, rest = equity.clv(100, 0.9, 0.12), equity.clv(100, 0.9, 0.12, first_margin=False)
    assert whole.value == pytest.approx(509, abs=0.5)
    assert rest.value == pytest.approx(409, abs=0.5)
    assert "first included" in whole.convention
    assert "left out" in rest.convention
    assert equity.clv(100, [0, 0.5], [0.1, 0]).value.tolist() == [100, 200]
    terms = 0.9 ** np.arange(2_000) / 1.12 ** np.arange(2_000)
    assert whole.value == pytest.approx(100 * terms.sum())
    with pytest.raises(InputError, match="no end"):
        equity.clv(1, 1, 0)


@given(st.floats(0.2, 10), st.floats(0.2, 10), st.integers(0, 30), st.floats(0.02, 1))
def test_derl_is_the_discounted_sum_of_conditional_survival(alpha, beta, renewals, discount):
    terms = 3_000  # 1.02^-3000 is nothing
    survival = sbg_survival(alpha, beta, renewals + terms)
    direct = (survival[renewals + 1:] / survival[renewals] * (1 / (1 + discount)) ** np.arange(terms)).sum()
    assert equity.derl(alpha, beta, renewals, discount) == pytest.approx(direct, rel=1e-9)


def test_derl_next_renewal_counts_undiscounted():
    # at an enormous discount only the renewal that is due now is left, with its probability
    assert equity.derl(0.7, 1.2, [0, 4], 1e9) == pytest.approx([1.2 / 1.9, 5.2 / 5.9])
    rising = metrics.derl(0.7, 1.2, np.arange(30), 0.1)
    assert (np.diff(rising) > 0).all()  # who renewed often is one of those who stay


def test_derl_of_customers_who_hardly_differ_is_constant_retention():
    # parameters for which the hypergeometric function of scipy has no answer
    assert equity.derl(500, 4_500, 0, 0.1) == pytest.approx(0.9 * 1.1 / (1.1 - 0.9), rel=0.001)
    assert equity.derl(5e6, 4.5e7, [0, 9], 0.1) == pytest.approx([0.9 * 1.1 / (1.1 - 0.9)] * 2, rel=1e-6)
    with pytest.raises(InputError, match="too near 0"):
        equity.derl(500, 4_500, 0, 1e-9)


def test_derl_without_discount():
    assert equity.derl(1, 1.2, 3, 0) == np.inf
    assert equity.derl(0.7, 1.2, [0, 3], 0).tolist() == [np.inf, np.inf]
    assert equity.derl(1.5, 1.2, 0, 0) == pytest.approx(sbg_mean_lifetime(1.5, 1.2) - 1)  # the first period is paid
    assert equity.derl(3, 1.2, 2, 0) == pytest.approx(equity.derl(3, 1.2, 2, 1e-7), rel=1e-5)


def test_equity_of_today_and_of_those_to_come():
    assert equity.current_equity(1_000, 10, 0.9, 0.12) == pytest.approx(50_909, abs=1)
    assert equity.current_equity([600, 400], 10, [0.9, 0.5], 0.12) == pytest.approx(
        600 * 10 * 1.12 / 0.22 + 400 * 10 * 1.12 / 0.62)
    assert equity.current_equity(0, 10, 0.9, 0.12) == 0
    assert equity.future_equity([100, 200], 50, 30, 0.1) == pytest.approx(2_000 / 1.1 + 4_000 / 1.21)
    forever = equity.future_equity(100, 50, 60, 0.1)
    assert forever == pytest.approx(-10_000)  # winning costs more than it brings
    assert equity.future_equity(np.full(500, 100), 50, 60, 0.1) == pytest.approx(forever)
    with pytest.raises(InputError, match="for ever at a discount of 0"):
        equity.future_equity(100, 50, 30, 0)


def test_two_views_of_one_quarter(make_base):
    """a pays 10 a month, b 20 and leaves in May, c joins in April at 30 and costs 50 to win; half is margin."""
    base = make_base([0, 0, 3], [13, 4, 13], [10, 20, 30])
    table = equity.two_views(base, "2023Q1", "2023Q2", 0.9, 1.02**4 - 1, margin=0.5, cac=50)
    cost, asset = table.loc["cost centre"], table.loc["asset"]
    assert cost.index.tolist() == ["revenue", "cost of serving", "cost of winning", "result"]
    assert cost["money"].tolist() == [140, -70, -50, 20]
    worth = 0.5 * 3 * 1.02 / 0.12
    assert asset["money"].to_numpy() == pytest.approx(np.array([30, 30, -20, 0, 0, 40]) * worth)
    assert asset["people"].tolist() == [2, 1, 1, 0, 0, 2]
    assert asset["money"].iloc[:-1].sum() == pytest.approx(asset["money"].iloc[-1])


def test_two_views_of_real_orders():
    base = from_orders(cdnow())
    with pytest.raises(InputError, match="does not say what its revenue contributes"):
        equity.two_views(base, "1997Q3", "1997Q4", 0.5, 0.1)
    table = equity.two_views(base, "1997Q3", "1997Q4", 0.5, 0.1, margin=0.3, cac=20)
    total = movement.totals(movement.between(base, "1997Q3", "1997Q4")).loc["all"]
    assert table.loc[("cost centre", "revenue"), "money"] == pytest.approx(total["closing_value"])
    assert table.loc[("cost centre", "cost of winning"), "money"] == 0  # all of the new are back, nobody was won
    worth = table.loc["asset", "money"]
    assert worth.iloc[:-1].sum() == pytest.approx(worth["closing customers"])


def test_two_views_take_the_margin_that_the_base_knows(make_base):
    base = make_base([0], [13], [10.0])
    base.arrays["contribution"] = base.arrays["revenue"] * np.float32(0.25)
    table = equity.two_views(base, "2023Q1", "2023Q2", 0.9, 1.02**4 - 1)
    assert table.loc[("cost centre", "result"), "money"] == pytest.approx(7.5)


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: equity.clv(1, 90, 0.1), "retention is 90, but it must be a fraction"),
        (lambda: equity.clv(1, 0.9, -0.1), "discount is -0.1"),
        (lambda: equity.derl(0, 1, 0, 0.1), "alpha and beta must each be one number above 0"),
        (lambda: equity.derl([1, 2], 1, 0, 0.1), "alpha and beta must each be one number above 0"),
        (lambda: equity.derl(1, 1, -1, 0.1), "renewals is -1"),
        (lambda: equity.derl(1, 1, 1.5, 0.1), "renewals must be whole numbers"),
        (lambda: equity.derl(1, 1, 1, [0.1, 0.2]), "discount must be one number"),
        (lambda: equity.current_equity(-1, 1, 0.9, 0.1), "people is -1"),
        (lambda: equity.future_equity([-1], 1, 1, 0.1), "arrivals is -1"),
    ],
)
def test_refusals(call, words):
    with pytest.raises(InputError, match=words):
        call()
