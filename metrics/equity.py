"""Customers as assets: what one is worth, what all are worth, today's and tomorrow's, and the accounts beside it.

Convention of every value here: margin arrives at the start of each period, the first today, before anyone can leave;
discount, retention and margin are of one and the same period.
"""

import math
from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy.special import hyp2f1

from customerbase import CustomerBase, InputError
from customerbase.arguments import Together, checked
from metrics.checks import divide, fraction, not_negative, numbers
from metrics.migration import MarkovCheck, markov_check, migration_value, transition
from metrics.movement import between, totals
from metrics.payback import naive_payback, payback
from metrics.retention import retention_rate

__all__ = ["CLV", "CONVENTIONS", "DISCOUNT", "Account", "MarkovCheck", "account", "clv", "current_equity", "derl",
           "future_equity", "markov_check", "migration_value", "naive_payback", "payback", "per_period", "transition",
           "two_views"]  # fmt: skip

CONVENTIONS = {
    True: "margin at the start of each period, the first included: m(1+d)/(1+d-r)",
    False: "the first margin left out, the next due after one period if they stay: m r/(1+d-r)",
}
DISCOUNT = 0.10  # a year: what the kit takes where nobody sets another; an assumption, and every screen says so
ENDLESS = "With everyone staying and no discount the value has no end; lower retention or raise discount."


class CLV(NamedTuple):
    """Customer lifetime value in money, number or array, and the convention it was counted by: show both."""

    value: float
    convention: str


@checked
def clv(margin: Together, retention: Together, discount: Together, first_margin: bool = True):
    """Customer lifetime value at constant retention, before the cost of winning the customer.

    Formula: m(1+d)/(1+d-r), the first margin included; m r/(1+d-r) without it, which is m less. r .9, d .12: 5.09 m
    and 4.09 m. margin: money a period; retention: fraction a period; discount: fraction a period, 0 or more; numbers or
    arrays. Returns a `CLV`. Constant retention is a strong assumption: in a mixed base see `derl`.
    Source: Gupta & Lehmann 2003. Retention 1 at discount 0: InputError.
    """
    margin, retention, discount = numbers(margin, "margin"), fraction(retention, "retention"), _rate(discount)
    whole = divide(margin * (1 + discount), 1 + discount - retention, ENDLESS)
    return CLV((whole if first_margin else whole - margin)[()], CONVENTIONS[bool(first_margin)])


@checked
def current_equity(people: Together, margin: Together, retention: Together, discount: Together):
    """What today's customers are worth: the margin expected from them from today on, without any cost of winning them.

    Formula: sum of people x m(1+d)/(1+d-r); that cost is spent. people, margin (money a customer and period),
    retention: numbers, or arrays of shape (groups,) for groups that differ; discount: fraction. Returns money, a float;
    0 for nobody. Margin and retention of one group at an average differ from those of its parts: group first.
    """
    return float(np.sum(not_negative(people, "people") * clv(margin, retention, discount).value))


@checked
def future_equity(arrivals, value: float, cac: float, discount: float):
    """What customers yet to come are worth today: (CLV - CAC) x arrivals, each discounted to today.

    arrivals: people who join at the start of each of the next periods, shape (periods,), the first of them one period
    from today; or one number, that many every period for ever. value: CLV with the first margin; cac: cost of winning
    one; money. Returns money, a float, negative where winning costs more than it brings.
    One number for ever at discount 0: InputError.
    """
    arrivals, discount = not_negative(arrivals, "arrivals"), float(_rate(discount))
    if arrivals.ndim > 1:
        raise InputError("arrivals must be one number, or one list with a number for each period.")
    each = float(numbers(value, "value")) - float(not_negative(cac, "cac"))
    if arrivals.ndim == 0:
        sentence = "Arrivals for ever at a discount of 0 have no end; give a discount above 0, or a list of arrivals."
        return float(each * divide(arrivals, np.asarray(discount), sentence))
    return float(each * np.sum(arrivals / (1 + discount) ** np.arange(1, len(arrivals) + 1)))


@checked
def derl(alpha: Together, beta: Together, renewals, discount: Together):
    """Discounted expected residual lifetime of a customer under the sBG, in periods; times the margin: residual value.

    Taken just before the next renewal is due, after `renewals` renewals already made: the next is made with probability
    (beta + renewals)/(alpha + beta + renewals) and counts undiscounted, later ones less.
    Formula: (beta+k)/(alpha+beta+k) x 2F1(1, beta+k+1; alpha+beta+k+1; 1/(1+d)), k = renewals, 2F1 the Gaussian
    hypergeometric function: the sum over j >= 0 of S(k+1+j)/S(k)/(1+d)^j. It rises with k: who has renewed often is
    likely to be one of those who stay. alpha, beta: one number each, above 0; renewals: whole number, 0 or more (0:
    just before the first renewal), or an array of them; discount: fraction a period, 0 or more. Returns periods in the
    shape of renewals. At discount 0 the sum is (beta+k)/(alpha-1), and infinite (inf) for alpha <= 1.
    Source: Fader & Hardie 2010, "Customer-base valuation in a contractual setting".
    """
    alpha, beta, k = numbers(alpha, "alpha"), numbers(beta, "beta"), not_negative(renewals, "renewals")
    if alpha.ndim or beta.ndim or alpha <= 0 or beta <= 0:
        raise InputError("alpha and beta must each be one number above 0.")
    if (k != np.floor(k)).any():
        raise InputError("renewals must be whole numbers: renewals already made, 0 or more.")
    discount = _rate(discount)
    if discount.ndim:
        raise InputError("discount must be one number.")
    if discount == 0:
        return ((beta + k) / (alpha - 1) if alpha > 1 else np.full(k.shape, math.inf))[()]
    value = (beta + k) / (alpha + beta + k) * hyp2f1(1, beta + k + 1, alpha + beta + k + 1, 1 / (1 + discount))
    # scipy's function gives up (NaN, never a wrong number) at some parameters in the thousands; the sum does not
    value = np.atleast_1d(value)
    for place in np.flatnonzero(np.isnan(value)):
        value[place] = _derl_sum(alpha, beta, k.flat[place], discount)
    return value.reshape(k.shape)[()]


