"""What a second opinion says about one illusion, and the one rule by which all are judged."""

from typing import NamedTuple

AT_WORK, NO_SIGN, CANNOT = "at work", "no sign", "cannot be judged"
# Normal quantile of 1 - .05/(2 x 18): 95 % intervals, two-sided, corrected for eighteen tests (Bonferroni).
Z = 2.9913
FEW = 30  # customers below which no normal interval is trusted
ONE = {"customers": "customer", "joiners": "joiner", "members": "member", "have": "has", "were": "was", "are": "is"}
ILLUSIONS = {  # number -> (name, the number to ask for)
    1: ("Big-base mask", "How many customers left, beside how many came"),
    2: ("Refill", "Of those there at the start, the share still here"),
    3: ("Value swap", "What a newcomer pays, beside what a leaver paid"),
    4: ("Sorting", "Later churn, had nobody’s own rate ever changed"),
    5: ("Mix shift", "The rate effect, apart from the mix effect"),
    6: ("Compounding", "The share still here after a whole year"),
    7: ("1/churn tenure", "How long joiners really stayed"),
    8: ("Active window", "The same count for a look back half as long"),
    9: ("Surviving base", "How many people bought, period by period"),
    10: ("Silent defection", "Gross revenue retention"),
    11: ("Expansion cover", "Gross revenue retention, without what was sold on top"),
    12: ("Heads against revenue", "The share of the revenue that stayed"),
    13: ("Invisible newcomers", "How many joined and left inside the period"),
    14: ("Captive or dormant", "The share of those in force who use it"),
    15: ("Survivor survey", "The mean of all who were asked at the start"),
    16: ("Immature cohorts", "The share still here at one and the same age"),
    17: ("Regression to the mean", "The same comparison with time reversed"),
    18: ("Selection", "The difference to a group held out by lot"),
}


class Figure(NamedTuple):
    """A named number. unit: "people", "share", "points" (of a share), "money" (a month), "amount" (of a
    period), "months", "score" (0 to 10), "number".

    value is None where the data give none.
    """

    name: str
    value: float | None
    unit: str


class Finding(NamedTuple):
    """One illusion. verdict: AT_WORK, NO_SIGN or CANNOT; test: what was compared and by which rule, in words; figures:
    tuple of `Figure`; exposes: the `Figure` to ask for; says: one or two sentences for a reader."""

    number: int
    name: str
    verdict: str
    test: str
    figures: tuple
    exposes: Figure
    says: str


def finding(number, verdict, test, says, figures=(), exposes=(None, "number")):
    """A `Finding` with the name and the exposing number of the table."""
    name, asks = ILLUSIONS[number]
    return Finding(number, name, verdict, test, tuple(figures), Figure(asks, *exposes), says)


def cannot(number, says, figures=(), exposes=(None, "number")):
    """What these data cannot tell; says: why, and which data would."""
    return finding(number, CANNOT, "No test was run.", says, figures, exposes)


def judge(number, gap, error, material, *, test, figures, exposes, yes, no, also=True):
    """The rule: at work when the gap is beyond chance and material, and `also` holds where a test asks for more.

    gap: a `Figure`; error: its standard error; material: the least gap that matters, in the gap's unit; yes, no: what
    to say in either case. The gap and its interval join the figures.
    """
    low, high = gap.value - Z * error, gap.value + Z * error
    large = gap.value >= material
    at_work = bool(low > 0 and large and also)
    if low > 0 and not at_work:  # say so where something is there, and still no finding
        no += " A gap is there beyond chance, but " + ("not all that the test asks for." if large else "a small one.")
    ends = (gap, Figure("from", low, gap.unit), Figure("to", high, gap.unit))
    return finding(number, AT_WORK if at_work else NO_SIGN, test, yes if at_work else no, (*figures, *ends), exposes)


def too_few(number, people, what):
    """The finding where a test would turn on a handful of people; None where there are enough of them.

    what: in the plural, such as "customers were won"; of one it is said in the singular.
    """
    if people >= FEW:
        return None
    if round(people) == 1:
        what = " ".join(ONE.get(word, word) for word in what.split())
    return cannot(number, f"Only {people:,.0f} {what}; below {FEW} chance alone decides. Take a longer period.")
