"""Satisfied or valued: its numbers by value, nothing that wins by construction, and money on every picture."""

import numpy as np
import pytest

from customerbase import InputError
from metrics.ceiling import exponential_ceiling
from metrics.prediction import auc
from synthetic import simulate
from widgets import SatisfiedOrValued
from widgets.explorables.satisfied_or_valued import scores_model
from widgets.explorables.satisfied_or_valued.ceiling import TheCeiling
from widgets.explorables.satisfied_or_valued.ceiling_model import risks
from widgets.explorables.satisfied_or_valued.response import WhoAnswers
from widgets.explorables.satisfied_or_valued.scores import ThreeScores
from widgets.explorables.satisfied_or_valued.scores_model import SEEDS, ScoresInputs, compare, risk_ahead
from widgets.explorables.satisfied_or_valued.wave import TheWave, width


def at(panel, **changes):
    """The result of an explorable with some dials moved from their start."""
    return panel.compute(panel.Inputs(**{**panel.start, **changes}))


@pytest.fixture(scope="module")
def ceiling():
    return TheCeiling()


@pytest.fixture(scope="module")
def wave():
    return TheWave()


@pytest.fixture(scope="module")
def response():
    return WhoAnswers()


@pytest.fixture(scope="module")
def scores():
    return ThreeScores()


# The ceiling ---------------------------------------------------------------------------------------------------------
def test_the_ceiling_at_three_per_cent_is_a_third_and_three_quarters(ceiling):
    r = at(ceiling)
    assert r.ceiling.caught == pytest.approx(0.32, abs=0.005)
    assert r.ceiling.auc == pytest.approx(0.75, abs=0.005)
    assert ceiling.bet.answer(r) == r.ceiling.caught
    assert [option.low <= r.ceiling.caught <= option.high for option in ceiling.bet.options] == [False, False, True]


@pytest.mark.parametrize("churn", [0.005, 0.03, 0.2])
def test_exponential_risks_agree_with_the_closed_form(ceiling, churn):
    r, exact = at(ceiling, churn=churn), exponential_ceiling(churn)
    assert r.ceiling.caught == pytest.approx(exact.caught, rel=1e-3)
    assert r.ceiling.auc == pytest.approx(exact.auc, abs=1e-3)


@pytest.mark.parametrize("spread", [0, 0.05, 0.5, 1, 2])
def test_whatever_the_spread_as_many_leave(spread):
    assert risks(0.03, spread).mean() == pytest.approx(0.03, rel=0.01)


def test_customers_who_are_all_alike_cannot_be_told_apart(ceiling):
    r = at(ceiling, spread=0)
    assert r.ceiling.caught == pytest.approx(0.1)
    assert r.ceiling.auc == pytest.approx(0.5)


def test_calls_that_keep_nobody_cost_what_they_cost_and_break_even_where_it_says(ceiling):
    r = at(ceiling)
    assert r.money.revenue == r.money.revenue_base
    assert r.money.contribution_base - r.money.contribution == pytest.approx(1_000 * 10)
    even = at(ceiling, saved=r.break_even).money
    assert even.contribution == pytest.approx(even.contribution_base)


def test_one_preset_lets_generosity_lose(ceiling):
    lost = at(ceiling, **ceiling.presets["Call, and 20 % stay"]).money
    assert lost.revenue > lost.revenue_base
    assert lost.contribution < lost.contribution_base


# The score -----------------------------------------------------------------------------------------------------------
def test_a_wave_needs_3830_answers_and_the_same_score_has_two_widths(wave):
    r = at(wave)
    assert r.needed == wave.bet.answer(r) == 3_830
    assert (r.score.score, r.other_score.score) == pytest.approx((30, 30))
    assert width(r.score) == pytest.approx(9.57, abs=0.005)
    assert width(r.other_score) == pytest.approx(5.61, abs=0.005)
    assert r.other == pytest.approx((0.3, 0.7, 0))


def test_half_the_move_needs_four_times_the_answers(wave):
    assert at(wave, points=2.5).needed == pytest.approx(4 * at(wave).needed, rel=1e-3)


def test_a_true_score_of_10_reads_43(response):
    r = at(response)
    assert r.true == pytest.approx(10)
    assert r.read.score == response.bet.answer(r) == pytest.approx(43, abs=0.5)
    assert r.read.low > r.true


def test_more_people_asked_narrow_the_interval_and_do_not_move_the_number(response):
    few, many = at(response), at(response, asked=50_000)
    assert many.read.score == pytest.approx(few.read.score)
    assert width(many.read) == pytest.approx(width(few.read) / 10**0.5, rel=0.01)


def test_where_all_answer_alike_the_survey_reads_the_truth(response):
    r = at(response, **response.presets["All answer alike"])
    assert r.read.score == pytest.approx(r.true)


# Three scores --------------------------------------------------------------------------------------------------------
BASES = 12
MEMORIES = (0.0, 0.5, 0.9)


@pytest.fixture(scope="module")
def bases():
    """Draws of BASES bases of 6,000 customers, each with another luck."""
    from synthetic import draws
    return [draws("hotel", customers=6_000, months=27, seed=seed) for seed in range(100, 100 + BASES)]


def areas(bases, inputs):
    """(BASES, 3) AUCs of the three scores among everybody."""
    rows = []
    for base in bases:
        s = simulate(base, inputs.assumptions, snapshot=scores_model.SURVEY).snapshot
        who = s.present
        rows.append([auc(-answers[who], s.left_3[who]).score
                     for answers in (s.recommend, s.satisfaction_score, s.appreciated)])
    return np.array(rows)


def inputs_at(panel, preset, **changes):
    return ScoresInputs(**{**panel.start, **panel.presets[preset], **changes})


