"""Segment shift: who moved between value tiers from one period to another, in people and in money."""

import html
import math

import ipywidgets as ipw

from customerbase import cdnow, from_orders
from customerbase.errors import counted
from synthetic.sources import ASSET
from widgets.explorables.active_window import CREDIT
from widgets.explorables.segment_shift import words
from widgets.explorables.segment_shift.dials import CELLS, cut_dials, flow_name
from widgets.explorables.segment_shift.figure import ShiftFigure
from widgets.explorables.segment_shift.model import Periods, ShiftInputs, break_even, shift
from widgets.explorables.segment_shift.own_firm import firm_of, for_firm
from widgets.explorables.segment_shift.top_tenth import TopTenth
from widgets.explorables.segment_shift.tries import TRIES
from widgets.explorables.segment_shift.two_views import TwoViews
from widgets.explorables.segment_shift.up_and_down import UpAndDown
from widgets.panel.controls import Choice, Dial, Press, Said, Source
from widgets.panel.explorable import Explorable
from widgets.panel.firm import FirmBoxes
from widgets.panel.forms import CURRENCY, PERCENT, Form, currency_note, money, people

__all__ = ["SegmentShift", "TopTenth", "TwoViews", "UpAndDown"]

WHAT_IF = Source("asserted", f"{ASSET} asks for movement across value segments and says money is left on "
                             "the table, without a size: a what-if, and at 0 it is the base as it is")
SIZE = Source("invented", "how far whoever drifts by the sliders goes; 100 % is nowhere")
PAIR = Source("arithmetic", "which period is compared with an earlier one")
GAP = Source("arithmetic", "a year before takes the season out")
TIME = Source("arithmetic", "the table with time reversed is what chance alone shows (Goodhardt & Ehrenberg 1967)")
FRIENDS = Source("asserted", "the same text: one or two referrals belong on the page; nobody published how many a "
                             "customer brings. Zero until you move it. They pay what newcomers pay (Schmitt 2011 found "
                             "referred ones worth at least 16 % more, a telecom study lower margins)")
FRIENDS_MOST = 0.25
PAGE = 6


