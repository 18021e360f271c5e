"""Illusion 7: one over churn is no mean lifetime where customers differ."""

from dataclasses import dataclass

import numpy as np

from metrics import lifetime_from_churn, mixture_mean_lifetime, mixture_survival
from widgets.explorables.gallery.illusion import Illusion, Shown
from widgets.explorables.gallery.panels import Bars, Lines
from widgets.panel.controls import Dial, Source
from widgets.panel.forms import PERCENT, counted, percent

PERIODS = 12
TYPES = Source("illustration", "two types of customer, each with a rate that never changes; the start is a third who "
                               "stay at 90 % and two thirds at 50 %")


@dataclass(frozen=True)
class TenureInputs:
    """loyal: share of joiners who are; high, low: rates kept a period by the loyal and by the others."""

    loyal: float
    high: float
    low: float


class Tenure(Illusion):
    """Needs no base: two types of customer."""

    number, name = 7, "One over churn: a lifetime nobody lives"
    line = "Divide one by churn, and the loyal vanish from the answer."
    asks = ("how long",)
    company, meaning = "", "stay"
    Inputs = TenureInputs
    left = Bars("Mean lifetime of a joiner, in periods", ("One over the first period’s churn", "True mean"),
                ("base", "stay"), 24, lambda n: f"{n:.2f}")
    right = Lines("Of the joiners, still here", ("truly", "at one rate"), ("stay", "base"), tuple(range(PERIODS + 1)),
                  {0: "joining", 4: "4", 8: "8", 12: "12 periods"}, 0, 1, (0, 0.5, 1), percent, dashed=1)
    dials = (
        Dial("loyal", "Share of the loyal", 0, 1, 0.01, 1 / 3, PERCENT, TYPES),
        Dial("high", "The loyal: kept a period", 0.6, 0.95, 0.01, 0.9, PERCENT, TYPES),
        Dial("low", "The others: kept a period", 0.1, 0.6, 0.01, 0.5, PERCENT, TYPES),
    )
    presets = {"All alike": {"high": 0.6, "low": 0.6}, "One in five is loyal": {"loyal": 0.2, "high": 0.95}}

    def compute(self, i):
        shares, rates = np.array([i.loyal, 1 - i.loyal]), np.array([i.high, i.low])
        here = mixture_survival(shares, rates, PERIODS)
        churn = float(1 - here[1] / here[0])
        naive, true = float(lifetime_from_churn(churn)), float(mixture_mean_lifetime(shares, rates))
        alike = (1 - churn) ** np.arange(PERIODS + 1)
        gap = f"{true / naive:.2f} times as long" if round(true / naive, 2) > 1 else "and here that is right"
        return Shown(
            (naive, true), (here, alike), f"{true:.2f} periods",
            f"One over churn ({percent(churn)}) says {naive:.2f} periods; customers really stay {true:.2f}, {gap}.",
            [["After", "Truly still here", "If all left at the first rate"],
             *([counted(t, "period"), percent(float(a)), percent(float(b))]
               for t, (a, b) in enumerate(zip(here, alike, strict=True)))],
        )
