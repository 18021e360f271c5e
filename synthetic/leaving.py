"""felt value, satisfaction, fit, competitors, service -> leaving, with its reason.

Every customer has a patience: the months for which they would stay with no effect at work (population.py). A clock
runs against it, one month a month, and whoever's clock passes their patience decides to leave. Effects make the clock
run at another pace:

    pace = exp(-(b f + ...) - centre) x barriers and calls + pulls / own hazard

so the month's hazard is own hazard x exp(effects) + pulls, complementary log-log, with one random number a customer.
`centre` keeps the mean of the exponential at 1 while felt value, satisfaction and fit are standard normal.

Who has decided is gone in the next month, unless the company's `lag` or contract term holds them: then they stay and
pay, and use nothing more if they are among the company's `stops_using`.
"""

from math import log1p

import numpy as np

from customerbase.sum_by import sum_by
from synthetic.companies import REASONS
from synthetic.events import Barrier, Bot, CareTeam, CompetitorMove
from synthetic.population import NEVER

SURE = 0.95  # the strongest pull there is, probability a month
OWN = len(REASONS) - 1  # the first reasons, which need no effect
SERVICE, COMPETITOR, NOT_VALUED = (REASONS.index(name) for name in ("Service", "Competitor", "Not valued"))
STEPS, NARROW = 30, 1e-6  # of the search for the factor that keeps expected leavers the same


def tempt(c, month):
    """How strongly everything that moves people pulls at each customer this month: float64 (N,) parts of the pace."""
    a = c.a
    month.inner = inner_pull(c, month)  # factor on the own hazard; a plain 1 where nothing is at work
    month.rival = rival_pull(c, month)  # hazard
    month.service = 0.0  # hazard
    if a.poor_leaves:
        month.service = month.service - log1p(-a.poor_leaves) * month.poor
    for event in month.on(Bot):
        if a.anger_leaves:
            angry = (c.lot("wants a person") < a.wanted_person) & (month.luck.contacts > 0)
            month.service = month.service - log1p(-a.anger_leaves * event.share) * angry


def inner_pull(c, month):
    """exp(effects - centre) of what customers feel and are, less what barriers and calls hold back."""
    a, t = c.a, month.t
    effects, variance = [], 0.0
    for strength, state in ((a.felt_to_staying, c.felt), (a.satisfaction_to_staying, c.satisfaction),
                            (a.fit_to_staying, c.fit)):
        if strength:
            effects.append(-strength * state)
            variance += strength**2
    if a.tenure_to_staying or a.sunk_cost:
        years = np.maximum((t - c.joining) * np.float32(1 / 12), 0)
        effects.append(-a.tenure_to_staying * np.log1p(years) - a.sunk_cost * np.maximum(1 - years, 0))
    if a.referred_to_staying:
        effects.append(-a.referred_to_staying * (c.people.channel == len(c.company.channels)))
    pull = np.exp(sum(effects) - variance / 2) if effects else 1.0
    if a.friction_gain:
        for event in month.on(Barrier):
            pull = pull * max(1 - a.friction_gain * event.size, 0)
    return call(c, month, pull)


def call(c, month, pull):
    """The pull after a customer-success team has called a share of customers; below zero, `save_rate` adds to it."""
    for event in month.on(CareTeam):
        if event.aim == "random":
            turn = c.lot("called") + 0.618 * month.t % 1  # others every month, evenly
            called = month.present & (turn - (turn >= 1) < event.share)
        else:
            risk = c.hazard * pull
            least = month.settled(("risk", event, month.t), lambda risk=risk, event=event: least_of_top(
                risk[month.present], event.share))
            called = month.present & (risk >= least)
        month.called.append((event, called))
        pull = pull * (1 - c.a.save_rate * called)
    return pull


def least_of_top(values, share):
    """The least of the given share of largest values; infinity for none of them."""
    number = round(share * len(values))
    return np.partition(values, len(values) - number)[len(values) - number] if number else np.inf


def rival_pull(c, month):
    """Hazard that competitors' moves add, less for those who feel valued: - log(1 - pull x size) exp(- shield f)."""
    hazard = 0.0
    for event in month.on(CompetitorMove):
        hazard -= log1p(-min(getattr(c.a, f"pull_{event.kind}") * event.size, SURE))
    if hazard and c.a.shield:
        return hazard * np.exp(-c.a.shield * c.felt)
    return hazard


