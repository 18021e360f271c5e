"""AUC, lift and their paired differences: against definitions, against closed forms, and their intervals in simulation.

Populations: two kinds of people whose scores have known distributions, so that the true AUC and lift are known.
"""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import brunnermunzel, mannwhitneyu, norm, t

from customerbase import CustomerBase, InputError
from metrics import auc, auc_difference, exponential_ceiling, lift_difference, scores_and_leavers, top_decile_lift
from metrics.prediction import in_top_tenth

PEOPLE = st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6), st.booleans()), min_size=10, max_size=60).filter(
    lambda people: 2 <= sum(left for *_, left in people) <= len(people) - 2)  # fmt: skip
LEAVER, STAYER = np.array([5, 4, 3, 3, 2, 2, 1, 1, 1, 1, 1]), np.array([1, 1, 1, 2, 2, 3, 4, 6, 7, 5, 4])  # by answer


def pairs(risk, left):
    """(leavers x stayers) array: 1 where the leaver has the higher risk, one half where they tie."""
    leavers, stayers = risk[left][:, None], risk[~left]
    return (leavers > stayers) + (leavers == stayers) / 2


def delong(a, b, left):
    """Covariance of two AUCs as DeLong's paper writes it, from the table of all pairs."""
    a, b = pairs(a, left), pairs(b, left)
    by_leaver = np.cov(a.mean(axis=1), b.mean(axis=1))[0, 1] / a.shape[0]
    return by_leaver + np.cov(a.mean(axis=0), b.mean(axis=0))[0, 1] / a.shape[1]


def freedom(table):
    """Degrees of freedom of Welch and Satterthwaite, for the two parts of DeLong's variance."""
    parts = [np.var(table.mean(axis=1 - kind), ddof=1) / table.shape[kind] for kind in (0, 1)]
    return sum(parts) ** 2 / sum(part**2 / (n - 1) for part, n in zip(parts, table.shape, strict=True))


def columns(people):
    a, b, left = map(np.array, zip(*people, strict=True))
    return a.astype(float), b.astype(float), left


def test_auc_by_hand():
    # leavers 5, 3, 3 against stayers 4, 3, 1: 3 + 1.5 + 1.5 of 9 pairs
    assert auc([5, 3, 3, 4, 3, 1], [1, 1, 1, 0, 0, 0]).score == pytest.approx(6 / 9)


@given(PEOPLE)
def test_auc_is_u_over_all_pairs_and_its_variance_is_delongs(people):
    risk, other, left = columns(people)
    score, low, high = auc(risk, left)
    assert score == pytest.approx(mannwhitneyu(risk[left], risk[~left]).statistic / (left.sum() * (~left).sum()))
    assert 0 <= low <= score <= high <= 1
    assert auc(-risk, left) == pytest.approx((1 - score, 1 - high, 1 - low))
    variance = delong(risk, risk, left)
    if 0 < score < 1 and variance > 1e-12:
        # Wilson's: the two values of which the estimate lies t of *their* standard errors away
        quantile = t.ppf(0.975, freedom(pairs(risk, left)))
        for end in (low, high):
            their = end * (1 - end) * variance / (score * (1 - score))
            assert abs(score - end) == pytest.approx(quantile * np.sqrt(their), abs=1e-9)


def test_against_the_brunner_munzel_test():
    """The published test of the same estimate: its statistic is (AUC - 1/2)/error, its t has the same freedom."""
    risk, left = answers_of(np.random.default_rng(3), 12, 30)
    test = brunnermunzel(risk[~left], risk[left])
    variance = delong(risk, risk, left)
    assert test.statistic == pytest.approx((auc(risk, left).score - 0.5) / np.sqrt(variance))
    assert test.pvalue == pytest.approx(2 * t.sf(abs(test.statistic), freedom(pairs(risk, left))))


