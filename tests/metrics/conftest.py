"""Small bases whose every customer is known, and random ones for the properties."""

import sys

import numpy as np
import pandas as pd
import pytest

from customerbase import CustomerBase


def _base(first, end, revenue, months=13, contract=True, begin="2023-01", **columns):
    """Customers in force in months first <= t < end (first may be negative), paying `revenue` (customers or T x N)."""
    first, end = np.asarray(first), np.asarray(end)
    index = pd.date_range(begin, periods=months, freq="MS")
    joined = [(index[0].to_period("M") + int(f)).start_time for f in first]
    customers = pd.DataFrame({"customer_id": pd.Series([f"c{i}" for i in range(len(first))], dtype="str"),
                              "joined": pd.Series(joined, dtype="datetime64[ns]")})
    customers = customers.assign(**columns)  # segment, city, ...
    t = np.arange(months)[:, None]
    present = (t >= first) & (t < end)
    arrays = {"active": present.astype(np.int8), "revenue": (present * np.asarray(revenue)).astype(np.float32)}
    if contract:
        arrays["member"] = present.astype(np.int8)
    return CustomerBase(customers, index, arrays)


@pytest.fixture
def count_steps():
    """How many steps (bytecodes) of Python something takes: a loop over customers shows, however busy the machine."""

    def count(something):
        something()  # the first time imports and fills caches
        steps = 0

        def trace(frame, event, _):
            nonlocal steps
            frame.f_trace_opcodes, frame.f_trace_lines = True, False
            steps += event == "opcode"
            return trace

        before = sys.gettrace()
        sys.settrace(trace)
        try:
            something()
        finally:
            sys.settrace(before)
        return steps

    return count


@pytest.fixture(scope="session")
def make_base():
    return _base


@pytest.fixture(scope="session")
def random_base():
    """seed -> base with contracts of up to 200 customers over 6 to 30 months, some in force before month 0."""

    def build(seed):
        rng = np.random.default_rng(seed)
        months, people = int(rng.integers(6, 31)), int(rng.integers(1, 201))
        first = rng.integers(-6, months, people)
        end = np.maximum(first, 0) + rng.geometric(rng.uniform(0.02, 0.5), people)  # in force for a month at least
        revenue = rng.integers(0, 50, (months, people))
        segment = pd.Categorical.from_codes(rng.integers(-1, 3, people), ["gold", "silver", "tin"])
        return _base(first, end, revenue, months, segment=segment)

    return build
