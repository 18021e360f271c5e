"""Every published number that a company's levels were set to is found again in a generated base.

Each check measures the number as a reader of the base would, and how far it may be off by chance: its standard error.
Bounds are four standard errors, which a right program oversteps about once in 16,000 checks; seeds are fixed.
"""

from functools import lru_cache

import numpy as np
import pandas as pd
import pytest
from scipy.special import hyp2f1
from scipy.stats import kstest, spearmanr

import synthetic
from metrics.sbg import sbg_fit, sbg_retention, sbg_survival
from synthetic.companies import COMPANIES
from synthetic.companies.levels import WEEKS, beta_parts
from synthetic.companies.shop import ALPHA, A, B, R
from synthetic.companies.software import ALPHA as ALPHA_YEAR
from synthetic.companies.software import BETA as BETA_YEAR
from synthetic.population import draw_population

SIZES = {"hotel": (20_000, 36), "gym": (40_000, 36), "shop": (40_000, 36), "software": (24_000, 156),
         "telecom": (60_000, 36)}  # fmt: skip


@pytest.fixture(autouse=True, scope="module")
def _let_go():
    """These bases are large; kept until the end of the run, they would be half of what a worker holds."""
    yield
    for kept in (base, life, renewals, renewal_fit):
        kept.cache_clear()


@lru_cache
def base(company):
    return synthetic.generate(company, *SIZES[company], seed=11)


def month_of(customers, column, start):
    """Months of a date column counted from the first month; a large number for missing."""
    dates = customers[column]
    return ((dates.dt.year - start.year) * 12 + dates.dt.month - start.month).fillna(9999).to_numpy().astype(int)


@lru_cache
def life(company):
    """(month of joining, first month without them, age in each month (T, N)) of a company's customers."""
    made = base(company)
    joined, left = (month_of(made.customers, column, made.months[0]) for column in ("joined", "truth_left"))
    return joined, left, np.arange(len(made.months))[:, None] - joined


def mean_and_error(values):
    return values.mean(), values.std() / np.sqrt(len(values))


def gym_visits():
    """Mean visits a month of each member over the first six months of membership, by the month, zeros included."""
    joined, _, age = life("gym")
    who = (base("gym").customers["term"] == 1).to_numpy() & (joined >= 0) & (joined < 24)  # two whole years of seasons
    counted = (age[:, who] >= 0) & (age[:, who] < 6) & (base("gym").arrays["member"][:, who] == 1)
    visits, months = (base("gym").arrays["visits"][:, who] * counted).sum(axis=0), counted.sum(axis=0)
    rate = visits.sum() / months.sum()
    return rate, np.sqrt(((visits - rate * months) ** 2).sum()) / months.sum()  # of a ratio of sums


def gym_price():
    rate, error = gym_visits()
    return COMPANIES["gym"].fee / rate, COMPANIES["gym"].fee / rate**2 * error


def gym_lag():
    """Months paid after the month of the last visit, of those by the month who had two years to cancel after it."""
    joined, left, age = life("gym")
    last = np.where(base("gym").arrays["visits"] > 0, age + joined, -1).max(axis=0)
    who = (base("gym").customers["term"] == 1).to_numpy() & (joined >= 0) & (last >= 0) & (last < 12) & (left < 9999)
    return mean_and_error((left - last - 1)[who])


def gym_past_a_year():
    joined, left, _ = life("gym")
    seen = (joined >= 0) & (joined < 24)
    share, number = {}, {}
    for term in (1, 12):
        who = seen & (base("gym").customers["term"] == term).to_numpy()
        share[term], number[term] = ((left - joined)[who] > 12).mean(), who.sum()
    ratio = share[1] / share[12]
    return ratio, ratio * np.sqrt(sum((1 - share[term]) / share[term] / number[term] for term in (1, 12)))


def shop_orders(months):
    """Orders after the first in the first months of those who joined in the first year, so that all seasons count."""
    joined, _, age = life("shop")
    who = joined < 12
    counted = (age[:, who] >= 0) & (age[:, who] < months)
    return (base("shop").arrays["visits"][:, who] * counted).sum(axis=0) - 1


def bg_nbd_expected(months):
    """Expected repeat purchases of a new customer in t weeks, unconditional (BG/NBD, closed form)."""
    t = months * WEEKS
    rest = (ALPHA / (ALPHA + t)) ** R * hyp2f1(R, B, A + B - 1, t / (ALPHA + t))
    return (A + B - 1) / (A - 1) * (1 - rest)


