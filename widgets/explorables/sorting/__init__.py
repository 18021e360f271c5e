"""Sorting: a cohort's retention climbs quarter after quarter, and nobody in it becomes more loyal."""

from widgets.explorables.adding_up import moved, tenths
from widgets.explorables.sorting.figure import LAST, SortingFigure
from widgets.explorables.sorting.model import GROUPS, SortingInputs, cohort_of, sort_out
from widgets.panel.controls import Dial, Source
from widgets.panel.explorable import Explorable, Words
from widgets.panel.forms import PERCENT, POINTS, Form, people, percent, points
from widgets.panel.tries import Try

QUARTERS = 12

SPREAD = Source("invented", f"1 is this base: each customer’s own monthly hazard (a hidden truth, "
                            "known only because the base is made up) as a quarterly rate (1 − hazard)³, all customers "
                            f"as one cohort in at most {GROUPS} groups, expected shares without chance. Other values "
                            "multiply everyone’s log odds of staying, the first quarter’s rate held")
LEVEL = Source("invented", "the start is the mean own rate in this base; moving it shifts all alike")
RIVAL = Source("invented", "the rival explanation: everyone’s own rate rises with time. One survival curve cannot tell "
                           "tenure from heterogeneity. Zero until you move it")
FOLLOWED = Source("arithmetic", "how long the report follows the cohort")


class Sorting(Explorable):
    """On a synthetic base with contracts: its customers as one cohort, each with their own fixed rate."""

    name = "Sorting: the rising cohort of this base"
    Inputs = SortingInputs
    Picture = SortingFigure

    def prepare(self):
        self.cohort = cohort_of(self.base)
        level = min(max(self.cohort.level, 0.001), 0.999)
        self.dials = (
            Dial("spread", "How much they differ", 0, 2, 0.05, 1, Form("times", decimals=2), SPREAD),
            Dial("level", "Kept in quarter one", min(0.7, level), max(0.98, level), 0.005, level, PERCENT, LEVEL),
            Dial("growth", "Real gain a year", 0, 0.1, 0.0025, 0, POINTS, RIVAL),
            Dial("quarters", "Quarters followed", 4, LAST, 1, QUARTERS, Form("quarters"), FOLLOWED),
        )
        start = sort_out(self.cohort, SortingInputs(1, level, 0, QUARTERS))
        self.presets = {
            "All customers alike": {"spread": 0},
            "Twice as different": {"spread": 2},
            # the growth that, among customers who are all alike, ends at the same rate
            "Same rise, real loyalty": {"spread": 0, "growth": min(max(start.rise, 0) * 4 / (QUARTERS - 1), 0.1)},
        }

        self.tries = (
            Try("alike", "Make all customers alike", "How much of the climb remains when all are alike?", ("spread",),
                lambda i, r: i.growth == 0 and abs(r.rise) < 0.002, "Nothing of it remains: it was made by who left."),
            Try("rival", "Draw the same climb with real loyalty",
                "How much real gain in loyalty would draw the same climb among people who are all alike? The preset "
                "*Same rise, real loyalty* shows it, or two sliders.", ("spread", "growth"),
                lambda i, r: i.spread == 0 and i.growth > 0 and r.rise >= 0.99 * start.rise > 0,
                "The same climb, by people who changed: the rate alone cannot tell."),
        )

    def compute(self, inputs):
        return sort_out(self.cohort, inputs)

    def words(self, r):
        rise, own, who = tenths(r.rise, float(r.parts.rate_effect), float(r.parts.mix_effect))
        span = f"from {percent(r.rates[0])} to {percent(r.rates[-1])} in {len(r.rates)} quarters"
        nobody = "nobody’s own rate changed" if r.inputs.growth == 0 else "hardly anybody’s own rate changed"
        if rise == 0:
            said = f"The cohort’s rate stays at {percent(r.rates[0])}, and {nobody}."
        elif own == 0:
            said = f"The cohort’s rate climbs {span}, and {nobody}; the fragile left first."
        elif who == 0:
            said = f"The cohort’s rate climbs {span}, and all of it is real; people’s own rates rose."
        else:
            said = (f"The cohort’s rate climbs {span}: {points(own)} because people’s own rates rose, "
                    f"{points(who)} because the fragile left first.")
        return Words(
            f"Report {moved(rise)}, people {moved(own)}",
            said,
            "stay",
        )

    def table(self, r):
        rows = [["", "Here at its start", "Report: kept", "Most loyal fifth, here", "Most fragile fifth, here"]]
        for q, rate in enumerate(r.rates):
            fifths = (people(r.customers / 5 * r.fifths_here[q, k]) for k in (0, -1))
            rows.append([f"Quarter {q + 1}", people(r.customers * r.here[q]), percent(rate), *fifths])
        rise, own, who = tenths(r.rise, float(r.parts.rate_effect), float(r.parts.mix_effect))
        rows += [
            ["Own rate, first quarter", "", percent(r.inputs.level), percent(r.own[0, 0]), percent(r.own[0, -1])],
            ["Own rate, last quarter", "", "", percent(r.own[-1, 0]), percent(r.own[-1, -1])],
            ["Rise on the report", "", moved(rise), f"people changed: {moved(own)}", f"who is left: {moved(who)}"],
            ["Years paid for within ten", "", f"{r.years:.2f}", f"at the first rate: {r.naive:.2f}",
             f"1/churn, without end: {r.naive_endless:.2f}"],
        ]
        return rows
