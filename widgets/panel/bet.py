"""The bet: a range somebody is 80 % sure of, or A, B or C, made before the answer can be seen; in a room, all of them.
"""

import html
import math
from collections.abc import Callable
from dataclasses import dataclass

import ipywidgets as ipw
import traitlets as t

from customerbase import InputError
from widgets.panel import glossary, room_bet, typed_numbers
from widgets.panel.controls import Press, Said, alert, marked
from widgets.panel.forms import Form
from widgets.state import eventlog, learner
from widgets.state.keeper import Keeper

ENDS, ROOM = ("Low end", "High end"), "The room’s bets"
OTHERS = "<p>The answer is not what it was when you bet: the numbers behind it are others now.</p>"


@dataclass(frozen=True)
class Option:
    """One of A, B, C: what it says, the range it stands for, and the belief behind it when it is wrong."""

    text: str
    low: float
    high: float
    belief: str = ""


@dataclass(frozen=True)
class Bet:
    """A question with a number for an answer. `answer` takes the explorable's result at its start values."""

    key: str
    question: str
    form: Form
    options: tuple[Option, ...]
    answer: Callable
    why: str
    reveal: str  # one sentence after the answer, "{answer}" is filled in, to three digits
    low: float = 0.0  # the smallest and largest number that makes sense
    high: float = float("inf")
    hero: str = "{answer}"  # what stands largest beside the picture as long as that shows the answer
    meaning: str = ""  # the colour of the mark that shows the answer, where it is not that of the explorable's own hero

    @property
    def words(self) -> str:
        """HTML that opens the meaning of the terms in the question and its options; an empty text where none is."""
        return glossary.fold(self.question, *(option.text for option in self.options))

    def told(self, answer: float) -> str:
        """The sentence with the answer, after the bet."""
        return self.reveal.format(answer=self.form.three(answer))

    def read(self, texts: tuple[str, str]) -> tuple[float, float]:
        """(low, high) from both ends as they were typed. InputError names what cannot be read or used, or asks."""
        return typed_numbers.pair(texts, self.form, ENDS, self.check, self.size, self.example)

    @property
    def example(self) -> tuple[float, float]:
        """(low, high) of a range that somebody could type: of the size of the question, and round, so no hint."""
        low = 10.0 ** math.floor(math.log10(1.01 * self.size)) if self.size else self.form.example / 2
        return tuple(min(max(end, self.low), self.high) for end in (low, 2 * low))

    @property
    def size(self) -> float:
        """The smallest number in the options, but for the ends of all that makes sense."""
        ends = {abs(end) for option in self.options for end in (option.low, option.high)}
        return min(ends - {0, abs(self.low), abs(self.high), math.inf}, default=0)

    def check(self, low, high):
        """InputError when this is no range, or lies where the answer cannot be."""
        if low > high:
            raise InputError(f"The low end, {self.form.say(low)}, lies above the high end; swap them.")
        if low < self.low or high > self.high:
            raise InputError(f"The answer lies between {self.form.write(self.low)} and {self.form.say(self.high)}; "
                             "bet inside that.")


@dataclass(frozen=True)
class Guess:
    """A committed bet beside the answer. Of a whole room's bets it is the one that stands for them (see room_bet)."""

    low: float
    high: float
    answer: float
    letter: str = ""

    @property
    def hit(self):
        return self.low <= self.answer <= self.high

    @property
    def gap(self):
        """How far the answer lies outside the range; 0 inside it."""
        return max(self.low - self.answer, self.answer - self.high, 0.0)


class Committed(t.HasTraits):
    """keys: of the bets that are committed on this page. A bet tells; whatever would give its answer away waits."""

    keys = t.Any(frozenset())

    def tell(self, key: str, made: bool):
        """A bet was committed (made), or taken back."""
        self.keys = self.keys | {key} if made else self.keys - {key}


COMMITTED = Committed()


