"""The same luck under other assumptions: what_if, referrals, events; and the same tables in a new process."""

import hashlib
import subprocess
import sys
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from worlds import LOUD, SILENT

import synthetic
from customerbase import CustomerBase, InputError
from synthetic import Assumptions
from synthetic.companies import COMPANIES
from synthetic.events import Appreciation, Upsell

EFFECTS = Assumptions.as_the_sources_claim(referral_rate=0.02)


@pytest.fixture(scope="module", params=["hotel", "shop"])
def plain(request):
    return synthetic.generate(request.param, 1_200, 15, 7)


@pytest.fixture(scope="module")
def moved(plain):
    return synthetic.what_if(plain, events=LOUD, **{k: v for k, v in vars(EFFECTS).items() if k != "mode"})


def assert_same(a, b):
    pd.testing.assert_frame_equal(a.customers, b.customers)
    for key in a.arrays:
        np.testing.assert_array_equal(a.arrays[key], b.arrays[key])
    pd.testing.assert_frame_equal(a.orders, b.orders)
    assert a.recipe == b.recipe


def test_what_if_and_back_again_is_the_same_base(plain, moved):
    assert not moved.customers["truth_left"].head(1_200).equals(plain.customers["truth_left"])
    back = synthetic.what_if(moved, events=(), **{k: v for k, v in vars(Assumptions()).items() if k != "mode"})
    assert_same(back, plain)


def test_a_base_read_from_a_folder_can_be_asked_what_if(moved, tmp_path):
    moved.write(tmp_path)
    again = CustomerBase.read(tmp_path)
    assert_same(again, moved)
    assert_same(synthetic.what_if(again), moved)


def test_a_base_without_a_recipe_is_refused_in_a_sentence(plain):
    other = CustomerBase(plain.customers, plain.months, plain.arrays, plain.orders)
    for base in (other, None, "hotel"):
        with pytest.raises(InputError, match="^what_if needs a base that knows how it was made; take one from"):
            synthetic.what_if(base)
    with pytest.raises(InputError, match="^there is no assumption 'felt'"):
        synthetic.what_if(plain, felt=1)


def test_friends_come_on_top_and_leave_every_other_draw_alone(plain):
    """With referrals, and nothing else, the customers' own rows and columns are as they were."""
    more = synthetic.what_if(plain, referral_rate=0.02)
    n = len(plain.customers)
    came = more.customers.iloc[n:]
    assert len(came) > 20
    assert (came["channel"] == "Referral").all()
    same = [name for name in plain.customers if name != "channel"]
    pd.testing.assert_frame_equal(more.customers.head(n)[same], plain.customers[same])
    for key, array in plain.arrays.items():
        np.testing.assert_array_equal(more.arrays[key][:, :n], array)
    by_id = more.customers.set_index("customer_id")
    referrer = by_id.loc[came["referred_by"]]
    assert (referrer["joined"].to_numpy() < came["joined"].to_numpy()).all()
    gone = referrer["truth_left"].to_numpy()
    assert (np.isnat(gone) | (gone >= came["joined"].to_numpy())).all()
    assert (referrer["segment"].to_numpy() == came["segment"].to_numpy()).all()


def test_friends_come_as_often_as_the_rate_says():
    """A Poisson process over member months that end before the last; standard error of a count is its root."""
    draws = synthetic.draws("hotel", 20_000, 12, 7)
    totals = synthetic.simulate(draws, Assumptions(referral_rate=0.005))
    bare = synthetic.simulate(draws)
    expected = 0.005 * bare.members[:-1].sum()
    assert totals.referred.sum() == pytest.approx(expected, abs=4 * np.sqrt(expected))


def test_friends_have_luck_of_their_own():
    draws = synthetic.draws("hotel", 4_000, 2, 7)
    for trait in ("patience", "fit"):
        own, friends = np.repeat(getattr(draws.people, trait), 3), getattr(draws.friends.people, trait)
        assert abs(np.corrcoef(np.argsort(np.argsort(own)), np.argsort(np.argsort(friends)))[0, 1]) < 0.05
        assert len(np.unique(friends)) == len(friends)


def test_an_event_that_moves_nobody_moves_no_draw(plain):
    after = synthetic.what_if(plain, events=SILENT)
    pd.testing.assert_frame_equal(after.customers, plain.customers)
    for key, array in plain.arrays.items():
        np.testing.assert_array_equal(after.arrays[key], array)


def test_a_late_event_leaves_the_months_before_it_alone(plain):
    after = synthetic.what_if(plain, events=[Upsell(9, 6), Appreciation(9, 6)], upsell_to_felt=1, felt_to_staying=0.5)
    before = synthetic.what_if(plain, felt_to_staying=0.5)
    for key, array in before.arrays.items():
        np.testing.assert_array_equal(after.arrays[key][:9], array[:9])
    assert not np.array_equal(after.arrays["revenue"][9:], before.arrays["revenue"][9:])


def test_a_subsample_does_what_it_does_in_the_whole():
    draws = synthetic.draws("gym", 900, 12, 7)
    half = np.arange(0, 900, 2)
    a, parts = EFFECTS.but(referral_rate=0.02, social_to_felt=0), []
    for rows in (half, half + 1):
        parts.append(synthetic.simulate(draws.only(rows), a, [Appreciation(3, 6)]))
    whole = synthetic.simulate(draws, a, [Appreciation(3, 6)])
    for name in ("members", "joined", "left", "referred", "active", "answered"):
        np.testing.assert_array_equal(getattr(whole, name), sum(getattr(part, name) for part in parts))
    np.testing.assert_allclose(whole.revenue, sum(part.revenue for part in parts))


def test_what_is_kept_and_what_is_drawn_when_asked_for_are_the_same():
    from synthetic.draws import draw_all

    for key in ("hotel", "shop"):
        kept = synthetic.draws(key, 500, 6, 7)
        drawn = draw_all(COMPANIES[key], 500, 6, 7)
        rows = np.arange(100, 400, 7)
        for t in (0, 5):
            for one, other in ((kept, drawn), (kept.only(rows), drawn.only(rows)), (kept.friends, drawn.friends),
                               (kept.only(rows).only([3, 5]), drawn.only(rows).only([3, 5]))):
                np.testing.assert_array_equal(one.luck(t).visits.spent, other.luck(t).visits.spent)
                np.testing.assert_array_equal(one.luck(t).noise, other.luck(t).noise)


def fingerprints():
    """One hash a table, of companies with every effect and event on."""
    bases = [synthetic.generate(company, 400, 12, 11, assumptions=EFFECTS, events=LOUD) for company in ("gym", "shop")]
    return [hashlib.sha256(table.to_csv().encode()).hexdigest()
            for base in bases for table in (base.customers, base.panel, base.orders)]


def test_the_same_seed_gives_the_same_tables_in_a_new_process():
    script = f"import sys; sys.path.insert(0, {str(Path(__file__).parent)!r}); import test_what_if as t"
    new = subprocess.run([sys.executable, "-c", f"{script}; print(*t.fingerprints())"], capture_output=True, text=True,
                         check=True, cwd=Path(__file__).parents[2]).stdout
    assert new.split() == fingerprints()
    assert len(set(new.split())) == 6
