"""The Monday card: one number, its owner, a date, and when to stop what; and the question that follows in 30 days."""

import html

import ipywidgets as ipw

from customerbase import InputError
from widgets.learning.part import LessonPart
from widgets.lessons import find
from widgets.panel.controls import Press, Said, marked
from widgets.panel.forms import DAYS
from widgets.panel.markup import paragraph, text
from widgets.state import eventlog, learner

LABELS = {"number": "The number", "owner": "Its owner", "date": "By when", "rule": "Above … we stop …"}


def shown(card):
    """A card (a dict with the keys of LABELS) as an HTML table."""
    lines = "".join(f"<tr><th>{html.escape(label)}</th><td>{html.escape(card[key])}</td></tr>"
                    for key, label in LABELS.items())
    return f'<table class="vd-card">{lines}</table>'


class MondayCard(LessonPart):
    """The last thing in a notebook: what happens on Monday. Kept in the log; shown as a card to copy or print."""

    def __init__(self, key):
        self.monday = find("mondays", key)
        starts = {"number": self.monday.number, "rule": self.monday.rule}
        self.entries = {k: ipw.Text(value="", placeholder=starts.get(k, label), continuous_update=False, tooltip=label,
                                    layout=ipw.Layout(width="100%")) for k, label in LABELS.items()}
        rows = []
        for k, label in LABELS.items():
            rows.append(ipw.HBox([ipw.Label(label), self.entries[k]]))
            rows[-1].add_class("vd-card-row")
        self.card = Said().of(*self.entries.values())
        keep = Press("Keep this card", self.keep)
        keep.add_class("vd-primary")
        super().__init__(text(self.monday.prompt, "vd-question"), *rows, keep, self.card,
                         words=[self.monday.prompt, self.monday.number, self.monday.rule])
        last = learner.latest("monday", key)
        if last:
            for k, box in self.entries.items():
                box.value = last[k]
            self.card.value = f"{shown(last)}<p>Your card from last time.</p>"

    def keep(self):
        card = {k: box.value.strip() for k, box in self.entries.items()}
        missing = [LABELS[k] for k, v in card.items() if not v]
        for k, box in self.entries.items():
            marked(box, not card[k])
        if missing:
            self.card.value = paragraph(f"Still empty: {', '.join(missing)}.", "vd-error")
            return
        kept = self.keeper.record("monday", card=self.monday.key, **card)
        note = ("In the room nothing is kept for anybody: copy the card by hand, and ask in 30 days how many days it "
                "took to get this number." if eventlog.in_room()
                else "Kept. In 30 days notebook 00 asks how many days it took to get this number." if kept
                else "The card could not be saved on this machine; copy it by hand.")
        self.card.value = f"{shown(card)}<p>{note}</p>"


class MondayLater(LessonPart):
    """30 days on: how many days did it take to get the number? event: the Monday card as it was kept.

    "It is in our data" often means that it is buried there; the days say how deep.
    """

    def __init__(self, event):
        self.event = event
        self.days = ipw.Text(placeholder="days", continuous_update=False, tooltip="How many days it took")
        self.days.add_class("vd-box")
        self.story = ipw.Textarea(rows=2, placeholder="What stood in the way? What did you stop?",
                                  continuous_update=False, tooltip="What stood in the way, what you stopped")
        row = ipw.HBox([ipw.Label("It took"), self.days, ipw.Label("days"), Press("Keep", self.keep),
                        Press("We never got it", self.never)])
        row.add_class("vd-range")
        self.outcome = Said().of(self.days)
        super().__init__(text(f"Notebook {event['card']}, your Monday card: did you get the number?", "vd-question"),
                         ipw.HTML(shown(event)), self.story, row, self.outcome)

    def keep(self):
        try:
            days = DAYS.read(self.days.value, "Days", 0, 3_650)
        except InputError as error:
            marked(self.days, True)
            self.outcome.value = paragraph(str(error), "vd-error")
            return
        marked(self.days, False)
        self._kept(round(days), f"Kept: {round(days)} day{'s' * (round(days) != 1)}.")

    def never(self):
        self._kept(None, "Kept: never. A number that nobody can get steers nothing.")

    def _kept(self, days, sentence):
        if self.keeper.record("monday later", card=self.event["card"], days=days, text=self.story.value):
            self.outcome.value = f'<p class="vd-outcome">{sentence}</p>'
