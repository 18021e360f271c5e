"""The restaurant: half the portion at half the price, as a ratio and as a difference."""

from dataclasses import dataclass

import numpy as np

from metrics.value import Readings, two_readings
from synthetic.sources import JAGOTA
from widgets.explorables.value_components.parts import cash
from widgets.explorables.value_components.selling import PEOPLE, Sale, sale, steps, worths
from widgets.explorables.value_components.selling_figure import SellingFigure
from widgets.panel.controls import Dial, Source
from widgets.panel.explorable import Explorable, Words
from widgets.panel.forms import PERCENT, Form, money
from widgets.panel.tries import Try

FULL_PRICE = 12.0
STORY = Source("illustration", f"cheaper, and about half the portion: {JAGOTA}. It names no amounts; 6 for half "
                               "against 12 for a full one are ours")
WORTH = Source("invented", "what a full portion is worth to a typical guest, and to one in a hundred more or less")
TRIP = Source("invented", "what getting there costs a guest, time included; the same for either place")
TASTE = Source("illustration", f"worse taste: {JAGOTA}. 1 is as good as the other place")
COST = Source("invented", "what a full portion costs the restaurant; half of one costs half of it")
ROWS = ("on the plate", "price", "the trip", "surplus")
READINGS = ("Two readings, there and here", "price of a full portion", "worth for each 1 spent", "left over")


@dataclass(frozen=True)
class RestaurantInputs:
    """price, meal_worth, trip, cost: money; portion: of a full one; taste: factor; spread: of guests, log sd."""

    price: float
    portion: float
    meal_worth: float
    trip: float
    taste: float
    spread: float
    cost: float


@dataclass(frozen=True)
class RestaurantResult:
    """full, small: Readings of a typical guest there and here; usual, steps: their waterfalls; before, after: Sales."""

    inputs: RestaurantInputs
    full: Readings
    small: Readings
    usual: np.ndarray
    steps: np.ndarray
    before: Sale
    after: Sale

    def readings(self, currency):
        """Texts there and here, row by row of READINGS."""
        both = (self.full, self.small)
        return (tuple(cash(x.price_per_portion, currency) for x in both),
                tuple(f"{x.benefit_per_cost:.2f}" for x in both),
                tuple(cash(x.surplus, currency) for x in both))


def restaurant(i):
    """RestaurantInputs to RestaurantResult. The untouched place serves full portions, tasty ones, at FULL_PRICE."""
    guests = worths(i.meal_worth, i.spread)

    def at(price, portion, taste):
        served = portion * taste
        return (two_readings(portion, price, i.meal_worth * taste, i.trip),
                steps([served * i.meal_worth], [price, i.trip]),
                sale(price, np.maximum(served * guests - i.trip, 0), i.cost * portion))

    (full, usual, before), (small, now, after) = at(FULL_PRICE, 1, 1), at(i.price, i.portion, i.taste)
    return RestaurantResult(i, full, small, usual, now, before, after)


class Restaurant(Explorable):
    """Two readings of one bargain, and what the cheap place makes of its guests. Needs no base."""

    name = "What is value? The restaurant"
    Inputs = RestaurantInputs
    company = ""

    def Picture(self):  # noqa: N802 - the panel builds its picture from whatever goes by this name
        return SellingFigure("A meal, for a typical guest", ROWS, READINGS, "guests", "there", self.currency)

    def prepare(self):
        amount = Form(before=self.currency, decimals=1)
        self.dials = (
            Dial("price", "Price here", 0.5, 24, 0.5, 6, amount, STORY),
            Dial("portion", "Portion here", 0.1, 1.5, 0.05, 0.5, PERCENT, STORY),
            Dial("meal_worth", "A full meal is worth", 4, 40, 0.5, 20, amount, WORTH),
            Dial("trip", "The trip costs", 0, 15, 0.5, 0, amount, TRIP),
        )
        self.more = (
            Dial("taste", "Taste here", 0, 1.5, 0.05, 1, Form("times", decimals=2), TASTE),
            Dial("spread", "How much guests differ", 0, 1, 0.05, 0.3, Form("log spread", decimals=2), WORTH),
            Dial("cost", "A full portion costs us", 0, 12, 0.5, 5, amount, COST),
        )
        self.presets = {
            "A trip of 4": {"trip": 4},
            "And the taste is worse": {"trip": 4, "taste": 0.8},
            "A full portion at half the price": {"price": 6, "portion": 1},
            "A little larger, a little dearer": {"price": 8, "portion": 0.75, "trip": 4},
        }
        self.tries = (
            Try("more-left", "Let the cheap place leave guests with more",
                "At which portion does the cheap place really leave its guests with more?", ("portion",),
                lambda i, r: r.small.surplus > r.full.surplus and i.price == self.start["price"],
                "Now they go home with more; look at what the place has left itself."),
            Try("trip", "Make the trip eat up what is left",
                "Let the trip cost something: from where on has a guest of the cheap place nothing left over?",
                ("trip",), lambda i, r: r.small.surplus <= 0 < r.full.surplus,
                "The same trip costs both: the small meal had less to lose."),
        )

    def compute(self, inputs):
        return restaurant(inputs)

    def words(self, r):
        return Words(
            f"{cash(r.small.surplus, self.currency)} left over, there {cash(r.full.surplus, self.currency)}",
            f"For each {self.currency}1 spent a guest gets worth of {r.small.benefit_per_cost:.2f} here and "
            f"{r.full.benefit_per_cost:.2f} there; what is left over is a difference, {self._compared(r)}.",
            "stay" if r.small.surplus >= r.full.surplus else "lost",
        )

    def _compared(self, r):
        here, there = r.small.surplus, r.full.surplus
        if there <= 0 or here <= 0:
            return f"{cash(here, self.currency)} against {cash(there, self.currency)}"
        share = here / there
        return "half of theirs" if abs(share - 0.5) < 0.0005 else f"{share:.2f} times theirs"

    def table(self, r):
        rows = [["A typical guest", "There", "Here"]]
        rows += [[name, cash(was, self.currency), cash(now, self.currency)]
                 for name, was, now in zip(ROWS, r.usual[:, 2], r.steps[:, 2], strict=True)]
        rows += [[name, *said] for name, said in zip(READINGS[1:], r.readings(self.currency), strict=True)]
        rows += [[f"of {PEOPLE} guests come", str(r.before.buyers), str(r.after.buyers)],
                 ["revenue", money(r.before.revenue, self.currency), money(r.after.revenue, self.currency)],
                 ["contribution after costs", *(money(x.contribution, self.currency) for x in (r.before, r.after))]]
        return rows
