"""What surrounds an explorable: the shapes of exercises, check questions and Monday cards, and the exercise itself.

Each exists once, as data in `widgets.lessons`; `check_question.py` and `monday_card.py` show the other two. Everything
a learner does is an event in the local log. (jupyterquiz was looked at: it keeps answers in the browser, where neither
the log nor a grader sees them.)
"""

import html
import math
from collections.abc import Callable
from dataclasses import dataclass, field

import ipywidgets as ipw

from customerbase import InputError
from widgets import glossary, learner
from widgets.controls import Press, marked
from widgets.forms import Form
from widgets.keeper import Keeper
from widgets.sheet import sheet
from widgets.typed_numbers import Refused, several


@dataclass(frozen=True)
class Field:
    """One thing an exercise asks for. form: a Form for a number, a tuple of options, or None for free text.

    within, share: how far a number may be off and still count, as an amount and as a share of the right value; the
    larger of the two holds.
    """

    key: str
    label: str
    form: Form | tuple | None
    within: float = 0
    share: float = 0

    def tolerance(self, right):
        """How far off a number may be, in the number's own unit; 0 for an option."""
        return max(self.within, self.share * abs(right)) if isinstance(self.form, Form) else 0

    def accepts(self, given, right):
        """Whether `given` (None: not answered) counts as `right`."""
        if not isinstance(self.form, Form):
            return given == right
        return given is not None and abs(given - right) <= self.tolerance(right)


@dataclass(frozen=True)
class Part:
    """One graded part of an answer. ok is None for free text, which a person reads."""

    key: str
    ok: bool | None
    says: str


@dataclass(frozen=True)
class Task:
    """An exercise as data.

    case(seed) -> dict of numbers; prompt(case) -> text; check(answer, case) -> list of Part; solution(case) -> text.
    `answer` holds plain numbers and strings by field key; what was not answered is missing from it. right(case) -> one
    answer that is right in every part that a computer checks: the key that a class is graded with.
    """

    key: str
    title: str
    case: Callable
    prompt: Callable
    fields: tuple[Field, ...]
    check: Callable
    hints: tuple[str, str, str]
    solution: Callable
    right: Callable | None = None

    def texts(self, case: dict) -> list[str]:
        """All that it says about a case, hints and solution included."""
        return [self.title, self.prompt(case), *self.hints, self.solution(case), *(f.label for f in self.fields)]


@dataclass(frozen=True)
class Answer:
    """One option of a check question. says: why it is right, or the misconception that leads to it."""

    text: str
    says: str
    right: bool = False


@dataclass(frozen=True)
class Question:
    """A check question as data. recalls: the key of the notebook whose idea it brings back, or ""."""

    key: str
    prompt: str
    options: tuple[Answer, ...]
    recalls: str = ""

    @property
    def texts(self) -> list[str]:
        """All that it says, the beliefs behind wrong options included."""
        return [self.prompt, *(text for option in self.options for text in (option.text, option.says))]


@dataclass(frozen=True)
class Monday:
    """What a notebook asks a leader to take home: one number, its owner, a date, and when to stop what."""

    key: str
    prompt: str
    number: str
    rule: str = "above … we stop …"


@dataclass(frozen=True)
class Claim:
    """What speaks for a claim of a source, and what against it. after: keys of the bets whose answers this tells.

    Text between stars is emphasised, such as the title of a source.
    """

    key: str
    speaks_for: str
    against: str
    after: tuple[str, ...] = ()


@dataclass
class Lesson:
    """All parts of one notebook, by key."""

    tasks: dict = field(default_factory=dict)
    questions: dict = field(default_factory=dict)
    mondays: dict = field(default_factory=dict)
    claims: dict = field(default_factory=dict)

    def add(self, *parts):
        for part in parts:
            shelf = {Task: self.tasks, Question: self.questions, Monday: self.mondays, Claim: self.claims}[type(part)]
            if part.key in shelf:
                raise ValueError(f"{part.key} is there already")
            shelf[part.key] = part


def find(shelf, key):
    """A Task, Question, Monday or Claim by its key; InputError names those there are."""
    from widgets.lessons import LESSON  # the content imports the shapes above, so it is fetched late

    parts = getattr(LESSON, shelf)
    if key not in parts:
        raise InputError(f"There is no {key!r} here; choose one of {', '.join(sorted(parts))}.")
    return parts[key]


def text(sentence, cls=""):
    """A paragraph as a widget."""
    return ipw.HTML(f'<p class="{cls}">{html.escape(sentence)}</p>')


class LessonPart(ipw.VBox):
    """The frame that all these parts share. `keeper.record` keeps an event, or says below the part why it cannot."""

    def __init__(self, *children, words=()):
        """words: all texts that the part can show; a line below it opens the meaning of the terms in them."""
        self.keeper = Keeper()
        terms = glossary.fold(*words)
        super().__init__([sheet(), *children, *([ipw.HTML(terms)] if terms else []), self.keeper])
        self.add_class("vd-panel")
        self.add_class("vd-part")


