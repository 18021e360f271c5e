"""What a purchase comes to: a visit under a flat fee, an hour saved, a helper's fee, a programme's break-even."""

import math
from typing import NamedTuple

import numpy as np
from scipy.optimize import brentq

from customerbase import InputError
from customerbase.arguments import Together, checked
from metrics.checks import divide, fraction, not_negative, numbers, whole


class Offer(NamedTuple):
    """A price, the share of people who take it, and what it brings for each person asked, in money."""

    price: float
    buyers: float
    revenue: float
    contribution: float


@checked
def cost_per_visit(fee: Together, visits: Together):
    """What a visit costs a member with a flat fee: fee/visits.

    fee: money a month; visits: a month. Of a group, give mean fee and mean visits: the mean of everybody's own ratio
    is another number, and has no end while somebody never comes. Numbers or arrays; returns money a visit.
    Source: DellaVigna & Malmendier 2006 ($17.27 over the first half-year, where a visit by ten-visit pass cost $10).
    No visits: InputError.
    """
    return divide(not_negative(fee, "fee"), not_negative(visits, "visits"),
                  "With no visits at all, a visit has no cost: the whole fee buys nothing.")  # fmt: skip


@checked
def break_even_visits(fee: Together, pass_price: Together):
    """Visits a month from which a flat fee is cheaper than paying by visit: fee/price of a visit.

    fee, pass_price: money a month, money a visit. Numbers or arrays. A pass that costs nothing: InputError.
    """
    return divide(not_negative(fee, "fee"), not_negative(pass_price, "pass_price"),
                  "A visit by pass costs nothing, so no number of visits makes the fee cheaper.")  # fmt: skip


@checked
def highest_fee(hours_saved: Together, hour_worth: Together, effort_saved: Together = 0):
    """The most somebody pays to have a chore taken over: hours saved x worth of an hour + effort saved.

    In money; above it they do it themselves. hours_saved: net of the hours the helper still takes. No denominator.
    """
    saved = not_negative(hours_saved, "hours_saved") * not_negative(hour_worth, "hour_worth")
    return saved + not_negative(effort_saved, "effort_saved")


@checked
def break_even_hour(fee: Together, hours_saved: Together, effort_saved: Together = 0):
    """What an hour must be worth to somebody so that paying `fee` pays: (fee - effort saved)/hours saved, at least 0.

    fee, effort_saved: money; hours_saved: hours. Numbers or arrays; returns money an hour. No hours saved: InputError.
    """
    rest = not_negative(fee, "fee") - not_negative(effort_saved, "effort_saved")
    sentence = "No hours are saved, so no worth of an hour makes the fee pay."
    return np.maximum(divide(rest, not_negative(hours_saved, "hours_saved"), sentence), 0)


@checked
def offer_at(price: float, highest_fees, cost: float = 0):
    """Who buys at a price, and what that brings, for each person asked: those whose highest fee is at least the price.

    price: money, a number; highest_fees: money, shape (people,); cost: of serving a buyer. Returns `Offer`: buyers (a
    fraction), revenue = price x buyers, contribution = (price - cost) x buyers. Nobody asked: InputError.
    """
    fees = np.ravel(not_negative(highest_fees, "highest_fees"))
    if len(fees) == 0:
        raise InputError("highest_fees is empty, so there is nobody to sell to.")
    price = float(not_negative(price, "price"))
    buyers = float((fees >= price).mean())
    return Offer(price, buyers, price * buyers, (price - float(not_negative(cost, "cost"))) * buyers)


@checked
def best_offer(highest_fees, cost: float = 0):
    """The one price for everybody that brings the most contribution; of equal ones the lowest, which serves most.

    Only the highest fees themselves can be best: between two of them a higher price loses nobody. Arguments, result
    and errors as in `offer_at`. Where nobody pays what serving them costs: InputError.
    """
    fees = np.unique(not_negative(highest_fees, "highest_fees"))
    cost = float(not_negative(cost, "cost"))
    if len(fees) and fees[-1] <= cost:
        raise InputError("Nobody would pay more than serving them costs, so no price brings a contribution.")
    everybody = np.sort(np.ravel(highest_fees))
    buyers = len(everybody) - np.searchsorted(everybody, fees)
    return offer_at(fees[np.argmax((fees - cost) * buyers)] if len(fees) else 0, highest_fees, cost)


@checked
def break_even_effect(margin: float, cost: float, retention: float, periods=None, discount: float = 0):
    """How many points of retention a programme must add so that it pays for itself, as a fraction (0.01 is a point).

    Each customer brings `margin` at the start of each period, the first included, and with the programme margin - cost,
    while they are here; retention is r without it and r + e with it. The break-even e solves
      sum over t of (margin - cost) (r + e)^t/(1 + discount)^t = sum over t of margin r^t/(1 + discount)^t,
    t = 0..periods - 1. Forever (periods None): e = cost/margin x (1 + discount - r); undiscounted, the programme must
    cut churn by the share of the margin that it costs. Whoever would have stayed anyway is paid for as well.
    margin: money a period, more than 0; cost: 0 or more, as much a period; retention: fraction; periods: whole number.
    Returns a fraction, 0 for a programme that costs nothing, and infinity (math.inf) where none exists: keeping
    everybody would not pay. Forever without leavers or discount (the sums have no end): InputError.
    """
    margin, cost = float(numbers(margin, "margin")), float(not_negative(cost, "cost"))
    r, discount = float(fraction(retention, "retention")), float(not_negative(discount, "discount"))
    if margin <= 0:
        raise InputError(f"margin is {margin:g}, but it must be more than 0.")
    if periods is None:
        if r == 1 and discount == 0:
            raise InputError("If nobody leaves and nothing is discounted, forever has no sum; give periods.")
        effect = cost / margin * (1 + discount - r)
        return effect if cost < margin and r + effect <= 1 else math.inf
    age = np.arange(whole(periods, "periods", least=1))

    def gain(effect):
        per_customer = (margin - cost) * (r + effect) ** age - margin * r**age
        return float((per_customer / (1 + discount) ** age).sum())

    if cost == 0:
        return 0.0
    return brentq(gain, 0, 1 - r, xtol=1e-12) if gain(1 - r) >= 0 else math.inf
