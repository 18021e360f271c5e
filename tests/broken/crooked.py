"""An explorable that can be broken in one way at a time, so that the sweep can show what it catches.

`fault` names what goes wrong; with fault = "" it is sound, and the sweep must find nothing.
"""

import logging
import warnings
from dataclasses import dataclass, make_dataclass

from customerbase import InputError
from widgets.panel import style
from widgets.panel.controls import ARITHMETIC, Choice, Dial, Source
from widgets.panel.explorable import Explorable, Words
from widgets.panel.figure import LiveFigure
from widgets.panel.forms import PERCENT, Form, percent


@dataclass(frozen=True)
class CrookedInputs:
    share: float
    way: str
    extra: float
    rest: float


class CrookedFigure(LiveFigure):
    width, height = 600, 240
    fault = ""

    def build(self):
        ax = self.figure.add_axes((0.1, 0.2, 0.8, 0.6), xlim=(0, 1), ylim=(0, 1))
        self.figure.text(0.01, 0.9, "A share", fontfamily=style.BOLD, fontsize=13)
        self.line = self.live(ax.plot([], [], color=style.STAY, label="share")[0])
        self.label = self.letter(ax, 0.5, 0.2, color=style.INK, ha="center")
        self.other = self.letter(ax, 0.5, 0.7, "the other", color=style.QUIET, ha="center")
        if self.fault == "legend":
            ax.legend()
        if self.fault == "title":
            ax.set_title("A share")
        if self.fault == "twin":
            ax.twinx().set_yticks([])
        if self.fault == "small print":
            self.figure.text(0.01, 0.02, "small print", fontsize=6)

    def update(self, result):
        share = result.share
        self.line.set_data([0, 1], [0, share])
        self.label.set_text(percent(share))
        at_the_end = share == 1
        self.label.set_x(1.12 if self.fault == "clips" and at_the_end else 0.5)
        self.label.set_y(0.7 if self.fault == "overlaps" and at_the_end else 0.2)
        if self.fault == "picture raises" and at_the_end:
            raise IndexError("the crooked picture")


class Crooked(Explorable):
    """One slider, one choice, two dials in the drawer."""

    fault = ""
    surplus = ("share1", "share2", "share3", "share4")  # more sliders than are allowed
    name = "A crooked explorable"
    Inputs = CrookedInputs
    presets = {"Half": {"share": 0.5}}

    def prepare(self):
        self.Picture = type("Picture", (CrookedFigure,), {"fault": self.fault})
        source = Source("certain" if self.fault == "grade" else "invented", "made up for the sweep")
        share = Dial("share", "Share", 0, 1, 0.01, 0.3, Form() if self.fault == "no unit" else PERCENT, source)
        many = tuple(Dial(key, "Share", 0, 1, 0.01, 0.3, PERCENT) for key in self.surplus)
        self.dials = (share, Choice("way", "Way", {"this": "a", "that": "b"}, "a", ARITHMETIC))
        if self.fault == "five sliders":
            self.dials = (*self.dials, *many)
            self.Inputs = make_dataclass("Inputs", list(self.surplus), bases=(CrookedInputs,), frozen=True)
        self.more = (Dial("extra", "Extra", 0, 1, 0.01, 0, PERCENT), Dial("rest", "Rest", 0, 1, 0.01, 0, PERCENT))

    def compute(self, inputs):
        if self.fault == "raises" and inputs.share == 1 and inputs.way == "b":
            raise ZeroDivisionError("the crooked one")
        if self.fault == "complains" and inputs.share == 1:
            raise InputError("share: 1 is too much.")
        if self.fault == "raises in the drawer" and inputs.extra == inputs.rest == 1:
            raise ZeroDivisionError("the crooked one")
        if self.fault == "warns" and inputs.share == 0:
            warnings.warn("divided by next to nothing", RuntimeWarning, stacklevel=2)
        if self.fault == "swallows" and inputs.share == 0:
            logging.getLogger("traitlets").error("swallowed by somebody")
        return inputs

    def words(self, result):
        share = float("nan") if self.fault == "nan" and result.share == 1 else result.share
        said = {"frozen": "It is 30 % always.", "bare number": "There are 37000 people, 5 % of them here.",
                "loose rate": f"It is {result.share * 100:.4f} %.",
                "many clauses": f"It is {percent(result.share)}. It was more; it will be less.",
                "long headline": f"It is {percent(result.share)} of all {'and of all the others ' * 7}here.",
                "a sign": f"It is {percent(result.share)}, as seed 004 says.",
                "one of many": f"It is {percent(result.share)} of 1 customers."}
        hero = "nan %" if share != share else percent(share)
        return Words(hero, said.get(self.fault, f"It is {percent(result.share)} of all."))

    def table(self, result):
        rows = [["", "Share"], ["now", percent(result.share)]]
        return [["", "Share"], ["now"]] if self.fault == "ragged table" else rows

    def undo(self):
        if self.fault != "undo":
            super().undo()

    def _moved(self, change):
        # a dial that is not connected: its box moves and nothing is computed
        if not (self.fault == "deaf" and change.owner is self.boxes["extra"]):
            super()._moved(change)

    def apply(self, values):
        super().apply({k: v for k, v in values.items() if not (self.fault == "deaf" and k == "extra")})
