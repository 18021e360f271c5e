"""What another offer does to a base over three years: everybody at rest, a fixed sample while a dial moves."""

import dataclasses
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

import synthetic
from customerbase import InputError
from metrics.worth import break_even_effect
from synthetic import Assumptions, Offer
from synthetic.sources import ESSAY, SURVEYS
from widgets.panel.controls import Choice, Source

MONTHS = 36
SAMPLE = 200  # customers while a dial moves: a frame of them costs about a third of one of everybody
NODES = 12  # places of a moving dial at which the sample is run
USUAL = Offer()
FELT = Source("asserted", f"{ESSAY}: value above expectation makes people feel valued. At zero nothing is felt")
STAYING = Source("asserted", f"{ESSAY} and {SURVEYS}: who feels valued stays. No size is given; the presets’ 0.6 is "
                             "ours. At zero nobody’s leaving changes, and the two lines of those still there are one")
COURSE = ("members", "left", "felt", "revenue", "contribution")


@dataclass(frozen=True)
class Course:
    """A base month by month, float64 (months,): customers there, those gone since the month before, felt value (sd).

    revenue, contribution: money of each month.
    """

    members: np.ndarray
    left: np.ndarray
    felt: np.ndarray
    revenue: np.ndarray
    contribution: np.ndarray

    def less(self, cost):
        """The same with so much money a customer and month taken out of contribution; below 0 it is a saving."""
        return dataclasses.replace(self, contribution=self.contribution - cost * self.members)

    @property
    def retention(self):
        """Kept a month, over all months together: 1 - those who left/those who could; 1 where nobody could."""
        could = self.members[:-1].sum()
        return float(1 - self.left[1:].sum() / could) if could else 1.0


@dataclass(frozen=True)
class Setting:
    """What one run needs. usual: the assumptions of the untouched base, where they are not those of the run."""

    assumptions: Assumptions
    offer: Offer = USUAL
    events: tuple = ()
    usual: Assumptions | None = None

    @property
    def untouched(self):
        return Setting(self.usual or self.assumptions)


class Runs:
    """The draws of one company, run as often as asked for, always twice: untouched, and under a setting.

    draws: synthetic.Draws. Both runs have the same people and the same luck.
    """

    def __init__(self, draws):
        self.draws, self.rested = draws, None
        self.size = min(SAMPLE, len(draws))
        self.sample = draws.only(np.linspace(0, len(draws) - 1, self.size).astype(int))
        self._course = lru_cache(maxsize=128)(self._run)

    def _run(self, rough, s):
        totals = synthetic.simulate(self.sample if rough else self.draws, s.assumptions, s.events, offer=s.offer)
        return Course(*(totals.overall(name) for name in COURSE))

    def courses(self, panel, inputs, setting):
        """(untouched, now), two Courses of everybody, or while a dial of `panel` moves what a sample says of them.

        setting: a function, inputs -> Setting. The sample is run at the two nearest of NODES places of the moving
        dial, and what lies between is taken from the straight line: so most frames of a drag run nothing.
        """
        if not panel.rough or self.rested is None:
            self.rested = inputs
            s = setting(inputs)
            return self._course(False, s.untouched), self._course(False, s)
        moved = [panel.boxes[key].dial for key in panel.boxes if getattr(inputs, key) != getattr(self.rested, key)]
        if len(moved) != 1 or isinstance(moved[0], Choice):
            return self._sampled(setting(inputs))
        dial = moved[0]
        width, along = (dial.high - dial.low) / NODES, getattr(inputs, dial.key) - dial.low
        left = min(int(along / width), NODES - 1)
        pairs = [self._sampled(setting(dataclasses.replace(inputs, **{dial.key: dial.low + node * width})))
                 for node in (left, left + 1)]
        share = along / width - left
        return tuple(blend(one, two, share) for one, two in zip(*pairs, strict=True))

    def _sampled(self, s):
        """The untouched base, and the same moved by as much as the sample is: in proportion, felt value by the sum."""
        whole, was, now = self._course(False, s.untouched), self._course(True, s.untouched), self._course(True, s)

        def grown(name):
            old, new = getattr(was, name), getattr(now, name)
            return getattr(whole, name) * np.divide(new, old, out=np.ones_like(old), where=old != 0)

        parts = {name: grown(name) for name in COURSE if name != "felt"}
        return whole, Course(felt=whole.felt + now.felt - was.felt, **parts)


def blend(one, two, share):
    """The Course at a share of the way from one to another."""
    return Course(*(getattr(one, name) * (1 - share) + getattr(two, name) * share for name in COURSE))


def draws_of(base, company):
    """synthetic.draws of the very people of a base made for this company by synthetic.generate; without one, others."""
    recipe = getattr(base, "recipe", None) or {}
    if recipe.get("company") != company:
        return synthetic.draws(company)
    return synthetic.draws(*(recipe[name] for name in ("company", "customers", "months", "seed")))


def opening(draws):
    """Only those who were customers before the first month: a closed group, so that nobody's joining hides a loss."""
    rows = np.flatnonzero(draws.people.joining < 0)
    if not len(rows):
        raise InputError("Nobody in this base was a customer before its first month; take a larger one.")
    return draws.only(rows), rows


def effects(surplus_to_felt, felt_to_staying, adaptation=0.3, **more):
    """Assumptions with only these effects at work."""
    return Assumptions(surplus_to_felt=surplus_to_felt, felt_to_staying=felt_to_staying, adaptation=adaptation, **more)


def points_needed(before, after):
    """Points of monthly retention that the offer must add so that it pays for itself in these months.

    From metrics.break_even_effect: margin is the untouched contribution a customer-month, cost what a customer-month
    now brings less. 0 where it already brings as much; infinity where even keeping everybody would not pay.
    """
    heads = before.members.sum()
    margin = before.contribution.sum() / heads if heads else 0
    there = after.members.sum()
    cost = margin - after.contribution.sum() / there if there else 0
    if margin <= 0 or cost <= 0:
        return 0.0
    return break_even_effect(margin, cost, before.retention, len(before.members))
