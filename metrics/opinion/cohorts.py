"""Illusions in how long customers stay: 4, 7 and 16."""

from typing import NamedTuple

import numpy as np

from customerbase import InputError
from customerbase.sum_by import sum_by
from metrics.opinion.finding import FEW, NO_SIGN, Figure, cannot, finding, judge, too_few
from metrics.opinion.seen import still_here
from metrics.sbg import sbg_fit, sbg_retention

EARLY = 6  # months after joining: before and after this churn is compared
FIRST = 3  # months after joining whose churn 1/churn is taken of
YEAR = 12


class Ages(NamedTuple):
    """Customers at risk and lost at each age in months, shape (ages,): of all who joined within the data."""

    risk: np.ndarray
    lost: np.ndarray


def ages(seen):
    """Losses by age up to the period's end, as far as FEW customers are at risk; whoever came back counts again."""
    member = seen.base.arrays["member"]
    joined = seen.base.months.get_indexer(seen.base.customers["joined"])
    risk, lost = np.zeros(seen.b + 1), np.zeros(seen.b + 1)
    for t in range(seen.b):
        here = (member[t] == 1) & (joined >= 0) & (joined <= t)
        age = t - joined[here]
        risk += np.bincount(age, minlength=len(risk))
        lost += sum_by(age, member[t + 1][here] != 1, len(risk))
    enough = int(np.argmax(risk < FEW))  # the last age is never at risk, so there is one
    return Ages(risk[:enough], lost[:enough])


def sorting(seen):
    """4. Gap: how much lower monthly churn is from the seventh month on than before, in points. Material: a fifth of
    the churn at first."""
    risk, lost = ages(seen)
    if few := too_few(4, lost[:EARLY].sum(), f"joiners left within {EARLY} months"):
        return few
    early = lost[:EARLY].sum() / risk[:EARLY].sum()
    if few := too_few(4, early * risk[EARLY:].sum(), f"joiners would be expected to leave after {EARLY} months"):
        return few
    late = lost[EARLY:].sum() / risk[EARLY:].sum()
    pooled = lost.sum() / risk.sum()  # chance is what one churn at all ages would show
    error = np.sqrt(1 / risk[:EARLY].sum() + 1 / risk[EARLY:].sum()) / np.sqrt(pooled)
    return judge(
        4, Figure("Monthly churn, at first less later", float(early - late), "points"), error * early, early / 5,
        test=f"Monthly churn of those who joined within the data: in their first {EARLY} months, and after. At work "
             "when it is lower by a fifth or more later on.",
        figures=[Figure("Monthly churn at first", float(early), "share"),
                 Figure("Monthly churn later", float(late), "share")],
        exposes=(_fixed_rates(risk, lost) if late < early else None, "share"),
        yes="A cohort’s retention rises with age. Sorting alone does that: the fragile leave first, and nobody need "
            "have become more loyal. The number to ask for supposes that nobody did (beta-geometric model); one "
            "curve cannot tell sorting from growing loyalty.",
        no="Churn does not fall with age, so there is no rise for sorting to explain.")  # fmt: skip


def _fixed_rates(risk, lost):
    """Later monthly churn of the shifted beta-geometric model, in which everybody keeps one rate; None without fit."""
    try:
        alpha, beta = sbg_fit(np.cumprod(1 - lost / risk))
    except InputError:
        return None
    churn = 1 - sbg_retention(alpha, beta, len(risk))
    return float((churn * risk)[EARLY:].sum() / risk[EARLY:].sum())


def tenure(seen):
    """7. Gap: the real mean stay over 1/churn's, both within the same horizon, up or down. Material: a tenth."""
    risk, lost = ages(seen)
    if len(risk) < YEAR:
        return cannot(7, f"Joiners can be followed for {len(risk)} months here; below a year 1/churn is not put to "
                         "the test. Take a later period.")  # fmt: skip
    if few := too_few(7, lost[:FIRST].sum(), f"joiners left within {FIRST} months"):
        return few
    age = np.arange(len(risk))
    churn, at_first = lost / risk, risk[:FIRST].sum()
    first = lost[:FIRST].sum() / at_first
    stay = np.concatenate([[1.0], np.cumprod(1 - churn)[:-1]])  # S(0), S(1), ... within the horizon
    real, claimed = stay.sum(), ((1 - first) ** age).sum()
    # Greenwood's variance of a restricted mean, and the delta method for one rate at all ages
    after = stay[::-1].cumsum()[::-1] - stay
    of_real = (after**2 * churn / (risk * np.maximum(1 - churn, 1e-9))).sum()
    of_claimed = (age * (1 - first) ** np.maximum(age - 1, 0)).sum() ** 2 * first * (1 - first) / at_first
    ratio = real / claimed
    error = ratio * np.sqrt(of_real / real**2 + of_claimed / claimed**2)
    return judge(
        7, Figure("1/churn is off by", float(abs(ratio - 1)), "share"), error, 0.1,
        test=f"Mean months stayed within {len(risk)} months of joining: as counted (Kaplan-Meier), and had everybody "
             f"left for ever at the churn of the first {FIRST} months. At work when they differ by a tenth or more.",
        figures=[Figure("Monthly churn at first", float(first), "share"),
                 Figure("1/churn", float(1 / first), "months"),
                 Figure("Within the horizon, by that churn", float(claimed), "months")],
        exposes=(float(real), "months"),
        yes="Joiners do not leave at one rate, so one over their first churn is not how long they stay.",
        no="Joiners leave at much the same rate at every age, and 1/churn holds.")  # fmt: skip


def immature(seen):
    """16. Gap: share here of all who ever joined, less share here at one age. Material: 5 points."""
    if seen.claim.how != "ever_joined":
        return finding(16, NO_SIGN, "Does the rate average over customers of every age since joining?",
                       "A rate of this kind does not count joiners before they could leave.")  # fmt: skip
    if not seen.contract:
        return cannot(16, "Without contracts nobody says when they leave, so who is still here is not in these data. "
                          "It takes the month in which each contract ended.")  # fmt: skip
    base, joined = seen.base, seen.base.months.get_indexer(seen.base.customers["joined"])
    old = np.flatnonzero((joined >= 0) & (joined + YEAR <= seen.b))
    if few := too_few(16, len(old), "customers joined a year or more before the end of this period"):
        return few
    slide = still_here(seen)
    fair = float((base.arrays["member"][joined[old] + YEAR, old] == 1).mean())
    everyone = np.count_nonzero(seen.ever)
    error = np.sqrt(slide * (1 - slide) / everyone + fair * (1 - fair) / len(old))
    return judge(
        16, Figure("Above the number to ask for", slide - fair, "points"), error, 0.05,
        test="Of all who ever joined, those still here, against the share still here one year after joining of those "
             "who joined a year ago or earlier. At work from 5 points on.",
        figures=[Figure("Still here, of all", slide, "share"), Figure("Joined a year ago or more", len(old), "people"),
                 Figure("Joined later", everyone - len(old), "people")], exposes=(fair, "share"),
        yes="Those who have only just joined are counted as kept, before they had time to leave.",
        no="The newest joiners do not lift this rate.")  # fmt: skip
