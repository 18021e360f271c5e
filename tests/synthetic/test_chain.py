"""The arrows of the chain, one at a time, against what theory says."""

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest
from scipy.optimize import minimize
from scipy.special import betaln

import synthetic
from synthetic import Assumptions, Offer
from synthetic.chain import gains
from synthetic.companies import HOTEL
from synthetic.draws import draw_all
from synthetic.events import Appreciation, Barrier, CompetitorMove, Extra, PriceMove
from synthetic.leaving import COMPETITOR, expected_leavers, reasons, same_churn
from synthetic.offer import USUAL
from synthetic.simulate import run, simulate


@pytest.fixture(scope="module")
def draws():
    return synthetic.draws("hotel", 4_000, 30, 7)


def test_what_delight_earns_expectation_takes_back(draws):
    """A concierge worth 10 for 12 months, adaptation .3, then withdrawn for 12: 32.9 earned, 32.4 taken back.

    Total surplus is (expectation at the end - at the start)/adaptation, whatever the schedule.
    """
    row = int(np.flatnonzero(draws.people.joining < 0)[0])
    path = synthetic.follow(draws, row, Assumptions(adaptation=0.3), [Extra(0, 12, worth=10)])
    assert path.surplus[:12].sum() == pytest.approx(32.9, abs=0.05)
    assert path.surplus[12:24].sum() == pytest.approx(-32.4, abs=0.05)
    for months in (5, 17, 29):
        earned = path.expectation[months] - path.expectation[0]
        assert path.surplus[:months].sum() == pytest.approx(earned / 0.3, abs=0.01)


@pytest.mark.parametrize("dials", [
    {}, {"adaptation": 0}, {"adaptation": 1, "felt_memory": 0.5}, {"felt_memory": 0, "satisfaction_memory": 0},
    {"felt_memory": 0.95, "satisfaction_memory": 0.95, "perception_noise": 2},
])  # fmt: skip
def test_felt_value_and_satisfaction_have_variance_one_in_every_month(draws, dials):
    """So nothing wins by construction. The variance of n normals has a standard error of sqrt(2/n)."""
    for t in (0, 12, 29):
        shot = simulate(draws, Assumptions(**dials), snapshot=t).snapshot
        for score in (shot.felt[shot.present], shot.satisfaction[shot.present]):
            assert score.var() == pytest.approx(1, abs=4 * np.sqrt(2 / len(score)))
            assert score.mean() == pytest.approx(0, abs=4 / np.sqrt(len(score)))


def auc(score, left):
    """Probability that a leaver has the lower score, and its standard error (Hanley & McNeil 1982)."""
    low, high = score[left], score[~left]
    area = (high[:, None] > low).mean()
    q1, q2, m, n = area / (2 - area), 2 * area**2 / (1 + area), len(low), len(high)
    return area, np.sqrt((area * (1 - area) + (m - 1) * (q1 - area**2) + (n - 1) * (q2 - area**2)) / (m * n))


@pytest.mark.parametrize("memory", [0.0, 0.5, 0.9])
def test_neither_score_wins_at_equal_effects_and_memories(memory):
    """AUC of felt value and satisfaction differ by less than four standard errors, over one month and over three.

    The two are independent of each other, so the variances of the two areas add up. With one effect switched off,
    the other wins by more than that.
    """
    draws = synthetic.draws("hotel", 20_000, 14, 3)
    equal = Assumptions(
        felt_to_staying=0.6, satisfaction_to_staying=0.6, felt_memory=memory, satisfaction_memory=memory)

    def gap(a, left):
        shot = simulate(draws, a, snapshot=10).snapshot
        here, gone = shot.present, getattr(shot, left)
        (felt, one), (satisfied, two) = (auc(score[here], gone[here]) for score in (shot.felt, shot.satisfaction))
        return (felt - satisfied) / np.hypot(one, two)

    for left in ("left_1", "left_3"):
        assert abs(gap(equal, left)) < 4
    assert gap(equal.but(satisfaction_to_staying=0), "left_1") > 4
    assert gap(equal.but(felt_to_staying=0), "left_1") < -4


