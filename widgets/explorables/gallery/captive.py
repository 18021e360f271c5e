"""Illusion 14: a contract holds them; they stopped coming long ago, and at expiry they go all at once."""

from dataclasses import dataclass

import numpy as np

from customerbase import InputError
from metrics import mixture_survival, pooled_rates
from widgets.explorables.gallery.illusion import Illusion, Shown
from widgets.explorables.gallery.panels import Lines
from widgets.panel.controls import Dial, Source
from widgets.panel.forms import PEOPLE, Form, counted, people, percent

MONTHS = 24
DECIDE = Source("invented", "when people stop: each member’s own monthly chance in this base, its hidden truth. They "
                            "stop using at once; the contract runs to its end, and is renewed by those who still come")
JOINED = Source("arithmetic", "members who join on the same day")


@dataclass(frozen=True)
class CaptiveInputs:
    """term: months between possible exits; joined: people."""

    term: float
    joined: float


class Captive(Illusion):
    """On a synthetic base with contracts: each customer's own chance of stopping is known."""

    number, name = 14, "Captive: held by a contract, not by value"
    line = "Nobody leaves for a year. Nobody comes, either."
    asks = ("loyal", "how good")
    company, meaning = "gym", "lost"
    Inputs = CaptiveInputs
    x, ticks = tuple(range(MONTHS + 1)), {0: "joining", 12: "1 year", 24: "2 years"}
    left = Lines("Contracts in force: the slide", ("",), ("stay",), x, ticks, 0, 1, (0, 0.5, 1), percent)
    right = Lines("Contracts still used", ("used", "in force"), ("lost", "base"), x, ticks, 0, 1, (0, 0.5, 1),
                  percent, dashed=1)
    dials = (Dial("term", "Contract runs for", 1, 24, 1, 12, Form("months"), DECIDE),
             Dial("joined", "Joined", 100, 10_000, 100, 1_000, PEOPLE, JOINED))
    presets = {"Cancel any month": {"term": 1}, "Two-year contract": {"term": 24}}

    def prepare(self):
        hazard = self.base.customers.get("truth_hazard")
        if hazard is None or not len(hazard):
            raise InputError("The captive need a made-up base, whose hidden truth is known; "
                             "take one from synthetic.generate.")
        self.used = mixture_survival(*pooled_rates(1 - hazard.to_numpy(float)), MONTHS)

    def compute(self, i):
        term = round(i.term)
        month = np.arange(MONTHS + 1)
        force = self.used[month // term * term]  # whoever stopped inside a term is in force until it ends
        expiry = range(term, MONTHS + 1, term)
        cliff = max((float(force[m - 1] - force[m]) for m in expiry), default=0.0)
        before = max(term - 1, 0) if term <= MONTHS else MONTHS
        held = float(force[before] - self.used[before])
        months = f"{term} month{'s' * (term > 1)}"
        return Shown(
            [force], (self.used, force), f"{people(i.joined * held)} held, not using",
            f"With a contract of {months}, {percent(force[before])} are members after {counted(before, 'month')} and "
            f"{percent(self.used[before])} still come; at the cliff {people(i.joined * cliff)} go in one month.",
            [["After", "In force", "Used", "Held, not using"],
             *([counted(m, "month"), percent(float(force[m])), percent(float(self.used[m])),
                people(i.joined * (force[m] - self.used[m]))] for m in range(0, MONTHS + 1, 2))],
        )
