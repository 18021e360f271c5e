"""What the log says about one learner: how far, how long, what held, what comes back. Pure functions of the events.

What was bet in the room belongs to nobody's own progress and is left out everywhere here.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from operator import itemgetter

from widgets.state import eventlog
from widgets.state.course import course

IDLE = timedelta(minutes=10)  # a longer gap between two events is a break
MONTH = timedelta(days=30)  # after which a Monday card is asked about
FURTHER = 2  # a wrong answer's question comes back this many notebooks on
AT_ONCE = 2  # and so many questions at the most
KEYS = {"check": "question", "answer": "exercise", "hint": "exercise", "solution": "exercise",
        "another": "exercise", "monday": "card", "bet": "bet", "bet again": "bet", "why": "bet",
        "model answer": "bet", "monday later": "card"}
PARTS = {"question": "CheckQuestion", "exercise": "Exercise", "card": "MondayCard"}


def own(kind=None):
    """The learner's own events, oldest first."""
    return [event for event in eventlog.events(kind) if not event.get("room")]


def key(event):
    """What an event is about: the key of a question, an exercise, a bet or a card; an empty string for others."""
    return str(event.get(KEYS.get(event["kind"], ""), ""))


def place(event, books):
    """(notebook's number, section) of an event, each "" where it is not known.

    Jupyter tells a kernel which cell it runs, and an event carries its cell; without one, the event's key says where.
    """
    return next(places([event], books))


def places(events, books):
    """Yields the `place` of each event; many events share one, which is looked up once."""
    cells = {cell: (number, book.places[cell]) for number, book in reversed(books.items()) for cell in book.places}
    known = {}
    for event in events:
        cell = event.get("cell")
        about = cell if isinstance(cell, str) else None, event["kind"], key(event)
        if about not in known:
            known[about] = _place(*about, books, cells)
        yield known[about]


def _place(cell, kind, about, books, cells):
    if cell in cells:
        return cells[cell]
    shelf = PARTS.get(KEYS.get(kind))
    cell = next((book.parts[shelf][about] for book in books.values() if about in book.parts.get(shelf, {})), None)
    return cells.get(cell) or (about[:2] if about[:2] in books else "", "")


def minutes(events, books, at=None):
    """Minutes spent in each notebook, {number: float}: time between neighbouring events, breaks left out.

    A gap belongs to the notebook of the event that opens it. One longer than IDLE counts as nothing, and so does what
    came after the last event: the figure is a floor, not an estimate. Neighbours are sorted by time, so that a clock
    put back adds nothing. at: the events' places, where they are known already.
    """
    spent = dict.fromkeys(books, 0.0)
    numbers = [number for number, _ in at or places(events, books)]
    times = sorted(zip(map(eventlog.when, events), numbers, strict=True), key=itemgetter(0))
    for (began, number), (ended, _) in zip(times, times[1:], strict=False):
        if number and ended - began <= IDLE:
            spent[number] += (ended - began).total_seconds() / 60
    return spent


@dataclass(frozen=True)
class Standing:
    """One notebook's state. section: where the last event was; right: checks right at the first answer.

    open: keys of the check questions not answered and the exercises not attempted, in order.
    """

    number: str
    section: str
    begun: bool
    done: bool
    answered: int
    right: int
    minutes: float
    open: tuple = ()


def standings(events, books):
    """{number: Standing}. Done: every check question answered and every exercise attempted."""
    at, last, first = list(places(events, books)), {}, {}
    spent = minutes(events, books, at)
    attempted = {event["exercise"] for event in events if event["kind"] == "answer"}
    for event, (number, section) in zip(events, at, strict=True):
        if number and event["kind"] != "open":  # whoever only opens a notebook has not begun it
            last[number] = section or last.get(number, "")
        if event["kind"] == "check" and not event.get("again"):
            first.setdefault(event["question"], event["right"])
    found = {}
    for number, book in books.items():
        checks = [first[question] for question in book.checks if question in first]
        left = (*(key for key in book.checks if key not in first),
                *(key for key in book.exercises if key not in attempted))
        found[number] = Standing(number, last.get(number, ""), number in last, bool(book.checks) and not left,
                                 len(checks), sum(checks), spent[number], left)
    return found


def stopped(events, books, found):
    """The one of the standings found whose notebook was worked in last and is not done; None when there is none."""
    back = events[::-1]
    for event, (number, _) in zip(back, places(back, books), strict=True):
        if number and event["kind"] != "open" and not found[number].done:
            return found[number]
    return None


def ranges(events):
    """(held, made): the 80 % ranges. Only the first bet on a question counts, and only ranges: A, B, C are none."""
    first = {}
    for event in events:
        if event["kind"] == "bet":
            first.setdefault(event["bet"], event)
    made = [event["hit"] for event in first.values() if not event.get("letter")]
    return sum(made), len(made)