class SegmentShift(Explorable):
    """base: a CustomerBase of two periods or more, with contracts or without; None for CDNOW's real orders."""

    name = "Segment shift: who moved between value tiers"
    Inputs = ShiftInputs
    company = "telecom"
    firm = None  # a leader's own six numbers, or None for the base's

    def __init__(self, base=None, *, currency=CURRENCY):
        self._credit, self._setting = CREDIT if base is None else "", currency
        super().__init__(from_orders(cdnow()) if base is None else base, currency=currency)

    def prepare(self):
        self.periods = p = Periods(self.base)
        year = 4 if p.quarterly else 12
        self.gap = year if len(p) >= 2 * year else 1
        # chance can be told where somebody was here before the earlier period; where nobody was, start anywhere
        judged = (k for k in range(self.gap + 1, len(p) + 1) if p.pair(k - 1 - self.gap, k - 1)[5].any())
        self.first = next(judged, self.gap + 1)
        top, lower = cut_dials(p, self.currency)
        self.dials = (
            Dial("down", "Of the top, fall", 0, 0.5, 0.01, 0, PERCENT, WHAT_IF),
            Dial("up", "Of the middle, rise", 0, 0.5, 0.01, 0, PERCENT, WHAT_IF),
            top,
            *([Dial("pair", "Later period", self.first, len(p), 1, len(p), Form(f"of {len(p)}"), PAIR)]
              if len(p) > self.first else []),
            Choice("back", "Time runs", {"Forwards": False, "Backwards": True}, False, TIME),
            *([Choice("gap", "Compared with", {"a year before": year, f"the {self._length} before": 1}, year, GAP)]
              if self.gap > 1 else []),
        )
        self.more = (
            lower,
            Dial("fall_to", "Who falls then pays", 0.1, 1, 0.05, 0.2, PERCENT, SIZE),
            Dial("rise_to", "Who rises then pays", 1, 2, 0.05, 1.5, PERCENT, SIZE),
            Dial("friends", "Friends a customer brings a year", 0, FRIENDS_MOST, 0.01, 0, Form("friends", decimals=2),
                 FRIENDS),
        )
        self.names = ("new", "lost") if self.base.has_contract else ("came", "away")
        self.most = self._most()
        self.Picture = lambda: ShiftFigure(self._money, f", {self._unit.strip()}", self.most, self.names)
        self.presets = self._presets()
        self.tries = TRIES if self.base.has_contract and self.gap > 1 else ()

    @property
    def _length(self):
        return "quarter" if self.periods.quarterly else "month"

    @property
    def _unit(self):
        return " a year" if self.firm else " a month" if self.base.has_contract else f" in the {self._length}"

    @property
    def _sign(self):
        """The currency on show: the data's, and of a leader's own firm what is set."""
        return self._setting if self.firm else self.currency

    def _money(self, amount):
        return money(amount, self._sign)

    def _most(self):
        """The largest sums of people and of money that any setting has, so that the scale never moves."""
        start = self._starts
        gaps = {self.gap, 1}
        shifts = [shift(self.periods, ShiftInputs(**start | {"pair": pair, "gap": gap, "friends": FRIENDS_MOST}))
                  for gap in gaps for pair in range(self.first, len(self.periods) + 1)]
        rises = 1 + 0.5 * (2 - 1)  # half of the middle, at most twice
        return (max(max(s.people.sum(), 1) for s in shifts),
                max(max(s.closing_value * rises + s.lost_value, s.opening_value + s.new_value * rises) for s in shifts))

    @property
    def _starts(self):
        """Where the dials start; the pair as well where there is only one, and so no dial for it."""
        return {"pair": len(self.periods)} | {dial.key: dial.start for dial in (*self.dials, *self.more)}

    def _presets(self):
        """Stories told by dials alone; in the last two more people rise than fall, or as many, and money is gone."""
        tried = [shift(self.periods, self.Inputs(**self._starts | {"down": 0.4, "up": k / 100})) for k in range(0, 51)]
        even = min(range(len(tried)), key=lambda k: abs(tried[k].rose - tried[k].fell))
        return {
            "A quarter of the top falls": {"down": 0.25},
            "As many up as down": {"down": 0.4, "up": even / 100},
            "Generous to the middle": self._generous(),
            "Backwards": {"back": True},
        }

    def _generous(self):
        """Of a few gifts to the middle that cost the top, the one that lifts most people while money is lost."""
        gifts = [{"down": down, "up": 0.5, "rise_to": rise} for rise in (1.1, 1.2, 1.3) for down in (0.15, 0.3, 0.45)]
        found = [shift(self.periods, self.Inputs(**self._starts | gift)) for gift in gifts]
        before = shift(self.periods, self.Inputs(**self._starts)).closing_value
        lifts = [s.rose - s.fell if s.closing_value < 0.99 * before else -math.inf for s in found]
        return gifts[lifts.index(max(lifts))]

    def compute(self, inputs):
        found = shift(self.periods, inputs)
        return for_firm(found, self.firm) if self.firm else found

    def words(self, result):
        return words.say(result, self._sign, self._unit, self.inputs.back)

    def table(self, result):
        rises = break_even(self.periods, self.inputs) if self.inputs.down and not self.inputs.back else None
        return words.table(result, self._sign, self._unit, rises)

    # Beyond the shared panel: the six boxes, and the people in a flow --------------------------------------------
    def _layout(self):
        children = super()._layout()
        start = self.compute(self.Inputs(**self._starts))
        period = "year" if self.gap > 1 else self._length
        sign = self._setting if self.currency == self._setting else ""  # they open with the data's numbers
        self.firm_boxes = FirmBoxes(self.use_firm, firm_of(start, self._per_year, period), sign)
        self.firm_boxes.layout.display = "none"
        self.firm_boxes.add_class("vd-drawer")
        self.flow = ipw.Dropdown(options=[("choose …", ""), *((flow_name(cell, self.names), cell) for cell in CELLS)],
                                 tooltip="Who is in this flow?", layout=ipw.Layout(width="auto"))
        self.flow.observe(self._chosen, "value")
        self.others = Press("Others", self._turn, disabled=True)
        who = ipw.HBox([ipw.Label("Who went"), self.flow, self.others])
        who.add_class("vd-range")
        self.faces = Said()
        self._page = 0
        self.bar.children = [*self.bar.children, Press("My firm", self.firm_boxes.toggle).opens(self.firm_boxes)]
        self.play.children = [*self.play.children, self.firm_boxes, who, self.faces]
        notes = [self._credit, *(s.note for s in self.periods.spans[-1:]), currency_note(self.base, self.currency)]
        return [*children, ipw.HTML(f"<p>{html.escape(' '.join(filter(None, notes)))}</p>")]

    @property
    def _per_year(self):
        return 12 if self.base.has_contract or not self.periods.quarterly else 4

    def use_firm(self, firm):
        """The picture in a firm's own size and yearly worth; the base's own again when given the base's own numbers."""
        self.firm = None if firm == self.firm_boxes.story else firm
        most = self.most
        if self.firm:
            start = self.compute(self.Inputs(**self._starts))
            most = (start.people.sum(), 1.6 * max(start.opening_value + start.new_value,
                                                  start.closing_value + start.lost_value))
        self.picture.rescale(most)
        self.picture.say_unit(f", {self._unit.strip()}")
        self.reset()

    def draw(self):
        """As every explorable; the people listed belong to where the dials stood, so they go."""
        if self.faces.value:
            self.flow.index = 0
        super().draw()

    def _chosen(self, _):
        self._page = 0
        self.others.disabled = not self.flow.value
        self.faces.value = self._list() if self.flow.value else ""

    def _turn(self):
        self._page += 1
        self.faces.value = self._list()

    def _list(self):
        """Some of the people in the chosen flow, the largest change of money first; in the base, whatever the firm."""
        found = shift(self.periods, self.inputs)
        i, j = self.flow.value
        inside = ((found.source == i) & (found.target == j)).nonzero()[0]
        if not len(inside):
            return "<p>Nobody went that way.</p>"
        order = inside[abs(found.pays[inside] - found.paid[inside]).argsort(kind="stable")[::-1]]
        pages = math.ceil(len(order) / PAGE)
        shown = order[(self._page % pages) * PAGE:][:PAGE]
        self.others.disabled = pages == 1
        customers = self.base.customers.iloc[found.rows[shown]]
        named = "name" in customers
        items = "".join(self._person(row, found.paid[k], found.pays[k], named)
                        for row, k in zip(customers.to_dict("records"), shown, strict=True))
        whose = "In the story company, " if self.firm else ""
        return (f"<p>{whose}{html.escape(flow_name((i, j), self.names))}: {counted(len(inside), 'person', 'people')}"
                f"{'' if named else ' (the data know them by number only)'}. {people(len(shown))} of them:</p>"
                f"<ul>{items}</ul>")

    def _person(self, row, paid, pays, named):
        segment = row.get("segment")
        told = [f"<b>{_text(row['name'] if named else row['customer_id'])}</b>",
                *([_text(segment)] if isinstance(segment, str) else []),
                f"{html.escape(money(paid, self.currency))} → {html.escape(money(pays, self.currency))}"]
        return f"<li>{', '.join(told)}</li>"


def _text(words_):
    """Somebody's name as text: markup escaped, and writing direction kept to itself."""
    return f"<bdi>{html.escape(str(words_))}</bdi>"
