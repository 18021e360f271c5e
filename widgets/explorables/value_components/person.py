"""One person whom the learner picks, and everybody who is a customer today: what another offer does to both."""

from functools import lru_cache

import ipywidgets as ipw
import numpy as np

import synthetic
from customerbase import InputError
from metrics.value import BENEFITS
from synthetic.sources import ESSAY, JAGOTA
from widgets.explorables.value_components.parts import base_rows, cash, outcome, sample
from widgets.explorables.value_components.person_figure import PersonFigure
from widgets.explorables.value_components.person_model import (
    ValueInputs,
    mean_value,
    one_person,
    segment_values,
    steps_of,
)
from widgets.explorables.value_components.runs import FELT, STAYING, USUAL, Runs, draws_of, opening
from widgets.panel.controls import Choice, Dial, Source
from widgets.panel.explorable import Explorable, Words
from widgets.panel.forms import Form, currency_form, money, percent, points
from widgets.panel.tries import Try

FACES = 10
OFFER = Source("invented", "100 is today’s offer, its levels made up for teaching; all customers’ moves alike")
HOUR = Source("illustration", f"people pay to save hours, as with the visa agent of {JAGOTA}. What an hour is worth is "
                              "theirs to say")
WEIGHT = Source("invented", "how much this kind of benefit weighs, with everybody, as a multiple of today")
BY = Source("asserted", f"the sources disagree. {JAGOTA}: benefits less costs, so what is left above the price. "
                        f"{ESSAY}: only what tops expectation, which here starts at today’s value and closes "
                        "30 % of the gap every month (an example; the concierge’s scene has it as a dial)")
COSTS = Source("invented", "what today’s quality costs us for each customer a month: half as much more quality costs "
                           "half of it more, and less quality saves")


