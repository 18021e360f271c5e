"""generate(): the contract of the tables, reproducible, and a retention rate that climbs with nobody changing."""

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import synthetic
from customerbase import CustomerBase, InputError
from synthetic.companies import COMPANIES, HOTEL
from synthetic.record import SURVEY

FINGERPRINT = Path(__file__).with_name("fingerprint.py")


@pytest.fixture(scope="module", params=synthetic.companies())
def base(request):
    return synthetic.generate(request.param, customers=5_000, months=24, seed=7)


@pytest.fixture(scope="module")
def hotel():
    return synthetic.generate("hotel", customers=100_000, months=36, seed=7)


@pytest.fixture(scope="module")
def shop():
    return synthetic.generate("shop", customers=5_000, months=24, seed=7)


STATE = ["truth_fit", "truth_felt", "truth_satisfaction", "truth_expectation"]  # in the last month


def month_index(base, column):
    """Months of a customers' date column counted from the first month of the data; a large number for missing."""
    dates, start = base.customers[column], base.months[0]
    return ((dates.dt.year - start.year) * 12 + dates.dt.month - start.month).fillna(9999).to_numpy().astype(int)


def assert_same(a, b, but=()):
    pd.testing.assert_frame_equal(a.customers.drop(columns=list(but)), b.customers.drop(columns=list(but)))
    assert list(a.arrays) == list(b.arrays)
    for key in a.arrays:
        np.testing.assert_array_equal(a.arrays[key], b.arrays[key])
    pd.testing.assert_frame_equal(a.orders, b.orders)


def test_tables_are_what_was_asked_for(base):
    assert isinstance(base, CustomerBase)
    assert len(base.customers) == 5_000
    assert len(base.months) == 24
    assert [name for name in base.customers if name not in ("firm", "term")] == [
        "customer_id", "name", "email", "city", "joined", "segment", "channel", "referred_by", "left_reason",
        "truth_hazard", "truth_left", "truth_reason", *STATE]  # fmt: skip
    assert set(base.arrays) - {"member"} == {"active", "revenue", "contribution", "touchpoints", "visits", *SURVEY}
    assert base.customers["segment"].nunique() >= 3
    assert base.customers["channel"].nunique() >= 3


def test_nobody_does_anything_before_joining_or_after_leaving(base):
    month = np.arange(24)[:, None]
    joined, left = month_index(base, "joined"), month_index(base, "truth_left")
    away = (month < joined) | (month >= left)
    assert away.any()
    for key, array in base.arrays.items():
        something = ~np.isnan(array) if key in SURVEY else array != 0
        assert not something[away].any(), key
        assert something[~away].any(), key


def test_a_contract_is_in_force_from_joining_until_the_month_of_leaving(hotel):
    month = np.arange(36)[:, None]
    there = (month >= month_index(hotel, "joined")) & (month < month_index(hotel, "truth_left"))
    np.testing.assert_array_equal(hotel.arrays["member"] == 1, there)
    assert len(hotel.orders) == 0
    fee = hotel.arrays["revenue"][there & (hotel.arrays["active"] == 0)]
    assert (fee == HOTEL.fee).all()
    assert (hotel.arrays["revenue"][hotel.arrays["active"] == 1] > HOTEL.fee).all()


def test_a_share_joined_before_the_data_begin_and_is_still_there(hotel):
    before = month_index(hotel, "joined") < 0
    assert before.mean() == HOTEL.joined_before
    assert (hotel.arrays["member"][0][before] == 1).all()


