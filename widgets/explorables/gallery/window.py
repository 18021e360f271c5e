"""Illusion 8: the further back one looks, the more "active customers" there are."""

from dataclasses import dataclass

import numpy as np

from customerbase import InputError
from metrics import active_customers
from widgets.explorables.gallery.illusion import Illusion, Shown, ceiling
from widgets.explorables.gallery.panels import Bars, Lines
from widgets.panel.controls import Dial, Source
from widgets.panel.forms import DAYS, people, percent

LOOKS = range(30, 366)
COUNTED = Source("arithmetic", "a convention, not a measurement: customers with an order in the last so many days of "
                               "the data, the last day included. CDNOW’s real orders end on 30 June 1998")


@dataclass(frozen=True)
class WindowLookInputs:
    """days: how far back an order makes somebody a customer."""

    days: float


class WindowLook(Illusion):
    """orders: a DataFrame as from customerbase.read_orders; None for CDNOW's real ones."""

    number, name = 8, "Active window: look back longer, find more"
    line = "Nobody ordered more, and the customers double."
    asks = ("orders", "how good")
    company, real = "shop", True
    Inputs = WindowLookInputs
    dials = (Dial("days", "Look back", LOOKS[0], LOOKS[-1], 1, 90, DAYS, COUNTED),)
    presets = {f"{days} days": {"days": days} for days in (30, 180, 365)}

    @classmethod
    def example(cls, base):
        return cls(base.orders)

    def prepare(self):
        orders = self.base
        if not len(orders):
            raise InputError("The active window needs orders; this table has none.")
        self.ever = orders["customer_id"].nunique()
        self.counts = active_customers(orders, orders["date"].max(), LOOKS)
        top = ceiling(self.counts[-1])
        self.left = Bars("The slide", ("“Active customers”",), ("stay",), top, people)
        self.right = Lines("The same day, by how far back one looks", ("", ""), ("stay", "base"), tuple(LOOKS),
                           {30: "30 days", 180: "180", 365: "365"}, 0, top, (0, top / 2, top), people, dashed=1)

    def compute(self, i):
        days = round(i.days)
        now, month, year = (self.counts[d - LOOKS[0]] for d in (days, LOOKS[0], LOOKS[-1]))
        so_far = np.where(np.array(LOOKS) <= days, self.counts, np.nan)
        return Shown(
            (now,), [so_far, self.counts], f"{people(month)} or {people(year)}",
            f"With a window of {days} days the slide says {people(now)} active customers; {LOOKS[0]} days would give "
            f"{people(month)}, {LOOKS[-1]} days {people(year)}, on the same orders.",
            [["Look back", "“Active customers”", "Of all who ever bought"],
             *([f"{d} days", people(self.counts[d - LOOKS[0]]), percent(self.counts[d - LOOKS[0]] / self.ever)]
               for d in sorted({30, 60, 90, 180, 270, 365, days}))],
        )
