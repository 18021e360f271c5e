"""Three scores of the same customers against who then left: what the survey can tell, and what is true."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

import synthetic
from metrics.ceiling import ceiling_of
from metrics.estimates import Estimate
from metrics.prediction import auc, auc_difference
from metrics.survey import nps
from synthetic import Assumptions
from widgets.explorables.satisfied_or_valued.money_line import Money

CUSTOMERS, SAMPLE = 20_000, 4_000
AHEAD = 3  # months after the survey in which leaving is counted
SURVEY = 23  # the month of the survey, counted from 0
SEEDS = (1, 7)  # two bases: the same assumptions, another luck
FEWEST = 30  # leavers below whom no score is judged
SCORES = ("recommend", "satisfaction", "appreciated")
PAIRS = (("appreciated", "recommend"), ("appreciated", "satisfaction"), ("recommend", "satisfaction"))


@dataclass(frozen=True)
class ScoresInputs:
    """Effects in log hazard per sd, memories as share kept; see Assumptions.

    lean: weight of felt value in the recommend score, 1 - lean of satisfaction; luck: seed of the base.
    """

    felt_to_staying: float
    satisfaction_to_staying: float
    felt_memory: float
    satisfaction_memory: float
    lean: float
    survey_noise: float
    response_rate: float
    response_bias: float
    luck: int

    @property
    def assumptions(self):
        said = {key: value for key, value in vars(self).items() if key not in ("lean", "luck")}
        return Assumptions(**said, recommend_felt=self.lean, recommend_satisfaction=1 - self.lean)


@dataclass(frozen=True)
class View:
    """What one set of answers says. people, leavers: counts; areas: {score: Estimate of its AUC}; nps: Estimate.

    differences: {(a, b): Estimate of AUC a less AUC b on the same people}, empty while a slider moves; ceiling: AUC
    of the true risk among these people. areas is empty where fewer than FEWEST of them left.
    """

    people: int
    leavers: int
    areas: dict
    differences: dict
    ceiling: float
    nps: Estimate

    @property
    def best(self):
        """The score whose paired intervals say that it beats both others; None if they do not say so."""
        for one in SCORES:
            if self.differences and all(self._beats(one, other) for other in SCORES if other != one):
                return one
        return None

    def _beats(self, one, other):
        if (one, other) in self.differences:
            return self.differences[one, other].low > 0
        return self.differences[other, one].high < 0


@dataclass(frozen=True)
class ScoresResult:
    """survey: View of those who answered; everybody: View of all customers; rough: a sample, and no comparison."""

    inputs: ScoresInputs
    survey: View
    everybody: View
    rough: bool
    customers: int
    money: Money


@lru_cache(maxsize=len(SEEDS))
def hotel(seed):
    """(all draws, those of the fixed sample) of the hotel group's customers: who they are, and their luck."""
    draws = synthetic.draws("hotel", customers=CUSTOMERS, months=SURVEY + 1 + AHEAD, seed=seed)
    return draws, draws.only(np.arange(0, CUSTOMERS, CUSTOMERS // SAMPLE))


@lru_cache(maxsize=8)
def untouched(seed, rough):
    """(revenue, contribution) after the survey with no effect at work."""
    return after(synthetic.simulate(hotel(seed)[rough]))


def after(totals):
    """(revenue, contribution) of the months in which leaving is counted."""
    return tuple(float(totals.overall(name)[-AHEAD:].sum()) for name in ("revenue", "contribution"))


@lru_cache(maxsize=16)
def compare(inputs, rough=False):
    """ScoresInputs to ScoresResult, on everybody or on the fixed sample; the last few are kept, for Undo and Reset."""
    a = inputs.assumptions
    draws = hotel(inputs.luck)[rough]
    totals = synthetic.simulate(draws, a, snapshot=SURVEY)
    s = totals.snapshot
    risk = risk_ahead(s, a)
    scale = CUSTOMERS / len(draws)
    revenue, contribution = after(totals)
    revenue_base, contribution_base = untouched(inputs.luck, rough)
    return ScoresResult(
        inputs=inputs,
        survey=look(s, s.present & s.answered, risk, rough),
        everybody=look(s, s.present, risk, rough),
        rough=rough,
        customers=len(draws),
        money=Money(*(scale * part for part in (revenue, revenue_base, contribution, contribution_base))),
    )


def risk_ahead(s, a, months=AHEAD):
    """(N,) true chance of leaving within `months` of a Snapshot, given all that is known then.

    Today's hazard is known. In k months felt value f has mean m^k f and variance 1 - m^2k around it (its memory m, its
    variance 1), so the expected factor exp(-b f) on the hazard moves from exp(-b f) to
    exp(-b m^k f + b^2 (1 - m^2k)/2); satisfaction likewise. Expected hazards are added up: the tiny difference
    between exp of a mean and the mean of exp over three months is left out.
    """
    now = -np.log1p(-s.p_leave)
    effects = ((a.felt_to_staying, a.felt_memory, s.felt), (a.satisfaction_to_staying, a.satisfaction_memory,
                                                             s.satisfaction))
    total = np.zeros_like(now)
    for k in range(months):
        move = sum(b * (1 - m**k) * state + b**2 * (1 - m ** (2 * k)) / 2 for b, m, state in effects)
        total += now * np.exp(move)
    return -np.expm1(-total)


def look(s, who, risk, rough):
    """The View of some customers of a Snapshot."""
    left = s.left_3[who]
    answers = {"recommend": s.recommend[who], "satisfaction": s.satisfaction_score[who],
               "appreciated": s.appreciated[who]}
    enough = left.sum() >= FEWEST
    areas = {name: auc(-scores, left) for name, scores in answers.items()} if enough else {}
    differences = {}
    if enough and not rough:
        differences = {(x, y): auc_difference(-answers[x], -answers[y], left) for x, y in PAIRS}
    return View(int(who.sum()), int(left.sum()), areas, differences, ceiling_of(risk[who]).auc,
                nps(answers["recommend"]))
