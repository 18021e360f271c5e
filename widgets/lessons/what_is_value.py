"""Notebook 01: price the visa agent; whose value, against what."""

import numpy as np

from metrics.worth import best_offer, highest_fee, offer_at
from widgets.forms import CURRENCY, currency_form
from widgets.lesson import Answer, Field, Monday, Question, Task

MONEY = currency_form(CURRENCY)
APPLICANTS = 6


def _case(seed):
    """Six applicants whose hours are worth different sums, and an agent; the best fee is neither end of the list."""
    draw = np.random.default_rng([1, seed])
    while True:
        worths = np.sort(draw.choice(np.arange(6, 61, 2), APPLICANTS, replace=False))
        case = {"hours": int(draw.integers(3, 8)), "effort": int(draw.integers(1, 4)) * 5,
                "cost": int(draw.integers(2, 6)) * 5, "worths": [int(worth) for worth in worths]}
        fees = _fees(case)
        brings = np.sort([APPLICANTS * offer_at(fee, fees, case["cost"]).contribution for fee in fees])
        inside = fees[0] < best_offer(fees, case["cost"]).price < fees[-1]
        if inside and brings[-1] - brings[-2] >= 10 and fees[0] > case["cost"]:
            return case


def _fees(c):
    return highest_fee(c["hours"], np.array(c["worths"], dtype=float), c["effort"])


def _prompt(c):
    listed = ", ".join(f"{CURRENCY}{worth}" for worth in c["worths"])
    return (
        f"A visa agent takes over {c['hours']} hours of forms and queues, and an annoyance that everybody would pay "
        f"{CURRENCY}{c['effort']} to be spared. Six people need a visa; an hour is worth {listed} to them. Serving one "
        f"costs the agent {CURRENCY}{c['cost']}. There is one fee for all, and whoever gains nothing by it, but loses "
        "nothing either, still buys. What is the most that the first of the six would pay? What does the fee that "
        "everybody pays bring after costs? Which fee brings the most after costs, and how much?"
    )


def _right(c):
    fees = _fees(c)
    best = best_offer(fees, c["cost"])
    return {"first": float(fees[0]), "everybody": APPLICANTS * offer_at(fees[0], fees, c["cost"]).contribution,
            "fee": best.price, "contribution": APPLICANTS * best.contribution}


def _steps(c):
    """Exact sums, since the answer is asked to the half unit."""
    right, fees = _right(c), [float(fee) for fee in _fees(c)]
    buyers = sum(fee >= right["fee"] for fee in fees)
    listed = ", ".join(MONEY.write(fee) for fee in fees)
    brought = "; ".join(f"{APPLICANTS - k} at {MONEY.write(fee)}, {MONEY.write((APPLICANTS - k) * (fee - c['cost']))}"
                        for k, fee in enumerate(fees))
    return (
        f"The most the first would pay: {c['hours']} hours times {CURRENCY}{c['worths'][0]}, and {CURRENCY}"
        f"{c['effort']} for the annoyance: {MONEY.write(right['first'])}. So for all six: {listed}.",
        f"At {MONEY.write(fees[0])} all six buy. Each brings {MONEY.write(fees[0])} less the cost of "
        f"{CURRENCY}{c['cost']}: six times {MONEY.write(fees[0] - c['cost'])} is {MONEY.write(right['everybody'])}.",
        "Only these six fees can be best: between two of them you could ask more and lose nobody. Who pays at least "
        f"the fee, times the fee less {CURRENCY}{c['cost']}: {brought}.",
        f"The most of these: a fee of {MONEY.write(right['fee'])}, which {buyers} pay, brings "
        f"{MONEY.write(right['contribution'])}.",
        f"In words: the cheapest fee gives every buyer more value, and the agent less. Who no longer buys "
        f"({APPLICANTS - buyers} of {APPLICANTS}) queues for themselves: to them the hours are worth less than the fee."
        " A second offer, fewer hours saved for a lower fee, might serve them.",
    )


