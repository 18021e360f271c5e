"""Who is left, year by year, beside the rate a report would show and what each kind of customer really does."""

import numpy as np

from widgets import style
from widgets.figure import LiveFigure
from widgets.forms import people, percent
from widgets.lettering import spread
from widgets.retention_illusion.cohort_model import COHORT, YEARS


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
        years = np.arange(1, YEARS + 1)
        self.wedge = self.live(ax.fill_between(years, 0, 0, color=style.MOVED, alpha=0.35, linewidth=0))
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
            self.loyal[year].set_height(a)
            self.fragile[year].set_y(a)
            self.fragile[year].set_height(b)
            self.fragile[year].set_facecolor(style.STAY if self.sealed else style.PAPER)
            self.counts[year].set_position((year, min(a + b, COHORT * 0.93) + COHORT * 0.012))
            self.counts[year].set_text(people(a + b) if year else "")
        for label, low, height in ((self.loyal_label, 0, loyal[0]), (self.fragile_label, loyal[0], fragile[0])):
            label.set_visible(not self.sealed and height > 0.08 * COHORT)
            label.set_y(low + height / 2)

    def _update_lines(self, result):
        years = np.arange(1, YEARS + 1)
        seen = ~np.isnan(result.rates)
        self.rate.set_data(years[seen], result.rates[seen])
        self.first.set_text(percent(result.rates[0]))
        above = result.rates[0] < 0.9
        self.first.set_position((0.95, result.rates[0] + (0.05 if above else -0.05)))
        self.first.set_va("bottom" if above else "top")
        low, high = self._update_wedge(years, result)
        levels = [float(result.rates[seen][-1]), *map(float, result.own[-1]), (low + high) / 2]
        places = dict(zip(("rate", "loyal", "fragile", "bet"), levels, strict=True))
        if self.sealed:
            places = {"rate": places["rate"]}
        elif self.guess is None:
            places.pop("bet")
        places = dict(zip(places, spread(list(places.values()), 0.085, 0.02, 1.03), strict=True))
        for line, label, name, kind in zip(self.own, self.own_labels, ("loyal", "fragile"), result.own.T, strict=True):
            line.set_data(years, kind)
            line.set_visible(not self.sealed)
            label.set_text(f"the {name}: {percent(kind[-1])}")
            self._place(label, places.get(name))
        self.rate_label.set_text(f"report: {percent(levels[0])}")
        self._place(self.rate_label, places["rate"])
        self._place(self.bet_label, places.get("bet"))

    def _place(self, label, y):
        label.set_visible(y is not None)
        label.set_y(y or 0)

    def _update_wedge(self, years, result):
        """Draw the bet as the band of rates it would mean; returns where the band ends."""
        self.wedge.set_visible(self.guess is not None)
        if self.guess is None:
            return 0.0, 0.0
        slopes = (self.guess.low, self.guess.high)
        low, high = (np.clip(np.nan_to_num(result.rates[0]) + slope * (years - 1), 0, 1.05) for slope in slopes)
        self.wedge.set_data(years, low, high)
        return low[-1], high[-1]
