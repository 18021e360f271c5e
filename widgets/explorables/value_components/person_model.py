"""One person's benefits and costs under another offer, and what the offer does to everybody who is a customer today."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

import synthetic
from metrics.expectation import expectation_path
from metrics.value import BENEFITS, customer_value, surplus, value_by_segment, value_steps
from synthetic import Offer
from widgets.explorables.value_components.runs import MONTHS, USUAL, Course, Setting, effects, points_needed

PULL = 0.3  # of the gap to what was delivered, closed by expectation every month
COSTS = ("price", "time", "effort")


@dataclass(frozen=True)
class ValueInputs:
    """Factors on the usual offer (price to social); reference: "price" or "expectation".

    quality_cost: money a customer and month that the usual quality costs; surplus_to_felt, felt_to_staying: as in
    synthetic.Assumptions.
    """

    price: float
    quality: float
    hours: float
    hour_worth: float
    reference: str
    monetary: float
    functional: float
    psychological: float
    social: float
    quality_cost: float
    surplus_to_felt: float
    felt_to_staying: float

    @property
    def offer(self):
        return Offer(**{name: getattr(self, name) for name in ("price", "quality", "hours", "hour_worth", *BENEFITS)})

    @property
    def setting(self):
        """Against the price, what was expected stays what it was at first: nothing that is left over wears off."""
        pull = PULL if self.reference == "expectation" else 0
        return Setting(effects(self.surplus_to_felt, self.felt_to_staying, pull), self.offer)


@dataclass(frozen=True)
class PersonResult:
    """steps, usual: metrics.value_steps of the person under the offer and as usual; above: their surplus, first month.

    worth: mean value of the base, (before, after); surplus: (MONTHS,) of the base above the reference, and untouched;
    before, after: Courses of the base; needed: points of monthly retention at which the offer pays for itself.
    """

    inputs: ValueInputs
    steps: pd.DataFrame
    usual: pd.DataFrame
    above: float
    worth: tuple
    surplus: tuple
    before: Course
    after: Course
    needed: float
    rough: bool


def steps_of(draws, offer):
    """The waterfall of the one person in `draws`."""
    parts = {name: float(amount[0]) for name, amount in synthetic.components(draws, offer).items()}
    return value_steps({name: parts[name] for name in BENEFITS}, {name: parts[name] for name in COSTS})


def both_sides(steps):
    """(benefits, costs) of a waterfall, money."""
    amount = dict(zip(steps.index, steps["amount"], strict=True))
    return sum(amount[name] for name in BENEFITS), -sum(amount[name] for name in COSTS)


def surplus_path(delivered, usual, inputs, months=MONTHS):
    """(months,) above the reference, month by month, of what is delivered at a steady value."""
    if inputs.reference == "price":
        return np.full(months, delivered)
    return expectation_path(np.full(months, delivered), usual, PULL).surplus


def mean_value(draws, offer):
    """Mean value of a month over everybody, money."""
    return float(synthetic.components(draws, offer)["value"].mean())


def one_person(person, usual, worth, courses, inputs, rough=False):
    """The PersonResult. person: Draws of one; usual: their untouched steps; worth: mean value of the base, untouched
    and now; courses: of the base, untouched and now.
    """
    before, after = courses
    after = after.less((inputs.quality - 1) * inputs.quality_cost)
    steps = steps_of(person, inputs.offer)
    expected = customer_value(*both_sides(usual))
    return PersonResult(
        inputs=inputs,
        steps=steps,
        usual=usual,
        above=float(surplus(*both_sides(steps), expected, inputs.reference)),
        worth=tuple(worth),
        surplus=tuple(surplus_path(value, worth[0], inputs, len(before.members)) for value in worth),
        before=before,
        after=after,
        needed=points_needed(before, after),
        rough=rough,
    )


def segment_values(draws, offer):
    """[(segment, untouched, now)]: mean value of a month by segment, in money; segments without people are left out."""
    names = np.array(list(draws.company.segments))
    tables = []
    for one in (USUAL, offer):
        parts = synthetic.components(draws, one)
        benefits, costs = (sum(parts[name] for name in side) for side in (BENEFITS, COSTS))
        tables.append(value_by_segment(benefits, costs, names[draws.people.segment])["value"])
    return [(name, float(tables[0][name]), float(tables[1][name])) for name in tables[0].index]
