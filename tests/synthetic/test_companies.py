"""The five companies: sensible levels, each one's trap shows in a generated base, and they stay believable."""

from functools import lru_cache

import numpy as np
import pytest

import synthetic
from synthetic import Assumptions
from synthetic.companies import COMPANIES

USUAL, CLAIMED = Assumptions(), Assumptions.as_the_sources_claim()
CHURN = {"hotel": (0.019, 0.027), "gym": (0.035, 0.045), "software": (0.012, 0.023), "telecom": (0.009, 0.017)}


@lru_cache
def base(company, assumptions=USUAL):
    return synthetic.generate(company, 10_000, 36, seed=7, assumptions=assumptions)


@lru_cache
def member(company, assumptions=USUAL):
    made = base(company, assumptions)
    return made.arrays["member"] == 1 if made.has_contract else made.present


def ages(made):
    """Months since joining, (T, N)."""
    joined, start = made.customers["joined"].dt, made.months[0]
    month = (joined.year - start.year) * 12 + joined.month - start.month
    return np.arange(len(made.months))[:, None] - month.to_numpy()


def leaving(company, who):
    """Share of those present in a month and picked by `who` (bool, months x customers) who are gone in the next."""
    here = member(company)
    picked = (here & who)[:-1]
    return (picked & ~here[1:]).sum() / picked.sum()


@pytest.mark.parametrize("key", COMPANIES)
def test_every_company_tells_its_story_and_gives_more_than_it_takes(key):
    company = COMPANIES[key]
    assert company.title
    assert company.visit
    assert company.trap.endswith(".")
    assert "\n" not in company.trap
    assert 100 < len(company.story) < 500
    for segment in company.segments.values():
        gets = segment.monetary + segment.functional + segment.psychological + segment.social
        gives = company.fee + segment.visits * segment.ticket + segment.hours * segment.hour_worth + segment.effort
        assert gets > gives
        assert segment.spread > 0
    assert sum(company.reasons) == pytest.approx(1)


def test_traps_and_stories_differ():
    assert len({company.trap for company in COMPANIES.values()}) == len(COMPANIES) == 5
    assert synthetic.companies() == ["hotel", "gym", "shop", "software", "telecom"]


@pytest.mark.parametrize("assumptions", [USUAL, CLAIMED], ids=["usual", "claimed"])
@pytest.mark.parametrize("key", CHURN)
def test_levels_stay_believable_for_three_years(key, assumptions):
    made, here = base(key, assumptions), member(key, assumptions)
    years = [slice(0, 12), slice(12, 24), slice(24, 36)]
    low, high = CHURN[key]
    revenue = []
    for year in years:
        now, next_month = here[year][:-1], here[year][1:]
        assert low < (now & ~next_month).sum() / now.sum() < high
        used = made.arrays["active"][year].sum() / here[year].sum()
        assert used == pytest.approx({"hotel": 0.26, "gym": 0.83, "software": 0.89, "telecom": 0.70}[key], abs=0.03)
        revenue.append(made.arrays["revenue"][year].sum(dtype=float) / here[year].sum())
    assert max(revenue) < 1.06 * min(revenue)
    assert 0.7 < here[-1].sum() / here[0].sum() < 1.4


@pytest.mark.parametrize("assumptions", [USUAL, CLAIMED], ids=["usual", "claimed"])
def test_the_shops_orders_a_month_stay_believable(assumptions):
    orders = base("shop", assumptions).orders
    years = orders.groupby(orders["date"].dt.year)["amount"]
    assert (years.size() > 0.8 * years.size().iloc[0]).all()  # more customers, most of them silent
    assert (years.mean().between(55, 72)).all()


def test_hotel_a_good_rate_hides_more_lost_than_won():
    here = member("hotel")
    for t in range(2, 33, 3):
        lost, won = (here[t] & ~here[t + 3]).sum(), (~here[t] & here[t + 3]).sum()
        assert 1 - lost / here[t].sum() > 0.9
        assert lost > won


def test_gym_one_member_in_ten_pays_and_no_longer_comes():
    visits, here = base("gym").arrays["visits"], member("gym")
    silent = (visits[1:] == 0) & (visits[:-1] == 0) & here[1:] & here[:-1]
    assert 0.07 < silent.sum() / (here[1:] & here[:-1]).sum() < 0.15
    assert base("gym").arrays["revenue"][1:][silent].min() == COMPANIES["gym"].fee


def test_shop_the_file_grows_while_the_share_that_buys_falls():
    file, active = member("shop").sum(axis=1), base("shop").arrays["active"].sum(axis=1)
    assert (np.diff(file) > 0).all()
    assert not base("shop").has_contract
    quarter = active.reshape(12, 3).sum(axis=1) / file.reshape(12, 3).sum(axis=1)
    assert quarter[-4:].mean() < 0.5 * quarter[:4].mean()


def test_software_old_firms_hide_how_many_new_ones_do_not_renew():
    age = ages(base("software"))
    renewal = (age + 1) % 12 == 0
    all_firms, first = leaving("software", renewal), leaving("software", renewal & (age == 11))
    assert first > 0.33
    assert all_firms < 0.6 * first


def test_telecom_those_bound_leave_at_the_end_of_their_term_and_all_at_once():
    age, bound = ages(base("telecom")), (base("telecom").customers["term"] == 24).to_numpy()
    ends = (age + 1) % 24 == 0
    assert leaving("telecom", bound & ~ends) == 0
    assert leaving("telecom", bound & ends) > 10 * leaving("telecom", ~bound & (age >= 0))


@pytest.mark.parametrize(("key", "share"), [("gym", 0.0), ("software", 0.5), ("telecom", 1.0)])
def test_who_has_decided_to_leave_goes_on_using_it_or_not_as_the_company_says(key, share):
    """Those bound by a term, in the month before it ends: how often they come, against those of their segment who go
    on. About a twelfth of those who leave after a year decide in that very month."""
    made, here = base(key), member(key)
    term, segment = made.customers["term"].to_numpy(), made.customers["segment"].cat.codes.to_numpy()
    last = (here & ((ages(made) + 1) % term == 0) & (term > 1))[:-1]
    visits, kind = made.arrays["visits"][:-1].astype(float), np.broadcast_to(segment, last.shape)
    usual = np.array([visits[last & here[1:] & (kind == place)].mean() for place in range(3)])
    going = last & ~here[1:]
    used = visits[going] / usual[kind[going]]
    error = used.std() / np.sqrt(len(used))
    assert used.mean() == pytest.approx(share + (1 - share) / 12, abs=4 * error + 0.02)
