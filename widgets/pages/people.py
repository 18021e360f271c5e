"""A page of the story company's people: what a bill sees, what a survey sees, and what is true."""

import html

import ipywidgets as ipw
import numpy as np

from customerbase import InputError
from widgets.panel.controls import Press
from widgets.panel.forms import CURRENCY, money, percent
from widgets.panel.sheet import sheet

QUESTIONS = {"recommend": "would recommend", "satisfaction": "satisfied", "appreciated": "feels appreciated"}  # of 10


class PeoplePage(ipw.VBox):
    """Eight customers a page. The truth is shut until it is asked for: a manager never sees it.

    base: a synthetic CustomerBase; the same seed shows the same people in the same order.
    """

    page_size = 8

    def __init__(self, base, seed=0, currency=CURRENCY):
        if "name" not in base.customers or "truth_hazard" not in base.customers:
            raise InputError("PeoplePage shows synthetic customers, whose truth is known; try synthetic.generate().")
        self.base, self.currency = base, currency
        self.order = np.random.default_rng(seed).permutation(len(base.customers))
        self.page, self.truth = 0, False
        self.spent = base.arrays["revenue"][-12:].sum(axis=0, dtype=float)
        self.table = ipw.HTML()
        self.truth_button = Press("Show what is true", self.toggle_truth)
        self.truth_button.tell(False)
        bar = ipw.HBox([Press("Other people", self.turn), self.truth_button])
        bar.add_class("vd-bar")
        super().__init__([sheet(), self.table, bar])
        self.add_class("vd-panel")
        self.show()

    def turn(self):
        """The next eight."""
        self.page += 1
        self.show()

    def toggle_truth(self):
        """Open or shut the columns that only a synthetic base has."""
        self.truth = not self.truth
        self.truth_button.description = "Hide what is true" if self.truth else "Show what is true"
        self.truth_button.tell(self.truth)
        self.show()

    def show(self):
        count = min(self.page_size, len(self.order))
        rows = [self.order[(self.page * count + k) % len(self.order)] for k in range(count)]
        heads = ["Name", "Lives in", "Segment", "Joined", "Spent in the last year", "Says in the survey, 0 to 10"]
        if self.truth:
            heads += ["Own chance of leaving, a month", "In truth"]
        body = "".join(self._row(i) for i in rows)
        top = ('<tr><th colspan="3" scope="colgroup">Who they are</th><th colspan="2" scope="colgroup">What a bill sees'
               '</th><th scope="colgroup">What a survey sees</th>'
               + ('<th colspan="2" scope="colgroup">What is true</th>' if self.truth else "") + "</tr>")
        cells = "".join(f'<th scope="col">{h}</th>' for h in heads)
        self.table.value = f'<div class="vd-numbers"><table>{top}<tr>{cells}</tr>{body}</table></div>'

    def _row(self, i):
        person = self.base.customers.iloc[i]
        cells = [person["name"], person["city"], person["segment"], f"{person['joined']:%B %Y}",
                 money(self.spent[i], self.currency), self._said(i)]
        if self.truth:
            left = person["truth_left"]
            cells += [percent(person["truth_hazard"]), "still here" if left != left else f"left in {left:%B %Y}"]
        return "<tr>" + "".join(f"<td>{html.escape(str(c))}</td>" for c in cells) + "</tr>"

    def _said(self, i):
        """Their last answers, 0 to 10; most people never answer."""
        arrays = self.base.arrays
        asked = np.flatnonzero(~np.isnan(arrays["recommend"][:, i])) if "recommend" in arrays else ()
        if not len(asked):
            return "never answered"
        said = (f"{name} {arrays[key][asked[-1], i]:.0f}" for key, name in QUESTIONS.items() if key in arrays)
        return f"{', '.join(said)} ({self.base.months[asked[-1]]:%B %Y})"
