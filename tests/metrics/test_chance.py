"""By chance: nothing where nothing changed, the change where something did, intervals as wide as they say."""

import numpy as np
import pandas as pd
import pytest

from customerbase import InputError, cdnow, from_orders
from metrics import movement
from metrics.movement import between_amounts, by_chance, cuts, shares

TIERS = cuts(30, 90)


def spending(rng, people, fee=0.0, change=1.0):
    """Amounts in two periods: everyone has their own rate and order size, fixed; change multiplies the later ones."""
    rate, size = rng.gamma(0.7, 1.2, people), rng.lognormal(3, 0.6, people)
    before, after = (size * rng.poisson(rate) * rng.lognormal(0, 0.4, people) + fee for _ in range(2))
    return before, after * change


@pytest.mark.parametrize("contract", [False, True])
@pytest.mark.parametrize(("of", "flows"), [("people", "tiers"), ("value", "tiers"), ("value", "spending")])
def test_without_change_the_interval_holds_zero_at_its_nominal_rate(contract, of, flows):
    """200 bases without change: of 95 % intervals 10 miss zero, give or take 3.1; 0 to 22 is four of those."""
    rng = np.random.default_rng(11)
    missed, excess, width = [], [], []
    for _ in range(200):
        move = between_amounts(*spending(rng, 800, fee=10 * contract), TIERS, contract=contract)
        table = by_chance(move, of, flows)
        missed.append((table["low"] > 0) | (table["high"] < 0))
        excess.append(table["excess"])
        width.append(table["high"] - table["low"])
    possible = (pd.concat(width, axis=1) > 0).all(axis=1)  # not: falling from the lowest tier
    assert possible.sum() >= 8
    times = pd.concat(missed, axis=1).sum(axis=1)[possible]
    assert times.max() <= 22, times
    assert times.min() >= 1, times
    excess = pd.concat(excess, axis=1)[possible]
    assert (excess.mean(axis=1).abs() < 4 * excess.std(axis=1) / np.sqrt(200)).all()


@pytest.mark.parametrize("contract", [False, True])
def test_a_base_that_grows_and_loses_people_has_no_excess_if_nobody_changes(make_base, contract):
    """Half of the 1,500 join during the two quarters, with contracts many leave; everyone's own rate stays the same.

    100 draws: 5 intervals miss zero, give or take 2.2; 0 to 13 is nearly four of those.
    """
    rng = np.random.default_rng(17)
    people = 1_500
    first = np.where(rng.random(people) < 0.5, -2, rng.integers(0, 6, people))
    end = np.maximum(first, 0) + rng.geometric(0.15, people) if contract else np.full(people, 6)
    base = make_base(first, end, np.ones(people), months=6, contract=contract)
    present = base.arrays["revenue"] > 0
    rate, size = rng.gamma(0.7, 0.5, people), rng.lognormal(3, 0.6, people)
    missed = {"people": 0, "value": 0}
    for _ in range(100):
        orders = rng.poisson(rate, present.shape) * present
        base.arrays["active"] = (orders > 0).astype(np.int8)
        base.arrays["revenue"] = (orders * size).astype(np.float32)
        move = movement.between(base, "2023Q1", "2023Q2", cuts(10, 40))
        for of in missed:
            table = by_chance(move, of)
            possible = (table["high"] > table["low"]).to_numpy()
            missed[of] += ((table["low"] > 0) | (table["high"] < 0)).to_numpy() * possible
    for of, times in missed.items():
        assert (times <= 13).all(), (of, times)
        assert times.sum() >= 10


def test_the_default_ranks_are_near_their_nominal_rate():
    """Ranks are read off the data, which the interval leaves out: for money of a whole tier 88 % or more hold zero."""
    rng = np.random.default_rng(12)
    missed = 0
    for _ in range(200):
        table = by_chance(between_amounts(*spending(rng, 800), contract=False), "value").xs("all", level="flow")
        missed += ((table["low"] > 0) | (table["high"] < 0)).to_numpy()
    assert (missed <= 0.12 * 200 + 4 * 4.6).all(), missed
    assert (missed >= 1).all(), missed


def test_the_interval_is_that_of_a_bootstrap_over_customers():
    """Also where much has changed: half widths against 1.96 bootstrap deviations, whose own error is 5 % at 200."""
    rng = np.random.default_rng(13)
    before, after = spending(rng, 3_000, change=1.5)
    after[rng.random(3_000) < 0.2] = 0
    for of, flows in (("people", "tiers"), ("value", "tiers"), ("value", "spending")):
        table = by_chance(between_amounts(before, after, TIERS, contract=False), of, flows)
        drawn = []
        for _ in range(200):
            some = rng.integers(0, 3_000, 3_000)
            move = between_amounts(before[some], after[some], TIERS, contract=False)
            drawn.append(by_chance(move, of, flows)["excess"])
        deviation = pd.concat(drawn, axis=1).std(axis=1)
        half = (table["high"] - table["low"]) / 2
        seen = deviation > 0
        assert half[seen].to_numpy() == pytest.approx(1.96 * deviation[seen].to_numpy(), rel=0.2)


