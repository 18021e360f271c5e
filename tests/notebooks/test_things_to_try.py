"""What the notebooks ask people to try: each can be reached by the dial it names, and only by trying."""

import itertools
import re

import ipywidgets as ipw
import numpy as np
import pytest
import running

from widgets.handout.parts import everything
from widgets.handout.running import nobody, run
from widgets.panel.controls import Choice
from widgets.panel.explorable import Explorable
from widgets.panel.tries import LONGEST

PLACES = 9  # of each dial where a try takes several


SOME = [path for path in running.NOTEBOOKS if path.stem[:2] in ("00", "08")]


@pytest.fixture(scope="module", params=[SOME, pytest.param(running.NOTEBOOKS, marks=pytest.mark.long)],
                ids=["some", "all"])
def panels(request):
    """Every explorable that has something to try, as its notebook builds it; each class once."""
    found = {}
    for path in request.param:
        with nobody():
            shown = [thing for cell in run(path).cells for thing in cell.shown if isinstance(thing, ipw.Widget)]
            for panel in (w for thing in shown for w in everything(thing) if isinstance(w, Explorable) and w.tries):
                found.setdefault((type(panel), id(panel.base)), panel)
    return list(found.values())


def values(dial, most=None):
    """The positions of a dial, the ends first; at most so many."""
    if isinstance(dial, Choice):
        return list(dial.options.values())
    steps = np.arange(dial.low, dial.high + dial.step / 2, dial.step)
    if most and len(steps) > most:
        steps = np.linspace(dial.low, dial.high, most)
    return [dial.high, dial.low, *map(float, steps[1:-1])]


def settings(panel, keys):
    """Where the dials of a try can be put, {key: value}: all that presets set, then every position of the dial."""
    yield from (preset for preset in panel.presets.values() if preset.keys() & set(keys))
    spans = [values(panel.boxes[key].dial, PLACES if len(keys) > 1 else None) for key in keys]
    yield from (dict(zip(keys, place, strict=True)) for place in itertools.islice(itertools.product(*spans), 2_000))


def reached(panel, one, setting):
    inputs = panel.Inputs(**{**panel.start, **setting})
    return bool(one.reached(inputs, panel.compute(inputs)))


def test_there_is_something_to_try_in_every_notebook_that_explores(panels, request):
    few = request.node.callspec.params["panels"] is SOME
    assert len(panels) >= (5 if few else 15)
    assert sum(len(panel.tries) for panel in panels) >= (10 if few else 30)


def test_each_try_is_reached_by_the_dial_it_names_and_not_at_the_start(panels):
    wrong = []
    for panel in panels:
        for one in panel.tries:
            where = f"{type(panel).__name__}, {one.key}"
            if not set(one.dials) <= set(panel.boxes):
                wrong.append(f"{where}: no such dial")
            elif reached(panel, one, {}):
                wrong.append(f"{where}: true at the start")
            elif not any(reached(panel, one, setting) for setting in settings(panel, one.dials)):
                wrong.append(f"{where}: cannot be reached with {one.dials}")
    assert not wrong, "\n".join(wrong)


def test_tries_are_short_and_ask_for_several_dials_only_where_they_say_so(panels):
    for panel in panels:
        keys = [one.key for one in panel.tries]
        assert len(set(keys)) == len(keys)
        for one in panel.tries:
            assert len(one.short) <= LONGEST, one.short
            assert not one.short.endswith((".", "?"))
            assert one.asks[-1] in ".?"
            several = re.search(r"[Pp]resets?|sliders|\*.+\*.+\*.+\*", one.asks)
            assert several or len(one.dials) == 1, one.asks


def test_moving_the_dial_in_the_panel_confirms_it(panels):
    """Through the widgets, as a person would: the tick, one sentence, and then the next one."""
    panel = next(panel for panel in panels if type(panel).__name__ == "Quarter")
    panel.bet_box.way.value, panel.bet_box.letters.value = "letter", 2
    panel.bet_box.commit()
    box = panel.try_box
    assert box.current.key == "slide-98"
    assert "✓" not in box.line.value
    panel.boxes["opening"].value = 1_900_000
    assert "✓" in box.line.value
    assert "the same 37,000 people are gone" in box.line.value
    box.next_button.click()
    assert box.current.key == "best-leave"
