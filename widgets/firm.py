"""My firm in six boxes: a leader's own numbers in place of the story's."""

import html
from dataclasses import dataclass

import ipywidgets as ipw

from customerbase import InputError
from widgets.controls import NumberBox, Press
from widgets.forms import Form, currency_form

PERIODS = ("month", "quarter", "year")


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
            raise InputError("Opening customers: a firm needs at least one customer; type how many there were.")
        if self.lost > self.opening:
            raise InputError(f"Lost: {self.lost:,.0f} are more than the {self.opening:,.0f} opening customers; "
                             "count only those who were there at the start.")


class FirmBoxes(ipw.VBox):
    """Six named boxes and two buttons. `use` is called with a Firm, or with the story's own again."""

    def __init__(self, use, story=None, currency="$"):
        self._use, self.story = use, story or Firm()
        heads, money = Form("customers"), currency_form(currency)
        spec = {
            "opening": ("Opening customers", heads), "won": ("Won", heads), "lost": ("Lost", heads),
            "worth_leaver": ("A leaver is worth, a year", money),
            "worth_joiner": ("A joiner is worth, a year", money),
        }
        self.error = ipw.HTML()
        self.error.add_class("vd-error")
        self.boxes = {key: NumberBox(label, getattr(self.story, key), form, 0, 1e10, self.complain)
                      for key, (label, form) in spec.items()}
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

    def complain(self, sentence):
        self.error.value = f'<span role="alert">{html.escape(sentence)}</span>' if sentence else ""

    @property
    def firm(self):
        """What the boxes say, as a Firm; InputError when it cannot be."""
        return Firm(**{key: box.number for key, box in self.boxes.items()}, period=self.period.value)

    def use(self):
        try:
            firm = self.firm
        except InputError as error:
            self.complain(str(error))
            return
        self.complain("")
        self._use(firm)

    def back(self):
        for key, box in self.boxes.items():
            box.number = getattr(self.story, key)
        self.period.value = self.story.period
        self.complain("")
        self._use(self.story)
