"""The second bet: two kinds of customers, and nobody's chance of staying changes. What does the cohort's rate do?"""

from metrics.cohorts import lifetime_from_churn
from metrics.mixture import mixture_mean_lifetime
from widgets.explorables.retention_illusion.cohort_figure import CohortFigure
from widgets.explorables.retention_illusion.cohort_model import YEARS, CohortInputs, cohort
from widgets.panel.bet import Bet, Option
from widgets.panel.controls import Dial, Source
from widgets.panel.explorable import Explorable, Words
from widgets.panel.forms import PERCENT, POINTS, people, percent, points
from widgets.panel.tries import Try

TYPES = Source("arithmetic", "two kinds of customers, each with a rate that never changes (Vaupel and Yashin 1985)")
RIVAL = Source("invented", "the rival explanation: people grow more loyal with time. Zero until you move it")

BET = Bet(
    key="08-two-kinds",
    question="Of those who joined in one year, a third are loyal: 90 % of them stay each year. Of the other two thirds "
             "50 % stay. Nobody’s chance ever changes. In the first year the firm keeps 63.3 % of all. What share of "
             "those still there does it keep in the fourth?",
    form=PERCENT,
    low=0, high=1,
    options=(
        Option("Less than 60 %: every year some more are gone", 0, 0.6,
               "Fewer are left every year; but who are they?"),
        Option("About 63 %: nobody changes, so the rate does not either", 0.6, 0.7,
               "Each person’s chance stays what it was. Who is still there does not."),
        Option("More than 70 %", 0.7001, 1),
    ),
    answer=lambda result: result.rates[-1],
    why="The fragile leave first, so those who remain are more and more the loyal third, and the rate of all climbs "
        "towards theirs. The rate rises because the group changes, and nobody in it does. That is sorting. A programme "
        "that really made people loyal could draw the same curve: a chart of the rate alone cannot tell the two apart.",
    reveal="It keeps {answer} in the fourth year, and nobody in this cohort changed.",
    hero="{answer} kept in year 4",
)

TOLD = cohort(CohortInputs(1 / 3, 0.9, 0.5, 0)).rates  # what the story's two kinds show


class Cohort(Explorable):
    """Sorting: the fragile leave first, so the rate of those who remain climbs."""

    name = "The retention illusion: two kinds of customers"
    Inputs = CohortInputs
    Picture = CohortFigure
    bet = BET
    dials = (
        Dial("share_loyal", "Loyal among joiners", 0, 1, 0.01, 1 / 3, PERCENT, TYPES),
        Dial("rate_loyal", "Loyal kept a year", 0.5, 1, 0.01, 0.9, PERCENT, TYPES),
        Dial("rate_fragile", "Fragile kept a year", 0, 0.9, 0.01, 0.5, PERCENT, TYPES),
        Dial("growth", "Real gain a year", 0, 0.1, 0.005, 0, POINTS, RIVAL),
    )
    presets = {
        "One kind of customer": {"share_loyal": 1.0, "rate_loyal": 0.75},
        "Same curve, real loyalty": {"share_loyal": 1.0, "rate_loyal": 0.633, "growth": 0.055},
    }
    tries = (
        Try("alike", "Take the climb away: make both kinds alike",
            "Make the fragile stay as often as the loyal. What is left of the climb?", ("rate_fragile",),
            lambda i, r: i.growth == 0 and abs(r.rise) < 0.005, "With one kind of customer there is nothing to sort."),
        Try("rival", "Draw the same curve with real loyalty",
            "Draw the same curve in another way: one kind of customer, who really grows more loyal. The preset *Same "
            "curve, real loyalty* does it, and so do three sliders.", ("share_loyal", "rate_loyal", "growth"),
            lambda i, r: i.share_loyal == 1 and r.own_change > 0.01 and abs(r.rates - TOLD).max() < 0.01,
            "The report is the same, and now everybody changed: the rates alone cannot tell."),
    )

    def compute(self, inputs):
        return cohort(inputs)

    def words(self, r):
        kept = [rate for rate in r.rates if rate == rate]
        own = "nobody’s own rate changed"
        if r.own_change:
            own = f"customers’ own rates rose {points(r.own_change)} a year"
        return Words(
            f"{percent(kept[-1])} kept in year {len(kept)}",
            f"The cohort’s rate goes from {percent(kept[0])} to {percent(kept[-1])} in {YEARS} years, and {own}.",
            "stay",
        )

    def table(self, r):
        rows = [["", "Here at its end", "Loyal", "Fragile", "Cohort kept", "Loyal kept", "Fragile kept"]]
        for year in range(YEARS + 1):
            here = [people(r.people[year].sum()), people(r.people[year, 0]), people(r.people[year, 1])]
            kept = ["", "", ""] if year == 0 else [
                "nobody left" if r.rates[year - 1] != r.rates[year - 1] else percent(r.rates[year - 1]),
                percent(r.own[year - 1, 0]), percent(r.own[year - 1, 1])]
            rows.append([f"Year {year}" if year else "Start", *here, *kept])
        rows.append(["Own rate, a year", "", "", "", points(r.rise), *[points(r.own_change)] * 2])
        i = r.inputs
        if i.growth == 0 and i.rate_loyal < 1:
            shares, kinds = [i.share_loyal, 1 - i.share_loyal], [i.rate_loyal, i.rate_fragile]
            true = float(mixture_mean_lifetime(shares, kinds))
            naive = float(lifetime_from_churn(1 - r.rates[0]))
            rows.append(["Years a customer stays", f"mean {true:.2f}", "", "", f"by churn {naive:.2f}", "", ""])
        return rows
