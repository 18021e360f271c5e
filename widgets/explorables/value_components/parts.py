"""Panels that the scenes share: a line against the untouched base, and money, always at the right edge."""

import math

import numpy as np
from matplotlib.collections import LineCollection

from widgets.panel import style
from widgets.panel.forms import money, people, percent, points

MONEY = 0.715  # where the money begins, as a share of the picture's width; the same in every scene
TALL = 400  # pixels
LOW, HIGH = -0.6, 1.5  # what a waterfall can show, in multiples of the untouched benefits


def cash(amount, currency):
    """An amount of a person's month, to three digits; less than a cent is nothing."""
    return money(round(float(amount), 2) + 0, currency)


def change(after, before):
    """An amount against the untouched one, in words: +2.1 %, or what is so where there was none."""
    if before == 0:
        return "as before" if after == 0 else "was 0"
    moved = (after - before) / abs(before)
    return "as before" if percent(abs(moved)) == "0 %" else f"{'+' if moved > 0 else '−'}{percent(abs(moved))}"


def sd(felt):
    """Felt value in words, to a tenth; NaN is that of nobody."""
    return f"{round(float(felt), 1) + 0:+.1f}".replace("-", "−") if np.isfinite(felt) else "nobody left"


def outcome(result, currency: str) -> str:
    """A clause: what the offer would have to do to pay for itself, or, where it does pay, what it brings."""
    paid, untouched = result.after.contribution.sum(), result.before.contribution.sum()
    if paid >= untouched:
        return f"contribution is {money(paid, currency)}, {change(paid, untouched)}"
    if result.needed == math.inf:
        return "even if nobody left, the offer would not pay for itself"
    if points(result.needed) == "+0.0 points":
        return "each customer brings as much as before, and fewer stay"
    return f"to pay for itself the offer would have to keep {points(result.needed).lstrip('+')} more a month"


def sample(result, runs) -> str:
    """Says at the end of a headline that its numbers come from a sample; nothing where they do not."""
    return f" (a sample of {people(runs.size)})" if result.rough else ""


def base_rows(result, currency, head):
    """Rows of a table: felt value, people and money of the base, untouched, now, and the change."""
    courses = (result.before, result.after)
    rows = [[head, "Untouched", "Now", "Change"],
            ["felt value at the end, in spreads", *(sd(course.felt[-1]) for course in courses), ""]]
    there = [course.members[-1] for course in courses]
    rows.append(["still there", *map(people, there), change(there[1], there[0])])
    for name in ("revenue", "contribution"):
        sums = [getattr(course, name).sum() for course in courses]
        rows.append([name + " after costs" * (name == "contribution"),
                     *(money(amount, currency) for amount in sums), change(sums[1], sums[0])])
    return rows


class Waterfall:
    """Benefits up, costs down, and where that ends, at the left edge; the untouched steps thin and grey below.

    rows: names in order; grey: what the thin steps are; extra: how many of the last rows some settings do without.
    """

    def __init__(self, figure, heading, rows, bold, currency, grey="untouched", extra=0):
        self.currency = currency
        ax = figure.figure.add_axes((0.108, 0.89 - 0.087 * len(rows), 0.245, 0.087 * len(rows)), xlim=(LOW, HIGH),
                                    ylim=(len(rows), 0))
        ax.axis("off")
        figure.figure.text(0.005, 0.93, heading, fontfamily=style.BOLD, fontsize=13)
        figure.figure.text(0.347, 0.93, f"grey: {grey}", color=style.QUIET, ha="right")
        ax.plot([0, 0], [0, len(rows)], color=style.QUIET, linewidth=1, solid_capstyle="butt")
        thick = {"capstyle": "butt", "colors": style.BASE}
        self.was = figure.live(ax.add_collection(LineCollection([], linewidths=3.5, **thick)))
        self.bars = figure.live(ax.add_collection(LineCollection([], linewidths=12.5, **thick)))
        looks = [{"va": "center", "fontfamily": style.BOLD if name in bold else style.FONT} for name in rows]
        stay = len(rows) - extra
        for row, name in enumerate(rows[:stay]):
            ax.text(-1.48, row + 0.5, name, **looks[row])
        self.names = [figure.letter(ax, -1.48, row + 0.5, rows[row], **looks[row]) for row in range(stay, len(rows))]
        self.amounts = [figure.letter(ax, 1.92, row + 0.5, ha="right", **looks[row]) for row in range(len(rows))]

    def show(self, was, now):
        """was, now: (rows, 3) start, end and amount in money; now None shows the untouched steps alone."""
        scale = max(was[:, :2].max(), 1e-9)
        steps = was if now is None else now
        for collection, drawn, down in ((self.bars, steps, 0.42), (self.was, was, 0.76)):
            x = np.clip(drawn[:, :2] / scale, LOW, HIGH)
            y = np.repeat(np.arange(len(drawn))[:, None] + down, 2, axis=1)
            collection.set_segments(np.stack([x, y], axis=2))
        self.bars.set_visible(now is not None)
        self.bars.set_color([style.STAY if amount >= 0 else style.LOST for amount in steps[:, 2]])
        for name in self.names:
            name.set_visible(len(steps) == len(self.amounts))
        for row, label in enumerate(self.amounts):
            label.set_visible(row < len(steps))
            if row < len(steps):
                label.set_text(cash(steps[row, 2], self.currency))


