"""Notebook 01's panels and pictures: what is shut before a bet, who is picked, and a drag, which runs a sample."""

import numpy as np
import pytest

import synthetic
from customerbase import InputError
from widgets import ValueComponents
from widgets.explorables.value_components import runs
from widgets.explorables.value_components.concierge import Concierge
from widgets.explorables.value_components.gym import GymVisit
from widgets.explorables.value_components.person import OnePerson
from widgets.lessons import LESSON
from widgets.panel import style


@pytest.fixture(scope="module")
def hotel():
    return synthetic.generate("hotel", customers=1_500)


@pytest.fixture
def person(hotel):
    return OnePerson(hotel)


def bet(panel, low, high):
    panel.bet_box.low.value, panel.bet_box.high.value = str(low), str(high)
    panel.bet_box.commit_button.click()
    return panel


# The bets ----------------------------------------------------------------------------------------------------------
def test_the_gym_is_shut_until_the_bet():
    panel = GymVisit(synthetic.generate("gym", customers=300))
    assert [number.get_text() for number in panel.picture.numbers] == ["$10", "?", "?"]
    assert not panel.picture.staying.line.get_visible()
    bet(panel, 8, 18)
    assert panel.bet_box.guess.hit
    assert "They paid $17.3 a visit" in panel.bet_box.outcome.value
    assert [number.get_text() for number in panel.picture.numbers] == ["$10", "$7.58", "$17.3"]
    assert panel.picture.bet.get_xdata()[0] == 8
    assert panel.picture.bars[2].get_facecolor()[:3] == pytest.approx(style.blend(style.LOST, 1))


def test_the_concierge_is_shut_until_the_bet(hotel):
    panel = Concierge(hotel)
    picture = panel.picture
    assert not any(artist.get_visible() for artist in (picture.bars, picture.earned, picture.taken, picture.net))
    assert len(picture.given.get_segments()) == 24
    bet(panel, 100, 200)
    assert not panel.bet_box.guess.hit
    assert panel.stage.hero == "$0.45 in all"
    assert "In all $0.45" in panel.bet_box.outcome.value
    assert [label.get_text()[-6:] for label in (picture.earned, picture.taken, picture.net_label)] == [
        "$32.87", "$32.42", " $0.45"]  # which add up
    assert picture.net.get_xdata()[0] == pytest.approx(0.455, abs=0.001)
    assert picture.earned.get_visible()


@pytest.mark.parametrize("make", [lambda hotel: GymVisit(synthetic.generate("gym", customers=300)), Concierge])
def test_one_option_of_three_holds_the_answer(hotel, make):
    panel = make(hotel)
    answer = panel.bet.answer(panel.compute(panel.inputs))
    assert [option.low <= answer <= option.high for option in panel.bet.options].count(True) == 1
    assert all(option.belief for option in panel.bet.options if not option.low <= answer <= option.high)


# One person --------------------------------------------------------------------------------------------------------
def test_another_person_has_another_month_in_the_same_base(person):
    before = person.stage.headline, np.array(person.picture.waterfall.bars.get_segments())
    line = person.picture.staying.line.get_ydata().copy()
    person.who.value = 3
    assert person.faces[3][0].split(",")[0] in person.stage.headline
    assert person.stage.headline != before[0]
    assert not np.array_equal(before[1], person.picture.waterfall.bars.get_segments())
    assert np.array_equal(line, person.picture.staying.line.get_ydata())


def test_a_tiny_base_shows_whom_it_has():
    tiny = OnePerson(synthetic.generate("hotel", customers=5))
    assert 1 <= len(tiny.faces) <= 5


def test_expected_and_surplus_are_rows_only_against_expectation(person):
    assert len(person.picture.waterfall.bars.get_segments()) == 8
    person.boxes["reference"].value = "expectation"
    assert len(person.picture.waterfall.bars.get_segments()) == 10
    assert person.picture.waterfall.names[-1].get_visible()
    person.reset()
    assert not person.picture.waterfall.names[-1].get_visible()


def test_the_table_has_the_person_and_the_money(person):
    person.toggle_numbers()
    person.apply({"quality": 1.25, "felt_to_staying": 0.6, "reference": "expectation"})
    rows = {row[0]: row[1:] for row in person.stage.rows}
    assert {"monetary", "functional", "psychological", "social", "price", "time", "effort", "value"} <= set(rows)
    path = synthetic.follow(person.faces[0][1], 0, person.inputs.setting.assumptions, offer=person.inputs.offer)
    assert rows["chance of still being there"][1] == f"{path.staying[-1]:.1%}".replace("%", " %")
    assert rows["contribution after costs"][2].startswith("−")
    assert "to pay for itself the offer would have to keep" in person.stage.headline


