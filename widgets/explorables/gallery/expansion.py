"""Illusion 11: upselling to a few covers the loss of many."""

from dataclasses import dataclass

from customerbase import InputError
from metrics import gross_revenue_retention, movements, net_revenue_retention, revenue_retention
from widgets.explorables.gallery.illusion import Illusion, Shown
from widgets.explorables.gallery.panels import Bars
from widgets.panel.controls import Dial, Source
from widgets.panel.forms import PERCENT, counted, money, people, percent

COUNTED = Source("arithmetic", "starts at what this base lost in its last year, to leavers and to stayers who pay "
                               "less, as a share of what it had")
UPSELL = Source("illustration", "what the firm sells on top to a few, as a share of what it had. This base has next to "
                                "none: press “As in this base”")
FEW = Source("illustration", "the share of today’s customers who buy it")


@dataclass(frozen=True)
class ExpansionInputs:
    """gone: revenue lost to leavers and cuts; more: gained from upselling; few: share of customers who buy it."""

    gone: float
    more: float
    few: float


class ExpansionCover(Illusion):
    """On a base with contracts."""

    number, name = 11, "Expansion cover: a few pay for the many lost"
    line = "Net retention passes 100 % while a fifth walks out."
    asks = ("worth", "how good")
    company, meaning = "software", "lost"
    Inputs = ExpansionInputs
    left = Bars("The slide", ("Net revenue retention",), ("stay",), 1.5, percent)
    right = Bars("What it covers", ("Gross revenue retention", "Customers kept", "Customers who pay for it"),
                 ("base", "stay", "lost"), 1.5, percent)

    def prepare(self):
        months = self.base.months
        back = min(12, (len(months) - 1) // 2)
        if back < 1:
            raise InputError("Expansion cover needs at least three months of data; this base has fewer.")
        moves = revenue_retention(self.base, months[-1 - back], months[-1], months=back).moves
        heads = movements(self.base, months[-1 - back], months[-1]).loc["all"]
        self.opening, self.customers = moves.opening, float(heads["opening"])
        self.kept = float(heads["retention"])
        gone, more = (moves.churn + moves.contraction) / moves.opening, moves.expansion / moves.opening
        self.dials = (
            Dial("gone", "Revenue lost", 0, max(0.5, gone), 0.005, gone, PERCENT, COUNTED),
            Dial("more", "Sold on top", 0, max(0.5, more), 0.005, max(0.3, more), PERCENT, UPSELL),
            Dial("few", "To this share of customers", 0.01, 0.5, 0.01, 0.05, PERCENT, FEW),
        )
        self.presets = {"As in this base": {"more": more}, "Nothing on top": {"more": 0}}

    def compute(self, i):
        lost, gained = self.opening * i.gone, self.opening * i.more
        net = float(net_revenue_retention(self.opening, lost, 0, gained))
        gross = float(gross_revenue_retention(self.opening, lost, 0))
        buyers = self.customers * i.few
        return Shown(
            (net,), (gross, self.kept, i.few), f"{percent(gross)} without the few",
            f"Net retention is {percent(net)}, with {money(gained, self.currency)} a month more from "
            f"{counted(buyers, 'customer')}; without them {percent(gross)} of the money is kept.",
            [["", "Money a month"], ["Opening", money(self.opening, self.currency)],
             ["Lost to leavers and cuts", money(lost, self.currency)], ["Sold on top", money(gained, self.currency)],
             ["Customers at the start", people(self.customers)], ["Customers kept", percent(self.kept)],
             ["Net revenue retention", percent(net)], ["Gross revenue retention", percent(gross)]],
        )