def test_with_no_effect_everybody_leaves_as_their_own_hazard_says(draws):
    """Months stayed are those of the patience drawn once, and p_leave is the own hazard."""
    totals = simulate(draws, snapshot=5)
    shot, people = totals.snapshot, draws.people
    there = shot.present
    np.testing.assert_allclose(shot.p_leave[there], people.hazard[there], rtol=1e-6)
    month = np.maximum(people.joining, 0) + np.floor(people.patience) + 1
    np.testing.assert_array_equal(totals.left.sum(axis=1)[1:], [(month == t).sum() for t in range(1, 30)])
    np.testing.assert_allclose(totals.overall("expected_left"), expected_leavers(HOTEL, people, 30))


def test_sbg_fitted_on_a_generated_cohort_finds_the_alpha_and_beta_it_was_drawn_from():
    """100,000 joiners of month 0, one segment, losses of 30 months; bounds are 4 standard errors from the curvature."""
    alpha, beta = 0.7, 9.3
    segment = replace(HOTEL.segments["Couple"], share=1.0, hazard=alpha / (alpha + beta))
    own = {"Own website": replace(HOTEL.channels["Own website"], share=1.0, hazard_factor=1.0)}
    company = replace(HOTEL, joined_before=0, segments={"One": segment}, channels=own, concentration=alpha + beta)
    people = draw_all(company, 100_000, 1, 7).people
    stayed = np.floor(people.patience).astype(int) + 1  # months until they are gone
    lost = np.bincount(np.minimum(stayed, 31), minlength=32)[1:]

    def minus_log_likelihood(logs):
        a, b = np.exp(logs)
        t = np.arange(1, 31)
        gone = betaln(a + 1, b + t - 1) - betaln(a, b)
        return -(lost[:30] @ gone + lost[30] * (betaln(a, b + 30) - betaln(a, b)))

    fit = minimize(minus_log_likelihood, [0, 1], method="Nelder-Mead", options={"xatol": 1e-6, "fatol": 1e-6}).x
    step = 0.01 * np.eye(2)
    curve = np.array([[sum(sign * minus_log_likelihood(fit + u + v) for u, v, sign in (
        (step[i], step[j], 1), (step[i], -step[j], -1), (-step[i], step[j], -1), (-step[i], -step[j], 1)))
        for j in range(2)] for i in range(2)]) / (4 * 0.01**2)
    error = np.sqrt(np.diag(np.linalg.inv(curve)))
    assert (np.abs(fit - np.log([alpha, beta])) < 4 * error).all()
    assert (error < 0.05).all()


def test_more_felt_value_can_only_lengthen_a_stay(draws):
    """The same luck, better offers: nobody leaves earlier than with the worse one."""
    a = Assumptions(felt_to_staying=0.8)
    worse, better = (synthetic.follow(draws, 5, a, offer=Offer(quality=q)) for q in (0.9, 1.1))
    assert (better.felt >= worse.felt).all()
    assert (better.staying >= worse.staying).all()
    assert better.staying[-1] > worse.staying[-1] + 0.01


def test_the_shield_tells_the_valued_from_the_merely_satisfied(draws):
    """With the shield at 0 a move takes both alike; with it, fewer of those who feel valued."""
    move = [CompetitorMove(10, 1, "price")]
    for shield, differ in ((0.0, False), (1.5, True)):
        shot = simulate(draws, Assumptions(pull_price=0.3, shield=shield), move, snapshot=10).snapshot
        valued, satisfied = (shot.present & (score > 0.5) for score in (shot.felt, shot.satisfaction))
        one, two = shot.left_1[valued].mean(), shot.left_1[satisfied].mean()
        error = np.sqrt(one * (1 - one) / valued.sum() + two * (1 - two) / satisfied.sum())
        assert bool(abs(one - two) > 4 * error) is differ


def test_programme_members_stay_longer_at_zero_effect_when_the_best_were_chosen(draws):
    """The selection trap: their own hazards are lower. Chosen at random, they are like the others."""
    seen = {}
    for aim in ("random", "best"):
        def watch(c, month, _, aim=aim):
            if month.t == 20:
                seen[aim] = (month.thanked[0][1], month.present)
        from synthetic.simulate import run
        run(draws, Assumptions(), (Appreciation(12, 20, 0.3, 0, aim),), Offer(), watch)
    hazard = draws.people.hazard
    gap = {}
    for aim, (reached, present) in seen.items():
        a, b = hazard[reached], hazard[present & ~reached]
        gap[aim] = (b.mean() - a.mean()) / np.sqrt(a.var() / len(a) + b.var() / len(b))
    assert abs(gap["random"]) < 4
    assert gap["best"] > 4


