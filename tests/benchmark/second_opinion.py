"""How often a second opinion finds an illusion that was built into a base, and how often one that was not.

    python tests/benchmark/second_opinion.py [seeds]

For each illusion, bases built to contain it; then bases built without any. The last lines are the figures: the share
of seeds in which the illusion is at work (detection), and in which any is where none was built in (false alarm).
"""

import sys

import numpy as np
import pandas as pd

from customerbase import CustomerBase, from_orders
from metrics.opinion import AT_WORK, Claim, recomputed, second_opinion

PEOPLE, MONTHS, HAZARD, JOIN = 4_000, 30, 0.01, 40  # as many join a month as leave
SINCE = pd.Timestamp("2023-01-01")
QUARTER, YEAR = "2025Q2", "2024"


def constant(t, age, kind):
    """Everybody leaves at one rate, at all times."""
    return np.full(len(age), HAZARD)


def contracts(rng, hazard=constant, join=JOIN, pays=None, use=None, months=MONTHS, columns=None, said=None):
    """A base with contracts: PEOPLE at first, `join` more a month (one number, or one a month).

    kind: a number from 0 to 1 that is each customer's own. hazard(t, age, kind) -> chance of leaving in month t;
    pays(rng, t, age, kind) and said(rng, kind): money and answers; use(t, age, kind): chance of using it; columns(rng,
    kind): further columns of the customers.
    """
    joined = np.concatenate([np.full(PEOPLE, -24), np.repeat(np.arange(months), np.broadcast_to(join, months))])
    kind, people = rng.random(len(joined)), len(joined)
    member = np.zeros((months, people), bool)
    alive = joined < 0
    for t in range(months):
        alive |= joined == t
        member[t] = alive
        alive &= rng.random(people) >= hazard(t, t - joined, kind)
    each = rng.lognormal(3, 0.5, people)
    often = rng.beta(2, 3, people)
    active, revenue, score = np.zeros(member.shape, np.int8), np.zeros(member.shape, np.float32), []
    for t in range(months):
        age = t - joined
        chance = often if use is None else use(t, age, kind)
        active[t] = member[t] & ((rng.random(people) < chance) | (age == 0))
        revenue[t] = member[t] * (each if pays is None else each * pays(rng, t, age, kind))
        answer = rng.integers(4, 11, people) if said is None else said(rng, kind)
        score.append(np.where(member[t] & (rng.random(people) < 0.3), answer, np.nan))
    index = pd.date_range(SINCE, periods=months, freq="MS")
    starts = np.datetime64("2023-01") + joined
    customers = pd.DataFrame({
        "customer_id": pd.Series([f"c{i}" for i in range(people)], dtype="str"),
        "joined": starts.astype("datetime64[s]"),
        "segment": pd.Categorical.from_codes((rng.random(people) < 0.4).astype(int), ["gold", "tin"]),
        "programme": rng.random(people) < 0.3, "held_out": False,
    }).assign(**(columns(rng, kind) if columns else {}))  # fmt: skip
    arrays = {"member": member.astype(np.int8), "active": active, "revenue": revenue,
              "satisfaction": np.array(score, np.float32)}  # fmt: skip
    return CustomerBase(customers, index, arrays)


def orders(rng, buys, people=2_000, months=18, replaced=0.012):
    """A base from orders: buys(rng, t, kind) -> who of those there orders in month t; leavers are replaced."""
    kind, who, rows = rng.random(people), np.arange(people), []
    size = rng.lognormal(3, 0.5, people)
    known = people
    for t in range(months):
        order = np.flatnonzero(buys(rng, t, kind))
        month = SINCE + pd.DateOffset(months=t)
        rows.append(pd.DataFrame({"customer_id": who[order], "date": month + pd.Timedelta(days=14),
                                  "amount": size[order]}))  # fmt: skip
        leave = np.flatnonzero(rng.random(people) < replaced)
        who[leave] = known + np.arange(len(leave))
        known += len(leave)
    table = pd.concat(rows, ignore_index=True)
    # the shop sells on the first and the last day, so that no period looks cut short
    edges = pd.DataFrame({"customer_id": [-1, -1], "amount": 1.0,
                          "date": [SINCE, SINCE + pd.DateOffset(months=months) - pd.Timedelta(days=1)]})  # fmt: skip
    table = pd.concat([edges, table], ignore_index=True).sort_values("date", ignore_index=True)
    return from_orders(table.assign(customer_id=table["customer_id"].astype(str).astype("str")))