@given(PEOPLE)
def test_difference_is_delongs(people):
    a, b, left = columns(people)
    variance = delong(a, a, left) + delong(b, b, left) - 2 * delong(a, b, left)
    if variance > 1e-12:
        score, low, high = auc_difference(a, b, left)
        assert score == pytest.approx(auc(a, left).score - auc(b, left).score)
        half = t.ppf(0.975, freedom(pairs(a, left) - pairs(b, left))) * np.sqrt(variance)
        assert (low, high) == pytest.approx((max(score - half, -1), min(score + half, 1)))
        assert auc_difference(b, a, left) == pytest.approx((-score, -high, -low))


@given(PEOPLE)
def test_only_the_order_counts(people):
    a, b, left = columns(people)
    assert auc(np.exp(a), left) == pytest.approx(auc(a, left))
    assert top_decile_lift(np.exp(a), left) == pytest.approx(top_decile_lift(a, left))
    assert auc_difference(a, 3 * a + 1, left) == (0, 0, 0)
    assert lift_difference(a, 3 * a + 1, left) == (0, 0, 0)
    place = np.random.default_rng(1).permutation(len(a))
    assert auc(a[place], left[place]) == pytest.approx(auc(a, left))
    assert top_decile_lift(b[place], left[place]) == pytest.approx(top_decile_lift(b, left))


def test_a_score_without_errors_and_one_without_content():
    left = np.arange(100) < 20
    perfect = auc(left, left)
    assert perfect[::2] == (1, 1)
    assert perfect.low == pytest.approx(20 / (20 + 1.96**2))  # Wilson's, 20 of 20
    assert auc(~left, left) == pytest.approx((0, 0, 1 - perfect.low))
    assert auc(np.ones(100), left) == (0.5, 0.5, 0.5)
    assert top_decile_lift(np.ones(100), left) == pytest.approx((1, 1, 1))
    for other in (np.arange(100, 0, -1), np.ones(100)):
        with pytest.raises(InputError, match="without a single error"):
            auc_difference(left, other, left)
    some = np.arange(100) % 3
    assert auc_difference(some, np.ones(100), left).score == pytest.approx(auc(some, left).score - 0.5)


def test_lift_by_hand():
    left = np.isin(np.arange(100), [0, 1, 2, 3, 50, 60, 70, 80])
    risk = 100.0 - np.arange(100)
    lift = top_decile_lift(risk, left)
    assert lift.score == pytest.approx((4 / 8) / 0.1)
    assert 0 < lift.low < 5 < lift.high < 10
    assert top_decile_lift(risk[:99], left[:99]).score == pytest.approx(4 / 8 / 0.1)  # 9.9 people: all four are in


def test_ties_at_the_border_count_in_part():
    # 100 people: 4 at the top, 12 tied next, 6 of whom fit into the tenth: half of each
    risk = np.repeat([9.0, 8.0, 1.0], [4, 12, 84])
    top = in_top_tenth(risk)
    assert top.tolist() == [1] * 4 + [0.5] * 12 + [0] * 84
    left = np.zeros(100, bool)
    left[[0, 1, 4, 5, 6, 90, 91, 92, 93, 94]] = True  # 2 + 3/2 of 10
    assert top_decile_lift(risk, left).score == pytest.approx(3.5)
    rng = np.random.default_rng(2)
    broken = [top_decile_lift(risk + rng.random(100) / 2, left).score for _ in range(4_000)]
    assert np.mean(broken) == pytest.approx(3.5, abs=4 * np.std(broken) / np.sqrt(4_000))


@given(PEOPLE, st.sampled_from([0.05, 0.1, 0.15]))
def test_a_tenth_is_a_tenth(people, share):
    risk, _, _ = columns(people)
    top = in_top_tenth(risk, share)
    assert top.sum() == pytest.approx(share * len(risk))
    assert ((top >= 0) & (top <= 1)).all()
    assert (np.diff(top[np.argsort(risk)]) >= -1e-12).all()


def test_nobody_is_counted_without_a_score():
    risk, left = np.array([5, 3, np.nan, 4, 3, 1, np.nan] * 3), np.array([1, 1, 1, 0, 0, 0, 0] * 3)
    known = ~np.isnan(risk)
    assert auc(risk, left) == auc(risk[known], left[known])
    assert top_decile_lift(pd.Series(risk), left == 1) == top_decile_lift(risk[known], left[known])
    other = np.where(np.arange(21) == 0, np.nan, np.arange(21) % 4)
    both = known & ~np.isnan(other)
    assert auc_difference(risk, other, left) == auc_difference(risk[both], other[both], left[both])


