"""How much CPU the meeting page takes, on a base of 100,000 customers and 36 months.

    python tests/benchmark/meeting_page.py [customers]

With contracts (hotel) and without (shop); the numbers of one page, its HTML and CSV, and a press on another period.
"""

import sys

from movement import cpu

from synthetic import generate
from widgets import MeetingPage
from widgets.pages.meeting_page import model


def main(customers=100_000):
    for company in ("hotel", "shop"):
        base = generate(company, customers=int(customers), months=36)
        page, quarters = MeetingPage(base), ("2025Q2", "2025Q3")

        def turn(page=page, quarters=quarters):
            page.period.value = quarters[page.period.value == quarters[0]]

        times = {
            "its numbers": lambda b=base: model.page(b, "2025Q1", "2025Q2", "segment"),
            "HTML to print": page.html,
            "CSV": page.csv,
            "another period": turn,
        }
        for name, call in times.items():
            print(f"{company:<7}{len(base.customers):>8,} customers   {name:<20}{cpu(call):>7.1f} ms")


if __name__ == "__main__":
    main(*sys.argv[1:2])
