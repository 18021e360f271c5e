"""Notebook 03: size a hold-out for an appreciation programme, and do not fall for who joins it."""

import numpy as np

from metrics.samples import hold_out_for_shares
from widgets.forms import CURRENCY, PEOPLE, POINTS, currency_form, money, people, percent, points
from widgets.lesson import Answer, Field, Monday, Part, Question, Task

MONEY = currency_form(CURRENCY)
CAUSES = ("what the programme did", "who chose to take part", "too few customers in the comparison")


def _case(seed):
    """A club and its programme; every seed another one. Rates are a year's, money is a year's."""
    draw = np.random.default_rng([3, seed])
    loyal, other = draw.integers(85, 93) / 100, draw.integers(62, 74) / 100
    joins = draw.integers(30, 56) / 100
    stay = round(float(joins * loyal + (1 - joins) * other), 3)
    return {"customers": int(draw.integers(20, 61)) * 1_000, "stay": stay, "loyal": float(loyal),
            "other": float(other), "joins": float(joins), "gain": int(draw.integers(20, 41)) / 1_000,
            "cost": int(draw.integers(6, 16)), "worth": int(draw.integers(24, 61)) * 10,
            "luck": int(draw.integers(-3, 4)) / 1_000}


def _prompt(c):
    return (
        f"A club has {people(c['customers'])} members; {percent(c['stay'])} of them stay a year. A programme that "
        f"thanks them would cost {money(c['cost'])} a member and year, and a member who stays brings "
        f"{money(c['worth'])} of contribution a year. Its makers hope for {points(c['gain'])}. Design a test, half of "
        "those in it held out by lot: how many must be held out to see that gain with 80 % power? And how many points "
        "must it gain to pay for itself? Then a slide arrives from the year before, when whoever wished could take "
        f"part: {percent(c['joins'])} did, and {percent(c['loyal'])} of them stayed, against {percent(c['other'])} of "
        f"the others. Of a group that was not offered it, chosen by lot, {percent(c['stay'])} stayed; of all who were "
        f"offered it, {percent(c['stay'] + c['luck'])}. By how many points does the slide say that it works, by how "
        "many did the offer work, and where does the slide’s difference come from?"
    )


def _right(c):
    return {
        "held_out": float(hold_out_for_shares(c["stay"], c["stay"] + c["gain"]).held_out),
        "break_even": c["cost"] / c["worth"],
        "slide": c["loyal"] - c["other"],
        "effect": c["luck"],
        "cause": CAUSES[1],
    }


SAYS = {
    "held_out": ("Large enough to see the gain, if it is there.",
                 "Held out: two shares, the one without the programme and the one hoped for; a 2 % slip is allowed."),
    "break_even": ("From there on it pays.",
                   "To break even: what the thanks cost a member, over what one who stays brings."),
    "slide": ("That is what the slide claims.", "The slide compares those who took part with those who did not."),
    "effect": ("All that a lot can vouch for.",
               "The offer: all who were offered it, taken up or not, less those who were not, with the sign."),
    "cause": ("The loyal took part; they would have stayed anyway.",
              "Thousands were compared, and by lot there is next to no difference. What else differed?"),
}


def _check(answer, c):
    right = _right(c)
    parts = [Part(f.key, ok := f.accepts(answer.get(f.key), right[f.key]), SAYS[f.key][0 if ok else 1])
             for f in FIELDS[:-1]]
    written = answer.get("rule")
    return [*parts, Part("rule", None, "Read it again: does it name a number, a date and what happens if it is missed?"
                         if written else "Write the rule; a person reads it, the computer does not.")]


