"""What can happen to the customers of a company: each event says in which months, how much and at what cost.

An event alone changes costs and prices only. What it does to people is a coefficient in `Assumptions`, named in the
event's text, and is nothing while that coefficient is zero. Months count from 0, the first month of the data. Events
draw no random numbers of their own, so adding one moves no draw.
"""

import numbers
from dataclasses import asdict, dataclass, fields

from customerbase import InputError
from customerbase.errors import brief

TO_THE_END = 600  # months; no run is longer


@dataclass(frozen=True)
class Event:
    """start: first month; months: how many. Costs and savings are money, 0 or more; shares are from 0 to 1."""

    start: int
    months: int = TO_THE_END

    def __post_init__(self):
        what = type(self).__name__
        for field in fields(self):
            value = getattr(self, field.name)
            if field.name in ONE_OF:
                if value not in ONE_OF[field.name]:
                    allowed = ", ".join(map(repr, ONE_OF[field.name]))
                    raise InputError(f"{what}: {field.name} must be one of {allowed}, not {brief(value)}.")
                continue
            low, high = LIMITS[field.name]
            wanted = numbers.Integral if field.type in (int, "int") else numbers.Real
            if not isinstance(value, wanted) or isinstance(value, bool) or not low <= value <= high:
                span = f"from {low:g} to {high:g}"
                kind = "whole number" if wanted is numbers.Integral else "number"
                raise InputError(f"{what}: {field.name} must be a {kind} {span}, not {brief(value)}.")
            object.__setattr__(self, field.name, int(value) if wanted is numbers.Integral else float(value))

    def on(self, t):
        """Whether it is on in month t."""
        return self.start <= t < self.start + self.months


LIMITS = {"start": (0, 599), "months": (1, TO_THE_END), "size": (0, 5), "change": (-0.9, 5), "share": (0, 1),
          "cost": (0, 1e9), "saves": (0, 1e9), "worth": (-1e6, 1e6), "rivals": (1, TO_THE_END)}
ONE_OF = {"kind": ("price", "features", "appeal", "uses", "speed", "tastes"), "aim": ("random", "best", "risk")}


@dataclass(frozen=True)
class CompetitorMove(Event):
    """A competitor offers a lower price, more features, appeal to more users, more uses, speed, or variety.

    Acts through `pull_...` times size, less by `shield` for those who feel valued. Costs us nothing but customers.
    """

    kind: str = "price"
    size: float = 1


@dataclass(frozen=True)
class PriceMove(Event):
    """Our prices move by a share, 0.1 for 10 % up. What customers get for their money moves with it.

    Acts through value and expectation, `price_to_spending`, and `price_to_fit` (who joins).
    """

    change: float = -0.1


@dataclass(frozen=True)
class Extra(Event):
    """Something worth so much money a month to each customer, such as a concierge, at a cost a customer and month."""

    worth: float = 10
    cost: float = 0


@dataclass(frozen=True)
class Upsell(Event):
    """A share of customers buys more, by size, at a cost a customer reached and month. Costs `upsell_to_felt`."""

    size: float = 0.2
    share: float = 0.5
    cost: float = 0


@dataclass(frozen=True)
class Personalization(Event):
    """Offers made for each customer, at a cost a customer and month; rivals have all followed after so many months.

    Acts through `personalization_lift` and `personalization_erosion`.
    """

    cost: float = 0
    rivals: int = 24


@dataclass(frozen=True)
class Appreciation(Event):
    """Thanks shown to a share of customers at a cost a person and month. Acts through `appreciation_to_felt`.

    aim: "random" (the others are a hold-out), or "best": those who had paid most by the month before it began.
    """

    share: float = 0.5
    cost: float = 5
    aim: str = "random"


@dataclass(frozen=True)
class CareTeam(Event):
    """A customer-success team calls a share of customers each month, at a cost a call. Acts through `save_rate`.

    aim: "random", or "risk": those likeliest to leave. What it hears acts through `feedback_to_service`.
    """

    share: float = 0.1
    cost: float = 10
    aim: str = "risk"


@dataclass(frozen=True)
class Onboarding(Event):
    """Joiners are helped through their first three months, at a cost a joiner and month: `onboarding_to_felt`."""

    cost: float = 5


@dataclass(frozen=True)
class Bot(Event):
    """A bot answers a share of contacts and saves so much on each. Acts through `bot_effort` and `anger_leaves`."""

    share: float = 0.5
    saves: float = 5
    cost: float = 0


@dataclass(frozen=True)
class Barrier(Event):
    """Cancelling is made hard, at a cost a customer and month. Acts through `friction_gain` and `barrier_effort`."""

    size: float = 1
    cost: float = 0


@dataclass(frozen=True)
class CostCut(Event):
    """Service is cut and saves so much a customer and month. Acts through `cut_to_quality` and `brand_harm`."""

    saves: float = 5


KINDS = {kind.__name__: kind for kind in (CompetitorMove, PriceMove, Extra, Upsell, Personalization, Appreciation,
                                          CareTeam, Onboarding, Bot, Barrier, CostCut)}


def check_events(events):
    """The events as a tuple; InputError for anything that is not one."""
    try:
        events = tuple(events)
    except TypeError:
        events = (events,)
    for event in events:
        if not isinstance(event, tuple(KINDS.values())):
            raise InputError(f"events must be a list of {', '.join(KINDS)}, but one of them is {brief(event)}.")
    return events


def to_plain(event):
    """An event as a dict of text and numbers, for a recipe."""
    return {"event": type(event).__name__, **asdict(event)}


def from_plain(plain):
    """The event that to_plain wrote."""
    about = dict(plain)
    return KINDS[about.pop("event")](**about)