def test_money_follows_the_price(draws):
    """10 % more from month 6 with nobody reacting: revenue up by a tenth, all of it contribution."""
    before, after = simulate(draws), simulate(draws, events=[PriceMove(6, change=0.1)])
    np.testing.assert_array_equal(before.revenue[:6], after.revenue[:6])
    np.testing.assert_allclose(after.revenue[6:], 1.1 * before.revenue[6:])
    np.testing.assert_allclose(after.contribution[6:] - before.contribution[6:], 0.1 * before.revenue[6:])


def test_generosity_can_lose(draws):
    """A programme that moves nobody costs what it costs."""
    before, after = simulate(draws), simulate(draws, events=[Appreciation(0, 30, 0.5, 5)])
    np.testing.assert_allclose(before.contribution - after.contribution, after.programme_cost)
    assert after.programme_cost.sum() > 0


def test_barriers_can_pay_and_can_anger(draws):
    barrier = [Barrier(3, 20)]
    kept = simulate(draws, Assumptions(friction_gain=0.5), barrier)
    angry = simulate(draws, Assumptions(friction_gain=0, barrier_effort=2, felt_to_staying=0.5), barrier)
    plain = simulate(draws, Assumptions(felt_to_staying=0.5))
    assert kept.left.sum() < simulate(draws).left.sum()
    assert angry.left.sum() > plain.left.sum()


def test_who_is_held_by_a_term_leaves_at_its_end():
    base = synthetic.generate("gym", 2_000, 30)
    rows = base.customers[(base.customers["term"] == 12) & base.customers["truth_left"].notna()]
    assert len(rows) > 50
    months = (rows["truth_left"].dt.year - rows["joined"].dt.year) * 12
    assert ((months + rows["truth_left"].dt.month - rows["joined"].dt.month) % 12 == 0).all()
    idle = base.arrays["active"][:, rows.index][base.arrays["member"][:, rows.index] == 1]
    assert (idle == 0).mean() > 0.15  # decided, still paying


def test_the_factor_that_keeps_churn_the_same_is_found():
    hazard = np.random.default_rng(1).exponential(0.05, 5_000) * np.exp(np.random.default_rng(2).normal(size=5_000))
    for expected in (5.0, 120.0, 2_000.0):
        x = same_churn(hazard, expected)
        assert (1 - np.exp(-x * hazard)).sum() == pytest.approx(expected, rel=1e-6)


def test_perception_noise_dilutes_and_does_not_add():
    felt, satisfaction = gains(Assumptions(felt_memory=0.6, perception_noise=1, satisfaction_memory=0.8))
    assert felt == pytest.approx(0.8 / np.sqrt(2))
    assert satisfaction == pytest.approx(0.6)


def test_the_idle_share_of_those_from_before_pays_and_does_not_use(draws):
    using = {}
    for share in (0, 0.2):
        def watch(c, month, family, share=share):
            if month.t == 12 and not family:
                using[share] = month.using, c.joining < month.t
        run(draws, Assumptions(idle_share=share), {}, USUAL, watch)
    (all_use, before), (some_use, _) = using[0], using[0.2]
    n = (all_use & before).sum()
    assert some_use[before].sum() / n == pytest.approx(0.8, abs=4 * np.sqrt(0.16 / n))
    np.testing.assert_array_equal(some_use[~before], all_use[~before])  # who joins now comes at least now


def test_reasons_are_as_likely_as_their_parts_in_the_hazard():
    """Own hazard .02, half of it held back, .03 from a competitor: three in four go for the competitor's sake, and the
    fourth for one of the company's own reasons."""
    n = 20_000
    lots = np.array([(np.arange(n) + 0.5) / n])
    c = SimpleNamespace(a=Assumptions(), company=HOTEL, hazard=np.full(n, 0.02), felt=np.zeros(n),
                        satisfaction=np.zeros(n), fit=np.zeros(n), people=SimpleNamespace(reason=lots))
    month = SimpleNamespace(inner=np.full(n, 0.5), rival=0.03, service=0.0)
    chosen = reasons(c, month, np.arange(n))
    for reason, own in enumerate(HOTEL.reasons):
        assert (chosen == reason).mean() == pytest.approx(own / 4 + 0.75 * (reason == COMPETITOR), abs=2 / n)
