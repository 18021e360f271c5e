"""Who did not answer: the same crowd reads better or worse when answering, or staying, goes with the answer."""

from typing import NamedTuple

from customerbase import InputError
from metrics.checks import by_group, divide, fraction, not_negative, numbers


class ResponseBias(NamedTuple):
    """Net Promoter Score of the crowd and as the survey reads it (points), and the share of people who answer."""

    true: float
    read: float
    answered: float


class SurvivorSurvey(NamedTuple):
    """Mean score of everybody at the start, of those still there to be asked, and the share still there."""

    everyone: float
    stayers: float
    kept: float


def response_bias(mix, response):
    """What a Net Promoter Score reads when promoters, passives and detractors do not answer equally often.

    Formula: true = 100 (p - d); read = 100 (p a - d c)/(p a + q b + d c) for shares p, q, d that answer with chances
    a, b, c. However many are asked, the difference stays: a larger sample only makes it look surer.
    mix: promoters, passives, detractors, as counts, shares or percentages; response: fractions, the three in the same
    order; both of shape (3,) or (3, ...). Returns `ResponseBias`, each part with the first axis gone.
    Nobody in the mix, or nobody who answers: InputError.
    """
    sentence = "mix and response need three numbers each: promoters, passives, detractors."
    mix, response = by_group(sentence, not_negative(mix, "mix"), fraction(response, "response"))
    if len(mix) != 3:
        raise InputError(sentence)
    share = divide(mix, mix.sum(axis=0), "There are no promoters, passives or detractors, so there is no score.")
    answered = (share * response).sum(axis=0)
    read = divide(share * response, answered, "Nobody answers, so the survey reads nothing; raise a response rate.")
    return ResponseBias(100 * (share[0] - share[2]), 100 * (read[0] - read[2]), answered)


def survivor_survey(shares, scores, stay):
    """Mean score of those still there to be asked, against that of everybody at the start.

    Formula: everyone = sum of share x score; stayers = sum of share x stay x score over sum of share x stay.
    Convention: nobody's score changes and every stayer answers, so the whole difference is who left.
    shares: size of each group, people or fractions; scores: their mean score; stay: fraction still there (over several
    periods `compound(stay, periods)`); all of shape (groups,) or (groups, ...). Returns `SurvivorSurvey`, each part
    with the groups' axis gone.
    No people at the start, or nobody left at the end: InputError.
    """
    sentence = "shares, scores and stay need one number for each group, as many of one as of the others."
    shares, scores, stay = by_group(
        sentence, not_negative(shares, "shares"), numbers(scores, "scores"), fraction(stay, "stay"))  # fmt: skip
    shares = divide(shares, shares.sum(axis=0), "There is nobody at the start, so there is no mean.")
    left = shares * stay
    kept = left.sum(axis=0)
    stayers = divide((left * scores).sum(axis=0), kept, "Nobody is left to be asked, so the stayers have no mean.")
    return SurvivorSurvey((shares * scores).sum(axis=0), stayers, kept)
