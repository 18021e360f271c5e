"""The money, in the same place of every picture: revenue, and contribution after costs, against the untouched base."""

from typing import NamedTuple

from widgets.panel import style
from widgets.panel.figure import LiveFigure
from widgets.panel.forms import CURRENCY, money

ROWS = (0.068, 0.014)  # heights of the two rows, as shares of the picture
PLACES = (0.245, 0.355, 0.53)  # where the amounts stand


class Money(NamedTuple):
    """Amounts with the programme and without (the untouched base)."""

    revenue: float
    revenue_base: float
    contribution: float
    contribution_base: float

    def rows(self, currency=CURRENCY):
        """Two rows of a table: name, with the programme, untouched base, difference."""
        pairs = (("Revenue", self.revenue, self.revenue_base),
                 ("Contribution, after costs", self.contribution, self.contribution_base))
        return [[name, money(now, currency), money(base, currency), change(now, base, currency)]
                for name, now, base in pairs]


def change(now, base, currency=CURRENCY):
    """A difference in money with its sign, or that there is none."""
    difference = now - base
    if round(difference, 2) == 0:
        return "no difference"
    return f"{'+' if difference > 0 else ''}{money(difference, currency)}"


class MoneyFigure(LiveFigure):
    """A picture with the two rows at its foot. span: what the amounts are for."""

    span = ""
    base_name = "untouched"  # what the amounts are compared with

    def __init__(self, currency=CURRENCY):
        self.currency = currency
        super().__init__()

    def build(self):
        page = self.figure.add_axes((0, 0, 1, 1), xlim=(0, 1), ylim=(0, 1), facecolor="none")
        page.axis("off")
        page.plot([0.005, 0.995], [0.123, 0.123], color=style.RULE, linewidth=1)
        for y, name in zip(ROWS, (f"Revenue, {self.span}", "Contribution, after costs"), strict=True):
            self.figure.text(0.005, y, name, color=style.INK)
        looks = ({"fontfamily": style.BOLD}, {"color": style.QUIET}, {"color": style.QUIET})
        self.money = [[self.letter(page, x, y, **look) for x, look in zip(PLACES, looks, strict=True)] for y in ROWS]

    def say_money(self, amounts):
        """Write a Money; before the bet the places stay empty."""
        rows = [["", "", "", ""]] * 2 if self.sealed else amounts.rows(self.currency)
        for letters, (_, now, base, difference) in zip(self.money, rows, strict=True):
            letters[0].set_text(now)
            letters[1].set_text(f"{self.base_name} {base}" if base else "")
            letters[2].set_text(difference)
