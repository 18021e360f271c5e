"""generate(): a whole customer base, made up from a seed."""

import reprlib
from numbers import Integral

import numpy as np
import pandas as pd

from customerbase import CustomerBase, InputError
from synthetic.behaviour import draw_behaviour
from synthetic.companies import COMPANIES
from synthetic.identity import check_locale, draw_pools, identities
from synthetic.population import draw_population

FIRST_MONTH = np.datetime64("2023-01", "M")  # fixed, so that a longer run begins like a shorter one
MOST_CUSTOMERS = 5_000_000
MOST_MONTHS = 600


def generate(company="hotel", customers=10_000, months=36, seed=7, locale="en_US"):
    """A synthetic CustomerBase whose hidden truth is known.

    company: a key that companies() lists. customers: everyone acquired over the run, 1 to 5,000,000; the share
    `joined_before` of the company joined before the first month and was still there in it, the others join evenly over
    the months. months: calendar months from January 2023, 1 to 600. seed: whole number, 0 or more; the same seed gives
    the same base on the same versions of the packages. locale: any Faker locale; it changes names, e-mail addresses
    and cities, and nothing that anybody does.

    Every customer has one fixed own probability of leaving in a month (`truth_hazard`, sBG: see population.py);
    `truth_left` is the first month without them, missing if they are still there at the end. A run with more months
    begins with the same opening base, doing the same in the same months; its joiners are spread over more months.

    Raises InputError, in one sentence that says what is allowed, for anything else.
    """
    levels = check_company(company)
    customers = check_whole("customers", customers, 1, MOST_CUSTOMERS)
    months = check_whole("months", months, 1, MOST_MONTHS)
    seed = check_whole("seed", seed, 0)
    check_locale(locale)

    calendar = FIRST_MONTH + np.arange(months)
    population = draw_population(levels, customers, months, seed)
    behaviour = draw_behaviour(levels, population, calendar, seed)
    table = customers_table(levels, population, months, identities(customers, seed, locale))
    return CustomerBase(
        table,
        pd.DatetimeIndex(calendar.astype("datetime64[us]")),
        month_arrays(levels, behaviour),
        orders=None if levels.contract else orders_table(table["customer_id"], behaviour),
        name=levels.title,
        notes=("Invented company, invented people: every name is put together at random.",
               *draw_pools(seed, locale).notes),
    )


def customers_table(levels, population, months, identity):
    """The customers table: who they are, how they came, and the hidden truth."""
    left = population.leaving.astype("timedelta64[M]") + FIRST_MONTH
    left[population.leaving >= months] = np.datetime64("NaT")
    segment = pd.Categorical.from_codes(population.segment, pd.Index(levels.segments, dtype="str"))
    channel = pd.Categorical.from_codes(population.channel, pd.Index(levels.channels, dtype="str"))
    return identity.assign(
        joined=(FIRST_MONTH + population.joining).astype("datetime64[us]"),
        segment=segment,
        channel=channel,
        truth_hazard=population.hazard,
        truth_left=left.astype("datetime64[us]"),
    )


def month_arrays(levels, behaviour):
    """The month x customer arrays of a CustomerBase; without a contract there is no `member`."""
    fee = levels.fee * behaviour.here
    arrays = {
        "active": (behaviour.visits > 0).astype(np.int8),
        "revenue": (fee + behaviour.spent).astype(np.float32),
        "contribution": (levels.fee_margin * fee + levels.ticket_margin * behaviour.spent).astype(np.float32),
        "touchpoints": behaviour.touchpoints,
    }
    return {"member": behaviour.here.view(np.int8), **arrays} if levels.contract else arrays


def orders_table(customer_id, behaviour):
    """The orders table, already in order of date."""
    return pd.DataFrame({
        "customer_id": customer_id.array.take(behaviour.order_customer),
        "date": behaviour.order_date.astype("datetime64[us]"),
        "amount": behaviour.order_amount,
    })


def check_company(company):
    """The levels of a company by its key; InputError naming the keys."""
    if not isinstance(company, str) or company not in COMPANIES:
        raise InputError(f"company must be one of {', '.join(map(repr, COMPANIES))}, not {reprlib.repr(company)}.")
    return COMPANIES[company]


def check_whole(name, value, least, most=None):
    """value as an int if it is a whole number from least to most (no upper bound if most is None)."""
    whole = isinstance(value, Integral) and not isinstance(value, bool | np.bool_)
    if not whole or value < least or (most is not None and value > most):
        allowed = f"from {least:,} to {most:,}" if most is not None else f"from {least:,} upwards"
        raise InputError(f"{name} must be a whole number {allowed}, not {reprlib.repr(value)}.")
    return int(value)
