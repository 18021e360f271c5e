"""What runs in a class copy of a notebook: the exercise with a student's own numbers, what was read, and the points."""

import html
import os
from pathlib import Path

from IPython.display import display

from customerbase import InputError
from widgets.classroom.variant import (
    case_for,
    find_task,
    graded_fields,
    kit_version,
    marks,
    seed_for,
    tolerance_words,
)
from widgets.forms import Form

RECORD = "application/vnd.valued.grade+json"  # what a grade rests on, for the teacher's table; no page shows it


# Dollars in a page are money: these classes keep Lab and nbgrader's pages from setting them as formulas.
TEXT = '<div class="tex2jax_ignore mathjax_ignore">'


class ClassExercise:
    """One exercise with the numbers of one student, shown as text: `student` None is a sample that nobody hands in."""

    def __init__(self, key, assignment, base_seed, student):
        self.task = find_task(key)
        self.student = _whose(student)
        self.case = case_for(self.task, base_seed, assignment, self.student)

    def read(self, answer):
        """Show what was read from an answer, before it is handed in. It does not say what is right."""
        given, problems = read_answer(self.task, answer)
        rows = [(field.label, _shown(field, given.get(field.key))) for field in graded_fields(self.task)]
        return Page(_table(("", "What was read"), rows) + "".join(map(_paragraph, problems)))

    def _repr_html_(self):
        rows = [(f"“{field.key}”", field.label, _how(field), tolerance_words(field))
                for field in graded_fields(self.task)]
        whose = (f"These numbers are {self.student}’s own." if self.student
                 else "This copy belongs to nobody: its numbers are a sample and are not graded.")
        hints = "".join(f"<details><summary>Hint {step}</summary>{html.escape(hint)}</details>"
                        for step, hint in enumerate(self.task.hints, 1))
        return (f"{TEXT}<h3>{html.escape(self.task.title)}</h3>{_paragraph(self.task.prompt(self.case))}"
                + _table(("In the answer", "What", "How to write it", "Counts as right"), rows)
                + f"{hints}{_paragraph(whose)}</div>")


class Page:
    """HTML to show."""

    def __init__(self, content):
        self._content = f"{TEXT}{content}</div>"

    def _repr_html_(self):
        return self._content


def read_answer(task, answer):
    """(what was given, sentences about what could not be read). Numbers come as floats, choices as text.

    A number may be typed as one (0.963) or as text with its unit ("96.3 %"); what is missing or cannot be read is
    left out, and so counts as not answered.
    """
    if not isinstance(answer, dict):
        return {}, [f"answer is {_short(answer)}, not the braces with a value for each name."]
    given, problems = {}, []
    fields = {field.key: field for field in graded_fields(task)}
    for key, value in answer.items():
        if key not in fields:
            problems.append(f"{_short(key)} is not asked for; the names are {', '.join(fields)}.")
        elif value is not None and value != "":
            try:
                given[key] = _value(fields[key], value)
            except InputError as error:
                problems.append(str(error))
    return given, problems


def grade(key, assignment, base_seed, names):
    """The points of an answer: one a part. Shows each part, a solution, and what the grade rests on.

    names: the notebook's own names, of which `answer` and `student` are read. Whose numbers count follows, while
    nbgrader grades, from the folder that the notebook was handed in under, and from nothing inside the notebook.
    """
    task = find_task(key)
    named = names.get("student")
    student = _whose(named)
    case = case_for(task, base_seed, assignment, student)
    given, problems = read_answer(task, names.get("answer"))
    right = marks(task, given, case)
    record = {
        "kit": kit_version(), "base_seed": base_seed, "seed": seed_for(base_seed, assignment, student),
        "student": student, "named": None if named is None else str(named), "assignment": assignment,
        "exercise": key, "answer": given, "right": right,
    }
    rows = [("right" if part.ok else "not yet", part.says) for part in task.check(given, case) if part.ok is not None]
    rests = (f"{sum(right.values())} of {len(right)} points. Graded by Valued {record['kit']}, base seed {base_seed}, "
             f"seed {record['seed']}.")
    page = Page(_table(("", "Part"), rows)
                + "".join(map(_paragraph, (*problems, f"A solution: {task.solution(case)}", rests))))
    display({"text/html": page._repr_html_(), "text/plain": rests, RECORD: record}, raw=True)
    return float(sum(right.values()))


def _whose(student):
    """nbgrader runs a notebook in autograded/STUDENT/ASSIGNMENT, made from the folder it was handed in under."""
    return Path.cwd().parent.name if os.environ.get("NBGRADER_EXECUTION") == "autograde" else student


def _value(field, value):
    if isinstance(field.form, Form):
        return field.form.given(value, field.key)
    for option in field.form:
        if isinstance(value, str) and value.strip().casefold() == option.casefold():
            return option
    raise InputError(f"{field.key}: {_short(value)} is none of the choices; copy one word for word.")


def _how(field):
    if isinstance(field.form, tuple):
        return "one of: " + " · ".join(f"“{option}”" for option in field.form)
    return f"a number, {field.form.example:g}, or text, “{field.form.say(field.form.example)}”"


def _shown(field, value):
    if value is None:
        return "nothing yet"
    return f"{field.form.in_full(value)} {field.form.unit}".strip() if isinstance(field.form, Form) else value


def _short(value):
    text = str(value)
    return f"“{text if len(text) <= 40 else text[:39] + '…'}”"


def _paragraph(text):
    return f"<p>{html.escape(text)}</p>"


def _table(heads, rows):
    left = "style='text-align:left; padding:2px 12px 2px 0'"
    lines = ["".join(f"<th {left}>{html.escape(head)}</th>" for head in heads)]
    lines += ["".join(f"<td {left}>{html.escape(str(cell))}</td>" for cell in row) for row in rows]
    return "<table>" + "".join(f"<tr>{line}</tr>" for line in lines) + "</table>"
