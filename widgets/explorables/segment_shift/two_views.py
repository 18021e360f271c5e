"""The same quarter twice: as a cost centre, and as an asset that was worth something before and after."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from customerbase import CustomerBase, InputError
from metrics import equity
from widgets.explorables.gallery.panels import Bars, GalleryFigure
from widgets.explorables.segment_shift.model import Periods
from widgets.explorables.segment_shift.words import signed
from widgets.explorables.worth import convention
from widgets.panel.controls import Dial, Source
from widgets.panel.explorable import Explorable, Words
from widgets.panel.forms import PERCENT, currency_form, money, people
from widgets.panel.tries import Try

RETENTION = Source("arithmetic", "starts at what this base kept in the period; one rate for all and for ever, which no "
                                 "real base has")
DISCOUNT = Source("invented", "your cost of capital, a year; the meeting page takes 10 % too")
CAC = Source("invented", "what it costs to win one customer; at 0 nothing is charged")


@dataclass(frozen=True)
class ViewsInputs:
    """retention: fraction a period; discount: fraction a year; cac: cost of winning one customer, money."""

    retention: float
    discount: float
    cac: float


@dataclass(frozen=True)
class Views:
    """left: revenue, cost of serving, cost of winning, result; right: worth of the opening customers, come, gone,
    closing; table: as `equity.two_views`; one: CLV of one average customer with its convention.
    """

    left: np.ndarray
    right: np.ndarray
    table: object
    one: equity.CLV


class ViewsFigure(GalleryFigure):
    def update(self, result):
        for move, values in zip(self.movers, (result.left, result.right), strict=True):
            move(values)


class TwoViews(Explorable):
    """base: a CustomerBase with contracts, whose panel says what its revenue contributes."""

    name = "Cost centre, or asset: the same period twice"
    Inputs = ViewsInputs
    company = "telecom"

    def prepare(self):
        if not isinstance(self.base, CustomerBase) or not self.base.has_contract:
            raise InputError("TwoViews needs customers with contracts: without them nobody knows who was retained.")
        self.periods = Periods(self.base)
        spans = self.periods.spans[-2:]
        self.ends = [s.name for s in spans]
        self.account = equity.account(self.base, *self.ends)
        start = equity.two_views(self.account)
        kept = 1 - float(self.account.row["lost"] / self.account.row["opening"])  # not rounded: the meeting page's
        most_kept = max(0.99, kept)
        self.length = "quarter" if self.periods.quarterly else "month"
        one = self._served(start) / float(self.account.row["opening"])  # what an average customer brings a period
        most = 10 * float(f"{max(one, 1):.0e}")
        self.dials = (
            Dial("retention", f"Kept, a {self.length}", min(0.5, kept), most_kept, 0.005, kept, PERCENT, RETENTION),
            Dial("discount", "Discount, a year", 0.04, 0.4, 0.01, equity.DISCOUNT, PERCENT, DISCOUNT),
            Dial("cac", "Winning one costs", 0, most, most / 100, 0, currency_form(self.currency), CAC),
        )
        self.presets = {"Keep one in twenty more": {"retention": min(kept + 0.05, most_kept)},
                        "Winning costs two periods": {"cac": round(2 * one / (most / 100)) * most / 100}}
        usual = self.compute(ViewsInputs(kept, equity.DISCOUNT, 0)).right[-1]
        self.tries = (
            Try("outweigh", "Let keeping outweigh the whole profit",
                f"How much more must be kept to add more to the worth than the whole profit of the {self.length}?",
                ("retention",), lambda i, r: r.right[-1] - usual > r.left[-1] > 0 and i.discount == equity.DISCOUNT,
                "So small a step weighs so much: show the assumption with the number, or do not show the number."),
        )
        first = self.compute(ViewsInputs(most_kept, 0.04, 0)).right
        left = self.compute(ViewsInputs(kept, equity.DISCOUNT, most)).left
        low, high = min(*left, 0), max(*left, 1)
        tall = max(*first, 1)

        def amount(number):
            return money(number, self.currency)

        self.Picture = lambda: ViewsFigure(
            Bars(f"As a cost centre: the {self.length}", ("Revenue", "Cost of serving", "Cost of winning", "Result"),
                 ("base", "lost", "lost", "stay"), high, amount, low=low),
            Bars("As an asset: what the customers are worth",
                 ("At the start", "New, and paying more", "Lost, and paying less", "At the end"),
                 ("base", "new", "lost", "stay"), tall, amount))

    @staticmethod
    def _served(table):
        """Revenue less the cost of serving it, in the period."""
        return float(table.loc[("cost centre", ["revenue", "cost of serving"]), "money"].sum())

    def compute(self, i):
        table = equity.two_views(self.account, retention=i.retention, discount=i.discount, cac=i.cac)
        opening, new, lost, more, less, closing = table.loc["asset", "money"]
        margin = self._served(table) / max(int(table.loc[("asset", "closing customers"), "people"]), 1)
        right = np.array([opening, new + more, -(lost + less), closing])
        return Views(table.loc["cost centre", "money"].to_numpy(), right, table,
                     equity.clv(margin, i.retention, equity.per_period(i.discount, self.account.months)))

    def words(self, r):
        change, i = r.right[3] - r.right[0], self.inputs
        result = "a profit" if r.left[3] >= 0 else "a loss"
        worth = [money(amount, self.currency) for amount in (r.right[0], r.right[3])]
        return Words(
            f"{signed(change, self.currency)} of worth",
            f"{self.periods.name(len(self.periods) - 1)}: {result} of {money(abs(r.left[3]), self.currency)}, and "
            f"customers worth {worth[0]} at its start and {worth[1]} at its end. "
            f"{convention(i.retention, i.discount, self.length)}",
            "stay" if change >= 0 else "lost",
        )

    def table(self, r):
        rows = [["", "People", "Money"]]
        for (view, line), row in r.table.iterrows():
            heads = "" if row["people"] is pd.NA else people(row["people"])
            sign = "−" if row["money"] <= -0.5 else ""
            rows.append([f"{view}: {line}", heads, f"{sign}{self.currency}{abs(row['money']):,.0f}"])
        rows.append([f"one customer’s lifetime value ({r.one.convention})", "", money(r.one.value, self.currency)])
        return rows
