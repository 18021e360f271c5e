"""The gym: what a visit costs whoever pays by the month, and what idle members and fees bring the club."""

from dataclasses import dataclass

from metrics.worth import break_even_visits, cost_per_visit
from synthetic import Offer
from synthetic.sources import ESSAY
from widgets.explorables.value_components.gym_figure import GymFigure
from widgets.explorables.value_components.parts import base_rows, cash, outcome, sample
from widgets.explorables.value_components.runs import (
    FELT,
    STAYING,
    Course,
    Runs,
    Setting,
    draws_of,
    effects,
    points_needed,
)
from widgets.panel.bet import Bet, Option
from widgets.panel.controls import Dial, Source
from widgets.panel.explorable import Explorable, Words
from widgets.panel.forms import PERCENT, Form
from widgets.panel.tries import Try

DOLLARS = "$"  # whatever is set: what three American clubs charged, and so the club's money, which charges it too
PAPER = "DellaVigna and Malmendier 2006, three American clubs"
FEE = Source("published", f"over 70 a month ({PAPER}); 72, so that 4.17 visits cost their 17.27 each: at exactly 70 a "
                          "visit would cost 16.79. In dollars, and so is the money of the club, which charges it")
VISITS = Source("published", f"4.17 a month in a member’s first half-year, of those who pay by the month ({PAPER})")
PASS = Source("published", f"a visit by ten-visit pass cost 10 ({PAPER})")
FORECAST = Source("published", f"members foresaw 9.5 visits a month ({PAPER})")
IDLE = Source("asserted", f"{ESSAY}: 90 % of those who join no longer come after 30 days. The "
                          "paper’s members came on average 4 times a month, so its clubs saw nothing like it. At "
                          "zero nobody is idle beyond those whom the story club has anyway")


@dataclass(frozen=True)
class GymInputs:
    """fee: money a month; visits, forecast: a month; pass_price: a visit; idle: share; effects as in Assumptions."""

    fee: float
    visits: float
    pass_price: float
    forecast: float
    idle: float
    surplus_to_felt: float
    felt_to_staying: float


@dataclass(frozen=True)
class GymResult:
    """paid, foreseen: money a visit; even: visits a month from which the fee is cheaper; Courses of the story club.

    visits: a month, of everybody who pays, the idle too.
    """

    inputs: GymInputs
    visits: float
    paid: float
    foreseen: float
    even: float
    before: Course
    after: Course
    needed: float
    rough: bool


def gym(inputs, courses, rough=False):
    """The GymResult; courses: (untouched, now) of the story club."""
    visits = inputs.visits * (1 - inputs.idle)
    return GymResult(
        inputs=inputs,
        visits=visits,
        paid=float(cost_per_visit(inputs.fee, visits)),
        foreseen=float(cost_per_visit(inputs.fee, inputs.forecast)),
        even=float(break_even_visits(inputs.fee, inputs.pass_price)),
        before=courses[0],
        after=courses[1],
        needed=points_needed(*courses),
        rough=rough,
    )


def bet_of(currency):
    return Bet(
        key="01-gym",
        question=f"Members of three health clubs pay more than {currency}70 a month, where a ten-visit pass costs "
                 f"{currency}10 a visit. What does a visit cost them?",
        form=Form(before=currency, decimals=2),
        low=0, high=100,
        options=(
            Option("Less than 9: that is what a membership is for", 0, 9,
                   "It is what they foresaw: with 9.5 visits a month it would be about 7.60. They came 4 times."),
            Option("About 10: people know what suits them", 9, 13,
                   "They would if they came as often as they meant to. They came less than half as often."),
            Option("More than 13", 13, 100),
        ),
        answer=lambda result: result.paid,
        why="The fee is paid whether one comes or not. They foresaw 9.5 visits a month and made 4.17, so a visit cost "
            "over 17, and most would have paid less by the visit. The fee also bought the intention; whether that is "
            "worth the difference, only they can say. What was sold is not what was received.",
        reveal="They paid {answer} a visit.",
        hero="{answer} a visit",
    )


