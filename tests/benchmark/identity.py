"""How much faster identity columns are made from pools than by a Faker loop, row by row.

    python tests/benchmark/identity.py [locale]

Both make customer_id, name, email and city. Three rounds, each measuring the loop and ours in turn: the loop on fewer
rows, scaled by rows; ours on all of them with empty pools, so that starting Faker and filling the pools is included.
"""

import sys
from statistics import median
from time import perf_counter

from faker import Faker

from synthetic.identity import draw_pools, identities

ROWS, LOOP_ROWS, ROUNDS = 100_000, 2_000, 3


def loop_seconds(rows, locale="en_US"):
    """Seconds for a Faker loop over that many rows."""
    start = perf_counter()
    fake = Faker(locale)
    fake.seed_instance(7)
    table = [(f"C{i:07d}", fake.name(), fake.email(), fake.city()) for i in range(rows)]
    assert len(table) == rows
    return perf_counter() - start


def pool_seconds(rows, locale="en_US"):
    """Seconds for the same columns from pools that are still empty, and how many full names differ."""
    draw_pools.cache_clear()
    start = perf_counter()
    table = identities(rows, seed=7, locale=locale)
    seconds = perf_counter() - start
    return seconds, table["name"].nunique()


def main(locale="en_US"):
    loop_seconds(10, locale)  # import the locale's modules before any clock runs
    loop, ours = [], []
    for _ in range(ROUNDS):
        loop.append(loop_seconds(LOOP_ROWS, locale) / LOOP_ROWS)
        seconds, names = pool_seconds(ROWS, locale)
        ours.append(seconds / ROWS)
    print(f"locale {locale}, medians of {ROUNDS} rounds, ours on {ROWS:,} rows, loop on {LOOP_ROWS:,}")
    print(f"Faker row by row   {1 / median(loop):>12,.0f} rows a second")
    print(f"pools              {1 / median(ours):>12,.0f} rows a second")
    print(f"different full names in {ROWS:,}: {names:,}")
    print(f"ratio {median(loop) / median(ours):.0f}")


if __name__ == "__main__":
    main(*sys.argv[1:2])
