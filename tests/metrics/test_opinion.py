"""A second opinion: its rule, its figures against numbers counted by hand, and what data cannot tell."""

import numpy as np
import pandas as pd
import pytest

import metrics
from customerbase import CustomerBase, InputError, cdnow, from_orders
from customerbase.columns import is_truth
from metrics import Claim, second_opinion
from metrics.opinion import AT_WORK, CANNOT, HOWS, ILLUSIONS, NO_SIGN, TESTS, Figure, recomputed
from metrics.opinion.finding import Z, judge
from synthetic import generate


def figure(found, name):
    return next(f.value for f in found.figures if f.name == name)


def verdicts(base, claim):
    return {f.number: f.verdict for f in second_opinion(base, claim)}


@pytest.fixture(scope="module")
def shop_of_1997():
    return from_orders(cdnow(), "CDNOW")


def board(make_base, **more):
    """S 1,000, L 100, N 170 in 2023-02 to 2023-04, as in the field's own example; 30 more joined and left."""
    first = np.repeat([-5, -5, 2, 2], [900, 100, 170, 30])
    end = np.repeat([99, 3, 99, 3], [900, 100, 170, 30])
    return make_base(first, end, more.pop("revenue", 10), months=8, begin="2023-01", **more)


PERIOD = ("2023-02", "2023-04")


def test_the_real_shop_has_a_window_and_a_surviving_base_and_nobody_to_refill_with(shop_of_1997):
    found = {f.number: f for f in second_opinion(shop_of_1997, Claim(0.2, "active", "1998Q2", window=180))}
    assert [n for n, f in found.items() if f.verdict == AT_WORK] == [8, 9, 17]
    assert (figure(found[8], "Within 180 days"), found[8].exposes.value) == (5_360, 3_301)
    assert figure(found[9], "Buyers in 1997Q1") == 23_570
    assert figure(found[9], "Repeat rate of 1997Q1") == pytest.approx(0.228, abs=5e-4)
    assert found[9].exposes.value == 3_817
    assert found[2].verdict == CANNOT
    assert "one closed group" in found[2].says
    repeat = verdicts(shop_of_1997, Claim(0.461, "repeat", "1998Q1"))
    assert repeat[8] == repeat[9] == AT_WORK
    assert repeat[2] == CANNOT


def test_hidden_truth_is_not_read(shop_of_1997):
    for company, how in (("gym", "retention"), ("shop", "repeat"), ("hotel", "survey")):
        base = generate(company, customers=1_500)
        columns = [name for name in base.customers.columns if not is_truth(name)]
        assert len(columns) < len(base.customers.columns)
        blind = CustomerBase(base.customers[columns], base.months, base.arrays, base.orders, base.name)
        claim = Claim(0.9, how, "2025Q2", of="satisfaction" if how == "survey" else None)
        assert second_opinion(base, claim) == second_opinion(blind, claim)


def test_all_eighteen_in_order_and_nothing_printed(make_base, capsys):
    found = second_opinion(board(make_base), Claim(0.9, "retention", PERIOD))
    assert [f.number for f in found] == list(range(1, 19)) == list(ILLUSIONS) == list(TESTS)
    assert [f.name for f in found] == [name for name, _ in ILLUSIONS.values()]
    assert {f.verdict for f in found} <= {AT_WORK, NO_SIGN, CANNOT}
    assert all(f.test and f.says.endswith(".") and f.exposes.name for f in found)
    assert all(f.figures for f in found if f.verdict == AT_WORK)
    for each in (f for one in found for f in (*one.figures, one.exposes)):
        assert each.value is None or np.isfinite(each.value)
    assert capsys.readouterr() == ("", "")
    assert metrics.second_opinion is second_opinion


def test_a_gap_must_be_beyond_chance_and_material():
    def verdict(gap, error, also=True):
        made = judge(2, Figure("gap", gap, "points"), error, 0.02, test="t", figures=[], exposes=(0.9, "share"),
                     yes="yes", no="no.", also=also)  # fmt: skip
        return made.verdict, made.says

    assert verdict(0.05, 0.01) == (AT_WORK, "yes")
    assert verdict(0.05, 0.05 / Z + 1e-9) == (NO_SIGN, "no.")
    assert verdict(0.0199, 0.001) == (NO_SIGN, "no. A gap is there beyond chance, but a small one.")
    assert verdict(0.05, 0.01, also=False)[0] == NO_SIGN
    assert verdict(-0.05, 0.01) == (NO_SIGN, "no.")
    made = judge(2, Figure("gap", 0.05, "points"), 0.01, 0.02, test="t", figures=[], exposes=(0.9, "share"), yes="",
                 no="")  # fmt: skip
    assert [f.value for f in made.figures] == pytest.approx([0.05, 0.05 - 0.01 * Z, 0.05 + 0.01 * Z])


