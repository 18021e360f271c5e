"""Text that changes in every frame, drawn from cached outlines: matplotlib lays text out anew each time it draws it.

A label of twenty letters takes 1.5 to 2 ms as a matplotlib Text and a tenth of that as a Lettering; a picture with
six live labels would otherwise spend most of a frame on them.
"""

from functools import lru_cache

import numpy as np
from matplotlib import font_manager
from matplotlib.colors import to_rgba
from matplotlib.path import Path
from matplotlib.text import Text
from matplotlib.textpath import TextPath
from matplotlib.transforms import Affine2D, Bbox

CAP = 0.727  # height of Inter's capitals and digits, in ems
DESCENT = 0.2


@lru_cache(maxsize=512)
def _letter(character, family):
    """Outline of one character in ems, None for a space, and how far the pen moves after it."""
    properties = font_manager.FontProperties(family=[family, "DejaVu Sans"])
    size = 100.0
    # a character's advance is what it adds between two bars; a space has an advance and no outline
    bars = TextPath((0, 0), f"|{character}|", size=size, prop=properties)
    empty = TextPath((0, 0), "||", size=size, prop=properties)
    advance = (bars.vertices[:, 0].max() - empty.vertices[:, 0].max()) / size
    if character.isspace():
        return None, advance
    alone = TextPath((0, 0), character, size=size, prop=properties)
    return Path(alone.vertices / size, alone.codes), advance


@lru_cache(maxsize=2048)
def outline(text, family):
    """Outline of a line of text in ems, baseline at 0, and its width."""
    vertices, codes, pen = [], [], 0.0
    for character in text:
        path, advance = _letter(character, family)
        if path is not None:
            vertices.append(path.vertices + [pen, 0])
            codes.append(path.codes)
        pen += advance
    if not vertices:
        return None, pen
    return Path(np.concatenate(vertices), np.concatenate(codes)), pen


class Lettering(Text):
    """A one-line Text of the kit's typeface that is cheap to draw anew; upright, horizontal, no mathematics."""

    def _pen(self, width):
        """Font size and the start of the baseline, in pixels. Heights are measured on the capitals."""
        size = self.get_fontsize() * self.figure.dpi / 72
        x, y = self.get_transform().transform(self.get_position())
        x -= size * width * {"left": 0, "center": 0.5, "right": 1}[self.get_horizontalalignment()]
        y -= size * {"top": CAP, "center": CAP / 2, "bottom": -DESCENT}.get(self.get_verticalalignment(), 0)
        return size, x, y

    def draw(self, renderer):
        """Draw the outline of the text at its place."""
        path, width = outline(self.get_text(), self.get_family()[0])
        if path is None or not self.get_visible():
            return
        size, x, y = self._pen(width)
        gc = renderer.new_gc()
        gc.set_linewidth(0)
        renderer.draw_path(gc, path, Affine2D().scale(size).translate(x, y), to_rgba(self.get_color()))
        gc.restore()
        self.stale = False

    def get_window_extent(self, renderer=None, dpi=None):
        """Where the text lies, in pixels."""
        _, width = outline(self.get_text(), self.get_family()[0])
        size, x, y = self._pen(width)
        return Bbox.from_bounds(x, y - DESCENT * size, size * width, size * (CAP + DESCENT))


def spread(levels, gap, low, high):
    """Move labels apart so that none lies closer than `gap` to the next; returns their places in the given order."""
    order = np.argsort(levels)
    places = np.clip(np.array(levels, dtype=float)[order], low, high)
    for k in range(1, len(places)):
        places[k] = max(places[k], places[k - 1] + gap)
    places[-1] = min(places[-1], high)
    for k in range(len(places) - 2, -1, -1):
        places[k] = min(places[k], places[k + 1] - gap)
    out = np.empty(len(places))
    out[order] = places
    return out
