"""The people gone are the picture; the rate is a small gauge; on the right, where the base heads."""

import numpy as np
from matplotlib.path import Path

from widgets.panel import style
from widgets.panel.figure import LiveFigure
from widgets.panel.forms import CURRENCY, money, people, percent, roughly, short

ROW, ROWS = 25, 3  # a crowd is at most three rows of twenty-five
CEILING = 1.5  # the projection's axis ends at one and a half times today's base


def _person():
    """A marker that reads as a person: a head above shoulders, drawn in a unit square."""
    head = Path.circle((0, 0.36), 0.14)
    half = Path.arc(0, 180)
    body = Path(np.vstack([half.vertices * [0.21, 0.21] + [0, -0.06], [[-0.21, -0.5], [0.21, -0.5], [0, 0]]]),
                [*half.codes, Path.LINETO, Path.LINETO, Path.CLOSEPOLY])
    return Path.make_compound_path(head, body)


def exact(count):
    """A count in full, as long as there is room for it: 37,000, but 30M."""
    return people(count) if count < 1e7 else short(count)


def rounded(count):
    """A count to three digits, in full as long as there is room for it: 602,000, but 1.05M."""
    return roughly(count) if count < 1e6 else short(count)


class QuarterFigure(LiveFigure):
    unit = 1_000  # people to one figure in the crowd

    def __init__(self, scale=1, currency=CURRENCY):
        self.currency = currency
        super().__init__(scale)

    def build(self):
        left = self.figure.add_axes((0, 0, 0.57, 1), xlim=(0, 570), ylim=(0, 400))
        left.axis("off")
        self.gone_label, self.gone = self._crowd(left, 372, style.LOST)
        self.came_label, self.came = self._crowd(left, 212, style.NEW)
        self.scale_label = self.letter(left, 562, 372, ha="right", color=style.QUIET)
        self.heads_bar = self._gauge(left, 46, "Rate on the slide, in heads")
        self.money_bar = self._gauge(left, 16, "Kept, in money")
        self._projection()

    def _crowd(self, ax, top, colour):
        label = self.letter(ax, 2, top, "", color=style.INK, fontfamily=style.BOLD, fontsize=13)
        seats = np.array([(13 + 22.4 * (i % ROW), top - 30 - 41 * (i // ROW)) for i in range(ROW * ROWS)])
        crowd, = ax.plot([], [], linestyle="none", marker=_person(), markersize=27, color=colour, markeredgewidth=0)
        crowd.seats = seats
        return label, self.live(crowd)

    def _gauge(self, ax, y, name):
        """A bar from 0 to 100 % beside its name and number."""
        ax.barh(y, 240, height=9, left=225, color=style.RULE)
        bar = self.live(ax.barh(y, 0, height=9, left=225, color=style.STAY)[0])
        ax.text(2, y, name, va="center")
        number = self.letter(ax, 474, y, "", va="center", color=style.INK, fontfamily=style.BOLD)
        return bar, number

    def _projection(self):
        ax = self.figure.add_axes((0.655, 0.115, 0.255, 0.735), xlim=(-0.03, 1.0), ylim=(0, CEILING))
        ax.set_xticks([0, 1 / 3, 2 / 3, 1], ["today", "1 year", "2 years", "3 years"])
        ax.set_yticks([0, 0.5, 1, 1.5], ["0", "50 %", "today", "150 %"])
        ax.tick_params(axis="both", labelsize=11.5, pad=5)
        self.figure.text(0.605, 0.93, "Customers, if it goes on like this", fontfamily=style.BOLD, fontsize=13)
        self.line = self.live(ax.plot([], [], color=style.STAY, clip_on=False, zorder=3)[0])
        self.heading = self.live(ax.plot([0, 1], [0, 0], color=style.BASE, linewidth=1.5, linestyle=(0, (4, 3)))[0])
        self.heading_label = self.letter(ax, 0.03, 0, "", color=style.QUIET)
        self.end = self.live(ax.plot([], [], "o", color=style.STAY, markersize=9, clip_on=False, zorder=4)[0])
        self.end_label = self.letter(ax, 1.04, 0, "", color=style.STAY, fontfamily=style.BOLD, fontsize=13, va="center")
        self.bet = self.live(ax.plot([], [], color=style.MOVED, linewidth=9, solid_capstyle="butt", clip_on=False)[0])
        self.bet_label = self.letter(ax, 0.97, 0, "your bet", color=style.BET, ha="right", va="bottom")

    def update(self, result):
        i = result.inputs
        crowds = ((self.gone, self.gone_label, i.lost, "left", i.worth_leaver),
                  (self.came, self.came_label, i.won, "came", i.worth_joiner))
        for crowd, label, count, verb, worth in crowds:
            shown = min(int(np.ceil(count / self.unit)), ROW * ROWS)
            crowd.set_data(*crowd.seats[:shown].T)
            brought = f": {money(count * worth, self.currency)} a year" if count and worth else ""
            label.set_text(f"{exact(count)} {verb} this {result.period}{brought}")
        one = "one person" if self.unit <= 1 else exact(self.unit)
        self.scale_label.set_text(f"each figure: {one}")
        self._set_gauge(self.heads_bar, result.reported)
        self._set_gauge(self.money_bar, result.value_rate)
        self._set_projection(result)

    def _set_gauge(self, gauge, rate):
        bar, number = gauge
        bar.set_width(240 * float(np.clip(rate or 0, 0, 1)))
        number.set_text("–" if rate is None else percent(rate))

    def _set_projection(self, result):
        heads = result.heads / result.inputs.opening
        shown = heads[:1] if self.sealed else heads
        x = np.linspace(0, 1, len(heads))[: len(shown)]
        inside = shown <= CEILING
        inside[1:] &= np.logical_and.accumulate(inside)[:-1]
        self.line.set_data(x[inside], shown[inside])
        last = inside.sum() - 1
        self.end.set_data([x[last]], [shown[last]])
        label = "" if self.sealed else rounded(result.heads[-1])
        if heads[-1] > CEILING and not self.sealed:
            label = f"up to {label}"
        self.end_label.set_text(label)
        self.end_label.set_x(1.04 if inside.all() else min(x[last] + 0.04, 0.8))
        self.end_label.set_y(shown[last] if inside.all() else CEILING - 0.06)
        self._set_heading(None if self.sealed else result.heading, result.inputs.opening)
        self._set_bet(result.inputs.opening)

    def _set_heading(self, heading, opening):
        level = None if heading is None else heading / opening
        shown = level is not None and level <= CEILING
        self.heading.set_visible(shown)
        self.heading_label.set_visible(shown)
        if shown:
            self.heading.set_ydata([level, level])
            above = level > 1 or level < 0.12
            self.heading_label.set_text(f"heading for {rounded(heading)}")
            self.heading_label.set_y(level + (0.02 if above else -0.02))
            self.heading_label.set_va("bottom" if above else "top")

    def _set_bet(self, opening):
        guess = self.guess
        self.bet.set_visible(guess is not None)
        self.bet_label.set_visible(guess is not None)
        if guess:
            low, high = np.clip(np.array([guess.low, guess.high]) / opening, 0, CEILING)
            self.bet.set_data([1, 1], [low - 0.008, high + 0.008])
            self.bet_label.set_y(high + 0.02)
