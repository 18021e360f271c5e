"""Counts by group, joining quarter and quarter add up to the movements that they split."""

import numpy as np
import pandas as pd
import pytest

from customerbase import InputError
from metrics import movements
from metrics.cohort_flows import cohort_flows


def test_three_people_by_hand(make_base):
    segment = pd.Categorical(["a", "b", "a"])
    base = make_base([-2, 1, 4], [20, 5, 20], [1, 10, 100], months=7, segment=segment)  # January to July 2023
    flows = cohort_flows(base, "segment")
    assert list(flows.groups) == ["a", "b"]
    assert list(map(str, flows.periods)) == ["2023Q2"]
    assert flows.joined.tolist() == [[1, 1], [1, 0]]  # in March or before, and in the second quarter
    assert flows.here.tolist() == [[[1, 1], [0, 1]], [[1, 0], [0, 0]]]
    assert flows.lost[..., 0].tolist() == [[0, 0], [1, 0]]
    assert flows.revenue[..., 0].tolist() == [[3, 200], [20, 0]]


@pytest.mark.parametrize("seed", range(20))
@pytest.mark.parametrize("period", ["month", "quarter"])
def test_sums_are_the_movements(random_base, seed, period):
    base = random_base(seed)
    if period == "quarter" and len(base.months) < 9:
        return
    flows = cohort_flows(base, "segment", period)
    here, lost = flows.here.sum(axis=1), flows.lost.sum(axis=1)
    ends = [p.asfreq("M", "end") for p in (flows.periods[0] - 1, *flows.periods)]
    for k in range(len(flows.periods)):
        table = movements(base, ends[k], ends[k + 1], by="segment")
        assert list(flows.groups) == list(table.index)
        assert here[:, k].tolist() == table["opening"].tolist()
        assert here[:, k + 1].tolist() == table["closing"].tolist()
        assert lost[:, k].tolist() == table["lost"].tolist()
        assert (here[:, k + 1] - here[:, k] + lost[:, k]).tolist() == table["won"].tolist()
    assert (flows.here[:, np.triu_indices(len(ends), 1)[1], np.triu_indices(len(ends), 1)[0]] == 0).all()
    paid = base.arrays["revenue"][base.months >= (ends[0] + 1).start_time]
    paid = paid[: len(flows.periods) * (1 if period == "month" else 3)]
    assert flows.revenue.sum() == pytest.approx(paid.sum(dtype=float))


def test_refusals(make_base):
    with pytest.raises(InputError, match="no contracts"):
        cohort_flows(make_base([0], [9], [1], contract=False), "segment")
    with pytest.raises(InputError, match="fewer than two ends"):
        cohort_flows(make_base([0], [9], [1], months=5, segment=pd.Categorical(["a"])), "segment")
    with pytest.raises(InputError, match="no column 'colour'"):
        cohort_flows(make_base([0], [9], [1]), "colour")
