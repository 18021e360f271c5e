"""Board slides: for each illusion a sentence that flatters, a fact that gives it away, and the number to ask for.

Texts hold places for numbers, never numbers: those come from the illusion itself at a setting drawn from a seed.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from widgets.panel.forms import money, people, percent, points


@dataclass(frozen=True)
class Boast:
    """draw(rng) -> dial values at which the illusion is at work; says and fact: (inputs, Shown, illusion) -> text.

    ask: the number that exposes it, in words; near: numbers of three illusions that it is easily mistaken for and that
    the fact rules out; keep: which bars or lines of the left panel are on the slide.
    """

    draw: Callable
    says: Callable
    fact: Callable
    ask: str
    near: tuple[int, int, int]
    keep: tuple[int, ...]


def _between(rng, low, high, step):
    """One of low, low + step, ..., high."""
    return round(low + step * int(rng.integers(0, round((high - low) / step) + 1)), 6)


def _months(number):
    return f"{number:.0f} month" + "s" * (round(number) != 1)


BOASTS = {
    1: Boast(
        lambda r: {"opening": _between(r, 400_000, 1_500_000, 50_000), "rate": _between(r, 0.93, 0.97, 0.005),
                   "won": _between(r, 2_000, 16_000, 1_000)},
        lambda i, s, o: f"Last quarter we kept {percent(i.rate)} of our {people(i.opening)} customers.",
        lambda i, s, o: f"In the same quarter {people(i.won)} customers were won.",
        "How many people left in the quarter, beside how many came", (2, 12, 16), (0,)),
    2: Boast(
        lambda r: {"opening": _between(r, 1_000, 2_000, 50), "lost": _between(r, 100, 300, 10),
                   "won": _between(r, 100, 400, 10)},
        lambda i, s, o: f"Customer retention this quarter: {percent(s.left[0])}.",
        lambda i, s, o: f"At the end there were {people(i.opening - i.lost + i.won)} customers, "
                        f"{people(i.won)} of them new.",
        "Of those there at the start, how many are still here", (1, 13, 5), (0,)),
    3: Boast(
        lambda r: {"lost": (n := _between(r, 10_000, 60_000, 1_000)), "won": n + _between(r, 0, 8_000, 1_000),
                   "leaver": _between(r, 240, 500, 20), "joiner": _between(r, 60, 160, 20)},
        lambda i, s, o: f"We won {people(i.won)} customers and lost {people(i.lost)}: we are not shrinking.",
        lambda i, s, o: f"A leaver paid {money(i.leaver, o.currency)}, a newcomer pays {money(i.joiner, o.currency)}.",
        "What those who left were worth, beside what those who came are worth", (1, 10, 11), (0, 1)),
    4: Boast(
        lambda r: {"loyal": _between(r, 0.2, 0.5, 0.05), "high": _between(r, 0.86, 0.95, 0.01),
                   "low": _between(r, 0.3, 0.6, 0.05)},
        lambda i, s, o: f"Our customers grow more loyal: the cohort’s retention rose from {percent(s.left[0][0])} to "
                        f"{percent(s.left[0][-1])}.",
        lambda i, s, o: "It is one group of joiners, followed from the start; some were loyal from the first day.",
        "What each kind of customer’s own rate did", (7, 15, 16), (0,)),
    5: Boast(
        lambda r: {"share": _between(r, 0.3, 0.6, 0.05), "loyal": _between(r, 0.005, 0.03, 0.005),
                   "fragile": _between(r, 0.005, 0.04, 0.005)},
        lambda i, s, o: f"Retention is up in both segments: by {points(i.loyal)[1:]} and by {points(i.fragile)[1:]}.",
        lambda i, s, o: f"{percent(i.share)} of the customers are in the loyal segment now; it used to be more.",
        "The rate of all customers, its rate effect and mix effect apart", (4, 12, 16), (0, 1, 2, 3)),
    6: Boast(
        lambda r: {"times": int(r.choice([4, 12])), "rate": _between(r, 0.93, 0.985, 0.005)},
        lambda i, s, o: f"Annual report, page one: our retention rate is {percent(i.rate)}.",
        lambda i, s, o: f"The rate is measured {i.times} times a year, each time on those still there.",
        "The same rate for a whole year", (2, 8, 13), (0,)),
    7: Boast(
        lambda r: {"loyal": _between(r, 0.2, 0.5, 0.05), "high": _between(r, 0.86, 0.95, 0.01),
                   "low": _between(r, 0.3, 0.6, 0.05)},
        lambda i, s, o: f"One over churn tells us how long a new customer stays: {s.left[0]:.2f} periods.",
        lambda i, s, o: "The churn is that of the first period, and joiners differ widely in how loyal they are.",
        "The mean of how long joiners really stayed", (6, 13, 16), (0,)),
    8: Boast(
        lambda r: {"days": _between(r, 150, 365, 5)},
        lambda i, s, o: f"We have {people(s.left[0])} active customers.",
        lambda i, s, o: f"Whoever ordered in the last {i.days:.0f} days counts as active.",
        "The same count for a shorter look back", (2, 9, 17), (0,)),
    9: Boast(
        lambda r: {"quarter": int(r.integers(2, 6))},
        lambda i, s, o: "Our buyers come back: the share who buy again in the next quarter went from "
                        f"{percent(s.left[0][0])} to {percent(s.left[0][round(i.quarter) - 1])}.",
        lambda i, s, o: "The shop won nobody new after its first quarter.",
        "How many people bought in each quarter", (5, 8, 18), (0,)),
    10: Boast(
        lambda r: {"left": _between(r, 0.02, 0.08, 0.005), "down": _between(r, 0.2, 0.6, 0.05),
                   "cut": _between(r, 0.2, 0.6, 0.05)},
        lambda i, s, o: f"{percent(s.left[0])} of our customers are still with us.",
        lambda i, s, o: "Those who left paid as much as the average; customers here in both years pay less in all.",
        "Gross revenue retention: the share of their money that stayed", (12, 13, 14), (0,)),
    11: Boast(
        lambda r: {"more": _between(r, 0.25, 0.45, 0.05), "few": _between(r, 0.02, 0.1, 0.01)},
        lambda i, s, o: f"Our customers grow with us: net revenue retention is {percent(s.left[0])}.",
        lambda i, s, o: f"All that was sold on top went to {percent(i.few)} of the customers.",
        "Gross revenue retention: without what was sold on top", (3, 10, 18), (0,)),
    12: Boast(
        lambda r: {"lost": _between(r, 0.04, 0.15, 0.005), "worth": _between(r, 2, 5, 0.25)},
        lambda i, s, o: f"Over the year {percent(s.left[0])} of the customers stayed.",
        lambda i, s, o: f"The average leaver paid {i.worth:.2f} times what the average customer paid.",
        "The share of the revenue that left with them", (5, 10, 13), (0,)),
    13: Boast(
        lambda r: {"months": int(r.integers(6, 13))},
        lambda i, s, o: f"Of those with us {_months(i.months)} ago we kept {percent(s.left[0])}.",
        lambda i, s, o: "Many customers joined after that day, and not all of them are here now.",
        "How many joined and left inside the period", (2, 12, 16), (0,)),
    14: Boast(
        lambda r: {"term": int(r.choice([6, 12, 18, 24])), "joined": _between(r, 1_000, 9_000, 500)},
        lambda i, s, o: f"{_months(i.term - 1).capitalize()} after joining, all {people(i.joined)} of them are still "
                        "members.",
        lambda i, s, o: f"The contract runs for {_months(i.term)}; the doors count fewer visitors every month.",
        "How many of those in force use it, and how many go when the contract ends", (4, 10, 16), (0,)),
    15: Boast(
        lambda r: {"happy": _between(r, 0.85, 0.97, 0.01), "unhappy": _between(r, 0.3, 0.6, 0.05),
                   "periods": int(r.integers(2, 9))},
        lambda i, s, o: f"Customers are more content than ever: our score rose from {s.left[0][0]:.2f} to "
                        f"{s.left[0][round(i.periods)]:.2f}.",
        lambda i, s, o: "Everybody who is a customer on the day is asked, and everybody answers.",
        "How many of those asked first are asked no more, and what they had said", (4, 5, 18), (0,)),
    16: Boast(
        lambda r: {"age": int(r.integers(5, 9))},
        lambda i, s, o: f"{percent(s.left[0])} of all who ever joined are still with us.",
        lambda i, s, o: "Newcomers join in every quarter, the last one included.",
        "The share still here among those who reached the same age", (2, 4, 13), (0,)),
    17: Boast(
        lambda r: {"top": _between(r, 0.02, 0.3, 0.01), "pair": int(r.integers(0, 3))},
        lambda i, s, o: f"The best {percent(i.top)} of last quarter’s customers spent "
                        f"{percent(1 - s.left[1] / s.left[0])} less this quarter. Our campaign must win them back.",
        lambda i, s, o: "What one customer spends swings widely from quarter to quarter.",
        "The same comparison with time run backwards", (3, 9, 10), (0, 1)),
    18: Boast(
        lambda r: {"pull": _between(r, 2, 8, 0.5), "share": _between(r, 0.1, 0.6, 0.05), "effect": 0},
        lambda i, s, o: f"The programme works: members are kept at {percent(s.left[0])}, everybody else at "
                        f"{percent(s.left[1])}.",
        lambda i, s, o: "Whoever likes can join.",
        "The difference to a group that was held out by lot", (5, 12, 17), (0, 1)),
}


def settings(number, rng, one):
    """Dial values of illusion `one` for a slide, within what its dials allow on its base."""
    drawn = BOASTS[number].draw(rng)
    allowed = {}
    for key, value in drawn.items():
        box = one.boxes.get(key)
        if box is None:
            continue
        dial = box.dial
        options = list(dial.options.values()) if hasattr(dial, "options") else None
        allowed[key] = (options[value % len(options)] if options and value not in options else
                        value if options else float(np.clip(value, dial.low, dial.high)))
    return allowed
