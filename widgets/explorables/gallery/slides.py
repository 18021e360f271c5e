"""Draws board slides from a seed: what is said, what else is known, the options, and what exposes it."""

from dataclasses import dataclass, replace

import numpy as np

from customerbase import InputError
from widgets.explorables.gallery import illusions
from widgets.explorables.gallery.boasts import BOASTS, settings
from widgets.explorables.gallery.panels import Bars

EACH = 2  # slides of each illusion in a set: 36 in all
TRIES = 50


@dataclass(frozen=True)
class Slide:
    """says, fact: two sentences; names, asks: numbers of illusions in the order of the options; number: the right one.

    panel, left: the chart on the slide and its values; inputs: the dial values of the illusion behind it; exposing,
    why: the number that was missing, and the sentence with it.
    """

    number: int
    says: str
    fact: str
    names: tuple[int, ...]
    asks: tuple[int, ...]
    panel: object
    left: np.ndarray
    inputs: dict
    exposing: str
    why: str


def draw_slides(seed, shelf, only=illusions.ALL):
    """Slides one after the other: EACH of every illusion (or of those in `only`), shuffled; no two say the same.

    seed: whole number, 0 or more; the same seed gives the same slides. Each is computed when it is asked for, so that
    the first is there at once. An illusion whose data allow fewer different slides gives as many as it has.
    """
    order = np.random.default_rng([seed, 0]).permutation(np.repeat(list(only), EACH))
    draws = {number: np.random.default_rng([seed, number]) for number in only}
    said = set()
    for number in order.tolist():
        for _ in range(TRIES):
            slide = draw(number, draws[number], shelf.illusion(number))
            if (number, slide.says) not in said:
                said.add((number, slide.says))
                yield slide
                break


def check_seed(seed):
    """The seed itself, if it is a whole number of 0 or more; InputError otherwise."""
    if isinstance(seed, bool) or not isinstance(seed, int | np.integer) or seed < 0:
        raise InputError(f"seed must be a whole number of 0 or more, not {seed!r:.20}.")
    return int(seed)


def draw(number, rng, one):
    """One slide of an illusion: the next settings from rng, computed by the illusion `one` itself."""
    boast = BOASTS[number]
    places = {**one.start, **settings(number, rng, one)}
    inputs = one.Inputs(**places)
    shown = one.compute(inputs)
    options = np.array([number, *boast.near])
    keep = list(boast.keep)
    panel = replace(one.left, names=tuple(one.left.names[k] for k in keep),
                    colours=tuple(one.left.colours[k] for k in keep), **({} if isinstance(one.left, Bars)
                                                                        else {"dashed": 0}))
    return Slide(
        number, boast.says(inputs, shown, one), boast.fact(inputs, shown, one),
        tuple(rng.permutation(options).tolist()), tuple(rng.permutation(options).tolist()),
        panel, np.asarray(shown.left, dtype=float)[keep], places, shown.exposing, shown.sentence,
    )
