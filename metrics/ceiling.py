"""How far leaving can be foreseen at all: the best any score can do, and what a flag is worth where few leave.

Whether somebody leaves is chance even to somebody who knows their true risk. So a score can be judged against the
true risk (known in a simulation, or under a model), but not against certainty.
"""

from typing import NamedTuple

import numpy as np

from customerbase import InputError
from customerbase.arguments import Together, checked
from customerbase.sum_by import sum_by
from metrics.checks import divide, fraction
from metrics.prediction import TENTH, in_top_tenth


class Ceiling(NamedTuple):
    """What ranking by the true risk achieves, on average: no score built from what is known beforehand does better."""

    caught: float  # share of next period's leavers in the riskiest tenth
    lift: float  # caught/0.1
    auc: float


def ceiling_of(risk):
    """The ceiling for people whose true chances of leaving are known.

    Formula: caught = sum of risk in the riskiest tenth/sum of risk; AUC = share of (leaver, stayer) pairs of different
    people, each weighted by the chance risk_i (1 - risk_j) that it occurs, in which i has the higher risk, ties one
    half. Both are ratios of expected counts. risk: chance of leaving in the period, fractions, shape (people,).
    Returns `Ceiling`. Fewer than ten people, nobody who can leave, or nobody who can stay: InputError.
    """
    risk = np.ravel(fraction(risk, "risk"))
    if len(risk) < 10:
        raise InputError(f"There are only {len(risk)} people, and a tenth of them is nobody; take ten or more.")
    caught = divide(risk @ in_top_tenth(risk), risk.sum(), "Nobody can leave: every risk is 0, so there is no ceiling.")
    _, level = np.unique(risk, return_inverse=True)
    leave, stay = sum_by(level, risk, 0), sum_by(level, 1 - risk, 0)
    oneself = risk @ (1 - risk)  # nobody is compared with themselves
    right = leave @ (np.cumsum(stay) - stay / 2) - oneself / 2
    pairs = leave.sum() * stay.sum() - oneself
    area = divide(right, pairs, "Nobody can stay: every risk is 1, so there is nobody to tell leavers from.")
    return Ceiling(float(caught), float(caught / TENTH), float(area))


def exponential_ceiling(churn):
    """The ceiling when hazards differ between people as an exponential distribution, in closed form.

    Formula: with hazard h exponential of mean m and a chance 1 - e^-h of leaving in the period, churn = m/(1 + m), so
    m = churn/(1 - churn); caught = q (1 + m - q^m)/m for the riskiest q = 0.1; AUC = 1 - 1/(2 (2 + m)). (The limits
    for few leavers are q (1 - ln q) = 33 % and 3/4.) Exponential is an assumption: of much differing customers, most
    with a small risk. churn: fraction of all who leave in the period, numbers or arrays, 0 < churn < 1.
    Returns `Ceiling` in churn's shape. At 3 % a month: 32 % and .75. Churn of 0 or 1, where nobody can be told from
    anybody: InputError.
    """
    churn = fraction(churn, "churn")
    if (churn == 0).any() or (churn == 1).any():
        raise InputError("churn is 0 or 1, but where nobody or everybody leaves there are no leavers to tell apart.")
    mean = churn / (1 - churn)
    caught = TENTH * (1 - np.expm1(mean * np.log(TENTH)) / mean)
    return Ceiling(caught, caught / TENTH, 1 - 1 / (2 * (2 + mean)))


@checked
def precision(base_rate: Together, caught: Together, wrongly_flagged: Together):
    """Share of the flagged who leave (positive predictive value): few, where few leave at all.

    Formula (Bayes): base_rate x caught/(base_rate x caught + (1 - base_rate) x wrongly_flagged).
    base_rate: share of all who leave; caught: share of leavers flagged (sensitivity); wrongly_flagged: share of
    stayers flagged (1 - specificity). Fractions, numbers or arrays that broadcast; returns a fraction.
    Nobody flagged: InputError.
    """
    base_rate = fraction(base_rate, "base_rate")
    right = base_rate * fraction(caught, "caught")
    wrong = (1 - base_rate) * fraction(wrongly_flagged, "wrongly_flagged")
    return divide(right, right + wrong, "Nobody is flagged, so no share of the flagged leaves.")
