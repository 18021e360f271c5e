"""Illusion 12: the rate counts heads, the firm lives on revenue."""

from dataclasses import dataclass

from customerbase import InputError
from metrics import movements, retention_rate, value_retention
from widgets.explorables.gallery.illusion import Illusion, Shown
from widgets.explorables.gallery.panels import Bars
from widgets.panel.controls import Dial, Source
from widgets.panel.forms import PERCENT, Form, counted, money, people, percent

MOST = 5
LEAVER = Source("illustration", "three times is a story; 1 means that leaving has nothing to do with spending. “As in "
                                "this base” is what its leavers of the last year paid in the twelve months before")
LOST = Source("arithmetic", "starts at the share counted in this base’s contracts in the last year")


@dataclass(frozen=True)
class HeadsInputs:
    """lost: share of the opening customers; worth: of a leaver, in average customers."""

    lost: float
    worth: float


class HeadsRevenue(Illusion):
    """On a base with contracts."""

    number, name = 12, "Heads against revenue"
    line = "Few leave. They were the ones who paid."
    asks = ("worth",)
    meaning = "lost"
    Inputs = HeadsInputs
    left = Bars("The slide", ("Customers kept in a year",), ("stay",), 1, percent)
    right = Bars("The money they paid", ("Revenue kept", "Revenue gone"), ("stay", "lost"), 1, percent)

    def prepare(self):
        months = self.base.months
        back = min(12, (len(months) - 1) // 2)
        if back < 1:
            raise InputError("Heads against revenue need at least three months of data; this base has fewer.")
        year = movements(self.base, months[-1 - back], months[-1], months=back).loc["all"]
        if not year["opening"] or not year["opening_value"]:
            raise InputError("Heads against revenue need customers who pay at the start; this base has none.")
        self.opening, self.value = float(year["opening"]), float(year["opening_value"])
        share = float(year["lost"]) / self.opening
        worth = float(year["lost_value"]) / self.value / share if share else 1.0
        self.dials = (
            Dial("lost", "Customers lost", 0, max(0.2, round(share + 0.005, 2)), 0.005, share, PERCENT, LOST),
            Dial("worth", "A leaver, in average customers", 0, MOST, 0.05, 3,
                 Form("times", decimals=2), LEAVER),
        )
        self.presets = {"As in this base": {"worth": min(worth, MOST)}, "Leavers spend half": {"worth": 0.5}}

    def compute(self, i):
        lost = self.opening * i.lost
        gone = min(lost * i.worth / self.opening, 1.0)
        heads = float(retention_rate(self.opening, lost))
        kept = float(value_retention(self.value, self.value * gone))
        return Shown(
            (heads,), (kept, gone), f"{percent(kept)} of the revenue",
            f"{percent(heads)} of {counted(self.opening, 'customer')} were kept, and {percent(kept)} of their revenue: "
            f"{money(self.value * gone, self.currency)} a month went with {counted(lost, 'leaver')}.",
            [["", "Opening", "Gone", "Kept"],
             ["Customers", people(self.opening), people(lost), percent(heads)],
             ["Revenue a month", money(self.value, self.currency), money(self.value * gone, self.currency),
              percent(kept)]],
        )