def honest(base, how="retention", period=QUARTER, **more):
    """A claim that says what the data give."""
    return base, Claim(recomputed(base, Claim(0.5, how, period, **more)), how, period, **more)


def two_kinds(t, age, kind):
    return np.where(kind < 0.5, 0.1, 0.005)


def lately(share, often, seldom):
    """Leaving: that share of the customers leaves `often` in the last quarter, the others `seldom`."""
    return lambda t, age, kind: np.where(t < MONTHS - 4, HAZARD, np.where(kind < share, often, seldom))


def late(before, after, since=MONTHS - 6):
    """Joiners a month, before and since some month."""
    return np.where(np.arange(MONTHS) < since, before, after)


def of_a_quarter(base):
    quarters = [recomputed(base, Claim(0.5, "retention", f"{YEAR}Q{q}")) for q in (1, 2, 3, 4)]
    return base, Claim(float(np.mean(quarters)), "retention", YEAR)


def refilled(base):
    return base, Claim(recomputed(base, Claim(0.5, "end_over_start", QUARTER)), "retention", QUARTER)


def mixed(rng):
    """Tin customers leave five times as often; in the quarter before the last 700 a month join, nearly all tin, and
    then both segments' rates improve."""
    def tin(joined, kind):
        return kind < np.where(joined < 0, 0.2, 0.95)

    def hazard(t, age, kind):
        return np.where(tin(t - age, kind), 0.06, 0.012) * np.where(t >= MONTHS - 4, 0.7, 1)

    def columns(rng, kind):
        joined = np.where(np.arange(len(kind)) < PEOPLE, -1, 1)
        return {"segment": pd.Categorical.from_codes(tin(joined, kind).astype(int), ["gold", "tin"])}

    month = np.arange(MONTHS)
    return contracts(rng, hazard, join=700 * ((month >= MONTHS - 6) & (month < MONTHS - 3)), columns=columns)


def loyal_join(rng, kind):
    held = rng.random(len(kind)) < 0.5
    return {"programme": ~held & (kind > 0.5) & (rng.random(len(kind)) < 0.7), "held_out": held}


def halved(share):
    """Pay: that share of the customers pays 40 % less in the last quarter."""
    return lambda rng, t, age, kind: np.where((kind < share) & (t >= MONTHS - 3), 0.6, 1.0)


