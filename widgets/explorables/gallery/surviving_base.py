"""Illusion 9: the share of a quarter's buyers who buy again climbs while the base dies."""

from dataclasses import dataclass, replace

import numpy as np

from customerbase import InputError
from metrics import repeat_buyers
from widgets.explorables.gallery.illusion import Illusion, Shown, ceiling
from widgets.explorables.gallery.panels import Bars, Lines
from widgets.panel.bet import Bet, Option
from widgets.panel.controls import Dial, Source
from widgets.panel.forms import PEOPLE, Form, money, people, percent, roughly

COUNTED = Source("arithmetic", "counted in the orders, a quarter at a time; the last quarter has no next one yet. "
                               "CDNOW is one closed cohort: first purchases end on 25 March 1997, none is new after")


@dataclass(frozen=True)
class SurvivingInputs:
    """quarter: how far the report looks, in quarters from the first."""

    quarter: float


class SurvivingBase(Illusion):
    """orders: a DataFrame as from customerbase.read_orders; None for CDNOW's real ones."""

    number, name = 9, "The surviving base: who is left buys more often"
    line = "The repeat rate doubles while the customers disappear."
    asks = ("better", "orders")
    company, meaning, real = "shop", "lost", True
    Inputs = SurvivingInputs

    @classmethod
    def example(cls, base):
        return cls(base.orders)

    def prepare(self):
        quarters = repeat_buyers(self.base).iloc[:-1]
        if len(quarters) < 2 or not quarters["buyers"].iloc[0]:
            raise InputError("The surviving base needs orders over at least three quarters; these cover fewer.")
        self.quarters = quarters
        self.rates = quarters["rate"].astype(float).to_numpy()
        last = len(quarters)
        x = tuple(range(1, last + 1))
        ends = {place: f"Q{q.quarter} {q.year}" for place, q in ((1, quarters.index[0]), (last, quarters.index[-1]))}
        buyers = quarters["buyers"].to_numpy(float)
        self.left = Lines("Of the quarter’s buyers, buy again in the next", ("",), ("stay",), x, ends, 0, 1,
                          (0, 0.5, 1), percent)
        self.right = Bars("Buyers", ("In the first quarter", "In this quarter"), ("base", "lost"),
                          ceiling(buyers.max()), roughly)
        self.dials = (Dial("quarter", "Quarter", 1, last, 1, last, Form("of the report"), COUNTED),)

    def compute(self, i):
        q = round(i.quarter)
        first, now = self.quarters.iloc[0], self.quarters.iloc[q - 1]
        line = np.where(np.arange(1, len(self.rates) + 1) <= q, self.rates, np.nan)
        told = f"{percent(self.rates[0])} of the first quarter’s buyers bought again in the next"
        if q > 1:
            told += f", {percent(self.rates[q - 1])} of this quarter’s" if now["buyers"] else "; nobody in this one"
        return Shown(
            [line], [first["buyers"], now["buyers"]], f"{roughly(now['buyers'])} buyers",
            f"{told}; buyers went from {roughly(first['buyers'])} to {roughly(now['buyers'])}.",
            [["Quarter", "Buyers", "Buy again in the next", "Share", "Revenue"],
             *([f"Q{label.quarter} {label.year}", people(row["buyers"]), people(row["again"]),
                percent(float(row["rate"])) if row["buyers"] else "–", money(row["revenue"], self.currency)]
               for label, row in self.quarters.iloc[:q].iterrows())],
        )


class SurvivingBet(SurvivingBase):
    """The same with the bet first: it opens the gallery's notebook."""

    name = "The repeat rate has doubled: a bet"

    def prepare(self):
        super().prepare()
        self.right = replace(self.right, bet=1)
        first, last = self.quarters.iloc[0], self.quarters.iloc[-1]
        if not last["buyers"]:
            raise InputError("In the last quarter but one of these orders nobody bought, so there is no rate to bet "
                             "on; leave out the orders after it.")
        all_of_them = float(first["buyers"])
        self.bet = Bet(
            key="11-surviving-base",
            question=f"{roughly(all_of_them)} people bought in a real shop’s first quarter; {percent(self.rates[0])} "
                     "of them bought again in the next. By the last quarter of the report that rate has become "
                     f"{percent(self.rates[-1])}. How many people bought in that last quarter?",
            form=PEOPLE, low=0, high=10 * all_of_them,  # in other orders than CDNOW's people may come
            options=(
                Option("More than in the first: people come back twice as often", all_of_them, 10 * all_of_them,
                       "A rate of those who bought says nothing about how many bought."),
                Option("Between half as many and as many", all_of_them / 2, all_of_them,
                       "A rising rate makes a shrinking base hard to imagine. Look at who is in it."),
                Option("Less than half as many", 0, all_of_them / 2),
            ),
            answer=lambda result: result.right[1],
            why="Whoever buys rarely drops out of the quarter’s buyers first. Who remain are the regular ones, so "
                "their repeat rate is high; nobody came to buy more often. In these orders nobody new comes either: it "
                "is one closed cohort, first purchases end on 25 March 1997. Revenue went from "
                f"{money(first['revenue'], self.currency)} to {money(last['revenue'], self.currency)}.",
            reveal="It was {answer}.",
        )