class GymVisit(Explorable):
    """What a visit costs, beside the story club’s money. base: as synthetic.generate makes it for "gym", or None."""

    name = "What is value? The gym visit"
    Inputs = GymInputs
    simulates = True
    fixed = DOLLARS
    company = "gym"

    def Picture(self):  # noqa: N802 - the panel builds its picture from whatever goes by this name
        return GymFigure(self.runs.draws.months, self.currency)

    def prepare(self):
        self.runs = Runs(draws_of(self.base, self.company))
        self.fee = self.runs.draws.company.fee
        amount, visits = Form(before=self.currency, decimals=1), Form("visits", decimals=2)
        self.bet = bet_of(self.currency)
        self.dials = (
            Dial("fee", "Fee a month", 20, 120, 1, self.fee, amount, FEE),
            Dial("visits", "Visits made a month", 1, 12, 0.01, 4.17, visits, VISITS),
            Dial("pass_price", "A visit by pass", 2, 30, 0.5, 10, amount, PASS),
            Dial("forecast", "Visits foreseen", 1, 12, 0.1, 9.5, visits, FORECAST),
        )
        self.more = (
            Dial("idle", "Idle after 30 days", 0, 0.95, 0.05, 0, PERCENT, IDLE),
            Dial("surplus_to_felt", "Surplus to felt value", 0, 2, 0.1, 1, Form("spreads", decimals=1), FELT),
            Dial("felt_to_staying", "Felt value to staying", 0, 1.5, 0.05, 0, Form("log hazard", decimals=2), STAYING),
        )
        self.presets = {
            "They come as often as foreseen": {"visits": 9.5},
            "90 % idle, as the essay says": {"idle": 0.9, "felt_to_staying": 0.6},
            "90 % idle, and nobody minds": {"idle": 0.9},
            "Generous: half the fee": {"fee": 36, "felt_to_staying": 0.6},
        }
        self.tries = (
            Try("bargain", "Make the fee the better bargain", "How often would they have to come for the fee to be the "
                "better bargain?", ("visits",), lambda i, r: r.paid <= i.pass_price and i.fee == self.start["fee"],
                lambda r: f"From {r.even:.3g} visits a month on the fee is the better bargain."),
            Try("idle", "Let nine in ten stop coming",
                "Under *Assumptions*: nine in ten stop coming after 30 days. What does the club lose while nobody "
                "minds?", ("idle",), lambda i, r: i.idle >= 0.9 and i.felt_to_staying == 0,
                "They go on paying: look at the money, month by month."),
            Try("mind", "And let them mind",
                "And if they mind? Nine in ten idle, and *Felt value to staying* at 0.6: a preset does it.",
                ("idle", "felt_to_staying"),
                lambda i, r: i.idle >= 0.9 and r.after.contribution.sum() < 0.99 * r.before.contribution.sum(),
                "Now they leave, and their fees with them. Whether they mind, no bill says."),
        )

    def setting(self, i):
        usual = effects(i.surplus_to_felt, i.felt_to_staying)
        return Setting(usual.but(idle_share=i.idle), Offer(price=i.fee / self.fee), usual=usual)

    def compute(self, inputs):
        return gym(inputs, self.runs.courses(self, inputs, self.setting), self.rough)

    def words(self, r):
        dearer = "more than" if r.paid > r.inputs.pass_price else "no more than"
        dearer = f"{dearer} {cash(r.inputs.pass_price, self.currency)}"
        often = f"{r.visits:.3g} visit{'' if f'{r.visits:.3g}' == '1' else 's'}"
        return Words(
            f"{cash(r.paid, self.currency)} a visit",
            f"At {often} a month, {r.inputs.forecast:.3g} foreseen, each costs a member {dearer}; "
            f"{outcome(r, self.currency)}{sample(r, self.runs)}.",
            "lost" if r.paid > r.inputs.pass_price else "stay",
        )

    def table(self, r):
        i = r.inputs
        cents = self.bet.form.write
        rows = [["A month", "Visits", "Paid", "A visit costs"],
                ["as foreseen", f"{i.forecast:.3g}", cents(i.fee), cents(r.foreseen)],
                ["as it was", f"{r.visits:.3g}", cents(i.fee), cents(r.paid)],
                ["the same visits by pass", f"{r.visits:.3g}", cents(r.visits * i.pass_price), cents(i.pass_price)],
                ["from here on the fee is cheaper", f"{r.even:.3g}", "", ""]]
        return rows + base_rows(r, self.currency, "The story club, three years")
