"""Movement between value tiers: counted by hand, every account adding up on any base, and CDNOW's published figures."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from customerbase import CustomerBase, InputError, cdnow, from_orders
from metrics import movement, movements
from synthetic import generate


@pytest.fixture(scope="module")
def orders_base():
    return from_orders(cdnow())


@pytest.fixture(scope="module")
def shop():
    """seed -> a base from random orders of up to 60 people over a year and a half."""

    def build(seed):
        rng = np.random.default_rng(seed)
        count = int(rng.integers(30, 400))
        day = pd.to_datetime("2023-01-01") + pd.to_timedelta(np.r_[0, rng.integers(0, 540, count - 2), 540], "D")
        who = pd.Series(rng.integers(0, 60, count).astype(str), dtype="str")
        return from_orders(pd.DataFrame({"customer_id": who, "date": day, "amount": rng.integers(0, 30, count) / 1.0}))

    return build


def check_accounts(base, move):
    """opening + new - lost + up - down = closing: in every cell, tier, segment and in all, in people and in money."""
    cell, tier, total = movement.cells(move), movement.by_tier(move), movement.totals(move)
    money = cell["opening_value"] + cell["new_value"] - cell["lost_value"] + cell["up_value"] - cell["down_value"]
    assert money.to_numpy() == pytest.approx(cell["closing_value"].to_numpy(), abs=1e-6)
    assert (tier["opening"] + tier["new"] - tier["lost"] + tier["from_lower"] + tier["from_higher"]
            - tier["to_lower"] - tier["to_higher"] == tier["closing"]).all()  # fmt: skip
    assert (tier["opening"] - tier["lost"] - tier["to_lower"] - tier["to_higher"] == tier["stayed"]).all()
    money = (tier["opening_value"] + tier["new_value"] - tier["lost_value"] + tier["from_lower_value"]
             + tier["from_higher_value"] - tier["to_lower_value"] - tier["to_higher_value"]
             + tier["up_value"] - tier["down_value"])  # fmt: skip
    assert money.to_numpy() == pytest.approx(tier["closing_value"].to_numpy(), abs=1e-6)
    assert (total["opening"] + total["new"] - total["lost"] == total["closing"]).all()
    assert (total["opening"] - total["lost"] == total[["increased", "decreased", "unchanged"]].sum(axis=1)).all()
    money = (total["opening_value"] + total["new_value"] - total["lost_value"] + total["up_value"]
             - total["down_value"])  # fmt: skip
    assert money.to_numpy() == pytest.approx(total["closing_value"].to_numpy(), abs=1e-6)
    # the tables agree with one another, and with what the base says by itself
    for name in ("opening", "closing", "new", "lost"):
        assert tier.groupby("group")[name].sum().reindex(total.index).tolist() == total[name].tolist()
        by_tier = tier.groupby("group")[name + "_value"].sum().reindex(total.index)
        assert by_tier.to_numpy() == pytest.approx(total[name + "_value"].to_numpy(), abs=1e-6)
    for end, period in (("opening", move.earlier), ("closing", move.later)):
        rows = slice(period.first, period.last + 1)
        revenue, active = base.arrays["revenue"][rows], base.arrays["active"][rows]
        if base.has_contract:
            here = base.arrays["member"][period.last] == 1
            paid = (revenue.sum(axis=0, dtype=float) / np.maximum(base.arrays["member"][rows].sum(axis=0), 1))[here]
        else:
            here, paid = active.any(axis=0), revenue.astype(float)
        assert total[end].sum() == here.sum()
        assert total[end + "_value"].sum() == pytest.approx(paid.sum())
    assert (total["returned"] <= total["new"]).all()


TIERS = st.sampled_from([movement.cuts(10, 25), movement.shares(0.5, 0.4, 0.1), movement.shares(0.7, 0.3, of="known")])


@given(seed=st.integers(0, 10**6), tiers=TIERS)
@settings(max_examples=25, deadline=None)
def test_accounts_add_up_with_contracts(random_base, seed, tiers):
    base = random_base(seed)
    rng = np.random.default_rng(seed)
    length = int(rng.integers(1, len(base.months) // 2 + 1))
    a, b = sorted(rng.choice(len(base.months) // length, 2, replace=False) * length)
    spans = [(f"{base.months[row]:%Y-%m}", f"{base.months[row + length - 1]:%Y-%m}") for row in (a, b)]
    move = movement.between(base, *spans, tiers, by="segment")
    check_accounts(base, move)
    check_accounts(base, movement.between(base, *spans, movement.segments("segment")))
    # heads are those of the table that counts lost customers elsewhere: a page never shows two numbers for one thing
    other = movements(base, spans[0][1], spans[1][1], by="segment")
    total = movement.totals(move)
    assert total[["opening", "lost", "new", "closing"]].to_numpy().tolist() == \
        other[["opening", "lost", "won", "closing"]].to_numpy().tolist()
    if length == 1:
        assert total["lost_value"].to_numpy() == pytest.approx(other["lost_value"].to_numpy())


@given(seed=st.integers(0, 10**6), tiers=TIERS)
@settings(max_examples=15, deadline=None)
def test_accounts_add_up_without_contracts(shop, seed, tiers):
    base = shop(seed)
    check_accounts(base, movement.between(base, "2023Q2", "2023Q3", tiers))
    check_accounts(base, movement.between(base, "2023-01", "2023-11", tiers))


@given(months=st.sampled_from([1, 2, 3, 6]), data=st.data())
@settings(max_examples=10, deadline=None)
def test_accounts_add_up_on_cdnow(orders_base, months, data):
    starts = pd.period_range("1997-01", "1998-06", freq="M")[::months]
    a, b = sorted(data.draw(st.lists(st.sampled_from(range(len(starts))), min_size=2, max_size=2, unique=True)))
    spans = [(str(starts[i]), str(starts[i] + months - 1)) for i in (a, b)]
    check_accounts(orders_base, movement.between(orders_base, *spans, data.draw(TIERS)))


@pytest.mark.parametrize("company", ["hotel", "shop"])
def test_accounts_add_up_on_invented_companies(company):
    base = generate(company, customers=800, months=24)
    for tiers in (movement.USUAL_TIERS, movement.cuts(20, 80), movement.segments("segment")):
        for earlier, later in (("2023Q1", "2023Q2"), ("2023-05", "2024-12"), ("2023", "2024")):
            check_accounts(base, movement.between(base, earlier, later, tiers, by="segment"))


def test_counted_by_hand(make_base):
    """Months 0..12 from January 2023; Q1 to Q2, money a month. a stays at 10; b 30 -> 60, a tier up; c 40 leaves in
    May; d joins in April at 20; e was here before, is away in Q1's end, and is back; f 90 -> 15 falls a tier."""
    revenue = np.tile([10.0, 30, 40, 20, 5, 90], (13, 1))
    revenue[3:, 1], revenue[3:, 5] = 60, 15
    base = make_base([0, 0, 0, 3, 0, 0], [13, 13, 5, 13, 13, 13], revenue)
    member = base.arrays["member"].copy()
    member[2, 4] = 0
    base.arrays["member"] = member
    move = movement.between(base, "2023Q1", "2023Q2", movement.cuts(50, names=("small", "large")))
    assert movement.matrix(move).to_numpy().tolist() == [[0, 2, 0], [1, 1, 1], [0, 1, 0]]
    row = movement.totals(move).loc["all"]
    names = ["opening", "new", "returned", "lost", "increased", "decreased", "unchanged", "closing"]
    assert row[names].tolist() == [4, 2, 1, 1, 1, 1, 1, 5]
    money = ["opening_value", "new_value", "returned_value", "lost_value", "up_value", "down_value", "closing_value"]
    assert row[money].tolist() == [170, 25, 5, 40, 30, 75, 110]
    small = movement.by_tier(move).loc[("all", "small")]
    assert small[["opening", "new", "lost", "from_higher", "to_higher", "stayed", "closing"]].tolist() == \
        [3, 2, 1, 1, 1, 1, 4]
    assert small[["from_higher_value", "to_higher_value", "up_value", "down_value"]].tolist() == [15, 30, 0, 0]
    assert movement.matrix(move, "closing_value").loc["large", "small"] == 15
    there = movement.people_in(move, "large", "small")
    assert there[["customer_id", "before", "after"]].to_numpy().tolist() == [["c5", 90, 15]]
    assert movement.people_in(move, "no customer", "small")["customer_id"].tolist() == ["c3", "c4"]


