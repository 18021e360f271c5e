"""What holds in every base, whatever the company, seed, assumptions and events."""

import hypothesis.strategies as st
import numpy as np
import pandas as pd
from hypothesis import HealthCheck, given, settings
from worlds import LOUD

import synthetic
from synthetic import Assumptions
from synthetic.assumptions import MODES, dials
from synthetic.record import SURVEY

corners = st.fixed_dictionaries({
    name: st.sampled_from([about["low"], about["high"], max(about["low"], min(0, about["high"]))])
    for name, about in dials().items()
} | {"mode": st.sampled_from(MODES)})  # fmt: skip
worlds = st.fixed_dictionaries({
    "company": st.sampled_from(synthetic.companies()), "seed": st.integers(0, 3), "months": st.integers(1, 14),
    "customers": st.integers(1, 150), "assumptions": corners.map(Assumptions.of),
    "events": st.lists(st.sampled_from(LOUD), max_size=8, unique=True),
})  # fmt: skip


def months_since(base, dates):
    return ((dates.dt.year - base.months[0].year) * 12 + dates.dt.month - base.months[0].month).to_numpy()


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(worlds)
def test_whatever_happens_the_books_balance(world):
    base = synthetic.generate(**world)  # CustomerBase itself checks dtypes, presence, nullability and bounds
    customers, arrays, month = base.customers, base.arrays, np.arange(world["months"])[:, None]
    joined = months_since(base, customers["joined"])
    left = np.nan_to_num(months_since(base, customers["truth_left"]), nan=9999)
    there = (month >= joined) & (month < left)

    # nobody spends, answers or is active before joining or after leaving
    for name, array in arrays.items():
        something = ~np.isnan(array) if name in SURVEY else array != 0
        assert not something[~there].any(), name
    for name in SURVEY:
        said = arrays[name][~np.isnan(arrays[name])]
        assert np.isin(said, range(11)).all()
    assert customers["truth_hazard"].between(0, 1, inclusive="neither").all()
    truth = customers.filter(like="truth_").drop(columns=["truth_left", "truth_reason"])
    assert np.isfinite(truth.to_numpy()).all()
    assert (customers["truth_reason"].isna() == customers["truth_left"].isna()).all()
    recorded = customers["left_reason"].notna()
    assert (customers["left_reason"][recorded] == customers["truth_reason"][recorded]).all()
    came = customers["referred_by"].notna()
    assert set(customers["referred_by"][came]) <= set(customers["customer_id"][~came])
    assert ((customers["channel"] == "Referral") == came).all()

    # totals of simulate are those of the tables
    draws = synthetic.draws(world["company"], world["customers"], world["months"], world["seed"])
    totals = synthetic.simulate(draws, world["assumptions"], world["events"])
    segment = customers["segment"].cat.codes.to_numpy()
    one_of = (segment[:, None] == np.arange(len(totals.segments))).astype(float)
    np.testing.assert_array_equal(totals.members, there @ one_of)
    np.testing.assert_array_equal(totals.active, arrays["active"] @ one_of)
    np.testing.assert_array_equal(totals.joined, (joined == month) @ one_of)
    np.testing.assert_array_equal(totals.left, (left == month) @ one_of)
    np.testing.assert_array_equal(totals.referred, ((joined == month) & came.to_numpy()) @ one_of)
    np.testing.assert_array_equal(totals.answered, ~np.isnan(arrays["recommend"]) @ one_of)
    np.testing.assert_array_equal(totals.promoters, (arrays["recommend"] >= 9) @ one_of)
    # to the cent of every order, and float32's 7 digits
    tolerance = 0.0051 * arrays["visits"].sum() + 1e-5 * np.abs(totals.revenue).sum() + 1e-6
    for name in ("revenue", "contribution"):
        if name == "revenue" or len(base.orders) == 0:
            assert np.abs(getattr(totals, name) - arrays[name].astype(float) @ one_of).max() <= tolerance

    # heads: opening + joined - left = members
    opening = np.bincount(segment[joined < 0], minlength=len(totals.segments))
    np.testing.assert_array_equal(opening + (totals.joined - totals.left).cumsum(axis=0), totals.members)
    assert (totals.expected_left <= totals.members + 1e-9).all()
    assert (totals.expected_left >= 0).all()

    if not base.has_contract:
        row = pd.Index(customers["customer_id"]).get_indexer(base.orders["customer_id"])
        money = np.zeros(there.shape)
        np.add.at(money, (months_since(base, base.orders["date"]), row), base.orders["amount"].to_numpy())
        np.testing.assert_allclose(arrays["revenue"], money, rtol=1e-5, atol=1e-4)
        orders = np.zeros(there.shape)
        np.add.at(orders, (months_since(base, base.orders["date"]), row), 1)
        np.testing.assert_array_equal(arrays["visits"], orders)
    assert len(base.panel) == base.present.sum()