class OnePerson(Explorable):
    """The waterfall of one customer of the hotel club, beside the base.

    base: a CustomerBase from synthetic.generate, whose people are followed from its first month on: those who were
    there, so that nobody who joins hides a loss. Which person is shown is `who`, a dropdown, and no dial.
    """

    name = "What is value? One person and the base"
    Inputs = ValueInputs
    simulates = True

    def Picture(self):  # noqa: N802 - the panel builds its picture from whatever goes by this name
        return PersonFigure(self.runs.draws.months, self.currency)

    @classmethod
    def example(cls, base):
        return cls(base if base.recipe else synthetic.generate(cls.company, customers=500))

    def prepare(self):
        if not getattr(self.base, "recipe", None):
            raise InputError("This scene follows people whose benefits and costs are known: give it a base from "
                             "synthetic.generate().")
        draws, rows = opening(draws_of(self.base, self.base.recipe["company"]))
        self.runs = Runs(draws)
        self._stays = lru_cache(maxsize=64)(self._follow)
        self._usual = lru_cache(lambda who: steps_of(self.faces[who][1], USUAL))
        self._worth = mean_value(draws, USUAL)
        self.faces = [self._face(k, rows[k]) for k in range(0, len(rows), -(-len(rows) // FACES))]
        share = Form("% of today’s", factor=100)
        times, amount = Form("times", decimals=1), currency_form(self.currency)
        self.dials = (
            Dial("price", "Price", 0.5, 1.5, 0.01, 1, share, OFFER),
            Dial("quality", "Quality, or portion", 0.5, 1.5, 0.01, 1, share, OFFER),
            Dial("hours", "Hours it takes them", 0, 3, 0.05, 1, share, OFFER),
            Dial("hour_worth", "Worth of an hour", 0, 3, 0.05, 1, share, HOUR),
            Choice("reference", "Value is what comes above", {"the price (Jagota)": "price",
                                                              "expectation (the essay)": "expectation"}, "price", BY),
        )
        self.more = (
            *(Dial(name, f"Weight: {name}", 0, 2, 0.1, 1, times, WEIGHT)
              for name in ("monetary", "functional", "psychological", "social")),
            Dial("quality_cost", "Today’s quality costs", 0, 60, 1, 20, amount, COSTS),
            Dial("surplus_to_felt", "Surplus to felt value", 0, 2, 0.1, 1, Form("spreads", decimals=1), FELT),
            Dial("felt_to_staying", "Felt value to staying", 0, 1.5, 0.05, 0, Form("log hazard", decimals=2), STAYING),
        )
        moved = {"felt_to_staying": 0.6}
        self.presets = {
            "Half price, half as good": {"price": 0.5, "quality": 0.5, **moved},
            "Spare them half the hours": {"hours": 0.5, **moved},
            "Generous to all, as the essay says": {"quality": 1.25, "reference": "expectation", **moved},
            "The same, against the price": {"quality": 1.25, **moved},
            "The same, no effect": {"quality": 1.25, "felt_to_staying": 0},
        }
        self.tries = (
            Try("generous", "Be generous to all, and lose by it",
                "Be generous to all: better quality at the same price. What does it bring while nobody acts on it?",
                ("quality",), lambda i, r: i.quality > 1 and not i.felt_to_staying
                and r.after.contribution.sum() < 0.99 * r.before.contribution.sum(),
                "Everybody gets more, nobody leaves later for it, and it costs."),
            Try("readings", "Let the same generosity pay",
                "With the same effect and the same cost: against which reading does it pay, expectation or the price? "
                "Two presets begin with “Generous to all” and “The same”.",
                ("quality", "reference", "felt_to_staying"),
                lambda i, r: i.quality >= 1.25 and r.after.contribution.sum() > r.before.contribution.sum(),
                "The same effect, the same cost: whether it pays hangs on what value is measured against."),
        )

    def _face(self, k, row):
        """(who they are, their number among the draws, Draws of one): name, segment, and what weighs most with them."""
        customer, one = self.base.customers.iloc[row], self.runs.draws.only(k)
        most = BENEFITS[int(np.argmax(one.people.taste[: len(BENEFITS), 0]))]
        return f"{customer['name']}, {customer['segment']}, for whom {most} benefits weigh more than for most", one

    def _layout(self):
        shown = ipw.Label("Person")
        shown.add_class("vd-label")
        self.who = ipw.Dropdown(options=[(said, k) for k, (said, _) in enumerate(self.faces)], value=0,
                                tooltip="The person whose month is shown", layout=ipw.Layout(width="auto"))
        self.who.observe(lambda _: self.draw(), "value")
        children = super()._layout()
        row = ipw.HBox([shown, self.who])
        row.add_class("vd-range")
        self.play.children = [row, *self.play.children]
        return children

    def compute(self, inputs):
        courses = self.runs.courses(self, inputs, lambda i: i.setting)
        person = self.faces[self.who.value][1]
        worth = (self._worth, mean_value(self.runs.draws, inputs.offer))
        return one_person(person, self._usual(self.who.value), worth, courses, inputs, self.rough)

    def words(self, r):
        name = self.faces[self.who.value][0].split(",")[0]
        now, was = (float(steps["amount"]["value"]) for steps in (r.steps, r.usual))
        above, reading = (now, "the price") if r.inputs.reference == "price" else (r.above, "what was expected")
        return Words(
            f"{cash(above, self.currency)} above {reading}",
            f"A month is worth {cash(now, self.currency)} to {name}, usually {cash(was, self.currency)}; "
            f"{outcome(r, self.currency)}{sample(r, self.runs)}.",
            "stay" if above >= 0 else "lost",
        )

    def table(self, r):
        rows = [["A month for this person", "Untouched", "Now", "Change"]]
        for name in r.steps.index:
            was, now = (float(steps["amount"][name]) for steps in (r.usual, r.steps))
            rows.append([name, *(cash(amount, self.currency) for amount in (was, now, now - was))])
        rows.append(["above expectation, first month", money(0, self.currency),
                     *[cash(now - float(r.usual["amount"]["value"]), self.currency)] * 2])
        if not r.rough:
            effects = r.inputs.setting.assumptions
            stays = [self._stays(self.who.value, effects, offer) for offer in (USUAL, r.inputs.offer)]
            rows.append(["chance of still being there", *map(percent, stays), points(stays[1] - stays[0])])
        rows.append(["everybody’s mean value", *(cash(amount, self.currency) for amount in r.worth),
                     cash(r.worth[1] - r.worth[0], self.currency)])
        rows += [[f"mean of {name}", *(cash(amount, self.currency) for amount in (was, now, now - was))]
                 for name, was, now in segment_values(self.runs.draws, r.inputs.offer)]
        return rows + base_rows(r, self.currency, "Everybody, three years")

    def _follow(self, who, assumptions, offer):
        """The chance that person number `who` is still there in the last month."""
        return float(synthetic.follow(self.faces[who][1], 0, assumptions, offer=offer).staying[-1])
