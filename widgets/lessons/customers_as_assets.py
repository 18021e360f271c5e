"""Notebook 09: write the headline of a quarter from its page."""

import numpy as np

from metrics import net_people
from widgets.lessons.shapes import Answer, Claim, Field, Monday, Question, Task
from widgets.panel.forms import CURRENCY, PEOPLE, currency_form, money, people

MONEY = currency_form(CURRENCY)
NEWS, NO_NEWS = "Yes, it is news", "No: chance alone explains it"


def _case(seed):
    """The page of a quarter, every seed another one: people, money a month, those who fell and what chance shows."""
    draw = np.random.default_rng([9, seed])
    opening = int(draw.integers(60, 200)) * 100
    lost = int(round(opening * draw.uniform(0.04, 0.09), -1))
    new = int(round(lost * draw.uniform(1.02, 1.3), -1))  # more people come than go, and they bring less
    leaver, joiner = int(draw.integers(60, 90)), int(draw.integers(25, 45))
    paying = int(opening * draw.integers(45, 60))
    more, less = (int(round(paying * draw.uniform(low, low + 0.03), -2)) for low in (0.03, 0.05))
    by_chance = int(opening * draw.uniform(0.1, 0.16))
    half = int(2.8 * by_chance**0.5)
    excess = int(half * (draw.uniform(1.3, 2.2) if draw.random() < 0.5 else draw.uniform(-0.6, 0.6)))
    return {"opening": opening, "new": new, "lost": lost, "new_value": new * joiner, "lost_value": lost * leaver,
            "opening_value": paying, "more": more, "less": less, "fell": by_chance + excess, "by_chance": by_chance,
            "half": half}


def _prompt(c):
    return (
        f"The page of a quarter. At its start {people(c['opening'])} customers paid {CURRENCY}{c['opening_value']:,} a "
        f"month. {people(c['new'])} new ones came and pay {CURRENCY}{c['new_value']:,} a month; {people(c['lost'])} "
        f"left, who had paid {CURRENCY}{c['lost_value']:,}. Of those who stayed, some pay {CURRENCY}{c['more']:,} a "
        f"month more and some {CURRENCY}{c['less']:,} less. "
        f"{people(c['fell'])} fell to a lower value tier; beside it the page says: by chance alone "
        f"{people(c['by_chance'])}, and an excess within {people(c['half'])} either way is what chance allows (95 %). "
        "Give the net people, the net value a month, and the excess of falls over chance. Is that excess news? Then "
        "write the headline of this page, one sentence, for people who will read nothing else."
    )


def _right(c):
    excess = c["fell"] - c["by_chance"]
    return {"net_people": float(net_people(c["lost"], c["new"])),
            "net_value": float(c["new_value"] - c["lost_value"] + c["more"] - c["less"]),
            "excess": float(excess), "news": NEWS if abs(excess) > c["half"] else NO_NEWS}


def _steps(c):
    right = _right(c)
    news = right["news"] == NEWS
    gone = "less" if right["net_value"] < 0 else "more"
    tail = (f"{people(abs(right['excess']))} {'more' if right['excess'] > 0 else 'fewer'} of them fell a tier than "
            "chance explains." if news else "The moves between tiers are what chance shows.")
    return (
        f"Net people: {people(c['new'])} new less {people(c['lost'])} lost is {people(right['net_people'])}.",
        f"Net value a month: {CURRENCY}{c['new_value']:,} new less {CURRENCY}{c['lost_value']:,} lost, and of those "
        f"who stayed {CURRENCY}{c['more']:,} more less {CURRENCY}{c['less']:,} less: "
        f"{MONEY.write(right['net_value'])}.",
        f"Excess: {people(c['fell'])} fell, by chance alone {people(c['by_chance'])} would have; the difference is "
        f"{people(right['excess'])}.",
        f"Chance allows {people(c['half'])} either way. {people(right['excess'])} lies "
        f"{'outside that: it is news' if news else 'within that: it is no news'}.",
        f"For example: “{people(c['lost'])} customers left us this quarter and {people(c['new'])} came, yet our "
        f"customers pay {money(abs(right['net_value']))} a month {gone}. {tail}”",
    )


FIELDS = (
    Field("net_people", "Net people", PEOPLE, within=0.5, wrong="Newcomers less leavers, with its sign."),
    Field("net_value", "Net value a month", MONEY, share=0.01,
          wrong="It has four parts: new less lost, and of those who stayed, more less less."),
    Field("excess", "Excess of falls over chance", PEOPLE, within=0.5,
          wrong="What happened less what chance alone shows, with its sign."),
    Field("news", "Is the excess news?", (NEWS, NO_NEWS), wrong="Compare the excess with what chance allows, not with "
                                                               "nothing."),
    Field("headline", "The headline", None,
          wrong="Read it again: are people and money in it, does it say which way the money went, and does it call "
                "nothing news that chance explains?"),
)

