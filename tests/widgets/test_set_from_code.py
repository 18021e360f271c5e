"""`.value` set from code, on every dial and choice there is: what is no value for it is refused, and nothing moves."""

import math

import numpy as np
import pandas as pd
import pytest
import walking

from customerbase import InputError
from widgets.explorables.retention_illusion import RetentionIllusion
from widgets.panel.controls import Choice, ChoiceBox, Dial, NumberBox, SliderBox
from widgets.panel.forms import PERCENT
from widgets.panel.stage import Stage

FOUND = walking.find()
NEVER = (math.nan, math.inf, -math.inf, None, "many", "", b"5", [5], {}, object(), np.array([1.0, 2.0]), True, 10**400,
         pd.DataFrame({"a": [1]}), 1 + 2j)
SHARE = Dial("share", "Share kept", 0, 1, 0.01, 0.5, PERCENT)
WHO = Choice("who", "Who", {"all of them": "all", "some": "some", "none": 0}, "all")


def made(cls, bases):
    return cls.example(bases[cls.company]["tiny"]) if cls.company else cls()


@pytest.mark.parametrize("cls", FOUND, ids=lambda cls: cls.__name__)
def test_every_dial_and_choice_refuses_what_it_does_not_allow(cls, bases):
    panel = made(cls, bases)
    before, shown = panel._values(), panel.stage.png
    for key, box in panel.boxes.items():
        bad = list(NEVER)
        if hasattr(box, "slider"):
            wide = max(abs(box.dial.low), abs(box.dial.high), 1)
            bad += [1e300, -1e300, 10**12 * wide, box.dial.high + 0.01 * wide, box.dial.low - 0.01 * wide]
        else:
            options = list(box.dial.options.values())
            bad = [value for value in bad if not any(value is option for option in options)]
        for value in bad:
            for set_it in (lambda v=value, k=key, b=box: setattr(b, "value", v),
                           lambda v=value, k=key: panel.apply({k: v})):
                with pytest.raises(InputError) as refused:
                    set_it()
                assert str(refused.value).startswith(box.dial.label)
                assert "\n" not in str(refused.value)
    assert (panel._values(), panel.stage.png, panel.error.value) == (before, shown, "")
    panel.undo()
    assert panel._values() == before


@pytest.mark.parametrize("cls", FOUND, ids=lambda cls: cls.__name__)
def test_every_end_start_and_option_is_allowed(cls, bases):
    panel = made(cls, bases)
    for box in panel.boxes.values():
        ends = (box.dial.low, box.dial.high, np.float64(box.dial.start)) if hasattr(box, "slider") else (
            box.dial.options.values())
        for value in ends:
            assert box.allows(value) == value


def test_a_slider_and_a_box_by_themselves():
    box = SliderBox(SHARE)
    for value in NEVER:
        for part, trait in ((box, "value"), (box.slider, "value"), (box.box, "number")):
            with pytest.raises(InputError):
                setattr(part, trait, value)
    with pytest.raises(InputError, match="^Share kept: 1.2 lies outside; give a number from 0 to 1.$"):
        box.value = 1.2
    assert (box.value, box.slider.value, box.box.number, box.box.value) == (0.5, 0.5, 0.5, "50.0")
    for value in (0, 1, 0.25, np.float32(0.5), np.int64(1), 1 + 1e-12):
        box.value = value
        assert box.value == pytest.approx(float(value))
        assert 0 <= box.value <= 1
    free = NumberBox("Fee", 5, PERCENT)
    free.number = -1e12
    with pytest.raises(InputError, match="^Fee: 'nan' is no number that can be used; give one that is finite.$"):
        free.number = math.nan


def test_a_choice_by_itself():
    box = ChoiceBox(WHO)
    for value in (*NEVER, "most", 1, False, 0.0):
        with pytest.raises(InputError, match="^Who: .* is none of its options; choose one of 'all', 'some', '0'.$"):
            box.value = value
    assert (box.value, box.buttons.value) == ("all", "all")
    box.value = 0
    assert box.buttons.value == 0


def test_a_dial_that_is_not_there_is_named_and_nothing_moves(bases):
    panel = made(FOUND[0], bases)
    before = panel._values()
    with pytest.raises(InputError, match="There is no dial 'nonsense'; choose from "):
        panel.apply({**{key: box.dial.start for key, box in panel.boxes.items()}, "nonsense": 1})
    assert panel._values() == before


@pytest.mark.parametrize("scale", [1e6, 0, -1, math.nan, math.inf])
def test_a_picture_is_never_drawn_a_thousand_times_its_size(scale):
    stage = Stage()
    with pytest.raises(InputError, match="0.25 to 4 device pixels"):
        stage.scale = scale
    stage.scale = 2.5
    assert stage.scale == 2.5


def test_a_scene_that_is_not_there():
    scenes = RetentionIllusion()
    with pytest.raises(InputError, match="There is no scene 'year'; choose one of quarter, cohort"):
        scenes.scene = "year"
    assert scenes.switch.value == scenes.scene == "quarter"
