"""Notebook 08: make a losing quarter look its best, then expose it."""

import numpy as np

from metrics.retention import DENOMINATORS, net_people, net_value, reported_rate
from widgets.explorables.retention_illusion.quarter import NAMES
from widgets.lessons.shapes import Answer, Claim, Field, Monday, Question, Task
from widgets.panel.forms import CURRENCY, PEOPLE, PERCENT, currency_form, money, people, percent

MONEY = currency_form(CURRENCY)


def _case(seed):
    """A losing quarter; every seed another one. People in thousands, worths in money a year."""
    draw = np.random.default_rng([8, seed])
    opening = int(draw.integers(30, 120)) * 10_000
    lost = round(opening * draw.uniform(0.04, 0.09), -3)
    won = round(lost * draw.uniform(0.4, 0.8), -3)
    leaver, joiner = int(draw.integers(10, 30)) * 10, int(draw.integers(4, 9)) * 10
    case = {"opening": opening, "lost": lost, "won": won, "worth_leaver": leaver, "worth_joiner": joiner}
    rates = _rates(case)
    # End over start wins unless it is refused, which it is where the second best is clear.
    clear = rates["everyone_served"] - rates["opening"] > 0.002 and draw.random() < 0.8
    others = [name for name in rates if name != "end_over_start"]
    return {**case, "refused": "end_over_start" if clear else str(draw.choice(others))}


def _prompt(c):
    return (
        f"A quarter opens with {people(c['opening'])} customers. {people(c['lost'])} of them leave, and "
        f"{people(c['won'])} new ones come and stay to its end. A leaver was worth {money(c['worth_leaver'])} a year, "
        f"a newcomer is worth {money(c['worth_joiner'])}. You must present this to the board.\n\n"
        "Four rates are in use: “kept of the opening customers” is the share of these who are still there; “end over "
        "start” is everybody there at the end over those at the start; “over the average base” and “over everyone "
        "served” are one less the leavers over the mean of start and end, and over those at the start and the new ones "
        f"together. Your auditors refuse “{NAMES[c['refused']]}”.\n\n"
        "First make the quarter look as good as you can without changing a number: choose of the other three the one "
        "that flatters it most, and state the rate. Then undo your own work: give the two numbers that expose it, and "
        "the sentence you would say."
    )


def _rates(c):
    return {name: float(reported_rate(c["opening"], c["lost"], c["won"], name)) for name in DENOMINATORS}


def _best(c):
    return max(((name, rate) for name, rate in _rates(c).items() if name != c["refused"]), key=lambda item: item[1])


def _right(c):
    name, rate = _best(c)
    return {"denominator": NAMES[name], "rate": rate, "net_people": float(net_people(c["lost"], c["won"])),
            "net_value": _value(c)}


def _value(c):
    return float(net_value(c["lost"], c["won"], c["worth_leaver"], c["worth_joiner"]))


def _steps(c):
    name, rate = _best(c)
    opening, lost, won = c["opening"], c["lost"], c["won"]
    end = opening - lost + won
    left = {
        "opening": f"{people(opening - lost)} of {people(opening)}",
        "end_over_start": f"{people(end)} over {people(opening)}",
        "average": f"one less {people(lost)} over {people((opening + end) / 2)}",
        "everyone_served": f"one less {people(lost)} over {people(opening + won)}",
    }
    each = "; ".join(f"{NAMES[key]}, {left[key]}, is {percent(value)}" for key, value in _rates(c).items())
    gone = f"{people(lost)} people left us this quarter, {people(won)} came"
    return (
        f"At the end {people(opening)} − {people(lost)} + {people(won)} = {people(end)} are there. The four rates: "
        f"{each}.",
        f"Without “{NAMES[c['refused']]}” the most flattering is “{NAMES[name]}”: the slide says {percent(rate)}, "
        f"while {percent(_rates(c)['opening'])} of the opening customers were kept.",
        f"Net people: {people(won)} won less {people(lost)} lost is {people(net_people(lost, won))}.",
        f"Net value a year: {people(won)} × {money(c['worth_joiner'])} less {people(lost)} × "
        f"{money(c['worth_leaver'])} is {MONEY.write(_value(c))}.",
        f"For example: “{gone}, and those who left were worth {c['worth_leaver'] / c['worth_joiner']:.1f} times as "
        "much each.”",
    )


