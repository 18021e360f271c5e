"""Left: who is left, by how loyal they always were. Right: the cohort's climbing rate between rates that stay flat."""

import numpy as np
from matplotlib.patches import Rectangle

from widgets.panel import style
from widgets.panel.figure import LiveFigure
from widgets.panel.forms import counted, percent
from widgets.panel.lettering import spread

LAST = 20  # the quarter at which the axis ends
FLOOR = 0.6  # of the axis of rates; a fifth that lies lower is named at the bottom
NAMES = ("most loyal", "loyal", "middle", "fragile", "most fragile")


class SortingFigure(LiveFigure):
    def build(self):
        self._bars()
        self._lines()

    def _bars(self):
        ax = self.figure.add_axes((0.095, 0.2, 0.405, 0.65), xlim=(-0.5, 4.5), ylim=(0, 1.05))
        page = self.figure.add_axes((0, 0, 1, 1), xlim=(0, 1), ylim=(0, 1))
        page.axis("off")
        self.bars_heading = self.letter(page, 0.005, 0.93, fontfamily=style.BOLD, fontsize=13)
        ax.set_xticks(range(5), NAMES)
        ax.set_yticks([])  # every bar carries its number
        ax.tick_params(labelsize=11, pad=5, labelcolor=style.INK)
        ax.bar(range(5), 1, 0.84, color=style.PAPER, edgecolor=style.BASE, linewidth=1)
        self.bars = [self.live(bar) for bar in ax.bar(range(5), 0, 0.84, color=style.STAY)]
        self.left = [self.letter(ax, k, 0, ha="center", fontfamily=style.BOLD) for k in range(5)]
        for y, text in ((0.147, "fifth"), (0.075, "own rate")):
            self.figure.text(0.005, y, text, color=style.QUIET, va="center")
        self.own = [self.letter(ax, k, -0.2, ha="center", va="center", color=style.QUIET) for k in range(5)]

    def _lines(self):
        ax = self.figure.add_axes((0.59, 0.115, 0.225, 0.735), xlim=(0.4, LAST + 0.4), ylim=(FLOOR, 1.02))
        heading = "Kept in each quarter: the report and own rates"
        self.figure.text(0.54, 0.93, heading, fontfamily=style.BOLD, fontsize=13)
        ax.set_xticks([1, 10, 20], ["quarter 1", "10", "20"])
        ax.set_yticks([0.6, 0.7, 0.8, 0.9, 1], ["60 %", "70 %", "80 %", "90 %", "100 %"])
        ax.tick_params(labelsize=11.5, pad=5)
        # what nobody has followed yet stays blank, so that the labels at the line's end stand on plain paper
        self.ahead = self.live(Rectangle((0, FLOOR + 0.004), 0, 1, color=style.PAPER, linewidth=0, zorder=1))
        ax.add_artist(self.ahead)
        dashed = {"color": style.BASE, "linewidth": 2, "linestyle": (0, (4, 3))}
        self.flat = [self.live(ax.plot([], [], **dashed)[0]) for _ in range(2)]
        self.flat_labels = [self.letter(ax, 0, 0, color=style.QUIET, va="center") for _ in range(2)]
        self.rate = self.live(ax.plot([], [], "o-", color=style.STAY, markersize=5, zorder=4)[0])
        self.rate_label = self.letter(ax, 0, 0, color=style.STAY, fontfamily=style.BOLD, va="center")

    def update(self, result):
        quarters = len(result.rates)
        self.bars_heading.set_text(f"Still here after {counted(quarters, 'quarter')}, of each fifth")
        for bar, label, own, left, rate in zip(self.bars, self.left, self.own, result.left, result.own[0], strict=True):
            bar.set_height(left)
            label.set_text(percent(left))
            inside = left > 0.85
            label.set_y(left + (-0.02 if inside else 0.02))
            label.set_va("top" if inside else "bottom")
            label.set_color(style.PAPER if inside else style.INK)
            own.set_text(percent(rate))
        self._update_lines(result, np.arange(1, quarters + 1))

    def _update_lines(self, result, x):
        self.ahead.set_x(x[-1] + 0.5)
        self.ahead.set_width(max(LAST - x[-1], 0))
        self.rate.set_data(x, result.rates)
        for line, kind in zip(self.flat, (result.own[:, 0], result.own[:, -1]), strict=True):
            line.set_data(x, np.where(kind >= FLOOR, kind, np.nan))
        report, loyal, fragile = (float(kind[-1]) for kind in (result.rates, result.own[:, 0], result.own[:, -1]))
        said = [("report", report), (NAMES[0], loyal), (NAMES[-1], fragile)]
        if percent(loyal) == percent(fragile) == percent(report):
            said = [("everyone", report)]
        places = spread(np.clip([rate for _, rate in said], FLOOR, 1).tolist(), 0.04, FLOOR + 0.02, 1.0)
        labels = (self.rate_label, *self.flat_labels)
        for label in labels:
            label.set_visible(False)
        for label, y, (name, rate) in zip(labels, places, said, strict=False):
            label.set_visible(True)
            label.set_position((x[-1] + 0.9, y))
            label.set_text(f"{name}: {percent(rate)}{' ↓' if rate < FLOOR else ''}")
