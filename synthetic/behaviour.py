"""What customers do month by month while they are there: visits (stays or orders), money and contacts.

Own visit rates and ticket sizes are lognormal around the segment's mean and stay fixed. They do not depend on the own
hazard, so that big and small spenders leave equally often: a link would be an assumption of its own.
"""

from dataclasses import dataclass

import numpy as np

from synthetic.streams import stream

MOST_VISITS = 20  # a month; no level of ours comes near it, and int8 holds it


@dataclass(frozen=True)
class Behaviour:
    """Month x customer arrays (T, N), and one row an order of them all, sorted by date."""

    here: np.ndarray  # bool: joined and not yet left
    visits: np.ndarray  # int8
    spent: np.ndarray  # float64, money of that month's visits, without any fee
    touchpoints: np.ndarray  # int8, visits and other contacts
    order_customer: np.ndarray  # int64, row of the customer
    order_date: np.ndarray  # datetime64[D]
    order_amount: np.ndarray  # float64, to the cent


def draw_behaviour(company, population, calendar, seed):
    """Draw every month from that month's own streams. calendar: the T months, datetime64[M]."""
    shape = len(calendar), len(population.joining)
    here = np.zeros(shape, dtype=bool)
    visits, touchpoints = np.zeros(shape, dtype=np.int8), np.zeros(shape, dtype=np.int8)
    spent = np.zeros(shape)
    rate = own_level(company, population, "visits", company.visits_spread, seed)
    size = own_level(company, population, "ticket", company.ticket_spread, seed)
    contacts = np.array([s.contacts for s in company.segments.values()])[population.segment]
    orders = []
    for t, month in enumerate(calendar):
        here[t] = (population.joining <= t) & (t < population.leaving)
        season = company.season[month.astype(int) % 12]
        visits[t] = poisson(rate * season * here[t], stream(seed, "visits", t))
        if not company.contract:
            visits[t] += population.joining == t  # a shop's customer joins by ordering
        touchpoints[t] = visits[t] + poisson(contacts * here[t], stream(seed, "contacts", t))
        tickets = list(draw_tickets(company, visits[t], size, month, t, seed))
        for customer, _, amount in tickets:
            spent[t, customer] += amount
        orders.append(sort_by_date(tickets))
    customer, date, amount = (np.concatenate(column) for column in zip(*orders, strict=True))
    return Behaviour(here, visits, spent, touchpoints, customer, date, amount)


def own_level(company, population, level, spread, seed):
    """Each customer's own mean of a level ("visits" or "ticket"): lognormal, with the segment's level as its mean."""
    mean = np.array([getattr(segment, level) for segment in company.segments.values()])[population.segment]
    return mean * lognormal(stream(seed, f"own {level}").standard_normal(len(mean)), spread)


def lognormal(normal, sigma):
    """A factor with mean 1 from standard normal draws."""
    return np.exp(sigma * normal - sigma**2 / 2)


def poisson(mean, rng):
    """Poisson counts, one a customer, int8: the number of steps of the distribution below one uniform.

    numpy's own poisson uses up more or fewer draws as the mean changes; this keeps each customer's draw their own.
    """
    uniform = rng.random(len(mean))
    step = np.exp(-mean)
    below = step.copy()
    count = np.zeros(len(mean), dtype=np.int8)
    for k in range(1, MOST_VISITS + 1):
        more = uniform > below
        if not more.any():
            break
        count += more
        step *= mean / k
        below += step
    return count


def draw_tickets(company, visits, size, month, t, seed):
    """Yield (customer, date, amount) arrays: everyone's first visit of the month, everyone's second, and so on.

    Each turn has its own streams, so one visit more for one customer moves nobody else's dates and amounts.
    """
    days = ((month + 1).astype("datetime64[D]") - month.astype("datetime64[D]")).astype(int)
    for turn in range(visits.max(initial=0)):
        customer = np.flatnonzero(visits > turn)
        reach = customer[-1] + 1  # draws beyond the last customer needed would change nothing
        noise = stream(seed, "ticket", t, turn).standard_normal(reach)[customer]
        day = (stream(seed, "day", t, turn).random(reach)[customer] * days).astype(int)
        amount = np.round(size[customer] * lognormal(noise, company.ticket_noise), 2)
        yield customer, month.astype("datetime64[D]") + day, amount


def sort_by_date(tickets):
    """One month's tickets as three arrays in order of date; within a day in the order drawn."""
    if not tickets:
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype="datetime64[D]"), np.zeros(0)
    customer, date, amount = (np.concatenate(column) for column in zip(*tickets, strict=True))
    order = np.argsort(date, kind="stable")
    return customer[order], date[order], amount[order]
