"""Draws guide/chain.py: arrows that are at work in blue, arrows that stand at zero dashed and grey."""

import io

import matplotlib
import numpy as np
from chain import ARROWS, BOXES
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.patches import FancyArrowPatch, FancyBboxPatch
from matplotlib.path import Path
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from widgets.panel import style

WIDTH, HEIGHT = 1000, 600
ACROSS, DOWN = 176, 50  # of a box, in pixels
GAP = 11  # between two arrows that meet the same side of a box
HEADS = ((104, "The company"), (352, "What customers get"), (608, "What they feel"), (892, "What they do"))
OUTSIDE = ("Who joins", "Rivals")  # drawn grey: not the company’s doing alone
FOOT = ("Blue: at work in every base. Dashed: at zero until switched on, as the source texts assert. "
        "Numbers as on the page.")


def draw():
    """A Figure of the chain; its texts and numbers carry what they stand for as `gid`."""
    with matplotlib.rc_context(style.RC):
        figure = Figure(figsize=(WIDTH / 100, HEIGHT / 100), dpi=200)
        FigureCanvasAgg(figure)
        axes = figure.add_axes((0, 0, 1, 1), xlim=(0, WIDTH), ylim=(HEIGHT, 0))
        axes.axis("off")
        for x, head in HEADS:
            axes.text(x - ACROSS / 2, 40, head, fontfamily=style.BOLD, fontsize=13, va="center")
        axes.text(HEADS[0][0] - ACROSS / 2, HEIGHT - 14, FOOT, fontsize=11, color=style.QUIET, va="center")
        for box in BOXES:
            draw_box(axes, box)
        curves = [curve(start, end) for start, end in ports()]
        for arrow, path in zip(ARROWS, curves, strict=True):
            draw_arrow(axes, path, arrow.on)
        for number, (arrow, place) in enumerate(zip(ARROWS, number_places(curves), strict=True), 1):
            colour = style.STAY if arrow.on else style.QUIET
            axes.plot(*place, "o", markersize=15, color=style.PAPER, zorder=5)
            axes.text(*place, str(number), fontfamily=style.BOLD, fontsize=11, color=colour, ha="center",
                      va="center_baseline", zorder=6)  # fmt: skip
    return figure


def draw_box(axes, box):
    """A box with its name and a few words."""
    x, y = box.at
    colour = style.BASE if box.name in OUTSIDE else style.STAY
    axes.add_patch(FancyBboxPatch((x - ACROSS / 2, y - DOWN / 2), ACROSS, DOWN, zorder=3, edgecolor="none",
                                  boxstyle="round,pad=0,rounding_size=5", facecolor=style.blend(colour, 0.1)))
    axes.text(x, y - 10, box.name, fontfamily=style.BOLD, fontsize=12, ha="center", va="center", zorder=4)
    axes.text(x, y + 11, box.under, fontsize=11, color=style.QUIET, ha="center", va="center", zorder=4)


def draw_arrow(axes, path, on):
    """One arrow along a path."""
    look = {"color": style.STAY, "linewidth": 2} if on else {
        "color": style.BASE, "linewidth": 1.3, "linestyle": (0, (4, 2.5))}
    shaft = Path(path.vertices.copy(), path.codes)
    head = FancyArrowPatch(path=shaft, arrowstyle="-", zorder=2, **look)
    tip, back = path.vertices[-1], path.vertices[-1] - path.vertices[-2]
    back = back / np.hypot(*back)
    side = np.array([-back[1], back[0]])
    axes.add_patch(head)
    axes.fill(*np.array([tip, tip - 9 * back + 4 * side, tip - 9 * back - 4 * side]).T, color=look["color"], zorder=2.5)


def ports():
    """[(start, end)] of every arrow: spread along the sides of the boxes so that none lies on another."""
    at = {box.name: np.array(box.at, dtype=float) for box in BOXES}
    ends = {}
    for k, arrow in enumerate(ARROWS):
        one, other = at[arrow.source], at[arrow.target]
        upright = abs(other[0] - one[0]) < ACROSS
        for name, mine, far in ((arrow.source, one, other), (arrow.target, other, one)):
            side = ("down" if far[1] > mine[1] else "up") if upright else ("right" if far[0] > mine[0] else "left")
            ends.setdefault((name, side), []).append((far[0] if upright else far[1], k, name == arrow.source))
    out = [[None, None] for _ in ARROWS]
    for (name, side), meeting in ends.items():
        for place, (_, k, leaves) in enumerate(sorted(meeting)):
            shift = (place - (len(meeting) - 1) / 2) * GAP
            way = {"right": (ACROSS / 2, shift), "left": (-ACROSS / 2, shift), "down": (shift, DOWN / 2),
                   "up": (shift, -DOWN / 2)}[side]
            out[k][0 if leaves else 1] = at[name] + way
    return out


def curve(start, end):
    """A curve that leaves and arrives level, or a straight line between boxes that stand in one column."""
    if abs(end[0] - start[0]) < GAP * 2:
        return Path([start, end], [Path.MOVETO, Path.LINETO])
    pull = np.array([max(0.5 * (end[0] - start[0]), 40), 0])
    return Path([start, start + pull, end - pull, end], [Path.MOVETO, *[Path.CURVE4] * 3])


def number_places(curves):
    """A place on every curve for its number: as far as can be from boxes, the other curves and numbers."""
    lines = [points(path) for path in curves]
    taken = []
    for k, line in enumerate(lines):
        others = np.concatenate([other for j, other in enumerate(lines) if j != k])
        candidates = line[len(line) // 4: -len(line) // 4]

        def room(place, others=others):
            to_box = min(max(abs(place - box.at) - (ACROSS / 2, DOWN / 2)) for box in BOXES)
            to_number = min((np.hypot(*(place - there)) for there in taken), default=99)
            return min(to_box, 14) + min(to_number, 26) + min(np.hypot(*(others - place).T).min(), 14)

        taken.append(max(candidates, key=room))
    return taken


def points(path, steps=41):
    """Points along a straight line or a cubic Bezier curve."""
    t = np.linspace(0, 1, steps)[:, None]
    if len(path.vertices) == 2:
        return path.vertices[0] * (1 - t) + path.vertices[1] * t
    a, b, c, d = path.vertices
    return a * (1 - t) ** 3 + 3 * b * t * (1 - t) ** 2 + 3 * c * t**2 * (1 - t) + d * t**3


def png():
    """The picture as PNG bytes, with what it shows as a description for whoever cannot see it."""
    figure = draw()
    figure.canvas.draw()
    about, out = PngInfo(), io.BytesIO()
    about.add_text("Description", description())
    picture = Image.fromarray(np.asarray(figure.canvas.buffer_rgba())).convert("RGB")
    picture.quantize(64, dither=Image.Dither.NONE).save(out, "PNG", optimize=True, pnginfo=about)
    return out.getvalue()


def description():
    """What the picture shows, one arrow a line."""
    return "\n".join(f"{number} {arrow.source} -> {arrow.target}: {arrow.says} ({'on' if arrow.on else 'at zero'})"
                     for number, arrow in enumerate(ARROWS, 1))


def description_in(file):
    """The description that was drawn into a picture."""
    with Image.open(file) as image:
        return image.text["Description"]
