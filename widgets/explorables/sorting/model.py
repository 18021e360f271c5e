"""One cohort followed for some quarters: each customer has an own rate, and the fragile leave first."""

from dataclasses import dataclass

import numpy as np

from customerbase import InputError
from metrics.cohorts import lifetime_from_churn, mean_lifetime
from metrics.heterogeneity import equal_parts, pooled_rates, stretched_rates
from metrics.mix import MixShift, rate_and_mix
from metrics.mixture import type_survival

GROUPS = 500  # customers of nearly the same own rate move together; see pooled_rates
LONG = 40  # quarters: the ten years within which mean lifetimes are compared
COLUMN = "truth_hazard"


@dataclass(frozen=True)
class SortingInputs:
    """spread: how much customers differ, 1 as in the base; level: first quarter's rate; growth: own rate, a year."""

    spread: float
    level: float
    growth: float
    quarters: float


@dataclass(frozen=True)
class Cohort:
    """The base's customers as one joining cohort: shares and own quarterly rates of (groups,), the most loyal first."""

    customers: int
    shares: np.ndarray
    rates: np.ndarray
    fifths: np.ndarray  # (5, groups): how much of each group is in which fifth

    @property
    def level(self):
        return float(self.shares @ self.rates)


@dataclass(frozen=True)
class SortingResult:
    """Shapes: here, left (quarters + 1,) and (5,); rates (quarters,); own (quarters, 5); fifths from loyal to fragile.

    here: share of the cohort still there; left: share of each fifth still there at the end; rates: what a report
    shows; own: mean own rate of each fifth's joiners; parts: the rise as rate effect (people changed) and mix effect
    (who is left). years, naive: mean years paid for within ten, true and as if all had the first quarter's rate.
    """

    inputs: SortingInputs
    customers: int
    here: np.ndarray
    fifths_here: np.ndarray
    rates: np.ndarray
    own: np.ndarray
    parts: MixShift
    years: float
    naive: float
    naive_endless: float

    @property
    def left(self):
        return self.fifths_here[-1]

    @property
    def rise(self):
        return float(self.parts.after - self.parts.before)


def cohort_of(base):
    """The Cohort of a base whose customers' own monthly probability of leaving is known; InputError for others."""
    customers = getattr(base, "customers", None)
    if customers is None or COLUMN not in customers or not len(customers) or not base.has_contract:
        raise InputError("Sorting needs a made-up base with contracts, whose hidden truth is known; "
                         "take one from synthetic.generate.")
    hazard = customers[COLUMN].to_numpy(float)
    if not ((hazard >= 0) & (hazard <= 1)).all():
        raise InputError(f"customers, column {COLUMN}: a monthly probability of leaving is missing or not from 0 to 1.")
    shares, rates = pooled_rates((1 - hazard) ** 3, GROUPS)
    return Cohort(len(customers), shares, rates, equal_parts(shares))


def sort_out(cohort, inputs):
    """Cohort and SortingInputs to SortingResult: expected shares, no chance in them."""
    i = inputs
    quarters = round(i.quarters)
    first = stretched_rates(cohort.shares, cohort.rates, i.spread, i.level)
    own = np.clip(first + i.growth / 4 * np.arange(LONG)[:, None], 0, 1)
    people = cohort.shares * type_survival(own)
    here = people.sum(axis=1)
    rates = here[1 : quarters + 1] / here[:quarters]
    in_fifth = cohort.fifths / cohort.shares
    churn = 1 - i.level
    return SortingResult(
        inputs=i,
        customers=cohort.customers,
        here=here[: quarters + 1],
        fifths_here=np.minimum(5 * people[: quarters + 1] @ in_fifth.T, 1),
        rates=rates,
        own=np.minimum(5 * own[:quarters] @ cohort.fifths.T, 1),
        parts=rate_and_mix(own[0], own[quarters - 1], people[0], people[quarters - 1]),
        years=float(mean_lifetime(here[:LONG] / here[0]) / 4),
        naive=float(mean_lifetime(i.level ** np.arange(LONG)) / 4),
        naive_endless=float(lifetime_from_churn(churn) / 4),
    )
