"""Illusion 18: the programme's members stay longer, and the programme does nothing."""

from dataclasses import dataclass

import numpy as np
from scipy.optimize import brentq
from scipy.special import expit

from customerbase import InputError
from metrics import compound, pooled_rates
from synthetic.sources import SURVEYS
from widgets.explorables.gallery.illusion import Illusion, Shown
from widgets.explorables.gallery.panels import Bars
from widgets.panel.controls import Dial, Source
from widgets.panel.forms import PERCENT, POINTS, Form, percent, points

GROUPS, YEAR = 500, 12
WHO = Source("invented", "how strongly loyal customers join by themselves. At 0 everybody is as likely to join; the "
                         "start is made up. Each customer’s own monthly hazard is the base’s hidden truth")
SHARE = Source("arithmetic", "members, of all customers")
EFFECT = Source("asserted", f"{SURVEYS}: appreciation makes customers stay. Nobody has published by how much: zero "
                            "until you move it, in points of the yearly rate")


@dataclass(frozen=True)
class SelectionInputs:
    """pull: how much likelier the most loyal join; share: of customers who do; effect: what the programme does."""

    pull: float
    share: float
    effect: float


class Selection(Illusion):
    """On a synthetic base: each customer's own chance of leaving is known."""

    number, name = 18, "Selection: members were loyal already"
    line = "Members stay longer, at zero effect."
    asks = ("programme",)
    meaning = "stay"
    Inputs = SelectionInputs
    left = Bars("Kept in a year: the slide", ("Members", "Everybody else"), ("stay", "base"), 1, percent)
    right = Bars("Kept in a year: the hold-out", ("Invited, drawn at random", "Held out, drawn at random"),
                 ("stay", "base"), 1, percent)
    dials = (
        Dial("pull", "Pull on the loyal", 0, 10, 0.1, 4, Form("strength", decimals=1), WHO),
        Dial("share", "Members", 0.05, 0.95, 0.01, 0.3, PERCENT, SHARE),
        Dial("effect", "True effect", 0, 0.1, 0.005, 0, POINTS, EFFECT),
    )
    presets = {"Members drawn by lot": {"pull": 0}, "A real effect": {"effect": 0.05}}

    def prepare(self):
        hazard = self.base.customers.get("truth_hazard")
        if hazard is None or not len(hazard):
            raise InputError("Selection needs a made-up base, whose hidden truth is known; "
                             "take one from synthetic.generate.")
        yearly = np.asarray(compound(1 - hazard.to_numpy(float), YEAR))
        self.weights, self.rates = pooled_rates(yearly, GROUPS)
        self.rank = np.cumsum(self.weights) - self.weights / 2
        self.rank = self.rank if self.rates[0] <= self.rates[-1] else 1 - self.rank

    def compute(self, i):
        inside = self.weights * chance_of_joining(i.pull, self.rank, self.weights, i.share)
        gains = np.minimum(i.effect, 1 - self.rates)  # nobody stays more surely than surely
        members = float(inside @ (self.rates + gains) / inside.sum())
        others = float((self.weights - inside) @ self.rates / (1 - inside.sum()))
        alike, gain = float(self.weights @ self.rates), float(self.weights @ gains)
        return Shown(
            (members, others), (alike + gain, alike), f"Hold-out {points(gain)}",
            f"Members and everybody else differ by {points(members - others)}; drawn at random the difference is "
            f"{points(gain)}, and that is what the programme does.",
            [["Kept in a year", "With", "Without", "Difference"],
             ["Members against everybody else", percent(members), percent(others), points(members - others)],
             ["Drawn at random: hold-out", percent(alike + gain), percent(alike), points(gain)]],
        )


def chance_of_joining(pull, rank, weights, share):
    """Each group's chance of being a member: log odds rise by `pull` from the least to the most loyal.

    The constant is such that `share` of all customers are members.
    """
    constant = brentq(lambda c: weights @ expit(c + pull * rank) - share, -30, 30)
    return expit(constant + pull * rank)
