"""Notebook 11: take a flattering board slide apart."""

import numpy as np

from metrics import compound, end_over_start, net_people, retention_rate
from widgets.forms import PEOPLE, PERCENT, people, percent
from widgets.lesson import Answer, Field, Monday, Part, Question, Task

ILLUSIONS = ("Refill: newcomers counted as people kept", "Mix shift: each segment up, the total down",
             "The surviving base: who is left buys more often", "Selection: members were loyal already")


def _case(seed):
    """A quarter whose slide shows end over start; every seed another one. Whole people, in hundreds."""
    draw = np.random.default_rng([11, seed])
    opening = int(draw.integers(200, 900)) * 100
    lost = round(opening * draw.uniform(0.05, 0.12), -2)
    won = round(lost * draw.uniform(0.85, 1.3), -2)
    return {"opening": opening, "lost": lost, "won": won}


def _prompt(c):
    return (
        f"The slide says: “Customer retention {percent(end_over_start(c['opening'], c['lost'], c['won']))} in the "
        f"quarter.” You find out that the quarter opened with {people(c['opening'])} customers, that "
        f"{people(c['lost'])} of these left, and that {people(c['won'])} new ones came and stayed to its end. Which "
        "illusion is it? What share of the customers was really kept, in the quarter, and in a year if every quarter "
        "were like this one? By how many people did the base grow or shrink? And what do you say to the board?"
    )


def _right(c):
    kept = float(retention_rate(c["opening"], c["lost"]))
    return {"illusion": ILLUSIONS[0], "kept": kept, "year": float(compound(kept, 4)),
            "net": float(net_people(c["lost"], c["won"]))}


def _check(answer, c):
    right = _right(c)
    says = {
        "illusion": ("Refill it is.", "Look at the top of the slide’s rate: who is in it who was not there before?"),
        "kept": (f"{percent(right['kept'])} kept.", "Kept means: of those there at the start, who is still here?"),
        "year": (f"{percent(right['year'])} in a year.", "Each quarter takes its share of those still there: four in a "
                                                         "row, not four times."),
        "net": ("Net people: right.", "Net people: newcomers less leavers, with its sign."),
    }
    parts = []
    for field in FIELDS[:-1]:
        ok = field.accepts(answer.get(field.key), right[field.key])
        parts.append(Part(field.key, ok, says[field.key][0 if ok else 1]))
    written = answer.get("sentence")
    return [*parts, Part("sentence", None, "Read it again: are the people who left in it, and the period?" if written
                         else "Write the sentence; a person reads it, the computer does not.")]


def _solution(c):
    right = _right(c)
    return (
        f"Refill. Of the {people(c['opening'])} there at the start {people(c['lost'])} left, so "
        f"{percent(right['kept'])} were kept: {percent(right['year'])} in a year of such quarters. Net "
        f"{people(right['net'])} people. For example: "
        f"“{people(c['lost'])} of our customers left us in these three months. The slide hides them behind "
        f"{people(c['won'])} newcomers.”"
    )


FIELDS = (
    Field("illusion", "The illusion is", ILLUSIONS),
    Field("kept", "Kept in the quarter", PERCENT, within=0.0015),
    Field("year", "Kept in a year of such quarters", PERCENT, within=0.0025),
    Field("net", "Net people", PEOPLE, within=50),
    Field("sentence", "What you say to the board", None),
)

PARTS = (
    Task(
        "board-slide", "Take the slide apart", _case, _prompt, FIELDS, _check,
        (
            "Can the slide’s rate pass 100 %? Then it does not count the people it seems to count.",
            "Kept in the quarter: one less the lost, over those there at the start. Newcomers are in neither.",
            "A year is four quarters, each taken from what the one before left: the rate to the power of four.",
        ),
        _solution, _right,
    ),
    Question(
        "11-younger",
        "“83 % of all who ever joined our club are still members.” It doubled its newcomers this year. What "
        "is wrong?",
        (
            Answer("Nothing: it is a large share of a growing club",
                   "The share is large because half of those counted have hardly had time to leave."),
            Answer("The newest are averaged in before they are old enough to have left",
                   "Yes: compare cohorts at the same age, and leave out those who have not reached it.", True),
            Answer("It should be a share of revenue", "Revenue would be the next question. This is wrong in heads."),
        ),
    ),
    Question(
        "11-best",
        "The best tenth of last quarter’s customers spent 40 % less this quarter. What do you look at before you call?",
        (
            Answer("Which of them fell most",
                   "Whoever fell most was luckiest last quarter. That list is made by chance."),
            Answer("The same table with time run backwards",
                   "Yes: if this quarter’s best had also spent 40 % less before, chance explains it all.", True),
            Answer("Their satisfaction scores", "A score does not say whether there was a fall to explain."),
        ),
    ),
    Question(
        "11-members",
        "Members of the programme stay twice as long as others. What would show that the programme does it?",
        (
            Answer("That more members means more retention, region by region",
                   "Regions with loyal customers have more members, too. It is the same trap on a map."),
            Answer("A group drawn by lot that is not invited",
                   "Yes: a hold-out. Drawn by lot, the two groups were equally loyal before.", True),
            Answer("That members say so when asked", "Those who stayed and joined are the ones who answer."),
        ),
    ),
    Question(
        "11-refill",
        "Back to notebook 08: 1,000 customers at the start, 100 of them left, 170 came and stayed. What was kept?",
        (
            Answer("107 %", "End over start counts the newcomers as if they had been kept."),
            Answer("90 %", "Yes: 900 of the 1,000 who were there.", True),
            Answer("91.5 %: 1,070 of 1,170", "Newcomers who could not yet leave are in both halves of this."),
        ),
        recalls="08",
    ),
    Monday(
        "11",
        "Take the one rate that your firm shows most often. Which of the eighteen could be at work in it?",
        "the number that would expose it",
        "above … we stop showing the rate alone",
    ),
)