FIELDS = (
    Field("first", "The most the first of the six would pay", MONEY, within=0.5,
          wrong="Hours times what their hour is worth, and what the annoyance is worth on top."),
    Field("everybody", "Contribution when all six buy", MONEY, within=0.5,
          wrong="At the first one’s highest fee all six buy; each brings the fee less what serving them costs."),
    Field("fee", "The fee that brings the most", MONEY, within=0.5,
          wrong="Try each person’s highest fee, and count who still buys."),
    Field("contribution", "and its contribution", MONEY, within=0.5,
          wrong="Those who still buy, times the fee less what serving one costs."),
    Field("sentence", "Who no longer buys, and what would you offer them?", None,
          wrong="Read it again: does it say who no longer buys, and what they do instead?"),
)

PARTS = (
    Task(
        "visa-agent", "Price the visa agent.", _case, _prompt, FIELDS, _right,
        (
            "The most somebody pays is what the help saves them: hours times the worth of their hour, and the effort.",
            "Only the six highest fees can be best: between two of them you could ask more and lose nobody.",
            "For each of the six fees count who would pay at least that, and multiply by the fee less the cost.",
        ),
        _steps,
    ),
    Question(
        "01-cheaper",
        "A new place sells half the portion for half the price. “Same value for money, and cheaper.” What is wrong?",
        (
            Answer("Nothing: cheaper is better value",
                   "Price is one of the costs. What comes for it, and the trip, the time and the effort, belong to "
                   "the sum as well."),
            Answer("Nothing: the price of a full portion is the same",
                   "As a ratio it is. What the guest goes home with is a difference, and it is half; with a trip to "
                   "pay, less than half."),
            Answer("What is left over, benefits less costs, is half or less",
                   "Yes: a ratio keeps quiet about how much of it there is.", True),
            Answer("Half portions cost the place more than half",
                   "They may; that is the place’s money. The question is the guest’s."),
        ),
    ),
    Question(
        "01-ocean",
        "A guest booked a room near the beach, walks down and sees the ocean; nothing more happens. When is that ocean "
        "view worth nothing?",
        (
            Answer("Always: what one expected is no value",
                   "Only if value is what tops expectation. They still prefer the room to staying at home."),
            Answer("Never: they came for it and paid for it",
                   "Under benefits less costs it is worth a great deal. Under the other definition it is not."),
            Answer("When value means what comes above expectation, and the view was expected",
                   "Yes: the same view is worth nothing under the essay’s definition, and all that it gives above its "
                   "costs under Jagota’s. Ask which one is meant.", True),
            Answer("When the guest is dissatisfied with the rest of the stay",
                   "That changes the sum of the stay, not what the view adds to it."),
        ),
    ),
    Question(
        "01-idle",
        "Nine in ten members of a gym pay and no longer come. With every effect at zero its contribution hardly moves. "
        "What follows?",
        (
            Answer("Idle members are the best customers a gym can have",
                   "They are cheap while they stay. For how long they do, and whether they ever come back, is exactly "
                   "what the dial at zero leaves out."),
            Answer("Money can flow for a while without value; for how long, only evidence about staying says",
                   "Yes: the picture without an effect is one end of an argument, not its answer.", True),
            Answer("The picture must be wrong: without value nobody pays",
                   "They do: in three clubs it took members more than two months from the last visit to cancelling."),
        ),
    ),
    Question(
        "01-readings",
        "Back to notebook 00: with felt value’s effect on staying set to the preset’s 0.6, generosity loses money "
        "against expectation and pays against the price. What have you learnt?",
        (
            Answer("That generosity pays", "It did in one of the two pictures, by the reading that was chosen."),
            Answer("That generosity does not pay", "It did not in one of the two, and at one cost and one effect."),
            Answer("What follows from each reading; which one holds, my own customers have to show",
                   "Yes. An asserted effect is a dial: the picture says what follows if it is so.", True),
        ),
        recalls="00",
    ),
    Monday(
        "01",
        "Name three costs, not in money, that we put on customers: hours, effort, things they must know. Who measures "
        "the first of them?",
        "for example: minutes from wanting to having it",
        "above … minutes we stop …",
    ),
)
