"""Left: every channel's retention quarter by quarter, and the total. Right: how rate and mix add up to its change."""

import math

import numpy as np

from widgets.explorables.adding_up import moved, tenths
from widgets.panel import style
from widgets.panel.figure import LiveFigure
from widgets.panel.forms import percent
from widgets.panel.lettering import spread

LONGEST = 15  # letters of a channel's name beside its line
STEPS = (0.01, 0.02, 0.03, 0.05, 0.1, 0.2, 0.3, 0.5, 1.2)  # where the axis of effects may end
ROOM = 1.2  # for the numbers beyond the bars


class MixShiftFigure(LiveFigure):
    def __init__(self, channels, periods, lowest, largest, year, length):
        """lowest: rate that a line can reach; largest: effect that a bar can reach; both over all slider settings."""
        self.channels = [name if len(name) <= LONGEST else name[: LONGEST - 1] + "…" for name in channels]
        self.periods, self.year, self.length = periods, year, length
        self.floor = min(math.floor(lowest * 20) / 20, 0.9)
        self.reach = next(step for step in STEPS if step >= largest * ROOM or step == STEPS[-1])
        super().__init__()

    def build(self):
        self._lines()
        self._bars()

    def _lines(self):
        last = len(self.periods) - 1
        self.gap = (1 - self.floor) * 0.075
        ax = self.figure.add_axes((0.058, 0.155, 0.335, 0.695), xlim=(-0.3, last + 0.2),
                                  ylim=(self.floor, 1 + self.gap * 0.3))
        self.figure.text(0.005, 0.93, "Kept in each quarter, by way in", fontfamily=style.BOLD, fontsize=13)
        first, end = (f"{p.year} Q{p.quarter}" for p in (self.periods[0], self.periods[-1]))
        for left, right in ((0, self.year - 1), (last - self.year + 1, last)):
            ax.axvspan(left - 0.3, right + 0.3, color=style.blend(style.RULE, 0.5), linewidth=0)
        ax.set_xticks([(self.year - 1) / 2, last - (self.year - 1) / 2],
                      [f"first {self.length}\nfrom {first}", f"last {self.length}\nto {end}"])
        step = 0.1 if self.floor >= 0.5 else 0.25
        ticks = [1 - k * step for k in range(5) if 1 - k * step >= self.floor - 1e-9]
        ax.set_yticks(ticks, [f"{100 * tick:.0f} %" for tick in ticks])
        ax.tick_params(labelsize=11.5, pad=5)
        self.x = np.arange(last + 1)
        self.untouched = self.live(ax.plot([], [], color=style.BASE, linewidth=2, linestyle=(0, (4, 3)))[0])
        self.lines = [self.live(ax.plot([], [], "o-", color=style.STAY, linewidth=2, markersize=4, zorder=3)[0])
                      for _ in self.channels]
        self.total = self.live(ax.plot([], [], "o-", color=style.INK, linewidth=4, markersize=6, zorder=4)[0])
        looks = [{"color": style.STAY}] * len(self.channels) + [
            {"color": style.INK, "fontfamily": style.BOLD}, {"color": style.QUIET}]
        self.labels = [self.letter(ax, last * 1.03 + 0.3, 0, va="center", **look) for look in looks]

    def _bars(self):
        ax = self.figure.add_axes((0.655, 0.155, 0.34, 0.695), xlim=(-0.55, 2.55), ylim=(-self.reach, self.reach))
        self.figure.text(0.645, 0.93, f"From the first {self.length} to the last", fontfamily=style.BOLD, fontsize=13)
        ax.set_xticks(range(3), ["rate effect", "mix effect", "total"])
        ax.set_yticks([0], [""])
        ax.tick_params(labelsize=11.5, pad=5, labelcolor=style.INK)
        ax.spines["bottom"].set_visible(False)
        ax.tick_params(axis="x", length=0)
        ax.axhline(0, color=style.QUIET, linewidth=1)
        self.bars = [self.live(bar) for bar in ax.bar(range(3), 0, 0.62, zorder=3)]
        self.steps = [self.live(ax.plot([], [], color=style.BASE, linewidth=1)[0]) for _ in range(2)]
        self.numbers = [self.letter(ax, k, 0, ha="center", fontfamily=style.BOLD, zorder=5) for k in range(3)]

    def update(self, result):
        self._update_lines(result)
        self._update_bars(result)

    def _update_lines(self, result):
        untouched = result.untouched.total
        same = np.allclose(result.total, untouched, equal_nan=True)
        self.untouched.set_data(self.x, untouched)
        self.untouched.set_visible(not same)
        for line, rates in zip((*self.lines, self.total), (*result.rates, result.total), strict=True):
            line.set_data(self.x, rates)
        ends = [self._end(rates) for rates in (*result.rates, result.total, untouched)]
        names = [*self.channels, "total", "total in the base"]
        shown = [k for k, end in enumerate(ends) if end is not None and not (same and k == len(names) - 1)]
        places = spread([ends[k] for k in shown], self.gap, self.floor + self.gap * 0.4, 1) if shown else []
        for label in self.labels:
            label.set_visible(False)
        for k, y in zip(shown, places, strict=True):
            self.labels[k].set_visible(True)
            self.labels[k].set_y(y)
            self.labels[k].set_text(f"{names[k]}: {percent(ends[k])}")

    def _end(self, rates):
        """The last rate that there is, or None."""
        seen = rates[~np.isnan(rates)]
        return float(np.clip(seen[-1], self.floor, 1)) if len(seen) else None

    def _update_bars(self, result):
        rate, mix, total = (0, 0, 0) if result.parts is None else (
            float(result.parts.rate_effect), float(result.parts.mix_effect),
            float(result.parts.after - result.parts.before))
        said = tenths(total, rate, mix)
        spans = ((0, rate), (rate, rate + mix), (0, total))
        values = (*said[1:], said[0])
        for bar, number, (start, end), value in zip(self.bars, self.numbers, spans, values, strict=True):
            bar.set_y(min(start, end))
            bar.set_height(abs(end - start))
            bar.set_facecolor(style.STAY if end >= start else style.LOST)
            number.set_text("–" if result.parts is None else moved(value))
            above = start + end >= 0  # on the side away from the line of no change
            number.set_y(max(start, end) + 0.025 * self.reach if above else min(start, end) - 0.025 * self.reach)
            number.set_va("bottom" if above else "top")
        for k, (line, level) in enumerate(zip(self.steps, (rate, rate + mix), strict=True)):
            line.set_data([k + 0.31, k + 0.69], [level, level])
