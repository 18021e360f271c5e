"""How well a score spots who will leave: AUC and top-decile lift with intervals, and two scores on the same people.

Convention: a higher `risk` means more likely to leave. A survey score, where a low answer is the warning, goes in with
a minus: auc(-recommend, left). People without a score (NaN) are left out; ties count one half, or are split evenly at
the border of the tenth. One row a person, so that people are independent; intervals are 95 %.
"""

import numpy as np
import pandas as pd
from scipy.special import stdtrit

from customerbase import CustomerBase, InputError
from customerbase.arguments import checked
from metrics.checks import several
from metrics.estimates import Estimate, Z, one_a_person, wilson
from metrics.flows import month_index, require_contract
from metrics.survey import survey_column

TENTH = 0.1


def auc(risk, left):
    """Chance that a random leaver had a higher risk than a random stayer, ties counting one half (area under ROC).

    Formula: U/(leavers x stayers) (Mann & Whitney 1947). 0.5 is a coin, 1 never errs, below 0.5 the order is upside
    down. Variance: DeLong, DeLong & Clarke-Pearson 1988. Interval: Student's t with the degrees of freedom of Brunner &
    Munzel 2000, in the form of Wilson's for a share at the number of answers with the same variance, so that it keeps
    inside 0 to 1; with 15 leavers still too narrow (some 92 %). With an AUC of 0 or 1 that number is that of the rarer
    kind. A score that is the same for everybody ranks nobody: exactly one half, without a width.
    risk: numbers, shape (people,), NaN where there is none; left: 1, 0 or True, False of the same people. Returns
    `Estimate` (score, low, high). Fewer than two leavers or two stayers with a score: InputError.
    """
    risk, left = _people(left, risk)
    area, parts = _auc(risk, left)
    return _interval(area, parts, min(left.sum(), (~left).sum()), z=_t(parts, left))


def auc_difference(risk_a, risk_b, left):
    """AUC of score a less AUC of score b on the same people: better only if the interval leaves out 0.

    Formula: the paired variance of DeLong, DeLong & Clarke-Pearson 1988; difference -+ t standard errors, t as in
    `auc`, cut at -1 and 1. Only people with both scores count, so the two AUCs may differ from those of each score
    alone. Scores that rank everybody alike differ by exactly 0. A score without a single error adds no spread of its
    own, so the interval is too narrow then, and where neither adds any: InputError. Arguments, other errors: see `auc`.
    """
    return _difference(_auc, risk_a, risk_b, left)


def top_decile_lift(risk, left):
    """How many times as often the riskiest tenth leaves as everybody: 1 is chance, 10 the most there can be.

    Formula: (leavers in the riskiest tenth/leavers)/0.1; where ties straddle the border, and where a tenth is no whole
    number, each of the tied counts in part, as if ties were broken at random. Source: Neslin et al. 2006.
    Variance: linearised, with the border itself estimated; interval: Wilson's for the share of leavers caught, at the
    number of answers with the same variance, over 0.1. Arguments, shape, errors as in `auc`; and fewer than ten people
    with a score: InputError. A score that is the same for everybody has a lift of exactly 1, without a width.
    """
    risk, left = _people(left, risk)
    caught = _interval(*_caught(risk, left), left.sum())
    return Estimate(*(part / TENTH for part in caught))


def lift_difference(risk_a, risk_b, left):
    """Top-decile lift of score a less that of score b on the same people, with its paired interval.

    Convention, arguments and errors as in `auc_difference`, variance as in `top_decile_lift`; from -10 to 10.
    """
    caught = _difference(_caught, risk_a, risk_b, left)
    return Estimate(*(part / TENTH for part in caught))


@checked
def scores_and_leavers(base: CustomerBase, columns, start, end):
    """What customers answered at the end of month `start`, and whether they were gone at the end of `end`.

    base: a CustomerBase with contracts; columns: survey columns of its panel, a list; start before end.
    Returns a DataFrame, one row a customer in force at the end of `start`, indexed by customer_id: each column as
    answered in that month (NaN where they did not answer), and left (bool). Whoever left and came back has not left.
    No contracts, or no such column or month: InputError.
    """
    require_contract(base, "who left after answering")
    first, last = month_index(base, start, "start"), month_index(base, end, "end")
    if first >= last:
        raise InputError(f"The start {start} is not before the end {end}; give the earlier month first.")
    member = base.arrays["member"]
    here = member[first] == 1
    table = {name: survey_column(base, name)[first, here] for name in several(columns, "columns")}
    index = pd.Index(base.customers.loc[here, "customer_id"], name="customer_id")
    return pd.DataFrame({**table, "left": member[last, here] == 0}, index=index)


