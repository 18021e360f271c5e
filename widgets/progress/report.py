"""Progress as HTML, for notebook 00 and for the exported page: how far, what held, what to come back to."""

import html

from scipy.special import bdtr, bdtrc  # the binomial tails

from widgets.lessons import LESSON
from widgets.progress.gain import listed
from widgets.state import eventlog, learner

SURE = 0.8  # what an 80 % range should hold
DOUBT = 0.05  # rarer than this by luck alone, and it is said


def report(events, books, problems=(), found=None):
    """The whole report of a learner's own events (oldest first) as HTML.

    problems: sentences on the notebooks; found: the standings, where they are known already.
    """
    found = found or learner.standings(events, books)
    parts = [f'<p class="vd-question">{html.escape(headline(events, found, books))}</p>', _table(found, books)]
    if any(standing.begun for standing in found.values()):
        parts += [_ranges(events), _revisit(events, books), _cards(events)]
    for sentence in filter(None, [*problems, eventlog.complaint()]):
        parts.append(f'<p class="vd-error" role="alert">{html.escape(sentence)}</p>')
    return "".join(parts)


def headline(events, found, books):
    """One sentence: how many notebooks are done, and where the learner stopped."""
    if not any(standing.begun for standing in found.values()):
        return "Nothing done yet: this is the road, and how long each part takes."
    done = sum(standing.done for standing in found.values())
    said = f"{done} of {len(books)} notebook{'s' * (len(books) != 1)} worked through."
    last = learner.stopped(events, books, found)
    if last:
        where = f", at “{last.section}”" if last.section else ""
        said += f" You stopped in {last.number} {books[last.number].title}{where}."
    return said


def _table(found, books):
    rows = ['<tr><th scope="col">Notebook</th><th scope="col">Where you are</th>'
            '<th scope="col">Checks right at first</th><th scope="col">Minutes, yours of planned</th></tr>']
    for number, book in books.items():
        standing = found[number]
        checks = f"{standing.right} of {standing.answered}" if standing.answered else "–"
        rows.append(f'<tr><th scope="row">{html.escape(f"{number} {book.title}")}</th>'
                    f"<td>{html.escape(_where(standing, book))}</td><td>{checks}</td>"
                    f"<td>{_meter(standing.minutes, book.minutes)}</td></tr>")
    idle = int(learner.IDLE.total_seconds() / 60)
    note = (f'<p class="vd-quiet">Minutes are counted between the things you do; a gap of more than {idle} minutes is '
            "a break, and reading after your last click is not seen. Read them as “at least”.</p>")
    return f'<table class="vd-progress">{"".join(rows)}</table>{note if any(s.begun for s in found.values()) else ""}'


def _where(standing, book):
    if standing.done:
        return "worked through"
    if not standing.begun:
        return "not begun"
    if standing.section not in book.sections:
        return f"begun; open: {left(standing, book)}"
    where = f"{standing.section} ({book.sections.index(standing.section) + 1} of {len(book.sections)})"
    return f"{where}; open: {left(standing, book)}"


def left(standing, book):
    """What is still open in a notebook: its check questions by their place, its exercises by their title."""
    places = [str(k) for k, key in enumerate(book.checks, 1) if key in standing.open]
    asked = [f"check question{'s' * (len(places) > 1)} {listed(places)}"] if places else []
    tasks = [key for key in book.exercises if key in standing.open]
    return "; ".join([*asked, *(f"the exercise “{LESSON.tasks[key].title}”" for key in tasks if key in LESSON.tasks),
                      *("an exercise" for key in tasks if key not in LESSON.tasks)]) or "nothing that is counted"


def way_on(events, books, found):
    """HTML with the links to where a learner goes on: the place they stopped at, and what is open there; else the first
    notebook that is not done. Empty where nothing is left, or where no link leads.
    """
    last = learner.stopped(events, books, found)
    if last:
        book = books[last.number]
        links = [_link(f"Go on in {book.name}" + f", {last.section}" * bool(last.section),
                       book.section_link(last.section))]
        links += [_link(f"Check question {k}: {LESSON.questions[key].prompt}",
                        book.cell_link(book.parts["CheckQuestion"][key]))
                  for k, key in enumerate(book.checks, 1) if key in last.open and key in LESSON.questions]
        return _list(links) if book.link else ""
    to_do = next((books[number] for number, one in found.items() if not one.done), None)
    return _list([_link(f"Begin {to_do.name}", to_do.link)]) if to_do and to_do.link else ""


def _link(words, address):
    return f'<a href="{html.escape(address)}">{html.escape(words)}</a>'


def _list(links):
    first, *more = links
    rest = f"<p>Still open there:</p><ul>{''.join(f'<li>{link}</li>' for link in more)}</ul>" if more else ""
    return f'<div class="tex2jax_ignore mathjax_ignore vd-panel"><p><b>{first}</b></p>{rest}</div>'


def _meter(spent, planned):
    share = min(spent / planned, 1) if planned else 0
    bar = f'<span class="vd-meter" aria-hidden="true"><span style="width:{share:.0%}"></span></span>'
    return f"{bar} {spent:.0f} of {planned:.0f}" if spent else f"{bar} {planned:.0f}"


def _ranges(events):
    held, made = learner.ranges(events)
    if not made:
        return ""
    dots = f'<span class="vd-dots" aria-hidden="true">{"●" * held}{"○" * (made - held)}</span>'
    return f"<h4>Your 80 % ranges</h4><p>{dots} {html.escape(ranges_said(held, made))}</p>"


def ranges_said(held, made):
    """How often the ranges held, and whether that says more than luck (binomial tail below 5 %, at 80 % a bet)."""
    said = f"{held} of {made} held; of ranges that you are 80 % sure of, about eight in ten should. "
    if bdtr(held, made, SURE) < DOUBT:
        return said + "So few by luck alone are rare: make your ranges wider."
    if bdtrc(held - 1, made, SURE) < DOUBT:
        return said + "So many by luck alone are rare: make your ranges narrower."
    return said + ("Too few bets to tell more." if made < 10 else "That fits.")


def _revisit(events, books):
    items, known = [], learner.came_back(events)
    for key in learner.missed(events):
        home = next((number for number, book in books.items() if key in book.checks), None)
        if key not in LESSON.questions or home is None:
            continue
        back = "" if key in known else learner.returns(key, books)
        then = f" It comes back in {back}." if back else ""
        items.append(f"<b>{home}</b> {html.escape(LESSON.questions[key].prompt)}{then}")
    for key in learner.unsolved(events):
        home = next((number for number, book in books.items() if key in book.exercises), None)
        if key in LESSON.tasks and home:
            items.append(f"<b>{home}</b> Exercise: {html.escape(LESSON.tasks[key].title)}")
    if not items:
        return ""
    return "<h4>To come back to</h4><ul>" + "".join(f"<li>{item}</li>" for item in items) + "</ul>"


def _cards(events):
    later = {event["card"]: event for event in events if event["kind"] == "monday later"}
    cards = {event["card"]: event for event in events if event["kind"] == "monday"}
    if not cards:
        return ""
    items = []
    for key, card in sorted(cards.items()):
        told = ""
        if key in later and later[key]["at"] >= card["at"]:
            days = later[key]["days"]
            told = " → never got it" if days is None else f" → got in {days} day{'s' * (days != 1)}"
        items.append(f"<b>{html.escape(key)}</b> {html.escape(card['number'])} "
                     f"({html.escape(card['owner'])}, {html.escape(card['date'])}){told}")
    return "<h4>Your Monday cards</h4><ul>" + "".join(f"<li>{item}</li>" for item in items) + "</ul>"
