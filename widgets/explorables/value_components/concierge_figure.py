"""Each stay a bar: what it brought above expectation; below it the sum with the bet; right the money."""

import numpy as np
from matplotlib.collections import LineCollection

from widgets.explorables.value_components.parts import MoneyCurves, cash
from widgets.explorables.value_components.runs import MONTHS
from widgets.panel import style
from widgets.panel.figure import LiveFigure
from widgets.panel.forms import CURRENCY, Form

SLOTS = 36  # stays that there is room for
FULL = 120.0  # money at which the strip below ends: twelve stays at the start's worth


class ConciergeFigure(LiveFigure):
    def __init__(self, months=MONTHS, currency=CURRENCY):
        self.months, self.currency = months, currency
        super().__init__()

    def build(self):
        self.figure.text(0.005, 0.93, "Each stay, above what the guest expected", fontfamily=style.BOLD, fontsize=13)
        ax = self.figure.add_axes((0.06, 0.27, 0.595, 0.61), xlim=(-0.6, SLOTS - 0.4), ylim=(-1.4, 1.4))
        ax.set_xticks([])
        ax.set_yticks([0], [])
        ax.spines["bottom"].set_visible(False)
        thick = {"linewidths": 8, "capstyle": "butt"}
        self.given = self.live(ax.add_collection(LineCollection([], colors=style.RULE, **thick)))
        self.bars = self.live(ax.add_collection(LineCollection([], colors=style.STAY, **thick)))
        dashed = {"color": style.BASE, "linewidth": 2, "linestyle": (0, (4, 3))}
        self.expected = self.live(ax.plot([], [], **dashed)[0])
        bold = {"fontfamily": style.BOLD}
        self.first = self.letter(ax, -0.75, 0, ha="right", va="center", color=style.QUIET)
        self.earned = self.letter(ax, -0.4, 1.1, va="bottom", color=style.STAY, fontsize=13, **bold)
        self.taken = self.letter(ax, 0, -1.1, va="top", color=style.LOST, fontsize=13, **bold)
        self.hopes = self.letter(ax, 0, 0.8, "expected", color=style.QUIET)
        self._strip()
        self.money = MoneyCurves(self, self.months, self.currency)

    def _strip(self):
        self.figure.text(0.005, 0.165, "All stays together", fontfamily=style.BOLD, fontsize=13)
        ax = self.figure.add_axes((0.06, 0.03, 0.595, 0.1), xlim=(-40, FULL), ylim=(0, 1))
        ax.axis("off")
        ax.plot([-40, FULL], [0.5, 0.5], color=style.RULE, linewidth=1)
        ax.plot([0, 0], [0.1, 0.9], color=style.QUIET, linewidth=1)
        self.bet = self.live(ax.plot([], [], color=style.MOVED, linewidth=9, solid_capstyle="butt")[0])
        self.net = self.live(ax.plot([], [], "o", color=style.INK, markersize=9)[0])
        page = self.figure.add_axes((0, 0, 1, 1), xlim=(0, 1), ylim=(0, 1))
        page.axis("off")
        self.net_label = self.letter(page, 0.205, 0.165, fontfamily=style.BOLD, fontsize=13)
        self.bet_label = self.letter(page, 0.655, 0.165, "your bet", color=style.BET, ha="right")

    def update(self, result):
        unit = result.inputs.worth or 1.0
        stays, surplus = result.stays, result.path.surplus / unit
        x = np.arange(len(surplus))
        given = np.where(x < stays, result.inputs.worth / unit, 0.0)
        self.given.set_segments(upright(x, given))
        self.first.set_text(f"+{cash(result.inputs.worth, self.currency)}")
        self.first.set_y(given[0])
        shown = not self.sealed
        for artist in (self.bars, self.expected, self.earned, self.taken, self.net, self.net_label, self.hopes):
            artist.set_visible(shown)
        self._strip_bet()
        if not shown:
            self.money.show(result.before, None)
            return
        self.bars.set_segments(upright(x, surplus))
        self.bars.set_color([style.STAY if above >= 0 else style.LOST for above in surplus])
        self.expected.set_data(x, result.path.expectation[:-1] / unit)
        self.hopes.set_visible(result.path.expectation.max() > 0.3 * unit)
        self.hopes.set_x(stays + 1.4)
        cents = Form(before=self.currency, decimals=2).write  # three numbers that add up: earned, taken back, in all
        self.earned.set_text(f"with it, {stays} stay{'s' * (stays > 1)}: earned {cents(result.earned)}")
        self.taken.set_text(f"without it: taken back {cents(-result.taken)}")
        self.taken.set_x(stays - 0.4)
        net = result.earned + result.taken
        self.net.set_data([np.clip(net, -40, FULL)], [0.5])
        self.net_label.set_text(f"in all {cents(net)}")
        self.money.show(result.before, result.after)

    def _strip_bet(self):
        self.bet.set_visible(self.guess is not None)
        self.bet_label.set_visible(self.guess is not None)
        if self.guess:
            low, high = np.clip([self.guess.low, self.guess.high], -40, FULL)
            self.bet.set_data([low - 0.4, high + 0.4], [0.5, 0.5])


def upright(x, heights):
    """Segments from 0 to each height."""
    return np.stack([np.stack([x, np.zeros_like(heights)], axis=1), np.stack([x, heights], axis=1)], axis=1)