PLANTED = {  # number -> (what was built in, rng -> (base, claim))
    1: ("a third of those lost are replaced", lambda r: honest(contracts(r, join=JOIN // 3))),
    2: ("end over start, said to be retention", lambda r: refilled(contracts(r))),
    3: ("newcomers pay 40 % less", lambda r: honest(contracts(
        r, pays=lambda rng, t, age, kind: np.where(t - age >= 0, 0.6, 1.0)))),
    4: ("half leave at 10 % a month, half at 0.5 %", lambda r: honest(contracts(r, two_kinds, join=120))),
    5: ("both segments improve, the fragile one grows", lambda r: honest(mixed(r))),
    6: ("a quarter’s rate, said to be a year’s", lambda r: of_a_quarter(contracts(r))),
    7: ("half leave at 10 % a month, half at 0.5 %", lambda r: honest(contracts(r, two_kinds, join=120))),
    8: ("customers order in one month of six", lambda r: honest(
        orders(r, lambda rng, t, kind: rng.random(len(kind)) < 1 / 6), "active", "2024Q1", window=180)),
    9: ("the seldom buyers stop after a year, nobody joins", lambda r: honest(
        orders(r, lambda rng, t, kind: rng.random(len(kind)) < np.where(kind < 0.6, 0.15 * (t < 12), 0.6), replaced=0),
        "repeat", "2024Q1")),
    10: ("three in ten of those who stay pay 40 % less", lambda r: honest(contracts(r, pays=halved(0.3)))),
    11: ("4 % leave a month; of those kept one in twelve pays three times as much", lambda r: honest(contracts(
        r, lambda t, age, kind: np.full(len(age), 0.04), join=150,
        pays=lambda rng, t, age, kind: np.where((kind < 1 / 12) & (t >= MONTHS - 3), 3.0, 1.0)))),
    12: ("the half that pays fourfold leaves five times as often", lambda r: honest(contracts(
        r, lately(0.5, 0.05, 0.01),
        pays=lambda rng, t, age, kind: np.where(kind < 0.5, 4.0, 1.0)))),
    13: ("of those who join half leave in each of the first two months", lambda r: honest(contracts(
        r, lambda t, age, kind: np.where(age < 2, 0.5, HAZARD), join=120))),
    14: ("a third stop using it after half a year", lambda r: honest(contracts(
        r, use=lambda t, age, kind: np.where((kind < 1 / 3) & (age >= 30), 0.0, 0.6)))),
    15: ("those who say 4 leave at 10 % a month, those who say 8 at 0.3 %", lambda r: honest(contracts(
        r, lately(0.4, 0.1, 0.003),
        said=lambda rng, kind: np.where(kind < 0.4, 4, 8)))),
    16: ("4 % leave a month, and most who ever joined did so lately", lambda r: honest(contracts(
        r, lambda t, age, kind: np.full(len(age), 0.04), join=late(30, 200)), "ever_joined")),
    17: ("irregular spending", lambda r: honest(contracts(
        r, pays=lambda rng, t, age, kind: rng.gamma(1, 1, len(age))))),
    18: ("the loyal join a programme without effect", lambda r: honest(contracts(
        r, lately(0.5, 0.1, 0.003), columns=loyal_join))),
}  # fmt: skip


def by_lot(rng, kind):
    held = rng.random(len(kind)) < 0.5
    return {"programme": ~held & (rng.random(len(kind)) < 0.5), "held_out": held}



CLEAN = {  # name -> rng -> (base, claim): no illusion was built in
    "contracts, retention of a quarter": lambda r: honest(contracts(r, columns=by_lot)),
    "contracts, retention of a year": lambda r: honest(contracts(r, columns=by_lot), period=YEAR),
    "contracts, net revenue of a quarter": lambda r: honest(contracts(r), "net_revenue"),
    "contracts, many who join": lambda r: honest(contracts(r, join=120)),
    "orders every month, repeat rate": lambda r: honest(
        orders(r, lambda rng, t, kind: np.ones(len(kind), bool)), "repeat", "2024Q1"),
    "orders every month, active in 90 days": lambda r: honest(
        orders(r, lambda rng, t, kind: np.ones(len(kind), bool)), "active", "2024Q1", window=90),
}  # fmt: skip


def found(build, seeds):
    """Per seed, the numbers of the illusions at work; and how many of the eighteen were judged in the last."""
    at_work, judged = [], 0
    for seed in range(seeds):
        findings = second_opinion(*build(np.random.default_rng(seed)))
        at_work.append({f.number for f in findings if f.verdict == AT_WORK})
        judged = sum(f.verdict != "cannot be judged" for f in findings)
    return at_work, judged


def main(seeds=200):
    seeds = int(seeds)
    print(f"{seeds} seeds each\n\nBuilt in: found in")
    for number, (what, build) in PLANTED.items():
        at_work, _ = found(build, seeds)
        share = sum(number in each for each in at_work) / seeds
        print(f"{number:>3}  {share:>7.1%}  {what}", flush=True)
    print("\nNone built in: any found in")
    for name, build in CLEAN.items():
        at_work, judged = found(build, seeds)
        share = sum(bool(each) for each in at_work) / seeds
        which = ", ".join(map(str, sorted(set().union(*at_work))))
        print(f"     {share:>7.1%}  {name} ({judged} of 18 judged)" + f", found: {which}" * bool(which), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:2])
