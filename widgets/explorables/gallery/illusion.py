"""What the eighteen illusions share: a number that flatters, a number that exposes it, one picture, one sentence."""

from typing import NamedTuple

import numpy as np

from customerbase import InputError, cdnow
from widgets.explorables.gallery.panels import GalleryFigure
from widgets.panel.explorable import Explorable, Words
from widgets.panel.forms import CURRENCY


class Shown(NamedTuple):
    """An illusion at one setting. left, right: values of the two panels; exposing: the hero, what exposes it.

    sentence: one headline with numbers; rows: the table behind the picture, its first row the column heads.
    """

    left: np.ndarray
    right: np.ndarray
    exposing: str
    sentence: str
    rows: list


class Illusion(Explorable):
    """One illusion. A subclass declares what is below, its `Inputs` and `dials`, and computes a Shown."""

    number = 0  # its place in the table of eighteen
    line = ""  # what happens, in one line, for the card
    asks = ()  # the questions a person would ask that this answers: keys of QUESTIONS
    left = None  # Bars or Lines: what the slide says
    right = None  # Bars or Lines: what exposes it
    meaning = ""  # the colour of the hero: "stay", "lost", "new" or ""
    real = False  # shown on real orders where no base is given

    def __init__(self, base=None, *, currency=CURRENCY):
        if base is None and self.company and not self.real:
            raise InputError(f"This illusion needs a customer base; give it synthetic.generate({self.company!r}).")
        super().__init__(cdnow() if base is None and self.real else base, currency=currency)

    def Picture(self):  # noqa: N802 - the panel builds its picture from whatever goes by this name
        return GalleryFigure(self.left, self.right)

    def words(self, result):
        return Words(result.exposing, result.sentence, self.meaning)

    def table(self, result):
        return result.rows


def ceiling(most):
    """A round end for an axis that has to hold `most`: 1, 2 or 5 with noughts; 1 for nothing."""
    if most <= 0:
        return 1.0
    size = 10 ** np.floor(np.log10(most))
    return float(next(step * size for step in (1, 2, 5, 10) if step * size >= most))
