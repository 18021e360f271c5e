"""A visit under a flat fee, an hour saved, the visa agent's price, and what a programme must do to pay."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from customerbase import InputError
from metrics import (
    best_offer,
    break_even_effect,
    break_even_hour,
    break_even_visits,
    cost_per_visit,
    highest_fee,
    offer_at,
)

FEES = st.lists(st.integers(0, 200), min_size=1, max_size=30)


def test_a_visit_to_the_gym():
    # published: 75.26 a month and 4.36 visits, so 17.27 a visit where the pass costs 10
    assert cost_per_visit(75.26, 4.36) == pytest.approx(17.27, abs=0.01)
    # over 17 a visit at 4.17 to 4.3 visits takes a fee of 71 to 73: "over 70"; at 70 flat it is 16.3 to 16.8
    assert cost_per_visit([70.9, 73.1], [4.17, 4.3]) == pytest.approx([17, 17], abs=0.01)
    assert cost_per_visit(70, [4.17, 4.3]) == pytest.approx([16.79, 16.28], abs=0.005)
    assert cost_per_visit(70, 9.5) < 10  # as often as members forecast, the fee would have paid
    assert break_even_visits(70, 10) == 7


def test_the_visa_agent():
    assert highest_fee(hours_saved=5, hour_worth=20, effort_saved=10) == 110
    assert break_even_hour(fee=110, hours_saved=5, effort_saved=10) == 20
    assert break_even_hour(fee=8, hours_saved=5, effort_saved=10) == 0  # pays even where time is worth nothing
    assert highest_fee(5, np.array([0, 40])).tolist() == [0, 200]


def test_price_of_the_agent():
    highest = [30, 60, 60, 90, 150]
    assert offer_at(60, highest, cost=20) == pytest.approx((60, 0.8, 48, 32))
    assert best_offer(highest, cost=20) == pytest.approx((60, 0.8, 48, 32))
    assert best_offer(highest, cost=55).price == 150  # dear to serve: one client is worth more than four
    assert offer_at(151, highest)[1:] == (0, 0, 0)
    assert best_offer([10, 20]).price == 10  # 10 from both or 20 from one: serve both


@given(FEES, st.integers(0, 100))
def test_no_price_brings_more_than_the_best(fees, cost):
    if max(fees) > cost:
        best = best_offer(fees, cost)
        tried = [offer_at(price, fees, cost).contribution for price in [*fees, *range(0, 201, 7)]]
        assert best.contribution == pytest.approx(max(tried))
        assert best == offer_at(best.price, fees, cost)


def worth(margin, retention, periods, discount=0.0):
    return sum(margin * retention**t / (1 + discount) ** t for t in range(periods))


def test_a_programme_must_cut_churn_by_the_share_of_margin_it_costs():
    assert break_even_effect(margin=20, cost=2, retention=0.95) == pytest.approx(0.1 * 0.05)
    # sums by hand: 20/.05 = 400 = 18/.045
    assert break_even_effect(20, 2, 0.95, periods=3_000) == pytest.approx(0.005)
    # one published value: margin multiples of 5.09 at r .9, d .12; a programme for a tenth of the margin must match it
    effect = break_even_effect(1, 0.1, 0.9, discount=0.12)
    base = 1.12 / (1.12 - 0.9)
    assert base == pytest.approx(5.09, abs=0.005)
    assert 0.9 * 1.12 / (1.12 - 0.9 - effect) == pytest.approx(base)


@given(st.floats(1, 100), st.floats(0.01, 0.3), st.floats(0.3, 0.97), st.integers(2, 60), st.floats(0, 0.1))
def test_at_the_break_even_effect_both_sides_are_worth_the_same(margin, part, retention, periods, discount):
    effect = break_even_effect(margin, part * margin, retention, periods, discount)
    without = worth(margin, retention, periods, discount)
    if math.isinf(effect):
        assert worth((1 - part) * margin, 1, periods, discount) < without
    else:
        assert 0 <= effect <= 1 - retention
        assert worth((1 - part) * margin, retention + effect, periods, discount) == pytest.approx(without, rel=1e-6)
        more = break_even_effect(margin, part * margin * 1.1, retention, periods, discount)
        assert more > effect


def test_where_no_effect_is_large_enough():
    assert break_even_effect(20, 20, 0.95) == math.inf  # it costs all there is
    assert break_even_effect(20, 25, 0.95, 36) == math.inf
    assert break_even_effect(20, 2, 0.95, 1) == math.inf  # over before anybody could leave
    assert break_even_effect(20, 2, 1, 36) == math.inf  # nobody leaves anyway
    assert break_even_effect(20, 10, 0.95, discount=0.2) == math.inf
    assert break_even_effect(20, 0, 0.95) == break_even_effect(20, 0, 0.95, 36) == 0


@pytest.mark.parametrize(("call", "words"), [
    (lambda: cost_per_visit(70, 0), "no visits"), (lambda: break_even_visits(70, 0), "costs nothing"),
    (lambda: break_even_hour(70, 0), "No hours are saved"), (lambda: highest_fee(-1, 20), "hours_saved is -1"),
    (lambda: offer_at(10, []), "nobody to sell to"), (lambda: best_offer([]), "nobody to sell to"),
    (lambda: best_offer([10, 20], cost=20), "no price brings"), (lambda: offer_at(-1, [10]), "price is -1"),
    (lambda: break_even_effect(0, 1, 0.9), "margin is 0"), (lambda: break_even_effect(20, 2, 1), "forever has no sum"),
    (lambda: break_even_effect(20, 2, 95), "fraction from 0 to 1"),
    (lambda: break_even_effect(20, 2, 0.9, 0), "periods"),
])  # fmt: skip
def test_refusals(call, words):
    with pytest.raises(InputError, match=words) as refusal:
        call()
    assert str(refusal.value).endswith(".")