FIELDS = (
    Field("denominator", "The rate on the slide is", tuple(NAMES.values()),
          wrong="Another one flatters this quarter more, or this one is refused. Work out all that are allowed."),
    Field("rate", "and it says", PERCENT, within=0.0015,
          wrong="That is not the highest rate that this quarter may be given (to a tenth of a point)."),
    Field("net_people", "Net people", PEOPLE, within=500, wrong="Newcomers less leavers, with its sign."),
    Field("net_value", "Net value a year", MONEY, share=0.01,
          wrong="Each group of people times what one of them is worth, with its sign."),
    Field("sentence", "The sentence that exposes it", None,
          wrong="Read it again: does it open with the number of people who left?"),
)

PARTS = (
    Task(
        "losing-quarter", "Make a losing quarter look its best. Then expose it.", _case, _prompt,
        FIELDS,
        _right,
        (
            "A rate rises when people are added to it who could not leave. Which of the rates let the newcomers in?",
            "At the end there are: opening less lost plus won. Work out each allowed rate, to a hundredth of a point.",
            "Net is what came less what went: once in people, once with each group times what one of them is worth.",
        ),
        _steps,
    ),
    Question(
        "08-96",
        "“We retained 96 %, so four per cent is nothing to worry about.” What do you ask first?",
        (
            Answer("How does 96 % compare with the industry?",
                   "A benchmark compares rates. It still hides how many people left, and who."),
            Answer("Four per cent of how many, in what period, and what were they worth?",
                   "Yes: base, period and value turn a rate back into people and money.", True),
            Answer("What is the survey score of those who stayed?",
                   "That asks only the survivors. Those who left have stopped answering."),
        ),
    ),
    Question(
        "08-rising",
        "Each year a cohort’s retention rate is higher than the year before. What does that alone show?",
        (
            Answer("The loyalty programme works",
                   "The curve rises without any programme, because the fragile leave first."),
            Answer("Customers grow more loyal the longer they stay",
                   "They may; this curve cannot tell. Sorting draws the same one with nobody changing."),
            Answer("That those who remain differ from those who left",
                   "Yes. Whether anyone changed needs other evidence: the same people over time, or a hold-out.",
                   True),
        ),
    ),
    Question(
        "08-mix",
        "Every channel kept a larger share this year than last, and the total rate fell. Is that possible?",
        (
            Answer("No: there must be a mistake in the data",
                   "The total is an average with weights, and the weights moved."),
            Answer("Yes: more of the customers now come through the channel that keeps fewer",
                   "Yes: the rate effect is up, the mix effect is down, and the mix won.", True),
            Answer("Only if the company grew", "Growth is not needed; a shift between channels is enough."),
        ),
    ),
    Question(
        "08-year",
        "Back to notebook 00: a firm reports 95 % a quarter. What is that over a year?",
        (
            Answer("95 %", "The rate came with a period. Four quarters in a row keep less."),
            Answer("About 81 %", "Yes: 0.95 four times over is 81.5 %.", True),
            Answer("80 %: four times five per cent are lost",
                   "Nearly. Each quarter takes five per cent of those still there, so a little more remains."),
        ),
        recalls="00",
    ),
    Monday(
        "08",
        "From the next meeting on, counts and value of the lost come first. Who brings the number?",
        "customers lost last quarter: how many, worth how much",
        "above … lost we stop …",
    ),
    Claim(
        "08-quarter",
        "A retention rate “often provides a false positive”: it does not show how many people left, nor why (*Moving "
        "customers from “cost center” to “asset”*: a consultant's judgement, and its 22,000 and 37,000 are an "
        "illustration). People, educated ones too, do badly at seeing where a stock goes from what flows in and out "
        "(Cronin, Gonzalez and Sterman 2009: published).",
        "The rate has its place, as the same author says. A count alone misleads too: 37,000 of two million is "
        "another firm than 37,000 of one hundred thousand. And how much a firm loses follows partly from its "
        "category and its size, whatever it does (double jeopardy). Ask for both: the people first, then the rate "
        "with its base, period and denominator.",
        ("08-three-years",),
    ),
    Claim(
        "08-cohort",
        "That a mixed group's rate climbs while nobody changes is arithmetic (Vaupel and Yashin 1985), and a model "
        "with two parameters that assumes nothing else follows real customer cohorts closely (Fader and Hardie 2007: "
        "published).",
        "It does not show that loyalty never grows. One survival curve cannot tell the two apart; the same people "
        "over time, or a group chosen by lot, can.",
        ("08-two-kinds",),
    ),
    Claim(
        "08-rates",
        "Three rates that rise, or fall, or double, with nothing done by any customer: arithmetic, and one of them "
        "on real orders (CDNOW, Fader and Hardie).",
        "These shoppers are one closed group: nobody joins after March 1997, so that fewer remain active is no "
        "verdict on the shop. And a window is needed where leaving is never announced; the fault is to change it, or "
        "not to name it.",
        ("08-two-kinds",),
    ),
)
