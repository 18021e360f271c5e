"""Notebook 01's numbers, by value, on the scenes' own results; and zero, which is the untouched base exactly."""

from dataclasses import replace

import numpy as np
import pytest

import synthetic
from customerbase import InputError
from metrics import best_offer, offer_at
from synthetic.events import Extra
from widgets.explorables.value_components.concierge import Concierge
from widgets.explorables.value_components.gym import GymVisit
from widgets.explorables.value_components.parts import change
from widgets.explorables.value_components.person import OnePerson
from widgets.explorables.value_components.person_model import segment_values, surplus_path
from widgets.explorables.value_components.restaurant import Restaurant
from widgets.explorables.value_components.runs import COURSE, Course, opening, points_needed
from widgets.explorables.value_components.selling import PEOPLE
from widgets.explorables.value_components.visa import USUAL_FEE, VisaAgent


@pytest.fixture(scope="module")
def hotel():
    return synthetic.generate("hotel", customers=1_500)


@pytest.fixture(scope="module")
def person(hotel):
    return OnePerson(hotel)


@pytest.fixture(scope="module")
def concierge(hotel):
    return Concierge(hotel)


@pytest.fixture(scope="module")
def gym():
    return GymVisit(synthetic.generate("gym", customers=1_500))


def at(panel, **values):
    """The panel's result at its start but for a few dials."""
    return panel.compute(panel.Inputs(**{**panel.start, **values}))


def differs(result):
    """The names of what is not exactly as in the untouched base."""
    return {name for name in COURSE if not np.array_equal(getattr(result.before, name), getattr(result.after, name))}


# Numbers by value --------------------------------------------------------------------------------------------------
def test_the_concierge_earns_32_9_and_32_4_are_taken_back(concierge):
    result = at(concierge)
    assert result.earned == pytest.approx(32.9, abs=0.05)
    assert result.taken == pytest.approx(-32.4, abs=0.05)
    assert result.earned + result.taken == pytest.approx((result.path.expectation[-1] - 0) / 0.3)
    never = at(concierge, pull=0)
    assert (never.earned, never.taken) == (120, 0)


def test_the_chain_gives_the_same_numbers_as_the_picture(concierge):
    """One guest followed through the simulation, whose expectation moves by itself."""
    setting = concierge.Inputs(**concierge.start).setting
    one = concierge.runs.draws.only(3)
    gained = (synthetic.follow(one, 0, setting.assumptions, setting.events).surplus
              - synthetic.follow(one, 0, setting.assumptions).surplus)
    assert gained[:12].sum() == pytest.approx(32.9, abs=0.05)
    assert gained[12:24].sum() == pytest.approx(-32.4, abs=0.05)


def test_a_visit_costs_over_17(gym):
    result = at(gym)
    assert result.paid == pytest.approx(17.27, abs=0.005)
    assert result.foreseen == pytest.approx(7.58, abs=0.005)
    assert result.even == pytest.approx(7.2)
    assert at(gym, fee=70).paid == pytest.approx(16.79, abs=0.005)  # what the fee's source says of 70
    assert at(gym, idle=0.5).paid == pytest.approx(2 * result.paid)
    assert gym.start["fee"] > 70  # “over 70 a month”


def test_half_a_portion_for_half_the_price_leaves_half_the_surplus():
    result = at(Restaurant())
    assert result.small.price_per_portion == result.full.price_per_portion == 12
    assert result.small.benefit_per_cost == result.full.benefit_per_cost
    assert result.small.surplus == result.full.surplus / 2 == 4
    far = at(Restaurant(), trip=4)
    assert far.small.surplus == 0 < far.full.surplus / 2
    assert result.after.buyers == result.before.buyers
    assert result.after.contribution == pytest.approx(result.before.contribution / 2)


def test_waterfalls_end_in_the_sum_of_their_steps(person):
    for result in (at(Restaurant(), trip=3, taste=0.7), at(VisaAgent(), fee=90)):
        for steps in (result.usual, result.steps):
            assert steps[-1, 2] == steps[:-1, 2].sum()
            assert np.array_equal(steps[1:-1, 0], steps[:-2, 1])
    result = at(person, price=1.2, hours=0.5)
    assert result.steps["amount"].iloc[-1] == pytest.approx(result.steps["amount"].iloc[:-1].sum())
    assert result.steps["amount"]["price"] == pytest.approx(1.2 * result.usual["amount"]["price"])
    assert result.steps["amount"]["time"] == pytest.approx(0.5 * result.usual["amount"]["time"])