def test_the_correction_is_for_eighteen_tests():
    from scipy.special import ndtri

    assert pytest.approx(ndtri(1 - 0.05 / 2 / 18), abs=1e-4) == Z


@pytest.mark.parametrize(("how", "rate", "gap"), [("end_over_start", 1.07, 0.17), ("everyone_served", 1 - 100 / 1170,
                                                  0.1 - 100 / 1170), ("average", 1 - 100 / 1035, 0.1 - 100 / 1035)])
def test_refill_of_the_fields_own_example(make_base, how, rate, gap):
    found = second_opinion(board(make_base), Claim(rate, how, PERIOD))[1]
    assert found.exposes.value == pytest.approx(0.9)
    assert figure(found, "Above the number to ask for") == pytest.approx(gap)
    assert found.verdict == (AT_WORK if how == "end_over_start" else NO_SIGN)  # the others are under 2 points


@pytest.mark.parametrize(("rate", "verdict"), [(1.07, AT_WORK), (1.075, AT_WORK), (0.9, NO_SIGN), (0.97, NO_SIGN)])
def test_refill_said_to_be_retention_is_known_by_its_number(make_base, rate, verdict):
    assert verdicts(board(make_base), Claim(rate, "retention", PERIOD))[2] == verdict


def test_numbers_that_are_counted_by_hand(make_base):
    revenue = np.repeat([10.0, 30.0, 4.0, 4.0], [900, 100, 170, 30])
    found = {f.number: f for f in second_opinion(board(make_base, revenue=revenue), Claim(0.9, "retention", PERIOD))}
    assert found[1].verdict == NO_SIGN  # more came than left
    assert figure(found[1], "Where this base is heading") == pytest.approx(1_700)
    assert found[3].verdict == AT_WORK
    assert figure(found[3], "Of what a leaver paid, a newcomer lacks") == pytest.approx(1 - 4 / 30)
    assert (figure(found[3], "A leaver paid"), found[3].exposes.value) == (30, 4)
    assert found[12].verdict == AT_WORK
    assert figure(found[12], "Revenue lost") == pytest.approx(0.25)
    assert found[12].exposes.value == pytest.approx(0.75)
    assert found[13].verdict == AT_WORK
    assert figure(found[13], "Of all leavers, in no rate") == pytest.approx(30 / 130)
    assert found[13].exposes.value == 30


def test_silent_defection_and_cover_in_money(make_base):
    """1,000 pay 20; 60 leave, 200 of the others pay 16: gross .94 - .04 = 90 %; 100 who then pay 50 more: net 115 %."""
    paid = np.full((13, 1_000), 20.0)
    end = np.where(np.arange(1_000) < 60, 6, 99)
    paid[6:, 60:260] = 16
    base = make_base(np.full(1_000, -9), end, paid)
    claim = Claim(0.9, "gross_revenue", ("2023-05", "2023-07"))
    assert recomputed(base, claim) == pytest.approx(0.94 - 0.04 * 1 / 3)  # a mean of three months, one of them later
    later = Claim(0.9, "gross_revenue", ("2023-07", "2023-09"))
    assert recomputed(base, later) == pytest.approx(0.90)
    found = {f.number: f for f in second_opinion(base, later)}
    assert found[10].verdict == AT_WORK
    assert figure(found[10], "Pay less, beyond chance") == pytest.approx(200 / 940)
    assert found[10].exposes.value == pytest.approx(0.90)
    assert found[11].verdict == NO_SIGN
    paid[6:, 900:] = 70
    found = {f.number: f for f in second_opinion(make_base(np.full(1_000, -9), end, paid), later)}
    assert found[11].verdict == AT_WORK
    assert figure(found[11], "Net revenue retention") == pytest.approx(1.15)
    assert figure(found[11], "Sold on top, net") == pytest.approx((5_000 - 800) / 20_000)
    assert found[11].exposes.value == pytest.approx(0.90)


