"""Every dial: at zero it does nothing, at its maximum it does something; ranges, grades and what the sources claim."""

import dataclasses
import pickle
import re

import numpy as np
import pytest
from worlds import LOUD, NEEDS, SILENT, most, zero

import synthetic
from customerbase import InputError
from synthetic import Assumptions
from synthetic.assumptions import GRADES, dials
from synthetic.sources import TEXTS
from synthetic.totals import COUNTS, MEANS, MONEY

DONE = ("members", "joined", "left", "referred", "active", "expected_left", *MONEY)  # what customers do


@pytest.fixture(scope="module")
def draws():
    return synthetic.draws("hotel", 1_500, 14, 7)


@pytest.fixture(scope="module")
def untouched(draws):
    return synthetic.simulate(draws)


def same(one, other, names):
    return all(np.array_equal(getattr(one, name), getattr(other, name), equal_nan=True) for name in names)


@pytest.mark.parametrize("name", dials())
def test_at_zero_everybody_does_what_they_did_without_the_mechanism(name, draws, untouched):
    """With this dial at zero, and its event on, as without any event; the others at their defaults."""
    totals = synthetic.simulate(draws, Assumptions(**{name: zero(name)}), SILENT)
    assert same(totals, untouched, DONE)


@pytest.mark.parametrize("name", dials())
def test_at_its_maximum_it_makes_a_difference(name, draws):
    needs = NEEDS.get(name, {})
    off, on = (synthetic.simulate(draws, Assumptions(**needs, **{name: value}), LOUD)
               for value in (zero(name), most(name)))
    if name == "reason_unknown":  # written in the table only
        off, on = (synthetic.generate("hotel", 300, 12, assumptions=Assumptions(reason_unknown=value)).customers
                   for value in (0.0, 1.0))
        gone = off["truth_left"].notna()
        assert (off["left_reason"][gone] == off["truth_reason"][gone]).all()
        assert on["left_reason"].isna().all()
        return
    assert not same(off, on, (*DONE, *COUNTS, *MEANS))
    survey = ("recommend_", "survey_", "score_", "response_")
    if not name.startswith(survey) and not name.endswith("_to_felt"):
        assert not same(off, on, DONE), "it moves answers or feelings, and nothing that anybody does"


@pytest.mark.parametrize("name", [name for name in dials() if name.endswith("_to_felt")])
def test_what_moves_felt_value_moves_leaving_only_through_it(name, draws):
    for strength, moves in ((0.0, False), (0.5, True)):
        off, on = (synthetic.simulate(draws, Assumptions(felt_to_staying=strength, **{name: value}), LOUD)
                   for value in (zero(name), most(name)))
        assert same(off, on, ("left",)) is not moves


def test_a_dial_moves_the_curve_smoothly(draws):
    """Common random numbers: a step of a hundredth moves a few leavers, not all of them."""
    lost = [synthetic.simulate(draws, Assumptions(felt_to_staying=b), LOUD).left.sum() for b in (0.5, 0.505, 0.51)]
    assert max(lost) - min(lost) <= 5
    assert lost[0] != synthetic.simulate(draws).left.sum()


def test_the_other_mode_moves_who_leaves_and_hardly_how_many():
    draws = synthetic.draws("hotel", 8_000, 24, 7)
    strong = Assumptions(felt_to_staying=0.8, fit_to_staying=0.8, pull_price=0.1, shield=0.5)
    runs = [synthetic.simulate(draws, a, LOUD, snapshot=20)
            for a in (Assumptions(), strong, strong.but(mode="same churn"))]
    before, moved, held = (run.overall("left").cumsum() for run in runs)
    # two counts of leavers with equal expectations: each a sum of independent draws, so sd of the gap <= sqrt(2 x)
    tolerance = 4 * np.sqrt(2 * before + 1)
    assert (np.abs(held - before) <= tolerance).all()
    assert abs(moved[-1] - before[-1]) > tolerance[-1]
    fit = draws.people.fit
    assert fit[runs[2].snapshot.present].mean() > fit[runs[0].snapshot.present].mean() + 0.1


@pytest.mark.parametrize("name", dials())
def test_values_outside_the_range_are_refused_in_one_sentence(name):
    about = dials()[name]
    for value in (about["high"] + 0.1, about["low"] - 0.1, "much", None, True, float("nan")):
        with pytest.raises(InputError, match=rf"^{name} must be a number from \S+ to \S+ \(.+\), not .+\.$"):
            Assumptions(**{name: value})


def test_unknown_names_and_modes_are_refused():
    with pytest.raises(InputError, match="^there is no assumption 'felt'; they are "):
        Assumptions().but(felt=1)
    with pytest.raises(InputError, match="^mode must be one of 'churn moves', 'same churn', not 'x'"):
        Assumptions(mode="x")


def test_the_table_shows_every_assumption_with_its_evidence():
    table = Assumptions(felt_to_staying=0.3).table().set_index("assumption")
    assert list(table.index) == [f.name for f in dataclasses.fields(Assumptions) if f.name != "mode"]
    assert table.loc["felt_to_staying", "value"] == 0.3
    assert table.loc["felt_to_staying", "source"] == "Customer Valued?"
    assert set(table["grade"]) <= set(GRADES)
    assert (table["says"].str.len() > 15).all()
    assert (table["unit"].str.len() > 1).all()
    assert ((table["low"] <= table["default"]) & (table["default"] <= table["high"])).all()


def test_what_nobody_has_published_starts_at_zero_and_the_sources_switch_it_on():
    table = Assumptions.as_the_sources_claim().table().set_index("assumption")
    said = table[table["sources_claim"].notna()]
    assert (said["value"] == said["sources_claim"]).all()
    assert set(said["grade"]) <= {"asserted", "invented"}
    effects = table.index.str.contains("_to_staying|_leaves|pull_|_to_spending|referral|_to_fit|_harm|save_|sunk")
    assert (table["default"][effects] == 0).all()
    assert Assumptions.as_the_sources_claim(felt_to_staying=0).felt_to_staying == 0


def test_assumptions_are_plain_values():
    a = Assumptions(felt_to_staying=np.float64(0.5))
    assert type(a.felt_to_staying) is float
    assert pickle.loads(pickle.dumps(a)) == a


def test_the_sources_are_named_as_in_their_table():
    known = {text.short for text in TEXTS.values()}
    named = set(Assumptions().table()["source"]) - {""}
    assert known <= named
    assert all(source in known or re.search(r"\b(19|20)\d\d\b", source) for source in named), "or a publication's year"
    assert str(TEXTS["lefton"]) == "Entering the Age of the Customer (Irene Lefton 2018)"
    assert str(TEXTS["essay"]) == "Rethink Value for Long-term Customer Success (an essay)"
