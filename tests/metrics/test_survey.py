"""Survey scores by value, against other ways of computing them, and their intervals against what they promise."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from customerbase import CustomerBase, InputError
from metrics import survey
from metrics.estimates import unseen, wilson

SCORES = st.lists(st.integers(0, 10), min_size=1, max_size=60)
SHARES = st.tuples(*[st.integers(0, 100)] * 3).filter(lambda mix: sum(mix) > 0)


def width(estimate):
    return estimate.high - estimate.low


def test_nps_of_ten_people():
    result = survey.nps([10, 9, 9, 10, 9, 7, 8, 8, 6, 0])  # 5 promote, 3 are passive, 2 detract
    assert result.score == 30
    error = 100 * np.sqrt((0.5 + 0.2 - 0.3**2) / 10)
    assert (result.low, result.high) == pytest.approx((30 - 1.96 * error, 30 + 1.96 * error))
    score, low, high = result
    assert result._fields == ("score", "low", "high")
    assert {type(part) for part in (score, low, high)} == {float}


def test_every_answer_falls_on_its_side():
    assert [survey.nps([answer]).score for answer in range(11)] == [-100] * 7 + [0] * 2 + [100] * 2


@pytest.mark.parametrize(("mix", "score", "wide"), [
    ((1, 1, 1), 0, 10.0), ((0.5, 0.3, 0.2), 30, 9.57), ((30, 70, 0), 30, 5.61),
])
def test_widths_at_1024_answers(mix, score, wide):
    result = survey.nps_of_mix(*mix, 1024)
    assert result.score == pytest.approx(score)
    assert width(result) == pytest.approx(wide, abs=0.005)


def test_a_third_each_is_320_over_root_n():
    n = np.array([100, 400, 1024, 10_000])
    assert width(survey.nps_of_mix(1, 1, 1, n)) == pytest.approx(320 / np.sqrt(n), rel=3e-4)


@given(SCORES)
def test_score_and_error_are_mean_and_error_of_plus_and_minus_hundreds(scores):
    points = np.select([np.array(scores) >= 9, np.array(scores) <= 6], [100, -100], 0)
    result = survey.nps(scores)
    assert result.score == pytest.approx(points.mean(), abs=1e-9)
    if points.std() > 0:
        half = 1.96 * points.std() / np.sqrt(len(points))
        assert result.low == pytest.approx(max(points.mean() - half, -100), abs=1e-9)
        assert result.high == pytest.approx(min(points.mean() + half, 100), abs=1e-9)
    assert -100 <= result.low < result.high <= 100


@pytest.mark.parametrize(("answer", "reach"), [(10, (-1, 0)), (8, (-0.5, 0.5)), (0, (0, 1))])
def test_answers_all_alike_still_have_a_width(answer, reach):
    """Exact: with one share more than `others` different, n alike answers had less than a chance of 2.5 %."""
    for n in (1, 10, 500):
        others = unseen(n)
        assert (1 - others) ** n == pytest.approx(0.025)
        score, low, high = survey.nps([answer] * n)
        assert (low - score, high - score) == pytest.approx((200 * reach[0] * others, 200 * reach[1] * others))


def test_nobody_is_counted_who_did_not_answer():
    full = survey.nps([9, 3, 8])
    for scores in ([9, None, 3, np.nan, 8], pd.Series([9, pd.NA, 3, 8], dtype="Int64"), [9, pd.NA, 3, 8],
                   np.array([9, np.nan, 3, 8], dtype=np.float32)):  # fmt: skip
        assert survey.nps(scores) == full
    assert survey.mean_score([9, None, 3, 8]) == survey.mean_score([9, 3, 8])


@pytest.mark.parametrize(("mix", "n"), [
    ((0.5, 0.3, 0.2), 200), ((0.3, 0.7, 0), 200), ((1, 1, 1), 50), ((0.6, 0.3, 0.1), 1000),
])
def test_nps_intervals_cover(mix, n):
    """40,000 surveys each: Monte Carlo error .0011, so 4 of them, and .008 that the normal approximation may be off."""
    shares = np.array(mix) / sum(mix)
    counts = np.random.default_rng(5).multinomial(n, shares, size=40_000).T
    _, low, high = survey.nps_of_mix(*counts, n)
    true = 100 * (shares[0] - shares[2])
    assert ((low <= true) & (true <= high)).mean() == pytest.approx(0.95, abs=0.0044 + 0.008)


def test_mean_intervals_cover():
    """3,000 waves of 40 answers: Monte Carlo error .004, so 4 of them."""
    rng = np.random.default_rng(6)
    weights = rng.dirichlet(np.full(11, 2.0))
    waves = rng.choice(11, size=(3_000, 40), p=weights)
    true = weights @ np.arange(11)
    caught = [low <= true <= high for _, low, high in map(survey.mean_score, waves)]
    assert np.mean(caught) == pytest.approx(0.95, abs=0.016)


def test_mean_of_five_answers():
    # mean 7, standard deviation 2, t at 4 degrees of freedom 2.776
    result = survey.mean_score([5, 6, 6, 8, 10])
    assert result.score == 7
    assert width(result) / 2 == pytest.approx(2.776 * 2 / np.sqrt(5), abs=0.001)
    assert survey.mean_score([0, 0, 0, 1]).low == 0
    assert survey.mean_score([10, 10, 10, 9]).high == 10


def test_mean_of_answers_all_alike():
    score, low, high = survey.mean_score([7] * 20)
    assert (score, low, high) == pytest.approx((7, 7 * (1 - unseen(20)), 7 + 3 * unseen(20)))
    assert survey.mean_score([7]) == pytest.approx((7, 0.175, 9.925))


def test_wilson_by_value():
    # 8 of 10: the textbook's .490 to .943; nought of 10 reaches to .278
    assert wilson(0.8, 10) == pytest.approx((0.490, 0.943), abs=0.0005)
    assert wilson(0, 10) == pytest.approx((0, 0.278), abs=0.0005)


def test_two_crowds_with_one_score():
    for passives, crowd in ((0.3, (0.5, 0.3, 0.2)), (0.7, (0.3, 0.7, 0)), (0, (0.65, 0, 0.35))):
        assert survey.mix_with_nps(30, passives) == pytest.approx(crowd)
    crowds = survey.mix_with_nps(-20, np.linspace(0, 0.8, 9))
    assert np.sum(crowds, axis=0) == pytest.approx(np.ones(9))
    assert (np.array(crowds) >= 0).all()
    assert survey.nps_of_mix(*crowds, 100).score == pytest.approx(np.full(9, -20))
    assert (np.diff(width(survey.nps_of_mix(*crowds, 1000))) < 0).all()  # fewer extremes, narrower


def test_answers_needed_to_see_five_points():
    assert survey.sample_size_nps_move(0.5, 0.3, 0.2, 5) == 3_830
    assert survey.sample_size_nps_move(50, 30, 20, 5) == 3_830
    assert isinstance(survey.sample_size_nps_move(50, 30, 20, 5), int)
    half = survey.sample_size_nps_move(50, 30, 20, 2.5)
    assert half == pytest.approx(4 * 3_830.3, abs=2)
    assert survey.sample_size_nps_move(50, 30, 20, 5, power=0.9) == pytest.approx(3_830 * (3.2415 / 2.8016) ** 2, abs=3)


@pytest.mark.parametrize("power", [0.8, 0.9])
def test_that_many_answers_have_that_power(power):
    """20,000 pairs of waves at 25 and 30 and 35 points; Monte Carlo error .0028, bound 4 of them.

    The spread of the two waves (47.5/30/22.5 and 52.5/30/17.5) lies to either side of that of 50/30/20.
    """
    rng, n = np.random.default_rng(7), survey.sample_size_nps_move(50, 30, 20, 5, power)
    first, second = np.array([0.4875, 0.3, 0.2125]), np.array([0.5125, 0.3, 0.1875])
    waves = [rng.multinomial(n, mix, size=20_000).T for mix in (first, second)]
    (a, low_a, _), (b, low_b, _) = (survey.nps_of_mix(*counts, n) for counts in waves)
    seen = np.abs(b - a) > np.hypot(a - low_a, b - low_b)
    assert seen.mean() == pytest.approx(power, abs=0.0112)


@given(SHARES, st.floats(0.5, 100))
def test_a_smaller_move_needs_no_fewer_answers(mix, points):
    p, d = mix[0] / sum(mix), mix[2] / sum(mix)
    if p + d - (p - d) ** 2 > 1e-9:
        sizes = [survey.sample_size_nps_move(*mix, step) for step in (points, points / 2)]
        assert 2 <= sizes[0] <= sizes[1]


@pytest.fixture
def answered(make_base):
    """Five customers over three months; the last leaves after the first; in month 1, everyone asked, two do not say."""
    base = make_base([0] * 5, [3, 3, 3, 3, 1], 10, months=3,
                     segment=pd.Categorical(["a", "a", "b", None, "a"], ["a", "b", "c"]))  # fmt: skip
    scores = np.full((3, 5), np.nan, dtype=np.float32)
    scores[1] = [9, 4, np.nan, 10, np.nan]
    return CustomerBase(base.customers, base.months, {**base.arrays, "recommend": scores})


def test_scores_by_group(answered):
    table = survey.score_by_group(answered, "recommend", "2023-02", by="segment", measure=survey.nps)
    assert table.index.tolist() == ["a", "b", "c", "(missing)"]
    assert table["present"].tolist() == [2, 1, 0, 1]
    assert table["answered"].tolist() == [2, 0, 0, 1]
    assert table["response"].fillna(-1).tolist() == [1, 0, -1, 1]
    assert table["score"].fillna(-1).tolist() == [0, -1, -1, 100]
    assert tuple(table.loc["a", ["score", "low", "high"]]) == survey.nps([9, 4])
    assert table.loc["b", ["score", "low", "high"]].isna().all()
    everyone = survey.score_by_group(answered, "recommend", "2023-02")
    assert tuple(everyone.loc["all", ["score", "low", "high"]]) == survey.mean_score([9, 4, 10])
    assert everyone.loc["all", "response"] == 0.75


@pytest.mark.parametrize(("scores", "words"), [
    ([], "holds no answer"), ([None, np.nan], "holds no answer"),
    ([9, 11], "holds 11, but"), ([9, -1], "holds -1, but"),
    ([8.5], "holds 8.5, but"), ([np.inf], "holds inf, but"), (["nine"], "must be numbers"), (9, "one list"),
    ([[9, 8], [7, 6]], r"shape is \(2, 2\)"), ("999", "one list"), (None, "one list"),
])  # fmt: skip
@pytest.mark.parametrize("measure", [survey.nps, survey.mean_score])
def test_answers_that_are_none(measure, scores, words):
    with pytest.raises(InputError, match=words) as refusal:
        measure(scores)
    assert str(refusal.value).endswith(".")
    assert "\n" not in str(refusal.value)


@pytest.mark.parametrize(("call", "words"), [
    (lambda: survey.nps_of_mix(0, 0, 0, 100), "no promoters, passives or detractors"),
    (lambda: survey.nps_of_mix(1, 1, 1, 0), "at least one answer"),
    (lambda: survey.nps_of_mix(1, -1, 1, 10), "passives is -1"),
    (lambda: survey.mix_with_nps(30, 0.8), "No crowd"),
    (lambda: survey.sample_size_nps_move(50, 30, 20, 0), "more than 0 and at most 200"),
    (lambda: survey.sample_size_nps_move(50, 30, 20, 201), "more than 0 and at most 200"),
    (lambda: survey.sample_size_nps_move(50, 30, 20, 5, power=80), "power is 80"),
    (lambda: survey.sample_size_nps_move(50, 30, 20, 5, power=1), "power is 1"),
    (lambda: survey.sample_size_nps_move(100, 0, 0, 5), "no spread"),
    (lambda: survey.sample_size_nps_move(0, 0, 0, 5), "no promoters"),
])
def test_refusals(call, words):
    with pytest.raises(InputError, match=words):
        call()


def test_unknown_columns_and_months(answered):
    with pytest.raises(InputError, match="no column 'nps' in its panel; it has member, active"):
        survey.score_by_group(answered, "nps", "2023-02")
    with pytest.raises(InputError, match="not a month"):
        survey.score_by_group(answered, "recommend", "2030-01")
    with pytest.raises(InputError, match="holds no answer"):
        survey.nps(answered.arrays["recommend"][0])