def test_what_changed_is_between_half_of_the_excess_and_all_of_it():
    """The same customers with and without the change, so that what changed is known and luck is nearly the same."""
    rng = np.random.default_rng(14)
    before, after = spending(rng, 100_000)

    def excess(later, of, flow):
        return by_chance(between_amounts(before, later, TIERS, contract=False), of).loc[("all", "all", flow), "excess"]

    more = (excess(1.1 * after, "value", "all") - excess(after, "value", "all")) / (0.1 * after.sum())
    assert 1.3 < more < 2
    left = np.where(rng.random(100_000) < 0.15, 0, after)
    lost = ((before > 0) & (after > 0) & (left == 0)).sum()
    assert (excess(left, "people", "lost") - excess(after, "people", "lost")) / lost == pytest.approx(1, abs=0.05)


def test_cdnow_most_of_the_fall_is_chance():
    base = from_orders(cdnow())
    for tiers, fell, backwards in ((shares(0.9, 0.1, of="known"), -0.406, -0.453), (shares(0.9, 0.1), -0.439, -0.492)):
        move = movement.between(base, "1997Q3", "1997Q4", tiers)
        top = by_chance(move, "value").loc[("all", "top 10 %", "all")]
        assert top["observed"] / top["opening"] == pytest.approx(fell, abs=5e-4)
        assert top["by_chance"] / top["opening"] == pytest.approx(backwards, abs=5e-4)
        assert top["low"] < 0 < top["high"]  # so the fall of the best is no news


def test_it_is_the_backward_table_on_the_opening_customers():
    rng = np.random.default_rng(15)
    before, after = spending(rng, 500, change=0.8)
    move = between_amounts(before, after, TIERS, contract=False)
    back = movement.matrix(movement.backwards(move)).to_numpy()
    share = back / back.sum(axis=1, keepdims=True)
    opening = movement.matrix(move).to_numpy().sum(axis=1)
    table = by_chance(move)
    for number, name in enumerate(move.states):
        row = table.loc[("all", name)]
        assert (row["opening"] == opening[number]).all()
        assert row.loc["same", "by_chance"] == pytest.approx(opening[number] * share[number, number])
        lower = share[number, 1:number].sum()
        assert row.loc["to lower", "by_chance"] == pytest.approx(opening[number] * lower)
        assert row.loc["lost", "by_chance"] == pytest.approx(opening[number] * share[number, 0] * (number > 0))
        assert row["by_chance"].sum() == pytest.approx(opening[number])
        assert row["excess"].sum() == pytest.approx(0, abs=1e-9)
    value = by_chance(move, "value")
    flows = value.drop(index="all", level="flow").groupby(["group", "tier"], sort=False).sum()
    for column in ("observed", "by_chance", "excess"):
        assert flows[column].to_numpy() == pytest.approx(value.xs("all", level="flow")[column].to_numpy())
    assert value.loc[("all", "all", "all"), "observed"] == pytest.approx(after.sum() - before.sum())


def test_a_segment_is_compared_with_itself():
    rng = np.random.default_rng(16)
    before, after = spending(rng, 600)
    kind = pd.Categorical.from_codes(rng.integers(0, 2, 600), ["home", "work"])
    customers = pd.DataFrame({"kind": kind})
    for of in ("people", "value"):
        both = by_chance(between_amounts(before, after, TIERS, customers, "kind", contract=False), of)
        for name in ("home", "work"):
            mine = kind == name
            alone = by_chance(between_amounts(before[mine], after[mine], TIERS, contract=False), of).loc["all"]
            assert both.loc[name].to_numpy() == pytest.approx(alone.to_numpy())


def test_only_those_who_could_be_in_both_are_compared(make_base):
    """c0, c1 are here throughout; c2 leaves, c3 joins later, c4 joined within the earlier period."""
    base = make_base([0, 0, 0, 5, 3], [13, 13, 4, 13, 13], [10, 60, 60, 60, 60])
    move = movement.between(base, "2023Q2", "2023Q3", cuts(50))
    assert move.comparable.tolist() == [True, True, False, False, False]
    table = by_chance(move)
    assert set(table.index.get_level_values("flow")) == {"to lower", "same", "to higher"}  # a contract ends by decision
    assert "no customer" not in table.index.get_level_values("tier")
    assert table.loc[("all", "all", "same"), ["opening", "observed"]].tolist() == [2, 2]
    with pytest.raises(InputError, match="Nobody had joined before the earlier period began"):
        by_chance(movement.between(from_orders(cdnow()), "1997-01", "1997-02"))


def test_a_tier_that_is_empty_later_has_no_chance():
    table = by_chance(between_amounts([100.0, 5], [5.0, 5], TIERS))
    assert table.loc[("all", "90 or more", "to lower"), "observed"] == 1
    assert np.isnan(table.loc[("all", "90 or more", "to lower"), "by_chance"])
    assert table.loc[("all", "30 to 90"), "by_chance"].tolist() == [0, 0, 0]


@pytest.mark.parametrize("arguments", [("money",), ("people", "steps")])
def test_refusals(arguments):
    with pytest.raises(InputError, match="of must be people or value"):
        by_chance(between_amounts([1], [1]), *arguments)
