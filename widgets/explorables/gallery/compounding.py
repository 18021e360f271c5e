"""Illusion 6: a rate for a short period is heard as a rate for a year."""

from dataclasses import dataclass

import numpy as np

from metrics import compound
from widgets.explorables.gallery.illusion import Illusion, Shown
from widgets.explorables.gallery.panels import Bars, Lines
from widgets.panel.controls import Choice, Dial
from widgets.panel.forms import PEOPLE, PERCENT, counted, people, percent

PERIODS = {"a week": 52, "a month": 12, "a quarter": 4, "half a year": 2, "a year": 1}


@dataclass(frozen=True)
class CompoundingInputs:
    """rate: kept in one period; times: periods in a year; opening: customers at the start of the year."""

    rate: float
    times: int
    opening: float


class Compounding(Illusion):
    """Needs no base: arithmetic."""

    number, name = 6, "Compounding: a quarter heard as a year"
    line = "A high rate, taken several times a year, is a low one."
    asks = ("how good",)
    company, meaning = "", "lost"
    Inputs = CompoundingInputs
    left = Bars("What is said, and what a year makes of it", ("Kept in one period", "Kept in a year"),
                ("base", "stay"), 1, percent)
    right = Lines("Of today’s customers, still here", ("",), ("stay",), tuple(range(13)),
                  {0: "today", 6: "6 months", 12: "1 year"}, 0, 1, (0, 0.5, 1), percent)
    dials = (
        Dial("rate", "Kept in one period", 0.5, 1, 0.005, 0.95, PERCENT),
        Choice("times", "The period", PERIODS, 4),
        Dial("opening", "Customers today", 1_000, 2_000_000, 1_000, 740_000, PEOPLE),
    )
    presets = {"99 % a week": {"rate": 0.99, "times": 52}, "98 % a month": {"rate": 0.98, "times": 12}}

    def compute(self, i):
        year = float(compound(i.rate, i.times))
        months = compound(i.rate, i.times * np.arange(13) / 12)
        period = next(label for label, times in PERIODS.items() if times == i.times)
        gone = i.opening * (1 - year)
        return Shown(
            (i.rate, year), [months], f"{percent(year)} a year",
            f"{percent(i.rate)} {period} is {percent(year)} a year: of {counted(i.opening, 'customer')} "
            f"{people(gone)} are gone in twelve months.",
            [["", "Kept", "Customers left"],
             *([f"After {counted(m, 'month')}", percent(share), people(i.opening * share)]
               for m, share in enumerate(months))],
        )
