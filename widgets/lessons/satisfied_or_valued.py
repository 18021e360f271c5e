"""Notebook 03: size a hold-out for an appreciation programme, and do not fall for who joins it."""

import numpy as np

from metrics.samples import rounded_up
from widgets.lessons.shapes import Answer, Claim, Field, Monday, Question, Task
from widgets.panel.forms import CURRENCY, PEOPLE, POINTS, currency_form, money, people, percent, points

MONEY = currency_form(CURRENCY)
CAUSES = ("what the programme did", "who chose to take part", "too few customers in the comparison")


def _case(seed):
    """A club and its programme; every seed another one. Rates are a year's, money is a year's.

    In half of the clubs the loyal take part and the programme does nothing; in the others it does all that the slide
    says to those who take part, so that the offer, over all who got it, gains that share of it.
    """
    draw = np.random.default_rng([3, seed])
    loyal, other = draw.integers(85, 93) / 100, draw.integers(62, 74) / 100
    joins = draw.integers(30, 56) / 100
    offered = round(float(joins * loyal + (1 - joins) * other), 3)
    case = {"customers": int(draw.integers(20, 61)) * 1_000, "offered": offered, "loyal": float(loyal),
            "other": float(other), "joins": float(joins), "gain": int(draw.integers(20, 41)) / 1_000,
            "cost": int(draw.integers(6, 16)), "worth": int(draw.integers(24, 61)) * 10}
    luck, works = int(draw.integers(-3, 4)) / 1_000, bool(draw.integers(2))
    return {**case, "works": works, "stay": round((float(other) if works else offered) - luck, 3)}


def _prompt(c):
    return (
        f"A club has {people(c['customers'])} members; without any programme {percent(c['stay'])} of them stay a year. "
        f"A programme that thanks them would cost {money(c['cost'])} a member and year, and a member who stays brings "
        f"{money(c['worth'])} of contribution a year. Its makers hope for {points(c['gain'])}.\n\n"
        "First, a test: members drawn by lot are thanked, as many are held out. To see such a gain in 80 of 100 tests, "
        "if it is there, each of the two groups needs 7.85 × (p × (1 − p) + q × (1 − q)) ÷ (q − p)² members, p and q "
        "being the shares that stay without it and with the gain hoped for. How many is that? And how many points must "
        "it gain to pay for itself?\n\n"
        f"Then a slide: some thousands were offered the programme last year, and {percent(c['joins'])} took part. "
        f"“{percent(c['loyal'])} of those who took part stayed, of the others {percent(c['other'])}.” Of all who were "
        f"offered it {percent(c['offered'])} stayed; of as many who were not offered it, drawn by lot, "
        f"{percent(c['stay'])}. By how many points does the slide say that it works, by how many did the offer work, "
        "and where does the slide’s difference come from?"
    )


def _needed(stay, gain):
    """Members a group by the formula that the prompt gives. metrics.hold_out_for_shares, which also pools the shares
    under no gain, asks for up to one per cent more."""
    return rounded_up(7.85 * (stay * (1 - stay) + (stay + gain) * (1 - stay - gain)) / gain**2)


def _right(c):
    return {
        "held_out": float(_needed(c["stay"], c["gain"])),
        "break_even": c["cost"] / c["worth"],
        "slide": c["loyal"] - c["other"],
        "effect": c["offered"] - c["stay"],
        "cause": CAUSES[0 if c["works"] else 1],
    }


def _steps(c):
    right = _right(c)
    p, q = c["stay"], c["stay"] + c["gain"]
    spread = p * (1 - p), q * (1 - q)
    whole = c["joins"] * right["slide"]
    pays = ("less than is hoped for: it would pay" if c["gain"] > right["break_even"] else
            "no less than is hoped for: it loses money even if it does all that")
    cause = ("The offer gained about that, so the programme did it" if c["works"] else
             "The offer gained next to none of that: those took part who would have stayed anyway")
    return (
        f"p is {p:.3f} and q is {p:.3f} + {c['gain']:.3f} = {q:.3f}. Their spreads: {p:.3f} × {1 - p:.3f} = "
        f"{spread[0]:.4f} and {q:.3f} × {1 - q:.3f} = {spread[1]:.4f}, together {sum(spread):.4f}.",
        f"The gain squared: {c['gain']:.3f} × {c['gain']:.3f} = {c['gain'] ** 2:.6f}. Held out: 7.85 × "
        f"{sum(spread):.4f} ÷ {c['gain'] ** 2:.6f}, about {people(right['held_out'])}, and as many thanked.",
        f"Break-even: {money(c['cost'])} over {money(c['worth'])} is {points(right['break_even'])}, {pays}.",
        f"The slide: {percent(c['loyal'])} less {percent(c['other'])} is {points(right['slide'])}.",
        f"The offer: {percent(c['offered'])} less {percent(c['stay'])} is {points(right['effect'])}. This is the only "
        "fair comparison, as a lot drew both groups.",
        f"Where from: {percent(c['joins'])} took part. Had the programme done all of the slide’s difference, the offer "
        f"would have gained {percent(c['joins'])} of {points(right['slide'])}, which is {points(whole)}. {cause}.",
        "A rule: “On 1 March we compare all who were offered it with all who were not; below "
        f"{points(right['break_even'])} we stop.”",
    )