def test_the_survivor_survey_of_the_fields_own_example(make_base):
    """Half score 9 and stay at .9, half score 5 and stay at .5: 7.57 against 7.0."""
    end = np.repeat([99, 6, 99, 6], [450, 50, 250, 250])
    base = make_base(np.full(1_000, -9), end, 10)
    score = np.repeat([9.0, 5.0], 500)
    arrays = dict(base.arrays) | {"appreciated": np.where(base.arrays["member"] == 1, score, np.nan).astype(np.float32)}
    base = CustomerBase(base.customers, base.months, arrays)
    found = second_opinion(base, Claim(7.57, "survey", ("2023-06", "2023-07"), of="appreciated"))[14]
    assert found.verdict == AT_WORK
    assert found.exposes.value == pytest.approx(7.0)
    assert figure(found, "Above the number to ask for") == pytest.approx(7.5714 - 7, abs=1e-4)
    assert recomputed(base, Claim(0, "survey", ("2023-06", "2023-07"), of="appreciated")) == pytest.approx(7.5714,
                                                                                                          abs=1e-4)


def test_what_is_short_of_a_year_is_named_over_a_year_and_not_accused(make_base):
    found = second_opinion(board(make_base), Claim(0.95, "retention", PERIOD))[5]
    assert found.verdict == NO_SIGN
    assert found.exposes.value == pytest.approx(0.95**4)


def test_a_shorter_periods_rate_said_to_be_a_years(make_base):
    """Of 1,000, 100 leave in the first quarter of a year and 90 in its last month: quarters .9, 1, 1, .9, year .81."""
    end = np.repeat([2, 12, 99], [100, 90, 810])
    base = make_base(np.full(1_000, -5), end, 10, months=13, begin="2022-12")
    found = second_opinion(base, Claim(0.95, "retention", "2023"))[5]
    assert found.verdict == AT_WORK
    assert found.exposes.value == pytest.approx(0.81)
    assert figure(found, "A quarter’s") == pytest.approx((0.9 + 1 + 1 + 0.9) / 4)
    assert figure(found, "A month’s") == pytest.approx((0.9 + 10 + 0.9) / 12)
    assert figure(found, "Above the number to ask for") == pytest.approx(0.14)
    assert verdicts(base, Claim(0.81, "retention", "2023"))[6] == NO_SIGN
    assert verdicts(base, Claim(0.9, "retention", "2023"))[6] == NO_SIGN  # too good, and no shorter period's rate


def test_every_way_of_computing_can_be_computed_again(make_base, shop_of_1997):
    base = board(make_base)
    said = {how: recomputed(base, Claim(0.5, how, PERIOD)) for how in
            ("retention", "end_over_start", "average", "everyone_served", "gross_revenue", "net_revenue",
             "ever_joined")}
    assert said == pytest.approx({"retention": 0.9, "end_over_start": 1.07, "average": 1 - 100 / 1035,
                                  "everyone_served": 1 - 100 / 1170, "gross_revenue": 0.9, "net_revenue": 0.9,
                                  "ever_joined": 170 / 200})  # fmt: skip
    assert recomputed(shop_of_1997, Claim(0.5, "repeat", "1997Q1")) == pytest.approx(0.228, abs=5e-4)
    active = Claim(0.5, "active", "1998Q2", window=90)
    assert recomputed(shop_of_1997, active) == pytest.approx(3_301 / 23_570)
    assert recomputed(shop_of_1997, Claim(0.5, "end_over_start", "1997Q3")) < 1  # buyers over buyers
    assert {*said, "repeat", "active", "survey"} == set(HOWS)


@pytest.mark.parametrize(("claim", "says"), [
    ({"how": "churn"}, "how 'churn' is not known"), ({"rate": 95}, "write 95 % as 0.95"),
    ({"rate": -0.1}, "0 or more"), ({"rate": "much"}, "must be a number"), ({"rate": [0.9, 0.8]}, "one number"),
    ({"how": "active"}, "window, in days"), ({"window": 90}, "window, in days"),
    ({"how": "active", "window": 0}, "at least 1"), ({"how": "survey"}, "a survey column"),
    ({"of": "satisfaction"}, "a survey column"), ({"how": "survey", "of": "recommend", "rate": 11}, "at most 10"),
    ({"how": "gross_revenue", "rate": 1.1}, "at most 1"),
])  # fmt: skip
def test_a_claim_that_makes_no_sense_is_refused(claim, says):
    with pytest.raises(InputError, match=says):
        Claim(**{"rate": 0.9, "how": "retention", "period": "2024Q1"} | claim)