PARTS = (
    Task(
        "page-headline", "Write the headline from the page.", _case, _prompt, FIELDS, _right,
        (
            "First the account: start + new − lost + paying more − paying less. Once in people, once in money.",
            "Those who stayed moved money too, though no count of people shows it.",
            "Chance makes people fall in every quarter. Take away what it shows, then ask whether the rest lies "
            "outside what it allows.",
        ),
        _steps,
    ),
    Question(
        "09-flat",
        f"A year ago 7,091 customers paid {CURRENCY}379,000 a month. Today 7,105 pay {CURRENCY}378,000. What happened "
        "in between?",
        (
            Answer("The base is flat: nothing moved",
                   "Two totals that agree hide what ran between them. Here nearly a thousand came, nearly a thousand "
                   "left and two thousand changed tier."),
            Answer("It cannot be told from these numbers: ask who came, left, rose and fell, in people and in money",
                   "Yes. The same totals fit a calm year and a year in which a third of the base moved.", True),
            Answer("Fourteen customers were won, and they pay less",
                   "That reads the difference of two totals as if it were people. Nobody here is one of “the 14”."),
        ),
    ),
    Question(
        "09-deserting",
        "Last quarter’s top tenth spent 41 % less this quarter. “Our best customers are deserting us.” What do you "
        "ask?",
        (
            Answer("Which offer would bring them back?",
                   "It answers before asking whether anything happened. They may “come back” without it too."),
            Answer("How much less did this quarter’s top tenth spend the quarter before?",
                   "Yes: run time backwards. In these orders it is 45 %, so the fall is what chance shows.", True),
            Answer("Is it 41 % of the customers, or of their money?",
                   "Worth knowing, but either would fall: who is best is chosen for an unusually good quarter."),
        ),
    ),
    Question(
        "09-count",
        "“1,200 customers increased, 1,200 decreased: it evens out.” What is missing?",
        (
            Answer("The rate: what share of all customers is that?",
                   "A rate of people is still without money. A rise from 5 to 20 does not undo a fall from 100 to 20."),
            Answer("What those who decreased stopped paying, and what those who increased brought",
                   "Yes: by volume and by value, always both.", True),
            Answer("Nothing: as many up as down is a balance",
                   "People balance, money need not. In the bet 100 up and 100 down cost 6,500 of 10,500."),
        ),
    ),
    Question(
        "09-rate",
        "Back to notebook 08: the slide says 96.3 % retention, of a million customers. 22,000 came. What goes on the "
        "page first?",
        (
            Answer("96.3 %, since it is the number that boards know",
                   "The same 37,000 people are 63 % or 98 %, depending on what they are divided by."),
            Answer("Plus 22,000: growth motivates", "It hides that more left than came."),
            Answer("37,000 people lost and what they were worth, beside 22,000 won and what they are worth",
                   "Yes: the lost first, by volume and value; the rate may stand below, with base and period.", True),
        ),
        recalls="08",
    ),
    Monday(
        "09",
        "This page, at every meeting. Who brings it?",
        "money a month that moved: lost, paying less, new, paying more",
        "above … moved down beyond chance we stop …",
    ),
    Claim(
        "09-flows",
        "“Present data on movement of customers across and within value segments”, with those lost, increased and "
        "decreased, by volume and value (*Moving customers from “cost center” to “asset”*: a consultant's advice; "
        "the counts are arithmetic, and the two sliders start at zero because no size is given). Managing migration "
        "between tiers can be worth many times preventing defection alone (Coyles and Gokey: published, from a "
        "consultancy's own studies).",
        "Most such movement is what steady buyers show in any two periods: their next purchases can be foretold "
        "without anybody changing (Goodhardt and Ehrenberg 1967: published). How much a brand loses follows largely "
        "from its size and category, whatever it does (Ehrenberg's double jeopardy: published). A season looks like "
        "a shift, and time run backwards does not take it out: compare with a year before. Nor can it tell luck from "
        "a base in which as many really rise as fall (try that preset: the falls are made, and chance claims most of "
        "them). And a table of moves is no forecast: chains like Pfeifer and Carraway's (2000) assume that only "
        "today's tier counts. On CDNOW such a chain says that 3.3 % of the top tenth are still in it a year later; "
        "20.1 % are.",
        ("09-top-tenth",),
    ),
    Claim(
        "09-page",
        "Ask executives for the volume and value of new and of lost customers and they say “it's in our data”: "
        "there, but buried (*Moving customers from “cost center” to “asset”*: a consultant's experience). Do this at "
        "every meeting (asserted: no data that meetings with such a page do better).",
        "A page says what happened, never why: that takes a group chosen by lot. Read at every meeting, some line on "
        "it will always look alarming; the by-chance column is there to let it pass.",
    ),
    Claim(
        "09-worth",
        "Customers as assets and not as a cost centre is a definition (*Moving customers from “cost center” to "
        "“asset”*). It reports that over 80 % of the S&P 500's firms work on older business models, 1972 to 2013 "
        "(reported there from a Wharton article; not checked here, and nothing in this kit rests on it).",
        "A worth is a forecast: here one rate of keeping for everybody and for ever, with the margin at the start of "
        "each period and the first one counted. In a mixed base that is wrong (notebook 08), and half a point of "
        "retention moves it more than a good quarter. Show the convention with the number, or do not show the number.",
    ),
)
