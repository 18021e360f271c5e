"""Cohorts by joining date, the period rate that mixes them, and how long customers stay on average."""

import numpy as np
import pandas as pd

from customerbase import CustomerBase, InputError
from customerbase.arguments import checked
from metrics.checks import by_group, divide, fraction, not_negative
from metrics.flows import period_length, require_contract


@checked
def cohort_table(base: CustomerBase, period: str = "quarter", people: bool = False):
    """Share of each joining cohort still here at each age: S(0), S(1), ... in rows of customers who joined together.

    base: a CustomerBase with contracts; period: "month", "quarter" or "year", for cohorts and ages alike.
    Convention: age is counted from each customer's own joining month, so at age 2 quarters everyone in the row has
    been a customer for 6 months; here means the contract is in force in that month.
    Returns a DataFrame: index = cohorts (PeriodIndex), columns = ages 0, 1, ... in periods, cells = fractions, or
    counts with people=True. A cell is <NA> while part of its cohort has not reached that age (an immature cohort is
    never compared as if it had), and a cohort nobody joined has <NA> rates and 0 people.
    Left out: whoever joined before the first month of the data, since those of them who had left were never seen.
    Source: Fader & Hardie 2007. A base without contracts, or one that nobody joined within the data: InputError.
    """
    require_contract(base, "a cohort's survival")
    length, letter = period_length(period)
    member, months = base.arrays["member"], base.months
    joined_row = months.get_indexer(base.customers["joined"])  # -1: before the data begins
    who = np.flatnonzero(joined_row >= 0)
    if len(who) == 0:
        raise InputError("Nobody joined within the months of this base, so no cohort can be followed from its start.")
    joined_row = joined_row[who]
    month_periods = months.to_period(letter)
    cohort_of_month, cohorts = pd.factorize(month_periods)
    cohort = cohort_of_month[joined_row]

    size = np.bincount(cohort, minlength=len(cohorts))
    newest = np.zeros(len(cohorts), dtype=int)
    np.maximum.at(newest, cohort, joined_row)
    ages = range((len(months) - 1 - joined_row.min()) // length + 1)
    rows, columns = pd.PeriodIndex(cohorts, name="cohort"), pd.Index(ages, name="age")
    counts = pd.DataFrame(index=rows, columns=columns, dtype="Int64")
    for age in ages:
        mature = newest + age * length < len(months)
        seen = mature[cohort]
        here = member[joined_row[seen] + age * length, who[seen]] == 1
        alive = np.bincount(cohort[seen][here], minlength=len(cohorts))
        counts[age] = pd.array(alive, dtype="Int64")
        counts.loc[~mature, age] = pd.NA
    if people:
        return counts
    return counts.div(pd.Series(size, index=counts.index, dtype="Int64").replace(0, pd.NA), axis=0)


def period_rate(sizes, rates):
    """The one retention rate of a base made of groups (ages, cohorts, segments): sum(size x rate)/sum(size).

    It moves when the sizes move, though no group's rate does. sizes: opening customers of each group; rates: their
    retention, fractions; arrays of shape (groups, ...) that broadcast. Returns a fraction, the groups' axis summed
    away. All sizes zero: InputError. Source: Fader & Hardie 2010.
    """
    sentence = "sizes and rates need one number for each group, as many of one as of the other."
    sizes, rates = by_group(sentence, not_negative(sizes, "sizes"), fraction(rates, "rates"))
    return divide((sizes * rates).sum(axis=0), sizes.sum(axis=0), "With no opening customers there is no period rate.")


def steady_state_retention(survival):
    """Period retention of a base that an equal cohort joins every period, once all ages are present.

    Formula: sum of S(1..T) over sum of S(0..T-1); for a curve followed until it is near zero that is 1 - 1/mean
    lifetime. Far above the first-period rate of any one cohort, because old, loyal customers pile up.
    survival: S(0)..S(T) with S(0) = 1, shape (T+1,). Returns a fraction. Fewer than two values: InputError.
    """
    survival = _curve(survival)
    if len(survival) < 2:
        raise InputError("survival needs S(0) and at least one later value.")
    return survival[1:].sum() / survival[:-1].sum()


def mean_lifetime(survival):
    """Mean number of periods paid for, the first included: sum of S(t) from t = 0.

    Convention: payment at the start of each period. Only the given horizon counts, so give a curve that has come near
    zero, or read the result as "within the first T + 1 periods". survival: S(0)..S(T) with S(0) = 1, shape (T+1,).
    Returns periods. No denominator.
    """
    return _curve(survival).sum()


def lifetime_from_churn(churn):
    """1/churn: the mean lifetime if everybody left at this one rate for ever.

    The fallacy is to feed it a cohort's first-period churn: the fragile leave first, so the mean is longer. With the
    churn of a base in steady state it is exact (Little's law). churn: fraction a period, number or array. Returns
    periods in the same shape. Zero churn: InputError.
    """
    return divide(1.0, fraction(churn, "churn"), "With zero churn nobody ever leaves, so 1/churn gives no lifetime.")


def _curve(survival):
    survival = fraction(survival, "survival")
    if survival.ndim != 1 or len(survival) == 0 or survival[0] != 1 or (np.diff(survival) > 0).any():
        raise InputError("survival must be one curve S(0), S(1), ... that starts at 1 and never rises.")
    return survival
