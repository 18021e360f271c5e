"""Run the chain over draws made once, and add it up: what a slider needs. No tables are built here."""

import dataclasses
from dataclasses import dataclass

import numpy as np

from customerbase import InputError
from customerbase.arguments import checked
from customerbase.errors import brief
from synthetic.assumptions import Assumptions
from synthetic.chain import Customers, Month, step
from synthetic.draws import Draws
from synthetic.events import check_events
from synthetic.leaving import expected_leavers
from synthetic.offer import USUAL, Offer
from synthetic.survey import raw_scores, said
from synthetic.totals import Totals

USUAL_DIALS = Assumptions()


@checked
def simulate(draws: Draws, assumptions: Assumptions = USUAL_DIALS, events=(), snapshot: int | None = None,
             offer: Offer = USUAL):
    """Totals of a run: (T, S) arrays by month and segment, see totals.Totals.

    draws: from synthetic.draws(), or draws.only(rows) for a subsample. events: from synthetic.events. offer: another
    offer to everybody. snapshot: a month (0 to T - 1) whose customers `totals.snapshot` then describes one by one.
    Friends who were referred are in the totals, in their referrer's segment, and not in the snapshot.
    Raises InputError for a snapshot that is not a month of the draws.
    """
    if snapshot is not None and snapshot not in range(draws.months):
        raise InputError(f"snapshot must be a month from 0 to {draws.months - 1}, not {brief(snapshot)}.")
    totals = Totals(draws)
    seen = []

    def watch(c, month, family):
        totals.add(c, month, family)
        if month.t == snapshot and not family:
            seen.append(take_snapshot(c, month))

    groups, _ = run(draws, assumptions, check_events(events), offer, watch)
    if seen:
        left = [(groups[0].leaving <= snapshot + months) & seen[0].present for months in (1, 3)]
        totals.snapshot = dataclasses.replace(seen[0], left_1=left[0], left_3=left[1])
    return totals


def run(draws, a, events, offer, watch):
    """Walk everybody through the months, then the friends whom they brought.

    watch(c, month, family) is called after every month, family "" for customers and not so for friends. Gives
    (the Customers of each group at the end, what was found for everybody). There is a second group only if friends
    came; its `number` says which they are in draws.friends.
    """
    climate = {}
    if a.mode == "same churn":
        climate["expected"] = expected_leavers(draws.company, draws.people, draws.months)
    customers, brought = walk(draws, a, events, offer, climate, watch)
    joining = np.concatenate([np.full(len(numbers), t + 1, np.int32) for t, numbers in brought])
    if not (joining < draws.months).any():
        return [customers], climate
    numbers = np.concatenate([numbers for _, numbers in brought])[joining < draws.months]
    friends = draws.friends.only(numbers)
    people = dataclasses.replace(friends.people, joining=joining[joining < draws.months])
    friends = dataclasses.replace(friends, people=people)
    came, _ = walk(friends, a, events, offer, climate, watch)
    came.number = numbers
    return [customers, came], climate


def walk(draws, a, events, offer, climate, watch):
    """One group through all months: (Customers at the end, [(month, numbers of the friends brought in it)])."""
    c, brought = Customers(draws, a, offer), []
    for t in range(draws.months):
        month = Month(t, by_kind(event for event in events if event.on(t)), climate)
        step(c, month, draws)
        watch(c, month, draws.streams.family)
        brought.append((t, month.brought))
    return c, brought


def by_kind(events):
    """{kind: [its events]}."""
    kinds = {}
    for event in events:
        kinds.setdefault(type(event), []).append(event)
    return kinds


@dataclass(frozen=True)
class Snapshot:
    """Everybody at the end of one month, (N,) arrays in the order of the draws; look only where `present`.

    p_leave is the true probability of deciding now to leave (next month, where nothing holds them). left_1 and left_3:
    gone within one and three months. The scores are what everybody would have answered; `answered` says who did.
    """

    t: int
    present: np.ndarray  # bool
    segment: np.ndarray  # int
    felt: np.ndarray  # float32, sd, truth
    satisfaction: np.ndarray  # float32, sd, truth
    recommend_raw: np.ndarray  # float32, before rounding
    recommend: np.ndarray  # float32, whole, 0 to 10
    satisfaction_score: np.ndarray  # float32, whole, 0 to 10
    appreciated: np.ndarray  # float32, whole, 0 to 10
    answered: np.ndarray  # bool
    p_leave: np.ndarray  # float64
    revenue: np.ndarray  # float64, money of the month
    left_1: np.ndarray = None  # bool
    left_3: np.ndarray = None  # bool


def take_snapshot(c, month):
    """The Snapshot of a month; who leaves is known only later."""
    noise = month.luck.noise
    scores = said(c.a, c.felt, c.satisfaction, noise)
    answered = np.zeros(len(c), bool)
    answered[month.answers[0]] = True
    return Snapshot(month.t, month.present, c.segment, c.felt.copy(), c.satisfaction.copy(),
                    raw_scores(c.a, c.felt, c.satisfaction, noise)[0], *scores, answered, month.p_leave, month.revenue)
