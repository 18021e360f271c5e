"""What a survey says, with its interval: Net Promoter Score, mean scores by group, and the answers a wave needs.

All intervals are 95 % and for a random sample of a crowd much larger than the sample, one answer a person. They say
nothing about who did not answer: for that see `survey_bias`.
"""

from collections.abc import Callable

import numpy as np
import pandas as pd
from scipy.special import stdtrit  # quantiles of Student's t; scipy.stats would take a second to import

from customerbase import CustomerBase, InputError
from customerbase.arguments import Together, checked
from customerbase.errors import brief
from metrics.checks import not_negative, numbers
from metrics.estimates import Estimate, Z, answers, unseen
from metrics.flows import groups_of, month_index
from metrics.samples import rounded_up, z_of_power


def nps(scores):
    """Net Promoter Score of one wave: per cent of answers 9 and 10 less per cent of answers 0 to 6.

    Formula: `nps_of_mix`. scores: whole numbers 0 to 10, one a person, shape (people,); NaN where somebody did not
    answer. Returns `Estimate` (score, low, high), in points from -100 to 100.
    Nobody answered, or a number that is no answer: InputError.
    """
    given = answers(scores)
    happy, unhappy = int((given >= 9).sum()), int((given <= 6).sum())
    mix = happy, len(given) - happy - unhappy, unhappy
    return Estimate(*(float(part) for part in nps_of_mix(*mix, len(given))))


@checked
def nps_of_mix(promoters: Together, passives: Together, detractors: Together, n: Together):
    """Net Promoter Score, and its interval when `n` people answer, from how many promote, are passive, detract.

    Formula: score = 100 (p - d); low, high = score -+ 1.96 x standard error, cut at -100 and 100, with
    standard error = 100 sqrt([p + d - (p - d)^2]/n), p and d the shares of promoters and detractors: the variance of
    a multinomial contrast. If all answer alike it is 0; then the interval reaches as far as the share that n alike
    answers can have missed, 1 - .025^(1/n), had all of it been the farthest away (so one answer says next to nothing).
    It is a large-sample interval: below some 50 answers, or where one share is near 1, it covers less than it says.
    promoters, passives, detractors: counts, shares or percentages, only their proportions matter; n: answers, 1 or
    more. Numbers or arrays that broadcast; returns `Estimate` in points, in their broadcast shape.
    All three zero, n below 1: InputError.
    """
    p, q, d = _shares(promoters, passives, detractors)
    n = numbers(n, "n")
    if (n < 1).any():
        raise InputError(f"n is {n.min():g}, but an interval needs at least one answer.")
    score, half = 100 * (p - d), 100 * Z * np.sqrt(_variance(p, d) / n)
    others = 100 * unseen(n)
    low = np.where(p == 1, 100 - 2 * others, np.where(q == 1, -others, score - half))
    high = np.where(d == 1, 2 * others - 100, np.where(q == 1, others, score + half))
    return Estimate(score, np.maximum(low, -100), np.minimum(high, 100))


@checked
def mix_with_nps(score: Together, passives: Together):
    """The crowd with this Net Promoter Score and this share of passives: (promoters, passives, detractors), shares.

    Formula: p = (1 - passives + score/100)/2, d = (1 - passives - score/100)/2: any one score has many crowds.
    score: points; passives: a fraction. Numbers or arrays that broadcast. No denominator.
    More passives than the score leaves room for (1 - |score|/100): InputError.
    """
    score, passives = numbers(score, "score") / 100, not_negative(passives, "passives")
    if (np.abs(score) + passives > 1 + 1e-9).any():
        raise InputError("No crowd has this score with so many passives: their share can be 1 - |score|/100 at most.")
    voters = 1 - passives
    return np.maximum(voters + score, 0) / 2, passives + 0 * score, np.maximum(voters - score, 0) / 2


