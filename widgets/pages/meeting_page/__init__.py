"""The one page for every meeting: lost and new by volume and value, and everything a board should see beside it."""

import html
import re

import ipywidgets as ipw

from customerbase import InputError, cdnow, from_orders
from metrics import periods
from widgets.pages.meeting_page import model, render
from widgets.pages.meeting_page.facts import argument, at_least_two, before, calendar, latest_whole, segments_of
from widgets.panel.forms import CURRENCY, currency_of
from widgets.panel.sheet import sheet
from widgets.state.files import page_link, table_link

HANDED_OUT = 4  # pages on a handout
WIDE = ipw.Layout(width="auto")


class MeetingPage(ipw.VBox):
    """The page for one period of a CustomerBase, with or without contracts; saved as HTML to print, and as CSV.

    base: None for CDNOW's real orders.
    period: as in `metrics.periods.span`; None for the last whole quarter (month, where the data hold no two quarters).
    Links save both files from the page itself, so that it works alike in Lab and in the room, and a room's server
    writes nothing. InputError: a period that is not in the data, or has none before it.
    """

    def __init__(self, base=None, period=None, currency=CURRENCY):
        base = from_orders(cdnow()) if base is None else base
        self.base, self.currency = base, currency_of(base, currency)
        self._quiet, self._chosen = False, {}
        self._lengths, self._segments = at_least_two(base), segments_of(base)
        self.length = self._drop("Period of a", {length: length for length in self._lengths})
        self.period = self._drop("Period", {})
        self.earlier = self._drop("Compared with", {})
        self.segment = self._drop("By segment", {**self._segments, "none": None})
        self.headline = ipw.Text(placeholder="Your headline: what should the meeting remember?", tooltip="Headline",
                                 continuous_update=False, layout=ipw.Layout(width="100%"))
        self.error, self.shown, self.files = ipw.HTML(), ipw.HTML(), ipw.HTML()
        self.error.add_class("vd-error")
        rows = [ipw.HBox([ipw.Label(box.tooltip), box]) for box in
                (self.length, self.period, self.earlier, self.segment)]
        choices = ipw.HBox(rows)
        for row in (*rows, choices):
            row.add_class("vd-range")
        super().__init__([sheet(), choices, self.headline, self.files, self.error, self.shown])
        self.add_class("vd-panel")
        self._choose(period)
        for box, then in ((self.length, self._length), (self.period, self._period), (self.earlier, self._earlier),
                          (self.segment, self._show), (self.headline, self._print)):
            box.observe(lambda change, then=then: self._quiet or then(), "value")

    def html(self):
        """The page as a file: self-contained HTML."""
        return render.file(self.page, self.headline.value)

    def csv(self):
        """The page as a table: CSV, a line a number, unrounded."""
        return model.spreadsheet(self.page, self.headline.value)

    def panels(self):
        """(period, its page) of the latest periods to choose from, for a page on which nothing can be chosen anew."""
        options = {period: label for label, period in self.period.options}
        for period in list(dict.fromkeys([self.period.value, *options]))[:HANDED_OUT]:
            earlier = self._chosen.get(period) or next(iter(before(self.base, period).values()))
            page = model.page(self.base, earlier, period, self.segment.value, self.currency)
            panel = ipw.VBox([ipw.HTML(render.inside(page))])
            panel.add_class("vd-panel")
            yield options[period], panel

    def _drop(self, label, options):
        return ipw.Dropdown(options=list(options.items()), tooltip=label, layout=WIDE)

    def _choose(self, period):
        """The first page: an impossible period is refused, not replaced."""
        options = calendar(self.base, self.length.value)
        if period is None:
            period = latest_whole(self.base, options)
        else:
            span = periods.span(self.base, period)
            period = argument(span)
            options = {span.name: period}
            for length in self._lengths:
                if period in calendar(self.base, length).values():
                    self.length.value, options = length, calendar(self.base, length)
        self._chosen[self.length.value] = period
        self._fill(self.period, options, period)
        self._beside()
        self._show(first=True)

    def _length(self):
        """Periods of another length: where one stood among them before, or the last whole one."""
        options = calendar(self.base, self.length.value)
        self._fill(self.period, options, self._chosen.get(self.length.value) or latest_whole(self.base, options))
        self._period()

    def _period(self):
        self._chosen[self.length.value] = self.period.value
        self._beside()
        self._show()

    def _earlier(self):
        self._chosen[self.period.value] = self.earlier.value
        self._show()

    def _beside(self):
        options = before(self.base, self.period.value)
        if not options:
            raise InputError(f"The data hold nothing before {self.period.label} to compare it with; take a later one.")
        found = self._chosen.get(self.period.value)
        self._fill(self.earlier, options, found if found in options.values() else next(iter(options.values())))

    def _fill(self, box, options, value):
        self._quiet = True
        box.options = list(options.items())
        box.value = value
        self._quiet = False

    def _show(self, first=False):
        try:
            self.page = model.page(self.base, self.earlier.value, self.period.value, self.segment.value, self.currency)
        except InputError as error:
            if first:
                raise
            self.error.value = f'<span role="alert">{html.escape(str(error))}</span>'
            return
        self.error.value = ""
        self._print()

    def _print(self):
        self.shown.value = render.inside(self.page, self.headline.value)
        name = re.sub(r"[^\w-]+", "_", f"customers_{self.page.later}")
        rows = model.table(self.page, self.headline.value)
        links = (page_link(f"{name}.html", self.html(), "Save as HTML, to print"),
                 table_link(f"{name}.csv", model.COLUMNS, rows, "Save as CSV"))
        self.files.value = f'<p class="mp-links">{" ".join(links)} Your browser saves {name}.html or {name}.csv.</p>'