def _solution(c):
    right = _right(c)
    two = hold_out_for_shares(c["stay"], c["stay"] + c["gain"])
    tenth = hold_out_for_shares(c["stay"], c["stay"] + c["gain"], held_out=0.1)
    verdict = ("so the gain hoped for would pay" if c["gain"] > right["break_even"] else
               "so the programme loses money even if it does all that is hoped for")
    return (
        f"Held out: {people(two.held_out)}, and as many thanked; with a tenth held out it takes "
        f"{people(tenth.held_out + tenth.treated)} in all. Break-even: {money(c['cost'])} over {money(c['worth'])} is "
        f"{points(right['break_even'])}, {verdict}. The slide says {points(right['slide'])}; by lot the offer gained "
        f"{points(right['effect'])}. Members stay longer at no effect at all, because those took part who would have "
        "stayed. A rule: “On 1 March we compare all who were offered it with all who were not; below "
        f"{points(right['break_even'])} we stop.”"
    )


FIELDS = (
    Field("held_out", "Members to hold out", PEOPLE, share=0.02),
    Field("break_even", "Gain at which it pays for itself", POINTS, within=0.0015),
    Field("slide", "The slide says that it works by", POINTS, within=0.0015),
    Field("effect", "The offer worked by", POINTS, within=0.0005),
    Field("cause", "The slide’s difference comes from", CAUSES),
    Field("rule", "Our rule, written before the test", None),
)

PARTS = (
    Task(
        "hold-out", "Design and size a hold-out for an appreciation programme.", _case, _prompt, FIELDS, _check,
        (
            "Two groups by lot, one offered the programme and one not, and one question asked of both: did they stay?",
            "For two shares p and q each group needs about 7.85 x (p(1 - p) + q(1 - q))/(p - q)² people.",
            "To break even the extra stayers’ contribution must cover the thanks of everybody. And compare all who "
            "were offered it, not those who took it: taking it is a choice, and choosers differ.",
        ),
        _solution,
        _right,
    ),
    Question(
        "03-satisfied",
        "Nine customers in ten are satisfied. What does that say about how many stay?",
        (
            Answer("That nine in ten stay",
                   "High satisfaction is no promise: most leavers were satisfied, too, since most people are."),
            Answer("Little, until answers are matched to who then left",
                   "Yes: what matters is how leavers had answered, beside those who stayed.", True),
            Answer("Nothing: what people say never foretells what they do",
                   "That goes too far the other way. It is a question for data, and in some it does foretell."),
        ),
    ),
    Question(
        "03-nps",
        "A wave of 1,000 answers moved from +30 to +33. What follows?",
        (
            Answer("The work of this quarter pays",
                   "Two waves of 1,000 differ by more than that in two pairs of five with nothing changed."),
            Answer("That NPS is useless",
                   "The score is no worse than its sample: tracked over a brand it did foretell sales "
                   "(Baehre et al. 2021). A small wave of any score would wobble as much."),
            Answer("Nothing yet: chance alone moves it by as much",
                   "Yes. It takes 3,830 answers in each wave to see a move of 5 points.", True),
        ),
    ),
    Question(
        "03-ceiling",
        "A seller’s model finds 33 % of next month’s leavers in its riskiest tenth. Your colleague calls that poor. "
        "And you?",
        (
            Answer("Poor: a good model would find nine in ten",
                   "Leaving is chance even to somebody who knows everyone’s risk. Nobody finds nine in ten."),
            Answer("It may be near the best there is, and I ask what the riskiest tenth holds by true risk",
                   "Yes: where customers differ exponentially the ceiling is about a third.", True),
            Answer("Good: so two thirds of the flagged will leave",
                   "That turns it round. Of those flagged about one in ten leaves, at 3 % churn."),
        ),
    ),
    Question(
        "03-loyal",
        "Back to notebook 00: members of a programme stay longer than others. Where does the dial of its effect stand?",
        (
            Answer("Above zero: they stay longer",
                   "They might have stayed without it. A difference between choosers is no effect."),
            Answer("It can stand at zero: who joins may explain all of it",
                   "Yes. A claim has a dial, and only a comparison by lot moves it.", True),
            Answer("At zero: programmes never work", "That is not known either; test it, with a hold-out."),
        ),
        recalls="00",
    ),
    Monday(
        "03",
        "Ask one question of a few hundred customers: does this company appreciate my business? Keep the answers, and "
        "in three months match them to who left. Who does it?",
        "leavers among those who said no, and among those who said yes",
        "above … leavers among those who said yes we stop …",
    ),
)
