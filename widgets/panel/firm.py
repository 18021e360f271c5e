"""My firm in six boxes: a leader's own numbers in place of the story's."""

from dataclasses import asdict, dataclass

import ipywidgets as ipw

from customerbase import InputError
from widgets.panel.controls import NumberBox, Press, alert, marked
from widgets.panel.forms import CURRENCY, Form, currency_form
from widgets.panel.typed_numbers import Refused, several
from widgets.state import session

PERIODS = ("month", "quarter", "year")
HEADS = ("Opening customers", "Won", "Lost")
WORTHS = ("A leaver is worth, a year", "A joiner is worth, a year")
LABELS = dict(zip(("opening", "won", "lost", "worth_leaver", "worth_joiner"), (*HEADS, *WORTHS), strict=True))
MOST = 1e10


@dataclass(frozen=True)
class Firm:
    """One period of a firm: customers at its start, lost and won in it, and what they are worth a year."""

    opening: float = 740_000
    won: float = 22_000
    lost: float = 37_000
    worth_leaver: float = 100
    worth_joiner: float = 100
    period: str = "quarter"

    def __post_init__(self):
        if self.opening < 1:
            raise Refused("Opening customers: a firm needs at least one customer; type how many there were.",
                          ["opening"])
        if self.lost > self.opening:
            raise Refused(f"Lost: {self.lost:,.0f} are more than the {self.opening:,.0f} opening customers; "
                          "count only those who were there at the start.", ["lost"])


def boxes(currency=CURRENCY):
    """The five number boxes by key: (label, Form)."""
    heads, worth = Form("customers"), currency_form(currency)
    return {key: (label, heads if label in HEADS else worth) for key, label in LABELS.items()}


def read(texts, currency=CURRENCY):
    """A Firm from what was typed, {key: text} with `period`; InputError names every box that cannot be read."""
    numbers = several({key: (texts.get(key, ""), form, label, 0, MOST)
                       for key, (label, form) in boxes(currency).items()})
    if texts.get("period") not in PERIODS:
        raise InputError(f"In one: choose {', '.join(PERIODS[:-1])} or {PERIODS[-1]}.")
    return Firm(**numbers, period=texts["period"])


def kept():
    """The Firm that was set for the whole room, or None."""
    firm = session.settings().get("firm")
    try:
        numbers = [float(firm[key]) for key in LABELS]
        if all(0 <= number <= MOST for number in numbers) and firm["period"] in PERIODS:
            return Firm(*numbers, firm["period"])
    except (KeyError, TypeError, ValueError):  # somebody wrote into the file: InputError is a ValueError
        return None
    return None


class FirmBoxes(ipw.VBox):
    """Six named boxes and two buttons. `use` is called with a Firm, or with the story's own again.

    In the room the numbers of a firm, once used on one page, stand in the boxes of every page.
    """

    def __init__(self, use, story=None, currency=CURRENCY):
        self._use, self.story, self._seen = use, story or Firm(), None
        spec = boxes(currency)
        self.error = ipw.HTML()
        self.error.add_class("vd-error")
        self.boxes = {key: NumberBox(label, getattr(self.story, key), form, 0, MOST, self.complain)
                      for key, (label, form) in spec.items()}
        for box in self.boxes.values():
            box.observe(lambda _: self._mark(), "number")  # what was refused is being changed
        self.period = ipw.Dropdown(options=PERIODS, value=self.story.period, tooltip="The period these numbers are for",
                                   layout=ipw.Layout(width="auto"))
        named = [*((spec[key][0], box) for key, box in self.boxes.items()), ("In one", self.period)]
        rows = [ipw.VBox([ipw.Label(label), box]) for label, box in named]
        for row in rows:
            row.add_class("vd-firm-box")
        grid = ipw.HBox(rows)
        grid.add_class("vd-firm")
        buttons = ipw.HBox([Press("Use my firm's numbers", self.use), Press("Back to the story", self.back)])
        buttons.add_class("vd-bar")
        super().__init__([grid, buttons, self.error])

    def toggle(self):
        """Show the boxes, or hide them. A firm newly set for the room stands in them; what was typed here stays."""
        hidden = self.layout.display == "none"
        self.layout.display = None if hidden else "none"
        firm = kept()
        if hidden and firm not in (None, self._seen) and not self._problems:
            self._seen = firm
            self._fill(firm)

    def _fill(self, firm):
        for key, box in self.boxes.items():
            box.number = getattr(firm, key)
            box.show()
        self.period.value = firm.period

    def complain(self, sentence):
        self.error.value = alert(sentence, *self._problems)

    def _mark(self, refused=()):
        """Which boxes are marked: those with a text that cannot be read, and what was refused of a firm as a whole."""
        self.complain("")
        for key, box in self.boxes.items():
            marked(box, key in refused or bool(box.problem))

    @property
    def _problems(self):
        return [box.problem for box in self.boxes.values() if box.problem]

    @property
    def firm(self):
        """What the boxes say, as a Firm; InputError when it cannot be, or when a box holds what was refused."""
        if self._problems:
            raise InputError(" ".join(self._problems))
        return Firm(**{key: box.number for key, box in self.boxes.items()}, period=self.period.value)

    def use(self):
        try:
            firm = self.firm
        except InputError as error:
            self._mark(getattr(error, "keys", ()))
            self.error.value = alert(str(error))
            return
        self._mark()
        try:
            session.keep(firm=asdict(firm))
        except InputError as error:
            self.complain(f"These numbers hold on this page only: {error}")
        self._use(firm)

    def back(self):
        self._fill(self.story)
        self.complain("")
        self._use(self.story)
