"""Illusion 3: one customer lost and one won is no draw when the two are not worth the same."""

from dataclasses import dataclass

from metrics import net_people, net_value
from widgets.explorables.gallery.illusion import Illusion, Shown
from widgets.explorables.gallery.panels import Bars
from widgets.panel.controls import Dial
from widgets.panel.forms import PEOPLE, currency_form, money, people, percent


@dataclass(frozen=True)
class ValueSwapInputs:
    """People lost and won in a period; what a leaver was and a joiner is worth, money a head and period."""

    lost: float
    won: float
    leaver: float
    joiner: float


class ValueSwap(Illusion):
    """Needs no base: arithmetic."""

    number, name = 3, "Value swap: a leaver is not a joiner"
    line = "As many came as went, and money is gone."
    asks = ("worth",)
    company = ""
    Inputs = ValueSwapInputs
    left = Bars("Heads", ("Lost", "Won"), ("lost", "new"), 80_000, people)

    def prepare(self):
        self.right = Bars("Their money, a period", ("Gone with the lost", "Come with the won"), ("lost", "new"), 48e6,
                          lambda amount: money(amount, self.currency))
        form = currency_form(self.currency)
        self.dials = (
            Dial("lost", "Lost", 0, 80_000, 1_000, 37_000, PEOPLE),
            Dial("won", "Won", 0, 80_000, 1_000, 37_000, PEOPLE),
            Dial("leaver", "A leaver is worth", 0, 600, 10, 300, form),
            Dial("joiner", "A joiner is worth", 0, 600, 10, 100, form),
        )
        self.presets = {"22K in, 37K out": {"won": 22_000}, "Win twice as many": {"won": 74_000}}

    def compute(self, i):
        gone, come = i.lost * i.leaver, i.won * i.joiner
        heads, value = float(net_people(i.lost, i.won)), float(net_value(i.lost, i.won, i.leaver, i.joiner))
        made_up = f", {percent(come / gone)} of what left with them" if gone else ""
        return Shown(
            (i.lost, i.won), (gone, come), f"{'+' * (value > 0)}{money(value, self.currency)}",
            f"{people(i.lost)} lost and {people(i.won)} won; the newcomers bring {money(come, self.currency)}"
            f"{made_up}.",
            [["", "People", "Worth of one", "Money"],
             ["Lost", people(i.lost), money(i.leaver, self.currency), money(-gone, self.currency)],
             ["Won", people(i.won), money(i.joiner, self.currency), money(come, self.currency)],
             ["Net", people(heads), "", money(value, self.currency)]],
        )