class Exercise(LessonPart):
    """One exercise; hints and solution stay shut until there was an attempt. seed: another case of the same.

    A notebook that is opened again goes on where it stopped: attempts, hints and the last answer come from the log.
    """

    def __init__(self, key, seed=0):
        self.task, self.seed = find("tasks", key), seed
        self.case = self.task.case(seed)
        self.attempts, self.hints_given = 0, 0
        self.entries = {f.key: self._entry(f) for f in self.task.fields}
        rows = []
        for f in self.task.fields:
            unit = f.form.unit if isinstance(f.form, Form) else ""
            row = ipw.HBox([ipw.Label(f.label), self.entries[f.key], ipw.Label(unit)])
            row.add_class("vd-range")
            rows.append(row)
        self.verdict = ipw.HTML()
        self.help = ipw.HTML()
        self.hint_button = Press("Hint", self.hint, disabled=True)
        self.solution_button = Press("Solution", self.show_solution, disabled=True)
        check = Press("Check my answer", self.check)
        check.add_class("vd-primary")
        buttons = ipw.HBox([check, self.hint_button, self.solution_button])
        buttons.add_class("vd-bar")
        super().__init__(text(self.task.title, "vd-question"), text(self.task.prompt(self.case)), *rows, buttons,
                         self.verdict, self.help, words=self.task.texts(self.case))
        self._resume()

    def _resume(self):
        past = learner.attempts(self.task.key, self.seed)
        tried = [event for event in past if event["kind"] == "answer"]
        if not tried:
            return
        for f in self.task.fields:
            self._fill(f, tried[-1]["answer"].get(f.key))
        self.attempts = len(tried)
        self.hints_given = min(max((e["step"] for e in past if e["kind"] == "hint"), default=0), len(self.task.hints))
        self._judge(self.answer())
        often = "once" if self.attempts == 1 else f"{self.attempts} times"
        self.verdict.value += f"<p>You tried this {often} before; your last answer is filled in.</p>"
        helped = [event["kind"] for event in past if event["kind"] != "answer"]
        self._help(solution=helped[-1:] == ["solution"])

    def _fill(self, f, given):
        """Write one part of an answer as it was read; what does not fit the field (any more) is left out."""
        if isinstance(f.form, Form):
            if isinstance(given, int | float) and math.isfinite(given):
                self.entries[f.key].value = f.form.to_type(given)
        elif isinstance(given, str) and (f.form is None or given in f.form):
            self.entries[f.key].value = given

    def _entry(self, f):
        if f.form is None:
            return ipw.Textarea(rows=2, continuous_update=False, tooltip=f.label, layout=ipw.Layout(width="100%"))
        if isinstance(f.form, tuple):
            return ipw.Dropdown(options=[("choose …", ""), *((o, o) for o in f.form)], tooltip=f.label,
                                layout=ipw.Layout(width="auto"))
        box = ipw.Text(continuous_update=False, tooltip=f.label)
        box.add_class("vd-box")
        return box

    def answer(self):
        """What was entered, as plain numbers and strings; InputError names every field that cannot be read."""
        entered = [(f, str(self.entries[f.key].value or "")) for f in self.task.fields]
        entered = [(f, value) for f, value in entered if value.strip()]
        numbers = several({f.key: (value, f.form, f.label) for f, value in entered if isinstance(f.form, Form)})
        return {f.key: numbers.get(f.key, value) for f, value in entered}

    def check(self):
        try:
            answer = self.answer()
        except Refused as error:
            self.verdict.value = f'<p class="vd-error" role="alert">{html.escape(str(error))}</p>'
            self._mark(error.keys)
            return
        self._mark(())
        for f in self.task.fields:
            self._fill(f, answer.get(f.key))
        parts = self._judge(answer)
        self.attempts += 1
        self.keeper.record("answer", exercise=self.task.key, seed=self.seed, answer=answer,
                           right=[p.key for p in parts if p.ok], wrong=[p.key for p in parts if p.ok is False])

    def _mark(self, keys):
        for key, entry in self.entries.items():
            marked(entry, key in keys)

    def _judge(self, answer):
        """Show part by part what is right, and open hints and solution: there was an attempt."""
        parts = self.task.check(answer, self.case)
        self.hint_button.disabled = self.hints_given == len(self.task.hints)
        self.solution_button.disabled = False
        marks = {True: "✓", False: "✗", None: "✎"}
        items = "".join(f'<li data-ok="{str(p.ok).lower()}">{marks[p.ok]} {html.escape(p.says)}</li>' for p in parts)
        self.verdict.value = f'<ul class="vd-verdict" aria-live="polite">{items}</ul>'
        return parts

    def hint(self):
        """The next of three hints, the earlier ones stay."""
        self.hints_given = min(self.hints_given + 1, len(self.task.hints))
        self.keeper.record("hint", exercise=self.task.key, seed=self.seed, step=self.hints_given)
        self._help()

    def show_solution(self):
        self.keeper.record("solution", exercise=self.task.key, seed=self.seed)
        self._help(solution=True)

    def _help(self, solution=False):
        """The hints given so far, or the solution."""
        shown = "".join(f"<li>{html.escape(h)}</li>" for h in self.task.hints[: self.hints_given])
        self.help.value = f"<ol>{shown}</ol>" if shown else ""
        if solution:
            self.help.value = f'<p class="vd-why">{html.escape(self.task.solution(self.case))}</p>'
        self.hint_button.disabled = self.hints_given == len(self.task.hints)