class Account(NamedTuple):
    """What one period of a base did, before anybody says what it is worth: see `account`.

    row: the one row of `movement.totals`; revenue, contribution: money in the period, contribution None where the base
    does not know it; months: how long it is; contract: whether leaving is seen; name: of the period.
    """

    row: pd.Series
    revenue: float
    contribution: float | None
    months: int
    contract: bool
    name: str


@checked
def per_period(discount: float, months: int) -> float:
    """A discount a year as the discount a period of some months: (1+D)^(months/12) - 1. .10, 3 months: .0241."""
    return float((1 + _rate(discount)) ** (months / 12) - 1)


@checked
def account(base: CustomerBase, earlier, later) -> Account:
    """What `two_views` counts: who came and went between two periods, and the money of the later one.

    base: a CustomerBase; earlier, later: periods as in `movement.between`.
    """
    move = between(base, earlier, later)
    months = slice(move.later.first, move.later.last + 1)
    revenue, contribution = (float(base.arrays[name][months].sum(dtype=float)) if name in base.arrays else None
                             for name in ("revenue", "contribution"))
    return Account(totals(move).iloc[0], revenue, contribution, move.later.months, base.has_contract, move.later.name)


@checked
def two_views(base: CustomerBase | Account, earlier=None, later=None, retention: float | None = None,
              discount: float = DISCOUNT, margin: float | None = None, cac: float = 0.0) -> pd.DataFrame:
    """One period as a cost centre and as an asset: the accounts of it, and what the customers are worth.

    The kit's one convention of what a base is worth, and the only function that states it: margin x what customers pay
    a period x (1+d)/(1+d-r), so margin at the start of each period, the first included; r: the share that was kept in
    this very period (1 - lost/opening, not rounded), for everybody and for ever; d: a year's discount, compounded to
    the period.
    base: a CustomerBase with earlier and later, periods as in `movement.between`; or an `Account` alone, where the same
    period is asked about often. retention: fraction a *period*, None for what was kept; discount: fraction a *year*;
    margin: contribution over revenue, None to take it from the base's own contribution in `later`; cac: cost of
    winning a customer, money.
    Returns a DataFrame, index (view, line), columns people and money. Cost centre: revenue, cost of serving
    (revenue x (1 - margin)), cost of winning (cac x customers who joined), result, their sum. Asset: worth of the
    opening customers + new - lost + paying more - paying less = worth of the closing ones. Costs and losses are
    negative.
    No contribution in the base and none given, a period without revenue, or nobody at its start and no retention
    given: InputError.
    """
    it = base if isinstance(base, Account) else account(base, earlier, later)
    row = it.row
    if margin is None:
        if it.contribution is None:
            raise InputError("This base does not say what its revenue contributes; give margin, a fraction of revenue.")
        margin = divide(it.contribution, it.revenue, f"{it.name} has no revenue, so there is no margin to take.")
    margin = float(numbers(margin, "margin"))
    if retention is None:
        retention = retention_rate(row["opening"], row["lost"])
    won = int(row["new"] - row["returned"])
    costs = [it.revenue, it.revenue * (margin - 1), 0 - float(not_negative(cac, "cac")) * won]
    # with contracts the movement's money is a month's
    worth = clv(margin, retention, per_period(discount, it.months)).value * (it.months if it.contract else 1)
    assets = [row["opening_value"], row["new_value"], -row["lost_value"], row["up_value"], -row["down_value"]]
    lines = {
        ("cost centre", "revenue"): (pd.NA, costs[0]),
        ("cost centre", "cost of serving"): (pd.NA, costs[1]),
        ("cost centre", "cost of winning"): (won, costs[2]),
        ("cost centre", "result"): (pd.NA, sum(costs)),
        ("asset", "opening customers"): (row["opening"], assets[0] * worth),
        ("asset", "new"): (row["new"], assets[1] * worth),
        ("asset", "lost"): (row["lost"], assets[2] * worth),
        ("asset", "paying more"): (row["increased"], assets[3] * worth),
        ("asset", "paying less"): (row["decreased"], assets[4] * worth),
        ("asset", "closing customers"): (row["closing"], row["closing_value"] * worth),
    }
    index = pd.MultiIndex.from_tuples(lines, names=["view", "line"])
    people = pd.array([p if p is pd.NA else int(p) for p, _ in lines.values()], dtype="Int64")
    return pd.DataFrame({"people": people, "money": [money for _, money in lines.values()]}, index=index)


def _derl_sum(alpha, beta, renewals, discount):
    terms = 40 / np.log1p(discount)  # the discount factor is then e^-40
    if terms > 1e7:
        raise InputError(f"A discount of {discount:g} is too near 0 for an alpha of {alpha:g} and a beta of {beta:g}.")
    age = renewals + np.arange(np.ceil(terms))
    return np.cumprod((beta + age) / (alpha + beta + age) / (1 + discount)).sum() * (1 + discount)


def _rate(discount):
    return not_negative(discount, "discount")
