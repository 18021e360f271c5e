"""One thing to try at a time: confirmed by the picture, then the next; skipped ones pass; tomorrow it goes on."""

import pytest
from sample import Sample

from widgets.panel.tries import Try
from widgets.state import eventlog


class Tried(Sample):
    tries = (
        Try("half", "Keep half", "Keep half: move it.", ("kept",), lambda i, r: r <= 500, "Half is left."),
        Try("all", "Keep all & <all>", "Keep all of them.", ("kept",), lambda i, r: r >= 1_000,
            lambda r: f"{r:,.0f} are left, 100 %."),
    )


@pytest.fixture
def panel():
    return committed(Tried())


def committed(panel):
    panel.bet_box.way.value, panel.bet_box.letters.value = "letter", 1
    panel.bet_box.commit()
    return panel


def shown(box):
    """Which of the buttons are on show."""
    return [button.description for button in box.bar.children if button.layout.display is None]


def test_the_first_is_offered_and_not_confirmed_before_the_bet():
    panel = Tried()
    panel.boxes["kept"].value = 0.5
    assert "Try 1 of 2." in panel.try_box.line.value
    assert eventlog.events("try") == []


def test_a_dial_confirms_it_with_one_sentence_and_offers_the_next(panel):
    box = panel.try_box
    assert shown(box) == ["Skip this"]
    panel.boxes["kept"].value = 0.4
    assert "✓</b> Half is left." in box.line.value
    assert shown(box) == ["Next try"]
    panel.boxes["kept"].value = 0.9  # reached once is reached
    assert "Half is left." in box.line.value
    box.next_button.click()
    assert "Try 2 of 2.</b> Keep all of them." in box.line.value
    panel.boxes["kept"].value = 1
    assert "1,000 are left, 100&nbsp;%." in box.line.value
    box.next_button.click()
    assert "✓ Keep half · ✓ Keep all &amp; &lt;all&gt;" in box.line.value
    assert shown(box) == ["Try them again"]
    assert [event["try"] for event in eventlog.events("try")] == ["half", "all"]  # each once, and none in a frame


def test_one_that_is_true_already_begins_at_the_start(panel):
    panel.boxes["kept"].value = 0.4
    panel.try_box.next_button.click()
    panel.try_box.afresh()
    assert panel.boxes["kept"].value == panel.start["kept"]
    assert "✓" not in panel.try_box.line.value


def test_what_is_skipped_passes_and_is_said(panel):
    panel.try_box.skip_button.click()
    assert "Try 2 of 2." in panel.try_box.line.value
    panel.try_box.skip_button.click()
    assert "skipped: Keep half" in panel.try_box.line.value
    assert [event["done"] for event in eventlog.events("try")] == [False, False]


def test_the_next_day_it_goes_on(panel):
    panel.boxes["kept"].value = 0.4
    again = committed(Tried())
    assert again.try_box.current.key == "all"
    assert "Try 2 of 2." in again.try_box.line.value


def test_in_the_room_it_begins_anew(panel, monkeypatch):
    panel.boxes["kept"].value = 0.4
    monkeypatch.setenv("VALUED_ROOM", "1")
    assert Tried().try_box.current.key == "half"


def test_a_rough_frame_confirms_nothing(panel):
    panel.rough = True
    panel._quiet = True
    panel.boxes["kept"].value = 0.4
    panel.draw()
    assert "✓" not in panel.try_box.line.value
    panel.rough = False
    panel.draw()
    assert "✓" in panel.try_box.line.value


def test_a_panel_without_any_shows_nothing():
    assert Sample().try_box.layout.display == "none"


def test_a_button_out_of_sight_does_nothing(panel):
    box = panel.try_box
    box.next_button.click()  # not reached yet
    assert "Try 1 of 2." in box.line.value
    panel.boxes["kept"].value = 0.4
    box.skip_button.click()  # reached: not skipped
    assert "Half is left." in box.line.value
    box.next_button.click()
    box.skip_button.click()
    assert shown(box) == ["Try them again"]
    box.next_button.click()
    box.skip_button.click()  # none is left
    assert "✓ Keep half · skipped: Keep all" in box.line.value
    assert [(event["try"], event["done"]) for event in eventlog.events("try")] == [("half", True), ("all", False)]