def leave(c, month):
    """The clocks move on; who has passed their patience decides to leave."""
    undecided = month.present & (c.deciding > month.t)
    pace = month.inner
    added = month.rival + month.service
    if np.ndim(added) or added:
        pace = pace + added / c.hazard
    if c.a.mode == "same churn":
        pace = pace * month.settled(("same churn", month.t), lambda: same_churn(
            (c.hazard * pace)[undecided], month.climate["expected"][month.t]))
    month.p_leave = (1 - np.exp(-c.hazard * pace)) * undecided
    c.clock += pace * undecided
    month.deciders = rows = np.flatnonzero(undecided & (c.clock > c.people.patience))
    c.deciding[rows] = month.t + 1
    c.leaving[rows] = exit_month(c.company, c.people, rows, c.deciding[rows])


def same_churn(hazard, expected):
    """The factor x on all hazards with which as many are expected to leave: sum of 1 - exp(-x hazard) = expected."""
    x = 1.0
    for _ in range(STEPS):
        stay = np.exp(-x * hazard)
        step = (expected - (1 - stay).sum()) / max((hazard * stay).sum(), 1e-300)
        x, before = min(max(x + step, x / 10, 1e-6), 10 * x, 1e6), x
        if abs(x - before) <= NARROW * x:
            break
    return x


def reasons(c, month, rows):
    """Why customers who have just decided leave: one of REASONS each, as likely as its part in their hazard this month.

    What felt value, satisfaction and fit add to the ordinary hazard counts as `Not valued`, `Service` and `Need
    ended`; ordinary leaving has the company's own reasons.
    """
    def part(values):
        return values[rows] if isinstance(values, np.ndarray) else np.full(len(rows), float(values))

    a, hazard, pull = c.a, c.hazard[rows], part(month.inner)
    weight = np.zeros((len(rows), len(REASONS)))
    weight[:, :OWN] = np.outer(hazard * np.minimum(pull, 1), c.company.reasons)
    extra = hazard * np.maximum(pull - 1, 0)
    blame = {NOT_VALUED: -a.felt_to_staying * c.felt[rows], SERVICE: -a.satisfaction_to_staying * c.satisfaction[rows],
             REASONS.index("Need ended"): -a.fit_to_staying * c.fit[rows]}
    blame = {reason: np.maximum(dislike, 1e-9) for reason, dislike in blame.items()}
    total = sum(blame.values())
    for reason, share in blame.items():
        weight[:, reason] += extra * share / total
    weight[:, COMPETITOR] += part(month.rival)
    weight[:, SERVICE] += part(month.service)
    upper = np.cumsum(weight, axis=1)
    return (c.people.reason[0][rows, None] * upper[:, -1:] >= upper).sum(axis=1).clip(max=OWN).astype(np.int8)


def exit_month(company, people, rows, decided):
    """When these customers are gone, having decided by month `decided`: after their lag, if any month will do.

    On a contract term it is the first end of a term at or after the decision: who does not renew needs no getting
    round to it.
    """
    term = (people.joining[rows] - decided) % company.term
    wait = np.where(people.on_term[rows], term, people.lag[rows])
    return np.minimum(decided.astype(np.int64) + wait, NEVER).astype(np.int32)


def opening_minds(company, people):
    """Clock, deciding month and leaving month of everybody at the start, (N,) each.

    Where a lag or a contract term delays leaving, some of those who were there at the start had made up their minds
    before: their clocks began so much earlier. With neither, all clocks stand at 0.
    """
    opening = people.joining < 0
    early = opening * np.where(people.on_term, -people.joining.astype(np.int64) % company.term, people.lag)
    clock = early.astype(float)
    deciding, leaving = (np.full(len(people), NEVER, np.int32) for _ in range(2))
    rows = np.flatnonzero(np.floor(people.patience) + 1 <= clock)
    decided = (np.floor(people.patience[rows]) + 1 - clock[rows]).astype(np.int32)  # 0 or below
    deciding[rows] = decided
    leaving[rows] = exit_month(company, people, rows, decided)
    return clock, deciding, leaving


def expected_leavers(company, people, months):
    """How many would be expected to decide to leave in each month with no effect at work; float64 (months,)."""
    clock, _, _ = opening_minds(company, people)
    first = np.maximum(people.joining, 0)
    last = first + np.floor(people.patience - clock)  # the last month in which their mind is open
    risk = people.hazard * (people.patience >= clock)
    begin = sum_by(np.minimum(first, months), risk, months + 1)
    end = sum_by(np.minimum(last + 1, months).astype(int).clip(0), risk, months + 1)
    return np.cumsum(begin - end)[:months]
