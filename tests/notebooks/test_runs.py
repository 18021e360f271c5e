"""Every notebook run: no error, no network, everything moved in a live kernel; the same numbers in a second run.

Whatever looks at a run stands in this one file, so that a run is made once even where files of tests run side by side.
"""

import hashlib

import running


def test_there_are_notebooks():
    assert {path.stem for path in running.NOTEBOOKS} >= {"00_start_here", "08_retention_illusion"}


def test_no_cell_shows_an_error_or_a_warning(notebook, plain):
    assert plain(notebook).errors == []


def test_nothing_raises_wherever_it_is_moved(notebook, probed):
    report = probed(notebook).probe
    assert report["errors"] == []
    assert report["warnings"] == []


def test_everything_that_can_be_moved_was(notebook, probed):
    report = probed(notebook).probe
    assert report["unknown"] == []
    kinds = [kind for kind, _ in probed(notebook).page]
    movable = sum(kinds.count(kind) for kind in ("FloatSlider", "NumberBox", "ToggleButtons", "RadioButtons", "Press"))
    assert report["widgets"] >= movable > 5  # the probe makes more: a scene is built when it is first seen
    assert report["messages"] > report["widgets"]


def test_nothing_outside_this_machine_is_asked_for(notebook, probed):
    assert probed(notebook).probe["network"] == []


def test_two_runs_show_the_same(notebook, plain, probed):
    assert probed(notebook).shown[:-2] == plain(notebook).shown[:-1]  # without the answers of the tests' own cells


def test_two_runs_hold_the_same_words_numbers_and_pictures(notebook, plain, probed):
    one, other = probed(notebook).page, plain(notebook).page
    assert [kind for kind, _ in one] == [kind for kind, _ in other]
    assert [(kind, key, was[key], now[key]) for (kind, was), (_, now) in zip(one, other, strict=True)
            for key in was if was[key] != now[key]] == []
    nothing = hashlib.sha256(b"").hexdigest()
    stages = [state for kind, state in one if kind == "Stage"]
    drawn = [state for state in stages if state["headline"]]
    assert drawn
    assert all(state["png"] != nothing for state in drawn)
    assert all(state["png"] == nothing for state in stages if not state["headline"])  # a quiz's wait for their slide


# Checklist, 4. The reveal stays shut until a bet is committed
def test_the_bet_comes_first_and_the_picture_is_shut(notebook, plain):
    kinds = [section["kind"] for section in running.read(notebook).metadata["valued"]["sections"]]
    assert "bet" in kinds
    assert "explore" not in kinds[:kinds.index("bet")]
    page = plain(notebook).page
    shut = [state for kind, state in page if kind == "Stage" and state["hero"] == "?"]
    assert len(shut) == [kind for kind, _ in page].count("BetBox") >= 1
    assert all(state["rows"] == [] for state in shut)
    assert next(state for kind, state in page if kind == "Stage") in shut
