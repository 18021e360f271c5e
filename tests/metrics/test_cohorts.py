"""Cohorts, the period rate that mixes their ages, sorting, mean lifetimes, and rate and mix effects."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from customerbase import InputError
from metrics import (
    cohort_table,
    lifetime_from_churn,
    mean_lifetime,
    mixture_mean_lifetime,
    mixture_retention,
    mixture_survival,
    period_rate,
    rate_and_mix,
    steady_state_retention,
)

SHARES, RATES = [1 / 3, 2 / 3], [0.9, 0.5]


def test_sorting_by_value():
    people = 10_000 * mixture_survival(SHARES, RATES, 4)
    assert np.round(people).tolist() == [10_000, 6_333, 4_367, 3_263, 2_604]
    assert np.round(mixture_retention(SHARES, RATES, 4), 3).tolist() == [0.633, 0.689, 0.747, 0.798]


def test_steady_state_period_rate_far_above_the_first_rate():
    curve = mixture_survival(SHARES, RATES, 400)
    assert steady_state_retention(curve) == pytest.approx(0.786, abs=0.0005)
    assert mixture_retention(SHARES, RATES, 1)[0] == pytest.approx(0.633, abs=0.0005)
    # the same as what it is: a size-weighted mix of ages
    assert period_rate(curve[:-1], curve[1:] / curve[:-1]) == pytest.approx(steady_state_retention(curve))


def test_tenure_fallacy_and_where_it_is_none():
    first_churn = 1 - mixture_retention(SHARES, RATES, 1)[0]
    assert lifetime_from_churn(first_churn) == pytest.approx(2.73, abs=0.005)
    assert mixture_mean_lifetime(SHARES, RATES) == pytest.approx(4.67, abs=0.005)
    curve = mixture_survival(SHARES, RATES, 400)
    assert mean_lifetime(curve) == pytest.approx(mixture_mean_lifetime(SHARES, RATES))
    # in a steady-state base 1/period churn is exactly the mean lifetime: no fallacy
    assert lifetime_from_churn(1 - steady_state_retention(curve)) == pytest.approx(14 / 3)


@given(arrays(float, 3, elements=st.floats(0.01, 1)), arrays(float, 3, elements=st.floats(0.05, 0.95)))
def test_sorting_only_ever_raises_the_rate(weights, rates):
    shares = weights / weights.sum()
    climb = mixture_retention(shares, rates, 20)
    assert (np.diff(climb) >= -1e-12).all()
    assert climb[0] == pytest.approx(period_rate(shares, rates))
    assert ((climb >= rates.min() - 1e-12) & (climb <= rates.max() + 1e-12)).all()
    assert mixture_mean_lifetime(shares, rates) >= lifetime_from_churn(1 - climb[0]) - 1e-9


def test_types_stay_in_line_when_scenarios_broadcast():
    rates = np.array([[0.9, 0.8], [0.5, 0.4]])  # two types down, two scenarios across
    together = mixture_survival(SHARES, rates, 3)
    assert together.shape == (4, 2)
    for scenario in range(2):
        assert together[:, scenario] == pytest.approx(mixture_survival(SHARES, rates[:, scenario], 3))
    assert mixture_mean_lifetime(SHARES, rates) == pytest.approx([14 / 3, 1 / 3 / 0.2 + 2 / 3 / 0.6])


@pytest.mark.parametrize(
    ("after", "total", "rate_effect", "mix_effect"),
    [([0.92, 0.62], 0.77, 0.02, -0.09), ([0.92, 0.66], 0.79, 0.034, -0.084)],
)
def test_every_segment_improves_and_the_total_falls(after, total, rate_effect, mix_effect):
    shift = rate_and_mix([0.9, 0.6], after, [80, 20], [50, 50])
    assert shift == pytest.approx((0.84, total, rate_effect, mix_effect))


segments = arrays(float, 4, elements=st.floats(0, 1))


@given(segments, segments, segments, segments)
def test_rate_and_mix_effects_leave_no_remainder(rates0, rates1, sizes0, sizes1):
    sizes0, sizes1 = sizes0 + 0.01, sizes1 + 0.01
    shift = rate_and_mix(rates0, rates1, sizes0, sizes1)
    assert shift.after - shift.before == pytest.approx(shift.rate_effect + shift.mix_effect, abs=1e-12)
    assert shift.before == pytest.approx(period_rate(sizes0, rates0))
    assert rate_and_mix(rates0, rates1, sizes0, 3 * sizes0).mix_effect == pytest.approx(0, abs=1e-12)
    assert rate_and_mix(rates0, rates0, sizes0, sizes1).rate_effect == 0
    back = rate_and_mix(rates1, rates0, sizes1, sizes0)
    assert back.rate_effect == pytest.approx(-shift.rate_effect, abs=1e-12)


def test_cohort_table_counted_by_hand(make_base):
    # months 0..8 = January to September 2023. January: one stays, one leaves after 3 months in force, one after 6.
    # March: one stays. May: two, of whom one leaves at once. Before the data: one, not followed.
    base = make_base([0, 0, 0, 2, 4, 4, -2], [9, 3, 6, 9, 9, 5, 9], np.ones(7), months=9)
    people = cohort_table(base, "quarter", people=True)
    assert people.index.astype(str).tolist() == ["2023Q1", "2023Q2", "2023Q3"]
    assert people.columns.tolist() == [0, 1, 2]
    assert people.loc["2023Q1"].tolist() == [4, 3, 2]
    # May's customers are 3 months old in August, and never 6 months old within the data
    assert people.loc["2023Q2"].tolist() == [2, 1, pd.NA]
    assert people.loc["2023Q3"].tolist() == [0, 0, 0]

    table = cohort_table(base, "quarter")
    assert table.loc["2023Q1"].tolist() == [1, 0.75, 0.5]
    assert table.loc["2023Q2"].tolist() == [1, 0.5, pd.NA]
    assert table.loc["2023Q3"].isna().all()


@given(seed=st.integers(0, 10**6), period=st.sampled_from(["month", "quarter", "year"]))
@settings(max_examples=30, deadline=None)
def test_cohorts_shrink_and_only_mature_cells_are_filled(random_base, seed, period):
    base = random_base(seed)
    if not (base.customers["joined"] >= base.months[0]).any():
        with pytest.raises(InputError, match="Nobody joined"):
            cohort_table(base, period)
        return
    table, people = cohort_table(base, period), cohort_table(base, period, people=True)
    step = {"month": 1, "quarter": 3, "year": 12}[period]
    joined = base.customers.loc[base.customers["joined"] >= base.months[0], "joined"]
    cohort_of = joined.dt.to_period({1: "M", 3: "Q", 12: "Y"}[step])
    assert people[0].sum() == len(joined)
    for cohort, row in people.iterrows():
        months_in = base.months.get_indexer(joined[cohort_of == cohort])
        for age, count in row.items():
            reached = months_in + age * step
            if len(reached) and reached.max() >= len(base.months):
                assert count is pd.NA
            else:
                rows = joined.index[cohort_of == cohort]
                assert count == base.arrays["member"][reached, rows].sum()
                assert len(rows) == 0 or table.loc[cohort, age] == count / len(rows)
    for _, row in table.iterrows():
        curve = row.dropna().to_numpy(dtype=float)
        assert (np.diff(curve) <= 0).all()


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: lifetime_from_churn(0), "zero churn"),
        (lambda: mixture_mean_lifetime([0.5, 0.5], [1, 0.5]), "never leaves"),
        (lambda: mixture_survival([0.5, 0.6], [0.9, 0.5], 3), "sum to 1.1, but they must sum to 1"),
        (lambda: mixture_survival([1], [0.9, 0.5], 3), "one number for each type"),
        (lambda: mixture_retention([1], [0], 2), "Everybody has left"),
        (lambda: period_rate([0, 0], [0.9, 0.5]), "no opening customers"),
        (lambda: period_rate(10, 0.5), "one number for each group"),
        (lambda: rate_and_mix([0.9], [0.9], [0], [10]), "no customers at all"),
        (lambda: rate_and_mix([0.9], [0.9, 0.8], [10], [10]), "one number for each segment"),
        (lambda: rate_and_mix([90], [90], [10], [10]), "fraction from 0 to 1"),
        (lambda: mean_lifetime([0.9, 0.8]), "starts at 1 and never rises"),
        (lambda: steady_state_retention([1.0]), "at least one later value"),
    ],
)
def test_refusals(call, words):
    with pytest.raises(InputError, match=words):
        call()


def test_base_without_contracts_has_no_cohort_survival(make_base):
    with pytest.raises(InputError, match="no contracts"):
        cohort_table(make_base([0], [13], [1], contract=False))
