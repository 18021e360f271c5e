"""The gallery's picture: on the left what the slide says, on the right what exposes it; bars or lines, as declared."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from widgets.panel import style
from widgets.panel.figure import LiveFigure
from widgets.panel.lettering import spread

ROOM_FOR_NUMBERS = 0.24  # of a bar panel's width, right of the longest bar
PITCH = 100  # pixels from one bar to the next, where there is room for so much


@dataclass(frozen=True)
class Bars:
    """A panel of two to four named bars. colours: keys of style.MARKS, one a bar; form: a number to its text.

    low, high: ends of the axis, the same at every setting; low is negative where a bar can be. bet: the bar that a bet
    is about, -1 for none: its number stays away until the bet is committed, then the bet lies over it.
    """

    heading: str
    names: tuple[str, ...]
    colours: tuple[str, ...]
    high: float
    form: Callable
    low: float = 0.0
    bet: int = -1


@dataclass(frozen=True)
class Lines:
    """A panel of one to three named lines over the same x. ticks: x to label; form: a number to its text.

    dashed: how many of the lines, counted from the last, are comparisons and drawn thin and dashed.
    """

    heading: str
    names: tuple[str, ...]
    colours: tuple[str, ...]
    x: tuple[float, ...]
    ticks: dict
    low: float
    high: float
    levels: tuple[float, ...]
    form: Callable
    dashed: int = 0


class GalleryFigure(LiveFigure):
    """Two panels side by side; `update` takes a Shown, or a tuple of each panel's values.

    Bars take one number a bar, Lines an array (lines, x); NaN leaves a gap. A card is the same without words. Without
    a right panel the picture is half as wide.
    """

    def __init__(self, left, right=None, card=False):
        self.panels, self.card = [panel for panel in (left, right) if panel], card
        if card:
            self.width, self.height = 280, 112
        elif right is None:
            self.width = self.width // 2
        self.wide = 1 if right else 2  # the panels' measures below are shares of two panels' width
        super().__init__()

    def build(self):
        draw = {Bars: self._bars, Lines: self._lines}
        places = [x * self.wide for x in (0.005, 0.535)]
        self.movers = [draw[type(panel)](panel, x) for panel, x in zip(self.panels, places, strict=False)]

    def update(self, result):
        for move, values in zip(self.movers, result, strict=False):
            move(np.asarray(values, dtype=float))

    def _heading(self, panel, x):
        if not self.card:
            self.figure.text(x, 0.93, panel.heading, fontfamily=style.BOLD, fontsize=13)

    def _bars(self, panel, x):
        self._heading(panel, x)
        span = (panel.high - panel.low) / (1 if self.card else 1 - ROOM_FOR_NUMBERS)
        box = (x, 0.04, 0.455 * self.wide, 0.92 if self.card else 0.84)
        rows = np.arange(len(panel.names))
        pitch = box[3] * self.height / len(rows) if self.card else min(PITCH, box[3] * self.height / len(rows))
        ax = self.figure.add_axes(box, xlim=(panel.low, panel.low + span), ylim=(box[3] * self.height / pitch, 0))
        ax.axis("off")
        thick, middle = (0.66, 0.5) if self.card else (38 / pitch, 1 - 21 / pitch)
        paint = [style.MARKS[colour] for colour in panel.colours]
        bars = [self.live(bar) for bar in ax.barh(rows + middle, 0, thick, color=paint)]
        for row in rows:
            ax.plot([0, 0], row + middle + np.array([-0.5, 0.5]) * (thick + 8 / pitch), color=style.QUIET, linewidth=1,
                    solid_capstyle="butt")
        numbers = []
        if not self.card:
            for row, name in enumerate(panel.names):
                ax.text(panel.low, row + middle - thick / 2 - 11 / pitch, name, va="baseline", fontsize=11.5)
            look = {"va": "center", "fontfamily": style.BOLD, "fontsize": 13}
            numbers = [self.letter(ax, 0, row + middle, **look) for row in rows]

        guess = self._guess(ax, panel, rows + middle, thick) if panel.bet >= 0 and not self.card else None

        def move(values):
            if guess:
                values = guess(values)
            for bar, value in zip(bars, values, strict=True):
                bar.set_width(float(np.clip(np.nan_to_num(value), panel.low, panel.high)))
            for number, value in zip(numbers, values, strict=False):
                number.set_x(float(np.clip(np.nan_to_num(value), 0, panel.high)) + 0.012 * span)
                number.set_text(panel.form(value) if np.isfinite(value) else "?" if self.sealed else "–")

        return move

    def _guess(self, ax, panel, middles, thick):
        """A bar panel's bet: a line over the bar it is about; returns what hides the bar before the bet is made."""
        y = middles[panel.bet] + thick / 2 + 0.13
        line = self.live(ax.plot([], [], color=style.MOVED, linewidth=9, solid_capstyle="butt")[0])
        label = self.letter(ax, 0, y, "your bet", color=style.BET, va="center")

        def show(values):
            for artist in (line, label):
                artist.set_visible(self.guess is not None)
            if self.guess:
                low, high = np.clip([self.guess.low, self.guess.high], panel.low, panel.high)
                line.set_data([low, high], [y, y])
                label.set_x(high + 0.012 * (panel.high - panel.low))
            return np.where(np.arange(len(values)) == panel.bet, np.nan, values) if self.sealed else values

        return show

    def _lines(self, panel, x):
        self._heading(panel, x)
        box = (x, 0.06, 0.455, 0.88) if self.card else (x + 0.06 * self.wide, 0.115, 0.265 * self.wide, 0.735)
        margin = 0.02 * (panel.x[-1] - panel.x[0])
        ax = self.figure.add_axes(box, xlim=(panel.x[0] - margin, panel.x[-1] + margin), ylim=(panel.low, panel.high))
        ax.set_xticks([] if self.card else list(panel.ticks), [] if self.card else list(panel.ticks.values()))
        levels = ["" if self.card else panel.form(level).replace(".0 %", " %") for level in panel.levels]
        ax.set_yticks(panel.levels, levels)
        ax.tick_params(labelsize=11.5, pad=5, length=0 if self.card else 4)
        solid = len(panel.names) - panel.dashed
        lines, labels = [], []
        for k, colour in enumerate(panel.colours):
            look = {"linewidth": 3} if k < solid else {"linewidth": 2, "linestyle": (0, (4, 3))}
            lines.append(self.live(ax.plot([], [], color=style.MARKS[colour], clip_on=False, zorder=4 - k, **look)[0]))
            if not self.card:
                ink = style.BET if colour == "moved" else style.MARKS[colour]
                labels.append(self.letter(ax, panel.x[-1] + 2 * margin, 0, va="center", color=ink,
                                          fontfamily=style.BOLD if k < solid else style.FONT))

        def move(values):
            inside = np.clip(values, panel.low, panel.high)
            for line, y in zip(lines, inside, strict=True):
                line.set_data(panel.x, y)
            if labels:
                ends, places = zip(*(_end(panel.x, y) for y in values), strict=True)
                gap = 0.062 * (panel.high - panel.low)
                known = np.nan_to_num(np.clip(ends, panel.low, panel.high), nan=panel.low)
                heights = spread(known, gap, panel.low, panel.high)
                for label, name, end, place, y in zip(labels, panel.names, ends, places, heights, strict=True):
                    label.set_position((place + 2 * margin, y))
                    beyond = " ↑" if end > panel.high else " ↓" if end < panel.low else ""
                    label.set_text("" if np.isnan(end) else f"{name} {panel.form(end)}{beyond}".strip())

        return move


def _end(x, values):
    """The last number of a line that may end early, and its x; NaN for a line without any."""
    known = np.flatnonzero(~np.isnan(values))
    return (values[known[-1]], x[known[-1]]) if len(known) else (np.nan, x[0])
