"""The flagship's pictures and panels, as a person moves them."""

import html
from dataclasses import replace

import pytest
import walking

from customerbase import InputError
from synthetic import generate
from widgets import RetentionIllusion
from widgets.explorables.retention_illusion.cohort import Cohort
from widgets.explorables.retention_illusion.cohort_figure import CohortFigure
from widgets.explorables.retention_illusion.cohort_model import CohortInputs, cohort
from widgets.explorables.retention_illusion.leavers import who_left
from widgets.explorables.retention_illusion.quarter import Quarter, crowd_top, dials_for
from widgets.explorables.retention_illusion.quarter_figure import QuarterFigure
from widgets.explorables.retention_illusion.quarter_model import QuarterInputs, quarter
from widgets.panel.firm import Firm
from widgets.panel.lettering import spread
from widgets.state import eventlog

STORY = QuarterInputs(740_000, 37_000, 22_000, 100, "opening", 100, 100)


# Pictures --------------------------------------------------------------------------------------------------------
def test_the_crowd_is_one_figure_a_thousand():
    figure = QuarterFigure()
    figure.update(quarter(STORY))
    assert len(figure.gone.get_xdata()) == 37
    assert len(figure.came.get_xdata()) == 22
    assert figure.gone_label.get_text() == "37,000 left this quarter: $3.7M a year"
    figure.update(quarter(replace(STORY, lost=1, won=0)))
    assert len(figure.gone.get_xdata()) == 1  # a person is never rounded away
    assert len(figure.came.get_xdata()) == 0


def test_before_the_bet_the_projection_shows_today_only():
    figure = QuarterFigure()
    figure.sealed = True
    figure.update(quarter(STORY))
    assert len(figure.line.get_xdata()) == 1
    assert figure.end_label.get_text() == ""
    assert not figure.heading.get_visible()


def test_the_cohort_before_and_after_the_bet():
    figure = CohortFigure()
    result = cohort(CohortInputs(1 / 3, 0.9, 0.5, 0))
    figure.sealed = True
    figure.update(result)
    assert figure.rate.get_xdata().tolist() == [1]  # what the question gives away, and no more
    assert [label.get_text() for label in figure.counts] == ["", "6,333", "", "", ""]
    assert not figure.rate_label.get_visible()
    assert [label.get_text() for label in figure.own_labels] == ["the loyal: 90.0 %", "the fragile: 50.0 %"]
    figure.sealed = False
    figure.update(result)
    assert figure.rate.get_xdata().tolist() == [1, 2, 3, 4]
    assert figure.counts[4].get_text() == "2,604"
    assert figure.rate_label.get_text() == "report: 79.8 %"


@pytest.mark.parametrize("levels", [[0, 0, 0, 0], [1, 1, 1, 1], [0, 1, 0, 0.5], [0.5, 0.51, 0.52], [0.3]])
def test_labels_are_kept_apart_and_in_range(levels):
    places = spread(levels, 0.085, 0.02, 1.03)
    assert places.min() >= 0.02 - 1e-9
    assert places.max() <= 1.03 + 1e-9
    gaps = sorted(places)
    assert all(b - a >= 0.085 - 1e-9 for a, b in zip(gaps, gaps[1:], strict=False))
    for low, one in zip(levels, places, strict=True):
        for high, other in zip(levels, places, strict=True):
            assert (low < high) <= (one < other)


# The panels ------------------------------------------------------------------------------------------------------
@pytest.fixture
def scene():
    panel = Quarter(None)
    panel.bet_box.way.value, panel.bet_box.letters.value = "letter", 2
    panel.bet_box.commit_button.click()
    return panel


def press(panel, label):
    next(button for button in panel.bar.children if button.description == label).click()


def test_sealed_until_the_bet():
    panel = Quarter(None)
    assert panel.stage.hero == "?"
    assert panel.play.layout.display == "none"
    assert "602" not in str(panel.stage.get_state())
    assert "440,000" not in str(panel.bet_box.get_state()) + str(panel.bet_box.form.get_state())


