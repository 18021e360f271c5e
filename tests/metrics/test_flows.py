"""Movements between two months, against a base small enough to count by hand and against the panel."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from customerbase import InputError
from metrics import movements, retention_rate, retention_series, run_rate

COUNTS = ["opening", "lost", "won", "closing", "in_and_out"]
VALUES = ["opening_value", "lost_value", "won_value", "closing_value", "stayers_change"]


@pytest.fixture
def six(make_base):
    """Months 0..12 = January 2023 to January 2024. Between the ends of February (1) and May (4) of 2023:

    a stays and pays 10 -> 15; b leaves (30); c joins (7); d joins and leaves again; e was gone before; f comes later.
    """
    revenue = np.tile([10, 30, 7, 99, 99, 99], (13, 1))
    revenue[4:, 0] = 15
    return make_base([0, 0, 3, 2, -3, 8], [13, 4, 13, 4, 1, 13], revenue, segment=pd.Categorical(list("xxyyzz")))


def test_counted_by_hand(six):
    row = movements(six, "2023-02", "2023-05").loc["all"]
    assert row[COUNTS].tolist() == [2, 1, 1, 2, 1]
    assert row[VALUES].tolist() == [40, 30, 7, 22, 5]
    assert row["retention"] == pytest.approx(0.5)


def test_run_rate_is_a_mean_over_the_months_in_force(six, make_base):
    # a pays 10 up to April and 15 from May; b 30 and leaves after April; c 7 from April; d 99 in March and April
    assert run_rate(six, "2023-05").tolist() == [15, 0, 7, 0, 0, 0]
    assert run_rate(six, "2023-05", months=4).tolist() == [11.25, 30, 7, 99, 0, 0]
    row = movements(six, "2023-03", "2023-06", months=3).loc["all"]
    assert row[VALUES].tolist() == [139, 129, 7, pytest.approx(40 / 3 + 7), pytest.approx(10 / 3)]
    shop = make_base([0], [13], [[6]] + [[0]] * 12, contract=False)
    assert run_rate(shop, "2023-03", months=3).tolist() == [2]  # without contracts every month counts
    with pytest.raises(InputError, match="A window of 4 months up to 2023-03 begins before the data, which hold 3"):
        run_rate(six, "2023-03", months=4)
    with pytest.raises(InputError, match="months is 0"):
        run_rate(six, "2023-03", months=0)


def test_by_segment_and_empty_segments_have_no_rate(six):
    table = movements(six, "2023-02", "2023-05", by="segment")
    assert table.index.tolist() == ["x", "y", "z"]
    assert table["opening"].tolist() == [2, 0, 0]
    assert table["won"].tolist() == [0, 1, 0]
    assert table.loc["x", "retention"] == pytest.approx(0.5)
    assert table.loc["y", "retention"] is pd.NA
    assert str(table["retention"].dtype) == "Float64"


def test_text_columns_and_missing_labels_keep_every_customer(make_base):
    base = make_base([0, 0, 0], [13, 13, 2], [1, 1, 1], city=pd.Series(["b", "a", None], dtype="str"))
    table = movements(base, "2023-01", "2023-06", by="city")
    assert table.index.tolist() == ["a", "b", "(missing)"]
    assert table["opening"].tolist() == [1, 1, 1]
    assert table["lost"].tolist() == [0, 0, 1]


@given(seed=st.integers(0, 10**6))
@settings(max_examples=40, deadline=None)
def test_identities_and_the_panel_agree(random_base, seed):
    base = random_base(seed)
    rng = np.random.default_rng(seed)
    a, b = np.sort(rng.choice(len(base.months), 2, replace=False))
    start, end = base.months[a], base.months[b]
    table = movements(base, start, end, by="segment")
    whole = movements(base, start, end).iloc[0]
    assert (table["opening"] - table["lost"] + table["won"] == table["closing"]).all()
    balance = table["opening_value"] - table["lost_value"] + table["won_value"] + table["stayers_change"]
    assert balance.to_numpy() == pytest.approx(table["closing_value"].to_numpy(), abs=1e-6)
    assert table[COUNTS + VALUES].sum().to_numpy() == pytest.approx(whole[COUNTS + VALUES].to_numpy(dtype=float))
    assert table["retention"].dropna().between(0, 1).all()
    assert [rate is pd.NA for rate in table["retention"]] == (table["opening"] == 0).tolist()

    # the same from the long panel, the way one would do it by hand
    panel = base.panel
    panel = panel[panel["member"]]
    before, after = (panel[panel["month"] == m].set_index("customer_id")["revenue"] for m in (start, end))
    left, came = before.drop(before.index.intersection(after.index)), after.drop(before.index.intersection(after.index))
    assert whole[["opening", "lost", "won", "closing"]].tolist() == [len(before), len(left), len(came), len(after)]
    paid = [before.sum(), left.sum(), came.sum(), after.sum()]
    assert whole[["opening_value", "lost_value", "won_value", "closing_value"]].to_numpy(float) == pytest.approx(paid)
    inside = panel[(panel["month"] > start) & (panel["month"] < end)]["customer_id"].unique()
    assert whole["in_and_out"] == len(set(inside) - set(before.index) - set(after.index))


def test_series_has_whole_calendar_periods_only(make_base):
    # four open; one leaves in May, one in August, and in December (the data end in January) one more
    base = make_base([0, 0, 0, 0], [4, 7, 11, 13], [1, 1, 1, 1])
    series = retention_series(base, "quarter")
    assert series.index.astype(str).tolist() == ["2023Q2", "2023Q3", "2023Q4"]
    assert series["opening"].tolist() == [4, 3, 2]
    assert series["retention"].tolist() == pytest.approx([3 / 4, 2 / 3, 1 / 2])
    monthly = retention_series(base)
    assert len(monthly) == 12
    assert monthly["lost"].sum() == 3


@given(seed=st.integers(0, 10**6))
@settings(max_examples=20, deadline=None)
def test_series_rows_are_movements(random_base, seed):
    base = random_base(seed)
    series = retention_series(base, "month")
    for period, row in series.iterrows():
        alone = movements(base, period - 1, period).iloc[0]
        assert row.equals(alone) or row[COUNTS + VALUES].tolist() == alone[COUNTS + VALUES].tolist()
    assert (series["closing"].to_numpy()[:-1] == series["opening"].to_numpy()[1:]).all()
    known = series.dropna()
    if len(known):
        expected = retention_rate(known["opening"].to_numpy(), known["lost"].to_numpy())
        assert known["retention"].to_numpy(dtype=float) == pytest.approx(expected)


def test_no_loop_over_customers(make_base, count_steps):
    """A slider calls it: a hundred times as many customers are no more steps. Milliseconds: tests/benchmark/."""

    def steps(people):
        rng = np.random.default_rng(5)
        first = rng.integers(-12, 36, people)
        segment = pd.Categorical.from_codes(rng.integers(0, 4, people), list("abcd"))
        base = make_base(first, np.maximum(first, 0) + rng.geometric(0.03, people), np.ones(people), 36,
                         segment=segment)
        return count_steps(lambda: movements(base, "2025-06", "2025-09", by="segment"))

    assert steps(20_000) < 1.1 * steps(200)


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda base: movements(base, "2023-05", "2023-05"), "not before the end"),
        (lambda base: movements(base, "2023-05", "2030-05"), "end '2030-05' is not a month of this base; choose from"),
        (lambda base: movements(base, "soon", "2023-05"), "start 'soon' is not a month"),
        (lambda base: movements(base, None, "2023-05"), "start None is not a month"),
        (lambda base: movements(base, "2023-02", "2023-05", by="town"), "no column 'town'; choose one of customer_id"),
        (lambda base: retention_series(base, "week"), "choose one of month, quarter, year"),
        (lambda base: retention_series(base, "year"), "fewer than two ends of a year"),
    ],
)
def test_refusals(six, call, words):
    with pytest.raises(InputError, match=words):
        call(six)


def test_without_contracts_nobody_is_known_to_leave(make_base):
    base = make_base([0], [13], [1], contract=False)
    for call in (lambda: movements(base, "2023-01", "2023-02"), lambda: retention_series(base)):
        with pytest.raises(InputError, match="no contracts.*active_customers"):
            call()
