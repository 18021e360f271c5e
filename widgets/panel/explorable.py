"""The shared panel: the bet first, then picture, headline, dials, presets, table, assumptions, undo and reset.

A new explorable declares its dials as data and gives five things: `Inputs` (a frozen dataclass), `compute` (pure:
inputs -> result), `Picture` (a LiveFigure), `words` (result -> hero number and headline) and `table` (the numbers).
"""

import asyncio
import html
import time
from typing import NamedTuple

import ipywidgets as ipw
from matplotlib.text import Text

from customerbase import InputError
from customerbase.errors import listed
from widgets.panel import glossary
from widgets.panel.bet import BetBox
from widgets.panel.controls import Choice, Press, alert, build
from widgets.panel.forms import CURRENCY, currency_of
from widgets.panel.sheet import sheet
from widgets.panel.stage import Stage
from widgets.panel.tries import TryBox
from widgets.state import eventlog
from widgets.state.keeper import place

REST = 0.4  # seconds after the last move at which a dial counts as let go


class Words(NamedTuple):
    """What is said about a result: the hero number, one headline sentence, and what the hero means (a colour)."""

    hero: str
    headline: str
    meaning: str = ""


class Explorable(ipw.VBox):
    """Base of everything that a person moves. `base` is a CustomerBase or whatever the subclass computes on."""

    name = ""
    Inputs = None
    Picture = None
    dials = ()  # at most four are sliders: what the audience sees
    more = ()  # further dials, in the assumption drawer
    presets = {}  # label -> {key: value}; keys left out take their start value
    tries = ()  # what to try, one thing at a time: see widgets.panel.tries
    bet = None
    fixed = ""  # the currency of published amounts that all money here rests on; "": that of the data, or the room's
    company = "hotel"  # the story company whose base it is made for; "" if it needs none
    simulates = False  # True where the whole base takes longer than a frame of a moving slider
    rough = False  # with `simulates`: True while a dial moves; compute uses a fixed sample, and the headline says so

    def __init__(self, base=None, *, currency=CURRENCY):
        self.base, self.currency = base, self.fixed or currency_of(base, currency)
        self._history, self._quiet, self._moved_at = [], False, 0.0
        self._cell, self._told_at = place(), -60.0
        self._settling = None
        self.prepare()
        self.boxes = {dial.key: build(dial, self.complain) for dial in (*self.dials, *self.more)}
        self.picture = self.Picture()
        self.stage = Stage(name=self.name, width=self.picture.width, height=self.picture.height)
        self.error = ipw.HTML()
        self.error.add_class("vd-error")
        self._now = self._values()
        self.bet_box = BetBox(self.bet, self._answer) if self.bet else None
        super().__init__(self._layout())
        self.add_class("vd-panel")
        for box in self.boxes.values():
            box.observe(self._moved, "value")
        self.stage.observe(self._rescale, "scale")
        if self.bet_box:
            self.bet_box.observe(self._unseal, "guess")
            self.picture.sealed = True
            if self.bet_box.resume():
                return  # which has opened the picture and drawn it
        self.draw()

    @classmethod
    def example(cls, base):
        """One built from a CustomerBase of `company`; overridden where the first argument is something else."""
        return cls(base)

    # What a subclass gives ---------------------------------------------------------------------------------------
    def prepare(self):
        """Once, before anything is built: what is needed from `self.base`."""

    def compute(self, inputs):
        """Inputs to result; pure but for `self.rough`, quick, and the only place where numbers are made."""
        raise NotImplementedError

    def words(self, result):
        """The result in Words."""
        raise NotImplementedError

    def table(self, result):
        """The numbers behind the picture: rows of text, the first row the column heads."""
        raise NotImplementedError

    # The panel ---------------------------------------------------------------------------------------------------
    def _layout(self):
        self.grid = ipw.VBox([self.boxes[dial.key] for dial in self.dials])
        self.grid.add_class("vd-dials")
        self.numbers_button = Press("Show the numbers", self.toggle_numbers)
        self.numbers_button.tell(False)
        self.drawer_button = Press("Assumptions", self.toggle_drawer)
        self.words_button = Press("Words", self.toggle_words)
        self.words_button.tell(False)
        self.meanings = ipw.HTML()
        presets = [Press(label, lambda values=values: self.apply(values)) for label, values in self.presets.items()]
        self.bar = ipw.HBox([*presets, Press("Reset", self.reset), Press("Undo", self.undo),
                             self.numbers_button, self.drawer_button, self.words_button])
        self.bar.add_class("vd-bar")
        self.assumptions = ipw.HTML()
        more = ipw.VBox([self.boxes[dial.key] for dial in self.more])
        more.add_class("vd-dials")
        self.drawer = ipw.VBox([self.assumptions, more])
        self.drawer.add_class("vd-drawer")
        self.drawer.layout.display = "none"
        self.drawer_button.opens(self.drawer)
        self.try_box = TryBox(self.tries, type(self).__name__, self.reset)
        self.play = ipw.VBox([self.grid, self.bar, self.try_box, self.drawer, self.meanings])
        self.play.layout.overflow = "visible"
        self.play.layout.display = "none" if self.bet_box else None
        return [sheet(), *([self.bet_box] if self.bet_box else []), self.stage, self.error, self.play]

    def _values(self):
        return {key: box.value for key, box in self.boxes.items()}

    @property
    def inputs(self):
        """Where the dials stand, as the model's frozen dataclass."""
        return self.Inputs(**self._values())

    @property
    def start(self):
        """Where the dials stood at first."""
        return {dial.key: dial.start for dial in (box.dial for box in self.boxes.values())}

    def _moved(self, _):
        if self._quiet:
            return
        if time.monotonic() - self._moved_at > 0.8:  # one drag is one step back
            self._remember(self._now)
            self._tell()
        self._moved_at = time.monotonic()
        self._now = self._values()
        self._draw_moving()

    def _draw_moving(self):
        """One frame of a drag: rough if it has to be, and whole once the dial rests.

        Without a running loop nothing could call back later, so the whole base is drawn at once.
        """
        self._stop_settling()
        try:
            loop = asyncio.get_running_loop() if self.simulates else None
        except RuntimeError:
            loop = None
        if loop:
            self.rough = True
            self._settling = loop.call_later(REST, self._settle)
        self.draw()

    def _stop_settling(self):
        self.rough = False
        if self._settling:
            self._settling.cancel()
            self._settling = None

    def _settle(self):
        self._stop_settling()
        self.draw()

    def _tell(self):
        """Where the learner is, once a minute at the most: progress shows it, and counts the time."""
        if self._cell and time.monotonic() - self._told_at > 60:
            self._told_at = time.monotonic()
            eventlog.record("move", cell=self._cell)

    def _remember(self, before):
        self._history = [*self._history[-49:], before]

    def _set(self, values):
        unknown = [key for key in values if key not in self.boxes]
        if unknown:
            raise InputError(f"There is no dial {listed(unknown)}; choose from {listed(self.boxes)}.")
        values = {key: self.boxes[key].allows(value) for key, value in values.items()}  # all of them or none
        self._quiet = True
        try:
            for key, value in values.items():
                self.boxes[key].value = value
                if self.boxes[key].problem:
                    self.boxes[key].box.show()
        finally:
            self._quiet = False
        self._now, self._moved_at = self._values(), 0.0
        self._stop_settling()
        self.draw()

    def apply(self, values):
        """Set several dials at once; those not named go to their start. One step for undo."""
        before = self._now
        self._set({**self.start, **values})
        self._remember(before)

    def reset(self):
        """Every dial to its start; the table and the drawer stay as they are."""
        self.apply({})

    def undo(self):
        """Back to before the last drag, preset or reset."""
        if self._history:
            values = self._history[-1]
            self._history = self._history[:-1]
            self._set({key: self.boxes[key].nearest(value) for key, value in values.items()})  # ranges may have changed

    def complain(self, sentence):
        """Show what a sentence says; "" clears it. What a box says that was refused stays until the box is right."""
        self.error.value = alert(sentence, *(box.problem for box in self.boxes.values()))

    # Drawing -----------------------------------------------------------------------------------------------------
    def draw(self):
        """Compute, move the picture, say it: one message to the browser. Errors become one sentence, never silence."""
        try:
            result = self.compute(self.inputs)
            self.picture.update(result)
            hero, headline, meaning = self._say(result)
            with self.stage.hold_sync():
                self.stage.hero, self.stage.headline, self.stage.meaning = hero, headline, meaning
                self.stage.png = self.picture.png()
                self.stage.lettered = self.picture.lettered() if self.picture.sealed else ""
                self.stage.rows = self.table(result) if self.numbers_shown and not self.picture.sealed else []
        except InputError as error:
            self.complain(str(error))
            return
        except Exception:
            self.complain("These settings could not be drawn. Press Reset and go on; the last picture stays up.")
            raise
        if not self.picture.sealed and not self.rough:
            self.try_box.look(self.inputs, result)
        if self.error.value:
            self.complain("")
        if self.drawer.layout.display != "none":
            self._fill_drawer()

    def _say(self, result):
        if self.picture.sealed:
            return Words("?", "The picture shows what is known today; the answer opens when you commit your bet.")
        said = self.words(result)
        if self.bet and self._now == self.start:  # one thing, one number: the bet's, until a dial moves
            answer = self.bet.form.three(self.bet.answer(result))
            said = said._replace(hero=self.bet.hero.format(answer=answer), meaning=self.bet.meaning or said.meaning)
        return said

    def _rescale(self, change):
        self.picture.set_scale(change.new)
        self.stage.png = self.picture.png()

    def _answer(self):
        return self.bet.answer(self.compute(self.Inputs(**self.start)))

    def _unseal(self, change):
        """A bet was committed, or taken back: the answer shows, or hides again."""
        self.picture.guess = change.new
        self.picture.sealed = change.new is None
        self.picture.redraw()
        self.play.layout.display = "none" if self.picture.sealed else None
        self._set(self.start)

    numbers_shown = False

    def toggle_numbers(self):
        """Show or hide the table behind the picture."""
        self.numbers_shown = not self.numbers_shown
        self.numbers_button.description = "Hide the numbers" if self.numbers_shown else "Show the numbers"
        self.numbers_button.tell(self.numbers_shown)
        self.draw()

    def toggle_drawer(self):
        """Open or close the assumption drawer."""
        opening = self.drawer.layout.display == "none"
        self.drawer.layout.display = None if opening else "none"
        self.drawer_button.description = "Close the assumptions" if opening else "Assumptions"
        if opening:
            self._fill_drawer()

    def toggle_words(self):
        """Show or hide what the terms mean that stand on this panel now, its drawer and its table included."""
        shown = bool(self.meanings.value)
        self.words_button.description = "Words" if shown else "Hide the words"
        self.words_button.tell(not shown)
        self.meanings.value = "" if shown else glossary.meanings(glossary.found(*self._texts()))

    def _texts(self):
        """All that this panel can show of itself as text, with its dials where they stand now."""
        dials = [box.dial for box in self.boxes.values()]
        yield from (self.name, self.stage.hero, self.stage.headline, *self.presets)
        yield from (text for dial in dials for text in (dial.label, dial.source.says, dial.source.grade))
        yield from (text for dial in dials for text in getattr(dial, "options", ()) or [dial.form.unit])
        yield from (cell for row in self.table(self.compute(self.inputs)) for cell in row)
        yield from (text.get_text() for text in self.picture.figure.findobj(Text))
        if self.bet:
            yield from (self.bet.question, self.bet.why, *(o.belief for o in self.bet.options))

    def _fill_drawer(self):
        rows = ["<tr><th>Assumption</th><th>Now</th><th>Range</th><th>Grade</th><th>Where it comes from</th></tr>"]
        for box in self.boxes.values():
            dial = box.dial
            if isinstance(dial, Choice):
                now, span = next(k for k, v in dial.options.items() if v == box.value), " / ".join(dial.options)
            else:
                now, span = dial.form.say(box.value), f"{dial.form.write(dial.low)} to {dial.form.say(dial.high)}"
            cells = (dial.label, now, span, dial.source.grade, dial.source.says)
            rows.append("<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in cells) + "</tr>")
        self.assumptions.value = f"<table>{''.join(rows)}</table>"