def test_nobody_left_is_said_so(person):
    person.apply({"price": 1.5, "quality": 0.5, "hours": 3, "hour_worth": 3, "felt_to_staying": 1.5})
    assert person.picture.felt.said.get_text() == "nobody left"
    assert "as much as before, and fewer stay" in person.stage.headline
    assert not person.error.value


# A drag ------------------------------------------------------------------------------------------------------------
@pytest.fixture
def drag(person, monkeypatch):
    """Draw at each place of a dial as while it moves; returns how often the sample and the base were run."""
    counted = []
    simulate = synthetic.simulate
    monkeypatch.setattr(runs.synthetic, "simulate", lambda draws, *args, **named: (
        counted.append(len(draws)), simulate(draws, *args, **named))[1])

    def move(key, places, **start):
        person.apply(start)
        counted.clear()
        person.rough = True
        for place in places:
            person._quiet = True
            person.boxes[key].value = place
            person._quiet = False
            person.draw()
        return counted

    return move


def test_a_drag_runs_the_sample_at_a_few_places_and_never_the_base(drag, person):
    counted = drag("hours", np.linspace(0.5, 2.5, 60), felt_to_staying=0.6)
    assert set(counted) == {runs.SAMPLE}
    assert len(counted) <= runs.NODES + 2
    assert "(a sample of 200)" in person.stage.headline
    person.rough = False
    person.draw()
    assert "sample" not in person.stage.headline


def test_a_moving_picture_is_close_to_the_whole_base(drag, person):
    """200 of about 1,000 people: a felt value of sd 1.5 over the 60 of them who stay has a standard error of 0.2."""
    drag("hours", [1.7], felt_to_staying=0.6)
    moving = person.compute(person.inputs)
    person.rough = False
    whole = person.compute(person.inputs)
    assert np.array_equal(moving.before.members, whole.before.members)  # the grey line stands still
    change = whole.after.members[-1] / whole.before.members[-1] - 1
    assert change < -0.1
    assert moving.after.members[-1] / whole.after.members[-1] == pytest.approx(1, abs=0.15)
    assert moving.after.felt[-1] == pytest.approx(whole.after.felt[-1], abs=0.4)


def test_at_zero_effect_the_lines_are_one_while_a_dial_moves(drag, person):
    drag("hours", [1.7, 2.1], felt_to_staying=0)
    moving = person.compute(person.inputs)
    assert np.array_equal(moving.before.members, moving.after.members)
    drag("felt_to_staying", [0.3, 0], hours=1)
    moving = person.compute(person.inputs)
    assert np.array_equal(moving.before.members, moving.after.members)


# Scenes and lesson -------------------------------------------------------------------------------------------------
def test_the_scenes_are_built_when_they_are_seen(hotel):
    scenes = ValueComponents(hotel)
    assert list(scenes._built) == ["gym"]
    assert scenes.switch.layout.display is None
    scenes.scene = "visa"
    assert "a typical applicant" in scenes.panel.stage.headline.lower()
    assert list(scenes._built) == ["gym", "visa"]


def test_a_scene_that_is_asked_for_comes_alone(hotel):
    alone = ValueComponents(hotel, scene="restaurant")
    assert alone.switch.layout.display == "none"
    assert len(alone.switch.options) == 1
    assert alone.panel.name.endswith("The restaurant")
    assert len(ValueComponents.scenes) == 5
    with pytest.raises(InputError, match="gym, restaurant, visa, concierge, person"):
        ValueComponents(hotel, scene="spa")


@pytest.mark.parametrize("seed", range(12))
def test_the_exercise_s_key_against_hand_count(seed):
    task = LESSON.tasks["visa-agent"]
    case, right = task.case(seed), task.right(task.case(seed))
    fees = [case["hours"] * worth + case["effort"] for worth in case["worths"]]
    brings = [(6 - k) * (fee - case["cost"]) for k, fee in enumerate(fees)]
    assert right == {"first": fees[0], "everybody": pytest.approx(brings[0]),
                     "fee": fees[int(np.argmax(brings))], "contribution": pytest.approx(max(brings))}
    assert sorted(brings)[-2] <= max(brings) - 10  # no second fee comes near
    assert brings[0] < max(brings)  # the cheapest fee is not the best
    assert [part.ok for part in task.check(right, case)] == [True] * 4 + [None]
    wrong = {key: amount + 1 for key, amount in right.items()}
    assert [part.ok for part in task.check(wrong, case)] == [False] * 4 + [None]
    assert [part.ok for part in task.check({}, case)] == [False] * 4 + [None]
    assert str(round(right["fee"])) in task.solution(case)
