"""Left: the crowd, and those of it who answer; right: the true score, and what the survey reads, with its interval."""

import numpy as np

from widgets.explorables.satisfied_or_valued.money_line import MoneyFigure
from widgets.explorables.satisfied_or_valued.wave_figure import PARTS
from widgets.panel import style
from widgets.panel.forms import percent


class ResponseFigure(MoneyFigure):
    span = "from asking alone"
    base_name = "nobody asked"

    def build(self):
        self._crowd()
        self._scores()
        super().build()

    def _crowd(self):
        ax = self.figure.add_axes((0.0, 0.17, 0.49, 0.72), xlim=(0, 1), ylim=(-0.4, 1.6))
        ax.axis("off")
        self.figure.text(0.005, 0.93, "Everybody, and those who answer", fontfamily=style.BOLD, fontsize=13)
        self.bars, self.shares, self.names = [], [], []
        for row in (1, 0):
            self.names.append(self.letter(ax, 0.01, row + 0.3, va="bottom"))
            self.bars.append([self.live(ax.barh(row, 0, 0.5, color=colour)[0]) for _, colour, _ in PARTS])
            self.shares.append([self.letter(ax, 0, row, color=ink, ha="center", va="center", fontfamily=style.BOLD)
                                for _, _, ink in PARTS])

    def _scores(self):
        ax = self.figure.add_axes((0.56, 0.235, 0.42, 0.635), xlim=(-105, 105), ylim=(-0.6, 1.75))
        self.figure.text(0.535, 0.93, "Net Promoter Score", fontfamily=style.BOLD, fontsize=13)
        ax.set_xticks([-100, -50, 0, 50, 100], ["−100", "−50", "0", "+50", "+100"])
        ax.set_yticks([])
        ax.tick_params(labelsize=11.5, pad=5)
        self.bet = self.live(ax.plot([], [], color=style.MOVED, linewidth=9, solid_capstyle="butt")[0])
        self.bet_label = self.letter(ax, 0, -0.32, "your bet", color=style.BET, ha="center", va="center")
        self.span_line = self.live(ax.plot([], [], color=style.BASE, linewidth=7, solid_capstyle="butt")[0])
        self.true = self.live(ax.plot([], [], "o", color=style.BASE, markersize=11, zorder=4)[0])
        self.read = self.live(ax.plot([], [], "o", color=style.INK, markersize=11, zorder=4)[0])
        look = {"fontfamily": style.BOLD, "fontsize": 13, "ha": "center", "va": "bottom"}
        self.true_label = self.letter(ax, 0, 1.16, color=style.QUIET, **look)
        self.read_label = self.letter(ax, 0, 0.36, **look)

    def update(self, result):
        self._update_crowd(result)
        said = (("The truth: {:+.1f}", result.true, self.true, self.true_label, 1.0),
                ("The survey reads {:+.1f}", result.read.score, self.read, self.read_label, 0.2))
        for words, score, dot, label, row in said:
            dot.set_data([score], [row])
            label.set_text(words.format(round(score, 1) + 0).replace("-", "−"))
            label.set_x(float(np.clip(score, -60, 60)))
        self.span_line.set_data([result.read.low, result.read.high], [0.2, 0.2])
        for artist in (self.read, self.read_label, self.span_line):
            artist.set_visible(not self.sealed)
        self.say_money(result.money)
        for artist in (self.bet, self.bet_label):
            artist.set_visible(self.guess is not None)
        if self.guess:
            self.bet.set_data([self.guess.low - 0.6, self.guess.high + 0.6], [-0.1, -0.1])
            self.bet_label.set_x(float(np.clip((self.guess.low + self.guess.high) / 2, -88, 88)))

    def _update_crowd(self, r):
        self.names[0].set_text("Everybody")
        answered = f"Those who answer, {percent(r.n / r.inputs.asked)} of those asked"
        self.names[1].set_text("" if self.sealed else answered)
        for bars, shares, crowd in zip(self.bars, self.shares, (r.crowd, r.answers), strict=True):
            start = 0.01
            for bar, label, share, (name, _, _) in zip(bars, shares, crowd, PARTS, strict=True):
                bar.set_x(start)
                bar.set_width(0.98 * share)
                label.set_text(f"{name} {percent(share)}" if share > 0.28 else percent(share) if share > 0.1 else "")
                label.set_x(start + 0.49 * share)
                start += 0.98 * share
        for artist in (*self.bars[1], *self.shares[1]):
            artist.set_visible(not self.sealed)
