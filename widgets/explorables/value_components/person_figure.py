"""Left one person's waterfall, in the middle what everybody feels and does, right the money."""

import numpy as np

from widgets.explorables.value_components.parts import Curve, MoneyCurves, Waterfall, cash, change, sd
from widgets.explorables.value_components.runs import MONTHS
from widgets.panel import style
from widgets.panel.figure import LiveFigure
from widgets.panel.forms import CURRENCY, people

ROWS = ("monetary", "functional", "psychological", "social", "price", "time", "effort", "value", "expected", "surplus")


class PersonFigure(LiveFigure):
    def __init__(self, months=MONTHS, currency=CURRENCY):
        self.months, self.currency = months, currency
        super().__init__()

    def build(self):
        self.waterfall = Waterfall(self, "One person’s month", ROWS, ("value", "surplus"), self.currency, extra=2)
        self._chain()
        self.money = MoneyCurves(self, self.months, self.currency)

    def _chain(self):
        x, wide, tall = 0.445, 0.13, 0.185
        self.surplus = Curve(self, (x, 0.715, wide, tall), "", (-1.3, 1.3), self.months, (0,), False)
        page = self.figure.axes[-1]
        self.heading = self.letter(page, 0, 1.3 + 0.03 * 2.6 / tall, fontfamily=style.BOLD, fontsize=11.5)
        self.felt = Curve(self, (x, 0.395, wide, tall), "Felt value, in spreads", (-3, 3), self.months, (0,), False)
        self.staying = Curve(self, (x, 0.075, wide, tall), "Customers still there", (0, 1.05), self.months)

    def update(self, result):
        self.waterfall.show(*self._steps(result))
        reference = result.inputs.reference
        self.heading.set_text(f"Mean value above {'the price' if reference == 'price' else 'expectation'}")
        was, now = result.surplus
        size = max(abs(result.worth[0]), 1.0) * 2
        self.surplus.show(was / size, np.clip(now / size, -1.25, 1.25), cash(now[-1], self.currency),
                          f"first {cash(now[0], self.currency)}" if now[0] != now[-1] else "")
        before, after = result.before, result.after
        self.felt.show(before.felt, after.felt, sd(after.felt[-1]))
        there = before.members[0] or 1
        self.staying.show(before.members / there, after.members / there, people(after.members[-1]),
                          change(after.members[-1], before.members[-1]))
        self.money.show(before, after)

    def _steps(self, result):
        """(untouched, now): (rows, 3) start, end and amount; against expectation with the rows that count it."""
        now, was = (steps[["start", "end", "amount"]].to_numpy() for steps in (result.steps, result.usual))
        if result.inputs.reference == "price":
            return was, now
        usual, value = was[-1, 2], now[-1, 2]
        now = np.vstack([now, (value, result.above, -usual), (0, result.above, result.above)])
        return np.vstack([was, (usual, 0, -usual), (0, 0, 0)]), now
