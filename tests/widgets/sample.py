"""A small explorable and a small notebook with everything that a handout must cope with; names in it mean harm."""

import json
from dataclasses import dataclass

from customerbase import InputError
from widgets.panel import style
from widgets.panel.bet import Bet, Option
from widgets.panel.controls import Choice, Dial, Source
from widgets.panel.explorable import Explorable, Words
from widgets.panel.figure import LiveFigure
from widgets.panel.forms import PEOPLE, PERCENT, Form, people

HARM = '</script><script>window.harm = 1</script><img src=x onerror="window.harm = 1">\u202e“\'"&'


@dataclass(frozen=True)
class Inputs:
    kept: float
    heads: float
    who: str
    extra: float


class Picture(LiveFigure):
    width, height = 300, 120

    def build(self):
        ax = self.figure.add_axes((0.1, 0.1, 0.8, 0.8), xlim=(0, 1), ylim=(0, 1))
        self.bar = self.live(ax.bar(0.5, 0, 0.5, color=style.STAY)[0])

    def update(self, left):
        self.bar.set_height(0.1 if self.sealed else left / 2_000)


class Sample(Explorable):
    """left = heads x kept + extra; above 1,900 it complains."""

    name = f"Sample {HARM}"
    Inputs = Inputs
    Picture = Picture
    dials = (
        Dial("kept", f"Kept {HARM}", 0, 1, 0.001, 0.8004, PERCENT, Source("published", f"somebody {HARM}")),
        Dial("heads", "Customers", 0, 2_000, 500, 1_000, PEOPLE),
        Choice("who", "Who", {"all": "all", f"some {HARM}": "some"}, "all"),
    )
    more = (Dial("extra", "Extra", 0, 10, 1, 0, Form("people more")),)
    presets = {f"Half {HARM}": {"kept": 0.5, "who": "some"}, "Many": {"heads": 1_750}}
    bet = Bet(
        "sample", f"How many stay? {HARM}", PEOPLE,
        (Option("More than 900", 901, 2_000, "That would be nearly all."), Option("500 to 900", 500, 900),
         Option("Fewer than 500", 0, 499, "Eighty per cent stay.")),
        lambda left: left, f"Eighty per cent of 1,000 {HARM}", "It is {answer}.", 0, 2_000)

    def compute(self, inputs):
        left = inputs.heads * inputs.kept + inputs.extra
        if left > 1_500:
            raise InputError(f"{people(left)} are too many; move a slider back.")
        return left / (2 if inputs.who == "some" else 1)

    def words(self, left):
        return Words(f"{people(left)} customers", f"{people(left)} customers stay {HARM}", "stay")

    def table(self, left):
        return [["What", "How many"], [f"stay {HARM}", people(left)]]


CELLS = (
    ("markdown", f"# A sample\n\nText of a notebook. {HARM}"),
    ("code", "# The sample\nfrom sample import Sample\nSample()"),
    ("markdown", "In Lab: choose *Run*.", ("lab",)),
    ("code", "# A question\nfrom widgets import CheckQuestion\nCheckQuestion('08-96')"),
    ("code", "# An exercise\nfrom widgets import Exercise\nExercise('losing-quarter')"),
    ("code", "# The card\nfrom widgets import MondayCard\nMondayCard('08')"),
)


def write_notebook(path, cells=CELLS):
    """A notebook file of (kind, source) or (kind, source, tags); returns its path."""
    told = [{"cell_type": kind, "id": f"s-{k}", "metadata": {"tags": [tag for group in tags for tag in group]},
             "source": source, **({"outputs": [], "execution_count": None} if kind == "code" else {})}
            for k, (kind, source, *tags) in enumerate(cells, 1)]
    valued = {"title": f"A sample {HARM}", "sections": []}
    path.write_text(json.dumps({"cells": told, "metadata": {"valued": valued}, "nbformat": 4, "nbformat_minor": 5}),
                    encoding="utf-8")
    return path
