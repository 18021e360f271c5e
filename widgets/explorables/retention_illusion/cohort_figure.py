"""Who is left, year by year, beside the rate a report would show and what each kind of customer really does."""

import numpy as np

from widgets.explorables.retention_illusion.cohort_model import COHORT, YEARS
from widgets.panel import style
from widgets.panel.figure import LiveFigure
from widgets.panel.forms import people, percent
from widgets.panel.lettering import spread


class CohortFigure(LiveFigure):
    def build(self):
        self._bars()
        self._lines()

    def _bars(self):
        ax = self.figure.add_axes((0.0, 0.115, 0.46, 0.735), xlim=(-0.5, YEARS + 0.5), ylim=(0, COHORT * 1.1))
        self.figure.text(0.005, 0.93, f"Still here, of {people(COHORT)} who joined", fontfamily=style.BOLD, fontsize=13)
        ax.set_xticks(range(YEARS + 1), ["start", *(f"year {y}" for y in range(1, YEARS + 1))])
        ax.set_yticks([])  # every bar carries its number
        ax.tick_params(labelsize=11.5, pad=5)
        x = np.arange(YEARS + 1)
        edge = {"edgecolor": style.STAY, "linewidth": 2}
        self.loyal = [self.live(bar) for bar in ax.bar(x, 0, 0.76, color=style.STAY, **edge)]
        self.fragile = [self.live(bar) for bar in ax.bar(x, 0, 0.76, color=style.PAPER, **edge)]
        self.counts = [self.letter(ax, year, 0, "", ha="center", va="bottom", color=style.INK) for year in x]
        middle = {"ha": "center", "va": "center", "fontfamily": style.BOLD}
        self.loyal_label = self.letter(ax, 0, 0, "loyal", color=style.PAPER, **middle)
        self.fragile_label = self.letter(ax, 0, 0, "fragile", color=style.STAY, **middle)

    def _lines(self):
        ax = self.figure.add_axes((0.575, 0.115, 0.265, 0.735), xlim=(0.8, YEARS + 0.1), ylim=(0, 1.05))
        self.figure.text(0.52, 0.93, "Share kept in each year", fontfamily=style.BOLD, fontsize=13)
        ax.set_xticks(range(1, YEARS + 1), [f"year {y}" for y in range(1, YEARS + 1)])
        ax.set_yticks([0, 0.5, 1], ["0", "50 %", "100 %"])
        ax.tick_params(labelsize=11.5, pad=5)
        self.bet = self.live(ax.plot([], [], color=style.MOVED, linewidth=9, solid_capstyle="butt")[0])
        dashed = {"color": style.BASE, "linewidth": 2, "linestyle": (0, (4, 3))}
        self.own = [self.live(ax.plot([], [], **dashed)[0]) for _ in range(2)]
        self.own_labels = [self.letter(ax, YEARS + 0.22, 0, "", color=style.QUIET, va="center") for _ in range(2)]
        self.rate = self.live(ax.plot([], [], "o-", color=style.STAY, markersize=8, zorder=4)[0])
        self.first = self.letter(ax, 1, 0, "", ha="left", color=style.STAY, fontfamily=style.BOLD, zorder=5)
        self.bet_label = self.letter(ax, YEARS + 0.22, 0, "your bet", color=style.BET, va="center")
        self.rate_label = self.letter(ax, YEARS + 0.22, 0, "", color=style.STAY, fontfamily=style.BOLD, va="center")

    def update(self, result):
        self._update_bars(result)
        self._update_lines(result)

    def _update_bars(self, result):
        loyal, fragile = result.people.T
        for year, (a, b) in enumerate(zip(loyal, fragile, strict=True)):
            a, b = (a, b) if self._told(year) else (0, 0)
            self.loyal[year].set_height(a)
            self.fragile[year].set_y(a)
            self.fragile[year].set_height(b)
            for bar in (self.loyal[year], self.fragile[year]):
                bar.set_visible(self._told(year))  # an empty bar still has its edge
            self.counts[year].set_position((year, min(a + b, COHORT * 0.93) + COHORT * 0.012))
            self.counts[year].set_text(people(a + b) if year and self._told(year) else "")
        for label, low, height in ((self.loyal_label, 0, loyal[0]), (self.fragile_label, loyal[0], fragile[0])):
            label.set_visible(height > 0.08 * COHORT)
            label.set_y(low + height / 2)

    def _told(self, year):
        """Whether a year is shown: before the bet the start and the first."""
        return not self.sealed or year <= 1

    def _update_lines(self, result):
        years = np.arange(1, YEARS + 1)
        seen = ~np.isnan(result.rates) & [self._told(year) for year in years]
        self.rate.set_data(years[seen], result.rates[seen])
        self.first.set_text(percent(result.rates[0]))
        above = result.rates[0] < 0.9
        self.first.set_position((0.95, result.rates[0] + (0.05 if above else -0.05)))
        self.first.set_va("bottom" if above else "top")
        levels = dict(zip(("loyal", "fragile"), map(float, result.own[-1]), strict=True))
        if not self.sealed:
            levels["rate"] = float(result.rates[seen][-1])
            self.rate_label.set_text(f"report: {percent(levels['rate'])}")
        self.bet.set_visible(self.guess is not None)
        if self.guess:
            low, high = self.guess.low, self.guess.high
            self.bet.set_data([YEARS] * 2, [low - 0.005, high + 0.005])
            levels["bet"] = (low + high) / 2
        places = dict(zip(levels, spread(list(levels.values()), 0.085, 0.02, 1.03), strict=True))
        for line, label, name, kind in zip(self.own, self.own_labels, ("loyal", "fragile"), result.own.T, strict=True):
            line.set_data(years, kind)
            label.set_text(f"the {name}: {percent(kind[-1])}")
            self._place(label, places[name])
        self._place(self.rate_label, places.get("rate"))
        self._place(self.bet_label, places.get("bet"))

    def _place(self, label, y):
        label.set_visible(y is not None)
        label.set_y(y or 0)
