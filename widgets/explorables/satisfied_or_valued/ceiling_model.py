"""How far leaving can be foreseen when everyone's true risk is known, and what calling the riskiest tenth brings."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from scipy.special import gammaincinv

from metrics.ceiling import Ceiling, ceiling_of, precision
from metrics.prediction import TENTH
from widgets.explorables.satisfied_or_valued.money_line import Money

CUSTOMERS = 10_000
POINTS = 2_000  # customers whose risks stand for all: the quantiles of the distribution


@dataclass(frozen=True)
class CeilingInputs:
    """churn: share who leave in a month; spread: standard deviation of hazards over their mean (1: exponential).

    saved: share of the called leavers who then stay a year; cost: of a call, money; worth: revenue of a customer in a
    year, money; margin: share of it that is contribution.
    """

    churn: float
    spread: float
    saved: float
    cost: float
    worth: float
    margin: float


@dataclass(frozen=True)
class CeilingResult:
    """curve: (POINTS + 1,) share of leavers in the riskiest 0 to 100 %; people: of CUSTOMERS.

    called, reached, saved: customers called, leavers among them, leavers who then stay. hit: share of the called who
    would leave. break_even: share saved at which the calls pay for themselves, inf where a year brings nothing.
    """

    inputs: CeilingInputs
    ceiling: Ceiling
    curve: np.ndarray
    leavers: float
    called: float
    reached: float
    saved: float
    hit: float
    break_even: float
    money: Money


@lru_cache(maxsize=64)
def spread_out(spread):
    """(POINTS,) hazards in multiples of their mean, Gamma distributed, the riskiest first; all 1 at no spread."""
    if spread == 0:
        return np.ones(POINTS)
    ranks = (np.arange(POINTS)[::-1] + 0.5) / POINTS
    return gammaincinv(spread**-2, ranks) * spread**2


def risks(churn, spread):
    """(POINTS,) chances of leaving in a month, the riskiest first, with mean `churn`.

    A Gamma hazard of mean m and variance (m spread)^2 gives churn = 1 - (1 + m spread^2)^(-1/spread^2).
    """
    squared = spread**2
    mean = -np.log1p(-churn) if squared == 0 else np.expm1(-squared * np.log1p(-churn)) / squared
    return -np.expm1(-mean * spread_out(spread))


def foresee(inputs):
    """CeilingInputs to CeilingResult; arithmetic, no chance in it."""
    i = inputs
    risk = risks(i.churn, i.spread)
    best = ceiling_of(risk)
    leavers, called = CUSTOMERS * i.churn, CUSTOMERS * TENTH
    reached = leavers * best.caught
    saved = reached * i.saved
    hit = float(precision(i.churn, best.caught, (called - reached) / (CUSTOMERS - leavers)))
    base = (CUSTOMERS - leavers) * i.worth
    brings = reached * i.worth * i.margin
    spent = called * i.cost
    amounts = Money(base + saved * i.worth, base,
                    (base + saved * i.worth) * i.margin - spent, base * i.margin)
    return CeilingResult(
        inputs=i,
        ceiling=best,
        curve=np.append(0, np.cumsum(risk) / risk.sum()),
        leavers=leavers,
        called=called,
        reached=reached,
        saved=saved,
        hit=hit,
        break_even=spent / brings if brings else (0.0 if spent == 0 else np.inf),
        money=amounts,
    )
