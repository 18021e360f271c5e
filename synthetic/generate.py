"""generate(): a whole customer base, made up from a seed; what_if(): the same base under other assumptions."""

import dataclasses

import numpy as np
import pandas as pd

from customerbase import CustomerBase, InputError
from customerbase.errors import brief
from synthetic.assumptions import Assumptions
from synthetic.checks import MOST_CUSTOMERS, MOST_MONTHS, check_company, check_whole
from synthetic.companies import REASONS
from synthetic.draws import FIRST_MONTH, FRIENDS, draw_all
from synthetic.events import check_events, from_plain, to_plain
from synthetic.identity import check_locale, draw_pools, identities
from synthetic.offer import USUAL
from synthetic.record import Record, joined_up
from synthetic.simulate import run


def generate(company="hotel", customers=10_000, months=36, seed=7, locale="en_US", assumptions=None, events=()):
    """A synthetic CustomerBase whose hidden truth is known.

    company: a key that companies() lists. customers: everyone acquired over the run, 1 to 5,000,000; the share
    `joined_before` of the company joined before the first month and was still there in it, the others join evenly over
    the months. months: calendar months from January 2023, 1 to 600. seed: whole number, 0 or more; the same seed gives
    the same base on the same versions of the packages. locale: any Faker locale; it changes names, e-mail addresses
    and cities, and nothing that anybody does. assumptions: Assumptions; None for their defaults, in which no asserted
    effect is at work. events: from synthetic.events. Friends who are referred come on top of `customers`, and people
    whom a cost cut puts off (`brand_harm`) are left out.

    Every customer has an own probability of leaving in a month (`truth_hazard`, sBG: see population.py), which effects
    make larger or smaller in single months (chain.py); `truth_left` is the first month without them, missing if they
    are still there at the end. A run with more months begins with the same opening base, doing the same in the same
    months; its joiners are spread over more months.

    Raises InputError, in one sentence that says what is allowed, for anything else.
    """
    levels = check_company(company)
    customers = check_whole("customers", customers, 1, MOST_CUSTOMERS)
    months = check_whole("months", months, 1, MOST_MONTHS)
    seed = check_whole("seed", seed, 0)
    check_locale(locale)
    assumptions, events = check_assumptions(assumptions), check_events(events)

    draws, records = draw_all(levels, customers, months, seed), {}

    def watch(c, month, family):
        if family not in records:
            records[family] = Record(months, len(c))
        records[family].watch(c, month)

    ends, _ = run(draws, assumptions, events, USUAL, watch)
    arrays, orders = joined_up(list(records.values()))
    table = customers_table(levels, ends, list(records.values()), months, seed, locale)
    if not levels.contract:
        del arrays["member"]
    return CustomerBase(
        *without_absent(table, arrays, ends, months),
        orders=None if orders is None else orders_table(table["customer_id"], *orders),
        name=levels.title,
        notes=("Invented company, invented people: every name is put together at random.",
               *draw_pools(seed, locale).notes),
        recipe={"company": company, "customers": customers, "months": months, "seed": seed, "locale": locale,
                "assumptions": dataclasses.asdict(assumptions), "events": [to_plain(event) for event in events]},
    )


def what_if(base: CustomerBase, events=None, **assumptions):
    """The same company, people and luck under other assumptions: a CustomerBase that differs by what was changed only.

    base: one that generate or what_if made. events: instead of the base's own; None keeps those. assumptions: by name,
    the others stay as they were. InputError for a base without a recipe, such as real orders.
    """
    recipe = getattr(base, "recipe", None)
    try:
        was = Assumptions.of(recipe["assumptions"])
        events = [from_plain(event) for event in recipe["events"]] if events is None else events
        made = {name: recipe[name] for name in ("company", "customers", "months", "seed", "locale")}
    except (TypeError, KeyError):
        raise InputError("what_if needs a base that knows how it was made; take one from generate().") from None
    return generate(**made, assumptions=was.but(**assumptions), events=events)


def customers_table(levels, ends, records, months, seed, locale):
    """The customers table: who they are, how they came, why they left, and the hidden truth.

    ends: the Customers of each group at the end of the run, friends second.
    """
    def of(name):
        return np.concatenate([getattr(end, name) for end in ends])

    def last(name):
        return np.concatenate([getattr(record, name) for record in records])

    def trait(name):
        return np.concatenate([getattr(end.people, name) for end in ends])

    identity = identities(len(of("joining")), seed, locale, firms=levels.firms)
    leaving = of("leaving")
    gone = leaving < months
    left = np.where(gone, leaving, 0).astype("timedelta64[M]") + FIRST_MONTH
    left[~gone] = np.datetime64("NaT")
    learned = gone & levels.contract & (np.concatenate([end.people.reason[1] for end in ends])
                                        >= ends[0].a.reason_unknown)
    reason = last("reason")
    referred = np.full(len(gone), np.nan, object)
    if len(ends) > 1:
        referred[len(ends[0]):] = identity["customer_id"].to_numpy()[ends[1].number // FRIENDS]
    channels = [*levels.channels, "Referral"] if len(ends) > 1 else list(levels.channels)
    return identity.assign(
        joined=(FIRST_MONTH + trait("joining")).astype("datetime64[us]"),
        segment=category(trait("segment"), levels.segments),
        channel=category(trait("channel"), channels),
        **({"term": np.where(trait("on_term"), levels.term, 1).astype(np.int8)} if levels.term > 1 else {}),
        referred_by=pd.Series(referred, dtype="str"),
        left_reason=category(np.where(learned, reason, -1), REASONS),
        truth_hazard=trait("hazard"),
        truth_left=left.astype("datetime64[us]"),
        truth_reason=category(np.where(gone, reason, -1), REASONS),
        truth_fit=of("fit").astype(float),
        truth_felt=last("felt"),
        truth_satisfaction=last("satisfaction"),
        truth_expectation=last("expectation"),
    )


def category(codes, names):
    """A categorical column from places in a list of names; -1 is missing."""
    return pd.Categorical.from_codes(codes, pd.Index(list(names), dtype="str"))


def orders_table(customer_id, customer, date, amount):
    """The orders table, already in order of date."""
    return pd.DataFrame({
        "customer_id": customer_id.array.take(customer),
        "date": date.astype("datetime64[us]"),
        "amount": amount,
    })


def without_absent(table, arrays, ends, months):
    """Table, months and arrays without those whom a cost cut put off, who never came."""
    calendar = pd.DatetimeIndex((FIRST_MONTH + np.arange(months)).astype("datetime64[us]"))
    came = np.concatenate([end.joining for end in ends]) < months
    if not came.all():
        table = table[came].reset_index(drop=True)
        arrays = {name: array[:, came] for name, array in arrays.items()}
    return table, calendar, arrays


def check_assumptions(assumptions):
    """The assumptions, or the default ones for None; InputError for anything else."""
    if assumptions is None:
        return Assumptions()
    if not isinstance(assumptions, Assumptions):
        raise InputError(f"assumptions must be synthetic.Assumptions, not {brief(assumptions)}.")
    return assumptions