# ---- coverage ------------------------------------------------------------------------------------------------------
# 1,500 samples each: Monte Carlo error sqrt(.95 x .05/1,500) = .0056; bound: 4 of them.
SAMPLES, BOUND = 1_500, 0.0225


def coverage(measure, true, draw, seed):
    rng = np.random.default_rng(seed)
    intervals = np.array([measure(*draw(rng)) for _ in range(SAMPLES)])
    return ((intervals[:, 1] <= true) & (true <= intervals[:, 2])).mean()


def answers_of(rng, leavers=60, stayers=440):
    """Whole scores 0 to 10, leavers' lower; as a risk, with many ties."""
    said = [rng.choice(11, size=n, p=p / p.sum()) for n, p in ((leavers, LEAVER), (stayers, STAYER))]
    return -np.concatenate(said), np.arange(leavers + stayers) < leavers


def true_auc_of_answers():
    joint = np.outer(LEAVER / LEAVER.sum(), STAYER / STAYER.sum())
    return np.triu(joint, 1).sum() + np.trace(joint) / 2


def true_lift_of_answers(rate):
    """Caught in the lowest tenth of the mixture, the answer at the border in part."""
    leaver, stayer = LEAVER / LEAVER.sum(), STAYER / STAYER.sum()
    everybody = np.cumsum(rate * leaver + (1 - rate) * stayer)
    return np.interp(0.1, np.concatenate([[0], everybody]), np.concatenate([[0], np.cumsum(leaver)])) / 0.1


def hazards(rng, people=2_000, churn=0.03):
    """Everybody's true hazard, exponential, and who leaves: some 60 leavers, another number each time."""
    hazard = rng.exponential(churn / (1 - churn), people)
    return hazard, rng.random(people) < -np.expm1(-hazard)


def two_scores(rng, gap_a=1.0, gap_b=0.5, leavers=80, stayers=400, shared=0.7):
    """Two normal scores of the same people, correlated `shared`; leavers lie gap_a and gap_b higher."""
    left = np.arange(leavers + stayers) < leavers
    common, own_a, own_b = rng.standard_normal((3, len(left)))
    a, b = (np.sqrt(shared) * common + np.sqrt(1 - shared) * own for own in (own_a, own_b))
    return a + gap_a * left, b + gap_b * left, left


def test_auc_of_answers_covers():
    assert coverage(auc, true_auc_of_answers(), answers_of, 1) == pytest.approx(0.95, abs=BOUND)


def test_auc_of_the_true_hazard_covers_its_ceiling():
    assert coverage(auc, exponential_ceiling(0.03).auc, hazards, 2) == pytest.approx(0.95, abs=BOUND)


@pytest.mark.parametrize("people", [1_000, 4_000])
def test_lift_of_the_true_hazard_covers_its_ceiling(people):
    draw = lambda rng: hazards(rng, people)  # noqa: E731
    assert coverage(top_decile_lift, exponential_ceiling(0.03).lift, draw, 3) == pytest.approx(0.95, abs=BOUND)


def test_lift_covers_where_many_leave():
    """At 30 % churn the border is as uncertain as who is caught: a plain binomial interval covers .99 and more here."""
    draw = lambda rng: hazards(rng, 1_000, 0.3)  # noqa: E731
    assert coverage(top_decile_lift, exponential_ceiling(0.3).lift, draw, 4) == pytest.approx(0.95, abs=BOUND)


def test_lift_of_answers_covers():
    draw = lambda rng: answers_of(rng, 100, 900)  # noqa: E731
    assert coverage(top_decile_lift, true_lift_of_answers(0.1), draw, 5) == pytest.approx(0.95, abs=BOUND)