def test_the_visa_agent_against_hand_count():
    result = at(VisaAgent())
    assert result.most == 6 * 15 + 10
    assert result.even == pytest.approx(50 / 6)
    fees = result.after.highest
    brings = [(fees >= fee).sum() * (fee - 25) for fee in fees]
    assert result.best.contribution == pytest.approx(max(brings))
    assert result.best.price == pytest.approx(best_offer(fees, 25).price)
    assert result.after.contribution == pytest.approx(PEOPLE * offer_at(USUAL_FEE, fees, 25).contribution)
    assert np.median(fees) == pytest.approx(result.most, rel=0.01)
    assert at(VisaAgent(), hours_saved=0).even is None
    assert at(VisaAgent(), hours_saved=0, effort_saved=10).best is None


def test_the_same_offer_is_worth_more_to_some(person):
    """By segment, and their people's mean is everybody's."""
    inputs = person.Inputs(**{**person.start, "hours": 0.5})
    rows = segment_values(person.runs.draws, inputs.offer)
    segment = person.runs.draws.people.segment
    gains = {name: now - was for name, was, now in rows}
    assert gains["Business traveller"] > 2 * gains["Family"] > 0
    heads = np.bincount(segment)
    names = list(person.runs.draws.company.segments)
    mean = sum(heads[names.index(name)] * now for name, _, now in rows) / heads.sum()
    assert mean == pytest.approx(at(person, hours=0.5).worth[1])


# Reference: price or expectation -----------------------------------------------------------------------------------
def test_the_two_definitions_of_value(person):
    better = {"quality": 1.2}
    price, expected = at(person, reference="price", **better), at(person, reference="expectation", **better)
    value, usual = (float(steps["amount"]["value"]) for steps in (price.steps, price.usual))
    assert price.above == pytest.approx(value)
    assert expected.above == pytest.approx(value - usual)
    assert at(person, reference="expectation").above == 0  # meeting expectation is the bare minimum
    assert np.ptp(price.surplus[1]) == 0
    assert expected.surplus[1][0] == pytest.approx(price.worth[1] - price.worth[0])
    assert abs(expected.surplus[1][-1]) < 0.001 * expected.surplus[1][0]  # it wears off


@pytest.mark.parametrize("reference", ["price", "expectation"])
def test_the_base_s_surplus_is_what_the_chain_makes_of_it(person, reference):
    inputs = person.Inputs(**{**person.start, "reference": reference, "hours": 2})
    one = person.runs.draws.only(5)
    worth = [float(synthetic.components(one, offer)["value"][0]) for offer in (synthetic.Offer(), inputs.offer)]
    lines = [synthetic.follow(one, 0, inputs.setting.assumptions, offer=offer).surplus
             for offer in (synthetic.Offer(), inputs.offer)]
    drawn = surplus_path(worth[1], worth[0], inputs) - surplus_path(worth[0], worth[0], inputs)
    assert lines[1] - lines[0] == pytest.approx(drawn, abs=0.01)


# Zero is the untouched base, exactly -------------------------------------------------------------------------------
def test_at_the_start_nothing_is_touched(person, gym):
    assert differs(at(person)) == set()
    assert differs(at(gym)) == set()
    assert at(person).needed == 0


def test_the_untouched_base_is_the_one_that_generate_makes(hotel, person):
    """No effect is on at the start but that people feel something: month by month the same members as in the tables."""
    there = hotel.customers["joined"] < hotel.months[0]
    members = hotel.arrays["member"][:, there.to_numpy()].sum(axis=1)
    assert np.array_equal(at(person).before.members, members)
    assert person.start["felt_to_staying"] == 0


OFFERS = [{"price": 1.3}, {"quality": 0.6}, {"hours": 2.5, "hour_worth": 2}, {"psychological": 0.2}]


@pytest.mark.parametrize("offer", OFFERS)
@pytest.mark.parametrize("reference", ["price", "expectation"])
def test_without_an_effect_nobody_s_staying_changes(person, offer, reference):
    unfelt = at(person, felt_to_staying=0, reference=reference, **offer)
    assert differs(unfelt) & {"members", "left"} == set()
    assert "felt" in differs(unfelt)
    still = at(person, felt_to_staying=1.5, surplus_to_felt=0, reference=reference, **offer)
    assert differs(still) & {"members", "left", "felt"} == set()
    assert {"members", "felt"} <= differs(at(person, felt_to_staying=1.5, reference=reference, **offer))


def test_other_money_is_untouched_where_only_feelings_move(person):
    assert differs(at(person, hours=2)) == {"felt"}


