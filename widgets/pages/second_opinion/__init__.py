"""A second opinion on a reported rate: choose a base, type the rate, say how it was computed, read the findings."""

import re

import ipywidgets as ipw

from customerbase import InputError
from metrics.opinion import Claim, recomputed, second_opinion
from widgets.pages.second_opinion import render
from widgets.pages.second_opinion.choices import BASES, base_of, hows, lengths, periods, surveys
from widgets.panel.controls import Press, alert, marked
from widgets.panel.forms import CURRENCY, DAYS, PERCENT, PLAIN, currency_of
from widgets.panel.own_orders import OwnOrders
from widgets.panel.sheet import sheet
from widgets.panel.typed_numbers import several
from widgets.state.files import page_link

WIDE = ipw.Layout(width="auto", max_width="100%")


class SecondOpinion(OwnOrders):
    """The panel below on a CustomerBase (None: the story's, to choose from), with a button to load own orders."""

    def __init__(self, base=None, currency=CURRENCY):
        super().__init__(lambda own: OpinionPanel(base if own is None else own, currency))


class OpinionPanel(ipw.VBox):
    """What was reported, and the eighteen findings as cards. base: a CustomerBase; None for a choice of them.

    The rate starts at what the data give, and follows the other choices until somebody types another one. A rate that
    cannot be read is answered in one sentence, and the findings of before are gone.
    """

    def __init__(self, base=None, currency=CURRENCY):
        self._set, self._given, self._quiet, self._filled = currency, base, False, ""
        self.which = self._drop("Whose customers", {says: key for key, says in BASES.items()})
        self.how = self._drop("How it was said to be computed", {})
        self.length = self._drop("Of a", {})
        self.period = self._drop("Period", {})
        self.survey = self._drop("Question", {})
        self.rate, self.window = self._box("The rate that was reported"), self._box("Days looked back", "90")
        rows = {box: ipw.HBox([ipw.Label(box.tooltip), box]) for box in
                (self.which, self.rate, self.how, self.length, self.period, self.window, self.survey)}  # fmt: skip
        for row in rows.values():
            row.add_class("vd-range")
        rows[self.which].layout.display = "none" if base is not None else None
        self._only = {"active": rows[self.window], "survey": rows[self.survey]}
        when = ipw.HBox([rows[box] for box in (self.length, self.period, self.window, self.survey)])
        when.add_class("vd-range")
        self.ask = Press("Give a second opinion", self.answer)
        self.ask.add_class("vd-primary")
        self.error, self.shown, self.file = ipw.HTML(), ipw.HTML(), ipw.HTML()
        self.error.add_class("vd-error")
        super().__init__([sheet(), rows[self.which], rows[self.rate], rows[self.how], when, self.ask,
                          ipw.VBox([self.error]), self.shown, self.file])  # fmt: skip
        self.add_class("vd-panel")
        self._base_changed()
        for box, then in ((self.which, self._base_changed), (self.how, self._how_changed), (self.length, self._periods),
                          (self.period, self._refill), (self.window, self._refill), (self.survey, self._refill),
                          (self.rate, self._clear)):  # fmt: skip
            box.observe(lambda change, then=then: self._quiet or then(), "value")

    @property
    def base(self):
        """The CustomerBase that is looked at."""
        return base_of(self.which.value) if self._given is None else self._given

    @property
    def currency(self):
        """That of the base that is looked at."""
        return currency_of(self.base, self._set)

    @property
    def form(self):
        """How the rate is written."""
        return PLAIN if self.how.value == "survey" else PERCENT

    def claim(self, rate=None):
        """The `Claim` as it stands in the boxes; rate: another one. InputError says what cannot be read."""
        how = self.how.value
        if self.period.value is None:
            raise InputError("The data hold no whole period for a rate of this kind; choose another.")
        boxes = {"rate": (self.rate.value, self.form, self.rate.tooltip)} if rate is None else {}
        if how == "active":
            boxes["window"] = (self.window.value, DAYS, self.window.tooltip, 1, 3_650)
        numbers = {"rate": rate, "window": None} | several(boxes)
        window = numbers["window"]
        return Claim(numbers["rate"], how, self.period.value, round(window) if window else None,
                     self.survey.value if how == "survey" else None)  # fmt: skip

    def answer(self):
        """Judge the claim, and show the findings."""
        self._clear()
        try:
            claim = self.claim()
            page = render.page(self.base, claim, second_opinion(self.base, claim), self._recomputed(), self.form,
                               self.currency)  # fmt: skip
        except InputError as error:
            self.error.value = alert(str(error))
            for key in getattr(error, "keys", ()):
                marked({"rate": self.rate, "window": self.window}[key], True)
            return
        self.shown.value = render.inside(page)
        name = re.sub(r"[^\w-]+", "_", f"second_opinion_{claim.period}")
        link = page_link(f"{name}.html", render.file(page), "Save these to print")
        self.file.value = f'<p class="so-save">{link}</p>'

    def _drop(self, label, options):
        return ipw.Dropdown(options=list(options.items()), tooltip=label, layout=WIDE)

    def _box(self, label, value=""):
        box = ipw.Text(value=value, continuous_update=False, tooltip=label)
        box.add_class("vd-box")
        return box

    def _fill(self, box, options):
        """Other options, the value kept where it is still there."""
        before, quiet = box.value, self._quiet
        self._quiet = True
        box.options = list(options.items())
        if options:
            box.value = before if before in options.values() else next(iter(options.values()))
        self._quiet = quiet

    def _base_changed(self):
        self._fill(self.how, hows(self.base))
        self._fill(self.survey, surveys(self.base))
        self._how_changed()

    def _how_changed(self):
        for how, row in self._only.items():
            row.layout.display = None if self.how.value == how else "none"
        self._fill(self.length, lengths(self.base, self.how.value))
        self._periods()

    def _periods(self):
        self._fill(self.period, periods(self.base, self.how.value, self.length.value))
        self._refill()

    def _recomputed(self):
        """What the data give by the formula that was named; None where they do not define it."""
        try:
            return recomputed(self.base, self.claim(rate=0.5))
        except InputError:
            return None

    def _refill(self):
        """The rate that the data give, unless somebody has typed one."""
        self._clear()
        if self.rate.value == self._filled:
            rate = self._recomputed()
            self._filled = "" if rate is None else f"{self.form.write(rate)} {self.form.unit}".strip()
            self._quiet = True
            self.rate.value = self._filled
            self._quiet = False

    def _clear(self):
        self.error.value = self.shown.value = self.file.value = ""
        for box in (self.rate, self.window):
            marked(box, False)
