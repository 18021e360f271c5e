"""Left: two crowds with one score, and its interval for each; right: the answers needed for a move of any size."""

import numpy as np

from metrics.survey import sample_size_nps_move
from widgets.explorables.satisfied_or_valued.money_line import MoneyFigure
from widgets.panel import style
from widgets.panel.forms import people, percent, roughly
from widgets.panel.lettering import spread

MOVES = np.arange(1, 20.5, 0.5)  # points
PARTS = (("promoters", style.INK, style.PAPER), ("passives", style.RULE, style.INK),
         ("detractors", style.BASE, style.PAPER))
NAMES = ("This crowd", "Another crowd, the same score")


class WaveFigure(MoneyFigure):
    span = "from asking alone"
    base_name = "nobody asked"

    def build(self):
        self._crowds()
        self._needed()
        super().build()

    def _crowds(self):
        ax = self.figure.add_axes((0.0, 0.5, 0.5, 0.39), xlim=(0, 1), ylim=(-0.35, 1.75))
        ax.axis("off")
        heading = "Two crowds, one score"
        self.figure.text(0.005, 0.93, heading, fontfamily=style.BOLD, fontsize=13)
        self.bars, self.shares, self.names = [], [], []
        for row, name in zip((1, 0), NAMES, strict=True):
            self.names.append(self.letter(ax, 0.01, row + 0.27, name, va="bottom"))
            self.bars.append([self.live(ax.barh(row, 0, 0.42, color=colour)[0]) for _, colour, _ in PARTS])
            self.shares.append([self.letter(ax, 0, row, color=ink, ha="center", va="center", fontfamily=style.BOLD)
                                for _, _, ink in PARTS])
        scale = self.figure.add_axes((0.03, 0.225, 0.44, 0.235), xlim=(-27, 27), ylim=(-0.6, 1.75))
        scale.set_xticks([-20, -10, 0, 10, 20], ["−20", "−10", "the score", "+10", "+20 points"])
        scale.set_yticks([])
        scale.tick_params(labelsize=11.5, pad=5)
        self.spans = [self.live(scale.plot([], [], color=style.BASE, linewidth=7, solid_capstyle="butt")[0])
                      for _ in range(2)]
        self.dots = [self.live(scale.plot([], [], "o", color=style.INK, markersize=8, zorder=4)[0]) for _ in range(2)]
        self.widths = [self.letter(scale, 0, y, ha="center", va="bottom") for y in (1, 0)]

    def _needed(self):
        ax = self.figure.add_axes((0.60, 0.235, 0.375, 0.635), xlim=(0.5, 20.5), ylim=(1.7, 5.35))
        self.figure.text(0.535, 0.93, "Answers each wave needs to see a move",
                         fontfamily=style.BOLD, fontsize=13)
        ax.set_xticks([1, 5, 10, 15, 20], ["1 point", "5", "10", "15", "20 points"])
        ax.set_yticks([2, 3, 4, 5], ["100", "1,000", "10,000", "100,000"])
        ax.tick_params(labelsize=11.5, pad=5)
        self.curve = self.live(ax.plot([], [], color=style.INK)[0])
        self.asked = self.live(ax.plot([], [], color=style.BASE, linewidth=2, linestyle=(0, (4, 3)))[0])
        self.asked_label = self.letter(ax, 20.3, 0, color=style.QUIET, ha="right")
        self.bet = self.live(ax.plot([], [], color=style.MOVED, linewidth=9, solid_capstyle="butt")[0])
        self.bet_label = self.letter(ax, 0, 0, "your bet", color=style.BET, va="center")
        self.point = self.live(ax.plot([], [], "o", color=style.INK, markersize=10, zorder=4)[0])
        self.point_label = self.letter(ax, 0, 0, fontfamily=style.BOLD, fontsize=13, va="center")

    def update(self, result):
        self._update_crowds(result)
        self._update_needed(result)
        self.say_money(result.money)

    def _update_crowds(self, r):
        for bars, shares, crowd in zip(self.bars, self.shares, (r.crowd, r.other), strict=True):
            start = 0.01
            for bar, label, share, (name, _, _) in zip(bars, shares, crowd, PARTS, strict=True):
                bar.set_x(start)
                bar.set_width(0.98 * share)
                label.set_text(f"{name} {percent(share)}" if share > 0.27 else percent(share) if share > 0.1 else "")
                label.set_x(start + 0.49 * share)
                start += 0.98 * share
        for span, dot, label, row, estimate in zip(self.spans, self.dots, self.widths, (1, 0),
                                                   (r.score, r.other_score), strict=True):
            span.set_data([estimate.low - estimate.score, estimate.high - estimate.score], [row, row])
            dot.set_data([0], [row])
            label.set_text(f"{estimate.high - estimate.low:.2f} points wide")
            label.set_position((0, row + 0.32))

    def _update_needed(self, r):
        hidden = self.sealed
        for artist in (self.curve, self.asked, self.asked_label, self.point, self.point_label):
            artist.set_visible(not hidden)
        at_one = np.log10(sample_size_nps_move(*r.crowd, 1))
        self.curve.set_data(MOVES, at_one - 2 * np.log10(MOVES))
        asked = np.log10(r.inputs.n)
        self.asked.set_data([0.5, 20.5], [asked, asked])
        self.asked_label.set_text(f"you have {people(r.inputs.n)}")
        at, level = r.inputs.points, float(np.log10(r.needed))
        self.point.set_data([at], [level])
        self.point_label.set_text(roughly(r.needed))
        self.asked_label.set_y(asked + 0.06)
        for artist in (self.bet, self.bet_label):
            artist.set_visible(self.guess is not None)
        places = [level + 0.15]
        if self.guess:
            low, high = np.log10(np.clip([self.guess.low, self.guess.high], 50, 2e5))
            self.bet.set_data([at, at], [low - 0.03, high + 0.03])
            places = spread([*places, (low + high) / 2], 0.3, 1.85, 5.25)
        left = at > 13
        self.asked_label.set_x(0.8 if left else 20.3)
        self.asked_label.set_ha("left" if left else "right")
        for label, y in zip((self.point_label, self.bet_label), places, strict=False):
            label.set_position((at - 0.5 if left else at + 0.5, y))
            label.set_ha("right" if left else "left")