def test_as_many_up_as_down_and_6500_less():
    before, after = np.repeat([100.0, 5.0], 100), np.full(200, 20.0)
    row = movement.totals(movement.between_amounts(before, after, movement.cuts(10, 50))).loc["all"]
    assert row[["increased", "decreased"]].tolist() == [100, 100]
    assert row["closing_value"] - row["opening_value"] == -6500
    assert row["up_value"] - row["down_value"] == -6500


def top_change(move):
    """What the top tier paid more in the later period, as a fraction."""
    paid, pays = (movement.matrix(move, f"{end}_value").loc["top 10 %"].sum() for end in ("opening", "closing"))
    return pays / paid - 1


def test_cdnow_third_to_fourth_quarter(orders_base):
    move = movement.between(orders_base, "1997Q3", "1997Q4", movement.shares(0.9, 0.1, of="known"))
    row = movement.totals(move).loc["all"]
    assert row["closing_value"] / row["opening_value"] - 1 == pytest.approx(0.029, abs=5e-4)
    assert row["closing_value"] == pytest.approx(
        orders_base.orders.set_index("date").loc["1997-10":"1997-12", "amount"].sum(), rel=1e-7)
    assert row["new"] == row["returned"] > 0  # one closed cohort: nobody is new, all come back
    for direction, change in ((move, -0.406), (movement.backwards(move), -0.453)):
        top = movement.matrix(direction).loc["top 10 %"]
        assert top.sum() == 2357
        assert top_change(direction) == pytest.approx(change, abs=5e-4)
    move = movement.between(orders_base, "1997Q3", "1997Q4", movement.shares(0.9, 0.1))
    for direction, change in ((move, -0.439), (movement.backwards(move), -0.492)):
        assert top_change(direction) == pytest.approx(change, abs=5e-4)