class Curve:
    """A small panel: the untouched base grey, the base now in colour, and at the end two lines of text.

    box: left, bottom, width, height of the axes as shares of the figure; the heading stands above it.
    """

    def __init__(self, figure, box, heading, limits, months, levels=(0, 1), last=True):
        self.low, self.high = limits
        ax = figure.figure.add_axes(box, xlim=(0, max(months - 1, 1)), ylim=limits)
        figure.figure.text(box[0], box[1] + box[3] + 0.03, heading, fontfamily=style.BOLD, fontsize=11.5)
        ax.set_yticks(levels, [])
        ax.spines["bottom"].set_visible(False)
        ax.set_xticks([0, months - 1], ["today", "3 years"] if last else [])
        ax.tick_params(labelsize=11, pad=4, length=0)
        for label, side in zip(ax.get_xticklabels(), ("left", "right"), strict=False):
            label.set_ha(side)
        self.x = np.arange(months)
        self.grey = figure.live(ax.plot([], [], color=style.BASE, linewidth=2)[0])
        self.line = figure.live(ax.plot([], [], color=style.STAY, linewidth=3)[0])
        self.step = 17 / (box[3] * TALL) * (self.high - self.low)
        look = {"va": "center", "color": style.STAY}
        self.said = figure.letter(ax, months - 0.2, 0, fontfamily=style.BOLD, **look)
        self.moved = figure.letter(ax, months - 0.2, 0, **look)

    def show(self, before, after, said, moved=""):
        """before, after: (months,); after None shows the untouched base alone."""
        self.grey.set_data(self.x[: len(before)], before)
        for artist in (self.line, self.said, self.moved):
            artist.set_visible(after is not None)
        if after is None:
            return
        self.line.set_data(self.x[: len(after)], after)
        seen = after[np.isfinite(after)]
        end = np.clip(seen[-1] if len(seen) else 0, self.low + 1.2 * self.step, self.high - 0.4 * self.step)
        self.said.set_text(said)
        self.said.set_y(end if moved else end - 0.4 * self.step)
        self.moved.set_text(moved)
        self.moved.set_y(end - self.step)


class MoneyCurves:
    """Revenue and contribution of three years, added up month by month, against the untouched base."""

    def __init__(self, figure, months, currency):
        self.currency = currency
        self.panels, self.notes = [], []
        page = figure.figure.add_axes((0, 0, 1, 1), xlim=(0, 1), ylim=(0, 1))
        page.axis("off")
        for name, top, limits, last in (("revenue", 0.93, (0, 1.6), False), ("contribution", 0.45, (-0.6, 1.6), True)):
            figure.figure.text(MONEY, top, name.capitalize() + (" after costs" if last else ", three years"),
                               fontfamily=style.BOLD, fontsize=13)
            self.notes.append(figure.letter(page, MONEY, top - 0.065, color=style.QUIET))
            box = (MONEY, top - 0.37, 0.17, 0.275)
            self.panels.append((name, Curve(figure, box, "", limits, months, last=last)))

    def show(self, before, after):
        """Courses; after None shows the untouched base alone."""
        for note, (name, panel) in zip(self.notes, self.panels, strict=True):
            was = np.cumsum(getattr(before, name))
            unit = abs(was[-1]) or 1.0
            note.set_text(f"untouched: {money(was[-1], self.currency)}")
            if after is None:
                panel.show(was / unit, None, "")
                continue
            now = np.cumsum(getattr(after, name))
            panel.show(was / unit, now / unit, money(now[-1], self.currency), change(now[-1], was[-1]))


class MoneyBars:
    """The same for something that is bought once: two bars each, the untouched one grey."""

    def __init__(self, figure, currency, of, limits=(-0.6, 1.5)):
        """of: what the money is of, such as "100 guests"."""
        self.currency, self.low, self.high = currency, *limits
        self.rows = []
        for name, top in (("Revenue", 0.93), ("Contribution after costs", 0.45)):
            figure.figure.text(MONEY, top, name, fontfamily=style.BOLD, fontsize=13)
            figure.figure.text(MONEY, top - 0.065, of, color=style.QUIET)
            ax = figure.figure.add_axes((MONEY, top - 0.36, 0.275, 0.25))
            ax.set(xlim=(self.low, self.high + 1.75), ylim=(2, 0))
            ax.axis("off")
            bars = [figure.live(bar) for bar in ax.barh([0.5, 1.5], 0, 0.62, color=[style.BASE, style.STAY])]
            ax.plot([0, 0], [0.05, 1.95], color=style.QUIET, linewidth=1, solid_capstyle="butt")
            look = {"va": "center", "fontfamily": style.BOLD}
            self.rows.append((bars, [figure.letter(ax, 0, y, color=colour, **look)
                                     for y, colour in ((0.5, style.QUIET), (1.5, style.STAY))]))

    def show(self, before, after):
        """(revenue, contribution) each; after None shows the untouched ones alone."""
        for k, (bars, labels) in enumerate(self.rows):
            unit = abs(before[k]) or 1.0
            for bar, label, amount in zip(bars, labels, (before[k], None if after is None else after[k]), strict=True):
                bar.set_visible(amount is not None)
                label.set_visible(amount is not None)
                if amount is not None:
                    width = float(np.clip(amount / unit, self.low, self.high))
                    bar.set_width(width)
                    label.set_x(max(width, 0) + 0.06)
                    moved = "untouched" if bar is bars[0] else change(amount, before[k])
                    label.set_text(f"{money(amount, self.currency)}  {moved}")
