"""Value tiers as states that customers move between: what that makes them worth, and whether it may be believed."""

from typing import NamedTuple

import numpy as np
import pandas as pd

from customerbase import CustomerBase, InputError
from customerbase.arguments import checked
from customerbase.errors import brief
from metrics.checks import not_negative, numbers, several, whole
from metrics.movement import USUAL_TIERS, Movement, between


def migration_value(P, R, discount, periods=None):
    """What a customer in each state is worth, when every period they move between states with fixed probabilities.

    Formula: V = R + P R/(1+d) + P^2 R/(1+d)^2 + ... = (I - P/(1+d))^-1 R, or the first `periods` + 1 terms of it.
    P: shape (states, states), row = from, each row sums to 1; a lost state is absorbing, with R = 0. R: money a period
    in each state, shape (states,); negative for a cost. Convention: R is paid now, then after each move.
    discount: fraction a period, 0 or more; periods: moves looked ahead, None for ever. Returns money now, (states,).
    Source: Pfeifer & Carraway 2000, "Modeling customer relationships as Markov chains".
    Rows that are no probabilities, or discount 0 with no end (customers in a state that is never left for good pay for
    ever): InputError. Believe the long run only where `markov_check` holds.
    """
    P, R = numbers(P, "P"), numbers(R, "R")
    if P.ndim != 2 or P.shape[0] != P.shape[1] or R.shape != P.shape[:1] or len(R) == 0:
        raise InputError(f"P has shape {P.shape} and R {R.shape}; give one row and one column a state, and one R each.")
    for row, sum_ in enumerate(P.sum(axis=1)):
        if (P[row] < 0).any() or abs(sum_ - 1) > 1e-6:
            raise InputError(f"Row {row + 1} of P is not probabilities: each 0 or more, and 1 in all, not {sum_:g}.")
    kept = P / (1 + _discount(discount))
    if periods is not None:
        value = R
        for _ in range(whole(periods, "periods")):
            value = R + kept @ value
        return value
    if discount == 0:
        raise InputError("With a discount of 0 the value has no end; give a discount above 0, or a number of periods.")
    return np.linalg.solve(np.eye(len(R)) - kept, R)


@checked
def transition(move: Movement):
    """Share of each state's customers that went to each state: a DataFrame, from x to, each row summing to 1.

    move: a `movement.Movement`. Newcomers are in no row: before they joined they were in no state. With contracts the
    state "no customer" is absorbing. A row of NaN where nobody was in the state.
    """
    counted = (move.source >= 0) & ~move.joined_later
    states = len(move.states)
    key = move.source[counted] * states + move.target[counted]
    people = np.bincount(key, minlength=states * states).reshape(states, states).astype(float)
    if move.contract:
        people[0] = np.eye(states)[0]
    size = people.sum(axis=1, keepdims=True)
    share = np.divide(people, size, out=np.full_like(people, np.nan), where=size > 0)
    return pd.DataFrame(share, index=pd.Index(move.states, name="from"), columns=pd.Index(move.states, name="to"))


class MarkovCheck(NamedTuple):
    """How many of a tier's customers are still in it at the end: predicted by the steps, and observed.

    state: the tier; people: customers in it at the start; predicted: share by the product of the steps' matrices;
    observed: share found; low, high: 95 % interval of observed - predicted; holds: whether zero lies in it.
    """

    state: str
    people: int
    predicted: float
    observed: float
    low: float
    high: float
    holds: bool


@checked
def markov_check(base: CustomerBase, periods, tiers=USUAL_TIERS, state=None):
    """Does the next period depend on this one only? Predicted against observed share still in a tier.

    base: a CustomerBase; periods: two or more steps, so three or more periods in order, all of equal length; tiers: as
    in `movement.between`; state: a state's name, None for the top tier. Multiplying the matrices of the single steps
    assumes that a customer's past is forgotten at each of them. Where customers differ for good, more of the top tier
    are at the top later than that says. Returns a `MarkovCheck`; where `holds` is False show both shares and no
    long-run value (`migration_value` without periods). Interval: analytic (delta method over customers), for the two
    shares come from the same people; cuts that are read off the data, as by `movement.shares`, are taken as given.
    Fewer than three periods, an unknown state, or nobody in it at the start: InputError.
    """
    periods = several(periods, "periods")
    if len(periods) < 3:
        raise InputError("A Markov check needs three or more periods: with one step there is nothing to multiply.")
    moves = [between(base, earlier, later, tiers) for earlier, later in zip(periods[:-1], periods[1:], strict=True)]
    states = moves[0].states
    state = states[-1] if state is None else state
    if state not in states[1:]:
        raise InputError(f"{brief(state)} is not a tier; choose one of {', '.join(states[1:])}.")
    row, first, last = states.index(state), moves[0].source, moves[-1].target
    there = first == row
    people = int(np.count_nonzero(there))
    if people == 0:
        raise InputError(f"Nobody is in the tier {state!r} in {moves[0].earlier.name}, so nobody can be followed.")
    observed = np.count_nonzero(there & (last == row)) / people
    predicted, influence = _product(moves, row)
    influence = there * ((last == row) - observed) / people - influence
    half = 1.959964 * np.sqrt(np.sum(influence**2))
    low, high = observed - predicted - half, observed - predicted + half
    return MarkovCheck(state, people, predicted, float(observed), float(low), float(high), bool(low <= 0 <= high))


def _product(moves, row):
    """Chance of being in state `row` again after all steps, and each customer's influence on it (delta method)."""
    steps = [transition(move).to_numpy() for move in moves]
    # nobody starts from an empty state, so what its row says does not count
    steps = [np.where(np.isnan(step), np.eye(len(step)), step) for step in steps]
    arrive = np.eye(len(steps[0]))[row]  # chance of having come to each state so far
    influence = np.zeros(len(moves[0].source))
    for number, (move, step) in enumerate(zip(moves, steps, strict=True)):
        after = np.eye(len(step))[row]  # chance of ending in `row` from each state after this step
        for later in reversed(steps[number + 1:]):
            after = later @ after
        counted = (move.source >= move.contract) & ~move.joined_later  # with contracts, being lost is no estimate
        source, target = move.source[counted], move.target[counted]
        size = np.maximum(np.bincount(source, minlength=len(step)), 1)
        influence[counted] += (arrive / size)[source] * (after[target] - (step @ after)[source])
        arrive = arrive @ step
    return float(arrive[row]), influence


def _discount(discount):
    discount = not_negative(discount, "discount")
    if discount.ndim:
        raise InputError("discount must be one number, the same for all states.")
    return float(discount)