def missed(events):
    """Keys of the questions answered wrong and not since answered right when they came back; oldest first."""
    wrong = {}
    for event in events:
        if event["kind"] == "check":
            if not event["right"]:
                wrong.setdefault(event["question"], event)
            elif event.get("again"):
                wrong.pop(event["question"], None)
    return list(wrong)


def returns(question, books):
    """The number of the notebook in which a missed question comes back: two on, and from the last two in the first.

    Notebooks that ask nothing do not count. "" for a question of no notebook, or where it would come back in its own.
    """
    order = [number for number, book in books.items() if book.checks]
    home = next((number for number in order if question in books[number].checks), None)
    if home is None:
        return ""
    back = order[order.index(home) + FURTHER:][:1] or order[:1]
    return "" if back == [home] else back[0]


def last_time(first_question):
    """Keys of the missed questions that come back above the first check question of a notebook; [] above others.

    A question comes back where `returns` says, or later if that notebook was skipped, until it is answered right there.
    """
    books = course()
    order = [number for number, book in books.items() if book.checks]
    here = next((number for number in order if books[number].checks[0] == first_question), None)
    if here is None or eventlog.in_room():
        return []
    back = {question: returns(question, books) for question in missed(own()) if question not in books[here].checks}
    return [question for question, number in back.items()
            if number == here or order[0] < number < here][:AT_ONCE]


def came_back(events):
    """Keys of the questions that were answered once more when they came back."""
    return {event["question"] for event in events if event["kind"] == "check" and event.get("again")}


def unsolved(events):
    """Keys of the exercises whose last attempt had a wrong part."""
    last = {event["exercise"]: event for event in events if event["kind"] == "answer"}
    return [exercise for exercise, event in last.items() if event["wrong"]]


def cards_due(events, now=None):
    """The latest Monday card of each notebook that is 30 days old and was not asked about since."""
    now, last = now or datetime.now(UTC), {}
    for event in events:
        if event["kind"] == "monday":
            last[event["card"]] = event
        elif event["kind"] == "monday later":
            last.pop(event["card"], None)
    return [event for event in last.values() if now - eventlog.when(event) >= MONTH]


# What a reopened notebook shows again --------------------------------------------------------------------------------
def attempts(exercise, seed):
    """The events of one case of an exercise: attempts, hints, solution; nothing in the room."""
    if eventlog.in_room():
        return []
    return [event for event in own() if KEYS.get(event["kind"]) == "exercise" and event["exercise"] == exercise
            and event.get("seed", 0) == seed]


def case_reached(exercise, first):
    """The seed of the case that was asked for last, beginning at the case of seed `first`; in the room that one."""
    asked = [] if eventlog.in_room() else [event["seed"] for event in own("another")
                                           if (event["exercise"], event["first"]) == (exercise, first)]
    return max([first, *asked])


def latest(kind, wanted):
    """The learner's last event of a kind about `wanted`, or None; None in the room."""
    about = [] if eventlog.in_room() else [event for event in own(kind) if key(event) == wanted]
    return about[-1] if about else None


def last_in(kind, cell):
    """The learner's last event of a kind in a cell, or None; None in the room, and where Jupyter tells no cells."""
    there = [] if eventlog.in_room() or not cell else [event for event in own(kind) if event.get("cell") == cell]
    return there[-1] if there else None


def last_round(seed):
    """The last round of the quiz of a seed: the event that began it, then its answers and end; [] in the room."""
    since = []
    for event in [] if eventlog.in_room() else own():
        if event["kind"] in ("quiz start", "quiz", "quiz round") and event.get("seed") == seed:
            since = [event] if event["kind"] == "quiz start" else [*since, event]
    return since if since and since[0]["kind"] == "quiz start" else []


def last_bet(wanted, cell):
    """The last bet on a question, as an event, and what followed about it; [] if it was taken back, and in the room.

    cell: the one that asks. The same question in another cell may be about other numbers.
    """
    if eventlog.in_room():
        return []
    since = []
    for event in own():
        elsewhere = cell and event.get("cell") and event["cell"] != cell
        if KEYS.get(event["kind"]) == "bet" and key(event) == wanted and not elsewhere:
            since = {"bet": [event], "bet again": []}.get(event["kind"], [*since, event])
    return since if since and since[0]["kind"] == "bet" else []


def tried(panel):
    """{key: whether it was reached} of what was tried or skipped in a panel; the last time counts. {} in the room."""
    events = [] if eventlog.in_room() else [event for event in own("try") if event["panel"] == panel]
    return {event["try"]: event["done"] for event in events}
