"""Dials, choices, boxes and buttons, moved by setting `.value` as the browser would."""

import ipywidgets as ipw
import pytest

from customerbase import InputError
from widgets.panel.controls import ARITHMETIC, Choice, ChoiceBox, Dial, NumberBox, Press, Said, SliderBox, build, marked
from widgets.panel.forms import PEOPLE, PERCENT, currency_form

SHARE = Dial("share", "Share kept", 0, 1, 0.01, 0.5, PERCENT)


def test_slider_box_and_value_are_one():
    box = SliderBox(SHARE)
    seen = []
    box.observe(lambda change: seen.append(change.new), "value")
    box.slider.value = 0.7
    assert (box.value, box.box.number, box.box.value) == (0.7, 0.7, "70.0")
    box.box.value = "25 %"
    assert (box.value, box.slider.value, box.box.value) == (0.25, 0.25, "25.0")
    box.value = 1.0
    assert (box.slider.value, box.box.value) == (1.0, "100.0")
    assert seen == [0.7, 0.25, 1.0]  # one change each, no echo


@pytest.mark.parametrize("typed", ["junk", "120", "-1", "", "$5", "0.9", "1 %2"])
def test_what_a_box_refuses_stays_in_it_marked_and_said_and_the_dial_stays(typed):
    said = []
    box = SliderBox(SHARE, said.append)
    box.box.value = typed
    assert (box.value, box.slider.value, box.box.value) == (0.5, 0.5, typed)
    assert "vd-refused" in box.box._dom_classes
    assert said == [box.problem]
    assert said[0].startswith("Share kept")
    box.box.value = "60"
    assert (box.value, box.box.value, said[-1], box.problem) == (0.6, "60.0", "", "")
    assert "vd-refused" not in box.box._dom_classes


def test_a_refused_text_goes_when_the_number_is_set_otherwise():
    said = []
    box = SliderBox(SHARE, said.append)
    box.box.value = "junk"
    box.slider.value = 0.7
    assert (box.box.value, box.problem, said[-1]) == ("70.0", "", "")
    box.box.value = "junk"
    box.box.value = "70.0"  # back to what it was
    assert (box.problem, said[-1]) == ("", "")
    box.box.value = "junk"
    box.set_range(Dial("share", "People", 0, 1, 0.01, 0.7, PERCENT))
    assert (box.box.value, box.problem, box.value) == ("70.0", "", 0.7)


@pytest.mark.parametrize(("typed", "number", "shown"), [
    ("95,25", 0.9525, "95.25"), ("96", 0.96, "96.0"), ("0.5 %", 0.005, "0.5"), ("1.234 %", 0.01234, "1.2340"),
    ("50", 0.5, "50.0"),
])
def test_what_was_read_is_written_back_in_full(typed, number, shown):
    said = []
    box = SliderBox(SHARE, said.append)
    box.box.value = typed
    assert (box.value, box.box.value, said) == (number, shown, [])


def test_out_of_range_names_the_range():
    said = []
    NumberBox("Lost", 10, PEOPLE, 0, 75_000, said.append).value = "80K"
    assert said == ["Lost: 80,000 customers is outside 0 to 75,000 customers; type a number within it."]


def test_a_box_without_limits_takes_any_number():
    box = NumberBox("Lost", 10, PEOPLE)
    box.value = "-5"
    assert (box.number, box.value) == (-5, "−5")


def test_another_range_in_any_order():
    box = SliderBox(SHARE)
    for low, high, start in ((100, 200, 150), (0, 50, 25), (-20, -10, -15), (0, 1e6, 5e5)):
        box.set_range(Dial("share", "People", low, high, 1, start, PEOPLE))
        assert (box.slider.min, box.slider.max, box.slider.value, box.value) == (low, high, start, start)
        assert box.box.value == PEOPLE.write(start)
    assert "People" in box.label.value
    box.box.value = "1,000,001"
    assert box.value == 5e5


def test_the_label_carries_what_is_spoken_and_escapes_it():
    label = SliderBox(Dial("x", "<b>Worth</b>", 0, 1, 1, 0, currency_form('"'))).label.value
    assert "&lt;b&gt;Worth" in label
    assert 'data-before="&quot;"' in label
    assert 'data-factor="100" data-decimals="1" data-before="" data-unit="%"' in SliderBox(SHARE).label.value


def test_a_choice_and_its_buttons_are_one():
    choice = Choice("way", "Way", {"This": "a", "That": "b"}, "a")
    box = build(choice)
    assert isinstance(box, ChoiceBox)
    seen = []
    box.observe(lambda change: seen.append(change.new), "value")
    box.buttons.value = "b"
    assert box.value == "b"
    box.value = "a"
    assert box.buttons.value == "a"
    assert seen == ["b", "a"]
    with pytest.raises(InputError, match="Way: 'c' is none of its options; choose one of 'a', 'b'."):
        box.value = "c"


def test_build_makes_a_slider_of_a_dial():
    assert isinstance(build(SHARE), SliderBox)
    assert SHARE.source is ARITHMETIC


def test_a_press_lets_its_errors_through(caplog):
    def fail():
        raise ZeroDivisionError("through")

    with pytest.raises(ZeroDivisionError, match="through"):
        Press("Go", fail).click()
    with pytest.raises(ZeroDivisionError, match="through"):  # and so does the browser's message
        Press("Go", fail)._handle_button_msg(None, {"event": "click"}, [])
    assert not caplog.records


def test_the_browser_cannot_round_a_start_between_two_steps():
    box = SliderBox(Dial("level", "Kept", 0.6, 0.98, 0.005, 0.9045, PERCENT))
    seen = []
    box.observe(lambda change: seen.append(change.new), "value")
    box.slider.value = 0.9050000000000001  # what a browser sends unasked when it draws the slider
    assert (box.value, box.box.value, seen) == (0.9045, "90.5", [])
    box.slider.value = 0.91
    box.slider.value = 0.905  # now somebody moved there
    assert seen == [0.91, 0.905]
    box.value = 0.9045
    assert box.slider.value == 0.9045


@pytest.mark.parametrize("shown", [880, 920])  # 900 lies halfway between two steps of 40: browsers round it up
def test_the_browser_cannot_round_a_number_that_lies_halfway(shown):
    box = SliderBox(Dial("won", "Won", 0, 3_000, 40, 900, PEOPLE))
    box.slider.value = shown
    assert (box.value, box.box.value) == (900, "900")
    box.slider.value = 1_800 - shown  # a real move, one step the other way
    assert box.value == 1_800 - shown


def test_what_was_said_of_a_box_goes_when_that_is_changed():
    boxes = ipw.Text(), ipw.Text()
    said = Said().of(*boxes)
    marked(boxes[0], True)
    said.value = "wrong"
    boxes[1].value = "other"
    assert said.value == ""
    said.value = "wrong"
    boxes[0].value = "mended"
    assert (said.value, "vd-refused" in boxes[0]._dom_classes) == ("", False)
