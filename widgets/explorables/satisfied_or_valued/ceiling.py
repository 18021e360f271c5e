"""The first bet: everyone's true risk is known. How many of next month's leavers are in the riskiest tenth?"""

from synthetic.sources import LEFTON
from widgets.explorables.satisfied_or_valued.ceiling_figure import CeilingFigure
from widgets.explorables.satisfied_or_valued.ceiling_model import CeilingInputs, foresee
from widgets.panel.bet import Bet, Option
from widgets.panel.controls import ARITHMETIC, Dial, Source
from widgets.panel.explorable import Explorable, Words
from widgets.panel.forms import PERCENT, Form, currency_form, money, people, percent
from widgets.panel.tries import Try

SPREAD = Source("invented", "standard deviation of hazards over their mean; they are Gamma distributed, "
                            "at 1 they are exponential: many small risks, few large. "
                            "Published models find a riskiest tenth that leaves 2 to 3 times as often as the average "
                            "(Neslin et al. 2006, recalled, unverified), knowing less than the true risk")
CHURN = Source("arithmetic", "share of customers who leave in a month; type your own")
SAVED = Source("asserted", f"{LEFTON}: a call from a customer-success team keeps some who would leave; no size "
                           "given. Zero until you move it. Calls can also drive people away (Ascarza 2018)")
COST = Source("invented", "what one call costs, whoever answers it")

BET = Bet(
    key="03-ceiling",
    question="Of your 10,000 customers 3 % will leave next month. You know everyone’s true risk, to the last decimal. "
             "What share of next month’s leavers is among your riskiest tenth?",
    form=PERCENT,
    low=0, high=1,
    options=(
        Option("More than 70 %: that is what knowing the risk means", 0.7, 1,
               "A risk of 10 % is high, and nine in ten who have it stay."),
        Option("45 to 70 %", 0.45, 0.7, "Most leavers have an ordinary risk: there are so many more such people."),
        Option("Less than 45 %", 0, 0.45),
    ),
    answer=lambda result: result.ceiling.caught,
    why="Leaving is chance even to somebody who knows the risk. Where risks differ as an exponential distribution, the "
        "riskiest tenth leave about 3.2 times as often as the average: a third of all leavers. The other two thirds "
        "come from people with an ordinary risk, because there are so many of them. No score made from what is known "
        "today, however clever, does better than this in the long run.",
    reveal="The answer is {answer}, where customers’ risks differ as an exponential distribution. That is the ceiling.",
    hero="{answer} caught",
)


class TheCeiling(Explorable):
    """The best that any score can do, and what it would be worth."""

    name = "Satisfied or valued: the ceiling of any score"
    Inputs = CeilingInputs
    company = ""
    bet = BET

    def prepare(self):
        amount = currency_form(self.currency)
        self.Picture = lambda: CeilingFigure(self.currency)
        self.dials = (
            Dial("churn", "Leave in a month", 0.005, 0.2, 0.005, 0.03, PERCENT, CHURN),
            Dial("spread", "Risks differ", 0, 2, 0.05, 1, Form("× mean", decimals=2), SPREAD),
            Dial("saved", "Kept by a call", 0, 0.6, 0.01, 0, PERCENT, SAVED),
            Dial("cost", "Cost of a call", 0, 50, 1, 10, amount, COST),
        )
        self.more = (
            Dial("worth", "Revenue of a customer in a year", 0, 3_000, 10, 1_150, amount,
                 Source("invented", "about what the hotel group’s customers bring in a year; type your own")),
            Dial("margin", "Contribution in revenue", 0.05, 1, 0.01, 0.44, PERCENT, ARITHMETIC),
        )
        self.presets = {
            "All customers alike": {"spread": 0},
            "Call, and 20 % stay": {"saved": 0.2},  # generosity that loses: just short of its break-even
            "Call, and 30 % stay": {"saved": 0.3},
        }
        self.tries = (
            Try("pays", "Make a call pay for itself",
                "You call the riskiest tenth. What share of the leavers reached must a call keep to pay for itself?",
                ("saved",), lambda i, r: r.saved > 0 and r.money.contribution >= r.money.contribution_base,
                "From here on it pays. Nine in ten of those who are called would have stayed anyway."),
            Try("alike", "Make all customers alike", "Make all customers alike: what is the best score worth then?",
                ("spread",), lambda i, r: r.ceiling.caught < 0.105,
                "No more than lot: there is nothing to foresee."),
            Try("half", "Let a tenth hold half of the leavers",
                "How different must customers be for the riskiest tenth to hold half of all who leave?", ("spread",),
                lambda i, r: r.ceiling.caught >= 0.5, "So different must they be; the score only finds what is there."),
        )

    def compute(self, inputs):
        return foresee(inputs)

    def words(self, r):
        gain = r.money.contribution - r.money.contribution_base
        if r.inputs.saved:
            said = f"The calls {'pay' if gain > 0 else 'lose'} {money(abs(gain), self.currency)}; {self._even(r)}."
        else:
            said = (f"Of the {people(r.leavers)} who leave next month the riskiest tenth hold about "
                    f"{people(r.reached)}; in the long run no score does better.")
        return Words(f"{percent(r.ceiling.caught)} caught", said, "lost")

    def _even(self, r):
        if r.break_even > 1:
            return "nothing they could save would pay for them"
        return f"they break even where they keep {percent(r.break_even)} of the leavers reached"

    def table(self, r):
        rows = [["", "Now", "Untouched base", "Difference"],
                ["Leave next month", people(r.leavers), "", ""],
                ["In the riskiest tenth", people(r.reached), "", ""],
                ["Share of leavers caught", percent(r.ceiling.caught), "", ""],
                ["Times the average", f"{r.ceiling.lift:.2f}", "", ""],
                ["Pairs told apart (AUC)", f"{r.ceiling.auc:.2f}", "", ""],
                ["Of those called, would leave", percent(r.hit), "", ""],
                ["Kept by the call", people(r.saved), "", ""],
                ["The calls", self._even(r), "", ""]]
        return rows + r.money.rows(self.currency)
