"""Migration value against its published example; the Markov check on CDNOW and on customers made to pass or fail it."""

import numpy as np
import pandas as pd
import pytest

import metrics
from customerbase import InputError, cdnow, from_orders
from metrics import equity, movement

P = [[0.5, 0.25, 0.25], [0, 0.5, 0.5], [0, 0, 1]]
R = (100, 40, 0)


def test_pfeifer_and_carraway():
    assert equity.migration_value(P, R, 0.25) == pytest.approx([188.89, 66.67, 0], abs=0.005)
    assert equity.migration_value(P, R, 0.25, periods=2) == pytest.approx([170.4, 62.4, 0], abs=1e-9)
    assert equity.migration_value(P, R, 0.25, periods=0).tolist() == list(R)  # R is paid now
    assert equity.migration_value(P, R, 0.25, periods=400) == pytest.approx(equity.migration_value(P, R, 0.25))
    assert equity.migration_value(P, R, 0, periods=1).tolist() == [160, 60, 0]
    frame = pd.DataFrame(P, index=list("abc"), columns=list("abc"))
    assert metrics.migration_value(frame, R, 0.25).tolist() == equity.migration_value(P, R, 0.25).tolist()


def test_constant_retention_is_two_states():
    value = equity.migration_value([[0.9, 0.1], [0, 1]], [1, 0], 0.12)
    assert value[0] == pytest.approx(equity.clv(1, 0.9, 0.12).value)


def test_transition_rows_are_shares_of_those_known(make_base):
    base = make_base([0, 0, 0, 4], [13, 13, 5, 13], [[10, 30, 60, 60]] * 4 + [[10, 60, 60, 60]] * 9)
    share = equity.transition(movement.between(base, "2023Q1", "2023Q2", movement.cuts(20, 50, 90)))
    assert share.index.tolist() == ["no customer", "under 20", "20 to 50", "50 to 90", "90 or more"]
    assert share.loc["no customer"].tolist() == [1, 0, 0, 0, 0]  # c3 joined: nobody knew them before
    assert share.loc["under 20"].tolist() == [0, 1, 0, 0, 0]
    assert share.loc["20 to 50"].tolist() == [0, 0, 0, 1, 0]  # 60 a month over the last two of three, 50 in the mean
    assert share.loc["50 to 90"].tolist() == [1, 0, 0, 0, 0]
    assert share.loc["90 or more"].isna().all()


def test_newcomers_are_in_no_row_without_contracts_either(make_base):
    base = make_base([0, 0, 4], [13, 3, 13], [10, 10, 10], contract=False)
    first = equity.transition(movement.between(base, "2023Q1", "2023Q2", movement.cuts(20)))
    assert first.loc["no purchase"].isna().all()  # c2 joins in May
    assert first.loc["20 or more"].tolist() == [0.5, 0, 0.5]
    second = equity.transition(movement.between(base, "2023Q2", "2023Q3", movement.cuts(20)))
    assert second.loc["no purchase"].tolist() == [1, 0, 0]  # c1, who buys no more


def test_cdnow_is_no_markov_chain():
    base = from_orders(cdnow())
    check = equity.markov_check(base, ["1997Q2", "1997Q3", "1997Q4", "1998Q1", "1998Q2"])
    assert check.predicted == pytest.approx(0.033, abs=5e-4)
    assert check.observed == pytest.approx(0.201, abs=5e-4)
    assert (check.state, check.people) == ("top 10 %", 538)
    assert 0 < check.low < check.observed - check.predicted < check.high
    assert not check.holds
    lowest = equity.markov_check(base, ["1997Q2", "1997Q3", "1997Q4"], state="lower 50 %")
    assert lowest.state == "lower 50 %"


@pytest.mark.parametrize("forgetful", [True, False])
def test_it_holds_for_customers_who_forget_and_not_for_those_who_differ(make_base, forgetful):
    """4,000 customers in two tiers over four months, 120 runs where the chain forgets: 114 hold, 4 sd is 10 runs."""
    rng = np.random.default_rng(3)
    people, held = 4_000, 0
    base = make_base(np.full(people, -1), np.full(people, 4), np.ones(people), months=4)
    for _ in range(120 if forgetful else 5):
        own = rng.choice([0.3, 0.9], people)  # chance of the upper tier; stays: of staying in a tier
        high = [rng.random(people) < own]
        for _ in range(3):
            stays = rng.random(people) < 0.6
            high.append(high[-1] == stays if forgetful else rng.random(people) < own)
        base.arrays["revenue"] = np.where(high, 100, 10).astype(np.float32)
        held += equity.markov_check(base, ["2023-01", "2023-02", "2023-03", "2023-04"], movement.cuts(50)).holds
    assert 104 <= held < 120 if forgetful else held == 0


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: equity.migration_value([[0.5, 0.4], [0, 1]], [1, 0], 0.1), "Row 1 of P is not probabilities.*not 0.9"),
        (lambda: equity.migration_value([[1, 0], [-0.5, 1.5]], [1, 0], 0.1), "Row 2 of P is not probabilities"),
        (lambda: equity.migration_value(P, [1, 0], 0.1), "one row and one column a state"),
        (lambda: equity.migration_value([1, 0], [1, 0], 0.1), "one row and one column a state"),
        (lambda: equity.migration_value(P, R, 0), "discount of 0 the value has no end"),
        (lambda: equity.migration_value(P, R, -0.1), "discount is -0.1"),
        (lambda: equity.migration_value(P, R, [0.1, 0.2]), "discount must be one number"),
        (lambda: equity.migration_value(P, R, 0.1, periods=1.5), "periods must be a whole number"),
        (lambda: equity.migration_value(P, [1, np.nan, 0], 0.1), "R has a missing"),
    ],
)
def test_refusals(call, words):
    with pytest.raises(InputError, match=words):
        call()


def test_a_check_that_cannot_be_made(make_base):
    base = make_base([0, 0], [13, 13], [10, 10])
    check = equity.markov_check(base, ["2023-02", "2023-03", "2023-04"], movement.cuts(50), "under 50")
    assert (check.predicted, check.observed, check.holds) == (1, 1, True)  # an empty tier beside it is no obstacle
    for periods, state, words in ((["2023-02", "2023-03"], None, "three or more periods"),
                                  (["2023-02", "2023-03", "2023-04"], "best", "'best' is not a tier"),
                                  (["2023-02", "2023-03", "2023-04"], "50 or more", "Nobody is in the tier")):
        with pytest.raises(InputError, match=words):
            equity.markov_check(base, periods, movement.cuts(50), state)
