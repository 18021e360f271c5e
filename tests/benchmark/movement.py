"""How much CPU a movement between two periods takes, on a base of 100,000 customers and 36 months.

    python tests/benchmark/movement.py [customers]

With contracts (hotel) and without (shop); the flows and each table made of them, medians of nine.
"""

import sys
from statistics import median
from time import process_time

from metrics import movement, movements
from synthetic import generate

ROUNDS = 9


def cpu(call):
    """Median CPU milliseconds of calling it, the first time not counted."""
    took = []
    for _ in range(ROUNDS + 1):
        begun = process_time()
        call()
        took.append(1_000 * (process_time() - begun))
    return median(took[1:])


def main(customers=100_000):
    for company in ("hotel", "shop"):
        base = generate(company, customers=int(customers), months=36)
        move = movement.between(base, "2025Q1", "2025Q2", by="segment")
        times = {
            "between, ranks": lambda b=base: movement.between(b, "2025Q1", "2025Q2", by="segment"),
            "between, cuts": lambda b=base: movement.between(b, "2025Q1", "2025Q2", movement.cuts(20, 80)),
            "all cells": lambda m=move: movement.cells(m),
            "totals": lambda m=move: movement.totals(m),
            "by tier": lambda m=move: movement.by_tier(m),
            "by chance, people": lambda m=move: movement.by_chance(m),
            "by chance, value": lambda m=move: movement.by_chance(m, "value"),
        }
        if "member" in base.arrays:
            times["the four counts"] = lambda b=base: movements(b, "2025-03", "2025-06", by="segment")
        for name, call in times.items():
            print(f"{company:<7}{len(base.customers):>8,} customers   {name:<20}{cpu(call):>7.1f} ms")


if __name__ == "__main__":
    main(*sys.argv[1:2])
