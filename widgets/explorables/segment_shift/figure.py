"""Who went where between two periods: the earlier tiers on the left, the later on the right, bands between them.

Left panel people, right panel money, in one grammar. A band of people keeps its width; a band of money widens or
narrows by what those in it pay more or less. Both panels keep their scale while a dial moves.
"""

import numpy as np
from matplotlib.collections import PolyCollection
from matplotlib.colors import to_rgba

from widgets.explorables.segment_shift.model import STATES, TIERS
from widgets.panel import style
from widgets.panel.figure import LiveFigure
from widgets.panel.forms import people
from widgets.panel.lettering import spread

TOP, DEEP, GAP = 332.0, 298.0, 13.0  # pixels: where the stacks begin, how tall the tallest is, between two tiers
LEFT, RIGHT = 132.0, 332.0  # pixels from a panel's left edge: where its bands begin and end; beyond, "Middle CHF 4,000"
BAR = 7.0  # width of a tier's own bar
RIM = np.sin(np.pi * np.linspace(0, 1, 14))  # nothing where a band begins or ends, a pixel between
PAPER = np.array(to_rgba(style.PAPER))
STEP = (1 - np.cos(np.pi * np.linspace(0, 1, 14))) / 2  # more points where a band bends
CURVE = 3 * STEP**2 - 2 * STEP**3
ORDER = (3, 2, 1, 0)  # from the top of the picture down
CELLS = [(i, j) for i in range(STATES) for j in range(STATES) if i or j]
DRAWN = sorted(CELLS, key=lambda cell: (cell[0] != cell[1], min(cell) == 0))  # who stays first, then what crosses it
FROM, TO = np.array(DRAWN).T
CROSSES = FROM != TO


def _colour(i, j):
    return style.LOST if j == 0 else style.NEW if i == 0 else style.STAY if i == j else style.MOVED


PAINT = np.array([to_rgba(_colour(*cell)) for cell in DRAWN])


class Panel:
    """One of the two panels. `say` writes a number; `scale` is pixels for one unit, still while a dial moves."""

    def __init__(self, figure, x, heading, say):
        self.picture, self.x, self.say, self.scale = figure, x, say, 1.0
        axes = figure.canvas_axes
        self.heading = figure.figure.text((x + 2) / figure.width, 0.93, heading, fontfamily=style.BOLD, fontsize=13)
        self.bands = figure.live(PolyCollection([], linewidths=0, zorder=2))
        self.bars = figure.live(PolyCollection([], linewidths=0, facecolors=style.BASE, zorder=3))
        for collection in (self.bands, self.bars):
            axes.add_collection(collection, autolim=False)
        look = {"va": "center", "fontsize": 12, "zorder": 4}
        self.from_labels, self.to_labels = (
            [figure.letter(axes, x + at, 0, ha=side, color=colour if s == 0 else style.INK, **look)
             for s in range(STATES)]
            for at, side, colour in ((LEFT - 9, "right", style.NEW), (RIGHT + 9, "left", style.LOST)))
        foot = {"va": "baseline", "fontsize": 11.5, "color": style.QUIET}
        self.foot = [figure.letter(axes, x + LEFT, 12, ha="left", **foot),
                     figure.letter(axes, x + RIGHT, 12, ha="right", **foot)]

    def update(self, before, after, shift, names):
        """before, after: (from, to) arrays; the same one twice for people. names: of state 0 on either side."""
        left, right = before.copy(), after.copy()
        left[0], right[:, 0] = after[0], before[:, 0]  # who comes brings what they pay, who goes takes what they paid
        sealed = self.picture.sealed
        opening, closing = left.sum(axis=1), right.sum(axis=0)
        if sealed:  # before a bet only the earlier tiers are known
            opening[0], closing[:] = 0, 0
        starts, ends = self._stack(opening), self._stack(closing)
        if sealed:
            self.bands.set_verts([])
        else:
            self._bands(left * self.scale, right * self.scale, starts, ends)
        self._bars((self.x + LEFT - BAR, starts, opening), (self.x + RIGHT, ends, closing))
        self._label(self.from_labels, starts, opening, names[0], opening > 0)
        self._label(self.to_labels, ends, closing, names[1], opening == 0)
        for label, text in zip(self.foot, (shift.earlier, "" if sealed else shift.later), strict=True):
            label.set_text(text[:1].upper() + text[1:])

    def _stack(self, sums):
        """The upper edge of each tier's bar."""
        tops, y = np.zeros(STATES), TOP
        for s in ORDER:
            tops[s] = y
            y -= sums[s] * self.scale + GAP
        return tops

    def _bands(self, left, right, starts, ends):
        """Bands leave and enter a tier's bar in the order of the tiers, so that few of them cross. Sizes in pixels."""
        out = starts[:, None] - np.cumsum(left[:, ::-1], axis=1)[:, ::-1]  # lower edge of each band, where it leaves
        into = ends[None, :] - np.cumsum(right[::-1], axis=0)[::-1]
        wide = np.maximum(left, right)[FROM, TO]
        seen = wide > 0.15  # of a pixel
        i, j = FROM[seen], TO[seen]
        a, c = out[i, j, None], into[i, j, None]
        b, d = a + left[i, j, None], c + right[i, j, None]
        low, high = a + (c - a) * CURVE, b + (d - b) * CURVE
        # a rim of paper parts a band from what it crosses; an outline would cost three times more
        rim = np.where(CROSSES[seen] & (wide[seen] > 2), 1.0, 0.0)[:, None] * RIM
        shapes = np.empty((2 * len(i), 2 * len(STEP), 2))
        x = self.x + LEFT + (RIGHT - LEFT) * STEP
        shapes[:, :, 0] = np.concatenate([x, x[::-1]])
        shapes[0::2, :, 1] = np.concatenate([high + rim, (low - rim)[:, ::-1]], axis=1)
        shapes[1::2, :, 1] = np.concatenate([high, low[:, ::-1]], axis=1)
        paint = np.empty((2 * len(i), 4))
        paint[0::2], paint[1::2] = PAPER, PAINT[seen]
        keep = np.ones(2 * len(i), dtype=bool)
        keep[0::2] = rim.any(axis=1)
        self.bands.set_verts(shapes[keep])
        self.bands.set_facecolor(paint[keep])

    def _bars(self, *sides):
        """A bar for each tier that holds anything; sides: (x, upper edges, sums)."""
        boxes = [[(x, top), (x + BAR, top), (x + BAR, top - size), (x, top - size)]
                 for x, tops, sums in sides for top, size in zip(tops, sums * self.scale, strict=True) if size > 0]
        self.bars.set_verts(np.array(boxes).reshape(-1, 4, 2))

    def _label(self, labels, tops, sums, name, named):
        """Numbers beside the bars; with a name where `named`, and always with one for whoever came or went."""
        shown = [s for s in ORDER if sums[s] > 0]
        places = spread([tops[s] - sums[s] * self.scale / 2 for s in shown], 19, 40, TOP - 4) if shown else ()
        for s, y in zip(shown, places, strict=True):
            word = name if s == 0 else TIERS[s].capitalize() if named[s] else ""
            labels[s].set_text(f"{word} {self.say(sums[s])}".strip())
            labels[s].set_y(y)
        for s in set(ORDER) - set(shown):
            labels[s].set_text("")


