"""The hotel concierge: an extra at every stay, an expectation that follows, and then the extra stops."""

from dataclasses import dataclass

import numpy as np

from metrics.expectation import ExpectationPath, expectation_path
from synthetic.events import Extra
from synthetic.sources import ESSAY
from widgets.explorables.value_components.concierge_figure import ConciergeFigure
from widgets.explorables.value_components.parts import base_rows, outcome, sample
from widgets.explorables.value_components.runs import (
    FELT,
    STAYING,
    Course,
    Runs,
    Setting,
    draws_of,
    effects,
    opening,
    points_needed,
)
from widgets.panel.bet import Bet, Option
from widgets.panel.controls import Dial, Source
from widgets.panel.explorable import Explorable, Words
from widgets.panel.forms import PERCENT, Form
from widgets.panel.tries import Try

AFTER = 12  # stays without it
STORY = Source("illustration", f"a spot on the beach, an umbrella, a cocktail, a book: {ESSAY}. The 10 is our number")
PULL = Source("illustration", "how much of the gap expectation closes at each stay; 30 % is an example. That delight "
                              "raises the bar: Rust and Oliver 2000. At zero every extra stays one")
COST = Source("invented", "what it costs for each guest and stay; here every guest stays once a month")


@dataclass(frozen=True)
class ConciergeInputs:
    """worth, cost: money a stay; stays: with it; pull: of the gap, closed at each stay; effects as in Assumptions."""

    worth: float
    stays: float
    pull: float
    cost: float
    surplus_to_felt: float
    felt_to_staying: float

    @property
    def setting(self):
        extra = Extra(start=0, months=round(self.stays), worth=self.worth, cost=self.cost)
        return Setting(effects(self.surplus_to_felt, self.felt_to_staying, self.pull), events=(extra,))


@dataclass(frozen=True)
class ConciergeResult:
    """path: of one guest; earned and taken: surplus with it, and without it afterwards; Courses of the base."""

    inputs: ConciergeInputs
    path: ExpectationPath
    earned: float
    taken: float
    before: Course
    after: Course
    needed: float
    rough: bool

    @property
    def stays(self):
        return round(self.inputs.stays)


def concierge(inputs, courses, rough=False):
    """The ConciergeResult; courses: (untouched, now) of the base."""
    stays = round(inputs.stays)
    path = expectation_path(np.repeat([inputs.worth, 0.0], [stays, AFTER]), 0, inputs.pull)
    earned, taken = float(path.surplus[:stays].sum()), float(path.surplus[stays:].sum())
    return ConciergeResult(inputs, path, earned, taken, *courses, points_needed(*courses), rough)


def bet_of(currency):
    return Bet(
        key="01-concierge",
        question=f"A concierge makes a stay worth {currency}10 more, for 12 stays. Each time, a guest’s expectation "
                 f"closes 30 % of the gap to what was delivered. Then the extra stops, for 12 stays. Added up over all "
                 "24: how far does the guest come out above what they expected?",
        form=Form(before=currency, decimals=2),
        low=-200, high=200,
        options=(
            Option("By 100 or more: twelve times 10, and it is remembered", 60, 200,
                   "Only the first stay is 10 above expectation. By the twelfth the extra is the usual."),
            Option("By 20 to 60: it wears off, but something stays", 10, 60,
                   "That is what is earned while it lasts. Missing it afterwards takes nearly all of it back."),
            Option("By about nothing", -200, 10),
        ),
        answer=lambda result: result.earned + result.taken,
        why="Expectation rises by 30 % of every surplus, so all surplus ever added up is what expectation rose by, "
            "divided by 0.3. It starts at nothing and ends, after twelve stays without, at nearly nothing again. "
            "If value is only what tops expectation, no schedule of extras delights for good.",
        reveal="In all {answer}: what the extra brought is missed when it stops.",
        hero="{answer} in all",
    )


class Concierge(Explorable):
    """One guest’s surplus stay by stay, and what it brings and costs in the hotel club. base: as in OnePerson."""

    name = "What is value? The concierge"
    Inputs = ConciergeInputs
    simulates = True

    def Picture(self):  # noqa: N802 - the panel builds its picture from whatever goes by this name
        return ConciergeFigure(self.runs.draws.months, self.currency)

    def prepare(self):
        self.runs = Runs(opening(draws_of(self.base, "hotel"))[0])
        amount = Form(before=self.currency, decimals=1)
        self.bet = bet_of(self.currency)
        self.dials = (
            Dial("worth", "Worth of the extra", 0, 30, 0.5, 10, amount, STORY),
            Dial("stays", "Stays with it", 1, 24, 1, 12, Form("stays"), STORY),
            Dial("pull", "Gap closed a stay", 0, 1, 0.05, 0.3, PERCENT, PULL),
            Dial("cost", "Cost a stay", 0, 20, 0.5, 4, amount, COST),
        )
        self.more = (
            Dial("surplus_to_felt", "Surplus to felt value", 0, 2, 0.1, 1, Form("spreads", decimals=1), FELT),
            Dial("felt_to_staying", "Felt value to staying", 0, 1.5, 0.05, 0, Form("log hazard", decimals=2), STAYING),
        )
        self.presets = {
            "As the authors say": {"felt_to_staying": 0.6},
            "For everybody, for two years": {"stays": 24, "cost": 8, "felt_to_staying": 0.6},
            "It never becomes normal": {"pull": 0, "felt_to_staying": 0.6},
        }
        self.tries = (
            Try("schedule", "Surprise them twice as long",
                "Is there a schedule that delights for good? Surprise them at 24 stays instead of 12.", ("stays",),
                lambda i, r: i.stays >= 24,
                lambda r: f"{r.earned:.3g} earned while it lasts, and {-r.taken:.3g} missed afterwards."),
            Try("never-usual", "Find the guest for whom it lasts",
                "For which guest does it last? Set *Gap closed a stay* to zero.", ("pull",),
                lambda i, r: i.pull == 0 and r.earned + r.taken > 20,
                "For one who never comes to expect it: then every surprise is a surprise."),
            Try("pays", "Let the concierge pay for himself",
                "How strongly must felt value keep guests for the concierge to pay? Move *Felt value to staying*.",
                ("felt_to_staying",), lambda i, r: r.after.contribution.sum() >= r.before.contribution.sum(),
                "From here on those who stay pay for the extra, if the claim holds."),
        )

    def compute(self, inputs):
        return concierge(inputs, self.runs.courses(self, inputs, lambda i: i.setting), self.rough)

    def words(self, r):
        paid, untouched = r.after.contribution.sum(), r.before.contribution.sum()
        net, form = r.earned + r.taken, self.bet.form
        return Words(
            f"{form.three(net)} in all",
            f"Over {r.stays + AFTER} stays a guest comes out {form.three(abs(net))} {'above' if net >= 0 else 'below'} "
            f"what they expected; {outcome(r, self.currency)}{sample(r, self.runs)}.",
            "lost" if paid < untouched else "stay",
        )

    def table(self, r):
        cents = self.bet.form.write
        rows = [["Stay", "Delivered", "Expected", "Above what was expected"]]
        for k, above in enumerate(r.path.surplus):
            got = r.inputs.worth * (k < r.stays)
            rows.append([str(k + 1), *(cents(amount) for amount in (got, r.path.expectation[k], above))])
        rows += [["earned", "", "", cents(r.earned)], ["taken back", "", "", cents(-r.taken)],
                 ["in all", "", "", cents(r.earned + r.taken)]]
        return rows + base_rows(r, self.currency, "The club, three years")