@checked
def sample_size_nps_move(promoters: float, passives: float, detractors: float, points: float, power: float = 0.8):
    """Answers needed in each of two waves to see the Net Promoter Score move by `points`, up or down.

    Formula: n = 2 v (1.96 + z)^2/(points/100)^2, with v = p + d - (p - d)^2 in both waves and z the normal quantile of
    `power` (the chance of a significant difference, two-sided at 5 %, when the move is real). Two independent random
    samples; rounded up, as `samples.rounded_up` says. 50/30/20 and 5 points: 3,830 answers, 7,660 in all.
    promoters, passives, detractors: counts, shares or percentages; points: more than 0, at most 200. Returns an int.
    A crowd that all answers alike has v = 0, and no size follows: InputError.
    """
    p, _, d = (float(share) for share in _shares(promoters, passives, detractors))
    if not 0 < float(numbers(points, "points")) <= 200:
        raise InputError(f"points is {points:g}, but a move of the score is more than 0 and at most 200 points.")
    if _variance(p, d) == 0:
        raise InputError("In a crowd that all answers alike there is no spread to reckon with; give another mix.")
    return rounded_up(2 * _variance(p, d) * ((Z + z_of_power(power)) / (points / 100)) ** 2)


def mean_score(scores):
    """Mean answer of one wave: satisfaction, felt value ("does this company appreciate my business?"), or any other.

    Formula: mean -+ t x standard deviation/sqrt(n), with Student's t at n - 1 degrees of freedom, cut at 0 and 10. If
    all n answer alike (or there is one), as far as the share those n can have missed, 1 - .025^(1/n), could pull it.
    scores: as in `nps`. Returns `Estimate` (score, low, high) in points from 0 to 10.
    Nobody answered, or a number that is no answer: InputError.
    """
    given = answers(scores)
    mean, n = float(given.mean()), len(given)
    if given.min() == given.max():
        others = float(unseen(n))
        return Estimate(mean, mean * (1 - others), mean + (10 - mean) * others)
    half = float(stdtrit(n - 1, 0.975) * given.std(ddof=1) / np.sqrt(n))
    return Estimate(mean, max(mean - half, 0.0), min(mean + half, 10.0))


@checked
def score_by_group(base: CustomerBase, column: str, month, by: str | None = None, measure: Callable = mean_score):
    """One survey column of a customer base in one month, by group, with intervals and who answered.

    base: a CustomerBase; column: a survey column of its panel (recommend, satisfaction, appreciated); month: such as
    "2024-03"; by: a column of base.customers, None for everybody; measure: `mean_score`, or `nps` for recommend.
    Returns a DataFrame, one row a group (customers without a label in a row "(missing)"):
      present, answered   people there in that month (with contracts: in force), and how many of them answered
      response            answered/present, a fraction; <NA> where nobody was present
      score, low, high    the measure; <NA> where nobody answered
    No such column, month or group column: InputError.
    """
    row = month_index(base, month)
    scores = survey_column(base, column)[row]
    labels, codes = groups_of(base.customers, by)
    here = base.arrays["member"][row] == 1 if base.has_contract else base.present[row]
    lines = []
    for code in range(len(labels)):
        group = scores[here & (codes == code)]
        answered = int((~np.isnan(group)).sum())
        said = tuple(measure(group)) if answered else (pd.NA,) * 3
        lines.append((len(group), answered, answered / len(group) if len(group) else pd.NA, *said))
    table = pd.DataFrame(lines, index=labels, columns=["present", "answered", "response", "score", "low", "high"])
    return table.astype(dict.fromkeys(table.columns[2:], "Float64"))


def survey_column(base, column):
    """Array (months, customers) of a survey column, NaN where nobody answered; InputError when it is not there."""
    if not isinstance(column, str) or column not in base.arrays:
        raise InputError(f"This base has no column {brief(column)} in its panel; it has {', '.join(base.arrays)}.")
    return base.arrays[column]


def _shares(promoters, passives, detractors):
    parts = [not_negative(part, name) for part, name in
             ((promoters, "promoters"), (passives, "passives"), (detractors, "detractors"))]  # fmt: skip
    total = sum(parts)
    if (total == 0).any():
        raise InputError("There are no promoters, passives or detractors, so there is no score.")
    return [part / total for part in parts]


def _variance(p, d):
    """Of one person's answer, counted as 1, 0 or -1: p + d - (p - d)^2."""
    return p + d - (p - d) ** 2
