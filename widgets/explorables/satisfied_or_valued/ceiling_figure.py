"""Left: how many leavers the riskiest hold; right: who is in the riskiest tenth; below: what calling them brings."""

import numpy as np

from widgets.explorables.satisfied_or_valued.ceiling_model import POINTS
from widgets.explorables.satisfied_or_valued.money_line import MoneyFigure
from widgets.panel import style
from widgets.panel.forms import people, percent
from widgets.panel.lettering import spread

BARS = ("leave next month", "stay anyway")


class CeilingFigure(MoneyFigure):
    span = "12 months"

    def build(self):
        self._curve()
        self._tenth()
        super().build()

    def _curve(self):
        ax = self.figure.add_axes((0.065, 0.235, 0.44, 0.635), xlim=(0, 1), ylim=(0, 1.04))
        heading = "Share of next month’s leavers, the riskiest customers first"
        self.figure.text(0.005, 0.93, heading, fontfamily=style.BOLD, fontsize=13)
        ax.set_xticks([0.1, 0.5, 1], ["riskiest 10 %", "50 %", "everyone"])
        ax.set_yticks([0, 0.25, 0.5, 0.75, 1], ["0", "25 %", "50 %", "75 %", "100 %"])
        ax.tick_params(labelsize=11.5, pad=5)
        ax.plot([0, 1], [0, 1], color=style.BASE, linewidth=2, linestyle=(0, (4, 3)))
        ax.text(0.70, 0.56, "picked blindly", color=style.QUIET)
        self.curve = self.live(ax.plot([], [], color=style.LOST, zorder=3)[0])
        self.bet = self.live(ax.plot([], [], color=style.MOVED, linewidth=9, solid_capstyle="butt")[0])
        self.bet_label = self.letter(ax, 0.13, 0, "your bet", color=style.BET, va="center")
        self.tenth = self.live(ax.plot([], [], "o", color=style.LOST, markersize=10, zorder=4)[0])
        self.tenth_label = self.letter(ax, 0.13, 0, color=style.LOST, fontfamily=style.BOLD, fontsize=13, va="center")

    def _tenth(self):
        ax = self.figure.add_axes((0.57, 0.235, 0.425, 0.635), xlim=(0, 1), ylim=(-0.75, 1.75))
        ax.axis("off")
        self.heading = self.letter(ax, 0, 1.98, fontfamily=style.BOLD, fontsize=13)
        self.bars = [self.live(bar) for bar in
                     ax.barh([1, 0], 0, 0.42, color=[style.LOST, style.STAY])]
        self.counts = [self.letter(ax, 0, y, fontfamily=style.BOLD, fontsize=13, va="center") for y in (1, 0)]
        self.names = [self.letter(ax, 0, y + 0.3, name, va="bottom") for y, name in zip((1, 0), BARS, strict=True)]
        self.area = self.letter(ax, 0, -0.55, va="center", color=style.QUIET)

    def update(self, result):
        shown = not self.sealed
        for artist in (self.curve, self.tenth, self.tenth_label, self.heading, self.area, *self.bars, *self.counts,
                       *self.names):
            artist.set_visible(shown)
        step = POINTS // 100
        self.curve.set_data(np.linspace(0, 1, 101), result.curve[::step])
        caught = result.ceiling.caught
        self.tenth.set_data([0.1], [caught])
        self.tenth_label.set_text(percent(caught))
        self.heading.set_text(f"The riskiest tenth: {people(result.called)} of 10,000 customers")
        parts = (result.reached, result.called - result.reached)
        for bar, label, count in zip(self.bars, self.counts, parts, strict=True):
            bar.set_width(0.8 * count / result.called)
            label.set_x(0.8 * count / result.called + 0.015)
            label.set_text(people(count))
        self.area.set_text(f"AUC {result.ceiling.auc:.2f}: how often the leaver of a pair was the riskier")
        self.say_money(result.money)
        self._set_bet(caught - 0.05)

    def _set_bet(self, level):
        for artist in (self.bet, self.bet_label):
            artist.set_visible(self.guess is not None)
        if self.guess:
            low, high = np.clip([self.guess.low, self.guess.high], 0, 1.04)
            self.bet.set_data([0.1, 0.1], [low - 0.006, high + 0.006])
            level, middle = spread([level, (low + high) / 2], 0.085, 0.04, 1.0)
            self.bet_label.set_y(middle)
        self.tenth_label.set_y(max(level, 0.04))
