"""What something is worth to a customer: benefits less costs, by component, by person and by segment.

Everything is in money, an occasion or a month, as the customer weighs it; a simulation knows these numbers, a company
has to ask. Functions take numbers or arrays, one number a person or setting, that broadcast.
"""

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
import pandas as pd

from customerbase import InputError
from customerbase.arguments import Together, checked
from customerbase.errors import brief
from customerbase.sum_by import sum_by
from metrics.checks import divide, not_negative, numbers
from metrics.flows import groups_of

BENEFITS = ("monetary", "functional", "psychological", "social")
REFERENCES = {
    "price": "benefits less all that they cost the customer: what is left above the price",
    "expectation": "benefits less costs, less what the customer expected of that: what comes as an extra",
}


class Readings(NamedTuple):
    """Two readings of one offer: price a full portion and benefit per unit of cost (ratios), surplus (a difference)."""

    price_per_portion: float
    benefit_per_cost: float
    surplus: float


@checked
def total_benefits(monetary: Together = 0, functional: Together = 0, psychological: Together = 0, social: Together = 0,
                   weights=(1, 1, 1, 1)):
    """What a customer gets, in money: sum of weight x component over the four components.

    Source: Zeithaml 1988, get minus give; the components follow PERVAL (Sweeney & Soutar 2001). A component may be
    negative (a queue that embarrasses). weights: four numbers in that order, 0 or more, or four rows, one column a
    person. Returns money in the broadcast shape. No denominator.
    """
    parts = [numbers(part, name) for part, name in
             zip((monetary, functional, psychological, social), BENEFITS, strict=True)]  # fmt: skip
    weights = not_negative(weights, "weights")
    if weights.ndim == 0 or len(weights) != len(BENEFITS):
        raise InputError(f"weights needs four numbers, one for each of {', '.join(BENEFITS)}.")
    return sum(weight * part for weight, part in zip(weights, parts, strict=True))


@checked
def total_costs(money: Together = 0, hours: Together = 0, hour_worth: Together = 0, effort: Together = 0):
    """What a customer gives, in money: money + hours x what an hour is worth + effort.

    money: all they pay; hours: of their time; hour_worth: what an hour of it is worth to them, in money; effort: what
    they would pay to be spared it. All 0 or more. Returns money in the broadcast shape. No denominator.
    """
    paid = not_negative(money, "money") + not_negative(effort, "effort")
    return paid + not_negative(hours, "hours") * not_negative(hour_worth, "hour_worth")


@checked
def customer_value(benefits: Together, costs: Together):
    """Value to the customer: total benefits - total costs, in money; below 0 the customer had better stay away.

    benefits, costs: money, as from `total_benefits` and `total_costs`. Returns their broadcast shape. No denominator.
    """
    return numbers(benefits, "benefits") - not_negative(costs, "costs")


@checked
def surplus(benefits: Together, costs: Together, expected: Together = 0, against: str = "price"):
    """What a customer got above a reference point, about which sources disagree.

    "price":        benefits - costs              all that is worth more than was given for it is surplus.
    "expectation":  benefits - costs - expected   only what was not counted on is: meeting expectation gives 0.
    expected: the benefits less costs that the customer counted on, in money; so with nothing expected both agree, and
    what is just as expected is worth 0 under the second however much it is worth. Source of the second: Oliver 1980.
    Returns money in the broadcast shape. No denominator. Another reference than these two: InputError.
    """
    if against not in REFERENCES:
        raise InputError(f"The reference {brief(against)} is not known; choose one of {', '.join(REFERENCES)}.")
    value, expected = customer_value(benefits, costs), numbers(expected, "expected")
    return value - expected * (against == "expectation")


@checked
def value_steps(benefits: Mapping, costs: Mapping):
    """The waterfall of one customer: each benefit up, each cost down, and where that ends.

    benefits, costs: dictionaries, name -> money, drawn in their order. Returns a DataFrame, one row a step in that
    order and a last one "value": amount (money, costs negative), start and end (money, the running total before and
    after; the last row runs from 0 to the value). No denominator. Something that is no number, or a negative cost:
    InputError.
    """
    steps = {name: float(numbers(amount, name)) for name, amount in benefits.items()}
    steps |= {name: -float(not_negative(amount, name)) for name, amount in costs.items()}
    amount = np.array([*steps.values(), sum(steps.values())])
    end = np.cumsum(amount[:-1])
    table = {"amount": amount, "start": [0, *end[:-1], 0][-len(amount):], "end": [*end, amount[-1]]}
    return pd.DataFrame(table, index=pd.Index([*steps, "value"], name="step"), dtype=float)


def value_by_segment(benefits, costs, segment):
    """Mean benefits, costs and value by segment, and who gets less than they give.

    benefits, costs: money, shape (people,); segment: a label a person, missing ones become "(missing)".
    Returns a DataFrame, one row a segment (every category of a categorical): people, benefits, costs, value (means,
    money), below_zero (fraction of people with a value below 0); <NA> where a segment has nobody.
    Unequal numbers of people: InputError.
    """
    try:
        who = pd.DataFrame({"segment": pd.Series(segment).reset_index(drop=True)})
        who["segment"].nunique()
    except (ValueError, TypeError):
        raise InputError("segment must hold one label for each person, such as text or a number.") from None
    benefits, costs = numbers(benefits, "benefits"), not_negative(costs, "costs")
    if not benefits.shape == costs.shape == (len(who),):
        raise InputError("benefits, costs and segment need one entry for each person, as many of one as of the others.")
    labels, codes = groups_of(who, "segment")
    value = customer_value(benefits, costs)
    people = np.bincount(codes, minlength=len(labels))
    table = pd.DataFrame({"people": people}, index=labels)
    somebody = table["people"].astype("Int64").mask(people == 0)
    columns = {"benefits": benefits, "costs": costs, "value": value, "below_zero": value < 0}
    for name, amount in columns.items():
        table[name] = sum_by(codes, amount, len(labels)) / somebody
    return table


@checked
def two_readings(portion: Together, price: Together, meal_worth: Together, trip: Together = 0):
    """One offer read as a ratio and as a difference: half the portion at half the price is no equal bargain.

    Formula: price per full portion = price/portion; benefit per cost = portion x meal worth/(price + trip); surplus =
    portion x meal worth - price - trip. At half the portion and half the price the first is the same, and without a
    trip the second as well, but the surplus is half; with a trip, that costs the same either way, less than half.
    portion: of a full one, more than 0; price: money for it; meal_worth: of a full portion to this guest (taste is in
    here); trip: money that getting there takes, time included. Returns `Readings` in the broadcast shape.
    Nothing on the plate, or an offer that costs nothing at all: InputError.
    """
    portion, price, trip = (
        not_negative(x, name) for x, name in ((portion, "portion"), (price, "price"), (trip, "trip")))  # fmt: skip
    worth = portion * numbers(meal_worth, "meal_worth")
    return Readings(
        divide(price, portion, "The portion is 0, so it has no price a portion; put something on the plate."),
        divide(worth, price + trip, "The offer costs nothing, so there is no benefit per cost; read the surplus."),
        worth - price - trip,
    )
