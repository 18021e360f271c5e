"""Printed parts add up to the printed total."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from widgets.explorables.adding_up import moved, tenths


@given(st.floats(-1, 1), st.floats(-1, 1))
def test_parts_add_up_as_printed(rate, mix):
    total, one, two = tenths(rate + mix, rate, mix)
    assert round(total * 1000) == round(one * 1000) + round(two * 1000)
    assert total == pytest.approx(rate + mix, abs=0.00051)
    assert two == pytest.approx(mix, abs=0.0015)


def test_nothing_is_said_without_a_sign():
    assert [moved(x) for x in (0.0123, -0.0123, 0.0, -0.0004, 0.0006)] == [
        "+1.2 points", "−1.2 points", "0 points", "0 points", "+0.1 points"]
