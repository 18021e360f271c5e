"""Walks an explorable through its settings and looks at what it says and shows at each of them."""

import io
import itertools

import numpy as np
from matplotlib.text import Text
from PIL import Image


def settings(panel):
    """Start, every preset, every end of every dial alone, and all corners together."""
    ends = {box.dial.key: (box.dial.low, box.dial.high) for box in panel.boxes.values()}
    yield {}
    yield from panel.presets.values()
    for key, (low, high) in ends.items():
        yield {key: low}
        yield {key: high}
        yield {key: (low + high) / 2}
    for corner in itertools.product(*ends.values()):
        yield dict(zip(ends, corner, strict=True))


def walk(panel):
    """Every setting: no complaint, no nan, nothing clipped, nothing on top of something else. Returns how many."""
    if not panel.numbers_shown:
        panel.toggle_numbers()
    count = 0
    for values in settings(panel):
        panel.apply(values)
        look(panel, values)
        count += 1
    panel.reset()
    return count


def look(panel, where=""):
    """What is on show now is whole."""
    assert not panel.error.value, (where, panel.error.value)
    said = [panel.stage.hero, panel.stage.headline, *itertools.chain(*panel.stage.rows)]
    for text in said:
        assert isinstance(text, str)
        assert "nan" not in text.lower().split(), (where, text)
        assert "inf" not in text.lower().split(), (where, text)
        assert "None" not in text, (where, text)
    assert any(c.isdigit() for c in panel.stage.headline + panel.stage.hero) or "nobody" in panel.stage.headline
    widths = {len(row) for row in panel.stage.rows}
    assert len(widths) == 1, (where, widths)
    check_lettering(panel.picture, where)
    picture = np.asarray(Image.open(io.BytesIO(panel.stage.png)).convert("L"))
    assert picture.shape == (panel.picture.height, panel.picture.width)
    assert picture.std() > 5, where  # not a blank page


def lettering(picture):
    """(text, box) of every word on the picture, moving or still."""
    picture.pixels()
    moving = [a for a in picture.moving if isinstance(a, Text)]
    still = list(picture.figure.texts)
    for axes in picture.figure.axes:
        still += [t for t in axes.texts if t not in moving]
        if axes.axison:
            still += axes.get_xticklabels() + axes.get_yticklabels()
    for text in [*moving, *still]:
        if text.get_visible() and text.get_text().strip():
            assert text.get_fontsize() >= 11, text.get_text()
            yield text.get_text(), text.get_window_extent(picture.canvas.renderer)


def check_lettering(picture, where=""):
    """All words inside the figure, and none on top of another. Boxes give way by one pixel: they hold descenders."""
    words = list(lettering(picture))
    page = picture.figure.bbox
    for text, box in words:
        inside = box.x0 >= -1 and box.y0 >= -1 and box.x1 <= page.x1 + 1 and box.y1 <= page.y1 + 1
        assert inside, (where, text, box.extents)
    for (a, one), (b, two) in itertools.combinations(words, 2):
        wide = min(one.x1, two.x1) - max(one.x0, two.x0)
        high = min(one.y1, two.y1) - max(one.y0, two.y0)
        assert wide <= 1 or high <= 1, (where, a, b, wide, high)
