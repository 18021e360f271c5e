"""The gallery: eighteen illusions as cards, filtered by what a person would ask; one at a time is opened."""

import ipywidgets as ipw

from customerbase import InputError
from widgets.explorables.gallery import illusions
from widgets.explorables.gallery.cards import Cards
from widgets.explorables.gallery.panels import GalleryFigure
from widgets.explorables.gallery.shelf import Shelf
from widgets.panel import glossary
from widgets.panel.controls import Press
from widgets.panel.forms import CURRENCY
from widgets.panel.sheet import sheet
from widgets.state import eventlog, learner
from widgets.state.keeper import note, place

EVERYTHING = "Show all"


class IllusionGallery(ipw.VBox):
    """The chooser. An illusion is built when it is opened or its card is drawn, on its story company's base.

    illusion: open this one at once; else the one that was open when the notebook was closed.
    """

    def __init__(self, illusion=0, currency=CURRENCY):
        self.shelf, self._cell = Shelf(currency), place()
        last = learner.last_in("illusion", self._cell)
        kinds = illusions.ALL.values()
        self.question = ipw.ToggleButtons(options=[(EVERYTHING, ""), *((says, key) for key, says in
                                                                       illusions.QUESTIONS.items())],
                                          style=ipw.ToggleButtonsStyle(button_width="auto"))
        self.filter = ipw.VBox([ipw.Label("What would you ask?"), self.question])
        self.filter.add_class("vd-choice")
        self.cards = Cards(self.card, cards=[{"number": k.number, "name": k.name, "line": k.line} for k in kinds],
                           shown=list(illusions.ALL), seen=self._seen(),
                           chosen=last.get("number") if last and last.get("number") in illusions.ALL else 0)
        self.back = Press("All eighteen", self.all)
        self.on = Press("The next unseen", self.go_on)
        self.title = ipw.HTML()
        self.bar = ipw.HBox([self.back, self.on, self.title])
        self.bar.add_class("vd-bar")
        self.holder = ipw.VBox()
        self.holder.layout.overflow = "visible"
        self.words = ipw.HTML(glossary.fold(*(word for kind in kinds for word in (kind.name, kind.line))))
        super().__init__([sheet(), self.filter, self.cards, self.words, self.bar, self.holder])
        self.add_class("vd-panel")
        self.question.observe(self._filter, "value")
        self.cards.observe(self._chosen, "chosen")
        self._show()
        if illusion:
            self.choose(illusion)

    def card(self, number):
        """The small picture of an illusion at its start values, as PNG bytes."""
        one = self.shelf.illusion(number)
        figure = GalleryFigure(one.left, one.right, card=True)
        figure.update(one.compute(one.Inputs(**one.start)))
        return figure.png()

    def panels(self):
        """All eighteen as (name, Explorable), for a page that shows them without a kernel."""
        return [(kind.name, self.shelf.illusion(number)) for number, kind in illusions.ALL.items()]

    def choose(self, number):
        """Show one illusion and remember that it was seen."""
        if number not in illusions.ALL:
            raise InputError(f"There is no illusion {number!r:.20}; choose one from 1 to {len(illusions.ALL)}.")
        self.cards.chosen = number

    def all(self):
        """Back to the cards."""
        self.cards.chosen = 0

    def go_on(self):
        """The first illusion, after this one, that has not been seen; back to the cards when there is none."""
        numbers = list(illusions.ALL)
        at = numbers.index(self.cards.chosen) if self.cards.chosen else -1
        unseen = [n for n in numbers[at + 1:] + numbers[:max(at, 0)] if n not in self.cards.seen]
        self.cards.chosen = unseen[0] if unseen else 0

    def _chosen(self, change):
        note("illusion", self._cell, number=change.new)  # 0: back to the cards
        if change.new and change.new not in self.cards.seen:
            self.cards.seen = [*self.cards.seen, change.new]
        self._show()

    def _show(self):
        """The cards, or the chosen illusion: neither is taken off the page, so that the hand finds its card again."""
        number = self.cards.chosen
        self.on.layout.display = None if set(illusions.ALL) - set(self.cards.seen) else "none"
        name = f"{number}  {illusions.ALL[number].name}" if number else ""
        self.title.value = f'<p class="vd-label"><b>{name}</b></p>'
        self.holder.children = [self.shelf.illusion(number)] if number else []
        for part in (self.filter, self.cards, self.words):
            part.layout.display = "none" if number else None
        for part in (self.bar, self.holder):
            part.layout.display = None if number else "none"

    def _filter(self, change):
        wanted = change.new
        self.cards.shown = [number for number, kind in illusions.ALL.items() if not wanted or wanted in kind.asks]

    def _seen(self):
        if eventlog.in_room():
            return []  # what one learner has seen is nobody else's business
        numbers = {event.get("number") for event in learner.own("illusion")}
        return [number for number in illusions.ALL if number in numbers]