@pytest.mark.parametrize(("period", "says"), [
    ("2023-01", "begins with the data"), ("2024", "not a month of this base"), ("soon", "is not a period"),
    (("2023-06", "2023-12"), "still in progress"),
])  # fmt: skip
def test_a_period_that_cannot_be_seen_whole_is_refused(make_base, period, says):
    with pytest.raises(InputError, match=says):
        second_opinion(board(make_base), Claim(0.9, "retention", period))


def test_what_cannot_be_judged_names_the_data_that_would_do(make_base, shop_of_1997):
    found = {f.number: f for f in second_opinion(board(make_base), Claim(0.9, "retention", PERIOD))}
    for number, needs in ((5, "segment"), (8, "orders"), (9, "orders"), (15, "answers"), (18, "held_out"),
                          (17, "period before"), (10, "period before")):  # fmt: skip
        assert found[number].verdict == CANNOT
        assert needs in found[number].says
    few = {f.number: f for f in second_opinion(make_base(np.full(40, -5), np.repeat([3, 99], [20, 20]), 10),
                                               Claim(0.9, "retention", ("2023-02", "2023-04")))}  # fmt: skip
    assert few[1].verdict == few[12].verdict == CANNOT
    assert "Only 20 customers left" in few[1].says
    assert few[3].verdict == CANNOT
    contracts = [f for f in second_opinion(shop_of_1997, Claim(0.5, "ever_joined", "1998Q1")) if f.verdict == CANNOT]
    assert [f.number for f in contracts] == [1, 2, 3, 4, 5, 7, 10, 11, 12, 13, 14, 15, 16, 18]
    assert all("contract" in f.says for f in contracts if f.number != 2)


def test_a_segment_that_is_new_has_no_rate_effect(make_base):
    """400 tin customers join before the second of two quarters and half of them stay; gold keeps .91 both times."""
    people = [810, 90, 81, 200, 200]
    first, end = np.repeat([-9, -9, -9, 2, 2], people), np.repeat([99, 3, 6, 5, 99], people)
    segment = pd.Categorical.from_codes(np.repeat([0, 0, 0, 1, 1], people), ["gold", "tin", "none"])
    base = make_base(first, end, 10, months=9, segment=segment)
    found = second_opinion(base, Claim(0.6, "retention", ("2023-05", "2023-07")))[4]
    assert figure(found, "The rate now") == pytest.approx(1_010 / 1_291)
    assert figure(found, "The rate before") == pytest.approx(891 / 981)
    of_gold = (810 / 891 - 891 / 981) * (1 + 891 / 1_291) / 2  # its weight was 1
    assert found.exposes.value == pytest.approx(of_gold)
    assert figure(found, "Mix effect") == pytest.approx(1_010 / 1_291 - 891 / 981 - of_gold)


def test_one_customer_who_buys_more_is_chance(make_base):
    """Of 100 who pay 20 six leave and one pays 420: net 114 %, and nothing that another such base would show."""
    paid = np.full((13, 100), 20.0)
    paid[6:, 99] = 420
    base = make_base(np.full(100, -9), np.where(np.arange(100) < 6, 6, 99), paid)
    found = second_opinion(base, Claim(1.14, "net_revenue", ("2023-07", "2023-09")))[10]
    assert figure(found, "Sold on top, net") == pytest.approx(0.2)
    assert figure(found, "from") < 0
    assert found.verdict == NO_SIGN


@pytest.mark.parametrize(("here", "verdict"), [(1_000, NO_SIGN), (900, NO_SIGN), (700, AT_WORK)])
def test_a_repeat_rate_that_rises_is_no_surviving_base_while_the_buyers_stay(here, verdict):
    """30 % of 1,000 buyers of the first quarter buy again in the next, and 60 % of those of the third."""
    day = {"q1": "2023-02-10", "q2": "2023-05-10", "q3": "2023-08-10", "q4": "2023-11-10"}
    buyers = {"q1": range(1_000), "q2": range(300), "q3": range(2_000, 2_000 + here),
              "q4": range(2_000, 2_000 + round(0.6 * here))}
    orders = pd.DataFrame([(f"C{number}", day[q], 10.0) for q, who in buyers.items() for number in who]
                          + [("C9000", "2023-01-01", 10.0), ("C9000", "2024-03-31", 10.0)],
                          columns=["customer_id", "date", "amount"])
    orders["date"] = pd.to_datetime(orders["date"])
    found = second_opinion(from_orders(orders, "made"), Claim(0.6, "repeat", "2023Q3"))[8]
    assert figure(found, "Repeat rate of 2023Q3") == pytest.approx(0.6, abs=0.002)
    assert found.verdict == verdict
