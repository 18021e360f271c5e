"""Illusion 10: still a customer, and buying less."""

from dataclasses import dataclass

from metrics import gross_revenue_retention, retention_rate
from widgets.explorables.gallery.illusion import Illusion, Shown
from widgets.explorables.gallery.panels import Bars
from widgets.panel.controls import Dial, Source
from widgets.panel.forms import PERCENT, money, percent

CUSTOMERS, REVENUE = 1_000, 20_000
STORY = Source("illustration", "1,000 customers who paid 20,000 a month; whoever leaves paid as much as the average. "
                               "The start gives 1,200 lost and 800 contraction: gross revenue retention of 90 %")


@dataclass(frozen=True)
class SilentInputs:
    """left: share of the customers who left; down: of those kept, share who buy less; cut: by how much less."""

    left: float
    down: float
    cut: float


class SilentDefection(Illusion):
    """Needs no base: arithmetic."""

    number, name = 10, "Silent defection: still here, buying less"
    line = "They stay on the list and take their money away."
    asks = ("worth", "loyal")
    company, meaning = "", "lost"
    Inputs = SilentInputs
    left = Bars("The slide", ("Customers kept",), ("stay",), 1, percent)

    def prepare(self):
        def amount(number):
            return money(number, self.currency)

        self.right = Bars("Of last month’s money", ("Kept", "Gone with those who left", "Gone with those who stayed"),
                          ("stay", "base", "lost"), REVENUE, amount)
        few = 800 / (REVENUE - 1_200)  # the share of the stayers' money that makes a contraction of 800
        self.dials = (
            Dial("left", "Left", 0, 0.3, 0.005, 0.06, PERCENT, STORY),
            Dial("down", "Of those kept, buy less", 0, 1, 0.01, 0.1, PERCENT, STORY),
            Dial("cut", "They buy less by", 0, 1, 0.01, few / 0.1, PERCENT, STORY),
        )
        self.presets = {"Nobody leaves": {"left": 0, "down": 0.3, "cut": 0.5}, "Nobody cuts": {"cut": 0}}

    def compute(self, i):
        lost = REVENUE * i.left
        less = (REVENUE - lost) * i.down * i.cut
        kept = float(retention_rate(CUSTOMERS, CUSTOMERS * i.left))
        gross = float(gross_revenue_retention(REVENUE, lost, less))
        said = [money(part, self.currency) for part in (REVENUE, lost, less, REVENUE - lost - less)]
        return Shown(
            (kept,), (REVENUE - lost - less, lost, less), f"{percent(gross)} of the money kept",
            f"{percent(kept)} of the customers stayed, {percent(gross)} of their money: {said[1]} went with those who "
            f"left, {said[2]} with those who are still counted.",
            [["", "Money a month"], ["Opening", said[0]], ["Churn", said[1]], ["Contraction", said[2]],
             ["Kept", said[3]], ["Customers kept", percent(kept)], ["Gross revenue retention", percent(gross)]],
        )
