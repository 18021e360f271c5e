"""The visa agent: hours and effort saved, against a fee."""

from dataclasses import dataclass

import numpy as np

from metrics.worth import best_offer, break_even_hour, highest_fee
from synthetic.sources import JAGOTA
from widgets.explorables.value_components.parts import cash
from widgets.explorables.value_components.selling import PEOPLE, Sale, sale, steps, worths
from widgets.explorables.value_components.selling_figure import SellingFigure
from widgets.panel.controls import Dial, Source
from widgets.panel.explorable import Explorable, Words
from widgets.panel.forms import Form, money
from widgets.panel.tries import Try

USUAL_FEE = 60.0
STORY = Source("illustration", f"people pay an agent to be spared the forms: {JAGOTA}. The amounts are ours")
HOUR = Source("invented", "what an hour of a typical applicant is worth to them; the untouched fee is 60")
SPREAD = Source("invented", "how much applicants differ in that")
COST = Source("invented", "what serving one applicant costs the agent")
ROWS = ("hours saved", "effort saved", "fee", "value")
READINGS = ("Who buys, untouched and now", "pays from an hour worth", "buy", "best single fee")


@dataclass(frozen=True)
class VisaInputs:
    """fee, hour_worth, effort_saved, cost: money; hours_saved: hours an application; spread: log sd of hour_worth."""

    fee: float
    hours_saved: float
    hour_worth: float
    effort_saved: float
    spread: float
    cost: float


@dataclass(frozen=True)
class VisaResult:
    """most: what a typical applicant would pay; even: worth of an hour at which the fee pays, or None; best: a Sale.

    usual, steps: waterfalls of the typical applicant at the untouched fee and at this one; before, after: Sales.
    """

    inputs: VisaInputs
    most: float
    even: float | None
    best: Sale | None
    usual: np.ndarray
    steps: np.ndarray
    before: Sale
    after: Sale

    def readings(self, currency):
        """Texts at the untouched fee and at this one, row by row of READINGS."""
        even = [break_even_at(fee, self.inputs) for fee in (USUAL_FEE, self.inputs.fee)]
        return (tuple("–" if hour is None else cash(hour, currency) for hour in even),
                tuple(f"{sold.buyers} of {PEOPLE}" for sold in (self.before, self.after)),
                ("", cash(self.best.price, currency) if self.best else "none"))


def break_even_at(fee, i):
    """What an hour must be worth for the fee to pay; None where no hour is saved."""
    return float(break_even_hour(fee, i.hours_saved, i.effort_saved)) if i.hours_saved else None


def visa(i):
    """VisaInputs to VisaResult. best is None where nobody would pay what serving them costs."""
    hours = worths(i.hour_worth, i.spread)
    highest = highest_fee(i.hours_saved, hours, i.effort_saved)
    saved = [i.hours_saved * i.hour_worth, i.effort_saved]
    best = sale(best_offer(highest, i.cost).price, highest, i.cost) if highest.max() > i.cost else None
    return VisaResult(
        inputs=i,
        most=float(highest_fee(i.hours_saved, i.hour_worth, i.effort_saved)),
        even=break_even_at(i.fee, i),
        best=best,
        usual=steps(saved, [USUAL_FEE]),
        steps=steps(saved, [i.fee]),
        before=sale(USUAL_FEE, highest, i.cost),
        after=sale(i.fee, highest, i.cost),
    )


class VisaAgent(Explorable):
    """What the hours are worth to a typical applicant, and which fee brings the most from a hundred. Needs no base."""

    name = "What is value? The visa agent"
    Inputs = VisaInputs
    company = ""

    def Picture(self):  # noqa: N802 - the panel builds its picture from whatever goes by this name
        return SellingFigure("For a typical applicant", ROWS, READINGS, "applicants", "untouched", self.currency)

    def prepare(self):
        amount = Form(before=self.currency, decimals=0)
        self.dials = (
            Dial("fee", "Fee", 0, 240, 1, USUAL_FEE, amount, STORY),
            Dial("hours_saved", "Hours saved", 0, 20, 0.5, 6, Form("hours", decimals=1), STORY),
            Dial("hour_worth", "Worth of an hour", 0, 60, 1, 15, amount, HOUR),
            Dial("effort_saved", "Effort saved, in money", 0, 100, 1, 10, amount, STORY),
        )
        self.more = (
            Dial("spread", "How much they differ", 0, 1, 0.05, 0.5, Form("log spread", decimals=2), SPREAD),
            Dial("cost", "Serving one costs", 0, 100, 1, 25, amount, COST),
        )
        self.presets = {
            "Half the fee: better value": {"fee": 30},
            "Generous: at cost": {"fee": 25},
            "Their hour is worth little": {"hour_worth": 5},
            "Twelve hours saved, twice the fee": {"hours_saved": 12, "fee": 120},
        }
        self.tries = (
            Try("fee", "Find the fee that brings the agent most",
                "Which fee brings the agent most, and who then goes without?", ("fee",),
                lambda i, r: r.best is not None and abs(i.fee - r.best.price) <= 3,
                "Here it brings most; those whose hours are worth less do it themselves."),
            Try("hour", "Find for whom the agent is not worth it",
                "How little must an hour be worth for the agent to be worth no more than the fee?", ("hour_worth",),
                lambda i, r: r.most <= i.fee, "The same service, and no value to this person: value is somebody’s."),
        )

    def compute(self, inputs):
        return visa(inputs)

    def words(self, r):
        i = r.inputs
        value = r.most - i.fee
        pays = f"{r.after.buyers} of {PEOPLE} take it"
        if r.even is not None:
            pays = (f"it pays for the {r.after.buyers} of {PEOPLE} whose hour is worth {cash(r.even, self.currency)} "
                    "or more")
        return Words(
            f"worth {cash(r.most, self.currency)}, costs {cash(i.fee, self.currency)}",
            f"A typical applicant is {cash(abs(value), self.currency)} better off "
            f"{'with the agent' if value >= 0 else 'alone'}; {pays}.",
            "stay" if value >= 0 else "lost",
        )

    def table(self, r):
        sales = [r.before, r.after, r.best or r.after]
        rows = [[f"{PEOPLE} applicants", "Untouched", "Now", "Best single fee" if r.best else "Now"]]
        rows += [["fee", *(cash(s.price, self.currency) for s in sales)],
                 ["value to a typical one", *(cash(r.most - s.price, self.currency) for s in sales)],
                 ["buy", *(str(s.buyers) for s in sales)],
                 ["revenue", *(money(s.revenue, self.currency) for s in sales)],
                 ["contribution after costs", *(money(s.contribution, self.currency) for s in sales)]]
        return rows
