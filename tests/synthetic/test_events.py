"""Events, offers and the answers of a survey: what is refused, what is kept, and what each comes to."""

import dataclasses

import numpy as np
import pytest

import synthetic
from customerbase import InputError
from synthetic import Assumptions, Offer
from synthetic.companies import HOTEL
from synthetic.events import KINDS, LIMITS, check_events, from_plain, to_plain


@pytest.fixture(scope="module")
def draws():
    return synthetic.draws("hotel", 6_000, 8, 7)


@pytest.mark.parametrize("kind", KINDS.values(), ids=str)
def test_an_event_comes_back_from_a_recipe(kind):
    event = kind(3, 5)
    assert from_plain(to_plain(event)) == event
    assert [event.on(t) for t in (2, 3, 7, 8)] == [False, True, True, False]
    assert kind(np.int64(3), np.int64(5)) == event


@pytest.mark.parametrize("kind", KINDS.values(), ids=str)
def test_an_event_that_cannot_be_is_refused_in_a_sentence(kind):
    for field in dataclasses.fields(kind):
        for value in ("much", None, -2e9, float("nan"), True):
            values = {"start": 0} | {field.name: value}
            with pytest.raises(InputError, match=rf"^{kind.__name__}: {field.name} must be .+, not .+\.$"):
                kind(**values)
        if field.name in LIMITS:
            with pytest.raises(InputError, match=rf"^{kind.__name__}: {field.name} must be a .*number from"):
                kind(**({"start": 0} | {field.name: LIMITS[field.name][1] + 1}))


def test_what_is_no_event_is_refused(draws):
    with pytest.raises(InputError, match="^events must be a list of CompetitorMove, .*'upsell'"):
        synthetic.simulate(draws, events=["upsell"])
    with pytest.raises(InputError, match="^events must be a list of"):
        synthetic.generate(customers=5, events=3)
    bot = KINDS["Bot"](1)
    assert check_events(bot) == (bot,)  # a single one is meant as a list


def test_what_else_is_refused(draws):
    with pytest.raises(InputError, match="^snapshot must be a month from 0 to 7, not 8"):
        synthetic.simulate(draws, snapshot=8)
    with pytest.raises(InputError, match="^row must be a customer's number from 0 to 5999, not -1"):
        synthetic.follow(draws, -1)
    with pytest.raises(InputError, match="^assumptions must be synthetic.Assumptions, not {'a': 1}"):
        synthetic.generate(customers=5, assumptions={"a": 1})
    with pytest.raises(InputError, match="^Offer: price must be a number from 0 to 100, not -1"):
        Offer(price=-1)
    with pytest.raises(InputError, match="^company must be one of"):
        synthetic.draws("circus")


def test_value_is_benefits_less_costs_and_half_a_portion_is_half_of_one_benefit(draws):
    usual, half = synthetic.components(draws), synthetic.components(draws, Offer(quality=0.5, price=0.8, hours=2))
    benefits = sum(usual[name] for name in ("monetary", "functional", "psychological", "social"))
    np.testing.assert_allclose(usual["value"], benefits - usual["price"] - usual["time"] - usual["effort"])
    np.testing.assert_allclose(half["functional"], 0.5 * usual["functional"])
    np.testing.assert_allclose(half["price"], 0.8 * usual["price"])
    np.testing.assert_allclose(half["time"], 2 * usual["time"])
    np.testing.assert_allclose(half["social"], usual["social"])
    for place, segment in enumerate(HOTEL.segments.values()):  # the average customer of a segment gets its levels
        mine = usual["social"][draws.people.segment == place]
        assert mine.mean() == pytest.approx(segment.social, abs=4 * mine.std() / np.sqrt(len(mine)))


def test_one_customer_followed_with_no_effect_stays_as_their_hazard_says(draws):
    row = int(np.flatnonzero(draws.people.joining == 2)[0])
    path = synthetic.follow(draws, row)
    hazard = draws.people.hazard[row]
    assert np.isnan(path.staying[:2]).all()
    np.testing.assert_allclose(path.staying[2:], (1 - hazard) ** np.arange(6))
    np.testing.assert_allclose(path.expected_revenue[2:], path.staying[2:] * path.revenue[2:])
    season = np.array(HOTEL.season[2:8])
    people = draws.people
    np.testing.assert_allclose(path.revenue[2:], HOTEL.fee + season * people.visits[row] * people.ticket[row])
    lucky = synthetic.follow(draws, row, luck=True)
    assert not np.allclose(lucky.felt[2:], path.felt[2:])


def test_average_revenue_followed_is_the_mean_of_what_luck_gives():
    draws = synthetic.draws("hotel", 40, 36, 7)
    even = [synthetic.follow(draws, row).revenue for row in range(40)]
    spent = np.array([draws.luck(t).visits.spent for t in range(36)])
    gap = np.nansum(np.array(even) - HOTEL.fee - spent.T)
    noise = np.sqrt(np.nansum((np.array(even) - HOTEL.fee - spent.T) ** 2))
    assert abs(gap) < 4 * noise


def test_promoters_answer_three_times_as_often_as_detractors(draws):
    """Rate 20 % and bias .5: 30, 20 and 10 % of promoters, passives and detractors, within four standard errors."""
    a = Assumptions(response_rate=0.2, response_bias=0.5)
    shot = synthetic.simulate(draws, a, snapshot=4).snapshot
    said = shot.recommend[shot.present]
    answered = shot.answered[shot.present]
    for who, rate in ((said >= 9, 0.3), ((said > 6) & (said < 9), 0.2), (said <= 6, 0.1)):
        assert answered[who].mean() == pytest.approx(rate, abs=4 * np.sqrt(rate * (1 - rate) / who.sum()))


def test_the_three_questions_have_equal_noise_and_scale(draws):
    """With equal weights each answer has the stated mean and spread, before rounding and bounds."""
    shot = synthetic.simulate(draws, Assumptions(survey_noise=1.5), snapshot=4).snapshot
    raw = shot.recommend_raw[shot.present]
    assert raw.mean() == pytest.approx(7.3, abs=4 * 1.9 / np.sqrt(len(raw)))
    assert raw.std() == pytest.approx(1.9, abs=4 * 1.9 / np.sqrt(2 * len(raw)))
    felt = np.corrcoef(shot.felt[shot.present], shot.appreciated[shot.present])[0, 1]
    satisfied = np.corrcoef(shot.satisfaction[shot.present], shot.satisfaction_score[shot.present])[0, 1]
    assert felt == pytest.approx(satisfied, abs=8 / np.sqrt(len(raw)))


def test_totals_make_a_table(draws):
    totals = synthetic.simulate(draws)
    table = totals.table()
    assert list(table["segment"][:3]) == list(HOTEL.segments)
    assert len(table) == 8 * 3
    np.testing.assert_array_equal(table["members"].to_numpy().reshape(8, 3), totals.members)
    assert totals.overall("felt")[3] == pytest.approx(
        (totals.felt[3] * totals.members[3]).sum() / totals.members[3].sum())
    with pytest.raises(AttributeError, match="no 'churn'"):
        totals.churn  # noqa: B018