FIELDS = (
    Field("held_out", "Members to hold out", PEOPLE, share=0.02,
          wrong="Spread is share times one less the share, for both shares; divide by the gain squared, as a share: 2 "
                "points are 0.02."),
    Field("break_even", "Gain at which it pays for itself", POINTS, within=0.0015,
          wrong="What the thanks cost a member, over what one who stays brings."),
    Field("slide", "The slide says that it works by", POINTS, within=0.0015,
          wrong="The slide compares those who took part with those who did not."),
    Field("effect", "The offer worked by", POINTS, within=0.0005,
          wrong="All who were offered it, taken up or not, less those who were not, with the sign."),
    Field("cause", "The slide’s difference comes from", CAUSES,
          wrong="Thousands were compared. Had the programme done it, by how much would the offer have gained, over all "
                "who got it?",
          right="Right: the comparison by lot says so."),
    Field("rule", "Our rule, written before the test", None,
          wrong="Read it again: does it name a number, a date and what happens if it is missed?"),
)

PARTS = (
    Task(
        "hold-out", "Design and size a hold-out for an appreciation programme.", _case, _prompt, FIELDS, _right,
        (
            "To size the test, as in the worked example: a spread for each share, both together, over the gain "
            "squared, times 7.85. Write shares as 0.75, and points as 0.02.",
            "To break even, the contribution of those who stay because of it must cover the thanks of everybody: cost "
            "over contribution.",
            "The slide compares those who took part with the rest: taking part is a choice, and choosers differ. Only "
            "all who were offered it and all who were not differ by lot alone. Had the programme done it, the share "
            "that took part times the slide’s difference would show there.",
        ),
        _steps,
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
    Claim(
        "03-calls",
        "That calls from a good team keep customers is what a customer-success leader reports (Lefton 2018: "
        "asserted, no size). Models of leaving in contests found 2 to 3 times as many leavers in the riskiest tenth "
        "as in the average (Neslin et al. 2006: published, recalled and unverified).",
        "The riskiest are not those whom a call moves: recommending better plans to customers at risk raised their "
        "leaving from 6.4 to 10.0 % (Ascarza 2018: published). And the ceiling here assumes how customers differ "
        "(exponentially: invented); move *Risks differ*.",
        ("03-ceiling",),
    ),
    Claim(
        "03-scores",
        "What customers think they are worth to a company is “a far better predictor” of retention than satisfaction "
        "or recommending, and NPS correlates least with purchasing (*Customer Valued?*, Surveys & Forecasts: an "
        "agency's client work; asserted, no data). Commitment does keep customers, and the effect is “rather small” "
        "(Verhoef 2003: published).",
        "Beside satisfaction, commitment added nothing (Gustafsson, Johnson and Roos 2005: published). The “clear "
        "superiority” of NPS could not be replicated in 21 firms and over 15,500 interviews (Keiningham et al. 2007: "
        "published); that is not the same as always worst. And asked of a whole market as brand health, NPS did "
        "foretell sales of seven sportswear brands (Baehre et al. 2021: published). No published study that we know "
        "has compared the question of this notebook with the other two by paired intervals: yours could.",
    ),
    Claim(
        "03-extraction",
        "Lifetime value is a formula for taking, and can be “the polar opposite” of whether a customer feels valued "
        "(*Customer Valued?*: asserted). A formula that takes last year's retention as given cannot see what it "
        "wears down: arithmetic.",
        "That upselling makes customers feel less valued is asserted, and some like to be offered more; at zero it "
        "simply pays. Thanks cost money too: here a programme that works loses it at 5 a head and earns it at 2.",
    ),
)
