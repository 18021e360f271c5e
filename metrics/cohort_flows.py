"""Who was there and who left, by group, joining period and period: what is needed to give joiners another weight."""

from typing import NamedTuple

import numpy as np
import pandas as pd

from customerbase import CustomerBase, InputError
from customerbase.arguments import checked
from customerbase.sum_by import sum_by
from metrics.flows import groups_of, period_length, require_contract


class CohortFlows(NamedTuple):
    """Counts of groups x cohorts (x periods); cohort 0 joined before the first period began, cohort k in period k.

    groups: names; periods: PeriodIndex of K whole periods; joined: people, (groups, K + 1); here: people with a
    contract in force at the period ends, from the first period's opening on, (groups, K + 1, K + 1); lost: people,
    (groups, K + 1, K); revenue: money in each period, (groups, K + 1, K).
    """

    groups: pd.Index
    periods: pd.PeriodIndex
    joined: np.ndarray
    here: np.ndarray
    lost: np.ndarray
    revenue: np.ndarray


@checked
def cohort_flows(base: CustomerBase, by: str, period: str = "quarter"):
    """The counts behind `movements(base, ..., by=by)` of each whole period, split by when people joined.

    Summed over the cohorts, `here` of one period end is `opening`, of the next `closing`, and `lost` is `lost`; won =
    closing - opening + lost. So weighted counts give what the base would show had more or fewer people joined.
    base: a CustomerBase with contracts; by: a column of base.customers; period: "month", "quarter" or "year".
    Fewer than two period ends in the data, an unknown column or period, no contracts: InputError.
    """
    require_contract(base, "the flow of cohorts")
    length, letter = period_length(period)
    ends = np.flatnonzero(base.months.month % length == 0)
    if len(ends) < 2:
        raise InputError(f"The data holds fewer than two ends of a {period}, so no whole {period} can be followed.")
    labels, group = groups_of(base.customers, by)
    joined = (base.customers["joined"].to_numpy()[:, None] > base.months[ends].to_numpy()).sum(axis=1)
    cell = group * len(ends) + np.minimum(joined, len(ends) - 1)
    shape = len(labels), len(ends)

    def table(of=None, weights=None):
        cells = cell if of is None else cell[of]
        return sum_by(cells, weights, shape[0] * shape[1]).reshape(shape)

    member, revenue = base.arrays["member"], base.arrays["revenue"]
    pairs = list(zip(ends[:-1], ends[1:], strict=True))
    return CohortFlows(
        groups=labels,
        periods=base.months[ends[1:]].to_period(letter),
        joined=table(joined < len(ends)),
        here=np.stack([table(member[end] == 1) for end in ends], axis=2),
        lost=np.stack([table((member[a] == 1) & (member[b] != 1)) for a, b in pairs], axis=2),
        revenue=np.stack([table(weights=revenue[a + 1 : b + 1].sum(axis=0, dtype=float)) for a, b in pairs], axis=2),
    )
