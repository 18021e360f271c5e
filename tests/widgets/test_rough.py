"""While a dial moves a fixed sample is drawn, and the whole base once it rests; without a loop the whole at once."""

import asyncio

import pytest
from test_broken_explorable import crooked

from widgets.panel import explorable
from widgets.panel.explorable import Words


class Simulated(crooked.Crooked):
    """The headline says how much of the base it speaks of; every draw is noted."""

    fault = ""
    simulates = True

    def prepare(self):
        super().prepare()
        self.drawn = []

    def compute(self, inputs):
        self.drawn.append((inputs.share, self.rough))
        return super().compute(inputs)

    def words(self, result):
        hero, headline, meaning = super().words(result)
        return Words(hero, f"{headline} in a sample" if self.rough else headline, meaning)


@pytest.fixture
def rest(monkeypatch):
    monkeypatch.setattr(explorable, "REST", 0.02)
    return 0.02


def in_a_loop(steps):
    """Run `steps(panel)`, a coroutine, as a kernel does, in a loop; returns the panel."""
    async def run():
        panel = Simulated()
        panel.drawn.clear()
        await steps(panel)
        return panel

    return asyncio.run(run())


def slide(panel, *values):
    for value in values:
        panel.boxes["share"].slider.value = value


def test_a_drag_is_drawn_rough_and_once_whole_when_it_rests(rest):
    async def drag(panel):
        slide(panel, 0.4, 0.5)
        assert "in a sample" in panel.stage.headline
        await asyncio.sleep(20 * rest)

    panel = in_a_loop(drag)
    assert panel.drawn == [(0.4, True), (0.5, True), (0.5, False)]
    assert "50.0 %" in panel.stage.headline
    assert "in a sample" not in panel.stage.headline


def test_moves_that_come_soon_put_the_whole_base_off(monkeypatch):
    monkeypatch.setattr(explorable, "REST", 0.3)

    async def drag(panel):
        for value in (0.4, 0.5, 0.6):
            slide(panel, value)
            await asyncio.sleep(0.02)
        assert [rough for _, rough in panel.drawn] == [True, True, True]
        await asyncio.sleep(0.6)

    assert in_a_loop(drag).drawn[3:] == [(0.6, False)]


@pytest.mark.parametrize("button", ["reset", "undo"])
def test_reset_and_undo_draw_the_whole_base_and_nothing_follows(rest, button):
    async def press(panel):
        slide(panel, 0.4)
        getattr(panel, button)()
        await asyncio.sleep(20 * rest)

    assert in_a_loop(press).drawn == [(0.4, True), (0.3, False)]


def test_without_a_loop_the_whole_base_is_drawn_at_once():
    panel = Simulated()
    slide(panel, 0.4)
    assert panel.drawn[-1] == (0.4, False)
    assert "in a sample" not in panel.stage.headline


def test_an_explorable_that_only_calculates_is_never_rough(rest, monkeypatch):
    monkeypatch.setattr(Simulated, "simulates", False)

    async def drag(panel):
        slide(panel, 0.4)
        await asyncio.sleep(20 * rest)

    assert in_a_loop(drag).drawn == [(0.4, False)]
