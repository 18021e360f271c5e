"""What to try in a picture: one thing at a time, confirmed by the picture when it is reached, and kept for tomorrow."""

import html
from collections.abc import Callable
from dataclasses import dataclass

import ipywidgets as ipw

from widgets.panel.controls import Press, Said
from widgets.panel.markup import emphasised
from widgets.state import learner
from widgets.state.keeper import Keeper

LONGEST = 45  # letters of the short form


@dataclass(frozen=True)
class Try:
    """One thing to try. short: at most 45 letters; asks: the question in full.

    dials: keys of the dials that it takes; several only where `asks` says so, or names a preset that sets them.
    reached(inputs, result) -> bool: whether the picture shows it; a comparison, for it is asked in every frame. It is
    False at the start. says: the sentence that confirms it, or a function of the result that makes it.
    """

    key: str
    short: str
    asks: str
    dials: tuple[str, ...]
    reached: Callable
    says: str | Callable

    def confirms(self, result) -> str:
        """What is said once it is reached."""
        return self.says(result) if callable(self.says) else self.says


class TryBox(ipw.VBox):
    """Offers the first Try that is not done yet; then the next. What was done or skipped is so the next day too."""

    def __init__(self, tries, panel, again):
        """panel: under what name it is kept; again(): every dial to its start, where the next is true already."""
        self.tries, self.panel, self._again = tries, panel, again
        self.keeper = Keeper()
        kept = learner.tried(panel)
        self.done = {one.key: kept[one.key] for one in tries if one.key in kept}
        self.reached, self._now = False, None
        self.line = Said()
        self.next_button = Press("Next try", self.next)
        self.skip_button = Press("Skip this", self.skip)
        self.once_more = Press("Try them again", self.afresh)
        self.bar = ipw.HBox([self.next_button, self.skip_button, self.once_more])
        self.bar.add_class("vd-bar")
        super().__init__([self.line, self.bar, self.keeper])
        self.add_class("vd-tries")
        self.layout.display = None if tries else "none"
        self._show()

    @property
    def current(self) -> Try | None:
        """The one that is offered; None when none is left."""
        return next((one for one in self.tries if one.key not in self.done), None)

    def look(self, inputs, result):
        """The picture has moved: confirm the current one as soon as it is reached, which it then stays."""
        self._now = inputs, result
        one = self.current
        if one and one.reached(inputs, result):
            if self.reached and not callable(one.says):
                return
            if not self.reached:
                self.reached = True
                self.keeper.record("try", panel=self.panel, **{"try": one.key}, done=True)
            self._show(one.confirms(result))  # anew where it says a number of the picture

    def next(self):
        """Go on from one that is reached; a second press of the same button does nothing more."""
        if not (self.current and self.reached):
            return
        self.done[self.current.key] = True
        self._offer()

    def skip(self):
        """Leave one out that is not reached."""
        if not self.current or self.reached:
            return
        self.keeper.record("try", panel=self.panel, **{"try": self.current.key}, done=False)
        self.done[self.current.key] = False
        self._offer()

    def afresh(self):
        """All of them from the first; the log keeps what was done."""
        self.done = {}
        self._offer()

    def _offer(self):
        self.reached = False
        one = self.current
        if one and self._now and one.reached(*self._now):
            self._again()
        self._show()

    def _show(self, confirmed=""):
        one = self.current
        if one:
            place = f" {len(self.done) + 1} of {len(self.tries)}" if len(self.tries) > 1 else ""
            said = f"<b>Try{place}.</b> {emphasised(one.asks)}"
            if confirmed:
                said += f'</p><p class="vd-reached"><b>✓</b> {emphasised(confirmed)}'
        else:
            said = "<b>Tried.</b> " + " · ".join(
                f"{'✓' if self.done[one.key] else 'skipped:'} {html.escape(one.short)}" for one in self.tries)
        self.line.value = f'<p>{said.replace(" %", "&nbsp;%")}</p>' if self.tries else ""
        for button, shown in ((self.next_button, one and self.reached), (self.skip_button, one and not self.reached),
                              (self.once_more, not one)):
            button.layout.display = None if shown else "none"
