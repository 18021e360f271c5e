"""The stage of an explorable: hero number, headline, picture and table, all sent in one message a frame."""

from pathlib import Path

import anywidget
import traitlets as t

from customerbase import InputError

HERE = Path(__file__).parent


class Stage(anywidget.AnyWidget):
    """What the audience looks at.

    The headline is also the picture's alt text, and is announced politely once the slider rests.
    """

    _esm = (HERE / "stage.js").read_text(encoding="utf-8")

    name = t.Unicode().tag(sync=True)
    hero = t.Unicode().tag(sync=True)
    meaning = t.Unicode().tag(sync=True)  # what the hero number means: the key of a colour in style.MARKS, or ""
    headline = t.Unicode().tag(sync=True)
    lettered = t.Unicode().tag(sync=True)  # what is written in the picture, as long as no words say what it shows
    png = t.Bytes().tag(sync=True)
    rows = t.List().tag(sync=True)  # the numbers behind the picture, first row = column heads; empty while hidden
    width = t.Int(1000).tag(sync=True)
    height = t.Int(400).tag(sync=True)
    scale = t.Float(1.0).tag(sync=True)  # device pixels for each CSS pixel, as the screen asks for them

    @t.validate("scale")
    def _sharp_enough(self, proposal):
        """A picture of a thousand times its size would fill the memory."""
        if not 0.25 <= proposal["value"] <= 4:
            raise InputError(f"A picture has 0.25 to 4 device pixels for one of the page, not {proposal['value']:g}.")
        return proposal["value"]
