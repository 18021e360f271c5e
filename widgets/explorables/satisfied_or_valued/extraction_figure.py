"""Left: what a month brings against the untouched base; right: lifetime value by the formula, above felt value."""

import numpy as np

from widgets.explorables.satisfied_or_valued.extraction_model import MONTHS, SAMPLE
from widgets.explorables.satisfied_or_valued.money_line import MoneyFigure
from widgets.panel import style
from widgets.panel.forms import money, people

X = np.arange(1, MONTHS + 1)
LOW, HIGH = -100_000, 80_000  # of the axis of money
DASHED = {"color": style.BASE, "linewidth": 2, "linestyle": (0, (4, 3))}
LEAST, MOST = -1.6, 1.6  # of the axis of felt value
CLV_LOW, CLV_HIGH = -0.3, 0.45


class ExtractionFigure(MoneyFigure):
    span = "36 months"

    def build(self):
        self._gain()
        self._clv()
        self._felt()
        super().build()

    def _months(self, ax):
        ax.set_xticks([1, 12, 24, 36], ["month 1", "12", "24", "36"])
        ax.tick_params(labelsize=11.5, pad=5)

    def _gain(self):
        ax = self.figure.add_axes((0.075, 0.235, 0.43, 0.635), xlim=(0.5, 36.5), ylim=(LOW, HIGH))
        self.figure.text(0.005, 0.93, "Contribution a month, against the untouched base", fontfamily=style.BOLD,
                         fontsize=13)
        self._months(ax)
        unit = self.currency
        ax.set_yticks([-100_000, -50_000, 0, 50_000], [f"−{unit}100K", f"−{unit}50K", "0", f"+{unit}50K"])
        ax.plot([0.5, 36.5], [0, 0], **DASHED)
        self.gain = self.live(ax.plot([], [], color=style.INK, zorder=3)[0])
        self.turn = self.live(ax.plot([], [], "o", color=style.LOST, markersize=11, zorder=4)[0])
        self.turn_label = self.letter(ax, 0, HIGH * 0.86, color=style.LOST, fontfamily=style.BOLD, fontsize=13)
        self.end_label = self.letter(ax, 36, 0, fontfamily=style.BOLD, ha="right", va="center")
        self.sample = self.letter(ax, 1, LOW * 0.93, color=style.QUIET)

    def _clv(self):
        ax = self.figure.add_axes((0.6, 0.635, 0.3, 0.235), xlim=(0.5, 36.5), ylim=(CLV_LOW, CLV_HIGH))
        self.figure.text(0.56, 0.93, "Lifetime value by the formula", fontfamily=style.BOLD, fontsize=13)
        ax.set_xticks([])
        ax.spines["bottom"].set_visible(False)
        ax.set_yticks([-0.25, 0, 0.25], ["−25 %", "0", "+25 %"])
        ax.tick_params(labelsize=11.5, pad=5)
        ax.plot([0.5, 36.5], [0, 0], **DASHED)
        self.clv = self.live(ax.plot([], [], color=style.INK)[0])
        self.clv_label = self.letter(ax, 37.3, 0, fontfamily=style.BOLD, va="center")

    def _felt(self):
        ax = self.figure.add_axes((0.6, 0.235, 0.3, 0.27), xlim=(0.5, 36.5), ylim=(LEAST, MOST))
        heading = "What customers feel: felt value, mean in spreads"
        self.figure.text(0.56, 0.545, heading, fontfamily=style.BOLD, fontsize=13)
        self._months(ax)
        ax.set_yticks([-1, 0, 1], ["−1", "0", "+1"])
        self.felt_base = self.live(ax.plot([], [], **DASHED)[0])
        self.felt = self.live(ax.plot([], [], color=style.INK)[0])
        self.felt_label = self.letter(ax, 37.3, 0, fontfamily=style.BOLD, va="center")

    def update(self, r):
        self.gain.set_data(X, r.gain)
        last = float(r.gain[-1])
        beyond = " ↓" if last < LOW else " ↑" if last > HIGH else ""
        self.end_label.set_text(f"month 36: {'+' if last > 0 else ''}{money(last, self.currency)}{beyond}"
                                if r.gain.any() else "no difference")
        end = r.gain[-14:]  # the months that lie above or below the label
        clear = end.max() + 12_000 if last > 0 else end.min() - 12_000
        self.end_label.set_y(float(np.clip(clear, LOW * 0.8, HIGH * 0.7)))
        shown = r.reverses or r.pays
        turned = shown is not None and not r.rough
        self.turn.set_visible(turned)
        self.turn_label.set_visible(turned)
        if turned:
            self.turn.set_data([shown], [float(np.clip(r.gain[shown - 1], LOW, HIGH))])
            for artist in (self.turn, self.turn_label):
                artist.set_color(style.LOST if r.reverses else style.INK)
            self.turn_label.set_text(f"month {shown}: {'a loss' if r.reverses else 'it pays'} from here on")
            self.turn_label.set_ha("left" if shown < 18 else "right")
            self.turn_label.set_x(max(shown, 1) if shown < 18 else min(shown + 1, 36))
        self.sample.set_text(f"in a sample of {people(SAMPLE)} customers" if r.rough else "")
        self._update_right(r)
        self.say_money(r.money)

    def _update_right(self, r):
        ratio = r.clv / r.clv_base - 1
        self.clv.set_data(X, ratio)
        self.clv_label.set_text(f"{round(100 * ratio[-1]) + 0:+.0f} %".replace("-", "−"))
        self.clv_label.set_y(float(np.clip(ratio[-1], CLV_LOW, CLV_HIGH)))
        self.felt_base.set_data(X, r.base.felt)
        self.felt.set_data(X, r.now.felt)
        self.felt_label.set_text(f"{round(float(r.now.felt[-1]), 2) + 0:+.2f}".replace("-", "−"))
        self.felt_label.set_y(float(np.clip(r.now.felt[-1], LEAST, MOST)))
