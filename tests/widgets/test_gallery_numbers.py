"""Each illusion at its start says the published number, or the one that the field's arithmetic gives."""

import pytest

from widgets.explorables.gallery import illusions


@pytest.fixture(scope="module")
def say(bases):
    """Hero and headline of an illusion at some setting."""

    def said(number, **setting):
        kind = illusions.ALL[number]
        one = kind() if kind.real or not kind.company else kind.example(bases[kind.company]["normal"])
        one.apply(setting)
        return f"{one.stage.hero} | {one.stage.headline}"

    return said


@pytest.mark.parametrize(("number", "setting", "numbers"), [
    (1, {}, ["37,000", "602,000", "440,000"]),
    (2, {}, ["90.0 %", "107 %"]),
    (4, {}, ["63.3 %"]),
    (5, {}, ["84.0 %", "77.0 %", "+2.0 points", "−9.0 points", "−7.0 points"]),
    (5, {"share": 0.5, "loyal": 0.02, "fragile": 0.06}, ["79.0 %"]),
    (6, {}, ["81.5 % a year"]),
    (7, {}, ["2.73", "4.67"]),
    (8, {"days": 90}, ["3,301"]),
    (8, {"days": 180}, ["5,360"]),
    (9, {"quarter": 1}, ["22.8 %", "23,600"]),
    (10, {}, ["94.0 %", "90.0 % of the money"]),
    (15, {}, ["7.57", "7.00"]),
    (17, {}, ["2,357", "40.6 % less", "45.3 % less"]),
    (18, {}, ["Hold-out +0.0 points"]),
    (18, {"pull": 0, "effect": 0}, ["+0.0 points; drawn at random the difference is +0.0 points"]),
])
def test_the_number_of_the_field(say, number, setting, numbers):
    said = say(number, **setting)
    for wanted in numbers:
        assert wanted in said


def test_the_sorting_mix_quarter_by_quarter():
    """10,000 -> 6,333 -> 4,367 -> 3,263 -> 2,604; rates .633 .689 .747 .798."""
    one = illusions.ALL[4]()
    one.toggle_numbers()
    assert [row[1] for row in one.stage.rows[1:6]] == ["10,000", "6,333", "4,367", "3,263", "2,604"]
    assert [row[2] for row in one.stage.rows[1:5]] == ["63.3 %", "68.9 %", "74.7 %", "79.8 %"]


def test_quarter_by_quarter_the_real_repeat_rate_doubles_while_the_buyers_go():
    one = illusions.ALL[9]()
    first, second = one.compute(one.Inputs(1)), one.compute(one.Inputs(2))
    assert first.right[1] == 23_570
    assert second.left[0][1] / first.left[0][0] == pytest.approx(0.4258 / 0.2281, abs=0.001)
    assert second.right[1] == 5_376


def test_a_leaver_worth_three_takes_three_times_the_money():
    """37,000 of 1,000,000 lost and worth three times the average: value retention 88.9 %."""
    from synthetic import generate

    one = illusions.ALL[12](generate("hotel", customers=500, months=14, seed=1))
    result = one.compute(one.Inputs(lost=0.037, worth=3))
    assert result.left[0] == pytest.approx(0.963)
    assert result.right[0] == pytest.approx(0.889)


def test_members_drawn_by_lot_show_the_true_effect_and_nothing_else(bases):
    one = illusions.ALL[18].example(bases["hotel"]["normal"])
    for effect in (0.0, 0.03):
        members, others = one.compute(one.Inputs(pull=0, share=0.3, effect=effect)).left
        assert members - others == pytest.approx(effect, abs=0.003)  # the surest cannot gain all of it


def test_who_joined_and_left_between_is_counted_by_hand(bases):
    base = bases["hotel"]["normal"]
    member = base.arrays["member"]
    one = illusions.ALL[13].example(base)
    never_at_the_ends = (member[-7] == 0) & (member[-1] == 0)
    between = (member[-6:-1] == 1).any(axis=0)
    assert one.compute(one.Inputs(6)).right[1] == (never_at_the_ends & between).sum()
