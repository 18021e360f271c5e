"""Answers an exercise as a person does: types, presses, reads what stands beside each box."""

import html

from widgets.panel.forms import Form


def button(exercise, label):
    todo = [exercise]
    while todo:
        widget = todo.pop()
        if getattr(widget, "description", None) == label:
            return widget
        todo += getattr(widget, "children", ())
    raise AssertionError(f"no button {label!r}")


def press(exercise, *labels):
    for label in labels:
        button(exercise, label).click()


def fill(exercise, answer):
    """Type an answer as a person would: numbers with all their digits."""
    for field in exercise.task.fields:
        if field.key in answer:
            given = answer[field.key]
            exercise.entries[field.key].value = field.form.to_type(given) if isinstance(field.form, Form) else given


def beside(exercise, key):
    return html.unescape(exercise.notes[key].value)


def marked(exercise):
    return {key for key, entry in exercise.entries.items() if "vd-refused" in entry._dom_classes}


def wrong_answer(task, case):
    """Every checked part wrong: numbers further from 0 by at least a fifth, rates lower by it, and another option."""
    right, wrong = task.right(case), {}
    for f in task.fields:
        value = right.get(f.key)
        if isinstance(f.form, tuple):
            wrong[f.key] = next(option for option in f.form if option != value)
        elif f.form:
            off = max(abs(value) / 5, 3 * f.tolerance(value), f.form.whole)
            wrong[f.key] = value - off if 0.5 < value <= 1 else value + (-off if value < 0 else off)
            wrong[f.key] = round(wrong[f.key]) if f.form.whole else wrong[f.key]
    return wrong


def on_the_page(exercise):
    shown = (exercise.title, exercise.prompt, exercise.verdict, exercise.help, *exercise.notes.values())
    return html.unescape(" ".join(part.value for part in shown))
