"""Selling more to the same customers, and thanking them: what it brings in 36 months, against the untouched base."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from scipy.optimize import brentq

import synthetic
from metrics import equity
from synthetic import Assumptions
from synthetic.events import Appreciation, Upsell
from widgets.explorables.satisfied_or_valued.money_line import Money

CUSTOMERS, SAMPLE, MONTHS, SEED = 10_000, 2_000, 36, 7
WORST = 2.0  # sd, the largest effect on felt value that is tried for the break-even


@dataclass(frozen=True)
class ExtractionInputs:
    """share, size, cost: of customers sold more to, how much more, money a reached customer and month.

    thanked, thanks_cost: the same of an appreciation programme. The others are coefficients of Assumptions.
    """

    share: float
    size: float
    upsell_to_felt: float
    felt_to_staying: float
    cost: float
    thanked: float
    thanks_cost: float
    appreciation_to_felt: float
    felt_to_spending: float
    felt_memory: float

    @property
    def world(self):
        """What holds with the programmes and without them."""
        return self.felt_to_staying, self.felt_to_spending, self.felt_memory


@dataclass(frozen=True)
class Course:
    """(MONTHS,) arrays: revenue and contribution (after programmes), money; members; lost; felt: mean in sd."""

    revenue: np.ndarray
    contribution: np.ndarray
    members: np.ndarray
    lost: np.ndarray
    felt: np.ndarray


@dataclass(frozen=True)
class ExtractionResult:
    """now, base: Courses with the programmes and without; gain: (MONTHS,) contribution, now less base.

    clv, clv_base: (MONTHS,) by the formula: this month's contribution a customer, and the share kept a month in the
    untouched base, taken to go on for ever. The plan that is written before a programme knows no other share.
    reverses: the month (1 to MONTHS) from which the gain is below nought to the end, after it had been above; pays:
    the same the other way round; None if there is none. break_even: effect on felt value, in sd, at which contribution
    over all months is that of the base (of selling; where nobody is sold more to, of thanking); None if there is none
    up to WORST, or while a slider moves (rough).
    """

    inputs: ExtractionInputs
    now: Course
    base: Course
    gain: np.ndarray
    clv: np.ndarray
    clv_base: np.ndarray
    reverses: int | None
    pays: int | None
    break_even: float | None
    rough: bool
    money: Money


@lru_cache(maxsize=1)
def hotel():
    """(all draws, those of the fixed sample) of the hotel group's customers."""
    draws = synthetic.draws("hotel", customers=CUSTOMERS, months=MONTHS, seed=SEED)
    return draws, draws.only(np.arange(0, CUSTOMERS, CUSTOMERS // SAMPLE))


def run(inputs, rough):
    """The Course with the programmes of `inputs`."""
    i = inputs
    a = assumptions(i.world).but(upsell_to_felt=i.upsell_to_felt, appreciation_to_felt=i.appreciation_to_felt)
    events = []
    if i.share:
        events.append(Upsell(0, size=i.size, share=i.share, cost=i.cost))
    if i.thanked:
        events.append(Appreciation(0, share=i.thanked, cost=i.thanks_cost))
    return course(a, tuple(events), rough)


def assumptions(world):
    """Assumptions of a world: what felt value does there, and how long it lasts."""
    return Assumptions(**dict(zip(("felt_to_staying", "felt_to_spending", "felt_memory"), world, strict=True)))


@lru_cache(maxsize=64)
def untouched(world, rough):
    """The Course of the same world without programmes."""
    return course(assumptions(world), (), rough)


def course(a, events, rough):
    """One run of the chain as a Course; amounts and people of a sample are scaled up to all customers."""
    draws = hotel()[rough]
    totals = synthetic.simulate(draws, a, events)
    scale = CUSTOMERS / len(draws)
    revenue, contribution, members, left = (scale * totals.overall(name)
                                            for name in ("revenue", "contribution", "members", "left"))
    return Course(revenue, contribution, members, left, totals.overall("felt"))


@lru_cache(maxsize=16)
def extract(inputs, rough=False):
    """ExtractionInputs to ExtractionResult; the last few are kept, for Undo and Reset."""
    now, base = run(inputs, rough), untouched(inputs.world, rough)
    gain = now.contribution - base.contribution
    kept = 1 - base.lost.sum() / (base.members + base.lost).sum()
    discount = equity.per_period(equity.DISCOUNT, 1)
    formula, formula_base = (equity.clv(c.contribution / c.members, kept, discount).value for c in (now, base))
    return ExtractionResult(
        inputs=inputs,
        now=now,
        base=base,
        gain=gain,
        clv=formula,
        clv_base=formula_base,
        reverses=turn(gain),
        pays=turn(-gain),
        break_even=None if rough else break_even(inputs),
        rough=rough,
        money=Money(*(float(part.sum()) for part in (now.revenue, base.revenue, now.contribution,
                                                     base.contribution))),
    )


def turn(gain):
    """The month, counted from 1, from which `gain` stays below nought, having been above before; None if none."""
    above = np.flatnonzero(gain >= 0)
    if not (gain > 0).any() or above[-1] == len(gain) - 1:
        return None
    return int(above[-1]) + 2


def break_even(inputs):
    """See ExtractionResult; found on the fixed sample."""
    key = "upsell_to_felt" if inputs.share else "appreciation_to_felt"
    if not inputs.share and not inputs.thanked:
        return None
    base = untouched(inputs.world, True).contribution.sum()

    def gain(effect):
        tried = ExtractionInputs(**{**vars(inputs), key: effect})
        return run(tried, True).contribution.sum() - base

    none, worst = gain(0.0), gain(WORST)
    if none == 0 or none * worst >= 0:
        return None
    return float(brentq(gain, 0, WORST, xtol=0.02))
