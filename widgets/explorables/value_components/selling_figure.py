"""Left the waterfall of a typical customer, in the middle a hundred by the most they would pay, right the money."""

import numpy as np
from matplotlib.collections import LineCollection

from widgets.explorables.value_components.parts import MoneyBars, Waterfall, cash
from widgets.explorables.value_components.selling import PEOPLE
from widgets.panel import style
from widgets.panel.figure import LiveFigure
from widgets.panel.forms import CURRENCY


class SellingFigure(LiveFigure):
    """The middle ends at `reach` times the untouched price.

    readings: a heading, and what the rows below it are called; grey: what the untouched steps are. A result has usual
    and steps (waterfalls), before and after (Sales), and readings(currency): for each of those rows the untouched text
    and the one now.
    """

    reach = 4.0

    def __init__(self, heading, rows, readings, who, grey, currency=CURRENCY):
        self.heading, self.rows, self.readings = heading, rows, readings
        self.who, self.grey, self.currency = who, grey, currency
        super().__init__()

    def build(self):
        self.waterfall = Waterfall(self, self.heading, self.rows, self.rows[-1:], self.currency, self.grey)
        page = self.figure.add_axes((0, 0, 1, 1), xlim=(0, 1), ylim=(0, 1))
        page.axis("off")
        self.figure.text(0.005, 0.42, self.readings[0], fontfamily=style.BOLD, fontsize=13)
        self.notes = []
        for row, name in enumerate(self.readings[1:]):
            y = 0.325 - 0.087 * row
            self.figure.text(0.005, y, name, va="center")
            self.notes.append((self.letter(page, 0.262, y, ha="right", va="center", color=style.QUIET),
                               self.letter(page, 0.347, y, ha="right", va="center", fontfamily=style.BOLD)))
        ax = self.figure.add_axes((0.445, 0.1, 0.19, 0.77), xlim=(-1, PEOPLE), ylim=(0, self.reach))
        self.figure.text(0.445, 0.93, f"What these {PEOPLE} would pay", fontfamily=style.BOLD, fontsize=13)
        ax.set_yticks([0], [])
        ax.set_xticks([])
        crowd = LineCollection([], linewidths=1.6, capstyle="butt", antialiaseds=False)
        self.bars = self.live(ax.add_collection(crowd))
        self.price = self.live(ax.plot([-1, PEOPLE], [0, 0], color=style.INK, linewidth=1.5)[0])
        self.price_label = self.letter(ax, PEOPLE + 1, 0, va="center", fontfamily=style.BOLD)
        self.buyers = self.letter(page, 0.445, 0.035, color=style.STAY, fontfamily=style.BOLD)
        self.money = MoneyBars(self, self.currency, f"of {PEOPLE} {self.who}")

    def update(self, result):
        now, unit = result.after, result.before.price
        self.waterfall.show(result.usual, result.steps)
        height = np.clip(now.highest / unit, 0, self.reach)
        x = np.arange(PEOPLE)
        self.bars.set_segments(np.stack([np.stack([x, 0 * height], axis=1), np.stack([x, height], axis=1)], axis=1))
        self.bars.set_color([style.STAY if most >= now.price else style.RULE for most in now.highest])
        level = min(now.price / unit, self.reach)
        self.price.set_ydata([level, level])
        self.price_label.set_text(cash(now.price, self.currency))
        self.price_label.set_y(level)
        self.buyers.set_text(f"{now.buyers} buy, untouched {result.before.buyers}")
        self.money.show(result.before.money, now.money)
        for (was, here), said in zip(self.notes, result.readings(self.currency), strict=True):
            was.set_text(said[0])
            here.set_text(said[1])
