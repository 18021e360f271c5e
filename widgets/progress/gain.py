"""Does it teach? The same five ideas before, after and a week later: what is due, and what was gained. Pure."""

from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from widgets.lessons.before_after import IDEAS
from widgets.state import eventlog, learner

WEEK = timedelta(days=7)
STAGES = ("before", "after", "week")
COLUMNS = ("idea", "before", "after", "a week later", "gain", "gain after a week")
BEGUN = ("bet", "check", "answer")  # who has done one of these in a notebook has met its ideas


class Due(NamedTuple):
    """stage: "before", "after" or "week" when that part is to be answered now, else ""; note: what is said then."""

    stage: str
    note: str = ""


def question(stage, idea):
    """The Question of a stage and an idea's key, or None."""
    found = next((one for one in IDEAS if one.key == idea), None)
    return getattr(found, stage) if found and stage in STAGES else None


def answers(events):
    """{stage: {idea's key: event}}. The first answer counts."""
    found = {stage: {} for stage in STAGES}
    for event in events:
        if event["kind"] == "teaches" and question(event["stage"], event["idea"]):
            found[event["stage"]].setdefault(event["idea"], event)
    return found


def due(events, books, now=None):
    """The Due of a learner: before the first of the ideas' notebooks, after the last of them, and seven days on."""
    now, given = now or datetime.now(UTC), answers(events)
    teaching = [number for number in sorted({idea.notebook for idea in IDEAS}) if number in books]
    if not _whole(given["before"]):
        begun = [event for event in events if event["kind"] in BEGUN]
        met = {number for number, _ in learner.places(begun, books)}
        if met.intersection(teaching):
            return Due("", "The five questions before belong before the notebooks that answer them; you have begun, so "
                           "there is nothing left to compare with.")
        return Due("before")
    if not _whole(given["after"]):
        found = learner.standings(events, books)
        missing = [number for number in teaching if found[number].answered < len(books[number].checks)]
        if missing:
            return Due("", "Five questions answered. The same ideas come back in new clothes when you have answered "
                           f"the checks of {listed(missing)}.")
        return Due("after")
    if not _whole(given["week"]):
        day = max(eventlog.when(event) for event in given["after"].values()) + WEEK
        if now < day:
            return Due("", f"The last part, one strange case, opens on {day.day} {day:%B}: a week shows what stays.")
        return Due("week")
    return Due("", "All three parts are answered.")


def _whole(part):
    return len(part) == len(IDEAS)


def listed(names):
    """Names as a sentence says them: 1, 2 and 4."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def gains(events):
    """Rows in the order of COLUMNS: 1 right, 0 wrong, "" not asked yet, and the differences; the last row sums up.

    A gain needs both of its answers. Four options: one in four is right by luck alone.
    """
    given, rows = answers(events), []
    for idea in IDEAS:
        marks = [int(given[stage][idea.key]["right"]) if idea.key in given[stage] else "" for stage in STAGES]
        rows.append((idea.name, *marks, _less(marks[1], marks[0]), _less(marks[2], marks[0])))
    sums = ["" if any(row[k] == "" for row in rows) else sum(row[k] for row in rows) for k in range(1, len(COLUMNS))]
    return [*rows, ("all five", *sums)]


def _less(later, before):
    return "" if "" in (later, before) else later - before