@pytest.mark.parametrize("memory", MEMORIES)
def test_all_equal_is_equal_and_none_is_one_half_for_every_memory(scores, bases, memory):
    both = {"felt_memory": memory, "satisfaction_memory": memory}
    equal = areas(bases, inputs_at(scores, "All equal", **both))
    for one, other in ((0, 1), (2, 1), (2, 0)):
        apart = equal[:, one] - equal[:, other]
        # mean of 12 bases; three standard errors, found from the bases themselves and at least .002
        assert abs(apart.mean()) < 3 * max(apart.std(ddof=1) / BASES**0.5, 0.002)
    assert equal.mean() > 0.52
    none = areas(bases, inputs_at(scores, "No effect", **both))
    # with some 220 leavers one AUC has a standard error of .019, the mean of 12 bases .0055
    assert np.abs(none.mean(axis=0) - 0.5).max() < 3 * 0.0055


def test_in_the_bases_on_show_equal_scores_are_told_apart_in_the_unlucky_one_only(scores):
    best = [[compare(inputs_at(scores, preset, luck=seed)).everybody.best for preset in ("All equal", "No effect")]
            for seed in SEEDS]
    assert best == [[None, None], ["appreciated", None]]


def test_each_score_can_win(scores):
    seed = at(scores, **scores.presets["As the authors say"])
    assert seed.everybody.best == "appreciated"
    assert seed.survey.best is None  # the sample that a manager has is too small to see it
    assert at(scores, **scores.presets["Recommend wins"]).everybody.best == "recommend"
    assert at(scores, felt_to_staying=0, satisfaction_to_staying=0.8).everybody.best is None  # recommend asks the same
    assert at(scores, felt_to_staying=0, satisfaction_to_staying=0.8, lean=1).everybody.best == "satisfaction"


def test_with_memory_alone_different_what_lasts_foretells_better(scores):
    r = at(scores, **scores.presets["Only memory differs"])
    low, high = (r.everybody.areas[name].score for name in ("satisfaction", "appreciated"))
    assert high - low > 0.03


def test_the_headline_names_a_score_only_if_the_paired_intervals_leave_out_nought(scores):
    for preset in scores.presets.values():
        r = at(scores, **preset)
        hero = scores.words(r).hero
        for view in (r.survey, r.everybody):
            clear = {pair: e.low > 0 or e.high < 0 for pair, e in view.differences.items()}
            if view.best:
                assert all(clear[pair] for pair in clear if view.best in pair)
        assert (hero == "Cannot tell") == (r.everybody.best is None)


def test_the_true_risk_is_calibrated_and_its_area_is_the_ceiling(bases):
    inputs = ScoresInputs(0.6, 0.4, 0.9, 0.3, lean=0, survey_noise=1, response_rate=0.3, response_bias=0, luck=1)
    expected = left = variance = 0.0
    found, most = [], []
    for base in bases:
        s = simulate(base, inputs.assumptions, snapshot=scores_model.SURVEY).snapshot
        risk, gone = risk_ahead(s, inputs.assumptions)[s.present], s.left_3[s.present]
        expected, left, variance = expected + risk.sum(), left + gone.sum(), variance + (risk * (1 - risk)).sum()
        found.append(auc(risk, gone).score)
        most.append(scores_model.ceiling_of(risk).auc)
    assert abs(left - expected) < 3 * variance**0.5 + 0.005 * expected  # chance, and what expectation leaves out
    assert np.mean(found) == pytest.approx(np.mean(most), abs=3 * 0.014 / BASES**0.5)
    assert max(found) < 0.9


def test_at_zero_effect_the_money_is_the_untouched_bases(scores):
    money = at(scores).money
    assert (money.revenue, money.contribution) == (money.revenue_base, money.contribution_base)
    moved = at(scores, felt_to_staying=1.5).money
    assert moved.revenue != moved.revenue_base


def test_promoters_who_answer_more_often_flatter_the_survey_only(scores):
    fair, flattered = at(scores), at(scores, response_bias=0.8)
    assert flattered.survey.nps.score > fair.survey.nps.score + 10
    assert flattered.everybody.nps == fair.everybody.nps


def test_a_survey_with_few_leavers_is_not_judged(scores):
    scores.rough = True
    try:
        r = at(scores, response_rate=0.1)
        assert r.rough
        assert r.customers == scores_model.SAMPLE
        assert r.survey.leavers < scores_model.FEWEST
        assert r.survey.areas == {}
        assert r.everybody.leavers >= scores_model.FEWEST
        words = scores.words(r)
        assert "In a sample of 4,000 customers" in words.headline
        scores.picture.update(r)
    finally:
        scores.rough = False


# All of them ---------------------------------------------------------------------------------------------------------
def test_scenes_by_name_and_an_unknown_one_is_refused():
    every, one = SatisfiedOrValued(), SatisfiedOrValued(scene="wave")
    assert isinstance(every.panel, TheCeiling)
    assert len(every.switch.options) == 5
    every.scene = "response"
    assert isinstance(every.panel, WhoAnswers)
    assert isinstance(one.panel, TheWave)
    assert one.switch.layout.display == "none"
    assert len(one.switch.options) == 1
    with pytest.raises(InputError, match="no scene 'nps'"):
        SatisfiedOrValued(scene="nps")


def test_the_currency_is_on_the_picture():
    panel = TheCeiling(currency="€")
    panel.picture.sealed = False
    panel.draw()
    assert panel.picture.money[0][0].get_text().startswith("€")


def test_before_the_bet_no_money_and_no_answer_is_drawn(ceiling, wave, response):
    for panel in (ceiling, wave, response):
        panel.picture.sealed = True
        panel.picture.update(at(panel))
        assert not any(letter.get_text() for letters in panel.picture.money for letter in letters)
