"""Illusion 16: cohorts that are too young to have lost anybody are averaged in."""

from dataclasses import dataclass

import numpy as np

from customerbase import InputError
from metrics import cohort_table
from widgets.explorables.gallery.illusion import Illusion, Shown
from widgets.explorables.gallery.panels import Bars, Lines
from widgets.panel.controls import Dial, Source
from widgets.panel.forms import Form, counted, people, percent

COUNTED = Source("arithmetic", "counted in this base’s contracts, by quarter of joining. The slide divides those still "
                               "here when last seen by all who ever joined; the other number waits until they are old "
                               "enough")


@dataclass(frozen=True)
class ImmatureInputs:
    """age: quarters after joining at which cohorts are compared."""

    age: float


class ImmatureCohorts(Illusion):
    """On a base with contracts."""

    number, name = 16, "Immature cohorts averaged in"
    line = "Last month’s joiners are all still here, of course."
    asks = ("who", "how long", "better")
    meaning = "lost"
    Inputs = ImmatureInputs

    def prepare(self):
        counts = cohort_table(self.base, "quarter", people=True)
        table = counts.to_numpy(float, na_value=np.nan)
        table = table[np.nan_to_num(table[:, 0]) > 0]
        ages = int(min(8, table.shape[1] - 1))
        if ages < 1 or not np.isfinite(table[:, 1]).any():
            raise InputError("Immature cohorts need joiners followed for two quarters at least; this base has none.")
        self.joined = float(table[:, 0].sum())
        last = [row[np.isfinite(row)][-1] for row in table]
        self.slide = float(sum(last) / self.joined)
        self.fair, self.mature = np.ones(ages + 1), np.full(ages + 1, self.joined)
        for age in range(1, ages + 1):
            seen = np.isfinite(table[:, age])
            self.mature[age] = table[seen, 0].sum()
            self.fair[age] = table[seen, age].sum() / self.mature[age] if self.mature[age] else np.nan
        ages = int(np.flatnonzero(np.isfinite(self.fair))[-1])
        self.left = Bars("The slide", ("Still here, of all who ever joined",), ("base",), 1, percent)
        self.right = Lines("Still here at the same age", ("",), ("stay",), tuple(range(ages + 1)),
                           {0: "joining", ages: f"{ages} quarters"}, 0, 1, (0, 0.5, 1), percent)
        self.dials = (Dial("age", "Age compared at", 1, max(ages, 2), 1, ages, Form("quarters"), COUNTED),)

    def compute(self, i):
        age = min(round(i.age), len(self.right.x) - 1)
        shown = np.where(np.arange(len(self.right.x)) <= age, self.fair[: len(self.right.x)], np.nan)
        fair = float(self.fair[age])
        return Shown(
            (self.slide,), [shown], f"{percent(fair)} at the same age",
            f"{percent(self.slide)} of all who ever joined are here; of the {people(self.mature[age])} who joined at "
            f"least {counted(age, 'quarter')} ago, {percent(fair)} were here at that age.",
            [["Age", "Joined that long ago", "Still here at that age"],
             *([counted(a, "quarter"), people(self.mature[a]), percent(float(self.fair[a]))]
               for a in range(len(self.right.x)))],
        )
