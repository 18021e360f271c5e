"""Notebook 11: take a flattering board slide apart."""

import numpy as np

from metrics import compound, end_over_start, net_people, retention_rate
from widgets.lessons.shapes import Answer, Claim, Field, Monday, Question, Task
from widgets.panel.forms import PEOPLE, PERCENT, people, percent

ILLUSIONS = ("Refill: newcomers counted as people kept", "Mix shift: each segment up, the total down",
             "The surviving base: who is left buys more often", "Selection: members were loyal already")


def _case(seed):
    """A quarter and a slide about it, in turn of each illusion; every seed another one. People in hundreds.

    What the slide shows fits the quarter: with everybody in it, `kept` is the share of the opening customers kept.
    """
    draw = np.random.default_rng([11, seed])
    opening = int(draw.integers(200, 900)) * 100
    lost = round(opening * draw.uniform(0.05, 0.12), -2)
    won = round(lost * draw.uniform(0.85, 1.3), -2)
    kept = 1 - lost / opening
    all_bought, leavers_bought = int(draw.integers(30, 60)) / 10, int(draw.integers(6, 16)) / 10
    share, before = int(draw.integers(45, 60)) / 100, int(draw.integers(20, 32)) / 100
    gap = draw.uniform(0.04, 0.06)
    better, worse = kept + gap * share, kept - gap * (1 - share)  # of the two groups, the worse has `share`
    return {"opening": opening, "lost": lost, "won": won, "illusion": ILLUSIONS[int(draw.integers(len(ILLUSIONS)))],
            "bought": all_bought, "leavers_bought": leavers_bought,
            "stayers_bought": (opening * all_bought - lost * leavers_bought) / (opening - lost),
            "better": better, "worse": worse, "share": share, "share_before": before,
            "better_before": better - 0.004, "worse_before": worse - 0.004,
            "kept_before": better - 0.004 - gap * before}


def _slide(c):
    """(what the slide says, what one finds out besides, why it is that illusion)."""
    shown = {key: percent(c[key]) for key in ("better", "worse", "better_before", "worse_before", "kept_before",
                                              "share", "share_before")}
    rate = percent(end_over_start(c["opening"], c["lost"], c["won"]))
    return {
        ILLUSIONS[0]: (
            f"Customer retention {rate} in the quarter.", "",
            f"{people(c['opening'])} − {people(c['lost'])} + {people(c['won'])} over {people(c['opening'])} is the "
            f"slide’s {rate}: the newcomers stand in for the lost."),
        ILLUSIONS[1]: (
            f"Retention is up everywhere: in the shops {shown['better']}, a quarter ago {shown['better_before']}; "
            f"online {shown['worse']}, a quarter ago {shown['worse_before']}.",
            f" In the quarter before, {shown['share_before']} of the customers were online and {shown['kept_before']} "
            f"of all were kept; this quarter {shown['share']} are online.",
            f"Both channels rose, but online, where fewer stay, went from {shown['share_before']} to {shown['share']} "
            f"of the customers. In all, {shown['kept_before']} became {percent(1 - c['lost'] / c['opening'])}."),
        ILLUSIONS[2]: (
            f"Our customers of the start of the quarter now buy {c['stayers_bought']:.2f} times a quarter; it was "
            f"{c['bought']:.2f}.",
            f" Those who left had bought {c['leavers_bought']:.1f} times a quarter. Those who stayed buy as often as "
            "before.",
            f"Nobody buys more often. Those who had bought {c['leavers_bought']:.1f} times are gone, and the mean of "
            f"the rest is {c['stayers_bought']:.2f}."),
        ILLUSIONS[3]: (
            f"Our programme keeps customers: of its members {shown['better']} stayed in the quarter, of all others "
            f"{shown['worse']}.",
            " Before there was a programme, those who later joined it had stayed more often than others, by as much.",
            f"Members stayed more often before they could be members, by as much as {shown['better']} against "
            f"{shown['worse']}: the loyal joined."),
    }[c["illusion"]]


def _prompt(c):
    slide, found, _ = _slide(c)
    return (
        f"The slide says: “{slide}” You find out that the quarter opened with {people(c['opening'])} customers, that "
        f"{people(c['lost'])} of these left, and that {people(c['won'])} new ones came and stayed to its end.{found}"
        "\n\nWhich illusion is it? What share of the opening customers was kept in the quarter, and how much would be "
        "kept in a year if every quarter were like this one? By how many people did the base grow or shrink? And what "
        "do you say to the board?"
    )


def _right(c):
    kept = float(retention_rate(c["opening"], c["lost"]))
    return {"illusion": c["illusion"], "kept": kept, "year": float(compound(kept, 4)),
            "net": float(net_people(c["lost"], c["won"]))}


def _steps(c):
    right = _right(c)
    kept = percent(right["kept"])
    return (
        f"The illusion: {c['illusion'].split(':')[0].lower()}. {_slide(c)[2]}",
        f"Kept in the quarter: {people(c['opening'])} − {people(c['lost'])} of {people(c['opening'])} is {kept}. "
        "Newcomers are in neither.",
        f"In a year: {kept} four times over, {right['kept']:.4f} to the power of four, is {percent(right['year'])}.",
        f"Net people: {people(c['won'])} new less {people(c['lost'])} lost is {people(right['net'])}.",
        f"For example: “{people(c['lost'])} of our customers left us in these three months, and {people(c['won'])} "
        f"came. Of those there at the start we kept {kept}; the slide does not say so.”",
    )


FIELDS = (
    Field("illusion", "The illusion is", ILLUSIONS,
          wrong="Who is in the slide’s number: newcomers? only those who are left? two groups whose shares moved? "
                "those who chose to be in it?"),
    Field("kept", "Kept in the quarter", PERCENT, within=0.0015,
          wrong="Kept means: of those there at the start, who is still here?"),
    Field("year", "Kept in a year of such quarters", PERCENT, within=0.0025,
          wrong="Each quarter takes its share of those still there: four in a row, not four times."),
    Field("net", "Net people", PEOPLE, within=50, wrong="Newcomers less leavers, with its sign."),
    Field("sentence", "What you say to the board", None,
          wrong="Read it again: are the people who left in it, and the period?"),
)

PARTS = (
    Task(
        "board-slide", "Take the slide apart", _case, _prompt, FIELDS, _right,
        (
            "Ask who is in the slide’s number, and who dropped out of it or came into it meanwhile, or by choice.",
            "Kept in the quarter: one less the lost, over those there at the start. Newcomers are in neither.",
            "A year is four quarters, each taken from what the one before left: the rate to the power of four.",
        ),
        _steps,
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
    Claim(
        "11-gallery",
        "That each of these can happen is arithmetic, or is counted in real orders (CDNOW, Fader and Hardie). One "
        "source goes further: a retention rate “often provides a false positive” (*Moving customers from “cost "
        "center” to “asset”*: a consultant's judgement).",
        "That an illusion is possible does not show that it is at work in your rate. How often each occurs in "
        "practice nobody has published. A rate whose base, period, denominator and window are named is a good "
        "servant.",
        ("11-surviving-base",),
    ),
)