def test_backwards_twice_is_forwards(orders_base):
    move = movement.between(orders_base, "1997Q3", "1998Q1")
    back = movement.backwards(move)
    assert movement.matrix(back).equals(movement.matrix(move).T.rename_axis(index="from", columns="to"))
    assert movement.totals(back)["lost"].tolist() == movement.totals(move)["new"].tolist()
    assert movement.cells(movement.backwards(back))["people"].equals(movement.cells(move)["people"])


def test_no_loop_over_customers(count_steps):
    """Everything a slider asks for, by segment: a hundred times as many customers are no more steps."""

    def steps(people):
        rng = np.random.default_rng(5)
        months = pd.date_range("2023-01", periods=36, freq="MS")
        first = rng.integers(0, 36, people)
        present = (np.arange(36)[:, None] >= first) & (np.arange(36)[:, None] < first + rng.geometric(0.03, people))
        customers = pd.DataFrame({"customer_id": pd.Series(np.arange(people).astype(str), dtype="str"),
                                  "joined": months[first],
                                  "segment": pd.Categorical.from_codes(rng.integers(0, 4, people), list("abcd"))})
        revenue = (rng.gamma(1, 50, (36, people)) * present).astype(np.float32)
        member = present.astype(np.int8)
        base = CustomerBase(customers, months, {"member": member, "active": member, "revenue": revenue})

        def asked():
            move = movement.between(base, "2025Q2", "2025Q3", by="segment")
            movement.totals(move), movement.by_tier(move), movement.matrix(move)

        return count_steps(asked)

    assert steps(20_000) < 1.1 * steps(200)


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda base: movement.between(base, "1997Q3", "1997-11"), "1997Q3 has 3 months and 1997-11 1; compare"),
        (lambda base: movement.between(base, "1997Q4", "1997Q3"), "1997Q3 does not come after 1997Q4"),
        (lambda base: movement.between(base, ("1997-03", "1997-05"), "1997Q2"), "without overlap"),
        (lambda base: movement.between(base, "1997Q3", "1997Q4", (0.5, 0.5)), "are not tiers; take cuts"),
        (lambda base: movement.between(base, "1997Q3", "1997Q4", movement.segments("segment")), "no column 'segment'"),
        (lambda base: movement.between(base, "1997Q3", "1997Q4", by="town"), "no column 'town'"),
        (lambda base: movement.matrix(movement.between(base, "1997Q3", "1997Q4"), "money"), "column 'money' is not"),
        (lambda base: movement.people_in(movement.between(base, "1997Q3", "1997Q4"), "top", "lost"), "not a state"),
        (lambda base: movement.between_amounts([1], [1], movement.cuts(5, names=("all", "x"))), "be called alike"),
        (lambda base: movement.between_amounts([1, 2], [1]), "two lists of the same length"),
        (lambda base: movement.between_amounts([1, 2], [1, -2]), "after is -2"),
        (lambda base: movement.between_amounts([1], [1], customers=base.customers), "1 amounts and 23570 customers"),
    ],
)
def test_refusals(orders_base, call, words):
    with pytest.raises(InputError, match=words):
        call(orders_base)
