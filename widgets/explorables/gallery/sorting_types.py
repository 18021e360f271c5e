"""Illusion 4: a cohort's retention climbs because the fragile leave first; nobody got more loyal."""

from dataclasses import dataclass

import numpy as np

from metrics import mixture_retention, mixture_survival
from widgets.explorables.gallery.illusion import Illusion, Shown
from widgets.explorables.gallery.panels import Lines
from widgets.panel.controls import Dial, Source
from widgets.panel.forms import PERCENT, people, percent, points

COHORT, PERIODS = 10_000, 8
TYPES = Source("illustration", "two types of customer, each with a rate that never changes; the start is a third who "
                               "stay at 90 % and two thirds at 50 %. One curve cannot tell it from loyalty that grows")


@dataclass(frozen=True)
class SortingTypesInputs:
    """loyal: share of joiners who are; high, low: rates kept a period by the loyal and by the others."""

    loyal: float
    high: float
    low: float


class SortingTypes(Illusion):
    """Needs no base: two types of customer."""

    number, name = 4, "Sorting: the fragile leave first"
    line = "The cohort’s rate climbs, and nobody changed."
    asks = ("better", "loyal")
    company, meaning = "", "stay"
    Inputs = SortingTypesInputs
    x = tuple(range(1, PERIODS + 1))
    ticks = {1: "period 1", 4: "4", 8: "8"}
    left = Lines("Kept in each period: the report", ("cohort",), ("stay",), x, ticks, 0, 1, (0, 0.5, 1), percent)
    right = Lines("Kept in each period: each person’s own", ("loyal", "others"), ("base", "base"), x, ticks, 0, 1,
                  (0, 0.5, 1), percent, dashed=2)
    dials = (
        Dial("loyal", "Share of the loyal", 0, 1, 0.01, 1 / 3, PERCENT, TYPES),
        Dial("high", "The loyal: kept a period", 0.5, 1, 0.01, 0.9, PERCENT, TYPES),
        Dial("low", "The others: kept a period", 0.05, 0.95, 0.01, 0.5, PERCENT, TYPES),
    )
    presets = {"All alike": {"high": 0.7, "low": 0.7}, "Further apart": {"high": 0.95, "low": 0.3}}

    def compute(self, i):
        types = np.array([i.loyal, 1 - i.loyal]), np.array([i.high, i.low])
        rates, here = mixture_retention(*types, PERIODS), mixture_survival(*types, PERIODS)
        rise = float(rates[-1] - rates[0])
        own = np.repeat([[i.high], [i.low]], PERIODS, axis=1)
        return Shown(
            [rates], own, f"Report {points(rise)}, people 0.0",
            f"The cohort’s rate goes from {percent(rates[0])} to {percent(rates[-1])} in {PERIODS} periods; "
            "everybody’s own rate stood still.",
            [["Period", "Here at its start", "Report: kept", "Loyal, own", "Others, own"],
             *([str(t), people(COHORT * n), percent(r), percent(i.high), percent(i.low)]
               for t, (n, r) in enumerate(zip(here[:-1], rates, strict=True), 1))],
        )
