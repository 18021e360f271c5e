"""What chance does in one month: visits and what they bring, how they go, and the noise in survey answers."""

from dataclasses import dataclass, replace

import numpy as np

from synthetic.behaviour import Visits, draw_visits, poisson
from synthetic.people import several


@dataclass(frozen=True)
class Luck:
    """One month's luck, one entry a person in the last axis; as if they were there and used it."""

    visits: Visits
    contacts: np.ndarray  # int8, besides visits
    experience: np.ndarray  # float32, standard normal: what the month delivers above or below the usual
    perception: np.ndarray  # float32, standard normal: what is perceived besides
    quality: np.ndarray  # float32, standard normal: how the month's transactions went
    noise: np.ndarray  # float32 (3, N), standard normal: in the answers on recommending, satisfaction, appreciation
    answer: np.ndarray  # float32, uniform: they answer the survey when it is below their probability


def draw_luck(company, people, streams, month, t, who=None):
    """The Luck of month t, which is `month` (datetime64[M]), from that month's own streams.

    who: bool (N,), those whose visits will be looked at; leaving out the others saves time, and moves nobody.
    """
    contacts = np.array([kind.contacts for kind in company.segments.values()])[people.segment]
    return Luck(
        visits=draw_visits(company, people, streams, month, t, who),
        contacts=poisson(contacts, streams.uniform("contacts", t)),
        experience=streams.normal("experience", t, dtype=np.float32),
        perception=streams.normal("perception", t, dtype=np.float32),
        quality=streams.normal("quality", t, dtype=np.float32),
        noise=several(streams.normal, 3, "noise", t),
        answer=streams.uniform("answer", t, dtype=np.float32),
    )


def with_first_orders(luck, people, month, t):
    """The Luck of month t with the orders by which friends join a shop then, on the first of the month."""
    new = np.flatnonzero((people.joining == t) & (people.first > 0))
    if not len(new):
        return luck
    number, spent, orders = luck.visits.number.copy(), luck.visits.spent.copy(), luck.visits.orders
    number[new] += 1
    spent[new] += people.first[new]
    if orders is not None:
        first = new, np.full(len(new), month, "datetime64[D]"), people.first[new]
        orders = tuple(np.concatenate(both) for both in zip(first, orders, strict=True))
    return replace(luck, visits=Visits(number, spent, orders))


def even_luck(company, people, month):
    """An average month: visits and money at their means, and nothing out of the ordinary."""
    visits = people.visits * company.season[month.astype(int) % 12]
    contacts = np.array([kind.contacts for kind in company.segments.values()])[people.segment]
    still = np.zeros(len(people), np.float32)
    return Luck(Visits(visits, visits * people.ticket, None), contacts, still, still, still, np.zeros((3, len(people)),
                np.float32), np.ones(len(people), np.float32))
