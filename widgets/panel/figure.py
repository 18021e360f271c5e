"""The live figure: what stands still is drawn once, what moves is drawn again at every step of a slider.

A full matplotlib draw spends most of its time on axes, ticks and text that do not change. So the still parts are
drawn once and kept as a background; each frame puts that background back, draws only the moving artists on it and
is encoded as a PNG with one fixed palette. No pyplot: it keeps figures and settings alive behind one's back.
"""

import io

import matplotlib
import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Text
from PIL import Image

from widgets.panel import style
from widgets.panel.lettering import Lettering


def _palette():
    """All colours a frame may hold: every colour of the style in steps onto white, so that edges stay smooth."""
    steps = np.linspace(0, 1, 17)
    colours = [style.INK, style.QUIET, style.RULE, *style.MARKS.values()]
    rows = [style.blend(c, s) for c in colours for s in (steps if c != style.RULE else steps[::8])]
    rows += [style.blend(style.INK, s, onto=c) for c in style.MARKS.values() for s in steps[1:-1:2]]
    rows += [style.blend(a, s, onto=b) for a, b in [(style.STAY, style.LOST), (style.STAY, style.NEW)]
             for s in steps[1:-1:3]]
    flat = (np.array(rows) * 255).round().astype(np.uint8)
    flat = np.unique(flat, axis=0)[:256]
    image = Image.new("P", (1, 1))
    image.putpalette(flat.tobytes())
    return image


PALETTE = _palette()


class LiveFigure:
    """Base of every picture in the kit. A subclass adds axes and artists in `build` and moves them in `update`.

    width, height: size in CSS pixels; scale: device pixels for each CSS pixel (1 plain, 2 sharp or zoomed).
    """

    width, height = 1000, 400
    sealed = False  # True before a bet is committed: `update` shows the opening state without the answer
    guess = None  # the committed Guess, drawn beside the answer

    def __init__(self, scale=1):
        self.moving = []
        with matplotlib.rc_context(style.RC):
            self.figure = Figure(figsize=(self.width / 100, self.height / 100), dpi=100 * scale)
            self.canvas = FigureCanvasAgg(self.figure)
            self.build()
        self._background = None

    def build(self):
        """Create axes, still text and artists; hand every artist that moves to `live`."""
        raise NotImplementedError

    def update(self, result):
        """Give the moving artists the data of `result`."""
        raise NotImplementedError

    def live(self, artist):
        """Mark an artist as moving: left out of the background, drawn in every frame."""
        artist.set_animated(True)
        self.moving.append(artist)
        return artist

    def letter(self, axes, x, y, text="", **look):
        """A label that changes with the slider, at (x, y) in the axes' data; look: as for matplotlib's Text."""
        settings = {"color": style.INK, "fontfamily": style.FONT, "fontsize": style.RC["font.size"], **look}
        label = Lettering(x, y, text, transform=axes.transData, **settings)
        axes.add_artist(label)
        return self.live(label)

    def redraw(self):
        """Say that something still has changed (an axis limit, a tick label): the next frame is drawn in full."""
        self._background = None

    def set_scale(self, scale):
        self.figure.set_dpi(100 * scale)
        self.redraw()

    def pixels(self):
        """The current picture as an array (height, width, 4) of uint8."""
        if self._background is None:
            with matplotlib.rc_context(style.RC):
                self.canvas.draw()
            self._background = self.canvas.copy_from_bbox(self.figure.bbox)
        self.canvas.restore_region(self._background)
        for artist in sorted(self.moving, key=lambda a: a.get_zorder()):
            artist.draw(self.canvas.renderer)
        return np.asarray(self.canvas.buffer_rgba())

    def lettered(self) -> str:
        """What is written in the picture, for whoever cannot see it: "In the picture: today; 1 year; 50 %"."""
        texts = [text.get_text() for text in self.figure.findobj(Text) if text.get_visible()]
        told = dict.fromkeys(" ".join(text.split()) for text in texts if text.strip(" ?"))
        return f"In the picture: {'; '.join(told)}." if told else ""

    def png(self):
        """The current picture as PNG bytes."""
        pixels = self.pixels()
        frame = Image.frombuffer("RGBX", pixels.shape[1::-1], pixels, "raw", "RGBX", 0, 1).convert("RGB")
        frame = frame.quantize(palette=PALETTE, dither=Image.Dither.NONE)
        out = io.BytesIO()
        frame.save(out, "PNG", compress_level=1)
        return out.getvalue()