class ShiftFigure(LiveFigure):
    """money: a function that writes an amount; unit: "a month", "in the period"; most: largest sums of each panel."""

    def __init__(self, money, unit, most, names):
        self.money, self.unit, self.names = money, unit, names
        self.most = most
        super().__init__()

    def build(self):
        axes = self.canvas_axes = self.figure.add_axes((0, 0, 1, 1), xlim=(0, self.width), ylim=(0, self.height))
        axes.axis("off")
        self.panels = [Panel(self, 0, "People", people), Panel(self, 510, f"Their money{self.unit}", self.money)]
        look = {"va": "baseline", "fontsize": 12}
        self.stayed = self.letter(axes, 2, 346, color=style.STAY, **look)
        self.moved = self.letter(axes, 0, 346, color=style.BET, **look)
        self.drift = self.letter(axes, self.panels[1].x + 2, 346, color=style.QUIET, **look)
        self.bet = self.live(axes.plot([], [], color=style.MOVED, linewidth=9, solid_capstyle="butt", zorder=5)[0])
        self.bet_label = self.letter(axes, self.width - 2, 12, "your bet", color=style.BET, ha="right", va="baseline")
        self.rescale(self.most)

    def rescale(self, most):
        """Pixels for a customer and for a unit of money, from the largest sums that either panel has to hold."""
        for panel, largest in zip(self.panels, most, strict=True):
            panel.scale = (DEEP - 3 * GAP) / largest if largest else 0.0

    def say_unit(self, unit):
        """Name another unit of the money, such as ", a year"."""
        self.panels[1].heading.set_text(f"Their money{unit}")
        self.redraw()

    def update(self, shift):
        heads, cash = self.panels
        heads.update(shift.people, shift.people, shift, self.names)
        cash.update(shift.before, shift.after, shift, self.names)
        self._bet(shift)
        self.stayed.set_text("" if self.sealed else f"{people(shift.stayed)} stay in their tier,")
        self.moved.set_text("" if self.sealed else f"{people(shift.fell)} move down, {people(shift.rose)} up")
        self.moved.set_x(self.stayed.get_window_extent().x1 * 100 / self.figure.dpi + 6)
        self.drift.set_text("" if self.sealed else
                            f"{self.money(shift.less_value)} less, {self.money(shift.more)} more from those who stay")

    def _bet(self, shift):
        """A bet on the change of money, as the places where the later stack would end."""
        for artist in (self.bet, self.bet_label):
            artist.set_visible(self.guess is not None)
        if self.guess:
            panel = self.panels[1]
            top = TOP - GAP * (3 - int(np.flatnonzero(shift.after.sum(axis=0)).max(initial=0)))
            ends = [np.clip(top - (shift.opening_value + end) * panel.scale, 30, top)
                    for end in (self.guess.low, self.guess.high)]
            self.bet.set_data([self.width - 6] * 2, [ends[0] - 2, ends[1] + 2])
