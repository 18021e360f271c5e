"""A learner's own events as one table, for a spreadsheet (CSV) or as a page to read and print (HTML)."""

import html
import json

from markupsafe import Markup

from widgets.lessons import LESSON
from widgets.panel.style import SHEET, stylesheet
from widgets.progress import gain
from widgets.progress.report import report
from widgets.state import learner
from widgets.state.course import course, course_and_problems
from widgets.state.page import page

COLUMNS = ("when (UTC)", "notebook", "section", "what", "about", "asked", "answered", "right")


def rows():
    """Every own event as a tuple of texts, in the order of COLUMNS, oldest first."""
    events = learner.own()
    return [_row(event, place) for event, place in zip(events, learner.places(events, course()), strict=True)]


def _row(event, place):
    number, section = place
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


def as_page():
    """The report and the table as one page that needs nothing else."""
    cells = "".join("<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in row) + "</tr>" for row in rows())
    heads = "".join(f'<th scope="col">{html.escape(name)}</th>' for name in COLUMNS)
    body = (f'<main class="vd-panel"><h1>My progress</h1>{report(learner.own(), *course_and_problems())}'
            f"<h2>Everything, oldest first</h2><table><tr>{heads}</tr>{cells}</table></main>")
    return page("Valued: my progress", stylesheet(SHEET), Markup(body))
