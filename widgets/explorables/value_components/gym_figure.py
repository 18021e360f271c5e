"""Left what a visit costs, three ways; in the middle what members feel and who is there; right the money."""

import numpy as np

from widgets.explorables.value_components.parts import Curve, MoneyCurves, cash, change, sd
from widgets.explorables.value_components.runs import MONTHS
from widgets.panel import style
from widgets.panel.figure import LiveFigure
from widgets.panel.forms import CURRENCY, people

HIGH = 30.0  # money a visit at which the bars end
ROWS = ("by ten-visit pass", "as members foresaw", "as it was")


class GymFigure(LiveFigure):
    def __init__(self, months=MONTHS, currency=CURRENCY):
        self.months, self.currency = months, currency
        super().__init__()

    def build(self):
        self.figure.text(0.005, 0.93, "What a visit costs a member", fontfamily=style.BOLD, fontsize=13)
        ax = self.figure.add_axes((0.005, 0.06, 0.395, 0.82), xlim=(0, HIGH * 1.25), ylim=(3, 0))
        ax.axis("off")
        middles = np.arange(3) + 0.56
        self.bars = [self.live(bar) for bar in ax.barh(middles, 0, 0.4, color=[style.BASE, style.BASE, style.LOST])]
        ax.plot([0, 0], [0.3, 2.85], color=style.QUIET, linewidth=1, solid_capstyle="butt")
        self.names = [self.letter(ax, 0, middle - 0.28, name, fontsize=11.5)
                      for middle, name in zip(middles, ROWS, strict=True)]
        look = {"va": "center", "fontfamily": style.BOLD, "fontsize": 13}
        self.numbers = [self.letter(ax, 0, middle, **look) for middle in middles]
        self.bet = self.live(ax.plot([], [], color=style.MOVED, linewidth=9, solid_capstyle="butt")[0])
        self.bet_label = self.letter(ax, 0, 2.93, "your bet", color=style.BET, va="center")
        x, wide, tall = 0.445, 0.13, 0.3
        self.felt = Curve(self, (x, 0.6, wide, tall), "Felt value, in spreads", (-3, 3), self.months, (0,), False)
        self.staying = Curve(self, (x, 0.09, wide, tall), "Members of the club", (0, 1.6), self.months)
        self.money = MoneyCurves(self, self.months, self.currency)

    def update(self, result):
        i = result.inputs
        amounts = (i.pass_price, result.foreseen, result.paid)
        for k, (bar, number, amount) in enumerate(zip(self.bars, self.numbers, amounts, strict=True)):
            hidden = self.sealed and k > 0
            width = 0 if hidden else min(amount, HIGH)
            bar.set_width(width)
            number.set_x(width + 0.4)
            number.set_text("?" if hidden else cash(amount, self.currency))
        self.bars[2].set_facecolor(style.LOST if result.paid > i.pass_price else style.STAY)
        self.names[1].set_text(ROWS[1] if self.sealed else f"{ROWS[1]}: {i.forecast:.3g} a month")
        self.names[2].set_text(ROWS[2] if self.sealed else f"{ROWS[2]}: {result.visits:.3g} a month")
        for artist in (self.bet, self.bet_label):
            artist.set_visible(self.guess is not None)
        if self.guess:
            low, high = np.clip([self.guess.low, self.guess.high], 0, HIGH)
            self.bet.set_data([low, high + 0.3], [2.84, 2.84])
            self.bet_label.set_x(high + 0.7)
            self.bet_label.set_y(2.84)
        before, after = result.before, None if self.sealed else result.after
        unit = before.members[0] or 1
        self.money.show(before, after)
        self.felt.show(before.felt, after and after.felt, "" if self.sealed else sd(result.after.felt[-1]))
        last = result.after.members[-1]
        self.staying.show(before.members / unit, after and after.members / unit, people(last),
                          change(last, before.members[-1]))
