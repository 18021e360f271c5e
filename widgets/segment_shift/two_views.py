"""The same quarter twice: as a cost centre, and as an asset that was worth something before and after."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from customerbase import CustomerBase, InputError
from metrics import equity
from widgets.controls import Dial, Source
from widgets.explorable import Explorable, Words
from widgets.forms import PERCENT, currency_form, money, people, percent
from widgets.gallery.panels import Bars, GalleryFigure
from widgets.segment_shift.model import Periods
from widgets.segment_shift.words import signed

RETENTION = Source("arithmetic", "starts at what this base kept in the period; one rate for all and for ever, which no "
                                 "real base has")
DISCOUNT = Source("invented", "your cost of capital, a period; 2 % a quarter is about 8 % a year")
CAC = Source("invented", "what it costs to win one customer; at 0 nothing is charged")


@dataclass(frozen=True)
class ViewsInputs:
    """retention, discount: fractions a period; cac: cost of winning one customer, money."""

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
        # every line is in proportion to the worth of a unit of money, so one call serves all settings
        self.unit = equity.two_views(self.base, *self.ends, retention=0.0, discount=0.0, cac=1.0)
        opened, lost = (float(self.unit.loc[("asset", line), "people"]) for line in ("opening customers", "lost"))
        self.length = "quarter" if self.periods.quarterly else "month"
        kept = float(np.clip(round(1 - lost / opened, 3), 0.5, 0.99)) if opened else 0.9
        one = self._served / max(opened, 1)  # what an average customer brings a period
        most = 10 * float(f"{max(one, 1):.0e}")
        self.dials = (
            Dial("retention", f"Kept, a {self.length}", 0.5, 0.99, 0.005, kept, PERCENT, RETENTION),
            Dial("discount", f"Discount, a {self.length}", 0.01, 0.1, 0.005, 0.02, PERCENT, DISCOUNT),
            Dial("cac", "Winning one costs", 0, most, most / 100, 0, currency_form(self.currency), CAC),
        )
        self.presets = {"Keep one in twenty more": {"retention": min(kept + 0.05, 0.99)},
                        "Winning costs two periods": {"cac": round(2 * one / (most / 100)) * most / 100}}
        first = self.compute(ViewsInputs(0.99, 0.01, 0)).right
        left = self.compute(ViewsInputs(kept, 0.02, most)).left
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

    @property
    def _served(self):
        """Revenue less the cost of serving it, in the period."""
        return float(self.unit.loc[("cost centre", ["revenue", "cost of serving"]), "money"].sum())

    def compute(self, i):
        table = self.unit.copy()
        accounts, asset = (table.index.get_level_values("view") == view for view in ("cost centre", "asset"))
        cash = table["money"].to_numpy().copy()
        cash[asset] *= float(equity.clv(1.0, i.retention, i.discount).value)
        cash[2] *= i.cac
        cash[3] = cash[:3].sum()
        table["money"] = cash
        opening, new, lost, more, less, closing = cash[asset]
        heads = table["people"].to_numpy()[asset]
        margin = cash[:2].sum() / max(int(heads[-1]), 1)
        return Views(cash[accounts], np.array([opening, new + more, -(lost + less), closing]), table,
                     equity.clv(margin, i.retention, i.discount))

    def words(self, r):
        change = r.right[3] - r.right[0]
        share = f" ({percent(abs(change) / r.right[0])})" if r.right[0] else ""
        result = "a profit" if r.left[3] >= 0 else "a loss"
        return Words(
            f"{signed(change, self.currency)} of worth",
            f"The accounts of {self.periods.name(len(self.periods) - 1)} show {result} of "
            f"{money(abs(r.left[3]), self.currency)}. The customers were worth {money(r.right[0], self.currency)} at "
            f"its start and {money(r.right[3], self.currency)} at its end: {money(abs(change), self.currency)}{share} "
            f"{'more' if change >= 0 else 'less'}. One customer: {money(r.one.value, self.currency)}.",
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
