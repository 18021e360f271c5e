"""All Monday cards of a learner: on one page to print, and as a calendar file that asks after 30 days (RFC 5545)."""

import hashlib
import html
import re
from datetime import UTC, timedelta
from pathlib import Path

from markupsafe import Markup

from customerbase import InputError
from widgets.learning.monday_card import LABELS, shown
from widgets.panel.style import SHEET, stylesheet
from widgets.state import eventlog, learner
from widgets.state.page import page

HERE = Path(__file__).parent
NONE = "No Monday card has been kept yet; the last part of each notebook makes one."
OCTETS = 75  # of a line in a calendar file
CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


def latest(events: list) -> list:
    """The last Monday card of each notebook, as events, in the notebooks' order; InputError when there is none."""
    cards = {event["card"]: event for event in events if event["kind"] == "monday"}
    if not cards:
        raise InputError(NONE)
    return [cards[key] for key in sorted(cards)]


def as_page(events: list, books: dict) -> str:
    """The cards side by side on one page. books: the course, which knows the titles."""
    parts = "".join(f"<section><h2>{html.escape(_name(card, books))}</h2>{shown(card)}</section>"
                    for card in latest(events))
    body = Markup(f'<main class="vd-panel"><h1>My Monday cards</h1><div class="vd-mondays">{parts}</div></main>')
    return page("Valued: my Monday cards", stylesheet(SHEET, HERE / "monday.css"), body)


def as_calendar(events: list, books: dict) -> str:
    """An entry for a whole day, 30 days after each card was kept. The same card always has the same UID."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Valued//Monday cards//EN", "CALSCALE:GREGORIAN"]
    for card in latest(events):
        kept = eventlog.when(card)
        day = (kept.astimezone() + learner.MONTH).date()
        told = "\n".join(f"{label}: {card[key]}" for key, label in LABELS.items())
        name = hashlib.sha256(f"{card['card']}\n{card['at']}".encode("utf-8", "replace")).hexdigest()[:32]
        lines += ["BEGIN:VEVENT", f"UID:{name}@valued", f"DTSTAMP:{kept.astimezone(UTC):%Y%m%dT%H%M%SZ}",
                  f"DTSTART;VALUE=DATE:{day:%Y%m%d}", f"DTEND;VALUE=DATE:{day + timedelta(days=1):%Y%m%d}",
                  f"SUMMARY:{_text(f'{_name(card, books)}: did you get the number?')}", f"DESCRIPTION:{_text(told)}",
                  "TRANSP:TRANSPARENT", "END:VEVENT"]
    return "".join(f"{_folded(line)}\r\n" for line in [*lines, "END:VCALENDAR"])


def _name(card, books):
    return books[card["card"]].name if card["card"] in books else card["card"]


def _text(words):
    """Somebody's text as a calendar's text value: it can end no line and begin no property."""
    words = CONTROLS.sub(" ", words.replace("\r\n", "\n").replace("\r", "\n").encode("utf-8", "replace").decode())
    for sign in "\\;,":
        words = words.replace(sign, f"\\{sign}")
    return words.replace("\n", "\\n")


def _folded(line):
    """A line in pieces of at most OCTETS, no letter torn apart; each further piece begins with a blank."""
    pieces, size = [""], 0
    for letter in line:
        octets = len(letter.encode())
        if size + octets > OCTETS:
            pieces.append(" ")
            size = 1
        pieces[-1] += letter
        size += octets
    return "\r\n".join(pieces)
