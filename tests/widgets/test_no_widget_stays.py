"""The fixtures that close what a test made: nothing of it stays in memory, and what others still use stays open."""

import gc
import weakref

import pytest
from ipywidgets.widgets.widget import _instances
from sample import Sample

figures = {}


class Plain(Sample):
    bet = None


@pytest.fixture(scope="module")
def kept():
    return Plain()


def test_a_panel_is_left_behind(kept):
    figures["kept"] = weakref.ref(kept.picture.figure)
    figures["left"] = weakref.ref(Plain().picture.figure)
    gc.collect()
    assert figures["left"]() is not None  # the registry of ipywidgets holds it: what the fixtures are for


def test_its_picture_is_gone_and_the_panel_of_all_tests_is_open(kept):
    assert figures, "run the test before this one too"
    gc.collect()
    assert figures["left"]() is None
    assert figures["kept"]() is kept.picture.figure
    assert kept.model_id in _instances
    before = kept.stage.headline
    kept.boxes["kept"].value = 0.25
    assert kept.stage.headline != before
