"""The causal chain, one month of it: from what is delivered to what customers feel, do and bring.

    price, promises -> expectation, and who joins                     arrive
    benefits - costs -> value delivered                               deliver
    value delivered - expectation -> surplus; expectation follows     expect
    surplus, appreciation, poor experiences, upselling -> felt value  feel
    last transactions -> satisfaction                                 satisfy
    felt value -> spending                                            spend (spending.py)
    felt value and satisfaction -> answers                            ask (survey.py)
    felt value, satisfaction, fit, competitors, service -> leaving    tempt, leave (leaving.py)
    felt value -> referrals -> new customers                          refer (referrals.py)

Every arrow is a coefficient of Assumptions, `a` below. Felt value and satisfaction are in sd: each is an exponential
memory of monthly inputs with variance 1 between customers as long as only luck moves it. So at equal memory and equal
effect neither predicts leaving better than the other, over any number of months: nothing wins by construction.
"""

from dataclasses import dataclass, field

import numpy as np
from scipy.special import ndtri

from customerbase.sum_by import sum_by
from synthetic.events import Appreciation, Barrier, Bot, CareTeam, CostCut, Extra, Onboarding, PriceMove, Upsell
from synthetic.leaving import least_of_top, leave, opening_minds, tempt
from synthetic.offer import components, usage
from synthetic.people import LOTS
from synthetic.population import NEVER
from synthetic.referrals import refer
from synthetic.spending import spend
from synthetic.survey import ask

USED = ("functional", "psychological", "social")  # benefits that a member who does not use anything goes without
MOST = 8  # sd, beyond which nobody feels anything more; keeps exponentials finite
NEW = 3  # months for which a joiner is new
LEAST_USAGE = 0.2  # whoever buys next to nothing still has their ups and downs


def gains(a):
    """What one usual surplus adds to felt value, and one month's transactions to satisfaction: python floats.

    A memory f' = m f + k g of inputs g with variance 1 has variance 1 when k^2 = 1 - m^2; what is perceived besides
    (sd p of the input) takes its share of that. So felt value and satisfaction are alike but for what moves them.
    """
    felt = ((1 - a.felt_memory**2) / (1 + a.perception_noise**2)) ** 0.5
    return felt * a.surplus_to_felt, (1 - a.satisfaction_memory**2) ** 0.5


class Customers:
    """Where each customer stands: (N,) arrays that move from month to month, and those that do not."""

    def __init__(self, draws, a, offer):
        people, company = draws.people, draws.company
        self.company, self.people, self.a, self.offer = company, people, a, offer
        self.felt_gain, self.satisfaction_gain = gains(a)
        self.segment = people.segment.astype(np.intp)
        self.joining, self.fit = people.joining.copy(), people.fit.copy()
        usual = components(draws)
        self.price = usual["price"]  # float64, money a month at the usual price
        self.usual = usual["value"].astype(np.float32)
        self.offered = components(draws, offer)["value"].astype(np.float32)
        self.benefits = sum(usual[name] for name in USED).astype(np.float32)
        kinds = company.segments.values()
        self.hour_worth = np.array([kind.hour_worth for kind in kinds], np.float32)[self.segment]
        spread = np.array([kind.spread for kind in kinds])[self.segment]
        self.spread = (spread * np.maximum(usage(company, people), LEAST_USAGE)).astype(np.float32)
        self.hazard = -np.log1p(-people.hazard)  # float64: cumulated over a month
        self.idle = self.lot("idle") < a.idle_share
        self.drift = np.array([0, a.drift_middle, a.drift_top], np.float32)[people.tier]  # log spending a year
        order = np.argsort(self.joining, kind="stable")
        self.joiners = np.split(order, np.searchsorted(self.joining[order], np.arange(draws.months + 1)))[1:]

        self.felt = people.origin[0] * a.surplus_to_felt  # sd
        self.satisfaction = people.origin[1].copy()  # sd
        tenure = np.maximum(-self.joining, 0).astype(np.float32)
        self.promised = (a.overpromise * self.price).astype(np.float32)  # money a month beyond what they get
        self.expectation = self.usual - self.benefits * self.idle  # money a month, of the opening base
        if a.overpromise:
            self.expectation += self.promised * np.float32(1 - a.adaptation) ** tenure
        self.paid = np.zeros(len(people))  # money so far
        self.liking = np.zeros(len(people), np.float32)  # friends' worth of telling others, so far
        self.chosen = {}  # of appreciation programmes for the best: bool (N,) by event
        self.clock, self.deciding, self.leaving = opening_minds(company, people)

    def __len__(self):
        return len(self.people)

    def lot(self, name):
        """Everybody's lot of that name, uniform from 0 to 1."""
        return self.people.lots[LOTS.index(name)]