@lru_cache
def renewals():
    """(firms that came up for renewal number k, those lost in it), k = 1..12, of all who joined during the run."""
    joined, left, _ = life("software")
    due = np.arange(1, 13)[:, None] * 12
    risk = (joined >= 0) & (left - joined >= due) & (joined + due < SIZES["software"][1])
    return risk.sum(axis=1), (risk & (left - joined == due)).sum(axis=1)


def renewal_survival(k):
    """Product-limit share of firms left after k renewals, with Greenwood's error."""
    risk, lost = (numbers[:k] for numbers in renewals())
    left = np.prod(1 - lost / risk)
    return left, left * np.sqrt((lost / risk / (risk - lost)).sum())


@lru_cache
def renewal_fit():
    """alpha, beta fitted to seven renewals, as published, of the firms who could meet that many; standard errors.

    Errors from the Fisher information of the true values: each renewal is a coin with retention r_k.
    """
    joined, left, _ = life("software")
    seen = (joined >= 0) & (joined + 7 * 12 < SIZES["software"][1])
    survival = [((left - joined)[seen] > 12 * k).mean() for k in range(1, 8)]
    alpha, beta, step = ALPHA_YEAR, BETA_YEAR, 1e-5
    slopes = np.array([sbg_retention(alpha + step, beta, 7) - sbg_retention(alpha - step, beta, 7),
                       sbg_retention(alpha, beta + step, 7) - sbg_retention(alpha, beta - step, 7)]) / (2 * step)
    keep = sbg_retention(alpha, beta, 7)
    firms = seen.sum() * sbg_survival(alpha, beta, 6)
    information = slopes * (firms / (keep * (1 - keep))) @ slopes.T
    return sbg_fit(survival), np.sqrt(np.diag(np.linalg.inv(information)))


