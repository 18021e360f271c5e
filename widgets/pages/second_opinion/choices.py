"""What a second opinion can be asked about: bases, ways of computing a rate, periods; only those the data allow."""

from functools import cache

import pandas as pd

from customerbase import InputError, from_orders
from metrics.opinion import HOWS
from metrics.periods import span
from synthetic.companies import COMPANIES
from widgets.explorables.gallery.shelf import real_orders, story

BASES = {"cdnow": "CDNOW: real orders, 1997 and 1998"} | {key: made.title for key, made in COMPANIES.items()}
LETTERS = {"quarter": "Q", "year": "Y", "month": "M"}
CONTRACT = ("gross_revenue", "net_revenue", "ever_joined", "survey")  # they ask who has a contract in force
ORDERS = ("active", "repeat")
SURVEYS = {"satisfaction": "How satisfied are you?", "recommend": "How likely are you to recommend us?",
           "appreciated": "Do we appreciate your business?"}  # fmt: skip


@cache
def base_of(key):
    """The CustomerBase of that name, made once a kernel."""
    return from_orders(real_orders(), "CDNOW") if key == "cdnow" else story(key)


def surveys(base):
    """{question: column} of the base's survey columns."""
    return {says: name for name, says in SURVEYS.items() if name in base.arrays}


def hows(base):
    """{label: key of HOWS}: without contracts the rates of orders first."""
    out = set() if base.has_contract else set(CONTRACT)
    if not len(base.orders):
        out |= set(ORDERS)
    if not surveys(base):
        out.add("survey")
    first = () if base.has_contract else ("repeat", "active")
    keys = [*(key for key in first if key not in out), *(key for key in HOWS if key not in out | set(first))]
    return {HOWS[key][0].upper() + HOWS[key][1:]: key for key in keys}


def lengths(base, how):
    """{name: length} of the lengths that at least one whole period has."""
    return {name: name for name in LETTERS if periods(base, how, name)}


def periods(base, how, length):
    """{name: period}, latest first: whole ones, whose opening or next period the data hold where the rate needs it."""
    if length is None:
        return {}
    every = pd.period_range(base.months[0], base.months[-1], freq=LETTERS[length])
    whole = [period for period in every if _whole(base, period)]
    if how == "repeat":
        whole = [period for period in whole if _whole(base, period + 1)]
    elif base.has_contract:
        whole = [period for period in whole if period.start_time > base.months[0]]
    elif how not in ORDERS:
        whole = [period for period in whole if _whole(base, period - 1)]  # their opening customers are its buyers
    return {str(period): str(period) for period in reversed(whole)}


def _whole(base, period):
    try:
        return span(base, str(period)).complete
    except InputError:  # it begins outside the data
        return False