@dataclass
class Month:
    """What happens in month t; (N,) arrays are filled in by the steps below in their order."""

    t: int
    events: dict  # those that are on: kind -> list
    climate: dict  # what was found for everybody and holds for friends, too: see `settled`
    present: np.ndarray = None  # bool: joined and not yet left
    using: np.ndarray = None  # bool: present, not idle, and not about to leave
    luck: object = None
    price: float = 0.0  # by how much prices differ from the usual
    value: np.ndarray = None  # float32, money, without this month's luck
    expected: np.ndarray = None  # float32, money
    surplus: np.ndarray = None  # float32, money
    poor: np.ndarray = None  # bool: had a poor experience
    thanked: list = field(default_factory=list)  # (event, bool array) of each appreciation programme
    called: list = field(default_factory=list)  # and of each customer-success team
    sold: list = field(default_factory=list)  # and of each upselling
    factor: object = None  # on the money of visits: a number or float64 (N,); None where nothing moves it
    revenue: np.ndarray = None  # float64, money
    contribution: np.ndarray = None  # float64, money, after programmes
    cost: np.ndarray = None  # float64, money of programmes, less what they save
    answers: tuple = None  # rows who answered, and their scores, (3, rows)
    inner: object = 1.0  # factor on everybody's own hazard
    rival: object = 0.0  # hazard that competitors add
    service: object = 0.0  # hazard that poor service adds
    p_leave: np.ndarray = None  # float64: probability that they decide to leave at the end of the month
    deciders: np.ndarray = None  # rows who decide to leave then
    brought: np.ndarray = None  # numbers of the friends who join next month, see referrals.py

    def on(self, *kinds):
        """The events of some kinds that are on."""
        return [event for kind in kinds for event in self.events.get(kind, ())]

    def settled(self, key, find):
        """What find() gives for everybody, kept for friends, who run through the chain later."""
        if key not in self.climate:
            self.climate[key] = find()
        return self.climate[key]


def step(c, month, draws):
    """One month of the chain: every arrow in order. c: Customers, changed in place."""
    arrive(c, month)
    month.luck = draws.luck(month.t, month.using)
    deliver(c, month)
    expect(c, month)
    feel(c, month)
    satisfy(c, month)
    tempt(c, month)
    spend(c, month)
    ask(c, month)
    refer(c, month, draws)
    leave(c, month)


def arrive(c, month):
    """price, cost cuts -> who joins. Then who is present, and who uses what they pay for."""
    a, t, new = c.a, month.t, c.joiners[month.t]
    if a.brand_harm and month.on(CostCut):
        put_off = c.lot("put off")[new] < a.brand_harm
        c.joining[new[put_off]] = NEVER
        c.joiners[t] = new = new[~put_off]
    for event in month.on(PriceMove):
        c.fit[new] += a.price_to_fit * event.change  # a lower price brings people whom it suits less
        month.price = (1 + month.price) * (1 + event.change) - 1
    if t >= c.offer.start:
        month.price = (1 + month.price) * c.offer.price - 1
    month.present = (c.joining <= t) & (c.leaving > t)
    month.using = month.present & ((c.deciding > t) | (c.lot("stops") >= c.company.stops_using))
    if a.idle_share:
        month.using &= ~(c.idle & (c.joining < t))


