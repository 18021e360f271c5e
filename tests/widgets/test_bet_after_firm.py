"""The bet asks about the story, so a firm's numbers must not move its answer."""

from widgets.explorables.retention_illusion.quarter import Quarter
from widgets.panel.firm import Firm


def commit(panel):
    panel.bet_box.low.value, panel.bet_box.high.value = "600K", "700K"
    panel.bet_box.commit()
    return panel.bet_box.guess.answer


def test_betting_again_is_about_the_story():
    panel = Quarter()
    answer = commit(panel)
    panel.use_firm(Firm(opening=5_000, won=100, lost=400))
    panel.bet_box.again()
    assert panel.stage.hero == "?"
    assert commit(panel) == answer
    assert panel.inputs.opening == 740_000