@pytest.mark.parametrize(("low", "high", "hit"), [("580K", "620K", True), ("740,000", "900,000", False)])
def test_the_first_bet(low, high, hit):
    panel = Quarter(None)
    panel.bet_box.low.value, panel.bet_box.high.value = low, high
    panel.bet_box.commit()
    assert panel.bet_box.guess.hit is hit
    assert round(panel.bet_box.guess.answer, -3) == 602_000
    assert panel.picture.guess is panel.bet_box.guess
    assert panel.picture.bet.get_visible()
    assert (panel.stage.hero, panel.stage.meaning) == ("602,000 customers", "stay")
    assert "become 602,000 in 3 years" in panel.stage.headline
    panel.boxes["opening"].value = 800_000
    assert (panel.stage.hero, panel.stage.meaning) == ("37,000 people gone", "lost")
    assert panel.play.layout.display is None
    assert eventlog.events("bet")[0]["hit"] is hit


@pytest.mark.parametrize(("letter", "hit"), [(0, False), (1, False), (2, True)])
def test_both_bets_by_letter(letter, hit):
    for scene in (Quarter(None), Cohort(None)):
        scene.bet_box.way.value, scene.bet_box.letters.value = "letter", letter
        scene.bet_box.commit()
        assert scene.bet_box.guess.hit is hit
        belief = scene.bet.options[letter].belief
        assert bool(belief) is not hit
        assert html.escape(belief) in scene.bet_box.outcome.value


@pytest.mark.parametrize(("low", "high", "hit"), [("75", "85 %", True), ("60", "66", False)])
def test_the_second_bet(low, high, hit):
    panel = Cohort(None)
    assert panel.stage.hero == "?"
    panel.bet_box.low.value, panel.bet_box.high.value = low, high
    panel.bet_box.commit()
    assert panel.bet_box.guess.hit is hit
    assert panel.bet_box.guess.answer == pytest.approx(0.798, abs=5e-4)
    assert panel.picture.bet.get_visible()
    assert "nobody’s own rate changed" in panel.stage.headline


def test_a_bet_that_is_none_keeps_it_shut():
    panel = Quarter(None)
    panel.bet_box.low.value, panel.bet_box.high.value = "many", "more"
    panel.bet_box.commit()
    assert panel.stage.hero == "?"
    assert "is not a number" in panel.bet_box.error.value


def test_the_headline_follows_lost_won_worth_and_denominator(scene):
    assert "The slide says 95.0 %, 81.5 % over a year; " in scene.stage.headline
    assert scene.picture.gone_label.get_text() == "37,000 left this quarter: $3.7M a year"
    scene.boxes["won"].value = 60_000
    assert scene.picture.came_label.get_text() == "60,000 came this quarter: $6M a year"
    assert "become 951,000" in scene.stage.headline
    scene.boxes["worth_leaver"].value = 0
    assert scene.picture.gone_label.get_text() == "37,000 left this quarter"
    scene.boxes["denominator"].value = "end_over_start"
    assert "103 %, end over start" in scene.stage.headline


def test_the_base_hides_the_same_people(scene):
    for label, rate in (("Base of 100,000", "63.0 %"), ("Base of 1,000,000", "96.3 %")):
        press(scene, label)
        assert scene.stage.hero == "37,000 people gone"
        assert rate in scene.stage.headline


def test_the_table_adds_up(scene):
    press(scene, "Show the numbers")
    cells = {row[0]: row[1:] for row in scene.stage.rows}
    assert (cells["Lost"][0], cells["Won"][0], cells["Net"][0]) == ("37,000", "22,000", "−15,000")
    assert [cells[f"Customers after {k}"][0] for k in ("1 year", "2 years", "3 years")] == [
        "684,352", "639,026", "602,108"]
    assert cells["Heading for"][0] == "440,000"