def deliver(c, month):
    """benefits - costs -> value, money a month, before this month's luck."""
    a, luck = c.a, month.luck
    value = c.offered if month.t >= c.offer.start else c.usual
    if month.price:
        paid = c.offer.price if month.t >= c.offer.start else 1
        value = value - c.price * (1 + month.price - paid)
    for event in month.on(Extra):
        value = value + event.worth
    for event in month.on(CostCut):
        value = value - a.cut_to_quality * event.saves
    for event in month.on(Barrier):
        value = value - a.barrier_effort * event.size * c.hour_worth
    for event in month.on(Bot):
        if a.bot_effort:
            value = value - a.bot_effort * event.share * luck.contacts * wants_person(c) * c.hour_worth
    if a.idle_share:
        value = value - c.benefits * (c.idle & (c.joining < month.t))
    month.value = np.asarray(value, np.float32)


def expect(c, month):
    """value delivered - expectation -> surplus; then expectation closes part of the gap.

    Only what is delivered as a rule raises expectation: a lucky month is enjoyed, and not taken for the new usual.
    """
    new = c.joiners[month.t]
    c.expectation[new] = month.value[new] + c.promised[new]
    c.felt[new] = c.people.origin[0][new] * c.a.surplus_to_felt  # nothing that happened before they came
    month.expected = c.expectation
    gap = month.value - c.expectation
    month.surplus = gap + c.spread * month.luck.experience
    c.expectation = c.expectation + c.a.adaptation * gap


def feel(c, month):
    """surplus, appreciation, poor experiences, upselling, onboarding, others' mood -> felt value."""
    a, t, luck = c.a, month.t, month.luck
    learned = a.feedback_to_service if month.on(CareTeam) else 0
    month.poor = (luck.visits.number > 0) & month.using & (luck.quality < ndtri(a.poor_share * (1 - learned)))
    month.thanked = [(event, thanked(c, month, event)) for event in month.on(Appreciation)]
    month.sold = [(event, month.using & (c.lot("sold to") < event.share)) for event in month.on(Upsell)]

    once = np.float32(1 - a.felt_memory)  # of an input that in the long run adds 1
    felt = a.felt_memory * c.felt + c.felt_gain * (month.surplus / c.spread)
    if a.perception_noise:
        felt += c.felt_gain * a.perception_noise * luck.perception
    if a.appreciation_to_felt:
        for _, shown in month.thanked:
            felt += once * np.float32(a.appreciation_to_felt) * shown
    if a.upsell_to_felt:
        for _, reached in month.sold:
            felt -= once * np.float32(a.upsell_to_felt) * reached
    if a.onboarding_to_felt and month.on(Onboarding):
        felt += once * np.float32(a.onboarding_to_felt) * (c.joining > t - NEW)
    if a.social_to_felt:
        felt += once * np.float32(a.social_to_felt) * month.settled(("mood", t), lambda: mood(c, month))[c.segment]
    if a.poor_to_felt:
        felt -= np.float32(a.poor_to_felt) * month.poor
    c.felt = np.minimum(np.maximum(felt, -MOST, out=felt), MOST, out=felt)


def mood(c, month):
    """How valued the customers of each segment felt on average last month: float32 (S,)."""
    here = month.present & (c.joining < month.t)
    heads = sum_by(c.segment, here, len(c.company.segments))
    felt = sum_by(c.segment, c.felt * here, len(c.company.segments))
    return (felt / np.maximum(heads, 1)).astype(np.float32)


def satisfy(c, month):
    """last transactions -> satisfaction: a visit, a bill, a call; every month has some."""
    c.satisfaction *= c.a.satisfaction_memory
    c.satisfaction += c.satisfaction_gain * month.luck.quality


def wants_person(c):
    """Who would rather talk to a person than to a bot; bool (N,)."""
    return c.lot("wants a person") < c.a.wanted_person


def thanked(c, month, event):
    """Whom an appreciation programme reaches: a share at random, or those who had paid most when it began."""
    if event.aim == "random":
        return month.present & (c.lot("thanked") < event.share)
    if event not in c.chosen:
        paid = c.paid if month.t else c.price  # nobody has paid anything yet: those who will pay most
        least = month.settled(event, lambda: least_of_top(paid[month.present], event.share))
        c.chosen[event] = (c.joining < event.start) & (paid >= least)
    return month.present & c.chosen[event]
