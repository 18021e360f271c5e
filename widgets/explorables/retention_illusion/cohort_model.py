"""A cohort of two kinds of customers: its retention rate climbs although nobody changes. Arithmetic only."""

from dataclasses import dataclass

import numpy as np

from metrics.mixture import type_survival

YEARS, COHORT = 4, 10_000


@dataclass(frozen=True)
class CohortInputs:
    """share_loyal of the joiners keep with yearly rate_loyal, the others with rate_fragile; growth in rate a year."""

    share_loyal: float
    rate_loyal: float
    rate_fragile: float
    growth: float


@dataclass(frozen=True)
class CohortResult:
    """people: (YEARS + 1, 2) loyal and fragile still here; rates: (YEARS,) of the cohort; own: (YEARS, 2) of each kind.

    own_change: mean change a year of a person's own rate, over the people there; rise: what the report shows instead.
    A year that nobody is left for has rate nan in `rates` and is not drawn.
    """

    inputs: CohortInputs
    people: np.ndarray
    rates: np.ndarray
    own: np.ndarray
    own_change: float
    rise: float


def cohort(inputs):
    """CohortInputs to CohortResult."""
    i = inputs
    first = np.array([i.rate_loyal, i.rate_fragile])
    own = np.clip(first + i.growth * np.arange(YEARS)[:, None], 0, 1)
    people = COHORT * np.array([i.share_loyal, 1 - i.share_loyal]) * type_survival(own)
    heads = people.sum(axis=1)
    rates = np.divide(heads[1:], heads[:-1], out=np.full(YEARS, np.nan), where=heads[:-1] > 0)
    there = people[:-2] / np.maximum(heads[:-2, None], 1e-300)
    own_change = float((there * np.diff(own, axis=0)).sum(axis=1).mean())
    seen = rates[~np.isnan(rates)]
    return CohortResult(i, people, rates, own, own_change, float((seen[-1] - seen[0]) / max(len(seen) - 1, 1)))