def test_a_firm_of_ones_own(scene):
    boxes = scene.firm_boxes
    for key, typed in {"opening": "2,400", "won": "100", "lost": "120", "worth_leaver": "900"}.items():
        boxes.boxes[key].value = typed
    boxes.period.value = "year"
    boxes.use()
    assert scene.stage.hero == "2,340 customers"  # the bet's question, asked of this firm
    assert "95.0 %, kept of the opening customers" in scene.stage.headline
    assert "Lost in the year" in scene.boxes["lost"].label.value
    assert scene.picture.guess is None  # the bet was about the story's firm
    assert len(scene.picture.gone.get_xdata()) == 120 / scene.picture.unit
    boxes.back()
    assert scene.stage.hero == "602,000 customers"
    assert scene.picture.guess is not None


@pytest.mark.parametrize("firm", [Firm(1, 0, 0), Firm(1, 0, 1), Firm(50, 0, 50, 0, 0, "year"), Firm(3, 1e9, 2),
                                  Firm(8e9, 1e9, 8e9, 1e6, 1e6, "month"), Firm(10, 0.4, 0.2, 0.5, 0.5)])
def test_firms_of_any_size(scene, firm):
    top = crowd_top(firm)
    assert top >= firm.lost
    assert top % 75 == 0
    for dial in dials_for(firm, "$"):
        assert dial.low <= dial.start <= dial.high
        assert dial.low < dial.high
    scene.use_firm(firm)
    report = walking.Report()
    walking._look(scene, report, "start")
    for setting in walking.corners([scene.boxes[dial.key].dial for dial in scene.dials]):
        scene.apply(setting)
        if setting["lost"] > setting["opening"]:
            assert "More customers are lost than there were" in scene.error.value
        else:
            walking._look(scene, report, setting, png=False)
    assert report.trouble == []


def test_two_scenes_behind_one_switch():
    both = RetentionIllusion()
    assert isinstance(both.panel, Quarter)
    first = both.panel
    both.switch.value = "cohort"
    assert isinstance(both.panel, Cohort)
    assert both.children[1] is both.panel
    both.scene = "quarter"
    assert both.panel is first
    assert both.switch.value == "quarter"
    assert isinstance(RetentionIllusion(scene="cohort").panel, Cohort)
    with pytest.raises(InputError, match="There is no scene 'year'; choose one of quarter, cohort"):
        RetentionIllusion(scene="year")


def test_another_currency():
    panel = Quarter(None, currency="CHF ")
    panel.bet_box.low.value, panel.bet_box.high.value = "1K", "2K"
    panel.bet_box.commit()
    assert panel.picture.gone_label.get_text() == "37,000 left this quarter: CHF 3.7M a year"
    assert "CHF 100" in panel.boxes["worth_leaver"].box.value


# Who left --------------------------------------------------------------------------------------------------------
def test_the_people_who_left_are_those_gone_in_the_last_quarter():
    base = generate(customers=3_000, months=24)
    gone = who_left(base)
    member = base.arrays["member"]
    assert len(gone) == ((member[-4] == 1) & (member[-1] == 0)).sum() > 20
    left = base.customers.loc[gone.index, "truth_left"]
    assert left.between(base.months[-3], base.months[-1]).all()
    assert gone["revenue"].is_monotonic_decreasing


def test_six_faces_at_a_time_until_all_were_seen():
    base = generate(customers=400, months=24)
    names = list(who_left(base)["name"])
    panel = Quarter(base)
    press(panel, "Six people who left")
    first = panel.faces.value
    assert first.count("<li>") == min(6, len(names))
    assert "They are none of the 37,000" in first  # whose base is another
    assert f"another company ({base.name}), which lost {len(names)} in its last quarter" in first
    press(panel, "Six people who left")
    assert panel.faces.value != first


def test_a_base_nobody_left():
    base = generate(customers=1, months=12)
    panel = Quarter(base)
    if len(who_left(base)):
        pytest.fail("choose another base: somebody left")
    press(panel, "Six people who left")
    assert "Nobody left" in panel.faces.value


def test_a_shop_has_no_leavers_to_show():
    panel = Quarter(generate("shop", customers=50, months=12))
    assert "Six people who left" not in [button.description for button in panel.bar.children]
