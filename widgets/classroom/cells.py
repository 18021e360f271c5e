"""What runs in a class copy of a notebook: the exercise with a student's own numbers, and what is read of an answer."""

import html
import re
from collections.abc import Iterable

from IPython import get_ipython

from customerbase import InputError
from widgets.classroom.answers import read_cell, short
from widgets.classroom.variant import case_for, find_task, graded_fields, tolerance_words
from widgets.lessons.shapes import Task
from widgets.panel.forms import Form

# Dollars in a page are money: these classes keep Lab and nbgrader's pages from setting them as formulas.
TEXT = '<div class="tex2jax_ignore mathjax_ignore">'
ANSWER = re.compile(r"^\s*answer\s*(?::[^=\n]*)?=(?!=)", re.MULTILINE)


class ClassExercise:
    """One exercise with the numbers of one student, shown as text: `student` None is a sample that nobody hands in."""

    def __init__(self, key, assignment, base_seed, student):
        self.task = find_task(key)
        self.student = student
        self.case = case_for(self.task, base_seed, assignment, self.student)

    def read(self, answer):
        """Show what grading will read from an answer. It does not say what is right.

        Grading runs nothing and reads the cell's text; so does this, where there is a cell.
        """
        typed, reasons = read_cell(_typed()) if _typed() else (answer, [])
        given, problems = read_answer(self.task, typed)
        return what_was_read(self.task, given, (*reasons, *problems))

    def _repr_html_(self):
        rows = [(f"“{field.key}”", field.label, _how(field), tolerance_words(field))
                for field in graded_fields(self.task)]
        whose = (f"These numbers are {self.student}’s own." if self.student
                 else "This copy belongs to nobody: its numbers are a sample and are not graded.")
        hints = "".join(f"<details><summary>Hint {step}</summary>{html.escape(hint)}</details>"
                        for step, hint in enumerate(self.task.hints, 1))
        return (f"{TEXT}<h3>{html.escape(self.task.title)}</h3>{paragraph(self.task.prompt(self.case))}"
                + table(("In the answer", "What", "How to write it", "Counts as right"), rows)
                + f"{hints}{paragraph(whose)}</div>")


class Page:
    """HTML to show."""

    def __init__(self, content):
        self._content = f"{TEXT}{content}</div>"

    def _repr_html_(self):
        return self._content


def what_was_read(task: Task, given: dict, said: Iterable[str]) -> Page:
    """A page of what each part was read as, and of sentences on what could not be read."""
    rows = [(field.label, _shown(field, given.get(field.key), refused(field.key, said)))
            for field in graded_fields(task)]
    return Page(table(("", "What was read"), rows) + "".join(map(paragraph, said)))


def refused(key: str, said: Iterable[str]) -> bool:
    """Whether a sentence says of a part that what was typed for it cannot be read."""
    return any(sentence.startswith(f"{key}:") for sentence in said)


def read_answer(task, answer):
    """(what was given, sentences about what could not be read). Numbers come as floats, choices as text.

    A number may be typed as one (0.963) or as text with its unit ("96.3 %"); what is missing or cannot be read is
    left out, and so counts as not answered.
    """
    if not isinstance(answer, dict):
        return {}, [f"answer is {short(answer)}, not the braces with a value for each name."]
    given, problems = {}, []
    fields = {field.key: field for field in graded_fields(task)}
    for key, value in answer.items():
        if key not in fields:
            problems.append(f"{short(key)} is not asked for; the names are {', '.join(fields)}.")
        elif value is not None and value != "":
            try:
                given[key] = _value(fields[key], value)
            except InputError as error:
                problems.append(str(error))
    return given, problems


def _typed():
    """The text of the answer cell that was run last, in a notebook; None elsewhere."""
    cells = get_ipython().user_ns.get("In", []) if get_ipython() else []
    return next((cell for cell in reversed(cells) if ANSWER.search(cell)), None)


def _value(field, value):
    if isinstance(field.form, Form):
        return field.form.given(value, field.key)
    for option in field.form:
        if isinstance(value, str) and _plain(value) == _plain(option):
            return option
    raise InputError(f"{field.key}: {short(value)} is none of the choices; copy one word for word.")


def _plain(text):
    """A choice as it is compared: no matter how it is spaced, and whether a full stop ends it."""
    return " ".join(text.split()).rstrip(".").casefold()


def _how(field):
    if isinstance(field.form, tuple):
        return "one of: " + " · ".join(f"“{option}”" for option in field.form)
    return f"a number, {field.form.example:g}, or text, “{field.form.say(field.form.example)}”"


def _shown(field, value, unread):
    if value is None:
        return "what cannot be read, see below" if unread else "nothing yet"
    return f"{field.form.in_full(value)} {field.form.unit}".strip() if isinstance(field.form, Form) else value


def paragraph(text: str) -> str:
    """HTML of a sentence, in which nothing that somebody wrote is HTML."""
    return f"<p>{html.escape(text)}</p>"


def table(heads: tuple, rows: list) -> str:
    """HTML of a table, in which nothing that somebody wrote is HTML."""
    left = "style='text-align:left; padding:2px 12px 2px 0'"
    lines = ["".join(f"<th {left}>{html.escape(head)}</th>" for head in heads)]
    lines += ["".join(f"<td {left}>{html.escape(str(cell))}</td>" for cell in row) for row in rows]
    return "<table>" + "".join(f"<tr>{line}</tr>" for line in lines) + "</table>"