@pytest.mark.parametrize(("gap_a", "gap_b"), [(1.0, 0.5), (0.7, 0.7), (0, 0)])
def test_paired_difference_covers(gap_a, gap_b):
    true = norm.cdf(gap_a / np.sqrt(2)) - norm.cdf(gap_b / np.sqrt(2))
    draw = lambda rng: two_scores(rng, gap_a, gap_b)  # noqa: E731
    assert coverage(auc_difference, true, draw, 6) == pytest.approx(0.95, abs=BOUND)


@pytest.mark.parametrize(("gap_a", "gap_b"), [(1.0, 0.5), (0.7, 0.7)])
def test_paired_lift_difference_covers(gap_a, gap_b):
    def lift(gap, rate=80 / 480):
        grid = np.linspace(-6, 8, 200_001)
        tail = rate * norm.sf(grid - gap) + (1 - rate) * norm.sf(grid)
        return norm.sf(np.interp(0.1, tail[::-1], grid[::-1]) - gap) / 0.1

    draw = lambda rng: two_scores(rng, gap_a, gap_b)  # noqa: E731
    assert coverage(lift_difference, lift(gap_a) - lift(gap_b), draw, 7) == pytest.approx(0.95, abs=BOUND)


def test_the_pairing_is_worth_having():
    """Scores that share most of what they know: their paired interval is much narrower than of two separate samples."""
    a, b, left = two_scores(np.random.default_rng(8), shared=0.9)
    paired = auc_difference(a, b, left)
    separate = np.hypot(*(estimate.high - estimate.low for estimate in (auc(a, left), auc(b, left))))
    assert paired.high - paired.low < 0.5 * separate


# ---- a customer base -----------------------------------------------------------------------------------------------
def test_answers_matched_to_who_left(make_base):
    base = make_base([0, 0, 0, 2, 0], [9, 3, 9, 9, 1], 10, months=6)
    said = np.full((6, 5), np.nan, dtype=np.float32)
    said[1] = [9, 2, np.nan, np.nan, np.nan]
    base = CustomerBase(base.customers, base.months, {**base.arrays, "recommend": said})
    table = scores_and_leavers(base, ["recommend"], "2023-02", "2023-05")
    assert table.index.tolist() == ["c0", "c1", "c2"]  # c3 comes later, c4 has gone
    assert table["recommend"].fillna(-1).tolist() == [9, 2, -1]
    assert table["left"].tolist() == [False, True, False]
    with pytest.raises(InputError, match="no column 'nps'"):
        scores_and_leavers(base, ["nps"], "2023-02", "2023-05")
    with pytest.raises(InputError, match="not before"):
        scores_and_leavers(base, ["recommend"], "2023-05", "2023-05")


def test_a_shop_never_sees_who_left(make_base):
    with pytest.raises(InputError, match="no contracts"):
        scores_and_leavers(make_base([0], [9], 10, contract=False), [], "2023-02", "2023-05")


@pytest.mark.parametrize(("risk", "left", "words"), [
    ([1, 2, 3], [1, 1, 1], "3 left and 0 stayed"), ([1, 2, 3], [0, 0, 1], "1 left and 2 stayed"),
    ([], [], "0 left and 0 stayed"), ([np.nan] * 4, [1, 1, 0, 0], "0 left"), ([1, 2], [1, 0, 1], "risk has 2 people"),
    ([1, 2], [1, None], "nothing missing"), ([1, 2], [1, 2], "nothing missing"), ([1, np.inf], [1, 0], "infinite"),
    (["a", "b"], [1, 0], "must be numbers"), (1, [1, 0], "one list"), ([1, 2], 1, "one list"),
    ([[1], [2, 3]], [1, 0], "must be numbers"),
])  # fmt: skip
@pytest.mark.parametrize("measure", [auc, top_decile_lift])
def test_refusals(measure, risk, left, words):
    with pytest.raises(InputError, match=words) as refusal:
        measure(risk, left)
    assert str(refusal.value).endswith(".")


def test_fewer_than_ten_have_no_tenth():
    with pytest.raises(InputError, match="Only 9 people"):
        top_decile_lift(range(9), [1, 0, 1, 0, 1, 0, 1, 0, 1])