def test_a_shop_shows_orders_and_hides_leaving(shop):
    assert "member" not in shop.arrays
    row = pd.Index(shop.customers["customer_id"]).get_indexer(shop.orders["customer_id"])
    t = (shop.orders["date"].dt.year - shop.months[0].year) * 12 + shop.orders["date"].dt.month - shop.months[0].month
    money = np.zeros((24, 5_000))
    np.add.at(money, (t.to_numpy(), row), shop.orders["amount"].to_numpy())
    np.testing.assert_allclose(shop.arrays["revenue"], money, rtol=1e-6)
    np.testing.assert_array_equal(shop.arrays["active"] == 1, money > 0)
    assert (shop.orders["date"].diff().dropna() >= pd.Timedelta(0)).all()
    assert (shop.orders["amount"] > 0).all()
    joiners = np.flatnonzero(month_index(shop, "joined") >= 0)
    assert (shop.arrays["active"][month_index(shop, "joined")[joiners], joiners] == 1).all()
    gone = shop.customers["truth_left"].notna().to_numpy()
    assert shop.present[-1][gone].all()  # a panel row to the end: nobody tells the shop


def test_the_hotel_has_numbers_that_a_board_would_believe(hotel):
    """Mature, shrinking, and kept at a rate that sounds fine."""
    member = hotel.arrays["member"].astype(bool)
    for a in range(2, 33, 3):
        start, end = member[a], member[a + 3]
        retention, lost, won = (start & end).sum() / start.sum(), (start & ~end).sum(), (~start & end).sum()
        assert 0.90 < retention < 0.95
        assert 0.5 < won / lost < 0.95
    assert 60 < hotel.arrays["revenue"].sum(dtype=float) / member.sum() < 140


def test_every_channels_rate_holds_or_rises_and_channels_stay_apart(hotel):
    member = hotel.arrays["member"].astype(bool)
    rates = {}
    for channel in hotel.customers["channel"].cat.categories:
        mine = (hotel.customers["channel"] == channel).to_numpy()
        first, last = (np.mean([(member[a] & member[a + 3] & mine).sum() / (member[a] & mine).sum() for a in quarters])
                       for quarters in (range(2, 14, 3), range(20, 32, 3)))  # fmt: skip
        rates[channel] = first
        error = np.sqrt(2 * first * (1 - first) / (4 * (member[2] & mine).sum()))
        assert last > first - 4 * error
    assert rates["Own website"] > rates["Travel agent"] + 0.02 > rates["Deal site"] + 0.08


def test_a_cohorts_retention_climbs_although_no_hazard_changes(hotel):
    joined = month_index(hotel, "joined")
    member = hotel.arrays["member"].astype(bool)
    year = [np.flatnonzero(joined == j) for j in range(12)]  # twelve cohorts, each followed for 24 months
    alive = np.array([sum(member[j + k, who].sum() for j, who in enumerate(year)) for k in range(25)])
    half_yearly = alive[6::6] / alive[:-6:6]
    assert (np.diff(half_yearly) > 0).all()


def test_spending_varies_between_people_more_than_between_segments(hotel):
    spent, months = hotel.arrays["revenue"].sum(axis=0, dtype=float), hotel.arrays["member"].sum(axis=0)
    monthly = pd.Series(spent / months)
    by_segment = monthly.groupby(hotel.customers["segment"], observed=True).mean()
    assert monthly.std() > by_segment.std()
    assert by_segment.max() > 1.2 * by_segment.min()


def test_the_same_seed_gives_the_same_base_and_another_seed_another(base):
    key = next(key for key, company in COMPANIES.items() if company.title == base.name)
    assert_same(base, synthetic.generate(key, customers=5_000, months=24, seed=7))
    other = synthetic.generate(key, customers=5_000, months=24, seed=8)
    assert not base.customers["truth_hazard"].equals(other.customers["truth_hazard"])