def in_top_tenth(risk, share=TENTH):
    """How much of each person belongs to the riskiest `share` of them: 1, 0, or a part for those tied at its border.

    risk: shape (people,), no NaN. Returns fractions, shape (people,), that sum to share x people.
    """
    places = share * len(risk)
    border = np.sort(risk)[::-1][int(np.ceil(places - 1e-9)) - 1]
    above, tied = risk > border, risk == border
    return above + tied * (places - above.sum()) / tied.sum()


def _people(left, *risks):
    """Each risk and `left` (bool) of the people who have all risks; refuses one kind only."""
    gone = one_a_person(left, "left")
    if not np.isin(gone, (0, 1)).all():
        raise InputError("left must say of everybody whether they left: 1 or True, 0 or False, and nothing missing.")
    risks = [one_a_person(risk, "risk") for risk in risks]
    for risk in risks:
        if len(risk) != len(gone):
            raise InputError(f"risk has {len(risk)} people and left {len(gone)}; give both for the same people.")
        if np.isinf(risk).any():
            raise InputError("risk holds an infinite number; give finite ones, NaN where somebody has no score.")
    both = ~np.isnan(risks).any(axis=0)
    gone = gone[both] == 1
    if gone.sum() < 2 or (~gone).sum() < 2:
        raise InputError(f"Of people with a score {gone.sum()} left and {(~gone).sum()} stayed, but at least two of "
                         "each are needed; take a longer period or more people.")  # fmt: skip
    return *(risk[both] for risk in risks), gone


def _auc(risk, left):
    """(AUC, part of each person in its error): the sum of squares of the parts is DeLong's variance."""
    leavers, stayers = risk[left], risk[~left]
    m, n = len(leavers), len(stayers)
    rank = _ranks(risk)
    # Share of stayers below each leaver, and of leavers above each stayer, ties as one half: ranks among all less
    # ranks among one's own kind count the others below.
    below = (rank[left] - _ranks(leavers)) / n
    above = 1 - (rank[~left] - _ranks(stayers)) / m
    area = below.mean()
    parts = np.empty(len(risk))
    parts[left] = (below - area) / np.sqrt(m * (m - 1))
    parts[~left] = (above - area) / np.sqrt(n * (n - 1))
    return float(area), parts


def _ranks(risk):
    return pd.Series(risk).rank().to_numpy()  # ties share their mean rank


def _caught(risk, left):
    """(Share of leavers in the riskiest tenth, part of each person in its error): their squares sum to the variance.

    A person moves the share by being caught or missed (if a leaver), and by moving the border: one more person above
    it pushes it up, past as many leavers as there are around it. `around` is that density, relative to everybody's:
    leavers' share of the half tenths to either side of the border.
    """
    if len(risk) < 10:
        raise InputError(f"Only {len(risk)} people have a score, and a tenth of them is nobody; take ten or more.")
    top, rate = in_top_tenth(risk), left.mean()
    caught = top[left].mean()
    strip = in_top_tenth(risk, 1.5 * TENTH) - in_top_tenth(risk, 0.5 * TENTH)
    around = strip[left].mean() / TENTH
    parts = (left * (top - caught) / rate - around * (top - TENTH)) / len(risk)
    return float(caught), parts


def _interval(share, parts, fewest, z=Z):
    variance = float(parts @ parts)
    if share in (0, 1):
        return Estimate(share, *wilson(share, fewest))
    if variance < 1e-20:  # the same score for everybody
        return Estimate(share, share, share)
    return Estimate(share, *wilson(share, share * (1 - share) / variance, z))


def _t(parts, left):
    """Quantile of Student's t for a variance put together from leavers and stayers (Welch & Satterthwaite)."""
    of_leavers, of_stayers = (parts[left] ** 2).sum(), (parts[~left] ** 2).sum()
    together = of_leavers**2 / (left.sum() - 1) + of_stayers**2 / ((~left).sum() - 1)
    return float(stdtrit((of_leavers + of_stayers) ** 2 / together, 0.975)) if together > 0 else Z


def _difference(measure, risk_a, risk_b, left):
    risk_a, risk_b, left = _people(left, risk_a, risk_b)
    (a, parts_a), (b, parts_b) = measure(risk_a, left), measure(risk_b, left)
    parts = parts_a - parts_b
    error = float(np.sqrt(parts @ parts))
    faultless = a in (0, 1) or b in (0, 1)
    if error < 1e-10 and faultless and (_ranks(risk_a) != _ranks(risk_b)).any():
        raise InputError("A score sorts these people without a single error, so the difference has no spread to be "
                         "judged by; take more people.")  # fmt: skip
    half = _t(parts, left) * error
    return Estimate(a - b, max(a - b - half, -1.0), min(a - b + half, 1.0))
