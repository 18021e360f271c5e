"""Moves that a page sends are noted, and made again on a fresh set of the same widgets they lead to the same place."""

import ipywidgets as ipw
import pytest
import walking
from ipywidgets.widgets.widget import _instances

from widgets import RetentionIllusion
from widgets.panel.again import MOST, Moves
from widgets.panel.own_orders import OwnOrders
from widgets.panel.sheet import sheet


@pytest.fixture
def page():
    """Make a page of widgets, as a kernel's first: page(make) -> (what make gave, Moves)."""
    sheet()

    def start(make):
        others = dict(_instances)
        _instances.clear()
        made = make()
        moves = Moves()
        _instances.update(others)
        return made, moves

    return start


def send(moves, widget, **state):
    """What a browser sends when a person changes a widget."""
    widget.set_state(state)
    return moves.note(widget, {"method": "update", "state": state, "buffer_paths": []})


def press(moves, button):
    button.click()
    return moves.note(button, {"method": "custom", "content": {"event": "click"}})


def seen(explorable):
    return explorable.stage.hero, explorable.stage.headline, explorable.stage.rows, explorable.stage.png


def move_all(explorable, moves):
    """A short session: bet, every slider, a preset, the table, the assumptions."""
    if explorable.bet_box:
        send(moves, explorable.bet_box.way, index=1)
        send(moves, explorable.bet_box.letters, index=1)
        press(moves, explorable.bet_box.commit_button)
    for button in list(explorable.bar.children):
        press(moves, button)
    for box in explorable.boxes.values():
        if hasattr(box, "slider"):
            low, high, step = box.dial.low, box.dial.high, box.dial.step
            send(moves, box.slider, value=min(low + step * round((high - low) / step / 3), high))
        else:
            send(moves, box.buttons, index=len(box.dial.options) - 1)


@pytest.mark.parametrize("cls", walking.find(), ids=lambda cls: cls.__name__)
def test_every_explorable_comes_back_to_what_it_showed(cls, bases, page):
    def make():
        return cls.example(bases[cls.company]["normal"]) if cls.company else cls()

    first, moves = page(make)
    move_all(first, moves)
    second, again = page(make)
    assert seen(second) != seen(first)
    assert again.sign == moves.sign
    _, fitted = again.again(moves.made)
    assert fitted == len(moves.made) > 3
    assert seen(second) == seen(first)
    assert again.made == moves.made


def test_what_was_built_later_is_found_by_the_way_to_it(page):
    first, moves = page(RetentionIllusion)
    send(moves, first.switch, index=1)
    send(moves, first.panel.bet_box.way, index=1)
    assert len(moves.made[-1][0]) > 1
    second, again = page(RetentionIllusion)
    again.again(moves.made)
    assert second.scene == "cohort"
    assert second.panel.bet_box.way.value == "letter"


def test_a_drag_is_one_move_and_presses_are_each_one(page):
    row, moves = page(lambda: ipw.HBox([ipw.FloatSlider(), ipw.Button(), ipw.FloatSlider()]))
    left, button, right = row.children
    for value in (1.0, 2.0, 3.0):
        assert send(moves, left, value=value)[0] == 0
    press(moves, button)
    press(moves, button)
    send(moves, right, value=5.0)
    assert [move[2] for move in moves.made] == [{"value": 3.0}, None, None, {"value": 5.0}]


@pytest.mark.parametrize("move", [
    None, [], "x", [[0], "FloatSlider"], [[99], "FloatSlider", {"value": 3}], [[0, 7], "FloatSlider", {"value": 3}],
    [["a"], "FloatSlider", {"value": 3}], [[0], "Text", {"value": 3}], [[0], "FloatSlider", {"value": "os.remove"}],
    [[0], "FloatSlider", None], [[1], "HTML", {"value": "<script>"}], [[0], "FloatSlider", {"_model_name": "x"}],
])
def test_a_move_that_does_not_fit_is_left_out(page, move):
    row, moves = page(lambda: ipw.HBox([ipw.FloatSlider(), ipw.HTML("safe")]))
    slider, text = row.children
    before = [slider.value, text.value, slider._model_name]
    moves.again([move])
    assert [slider.value, text.value, slider._model_name] == before
    at = moves.places[slider.model_id]
    moves.again([move, [at, "FloatSlider", {"value": 1e9}]])
    assert slider.value == slider.max  # the widget's own check of values


def test_moves_are_no_list(page):
    _, moves = page(ipw.FloatSlider)
    assert moves.again({"a": 1}) == ({}, 0)


def test_files_and_what_the_browser_does_by_itself_are_no_moves(page):
    own, moves = page(lambda: OwnOrders(lambda base: ipw.Label("story")))
    assert moves.note(own.upload, {"method": "update", "state": {"value": []}, "buffer_paths": [["value", 0]]}) is None
    assert moves.note(own.upload, {"method": "update", "state": {"value": []}, "buffer_paths": []}) is None
    assert moves.note(own.said, {"method": "update", "state": {"value": "<b>"}, "buffer_paths": []}) is None
    assert moves.note(own.back_button, {"method": "update", "state": {"_view_count": 1}, "buffer_paths": []}) is None
    assert moves.note(own.back_button, {"method": "custom", "content": {"event": "other"}}) is None
    assert moves.made == []


def test_the_list_ends(page):
    row, moves = page(lambda: ipw.HBox([ipw.Button()]))
    for _ in range(MOST + 5):
        moves.note(row.children[0], {"method": "custom", "content": {"event": "click"}})
    assert len(moves.made) == MOST