@pytest.mark.long
def test_tables_are_equal_in_new_processes_with_other_hash_seeds():
    runs = [
        subprocess.Popen([sys.executable, FINGERPRINT], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                         cwd=Path(__file__).parents[2], env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": "."})
        for seed in ("1", "2")
    ]  # fmt: skip
    (one, errors_one), (two, errors_two) = (run.communicate(timeout=120) for run in runs)
    assert all(run.returncode == 0 for run in runs), errors_one + errors_two
    assert errors_one != errors_two  # the hash seeds did differ
    assert len(one.splitlines()) > 100
    assert one.splitlines() == two.splitlines()


@pytest.mark.parametrize("company", synthetic.companies())
def test_a_locale_changes_names_and_nothing_that_anybody_does(company):
    english, japanese = (synthetic.generate(company, 800, 12, locale=locale) for locale in ("en_US", "ja_JP"))
    names = [name for name in ("name", "email", "city", "firm") if name in english.customers]
    assert_same(english, japanese, but=names)
    assert (english.customers["name"] != japanese.customers["name"]).all()


@pytest.mark.parametrize("company", synthetic.companies())
def test_a_longer_run_begins_with_the_same_opening_base_doing_the_same(company):
    short, long = (synthetic.generate(company, 2_000, months) for months in (24, 36))
    opening = month_index(long, "joined") < 0
    later = ["truth_left", "truth_reason", "left_reason", *STATE[1:]]  # who leaves after the shorter run
    pd.testing.assert_frame_equal(
        short.customers[opening].drop(columns=later), long.customers[opening].drop(columns=later))
    for key in short.arrays:
        np.testing.assert_array_equal(short.arrays[key][:, opening], long.arrays[key][:24, opening])
    left = long.customers["truth_left"].where(long.customers["truth_left"] <= short.months[-1])
    pd.testing.assert_series_equal(short.customers["truth_left"][opening], left[opening])


@pytest.mark.parametrize(("customers", "months"), [(1, 1), (1, 36), (2, 1), (3, 600)])
@pytest.mark.parametrize("company", synthetic.companies())
def test_the_smallest_and_the_longest_runs_work(company, customers, months):
    base = synthetic.generate(company, customers, months)
    assert (len(base.customers), len(base.months)) == (customers, months)
    assert len(base.panel) >= customers


def test_a_base_says_what_it_is_and_what_its_locale_lacks():
    base = synthetic.generate("hotel", 10, 2, locale="sq_AL")
    assert base.name == HOTEL.title
    assert any("Invented" in note for note in base.notes)
    assert any("no names for the locale sq_AL" in note for note in base.notes)


def test_written_and_read_again_a_base_is_the_same(base, tmp_path):
    base = synthetic.generate(base.recipe["company"], customers=600, months=12)
    base.write(tmp_path / "out")
    assert_same(base, CustomerBase.read(tmp_path / "out"))


@pytest.mark.parametrize("name", ["customers", "months"])
@pytest.mark.parametrize("value", [0, -1, 2.5, 100.0, "12", None, True, np.int64(0), 10**9, float("nan")])
def test_sizes_that_cannot_be_are_refused(name, value):
    with pytest.raises(InputError, match=rf"^{name} must be a whole number from 1 to [\d,]+, not .+\.$"):
        synthetic.generate(**{name: value})


@pytest.mark.parametrize("value", [-1, 1.5, "seven", None, False])
def test_a_bad_seed_is_refused(value):
    with pytest.raises(InputError, match=r"^seed must be a whole number from 0 upwards, not .+\.$"):
        synthetic.generate(seed=value)


@pytest.mark.parametrize("value", ["club", "", "Hotel", None, ["hotel"]])
def test_an_unknown_company_is_refused_with_those_that_are_known(value):
    with pytest.raises(InputError, match=r"^company must be one of 'hotel', 'gym', 'shop', .*, not .+\.$"):
        synthetic.generate(value)


def test_an_unknown_locale_is_refused():
    with pytest.raises(InputError, match=r"^locale must be one that Faker has, not 'xx_XX': one of .*de_DE.*\.$"):
        synthetic.generate(locale="xx_XX")


def test_numpy_whole_numbers_are_fine():
    assert len(synthetic.generate(customers=np.int32(20), months=np.int64(3), seed=np.uint8(1)).customers) == 20
