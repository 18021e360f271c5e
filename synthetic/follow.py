"""Follow one customer through the chain, as long as they might stay: what one person gets, feels and brings."""

import dataclasses
from dataclasses import dataclass

import numpy as np

from customerbase import InputError
from customerbase.arguments import checked
from customerbase.errors import brief
from synthetic.assumptions import Assumptions
from synthetic.draws import Draws
from synthetic.events import check_events
from synthetic.luck import even_luck
from synthetic.offer import USUAL, Offer
from synthetic.simulate import run, walk


@dataclass(frozen=True)
class Path:
    """One customer month by month, float64 (T,), NaN before they join. They are followed as if they never left."""

    value: np.ndarray  # money a month: what is delivered, besides luck
    expectation: np.ndarray  # money a month, before it adapts to this month
    surplus: np.ndarray  # money a month: delivered, with luck, less expected
    felt: np.ndarray  # sd, at the end of the month
    satisfaction: np.ndarray  # sd, at the end of the month
    p_leave: np.ndarray  # probability of deciding to leave at its end
    staying: np.ndarray  # probability that they are still there: the product of 1 - p_leave of the months before
    revenue: np.ndarray  # money, if they are there
    contribution: np.ndarray  # money, if they are there, after what programmes cost
    expected_revenue: np.ndarray  # money, times staying
    expected_contribution: np.ndarray  # money, times staying


@checked
def follow(draws: Draws, row: int, assumptions: Assumptions | None = None, events=(), offer: Offer = USUAL,
           luck: bool = False):
    """The Path of customer number `row` of the draws, under another offer (offer.Offer) if there is one.

    luck: False follows their average month, which makes a smooth line; True the months that chance gives them.
    What depends on everybody (same churn, who is at risk, the best, the mood) is found in the whole of the draws.
    """
    a, events = assumptions or Assumptions(), check_events(events)
    if row not in range(len(draws)):
        raise InputError(f"row must be a customer's number from 0 to {len(draws) - 1}, not {brief(row)}.")
    climate = {}
    chosen = any(getattr(event, "aim", "random") != "random" for event in events)
    if a.mode == "same churn" or a.social_to_felt or chosen:
        _, climate = run(draws, a, events, USUAL, lambda *_: None)
    one = draws.only(row)
    people = dataclasses.replace(one.people, patience=np.full(1, np.inf))
    if not luck:
        people = dataclasses.replace(people, origin=np.zeros_like(people.origin))
        kept = tuple(even_luck(one.company, people, month) for month in one.calendar)
        one = dataclasses.replace(one, kept=kept)
    one = dataclasses.replace(one, people=people)
    rows = []

    def watch(c, month, _):
        rows.append((month.value, month.expected, month.surplus, c.felt, c.satisfaction, month.p_leave, month.revenue,
                     month.contribution))

    walk(one, a, events, offer, climate, watch)
    value, expectation, surplus, felt, satisfaction, p_leave, revenue, contribution = np.array(rows, float)[..., 0].T
    staying = np.cumprod(np.append(1, 1 - p_leave[:-1]))
    path = Path(value, expectation, surplus, felt, satisfaction, p_leave, staying, revenue, contribution,
                staying * revenue, staying * contribution)
    there = np.arange(draws.months) >= people.joining[0]
    return Path(**{name: np.where(there, line, np.nan) for name, line in vars(path).items()})
