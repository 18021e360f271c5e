"""What a customer gets and gives in a month, in money: benefits, costs, and value, the difference of their sums.

Components and definition: benefits are monetary, functional, psychological and social; costs are the price, time and
effort; value = total benefits - total costs (Jagota, see sources.py; perceived value as get minus give, Zeithaml 1988).
"""

import numbers
from dataclasses import dataclass, fields

import numpy as np

from customerbase import InputError
from customerbase.arguments import checked
from customerbase.errors import brief
from synthetic.draws import Draws
from synthetic.people import COMPONENTS


@dataclass(frozen=True)
class Offer:
    """Another offer in place of the usual one, each part a factor on it: 1 is as usual, 0.5 half of it.

    price; quality: how much of what it does for them is delivered (half a portion: 0.5); hours it takes; worth of an
    hour; effort; and what each kind of benefit weighs with the customer. start: the month from which it is made.
    """

    price: float = 1
    quality: float = 1
    hours: float = 1
    hour_worth: float = 1
    effort: float = 1
    monetary: float = 1
    functional: float = 1
    psychological: float = 1
    social: float = 1
    start: int = 0

    def __post_init__(self):
        for field in fields(self):
            value = getattr(self, field.name)
            if not isinstance(value, numbers.Real) or isinstance(value, bool) or not 0 <= value <= 100:
                raise InputError(f"Offer: {field.name} must be a number from 0 to 100, not {brief(value)}.")

    def factor(self, component):
        """The factor on one of COMPONENTS."""
        if component == "time":
            return self.hours * self.hour_worth
        return getattr(self, component) * (self.quality if component == "functional" else 1)


USUAL = Offer()


def usage(company, people):
    """How much each customer buys at the usual price, as a multiple of their segment's mean; float64 (N,)."""
    mean = np.array([company.fee + kind.visits * kind.ticket for kind in company.segments.values()])
    return (company.fee + people.visits * people.ticket) / mean[people.segment]


@checked
def components(draws: Draws, offer: Offer = USUAL):
    """What each customer's month is worth to them under an offer: {name: float64 (N,)}, money a month.

    Benefits `monetary`, `functional`, `psychological`, `social`; costs `price`, `time`, `effort`; and `value`, the
    benefits less the costs. Whoever buys twice as much as their segment gets, and gives, twice as much.
    """
    company, people = draws.company, draws.people
    parts, times = {}, usage(company, people)
    for row, name in enumerate(COMPONENTS):
        level = np.array([kind.hours * kind.hour_worth if name == "time" else getattr(kind, name)
                          for kind in company.segments.values()])
        parts[name] = level[people.segment] * times * people.taste[row] * offer.factor(name)
    time, effort = parts.pop("time"), parts.pop("effort")
    benefits = sum(parts.values())
    price = (company.fee + people.visits * people.ticket) * offer.price
    return {**parts, "price": price, "time": time, "effort": effort, "value": benefits - price - time - effort}
