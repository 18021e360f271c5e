"""What surrounds an explorable: exercises with hints and a solution, check questions, and the Monday card.

Each exists once, as data in `widgets.lessons`; here are the data's shapes and the widgets that show them. Everything a
learner does is an event in the local log. (jupyterquiz was looked at: it keeps answers in the browser, where neither
the log nor a grader sees them.)
"""

import html
from collections.abc import Callable
from dataclasses import dataclass, field

import ipywidgets as ipw

from customerbase import InputError
from widgets import eventlog
from widgets.controls import Press
from widgets.forms import Form
from widgets.sheet import sheet


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


@dataclass(frozen=True)
class Monday:
    """What a notebook asks a leader to take home: one number, its owner, a date, and when to stop what."""

    key: str
    prompt: str
    number: str
    rule: str = "above … we stop …"


@dataclass
class Lesson:
    """All parts of one notebook, by key."""

    tasks: dict = field(default_factory=dict)
    questions: dict = field(default_factory=dict)
    mondays: dict = field(default_factory=dict)

    def add(self, *parts):
        for part in parts:
            shelf = {Task: self.tasks, Question: self.questions, Monday: self.mondays}[type(part)]
            if part.key in shelf:
                raise ValueError(f"{part.key} is there already")
            shelf[part.key] = part


def _find(shelf, key):
    from widgets.lessons import LESSON  # the content imports the shapes above, so it is fetched late

    parts = getattr(LESSON, shelf)
    if key not in parts:
        raise InputError(f"There is no {key!r} here; choose one of {', '.join(sorted(parts))}.")
    return parts[key]


def _text(sentence, cls=""):
    return ipw.HTML(f'<p class="{cls}">{html.escape(sentence)}</p>')


class LessonPart(ipw.VBox):
    """The frame that the three parts below share."""

    def __init__(self, *children):
        super().__init__([sheet(), *children])
        self.add_class("vd-panel")
        self.add_class("vd-part")


class Exercise(LessonPart):
    """One exercise; hints and solution stay shut until there was an attempt. seed: another case of the same."""

    def __init__(self, key, seed=0):
        self.task = _find("tasks", key)
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
        super().__init__(_text(self.task.title, "vd-question"), _text(self.task.prompt(self.case)), *rows, buttons,
                         self.verdict, self.help)

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
        """What was entered, as plain numbers and strings; InputError names the field that cannot be read."""
        found = {}
        for f in self.task.fields:
            value = self.entries[f.key].value
            if value in (None, "") or not str(value).strip():
                continue
            found[f.key] = f.form.read(value, f.label) if isinstance(f.form, Form) else str(value)
        return found

    def check(self):
        try:
            answer = self.answer()
        except InputError as error:
            self.verdict.value = f'<p class="vd-error" role="alert">{html.escape(str(error))}</p>'
            return
        parts = self.task.check(answer, self.case)
        self.attempts += 1
        self.hint_button.disabled = self.hints_given == len(self.task.hints)
        self.solution_button.disabled = False
        eventlog.record("answer", exercise=self.task.key, answer=answer, right=[p.key for p in parts if p.ok],
                        wrong=[p.key for p in parts if p.ok is False])
        marks = {True: "✓", False: "✗", None: "✎"}
        items = "".join(f'<li data-ok="{str(p.ok).lower()}">{marks[p.ok]} {html.escape(p.says)}</li>' for p in parts)
        self.verdict.value = f'<ul class="vd-verdict" aria-live="polite">{items}</ul>'

    def hint(self):
        """The next of three hints, the earlier ones stay."""
        self.hints_given = min(self.hints_given + 1, len(self.task.hints))
        eventlog.record("hint", exercise=self.task.key, step=self.hints_given)
        shown = "".join(f"<li>{html.escape(h)}</li>" for h in self.task.hints[: self.hints_given])
        self.help.value = f"<ol>{shown}</ol>"
        self.hint_button.disabled = self.hints_given == len(self.task.hints)

    def show_solution(self):
        eventlog.record("solution", exercise=self.task.key)
        self.help.value = f'<p class="vd-why">{html.escape(self.task.solution(self.case))}</p>'


class CheckQuestion(LessonPart):
    """One question with a few options; a wrong one is answered with the belief behind it."""

    def __init__(self, key):
        self.question = _find("questions", key)
        self.options = ipw.RadioButtons(options=[(a.text, i) for i, a in enumerate(self.question.options)], value=None,
                                        layout=ipw.Layout(width="auto"))
        self.feedback = ipw.HTML()
        super().__init__(_text(self.question.prompt, "vd-question"), self.options, Press("Check", self.check),
                         self.feedback)

    def check(self):
        if self.options.value is None:
            self.feedback.value = '<p class="vd-error" role="alert">Choose an option first.</p>'
            return
        chosen = self.question.options[self.options.value]
        eventlog.record("check", question=self.question.key, option=self.options.value, right=chosen.right)
        mark = "hit" if chosen.right else "miss"
        verdict = "Right." if chosen.right else "Not so."
        self.feedback.value = (f'<p class="vd-outcome" data-result="{mark}" aria-live="polite"><b>{verdict}</b> '
                               f"{html.escape(chosen.says)}</p>")


class MondayCard(LessonPart):
    """The last thing in a notebook: what happens on Monday. Kept in the log; shown as a card to copy or print."""

    labels = {"number": "The number", "owner": "Its owner", "date": "By when", "rule": "Above … we stop …"}

    def __init__(self, key):
        self.monday = _find("mondays", key)
        starts = {"number": self.monday.number, "rule": self.monday.rule}
        self.entries = {k: ipw.Text(value="", placeholder=starts.get(k, label), continuous_update=False, tooltip=label,
                                    layout=ipw.Layout(width="100%")) for k, label in self.labels.items()}
        rows = []
        for k, label in self.labels.items():
            rows.append(ipw.HBox([ipw.Label(label), self.entries[k]]))
            rows[-1].add_class("vd-card-row")
        self.card = ipw.HTML()
        keep = Press("Keep this card", self.keep)
        keep.add_class("vd-primary")
        super().__init__(_text(self.monday.prompt, "vd-question"), *rows, keep, self.card)

    def keep(self):
        card = {k: box.value.strip() for k, box in self.entries.items()}
        missing = [self.labels[k] for k, v in card.items() if not v]
        if missing:
            self.card.value = f'<p class="vd-error" role="alert">Still empty: {html.escape(", ".join(missing))}.</p>'
            return
        kept = eventlog.record("monday", card=self.monday.key, **card)
        lines = "".join(f"<tr><th>{html.escape(self.labels[k])}</th><td>{html.escape(v)}</td></tr>"
                        for k, v in card.items())
        note = ("Kept. In 30 days, ask how many days it took to get this number." if kept
                else "The card could not be saved on this machine; copy it by hand.")
        self.card.value = f'<table class="vd-card">{lines}</table><p>{note}</p>'
