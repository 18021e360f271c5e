"""What customers do in a month while they are there: visits (stays or orders), what each brings, and contacts.

Own visit rates and ticket sizes are lognormal around the segment's mean and stay fixed. They do not depend on the own
hazard, so that big and small spenders leave equally often: a link would be an assumption of its own.
"""

from dataclasses import dataclass

import numpy as np

MOST_VISITS = 31  # a month: one a day; int8 holds it


@dataclass(frozen=True)
class Visits:
    """One month's visits, one entry a customer, and its orders by date where a company without contract has them."""

    number: np.ndarray  # int8
    spent: np.ndarray  # float64, money of these visits
    orders: tuple | None  # (customer, date, amount): row, datetime64[D], money to the cent


def draw_visits(company, people, streams, month, t, who=None):
    """Visits of month t, which is `month` (datetime64[M]). who: bool (N,), whose visits are needed; None for all.

    Leaving people out moves nobody else's draws: each has one uniform a month, one normal and one day a visit.
    """
    mean = people.visits * company.season[month.astype(int) % 12]
    number = poisson(mean if who is None else mean * who, streams.uniform("visits", t))
    if not company.contract and not streams.family:
        number += people.joining == t  # a shop's customer joins by ordering; a friend's first order is People.first
    spent, tickets = np.zeros(len(number)), []
    if not people.ticket.any():
        return Visits(number, spent, None)
    for turn in range(number.max(initial=0)):
        customer = np.flatnonzero(number > turn)
        amount = draw_amounts(company, people, streams, t, turn, customer)
        spent[customer] += amount
        if not company.contract:
            tickets.append((customer, draw_days(streams, month, t, turn)[customer], amount))
    return Visits(number, spent, None if company.contract else by_date(tickets))


def draw_amounts(company, people, streams, t, turn, customer):
    """Money of everybody's visit number `turn` in month t, for the customers who have one, to the cent."""
    noise = streams.normal("ticket", t, turn)[customer]
    return np.round(people.ticket[customer] * lognormal(noise, company.ticket_noise), 2)


def draw_days(streams, month, t, turn):
    """The day of everybody's visit number `turn` in month t."""
    days = ((month + 1).astype("datetime64[D]") - month.astype("datetime64[D]")).astype(int)
    return month.astype("datetime64[D]") + (streams.uniform("day", t, turn) * days).astype(int)


def by_date(tickets):
    """One month's tickets as three arrays in order of date; within a day in the order drawn."""
    if not tickets:
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype="datetime64[D]"), np.zeros(0)
    customer, date, amount = (np.concatenate(column) for column in zip(*tickets, strict=True))
    order = np.argsort(date, kind="stable")
    return customer[order], date[order], amount[order]


def lognormal(normal, sigma):
    """A factor with mean 1 from standard normal draws."""
    return np.exp(sigma * normal - sigma**2 / 2)


def poisson(mean, uniform):
    """Poisson counts, one a customer, int8: the number of steps of the distribution below one uniform each.

    numpy's own poisson uses up more or fewer draws as the mean changes; this keeps each customer's draw their own.
    """
    step = np.exp(-mean)
    count = np.zeros(len(mean), dtype=np.int8)
    more = np.flatnonzero(uniform > step)  # those whose count is not settled yet
    mean, uniform, step = mean[more], uniform[more], step[more]
    below = step.copy()
    for k in range(1, MOST_VISITS + 1):
        if not len(more):
            break
        count[more] = k
        step *= mean / k
        below += step
        unsettled = uniform > below
        more, mean, uniform = more[unsettled], mean[unsettled], uniform[unsettled]
        step, below = step[unsettled], below[unsettled]
    return count
