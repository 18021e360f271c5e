"""Left: customers by days since their last order, cut by the window. Right: the count at each month's end."""

import numpy as np
from matplotlib.patches import Rectangle
from matplotlib.transforms import Bbox, TransformedBbox

from widgets.explorables.active_window.model import LONGEST
from widgets.panel import style
from widgets.panel.figure import LiveFigure
from widgets.panel.forms import counted, people, short
from widgets.panel.lettering import spread

BIN = 15  # days to a bar
SHORTEST = 390  # so that the longest window always has its edge on the axis


def nice(top):
    """Two or three round numbers from 0 to at most `top`."""
    power = 10 ** np.floor(np.log10(max(top, 1)))
    step = next((s * power for s in (5, 2, 1, 0.5) if 2 * s * power <= top), power)
    return np.arange(0, top + 1e-9, max(step, 1))


class ActiveWindowFigure(LiveFigure):
    def __init__(self, book):
        self.book = book
        # the axis of days ends at LONGEST at the latest; who ordered before that is said in words
        self.days = int(np.ceil(min(max(book.span + 1, SHORTEST), LONGEST) / BIN)) * BIN
        self.edges = np.arange(0, self.days + BIN, BIN)
        self.most = max(self._bars(row).max() for row in book.upto)
        super().__init__()

    def _bars(self, upto):
        """Customers in each bar."""
        return np.diff(upto[self.edges])

    def build(self):
        self._histogram()
        self._history()

    def _histogram(self):
        ax = self.figure.add_axes((0.055, 0.115, 0.515, 0.735), xlim=(0, self.days), ylim=(0, self.most * 1.25))
        self.figure.text(0.005, 0.93, "Customers, by days since their last order", fontfamily=style.BOLD, fontsize=13)
        ticks = np.arange(0, self.days + 1, 90)
        ax.set_xticks(ticks, ["0 days", *map(str, ticks[1:])])
        ticks = nice(self.most)
        ax.set_yticks(ticks, [short(t) for t in ticks])
        ax.tick_params(labelsize=11.5, pad=5)
        bars = np.zeros(len(self.edges) - 1)
        self.outside = self.live(ax.stairs(bars, self.edges, fill=True, color=style.BASE, linewidth=0))
        self.inside = self.live(ax.stairs(bars, self.edges, fill=True, color=style.STAY, linewidth=0, zorder=2))
        self.edge = self.live(ax.plot([], [], color=style.INK, linewidth=2, zorder=3)[0])
        self.inside_label = self.letter(ax, 0, self.most * 1.235, va="top", color=style.STAY, fontfamily=style.BOLD)
        self.outside_label = self.letter(ax, 0, self.most * 1.145, va="top", color=style.QUIET)

    def _history(self):
        months, top = self.book.months, self.book.customers
        ax = self.figure.add_axes((0.66, 0.115, 0.165, 0.735), xlim=(-0.4, max(months - 1, 1) + 0.4),
                                  ylim=(0, top * 1.06))
        self.figure.text(0.61, 0.93, "Counted at the end of each month", fontfamily=style.BOLD, fontsize=13)
        first, last = (f"{end:%b %Y}" for end in (self.book.ends[0], self.book.ends[-1]))
        ax.set_xticks([0, months - 1][:months], [first, last][:months])
        ticks = nice(top)
        ax.set_yticks(ticks, [short(t) for t in ticks])
        ax.tick_params(labelsize=11.5, pad=5)
        self.right = max(months - 1, 1)
        self.ahead = self.live(Rectangle((0, top * 0.006), 0, top * 1.1, color=style.PAPER, linewidth=0, zorder=1))
        ax.add_artist(self.ahead)
        self.lines, self.dots, self.labels = [], [], []
        for colour, bold in ((style.STAY, style.BOLD), (style.BASE, style.FONT)):
            self.lines.append(self.live(ax.plot([], [], color=colour, zorder=3)[0]))
            self.dots.append(self.live(ax.plot([], [], "o", color=colour, markersize=8, zorder=4, clip_on=False)[0]))
            colour = style.QUIET if colour == style.BASE else colour
            self.labels.append(self.letter(ax, 0, 0, color=colour, fontfamily=bold, va="center"))

    def update(self, result):
        bars = self._bars(result.upto)
        self.outside.set_data(bars)
        self.inside.set_data(bars)
        pane = Bbox.from_extents(0, 0, result.days, self.most * 1.25)  # the window can end inside a bar
        self.inside.set_clip_box(TransformedBbox(pane, self.inside.axes.transData))
        self.edge.set_data([result.days] * 2, [0, self.most * 1.25])
        late = result.days > 0.55 * self.days
        beyond = result.ever - int(result.upto[self.days])
        more = f", {people(beyond)} beyond {counted(self.days, 'day')}" if beyond else ""
        texts = (f"{people(result.active)} inside {counted(result.days, 'day')}",
                 f"{people(result.ever - result.active)} outside{more}")
        for label, text in zip((self.inside_label, self.outside_label), texts, strict=True):
            label.set_x(result.days + self.days * (-0.012 if late else 0.012))
            label.set_ha("right" if late else "left")
            label.set_text(text)
        self._update_history(result)

    def _update_history(self, result):
        row, top = result.row, self.book.customers
        self.ahead.set_x(row + 0.5)
        self.ahead.set_width(max(self.right - row, 0))
        ends = (result.active, result.lately)
        places = spread([ends[0] + 0.001 * top, float(ends[1])], 0.075 * top, 0.03 * top, 1.03 * top)
        names = (f"active: {people(ends[0])}", f"last 30 days: {people(ends[1])}")
        series = (result.active_series, result.lately_series)
        for line, dot, label, values, place, name in zip(self.lines, self.dots, self.labels, series, places, names,
                                                         strict=True):
            line.set_data(np.arange(row + 1), values)
            dot.set_data([row], [values[-1]])
            label.set_position((row + 0.06 * (self.right + 0.8), place))
            label.set_text(name)
