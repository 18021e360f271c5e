"""A learner's own events as one table, for a spreadsheet (CSV) or as a page to read and print (HTML)."""

import base64
import csv
import html
import io
import json
import os
import tempfile
from pathlib import Path

from customerbase import InputError
from widgets import gain, learner
from widgets.course import course
from widgets.lessons import LESSON
from widgets.progress.report import report

COLUMNS = ("when (UTC)", "notebook", "section", "what", "about", "asked", "answered", "right")
SHEET = Path(__file__).parents[1] / "sheet.css"


def rows():
    """Every own event as a tuple of texts, in the order of COLUMNS, oldest first."""
    books = course()
    return [_row(event, books) for event in learner.own()]


def _row(event, books):
    number, section = learner.place(event, books)
    asked, answered, right = "", "", ""
    kind, about = event["kind"], learner.key(event)
    if kind == "bet":
        ends = f"{event.get('low')} to {event.get('high')}"
        answered = f"{event['letter']} ({ends})" if event.get("letter") else ends
        asked, right = f"the answer was {event.get('answer')}", _yes(event["hit"])
    elif kind == "why":
        answered = event["text"]
    elif kind == "answer":
        asked = LESSON.tasks[about].title if about in LESSON.tasks else ""
        answered = json.dumps(event["answer"], ensure_ascii=False)
        right = f"{len(event['right'])} of {len(event['right']) + len(event['wrong'])}"
    elif kind == "hint":
        answered = f"hint {event['step']}"
    elif kind == "check":
        question = LESSON.questions.get(about)
        asked, answered = _chosen(question, event["option"])
        right = _yes(event["right"])
    elif kind == "monday":
        asked, answered = event["number"], f"owner {event['owner']}, by {event['date']}, {event['rule']}"
    elif kind == "monday later":
        answered = f"{'never' if event['days'] is None else event['days']} days: {event['text']}"
    elif kind == "teaches":
        about = f"{event['stage']}: {event['idea']}"
        asked, answered = _chosen(gain.question(event["stage"], event["idea"]), event["option"])
        right = _yes(event["right"])
    return (event["at"].replace("T", " ").removesuffix("+00:00"), number, section, kind, about, asked, answered, right)


def _chosen(question, option):
    if question is None:
        return "", str(option)
    fits = 0 <= option < len(question.options)
    return question.prompt, question.options[option].text if fits else str(option)


def _yes(right):
    return "yes" if right else "no"


def as_csv(columns, lines):
    """A table as CSV text. What a person typed never becomes a formula in a spreadsheet: it gets an apostrophe."""
    out = io.StringIO()
    write = csv.writer(out, lineterminator="\r\n")
    write.writerow(columns)
    write.writerows([_plain(cell) for cell in line] for line in lines)
    return out.getvalue()


def _plain(cell):
    text = str(cell)
    minus = text.startswith("-") and not text[1:2].isdigit()  # a negative number is none
    return f"'{text}" if minus or text.startswith(("=", "+", "@", "\t", "\r")) else text


def as_page():
    """The report and the table as one page that needs nothing else."""
    cells = "".join("<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in row) + "</tr>" for row in rows())
    heads = "".join(f'<th scope="col">{html.escape(name)}</th>' for name in COLUMNS)
    return ('<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>Valued: my progress</title>'
            f"<style>{SHEET.read_text(encoding='utf-8')}</style></head><body class=\"vd-page\">"
            f'<main class="vd-panel"><h1>My progress</h1>{report(learner.own(), course())}'
            f"<h2>Everything, oldest first</h2><table><tr>{heads}</tr>{cells}</table></main></body></html>\n")


def progress_csv():
    return as_csv(COLUMNS, rows())


def gain_csv():
    """Before, after, a week later and the gain, idea by idea."""
    return as_csv(gain.COLUMNS, gain.gains(learner.own()))


def download(name, kind, text, label=""):
    """A link that saves a text from the page itself: it works where the kernel runs on another machine.

    label: what it is called; without one the file's name.
    """
    data = base64.b64encode(text.encode("utf-8-sig" if kind == "text/csv" else "utf-8")).decode()
    return f'<a download="{name}" href="data:{kind};charset=utf-8;base64,{data}">{html.escape(label or name)}</a>'


def save(text, file):
    """Write a file whole or not at all; InputError says why it could not be."""
    file = Path(file)
    try:
        handle, draft = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")
    except OSError as error:
        raise InputError(f"{file} cannot be written: {(error.strerror or 'no reason given').lower()}; "
                         "name a file in a folder of yours.") from None
    try:
        with os.fdopen(handle, "w", encoding="utf-8-sig" if file.suffix == ".csv" else "utf-8", newline="") as out:
            out.write(text)
        os.replace(draft, file)
    except OSError as error:
        Path(draft).unlink(missing_ok=True)
        raise InputError(f"{file} cannot be written: {(error.strerror or 'no reason given').lower()}; "
                         "name another file.") from None
