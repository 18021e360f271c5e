"""Payback, naive and with survival, against the published months and a running sum."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from customerbase import InputError
from metrics import equity


def test_naive():
    assert equity.naive_payback(300, 21) == pytest.approx(14.29, abs=0.005)
    assert equity.naive_payback(1_200, 180, 0.75) == pytest.approx(8.89, abs=0.005)
    with pytest.raises(InputError, match="Without a margin"):
        equity.naive_payback(300, [21, 0])


def test_with_survival_and_where_the_margin_arrives_matters():
    churn = [0, 0.03, 0.05, 0.07, 0.08]
    assert equity.payback(300, 21, churn).tolist() == [15, 19, 25, np.inf, np.inf]
    assert equity.payback(300, 21, churn[:3], paid="end").tolist() == [15, 20, 28]
    assert equity.payback(300, 21, 0.0699) == 91
    assert equity.payback(300, 21, 0.07, paid="end") == np.inf
    assert equity.payback(262, 21, 0.08) < np.inf  # 8 % tops out at 262.5
    assert equity.payback(262.5, 21, 0.08) == np.inf


def test_edges():
    assert equity.payback(0, 21, 0.5) == 0
    assert equity.payback(21, 21, 1) == 1
    assert equity.payback(22, 21, 1) == np.inf
    assert equity.payback(1, 21, 1, paid="end") == np.inf
    assert equity.payback(1, 0, 0) == np.inf
    assert equity.payback([0, 42], 21, [[0.0], [1.0]]).tolist() == [[0, 2], [0, np.inf]]
    assert equity.payback(63, 21, 0) == 3
    assert equity.payback(2.1, 0.3, 0) == 7  # 2.1/0.3 is a hair above 7 to a computer
    assert equity.payback(1.25, 1, 5e-324) == 2  # the smallest number there is
    assert equity.payback(0, 0, 0.1) == 0  # nothing spent is paid back at once, whatever comes in


@given(st.floats(1, 500), st.floats(1, 100), st.floats(0, 0.5), st.sampled_from(["start", "end"]))
def test_it_is_the_running_sum(cac, margin, churn, paid):
    start = paid == "start"
    sums = np.cumsum(margin * (1 - churn) ** np.arange(0 if start else 1, 2_000))
    months = equity.payback(cac, margin, churn, paid)
    if months == np.inf:
        assert sums[-1] <= cac * (1 + 1e-9)
    elif months <= 2_000:
        assert sums[int(months) - 1] >= cac * (1 - 1e-8)
        assert months == 1 or sums[int(months) - 2] < cac * (1 + 1e-8)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [((-1, 21, 0.1), "cac is -1"), ((300, 21, 5), "churn is 5"), ((300, 21, 0.1, "later"), "paid is 'later'")],
)
def test_refusals(arguments, words):
    with pytest.raises(InputError, match=words):
        equity.payback(*arguments)
