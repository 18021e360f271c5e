"""Value by component, person and segment; the restaurant read two ways; the beach under two references."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from customerbase import InputError
from metrics import (
    BENEFITS,
    REFERENCES,
    customer_value,
    surplus,
    total_benefits,
    total_costs,
    two_readings,
    value_by_segment,
    value_steps,
)

MONEY = st.floats(0, 1e6)


def test_benefits_less_costs():
    gets = total_benefits(monetary=10, functional=40, psychological=20, social=5)
    gives = total_costs(money=30, hours=1.5, hour_worth=12, effort=7)
    assert (gets, gives) == (75, 55)
    assert customer_value(gets, gives) == 20
    assert customer_value(total_benefits(), total_costs(effort=3)) == -3


def test_what_somebody_weighs():
    parts = dict(zip(BENEFITS, (10, 40, 20, 5), strict=True))
    assert total_benefits(**parts, weights=(1, 0.5, 2, 0)) == 10 + 20 + 40
    by_person = np.array([[1, 0], [0.5, 0], [2, 0], [0, 3]])  # four components, two people
    assert total_benefits(**parts, weights=by_person).tolist() == [70, 15]
    assert total_benefits(functional=np.array([1, 2, 3])).tolist() == [1, 2, 3]
    for name in BENEFITS:
        assert total_benefits(**{name: 7}) == 7


def test_cheaper_half_portion():
    half, full = 0, 1
    ratio, per_cost, rest = two_readings([0.5, 1], [6, 12], meal_worth=20)
    assert ratio.tolist() == [12, 12]
    assert per_cost[half] == per_cost[full]
    assert (rest[half], rest[full]) == (4, 8)  # half a portion, half the surplus
    with_trip = two_readings([0.5, 1], [6, 12], meal_worth=20, trip=3)
    assert with_trip.price_per_portion.tolist() == [12, 12]
    assert with_trip.surplus.tolist() == [1, 5]  # the trip costs the same for less
    assert with_trip.benefit_per_cost[half] < with_trip.benefit_per_cost[full]
    worse = two_readings(0.5, 6, meal_worth=20 * 0.6)  # and it tastes worse
    assert worse.surplus == 0


@given(st.floats(0.01, 1), st.floats(0.01, 1e4), MONEY)
def test_equal_ratios_make_unequal_surpluses(portion, price, worth):
    part, full = two_readings(portion, portion * price, worth), two_readings(1, price, worth)
    assert part.price_per_portion == pytest.approx(full.price_per_portion)
    assert part.surplus == pytest.approx(portion * full.surplus, abs=1e-6)


def test_ocean_view_and_nothing_more():
    assert set(REFERENCES) == {"price", "expectation"}
    # a room worth 180 at 150, as expected: 30 above the price, nothing above the expectation
    assert surplus(180, 150, expected=30) == 30
    assert surplus(180, 150, expected=30, against="expectation") == 0
    # the concierge adds 25 at no extra cost
    assert surplus(205, 150, 30, "price") == 55
    assert surplus(205, 150, 30, "expectation") == 25
    assert surplus(150, 150) == 0
    assert surplus([180, 205], 150, [30, 70], "expectation").tolist() == [0, -15]


@given(MONEY, MONEY)
def test_both_references_agree_where_nothing_was_expected(benefits, costs):
    assert surplus(benefits, costs, against="expectation") == surplus(benefits, costs) == benefits - costs


def test_waterfall():
    steps = value_steps({"functional": 40, "social": 5, "monetary": 0}, {"money": 30, "time": 18})
    assert steps.index.tolist() == ["functional", "social", "monetary", "money", "time", "value"]
    assert steps["amount"].tolist() == [40, 5, 0, -30, -18, -3]
    assert steps["start"].tolist() == [0, 40, 45, 45, 15, 0]
    assert steps["end"].tolist() == [40, 45, 45, 15, -3, -3]
    assert value_steps({}, {}).loc["value"].tolist() == [0, 0, 0]


def test_by_segment():
    segment = pd.Categorical(["rich", "rich", "busy", None], ["rich", "busy", "nobody"])
    table = value_by_segment([10, 20, 30, 5], [12, 10, 40, 5], segment)
    assert table.index.tolist() == ["rich", "busy", "nobody", "(missing)"]
    assert table["people"].tolist() == [2, 1, 0, 1]
    assert table.loc["rich"].tolist() == [2, 15, 11, 4, 0.5]
    assert table.loc["busy", ["value", "below_zero"]].tolist() == [-10, 1]
    assert table.loc["(missing)", ["value", "below_zero"]].tolist() == [0, 0]  # nought is not below nought
    assert table.loc["nobody"].isna().tolist() == [False, True, True, True, True]
    assert table["value"].fillna(0) @ table["people"] == sum([10, 20, 30, 5]) - sum([12, 10, 40, 5])


def test_by_segment_takes_a_column_with_any_index():
    segment = pd.Series(["b", "a", "b"], index=[7, 7, 9])
    assert value_by_segment([1, 2, 3], [0, 0, 0], segment)["value"].tolist() == [2, 2]


@pytest.mark.parametrize(("call", "words"), [
    (lambda: total_benefits(weights=(1, 1, 1)), "four numbers"), (lambda: total_benefits(weights=1), "four numbers"),
    (lambda: total_benefits(weights=(1, 1, 1, -1)), "weights is -1"), (lambda: total_costs(hours=-1), "hours is -1"),
    (lambda: total_benefits(social="much"), "social must be a number"),
    (lambda: customer_value(1, -1), "costs is -1"), (lambda: customer_value(np.nan, 1), "benefits has a missing"),
    (lambda: surplus(1, 1, against="hope"), "choose one of price, expectation"),
    (lambda: two_readings(0, 6, 20), "something on the plate"), (lambda: two_readings(1, 0, 20), "costs nothing"),
    (lambda: value_steps({"joy": 1}, {"money": -2}), "money is -2"),
    (lambda: value_by_segment([1, 2], [1], ["a", "b"]), "one entry for each person"),
    (lambda: value_by_segment([1], [1], ["a", "b"]), "one entry for each person"),
])  # fmt: skip
def test_refusals(call, words):
    with pytest.raises(InputError, match=words) as refusal:
        call()
    assert str(refusal.value).endswith(".")
