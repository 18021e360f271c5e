"""Notebook 09's two bets, computed on the spot, the accounts beside the worth, and the exercise."""

import numpy as np
import pytest

import synthetic
from customerbase import InputError
from metrics import equity
from widgets.explorables.segment_shift import TopTenth, TwoViews, UpAndDown
from widgets.lessons import LESSON


def commit(panel, low, high):
    panel.bet_box.low.value, panel.bet_box.high.value = low, high
    panel.bet_box.commit()
    assert panel.bet_box.guess is not None, panel.bet_box.error.value


def test_the_top_tenth_falls_forwards_and_backwards():
    panel = TopTenth()
    assert panel.picture.sealed
    assert np.isnan(panel.compute(panel.inputs).right).all()
    commit(panel, "-45", "-35")
    assert panel.bet_box.guess.hit
    assert panel.bet_box.guess.answer == pytest.approx(-0.406, abs=0.0005)
    assert panel.stage.hero == "−40.6 %"
    assert "2,357 customers" in panel.stage.headline
    assert "+2.88 %" in panel.stage.headline
    assert "45.3" not in panel.stage.headline
    panel.boxes["back"].value = True
    assert "45.3 % less in Q3 1997" in panel.stage.headline
    assert "the fall is no news" in panel.stage.headline
    drawn = panel.picture.guess
    assert (drawn.low, drawn.high) == pytest.approx([0.55 * panel.picture.start, 0.65 * panel.picture.start])


def test_a_bet_on_the_top_tenth_can_be_lost_by_letter():
    panel = TopTenth()
    panel.bet_box.way.value, panel.bet_box.letters.value = "letter", 0
    panel.bet_box.commit()
    assert not panel.bet_box.guess.hit
    assert "partly by luck" in panel.bet_box.outcome.value
    assert panel.bet.options[2].low <= panel.bet_box.guess.answer <= panel.bet.options[2].high


def test_as_many_up_as_down_costs_6500():
    panel = UpAndDown()
    assert panel.stage.hero == "?"
    commit(panel, "-1,000", "1,000")
    assert panel.bet_box.guess.answer == -6_500
    assert "−$6,500, of 10,500" in panel.bet_box.outcome.value
    found = panel.compute(panel.inputs)
    assert (found.fell, found.rose, found.lost, found.new) == (100, 100, 0, 0)
    panel.boxes["rise_to"].value = 85
    assert panel.compute(panel.inputs).closing_value == panel.compute(panel.inputs).opening_value
    panel.apply({"fall": 50, "rise": 150})
    assert panel.compute(panel.inputs).rose == 3 * panel.compute(panel.inputs).fell
    assert panel.compute(panel.inputs).closing_value < panel.compute(panel.inputs).opening_value
    low, high = panel.picture.bet.get_ydata()
    assert abs(low - high) > 2


def test_two_views_are_those_of_equity_at_every_setting():
    base = synthetic.generate("telecom", 1_000)
    panel = TwoViews(base)
    for retention, discount, cac in ((0.9, 0.1, 0), (0.5, 0.4, 40), (0.99, 0.04, 500)):
        found = panel.compute(panel.Inputs(retention, discount, cac))
        right = equity.two_views(base, *panel.ends, retention, discount, cac=cac)
        assert found.table["money"].tolist() == pytest.approx(right["money"].tolist())
        assert found.table["people"].tolist() == right["people"].tolist()
        assert found.left == pytest.approx(right.loc["cost centre", "money"].to_numpy())
        assert found.right[0] + found.right[1] - found.right[2] == pytest.approx(found.right[3])
        assert found.one.value == pytest.approx(
            equity.clv(found.left[:2].sum() / right.loc[("asset", "closing customers"), "people"], retention,
                       1.0 * (1 + discount) ** (3 / 12) - 1).value)
    panel.toggle_numbers()
    assert "m(1+d)/(1+d-r)" in panel.stage.rows[-1][0]
    with pytest.raises(InputError, match="contracts"):
        TwoViews(synthetic.generate("shop", 50))


def test_the_exercise_adds_up_and_half_of_its_cases_are_news():
    task = LESSON.tasks["page-headline"]
    news = 0
    for seed in range(60):
        c = task.case(seed)
        right = task.right(c)
        assert right["net_people"] == c["new"] - c["lost"]
        assert right["net_value"] == c["new_value"] + c["more"] - c["lost_value"] - c["less"]
        assert c["fell"] - c["by_chance"] == right["excess"]
        news += abs(right["excess"]) > c["half"]
        assert (right["news"] == task.fields[3].form[0]) == (abs(right["excess"]) > c["half"])
        assert right["net_people"] > 0 > right["net_value"]  # more people, less money: the headline must say both
        parts = task.check(right | {"headline": "x"}, c)
        assert [part.ok for part in parts] == [True, True, True, True, None]
        wrong = {"net_people": -right["net_people"], "net_value": c["new_value"] - c["lost_value"],
                 "excess": c["fell"], "news": next(o for o in task.fields[3].form if o != right["news"])}
        assert [part.ok for part in task.check(wrong, c)] == [False, False, False, False, None]
    assert 15 < news < 45