class BetBox(ipw.VBox):
    """Asks for a bet, keeps it, and says afterwards how it went. `guess` is None until a bet is committed."""

    guess = t.Instance(Guess, allow_none=True)

    def __init__(self, bet, answer):
        """answer: a function without arguments that computes the answer when the bet is committed."""
        self.bet, self._answer = bet, answer
        ways = [("As a range", "range"), ("As A, B or C", "letter")]
        if eventlog.in_room():
            ways.insert(0, (ROOM, "room"))
        self.way = ipw.ToggleButtons(options=ways, value=ways[0][1],
                                     style=ipw.ToggleButtonsStyle(button_width="auto"))
        self.room = ipw.Textarea(
            rows=4, continuous_update=False, layout=ipw.Layout(width="auto"), tooltip="The room’s bets, a range a line",
            placeholder=f"a range a line, or several with commas: {room_bet.example(bet)}\n"
                        "who chose letters: A 5, B 3, C 2")
        self.low = ipw.Text(placeholder="low end", continuous_update=False, tooltip="Low end of your range")
        self.high = ipw.Text(placeholder="high end", continuous_update=False, tooltip="High end of your range")
        for box in (self.low, self.high):
            box.add_class("vd-box")
        self.range = ipw.HBox([ipw.Label("I am 80 % sure that it lies between"), self.low, ipw.Label("and"), self.high,
                               ipw.Label(bet.form.unit)])
        self.range.add_class("vd-range")
        self.letters = ipw.RadioButtons(options=[(f"{letter}. {o.text}", i) for i, (letter, o) in
                                                 enumerate(zip("ABC", bet.options, strict=True))],
                                        value=None, layout=ipw.Layout(width="auto"))
        self.commit_button = Press("Commit the bet", self.commit)
        self.commit_button.add_class("vd-primary")
        self.error = ipw.HTML()
        self.error.add_class("vd-error")
        words = html.escape(bet.question).replace(" %", "&nbsp;%")  # a rate is never torn apart at a line's end
        question = ipw.HTML(f'<p class="vd-question">{words}</p>{bet.words}')
        self.form = ipw.VBox()
        self.outcome = Said()
        self.why = ipw.Textarea(placeholder="Why? One sentence is enough.", rows=2, continuous_update=False,
                                tooltip="Why? One sentence", layout=ipw.Layout(width="auto"))
        self.model_answer = Said()
        self.keeper = Keeper()
        self.after = ipw.VBox([
            self.outcome, self.why,
            ipw.HBox([Press("Compare with our answer", self.compare), Press("Bet again", self.again)]),
            self.model_answer, self.keeper,
        ])
        super().__init__([question, self.form])
        self.add_class("vd-bet")
        self._switch()
        self.observe(lambda change: COMMITTED.tell(bet.key, change.new is not None), "guess")
        self.way.observe(self._switch, "value")
        for entry in (self.low, self.high, self.letters, self.room):
            entry.observe(self._edited, "value")
        self.why.observe(lambda c: self.keeper.record("why", bet=bet.key, text=c.new), "value")

    def _switch(self, _=None):
        middle = {"range": self.range, "letter": self.letters, "room": self.room}[self.way.value]
        self.form.children = [self.way, middle, self.commit_button, self.error]
        self._edited()

    def _edited(self, _=None):
        """What was refused is being changed."""
        self.error.value = ""
        self._mark(())

    def _read(self):
        """The range that was typed or chosen; InputError says what is missing."""
        if self.way.value == "letter":
            if self.letters.value is None:
                raise InputError("Choose A, B or C first.")
            option = self.bet.options[self.letters.value]
            return option.low, option.high, "ABC"[self.letters.value]
        if not self.low.value.strip() or not self.high.value.strip():
            raise typed_numbers.Refused("Type both ends of your range first: a low number and a high number.",
                                        [name for name, box in self._ends.items() if not box.value.strip()])
        low, high = self.bet.read((self.low.value, self.high.value))
        self.low.value, self.high.value = map(self.bet.form.to_type, (low, high))
        return low, high, ""

    @property
    def _ends(self):
        return dict(zip(ENDS, (self.low, self.high), strict=True))

    def _mark(self, keys):
        for name, box in (*self._ends.items(), (ROOM, self.room)):
            marked(box, name in keys)

    def commit(self):
        bets = None
        self._edited()
        try:
            if self.way.value == "room":
                bets = room_bet.read(self.room.value, self.bet)
            low, high, letter = bets.middle(self.bet.options) if bets else self._read()
        except InputError as error:
            self.error.value = alert(str(error))
            ends = getattr(error, "keys", ENDS) if self.way.value == "range" else ()
            self._mark((ROOM,) if self.way.value == "room" else ends)
            return
        guess = Guess(low, high, float(self._answer()), letter)
        told = {"ranges": len(bets.ranges), "held": bets.held(guess.answer), "letters": bets.letters} if bets else {}
        self.keeper.record("bet", bet=self.bet.key, low=low, high=high, letter=letter, answer=guess.answer,
                           hit=guess.hit, **told)
        self.outcome.value = room_bet.outcome(bets, self.bet, guess.answer) if bets else self._say(guess)
        self._open(guess)

    def _open(self, guess):
        self.children = [self.children[0], self.after]
        self.guess = guess

    def resume(self) -> bool:
        """Where a notebook is opened again: the last bet, its "why?" and our answer if it was opened; whether one was.

        The answer is computed anew and the bet judged by it, for the log may be older than the numbers. Writes nothing.
        """
        made, *later = learner.last_bet(self.bet.key, self.keeper.cell) or [None]
        ends = self._ends_of(made) if made else None
        if ends is None:
            return False
        guess, then = Guess(*ends, float(self._answer()), made.get("letter") or ""), made.get("answer")
        self.outcome.value = self._say(guess)
        if not isinstance(then, int | float) or not math.isclose(guess.answer, then, rel_tol=1e-6, abs_tol=1e-9):
            self.outcome.value += OTHERS
        with eventlog.silent():
            self.why.value = next((event["text"] for event in reversed(later) if event["kind"] == "why"), "")
            if any(event["kind"] == "model answer" for event in later):
                self.compare()
        self._open(guess)
        return True

    def _ends_of(self, made):
        """(low, high) of a bet in the log, as far as it still is one here; else None."""
        letter, ends = made.get("letter"), (made.get("low"), made.get("high"))
        try:
            if letter:
                option = self.bet.options["ABC".index(letter)]
                return option.low, option.high
            self.bet.check(*ends)
            return ends if all(map(math.isfinite, ends)) else None
        except (InputError, TypeError, ValueError):
            return None

    def _say(self, guess):
        form = self.bet.form
        if guess.letter:
            option = self.bet.options["ABC".index(guess.letter)]
            said = f"You chose {guess.letter}. "
            verdict = "Right." if guess.hit else f"Not so. {option.belief}"
        else:
            said = f"You said {form.write(guess.low)} to {form.say(guess.high)}. "
            verdict = "Your range holds." if guess.hit else f"Outside your range, by {form.apart(guess.gap)}."
        mark = "hit" if guess.hit else "miss"
        answer = self.bet.told(guess.answer)
        return (f'<p class="vd-outcome" data-result="{mark}">{html.escape(said)}<b>{html.escape(verdict)}</b> '
                f"{html.escape(answer)}</p>")

    def compare(self):
        self.keeper.record("model answer", bet=self.bet.key)
        self.model_answer.value = f'<p class="vd-why">{html.escape(self.bet.why)}</p>'

    def again(self):
        """Back to before the bet; the log keeps the one that was made. What a room bet stays: nobody types it twice."""
        self.keeper.record("bet again", bet=self.bet.key)
        with eventlog.silent():  # an empty "why?" is no answer to anything
            self.low.value = self.high.value = self.model_answer.value = self.why.value = ""
        self.letters.value = None
        self.children = [self.children[0], self.form]
        self.guess = None
