"""The shared panel, on a small sound explorable and on the same one broken."""

import pytest
from test_broken_explorable import broken

from widgets.panel.explorable import Explorable


@pytest.fixture
def panel(monkeypatch):
    """A sound explorable on a clock that the test sets: `panel.clock[0]`."""
    clock = [100.0]
    monkeypatch.setattr("widgets.panel.explorable.time.monotonic", lambda: clock[0])
    panel = broken("")
    panel.clock = clock
    return panel


def share(panel):
    return panel.inputs.share


def press(panel, label):
    next(button for button in panel.bar.children if button.description == label).click()


def test_a_moved_dial_changes_hero_headline_and_picture(panel):
    before = panel.stage.png
    panel.boxes["share"].slider.value = 0.9
    assert (share(panel), panel.stage.hero) == (0.9, "90.0 %")
    assert "90.0 %" in panel.stage.headline
    assert panel.stage.png != before


def test_one_frame_is_one_message(panel):
    sent = []
    panel.stage.send_state = lambda key=None: sent.append({key} if isinstance(key, str) else set(key))
    panel.boxes["share"].value = 0.9
    assert len(sent) == 1
    assert {"hero", "headline", "png"} <= set(sent[-1])


def test_one_drag_is_one_step_back(panel):
    for value in (0.4, 0.5, 0.6):
        panel.clock[0] += 0.1
        panel.boxes["share"].value = value
    panel.clock[0] += 5
    panel.boxes["share"].value = 0.9
    panel.undo()
    assert share(panel) == 0.6
    panel.undo()
    assert share(panel) == 0.3
    panel.undo()
    assert share(panel) == 0.3


def test_undo_takes_back_presets_and_resets_whole(panel):
    panel.boxes["share"].value, panel.boxes["extra"].value = 0.9, 1.0
    press(panel, "Half")
    assert (share(panel), panel.inputs.extra) == (0.5, 0)
    panel.reset()
    assert panel._values() == panel.start
    panel.undo()
    assert share(panel) == 0.5
    panel.undo()
    assert (share(panel), panel.inputs.extra) == (0.9, 1.0)


def test_the_history_has_an_end(panel):
    for k in range(200):
        panel.apply({"share": k / 200})
    for _ in range(300):
        panel.undo()
    assert share(panel) == pytest.approx(149 / 200)


def test_several_dials_at_once_are_drawn_once(panel):
    drawn = []
    compute = panel.compute
    panel.compute = lambda inputs: (drawn.append(inputs), compute(inputs))[1]
    panel.apply({"share": 0.7, "extra": 0.2, "way": "b"})
    assert [(i.share, i.extra, i.way) for i in drawn] == [(0.7, 0.2, "b")]


def test_the_table_shows_hides_and_follows(panel):
    assert panel.stage.rows == []
    press(panel, "Show the numbers")
    assert panel.stage.rows == [["", "Share"], ["now", "30.0 %"]]
    panel.boxes["share"].value = 0.5
    assert panel.stage.rows[1] == ["now", "50.0 %"]
    press(panel, "Hide the numbers")
    assert panel.stage.rows == []


def test_the_drawer_lists_every_dial_and_follows(panel):
    assert panel.drawer.layout.display == "none"
    press(panel, "Assumptions")
    assert panel.drawer.layout.display is None
    for cell in ("Share", "30.0 %", "0.0 to 100.0 %", "This / That".lower(), "invented", "made up for the sweep"):
        assert f"<td>{cell}</td>" in panel.assumptions.value
    panel.boxes["share"].value = 0.5
    assert "<td>50.0 %</td>" in panel.assumptions.value
    press(panel, "Close the assumptions")
    assert panel.drawer.layout.display == "none"


def test_what_a_box_refuses_is_said_and_cleared(panel):
    panel.boxes["share"].box.value = "<i>lots</i>"
    assert "&lt;i&gt;lots" in panel.error.value
    assert share(panel) == 0.3
    panel.boxes["share"].value = 0.4
    assert panel.error.value == ""


def test_a_refused_box_stays_named_while_others_move_and_until_reset(panel):
    panel.boxes["share"].box.value = "96.963.1"
    panel.boxes["extra"].value = 1.0
    assert "Share" in panel.error.value
    assert panel.boxes["share"].box.value == "96.963.1"
    panel.reset()
    assert (panel.error.value, panel.boxes["share"].box.value) == ("", "30.0")


def test_an_error_of_the_model_becomes_one_sentence_and_still_raises():
    panel = broken("raises")
    panel.apply({"share": 0.8, "way": "b"})
    hero = panel.stage.hero
    with pytest.raises(ZeroDivisionError, match="the crooked one"):
        panel.boxes["share"].value = 1.0
    assert "could not be drawn. Press Reset" in panel.error.value
    assert panel.stage.hero == hero  # the last good picture stays
    panel.reset()
    assert panel.error.value == ""
    assert panel.stage.hero == "30.0 %"


def test_an_error_of_the_picture_still_raises():
    panel = broken("picture raises")
    with pytest.raises(IndexError, match="the crooked picture"):
        panel.apply({"share": 1.0})
    assert "could not be drawn" in panel.error.value


def test_bad_input_is_its_own_sentence_and_raises_nothing():
    panel = broken("complains")
    panel.boxes["share"].value = 1.0
    assert "share: 1 is too much." in panel.error.value
    panel.boxes["share"].value = 0.5
    assert panel.error.value == ""


def test_the_screen_may_ask_for_another_size(panel):
    from pictures import decode

    panel.stage.set_state({"scale": 2.0})
    assert decode(panel.stage.png).size == (1200, 480)
    panel.boxes["share"].value = 0.5
    assert decode(panel.stage.png).size == (1200, 480)


def test_a_subclass_must_give_its_three_parts():
    for method in ("compute", "words", "table"):
        with pytest.raises(NotImplementedError):
            getattr(Explorable, method)(None, None)
