"""Bet 2: as many customers rise as fall. What happens to revenue?"""

from dataclasses import dataclass

import numpy as np

from metrics import movement
from widgets.explorables.segment_shift import words
from widgets.explorables.segment_shift.figure import ShiftFigure
from widgets.explorables.segment_shift.model import ShiftInputs, count, tier_of
from widgets.panel.bet import Bet, Option
from widgets.panel.controls import Dial, Source
from widgets.panel.explorable import Explorable, Words
from widgets.panel.forms import CURRENCY, PEOPLE, currency_form, people
from widgets.panel.tries import Try

HIGH, LOW = 100, 5  # what the two groups pay before, a month
TIERS = ShiftInputs(0, 0, top=60, lower=15)
STORY = Source("illustration", "200 customers made up for this bet; type your own")


@dataclass(frozen=True)
class UpDownInputs:
    """People who fall from 100 a month to `fall_to`, and who rise from 5 a month to `rise_to`."""

    fall: float
    rise: float
    fall_to: float
    rise_to: float


def bet_on(form):
    """The bet, in a currency."""
    return Bet(
        key="09-up-and-down",
        question="A firm has 200 customers. 100 of them fall from 100 a month to 20; the other 100 rise from 5 a month "
                 "to 20. Nobody leaves, and as many went up as down. By how much does revenue change, a month?",
        form=form, low=-10_500, high=10_500,
        options=(
            Option("Hardly: as many rose as fell", -1_000, 1_000,
                   "People cancel out, money does not: a faller lost 80, a riser brought 15."),
            Option("It rises: a hundred customers now pay four times as much", 1_001, 10_500,
                   "Four times 5 is 20. The fall from 100 to 20 is far longer than the rise from 5."),
            Option("It falls by more than half", -10_500, -5_250),
        ),
        answer=lambda result: result.closing_value - result.opening_value,
        why="100 people lose 80 each, 100 people bring 15 more each: 8,000 less and 1,500 more. A count of customers "
            "who increased and decreased says nothing until each is worth something: report both by volume and value.",
        reveal="It is {answer}, of 10,500.",
        hero="{answer} a month",
    )


class UpAndDown(Explorable):
    """Two groups of customers, one falling and one rising; arithmetic, needs no base."""

    name = "As many up as down: a bet"
    Inputs = UpDownInputs
    company = ""

    def __init__(self, base=None, *, currency=CURRENCY):
        super().__init__(base, currency=currency)

    def prepare(self):
        form = currency_form(self.currency)
        self.bet = bet_on(form)
        self.dials = (
            Dial("fall", "Fall from 100", 0, 150, 5, 100, PEOPLE, STORY),
            Dial("rise", "Rise from 5", 0, 150, 5, 100, PEOPLE, STORY),
            Dial("fall_to", "Who falls then pays", 0, 50, 1, 20, form, STORY),
            Dial("rise_to", "Who rises then pays", 5, 100, 1, 20, form, STORY),
        )
        self.presets = {"Three rise for one who falls": {"fall": 50, "rise": 150},
                        "Rise to 85 instead": {"rise_to": 85}}
        self.tries = (
            Try("break-even", "Make the risers pay for the fallers",
                "To how much must those who rise rise, for nothing to be lost?", ("rise_to",),
                lambda i, r: r.after.sum() >= r.before.sum() and i.fall == i.rise,
                "So far must they rise: as far as the others fall."),
            Try("three", "Let three rise for each who falls",
                "Let three rise for each one who falls: a preset does it, or two sliders. Is it enough?",
                ("fall", "rise"), lambda i, r: i.rise >= 3 * i.fall > 0,
                lambda r: "It is not: money is still lost." if r.after.sum() < r.before.sum() else "Here it is."),
        )
        # everybody, and what they pay at most: 150 who fell to 50 and 150 who rose to 100
        self.Picture = lambda: ShiftFigure(form.three, ", a month",
                                           (300, 150 * (50 + 100)), ("new", "lost"))

    def compute(self, i):
        fall, rise = round(i.fall), round(i.rise)
        before = np.repeat([float(HIGH), float(LOW)], [fall, rise])
        move = movement.between_amounts(before, np.repeat([float(i.fall_to), float(i.rise_to)], [fall, rise]))
        source, target = (tier_of(amount, amount > 0, TIERS) for amount in (move.before, move.after))
        return count(move.before, move.after, source, target, move.comparable, "before", "after")

    def words(self, r):
        change = r.closing_value - r.opening_value
        i, form = self.inputs, self.bet.form
        gone = " (who pay nothing: lost)" if not i.fall_to and i.fall else ""
        return Words(
            f"{'+' if change > 0 else ''}{form.three(change)} a month",
            f"{people(i.fall)} falling from {form.write(HIGH)} to {form.write(i.fall_to)}{gone} and {people(i.rise)} "
            f"rising from {form.write(LOW)} to {form.write(i.rise_to)} bring {form.three(r.less_value + r.lost_value)} "
            f"less and {form.three(r.more)} more a month.",
            "lost" if change < 0 else "new" if change > 0 else "stay",
        )

    def table(self, r):
        change = self.bet.form.write(r.closing_value - r.opening_value)
        return [*words.table(r, self.currency, " a month")[:7], ["change", "", change]]
