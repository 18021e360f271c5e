"""The shapes in which the content of a notebook is written: exercises, check questions, Monday cards, claims, recaps.

Each part exists once, as data in `widgets.lessons`; `widgets.learning` shows them.
Everything a learner does is an event in the local log. (jupyterquiz was looked at: it keeps
answers in the browser, where neither the log nor a grader sees them.)
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from widgets.panel.forms import Form

EMPTY = "Still empty."


@dataclass(frozen=True)
class Field:
    """One thing an exercise asks for. form: a Form for a number, a tuple of options, or None for free text.

    within, share: how far a number may be off and still count, as an amount and as a share of the right value; the
    larger of the two holds. wrong: what to look at again, or of free text what to read it again for; right: what is
    said of a right one. Neither holds a number of the case: a class sees both.
    """

    key: str
    label: str
    form: Form | tuple | None
    within: float = 0
    share: float = 0
    wrong: str = ""
    right: str = "Right."

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
    """One part of an answer, judged. ok is None for free text, which a person reads; what is empty is never ok."""

    key: str
    ok: bool | None
    says: str
    empty: bool = False


@dataclass(frozen=True)
class Task:
    """An exercise as data.

    case(seed) -> dict of numbers; prompt(case) -> text, from which alone it can be solved. right(case) -> {field key:
    one right answer} for every field that a computer checks. steps(case) -> the worked solution as sentences, each
    with the numbers of the case; the last is the answer in words.
    """

    key: str
    title: str
    case: Callable
    prompt: Callable
    fields: tuple[Field, ...]
    right: Callable
    hints: tuple[str, str, str]
    steps: Callable

    def check(self, answer: dict, case: dict) -> list[Part]:
        """Judge an answer part by part: plain numbers and strings by field key; what was not answered is missing."""
        right = self.right(case)
        return [self._part(field, answer.get(field.key), right.get(field.key)) for field in self.fields]

    def _part(self, field, given, right):
        if given is None or given == "":
            return Part(field.key, None if field.form is None else False, EMPTY, empty=True)
        if field.form is None:
            return Part(field.key, None, field.wrong)
        ok = field.accepts(given, right)
        return Part(field.key, ok, field.right if ok else field.wrong)

    def solution(self, case: dict) -> str:
        """The worked solution as one text."""
        return " ".join(self.steps(case))

    def texts(self, case: dict) -> list[str]:
        """All that it says about a case, hints and solution included."""
        return [self.title, self.prompt(case), *self.hints, self.solution(case),
                *(words for f in self.fields for words in (f.label, f.wrong, f.right))]


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


@dataclass(frozen=True)
class Formula:
    """A formula for a spreadsheet, with English function names. says: what it gives.

    cells: {"B1": (what stands there, an example)}, from row 1 on; gives: what it makes of the examples, as form says.
    """

    says: str
    cells: dict
    text: str
    gives: float
    form: Form


@dataclass(frozen=True)
class Recap:
    """What to remember of a notebook: three sentences, and one formula."""

    key: str
    sentences: tuple[str, str, str]
    formula: Formula


@dataclass(frozen=True)
class Wording:
    """One question that no picture answers: solo for somebody alone, room for people together."""

    key: str
    solo: str
    room: str


@dataclass
class Lesson:
    """All parts of one notebook, by key."""

    tasks: dict = field(default_factory=dict)
    questions: dict = field(default_factory=dict)
    mondays: dict = field(default_factory=dict)
    claims: dict = field(default_factory=dict)
    recaps: dict = field(default_factory=dict)
    wordings: dict = field(default_factory=dict)

    def add(self, *parts):
        for part in parts:
            shelf = {Task: self.tasks, Question: self.questions, Monday: self.mondays, Claim: self.claims,
                     Recap: self.recaps, Wording: self.wordings}[type(part)]
            if part.key in shelf:
                raise ValueError(f"{part.key} is there already")
            shelf[part.key] = part
