"""Chance from a table of counts: the very numbers of `by_chance`, without its customers."""

import numpy as np
import pytest

import synthetic
from customerbase import InputError, cdnow, from_orders
from metrics import movement
from metrics.chance_counts import chance_in_counts


def counted(move):
    """The comparable customers of a Movement, counted by (from, to)."""
    states = len(move.states)
    cell = move.source[move.comparable] * states + move.target[move.comparable]
    return np.bincount(cell, minlength=states**2).reshape(states, states)


@pytest.fixture(scope="module")
def moves():
    base = synthetic.generate("telecom", 2_000)
    orders = from_orders(cdnow())
    return [movement.between(base, "2025Q1", "2025Q2", movement.cuts(45, 70)),
            movement.between(orders, "1997Q4", "1998Q1", movement.cuts(30, 120))]


def test_it_is_by_chance_for_all_tiers_and_for_one(moves):
    for move in moves:
        states = len(move.states)
        lower = np.tri(states, k=-1, dtype=bool)
        lower[:, 0] = False
        for tier, rows in (("all", slice(None)), (move.states[-1], slice(-1, None))):
            flow = np.zeros((states, states), dtype=bool)
            flow[rows] = lower[rows]
            ours = chance_in_counts(counted(move), flow)
            theirs = movement.by_chance(move).loc[("all", tier, "to lower")]
            assert ours.observed > 20
            assert ours == pytest.approx(theirs[["observed", "by_chance", "excess", "low", "high"]].tolist())


def test_no_change_is_no_excess():
    lower = np.tri(3, k=-1, dtype=bool)
    still = chance_in_counts([[50, 5, 1], [5, 30, 4], [1, 4, 20]], lower)
    assert still.by_chance == pytest.approx(still.observed) == 10
    assert still.low < 0 < still.high
    assert chance_in_counts(np.zeros((3, 3)), lower) == (0, 0, 0, 0, 0)


def test_a_tier_that_nobody_ends_in_cannot_be_told():
    lower = np.tri(2, k=-1, dtype=bool)
    assert np.isnan(chance_in_counts([[3, 0], [4, 0]], lower).by_chance)
    with pytest.raises(InputError, match="counts"):
        chance_in_counts([[3, -1], [4, 0]], lower)
