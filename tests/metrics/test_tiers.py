"""Tiers by amount, by rank and by segment; ranks against a full sort."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from customerbase import InputError
from metrics.tiers import cuts, segments, shares


def place(tiers, money, here=None, known=None, customers=None):
    money = np.asarray(money, dtype=float)
    here = money > 0 if here is None else np.asarray(here)
    return tiers(money, here, np.ones(len(money), dtype=bool) if known is None else known, customers)


def test_cuts_put_an_amount_on_the_edge_into_the_upper_tier():
    tier, names = place(cuts(20, 1_000), [0, 19.99, 20, 999, 1_000], here=[False, True, True, True, True])
    assert tier.tolist() == [0, 1, 2, 2, 3]
    assert names == ("under 20", "20 to 1,000", "1,000 or more")
    assert place(cuts(20), [0.0], here=[True])[0].tolist() == [1]  # a customer who paid nothing is one all the same


@given(st.lists(st.integers(0, 6), min_size=1, max_size=60), st.sampled_from([(0.5, 0.4, 0.1), (0.9, 0.1), (0.2,) * 5]))
def test_shares_are_a_sort_with_earlier_rows_first(paid, parts):
    money = np.array(paid, dtype=float)
    tier, names = place(shares(*parts), money)
    assert len(names) == len(parts)
    assert names[1:-1] in {("next 40 %",), (), ("20 to 40 %", "40 to 60 %", "60 to 80 %")}
    here = np.flatnonzero(money > 0)
    order = here[np.argsort(-money[here], kind="stable")]  # best first
    left = order
    for number in range(len(parts), 1, -1):
        reach = int(sum(parts[number - 1:]) * len(here) + 0.5 + 1e-9)
        expected, left = order[len(order) - len(left):reach], order[max(reach, len(order) - len(left)):]
        assert sorted(np.flatnonzero(tier == number)) == sorted(expected)
    assert sorted(np.flatnonzero(tier == 1)) == sorted(left)
    assert (tier[money == 0] == 0).all()


def test_shares_of_the_known_count_those_who_did_not_buy():
    money = np.r_[np.zeros(90), np.arange(1, 11)]
    assert np.bincount(place(shares(0.9, 0.1), money)[0]).tolist() == [90, 9, 1]
    assert np.bincount(place(shares(0.95, 0.05, of="known"), money)[0]).tolist() == [90, 5, 5]
    assert np.bincount(place(shares(0.5, 0.5, of="known"), money)[0]).tolist() == [90, 0, 10]
    known = money > 5
    assert np.bincount(place(shares(0.6, 0.4, of="known"), money, known=known)[0]).tolist() == [90, 8, 2]


def test_segments_are_taken_as_they_are():
    customers = pd.DataFrame({"kind": pd.Categorical(["a", "b", None, "a"], categories=["b", "a"])})
    tier, names = place(segments("kind"), [5, 5, 5, 0], customers=customers)
    assert tier.tolist() == [2, 1, 3, 0]
    assert names == ("b", "a", "(missing)")


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: cuts(), "rising order"),
        (lambda: cuts(20, 20), "rising order"),
        (lambda: cuts("much"), "must be a number"),
        (lambda: cuts(20, names=("one",)), "names must be 2 different names"),
        (lambda: cuts(20, names=("one", "one")), "names must be 2 different names"),
        (lambda: shares(0.5, 0.4), "add up to 1"),
        (lambda: shares(1), "add up to 1"),
        (lambda: shares(50, 50), "fraction from 0 to 1"),
        (lambda: shares(0.9, 0.1, of="buyers"), "of is 'buyers'"),
    ],
)
def test_refusals(call, words):
    with pytest.raises(InputError, match=words):
        call()
