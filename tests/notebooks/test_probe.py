"""Every slider, box, choice and button of every notebook, moved in a live kernel the way the browser moves it."""

import running


def test_there_are_notebooks():
    assert {path.stem for path in running.NOTEBOOKS} >= {"00_start_here", "08_retention_illusion"}


def test_no_cell_shows_an_error_or_a_warning(notebook, first):
    assert first(notebook).errors == []


def test_nothing_raises_wherever_it_is_moved(notebook, first):
    report = first(notebook).probe
    assert report["errors"] == []
    assert report["warnings"] == []


def test_everything_that_can_be_moved_was(notebook, first):
    report = first(notebook).probe
    assert report["unknown"] == []
    kinds = [kind for kind, _ in first(notebook).page]
    movable = sum(kinds.count(kind) for kind in ("FloatSlider", "NumberBox", "ToggleButtons", "RadioButtons", "Press"))
    assert report["widgets"] >= movable > 5  # the probe makes more: a scene is built when it is first seen
    assert report["messages"] > report["widgets"]


def test_nothing_outside_this_machine_is_asked_for(notebook, first):
    assert first(notebook).probe["network"] == []