def test_the_gym_s_idle_share_at_zero_and_at_its_maximum(gym):
    assert differs(at(gym, idle=0, felt_to_staying=0.6)) == set()
    assert differs(at(gym, idle=0.95, felt_to_staying=0.6)) == set(COURSE)
    assert differs(at(gym, idle=0.95)) == {"felt", "revenue", "contribution"}


def test_a_concierge_worth_nothing_who_costs_nothing_changes_nothing(concierge):
    assert differs(at(concierge, worth=0, cost=0, felt_to_staying=0.6)) == set()
    assert differs(at(concierge)) == {"felt", "contribution"}
    assert "members" in differs(at(concierge, felt_to_staying=0.6))


# Money -------------------------------------------------------------------------------------------------------------
def gain(result):
    return result.after.contribution.sum() - result.before.contribution.sum()


def test_generosity_loses_in_a_preset_of_every_scene(person, concierge, gym):
    assert gain(at(person, **person.presets["Generous to all, as the essay says"])) < 0
    assert gain(at(person, **person.presets["The same, against the price"])) > 0
    assert gain(at(concierge, **concierge.presets["For everybody, for two years"])) < 0
    assert gain(at(concierge, **concierge.presets["It never becomes normal"])) > 0
    assert gain(at(gym, **gym.presets["Generous: half the fee"])) < 0
    for panel, label in ((Restaurant(), "A full portion at half the price"), (VisaAgent(), "Generous: at cost")):
        result = at(panel, **panel.presets[label])
        assert result.steps[-1, 2] > result.usual[-1, 2]
        assert result.after.contribution < result.before.contribution


def test_quality_costs_what_the_drawer_says(person):
    free, dear = at(person, quality=1.2, quality_cost=0), at(person, quality=1.2, quality_cost=20)
    assert free.after.contribution - dear.after.contribution == pytest.approx(0.2 * 20 * dear.after.members)


def test_the_concierge_s_cost_is_taken_out_of_contribution(concierge):
    free, dear = at(concierge, cost=0), at(concierge, cost=4)
    assert (free.after.contribution - dear.after.contribution)[:12] == pytest.approx(4 * dear.after.members[:12])
    assert (free.after.contribution - dear.after.contribution)[12:] == pytest.approx(0)


def test_with_the_points_needed_an_offer_pays_for_itself():
    """A base of constant retention, in which the sum can be done by hand."""
    def base(retention, margin):
        members = 1_000 * retention ** np.arange(36)
        return Course(members, np.append(0, -np.diff(members)), 0 * members, 3 * margin * members, margin * members)

    before = base(0.97, 40)
    assert before.retention == pytest.approx(0.97)
    points = points_needed(before, base(0.97, 36))
    assert base(0.97 + points, 36).contribution.sum() == pytest.approx(before.contribution.sum())
    assert points_needed(before, base(0.97, 41)) == 0
    assert points_needed(before, base(0.97, 1)) == np.inf


@pytest.mark.parametrize(("after", "before", "said"), [
    (110, 100, "+10.0 %"), (90, 100, "−10.0 %"), (100, 100, "as before"), (-50, -100, "+50.0 %"), (0, 0, "as before"),
    (5, 0, "was 0"),
])
def test_changes_in_words(after, before, said):
    assert change(after, before) == said


# Who is followed ---------------------------------------------------------------------------------------------------
def test_people_are_those_of_the_base(hotel, person):
    joined_before = hotel.customers["joined"] < hotel.months[0]
    assert len(person.runs.draws) == joined_before.sum()
    names = set(hotel.customers.loc[joined_before, "name"])
    assert {said.split(",")[0] for said, _ in person.faces} <= names
    assert len(person.faces) == 10


def test_the_base_is_closed(person):
    result = at(person, hours=0, felt_to_staying=1)
    assert (np.diff(result.after.members) <= 0).all()
    assert result.before.members[0] <= len(person.runs.draws)


def test_a_base_that_cannot_be_made_again_is_refused(hotel):
    with pytest.raises(InputError, match="synthetic.generate"):
        OnePerson(None)
    with pytest.raises(InputError, match="synthetic.generate"):
        OnePerson(type(hotel)(hotel.customers, hotel.months, hotel.arrays))
    with pytest.raises(InputError, match="before its first month"):
        opening(synthetic.draws("shop", 50))


def test_extras_reach_the_guests_of_the_base_given(hotel, concierge):
    """The concierge's people are the base's own, not another base's."""
    totals = synthetic.simulate(opening(synthetic.draws("hotel", 1_500))[0],
                                events=[Extra(start=0, months=12, worth=10, cost=4)])
    assert totals.overall("contribution") == pytest.approx(at(concierge).after.contribution)
    assert replace(concierge.Inputs(**concierge.start), stays=7.4).setting.events[0].months == 7