def telecom_lift():
    """Of those by the month: leavers in the tenth with the highest score, against all.

    The score is what a simple model knows: the rate at which people of the same segment, channel and tenure left in
    the first half of the run. It is tried on the second half.
    """
    made, (joined, _, _) = base("telecom"), life("telecom")
    member = made.arrays["member"] == 1
    free = (made.customers["term"] == 1).to_numpy()
    kind = made.customers["segment"].cat.codes.to_numpy() * 3 + made.customers["channel"].cat.codes.to_numpy()
    months = []
    for t in range(35):
        rows = np.flatnonzero(member[t] & free)
        cell = kind[rows] * 5 + np.minimum((t - joined[rows]) // 12, 4)
        months.append(pd.DataFrame({"t": t, "cell": cell, "gone": ~member[t + 1, rows]}))
    months = pd.concat(months, ignore_index=True)
    first, second = months[months["t"] < 18], months[months["t"] >= 18]
    score = second["cell"].map(first.groupby("cell")["gone"].mean()).fillna(0)
    mixed = np.random.default_rng(1).permutation(len(second))  # ties fall by chance
    top = mixed[np.argsort(-score.to_numpy()[mixed], kind="stable")[: len(second) // 10]]
    gone = second["gone"].to_numpy()
    lift = gone[top].mean() / gone.mean()
    return lift, lift * np.sqrt(1 / gone[top].sum() + 1 / gone.sum())


CHECKS = {
    "visits a month in the first six months, by the month": gym_visits,
    "price of a visit in these months": gym_price,
    "months paid between the last visit and cancelling": gym_lag,
    "lasting past a year: by the month against by the year": gym_past_a_year,
    "repeat orders of a customer in three months": lambda: mean_and_error(shop_orders(3)),
    "repeat orders of a customer in half a year": lambda: mean_and_error(shop_orders(6)),
    "repeat orders of a customer in a year": lambda: mean_and_error(shop_orders(12)),
    "repeat orders of a customer in two years": lambda: mean_and_error(shop_orders(24)),
    "sBG alpha of yearly renewals": lambda: [numbers[0] for numbers in renewal_fit()],
    "sBG beta of yearly renewals": lambda: [numbers[1] for numbers in renewal_fit()],
    "firms left after one renewal": lambda: renewal_survival(1),
    "firms left after four renewals": lambda: renewal_survival(4),
    "firms left after twelve renewals": lambda: renewal_survival(12),
    "leaving in the tenth that a model calls riskiest, against all": telecom_lift,
}
MOMENTS = {moment.what: moment for company in COMPANIES.values() for moment in company.moments}


@pytest.mark.parametrize("what", CHECKS)
def test_a_published_number_is_found_again_within_its_sampling_error(what):
    found, error = CHECKS[what]()
    low, high = np.atleast_1d(MOMENTS[what].value)[[0, -1]]
    margin = 4 * error + 0.0005 if low == high else 0  # numbers are published to three decimals; a range is a range
    assert 0 < error < 0.1 * high  # a bound that says something
    assert low - margin <= found <= high + margin, (found, error)


def test_every_moment_is_checked_or_says_what_the_base_does_instead():
    assert set(CHECKS) == {what for what, moment in MOMENTS.items() if not moment.found}
    assert all(moment.source for moment in MOMENTS.values())


@pytest.mark.parametrize(("months", "what"), [(3, "three months"), (6, "half a year"), (12, "a year"),
                                              (24, "two years")])  # fmt: skip
def test_the_shops_moments_are_those_of_the_bg_nbd(months, what):
    moment = MOMENTS[f"repeat orders of a customer in {what}"]
    assert moment.value == pytest.approx(bg_nbd_expected(months), abs=0.0005)


def test_the_shops_own_rates_and_chances_of_leaving_are_those_of_the_bg_nbd():
    """Rates are Gamma(r, alpha) a week, chances to be gone after an order Beta(a, b), and one does not tell the other.

    From what a base holds of each customer: own hazard h = 1 - exp(-rate x chance) and own orders a month h/chance.
    """
    shop = draw_population(COMPANIES["shop"], 50_000, 36, seed=11)
    chance = shop.hazard / shop.visits
    rate = -np.log1p(-shop.hazard) / chance
    assert kstest(rate / WEEKS, "gamma", (R, 0, 1 / ALPHA)).pvalue > 1e-4
    assert kstest(chance, "beta", (A, B)).pvalue > 1e-4
    assert abs(spearmanr(rate, chance).statistic) < 4 / np.sqrt(50_000)


def test_in_the_shop_more_never_order_again_than_the_bg_nbd_says():
    """The one number of the BG/NBD that the monthly chain cannot meet, as the table says."""
    moment = MOMENTS["customers who do not order again within a year"]
    assert moment.value == pytest.approx((ALPHA / (ALPHA + 12 * WEEKS)) ** R, abs=0.0005)
    share, error = mean_and_error(shop_orders(12) == 0)
    assert float(moment.found.split(":")[0]) == pytest.approx(share, abs=0.005 + 4 * error)


def test_renewals_also_follow_what_was_observed_as_closely_as_the_published_model_does():
    observed = np.array([63.1, 46.8, 38.2, 32.6, 28.9, 26.2, 24.1, 22.3, 20.7, 19.4, 18.3, 17.3]) / 100
    model = sbg_survival(0.704, 1.182, 12)[1:]
    for k in range(1, 13):
        left, error = renewal_survival(k)
        assert abs(left - observed[k - 1]) <= abs(model - observed).max() + 4 * error


def test_firms_leave_at_renewals_only():
    joined, left, _ = life("software")
    gone = left < 9999
    assert gone.any()
    assert ((left - joined)[gone] % 12 == 0).all()


def test_the_hotel_wins_fewer_than_it_loses_as_it_says():
    member = base("hotel").arrays["member"] == 1
    ratios = [(~member[t] & member[t + 3]).sum() / (member[t] & ~member[t + 3]).sum() for t in range(2, 33, 3)]
    low, high = (float(number) for number in MOMENTS["customers won for each one lost in a quarter"].found.split(
        ":")[0].split(" to "))
    error = 0.05  # about 700 won and 900 lost in a quarter: sqrt(1/700 + 1/900)
    assert low - 4 * error < min(ratios)
    assert max(ratios) < high + 4 * error


@pytest.mark.parametrize("parts", [1, 2, 3, 4])
def test_the_parts_of_a_beta_are_together_that_beta(parts):
    """The same mean and the same second and third moment."""
    shares, means, total = (np.array(numbers) for numbers in beta_parts(0.7, 1.9, parts))
    assert shares.sum() == pytest.approx(1)
    assert (np.diff(means) > 0).all()
    for power in (1, 2, 3):
        k = np.arange(power)
        moments = np.prod((means[:, None] * total + k) / (total + k), axis=1)
        assert shares @ moments == pytest.approx(np.prod((0.7 + k) / (0.7 + 1.9 + k)))
