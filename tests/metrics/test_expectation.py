"""The concierge, by value, and that no schedule whatever delights for ever."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from customerbase import InputError
from metrics import expectation_path, total_surplus

SCHEDULE = st.lists(st.floats(-100, 100), min_size=1, max_size=40)


def test_the_concierge():
    path = expectation_path([10] * 12 + [0] * 12, start=0, pull=0.3)
    assert path.expectation.shape == (25,)
    assert path.surplus[:12].sum() == pytest.approx(32.9, abs=0.05)
    assert path.surplus[12:].sum() == pytest.approx(-32.4, abs=0.05)
    assert path.total == pytest.approx(32.87 - 32.42, abs=0.01)
    assert path.surplus[:3] == pytest.approx([10, 7, 4.9])  # each stay it surprises a little less
    assert path.expectation[12] == pytest.approx(10 * (1 - 0.7**12))
    level = expectation_path([110] * 12 + [100] * 12, start=100, pull=0.3)  # whatever was usual before
    assert level.surplus == pytest.approx(path.surplus)


@given(SCHEDULE, st.floats(-100, 100), st.floats(0.01, 1))
def test_only_where_expectation_ends_matters(schedule, start, pull):
    path = expectation_path(schedule, start, pull)
    assert path.total == pytest.approx(total_surplus(start, path.expectation[-1], pull), abs=1e-6)
    back = expectation_path([*schedule, *[start] * 3_000], start, pull)  # back to the usual, for long
    assert back.total == pytest.approx(0, abs=1e-6)


def test_the_ends_of_the_dial():
    never, at_once = (expectation_path([10, 10, 10], 0, pull).surplus.tolist() for pull in (0, 1))
    assert never == [10, 10, 10]
    assert at_once == [10, 0, 0]


def test_many_at_once():
    schedule = np.array([[10.0, 0], [10, 5], [0, 5]])
    many = expectation_path(schedule, start=[0, 2], pull=[0.3, 0.6])
    assert many.expectation.shape == (4, 2)
    for i, (start, pull) in enumerate([(0, 0.3), (2, 0.6)]):
        one = expectation_path(schedule[:, i], start, pull)
        assert many.surplus[:, i] == pytest.approx(one.surplus)
        assert many.total[i] == pytest.approx(one.total)
    assert expectation_path([10, 10], pull=np.array([0.1, 0.2, 0.3])).surplus.shape == (2, 3)


@pytest.mark.parametrize(("call", "words"), [
    (lambda: expectation_path([]), "at least one occasion"), (lambda: expectation_path(10), "one number for each"),
    (lambda: expectation_path([10], pull=30), "fraction from 0 to 1"),
    (lambda: expectation_path([np.nan]), "missing or infinite"), (lambda: total_surplus(0, 10, 0), "never moves"),
])
def test_refusals(call, words):
    with pytest.raises(InputError, match=words):
        call()
