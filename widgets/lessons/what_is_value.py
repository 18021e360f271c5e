"""Notebook 01: price the visa agent; whose value, against what."""

import numpy as np

from metrics.worth import best_offer, highest_fee, offer_at
from widgets.lessons.shapes import Answer, Claim, Field, Monday, Question, Task
from widgets.panel.forms import CURRENCY, currency_form

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
    Claim(
        "01-gym",
        "Value is not handed over with the product: nine in ten who join a gym in January do not use it after 30 "
        "days (*Rethink Value for Long-term Customer Success*, an essay: asserted, without a source). In three "
        "American clubs members foresaw 9.5 visits a month, made 4.17, paid 17.27 a visit where a pass cost 10, and "
        "took 2.31 months from the last visit to cancelling (DellaVigna and Malmendier 2006: published; over 70 a "
        "month; the fee of 72 here is the one at which 4.17 visits cost 17.27).",
        "Four visits a month are not none: the same clubs saw nothing like nine in ten idle. A flat fee may be "
        "bought knowingly, as a promise to oneself. And idle members paid: at an effect of zero the club hardly "
        "feels it. Whether and when they feel it enough to go is what nobody here has measured.",
        ("01-gym",),
    ),
    Claim(
        "01-concierge",
        "“If you aren’t delivering value above what the customer believes they were already paying for, then you "
        "aren’t delivering value” (the essay *Rethink Value for Long-term Customer Success*: a definition; the "
        "concierge is its illustration). Satisfaction follows expectation and what comes above or below it (Oliver "
        "1980: published), and delight raises the bar for next time (Rust and Oliver 2000: published).",
        "Taken at its word, this definition makes lasting delight impossible: all surplus added up is how far "
        "expectation moved, divided by its speed. The rule that it closes 30 % of the gap is ours, and an "
        "assumption. People who expect more also tend to be *more* satisfied (a correlation of +.29 in Schiebler and "
        "others 2025), so expectation is not only a bar. And a guest may be glad of a thing every single time.",
        ("01-concierge",),
    ),
    Claim(
        "01-person",
        "Total benefits less total costs, with four kinds of benefit, monetary, functional, psychological and "
        "social, and costs in time, effort and knowledge as well as money (*Deep Dive into Customer Value!*, Jagota: "
        "a definition). Research says much the same: what is got for what is given (Zeithaml 1988), and four scales "
        "for emotional, social, quality and price value (PERVAL, Sweeney and Soutar 2001: published).",
        "The sources contradict each other: under Jagota’s definition what was expected and delivered is worth all "
        "it brings, under the essay’s it is worth nothing. So ask which one is meant. A sum also hides who it is "
        "for: the same offer is worth more to some than to others. And that valued customers stay is asserted (the "
        "essay, and *Customer Valued?* by Surveys & Forecasts): commitment helped retention in one study, its effect "
        "“rather small” (Verhoef 2003), and was insignificant beside satisfaction in another (Gustafsson and others "
        "2005).",
    ),
)
