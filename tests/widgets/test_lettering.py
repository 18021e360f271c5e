"""Lettering against matplotlib's own text: the same place and size, at a fraction of the time."""

import time

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Text

from widgets.panel import style
from widgets.panel.lettering import Lettering, outline


def draw(kind, text, **look):
    """Ink of one text in an otherwise white picture, as rows and columns that hold any."""
    figure = Figure(figsize=(4, 1.5), dpi=100)
    canvas = FigureCanvasAgg(figure)
    axes = figure.add_axes((0, 0, 1, 1), xlim=(0, 1), ylim=(0, 1))
    axes.axis("off")
    look = {"fontfamily": style.FONT, "fontsize": 14, "color": "black", **look}
    label = kind(0.5, 0.5, text, transform=axes.transData, **look)
    axes.add_artist(label)
    canvas.draw()
    dark = np.asarray(canvas.buffer_rgba())[:, :, 0] < 128
    rows, columns = np.flatnonzero(dark.any(axis=1)), np.flatnonzero(dark.any(axis=0))
    box = label.get_window_extent(canvas.get_renderer())
    return (columns[0], columns[-1], rows[0], rows[-1]), box, dark.shape[0]


@pytest.mark.parametrize("ha", ["left", "center", "right"])
@pytest.mark.parametrize("text", ["37,000 people left", "96.3 %", "−€1.5M", "Ünal Øst"])
def test_ink_lies_where_matplotlib_would_put_it(text, ha):
    ours, _, _ = draw(Lettering, text, ha=ha, va="baseline")
    theirs, _, _ = draw(Text, text, ha=ha, va="baseline")
    left, right, top, bottom = np.abs(np.subtract(ours, theirs))
    assert max(left, right) <= 1 + 0.025 * (theirs[1] - theirs[0])  # theirs is hinted and kerned
    assert max(top, bottom) <= 1


@pytest.mark.parametrize("va", ["top", "center", "bottom", "baseline"])
def test_heights_are_measured_on_capitals(va):
    (_, _, top, bottom), _, height = draw(Lettering, "H", va=va)
    middle = height / 2
    want = {"top": top - middle, "center": (top + bottom + 1) / 2 - middle, "baseline": bottom + 1 - middle}
    if va in want:
        assert abs(want[va]) <= 1.5
    else:
        assert bottom < middle  # room below for a descender


def test_the_stated_extent_holds_the_ink():
    for text in ("37,000 people", "gypsy", "Why?"):
        (left, right, top, bottom), box, height = draw(Lettering, text)
        assert box.x0 - 1.5 <= left
        assert right <= box.x1 + 1.5
        assert box.y0 - 1.5 <= height - 1 - bottom
        assert height - 1 - top <= box.y1 + 4  # an accent or a bracket may rise above the capitals
        assert box.height < 1.0 * 14 * 100 / 72  # and the box is no larger than the letters
        assert box.width < right - left + 5


def test_an_invisible_or_empty_text_leaves_no_ink():
    for look in ({"text": ""}, {"text": "   "}, {"text": "gone", "visible": False}):
        with pytest.raises(IndexError):  # no row holds any ink
            draw(Lettering, **look)


def test_a_letter_the_typeface_lacks_is_still_drawn():
    path, width = outline("王", style.FONT)
    assert path is not None
    assert width > 0.3


def test_it_is_cheap_to_draw_again():
    """CPU time of a changing label, against matplotlib's own in the same run."""
    figure = Figure(figsize=(4, 1.5))
    canvas = FigureCanvasAgg(figure)
    renderer = canvas.get_renderer()
    spent = {}
    for kind in (Text, Lettering):
        label = kind(10, 10, "", fontfamily=style.FONT)
        figure.add_artist(label)
        best = []
        for round_ in range(3):
            start = time.process_time()
            for k in range(60):
                label.set_text(f"{k + round_ * 1000:,} people gone in it")
                label.draw(renderer)
            best.append(time.process_time() - start)
        spent[kind] = min(best)
    assert spent[Lettering] * 2 < spent[Text]
