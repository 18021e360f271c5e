"""An exercise as a learner meets it: fields, a check part by part, help without an attempt, and another case."""

import html
import math

import ipywidgets as ipw

from widgets.learning.how_far import how_far
from widgets.learning.part import LessonPart
from widgets.lessons import find
from widgets.panel.controls import Press, Said, marked
from widgets.panel.forms import Form
from widgets.panel.markup import paragraph
from widgets.panel.typed_numbers import Refused, several
from widgets.state import learner

TRIES = 3  # different wrong answers to one part, after which the right one is named


class Exercise(LessonPart):
    """One exercise. seed: the case to begin with; *Another one* goes on to the next seed.

    A check judges what was filled in and names the rest as still empty; with nothing filled in it is no attempt. Each
    wrong part is marked and says beside its box which way and roughly how far off it is. Right numbers are not given
    away by that: the right value is named only after three different wrong answers to that part, or once the solution
    was opened. (A learner could divide back; the solution is a press away anyhow, and a class copy says none of this.)
    *I am stuck* needs no attempt: it opens one hint after the other, then the solution; all help is free, and logged.

    A notebook that is opened again goes on where it stopped: the case, attempts, hints, solution and the last answer
    come from the log.
    """

    def __init__(self, key, seed=0):
        self.task, self.first = find("tasks", key), seed
        self.entries, self.notes, self.checked, rows = {}, {}, {}, []
        for f in self.task.fields:
            self.entries[f.key], self.notes[f.key] = _entry(f), ipw.HTML()
            self.notes[f.key].add_class("vd-note")
            self.entries[f.key].observe(lambda _, key=f.key: self._edited(key), "value")
            unit = f.form.unit if isinstance(f.form, Form) else ""
            rows.append(ipw.HBox([ipw.Label(f.label), self.entries[f.key], ipw.Label(unit), self.notes[f.key]]))
            rows[-1].add_class("vd-range")
        self.title, self.prompt, self.verdict, self.help = ipw.HTML(), Said(), Said(), Said()
        self.stuck_button = Press("I am stuck", self.stuck)
        self.solution_button = Press("Solution", self.show_solution)
        self.another_button = Press("Another one", self.another)
        check = Press("Check my answer", self.check)
        check.add_class("vd-primary")
        buttons = ipw.HBox([check, self.stuck_button, self.solution_button, self.another_button])
        buttons.add_class("vd-bar")
        reached = learner.case_reached(key, seed)
        super().__init__(self.title, self.prompt, *rows, buttons, self.verdict, self.help,
                         words=self.task.texts(self.task.case(reached)))
        self._pose(reached)

    @property
    def attempts(self):
        """How many answers to this case were checked."""
        return len(self.tried)

    def _pose(self, seed):
        """Put the case of a seed, as far as it was worked on before."""
        self.seed, self.case = seed, self.task.case(seed)
        self.tried, self.hints_given, self.solved = [], 0, False
        which = paragraph(f"Case {seed - self.first + 1}", "vd-quiet") if seed != self.first else ""
        self.title.value = paragraph(self.task.title, "vd-question") + which
        self.prompt.value = paragraph(self.task.prompt(self.case), "vd-prompt")
        for f in self.task.fields:
            self.entries[f.key].value = ""
        self.checked = self._typed()
        self._clear()
        self._resume()
        self._help()

    def _resume(self):
        past = learner.attempts(self.task.key, self.seed)
        self.tried = [self._fitting(event["answer"]) for event in past if event["kind"] == "answer" and event["answer"]]
        self.hints_given = min(max((e["step"] for e in past if e["kind"] == "hint"), default=0), len(self.task.hints))
        self.solved = any(event["kind"] == "solution" for event in past)
        if self.tried:
            self._fill(self.tried[-1])
            self._judge()
            often = "once" if self.attempts == 1 else f"{self.attempts} times"
            self.verdict.value += f"<p>You tried this {often} before; your last answer is filled in.</p>"

    def _fitting(self, answer):
        """What of an answer in the log still fits its field: a log can be old, or edited."""
        return {f.key: answer[f.key] for f in self.task.fields if _fits(f.form, answer.get(f.key))}

    def _fill(self, answer):
        """Write an answer into the boxes as it was read."""
        for f in self.task.fields:
            if f.key in answer:
                given = answer[f.key]
                self.entries[f.key].value = f.form.to_type(given) if isinstance(f.form, Form) else given
        self.checked = self._typed()

    def _typed(self):
        return {key: str(entry.value or "") for key, entry in self.entries.items()}

    def answer(self):
        """What was entered, as plain numbers and strings; InputError names every field that cannot be read."""
        entered = {key: typed for key, typed in self._typed().items() if typed.strip()}
        numbers = {f.key: (entered[f.key], f.form, f.label) for f in self.task.fields
                   if f.key in entered and isinstance(f.form, Form)}
        return entered | several(numbers)

    def check(self):
        """Judge what was filled in; returns whether it could be read. With nothing filled in it is no attempt."""
        self._clear()
        try:
            answer = self.answer()
        except Refused as error:
            self.verdict.value = paragraph(str(error), "vd-error")
            for key in error.keys:
                marked(self.entries[key], True)
            return False
        if not answer:
            labels = "; ".join(f.label.rstrip("?") for f in self.task.fields)
            said = f"Still empty: {labels}. Fill in one or more of them, or press “I am stuck”."
            self.verdict.value = paragraph(said, "vd-error")
            for entry in self.entries.values():
                marked(entry, True)
            return True
        self._fill(answer)
        self.tried.append(answer)
        parts = self._judge()
        self.keeper.record("answer", exercise=self.task.key, seed=self.seed, answer=answer,
                           right=[p.key for p in parts if p.ok], wrong=[p.key for p in parts if p.ok is False])
        self._help()
        return True

    def _edited(self, key):
        """What was said of an answer goes as soon as that is another."""
        if self._typed()[key] != self.checked.get(key, ""):
            marked(self.entries[key], False)
            self.notes[key].value = self.verdict.value = ""

    def _clear(self):
        self.verdict.value = ""
        for key, entry in self.entries.items():
            marked(entry, False)
            self.notes[key].value = ""

    def _judge(self):
        """Show of the last answer what is right, and mark what is wrong at its own field; returns the parts."""
        parts = self.task.check(self.tried[-1], self.case)
        labels = {f.key: f.label.rstrip("?") for f in self.task.fields}
        for part in parts:
            wrong = part.ok is False and not part.empty
            marked(self.entries[part.key], wrong)
            says = self._miss(part) if wrong else part.says
            mark = "" if part.empty else {True: "✓ ", False: "✗ ", None: "✎ "}[part.ok]
            self.notes[part.key].value = (f'<span data-ok="{"empty" if part.empty else str(part.ok).lower()}">'
                                          f"{mark}{html.escape(says)}</span>")
        graded = [p for p in parts if p.ok is not None]
        counted = f"{sum(p.ok for p in graded)} of {len(graded)} right."
        said = []
        for words, keys in (("Look again", [p.key for p in graded if not p.ok and not p.empty]),
                            ("Still empty", [p.key for p in parts if p.empty])):
            said += [f"{words}: {'; '.join(labels[key] for key in keys)}."] if keys else []
        self.verdict.value = (f'<p class="vd-verdict"><b>{counted}</b> '
                              f'{html.escape(" ".join(said))}</p>')
        return parts

    def _miss(self, part):
        """What is said beside a wrong part."""
        field = next(f for f in self.task.fields if f.key == part.key)
        right, number = self.task.right(self.case)[part.key], isinstance(field.form, Form)
        given = [answer[part.key] for answer in self.tried if part.key in answer]
        missed = {value for value in given if not field.accepts(value, right)}
        off = how_far(field.form, given[-1], right) if number else ""
        if self.solved or len(missed) >= TRIES:
            named = f"It is {field.form.say(right)}; yours is {off}." if number else f"It is “{right}”."
        else:
            named = f"{off[0].upper()}{off[1:]}." if number else ""
        return f"{named} {part.says}".strip()

    def stuck(self):
        """The next of three hints, the earlier ones stay; after them the solution."""
        if self.hints_given == len(self.task.hints):
            self.show_solution()
            return
        self.hints_given += 1
        self.keeper.record("hint", exercise=self.task.key, seed=self.seed, step=self.hints_given)
        self._help()

    def show_solution(self):
        """The worked solution below the hints; wrong parts then name the right value too."""
        self.solved = True
        self.keeper.record("solution", exercise=self.task.key, seed=self.seed)
        if self.tried and self._typed() == self.checked:  # not of something that is being written
            self._judge()
        self._help()

    def another(self):
        """A fresh case. What was typed and not yet checked is checked first, so that it is kept."""
        if self._typed() != self.checked and not self.check() and not self.solved:
            return
        seed = self.seed + 1
        self.keeper.record("another", exercise=self.task.key, seed=seed, first=self.first)
        self._pose(seed)

    def _help(self):
        """Hints given so far, the solution if it was opened, and which buttons have something left to do."""
        hints = self.task.hints[: self.hints_given]
        left = len(self.task.hints) - len(hints)
        shown = _listed(hints, "vd-hints")
        if self.solved:
            shown += "<p><b>Step by step</b></p>" + _listed(self.task.steps(self.case), "vd-why")
        elif hints:
            more = "the next hint" if left else "the solution, step by step"
            shown += paragraph(f"Hint {len(hints)} of {len(self.task.hints)}. Press “I am stuck” again for {more}.",
                               "vd-quiet")
        self.help.value = shown
        self.stuck_button.disabled = self.solved and not left
        self.solution_button.disabled = self.solved or not (self.tried or not left)
        self.another_button.disabled = not (self.tried or self.solved)


def _entry(f):
    if f.form is None:
        return ipw.Textarea(rows=2, continuous_update=False, tooltip=f.label, layout=ipw.Layout(width="100%"))
    if isinstance(f.form, tuple):
        return ipw.Dropdown(options=[("choose …", ""), *((o, o) for o in f.form)], tooltip=f.label,
                            layout=ipw.Layout(width="auto"))
    box = ipw.Text(continuous_update=False, tooltip=f.label)
    box.add_class("vd-box")
    return box


def _fits(form, given):
    if isinstance(form, Form):
        return isinstance(given, int | float) and not isinstance(given, bool) and math.isfinite(given)
    return isinstance(given, str) and (form is None or given in form)


def _listed(sentences, cls):
    items = "".join(f"<li>{html.escape(sentence)}</li>" for sentence in sentences)
    return f'<ol class="{cls}">{items}</ol>' if items else ""
