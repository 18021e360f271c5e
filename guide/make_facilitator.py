"""Writes the facilitator's guide and its run sheets: python guide/make_facilitator.py

What is said comes from facilitator.toml beside this file; minutes, sections and titles from the notebooks; the wrong
answers from their bets and check questions. A test fails when the page is not what this would write. With --print, the
same page as one HTML file for the printer: python guide/make_facilitator.py --print facilitator.html
"""

import re
import sys
import tomllib
from pathlib import Path

import ipywidgets as ipw
from markupsafe import Markup

from customerbase import InputError
from widgets.handout.parts import walk
from widgets.handout.running import nobody, run
from widgets.lessons import LESSON
from widgets.panel.bet import BetBox
from widgets.panel.explorable import Explorable
from widgets.state.files import write_text
from widgets.state.page import page as whole

HERE = Path(__file__).parent
NOTEBOOKS = HERE.parent / "notebooks"
PAGE = HERE.parent / "widgets" / "room" / "templates" / "valued" / "index.html.j2"
ALONE = {"question", "exercise", "check", "play", "monday"}  # kinds of section for somebody who works alone
SHARE = 1 / 3  # of a session is debrief
LEAST = 5  # minutes that the part which takes what is left must have
STYLE = """body { font: 11pt/1.4 Inter, Arial, sans-serif; max-width: 44em; margin: 2em auto; color: #1f2933; }
h2 { break-before: page; } h2, h3, h4 { line-height: 1.2; break-after: avoid; } h4 { margin: 1.2em 0 .2em; }
table { border-collapse: collapse; } td, th { text-align: left; padding: .2em 1em .2em 0; vertical-align: top; }
tr { border-bottom: 1px solid #d9dee3; } pre { background: #f0f3f5; padding: .4em; }
ul { margin: .2em 0; } li { break-inside: avoid; } .anchor-link { display: none; }"""


def told():
    """facilitator.toml, as a dict."""
    return tomllib.loads((HERE / "facilitator.toml").read_text(encoding="utf-8"))


def notebooks():
    """{number: {"title", "sections": [as in the metadata, each with its "bets"], "names"}} of those there are.

    From a run of each: a bet comes with its answer; names are those of all sliders, buttons and choices on the page.
    """
    found = {}
    for path in sorted(NOTEBOOKS.glob("[0-9][0-9]_*.ipynb")):
        with nobody():
            notebook = run(path)
        sections = [dict(section, bets=[]) for section in notebook.told["sections"]]
        at, names = -1, {section["name"] for section in sections}
        for cell in notebook.cells:
            following = [f"## {section['name']}" for section in sections[at + 1:at + 2]]
            if not cell.code and cell.source.splitlines()[:1] == following:
                at += 1
            for w in (w for thing in cell.shown if isinstance(thing, ipw.Widget) for w in walk(thing)):
                names |= set(named(w))
                if isinstance(w, BetBox) and at >= 0:
                    sections[at]["bets"].append((w.bet, float(w._answer())))
        found[path.name[:2]] = {"title": notebook.told["title"], "sections": sections, "names": names}
    return found


def named(widget):
    """What a person would call what this widget offers."""
    if isinstance(widget, ipw.Button):
        yield widget.description
    if isinstance(widget, Explorable):
        yield from widget.presets
        for box in widget.boxes.values():
            yield box.dial.label
            yield from getattr(box.dial, "options", ())


def chosen(part, books):
    """The sections of a notebook that a session takes; None when the notebook is not there yet."""
    book = books.get(part["notebook"])
    if book is None:
        return None
    return [s for s in book["sections"] if (s["room"] if part["sections"] == "room" else s["kind"] not in ALONE)]


def steps(session, books, data):
    """[(minutes, title, what to say and ask, bets, whether it is debrief)] of a session, in order."""
    made = []
    for part in session["parts"]:
        if "block" in part:
            block = data["block"][part["block"]]
            made.append([part["minutes"], block["title"], block, [], block.get("debrief", False)])
            continue
        sections = chosen(part, books)
        if sections is None:
            made.append([part["minutes"], f"{part['notebook']} {part['title']}", None, [], False])
        for section in sections or ():
            words = _words(part["notebook"], section, data)
            title = f"{part['notebook']} {books[part['notebook']]['title']}: {section['name']}"
            made.append([section["minutes"], title, words, section["bets"], section["kind"] == "debrief"])
    left = session["minutes"] - sum(step[0] for step in made if step[0] != "rest")
    for step in made:
        step[0] = left if step[0] == "rest" else step[0]
    _check(session, made)
    return made


def _words(number, section, data):
    try:
        return data["section"][number][section["name"]]
    except KeyError:
        raise InputError(f"facilitator.toml says nothing for {number}, section “{section['name']}”; "
                         "write say, ask and late for it.") from None


def _check(session, made):
    total, pause = sum(step[0] for step in made), sum(step[0] for step in made if (step[2] or {}).get("pause"))
    shared = sum(step[0] for step in made if step[4])
    least = min(LEAST, session["minutes"] / 5)
    if total != session["minutes"] or min(step[0] for step in made) <= 0 or made[-1][0] < least:
        raise InputError(f"“{session['title']}” has {made[-1][0]:g} minutes for its end; give other parts less time.")
    if shared < SHARE * (total - pause):
        raise InputError(f"“{session['title']}” has {shared:g} minutes of debrief in {total - pause:g}; "
                         "a third is meant.")


def sheet(session, books, data):
    """One run sheet as Markdown."""
    clock, rows, parts = 0, [], []
    for minutes, title, words, bets, _ in steps(session, books, data):
        at = f"{clock // 60}:{clock % 60:02d}"
        rows.append(f"| {at} | {minutes:g} | {title} |")
        parts += [f"#### {at} · {title} ({minutes:g} min)", "", *_spoken(words, bets), ""]
        clock += int(minutes)
    return "\n".join([f"## {session['title'][0].upper()}{session['title'][1:]}", "", session["says"], "",
                      "| Clock | Minutes | What |", "|---|---|---|", *rows, "", *parts])


def _spoken(words, bets):
    if words is None:
        return ["This notebook is not in this folder yet. Give its minutes to the debrief before it."]
    lines = [f"- **Say.** {words['say']}", f"- **Ask.** {words['ask']}"]
    for bet, answer in bets:
        lines.append(f"- **The bet.** {bet.question}")
        lines += [f"  - Expect “{option.text}”: {option.belief}" for option in bet.options if option.belief]
        lines.append(f"  - Yours until the reveal: {bet.told(answer)} {bet.why}")
    for key in words.get("expect", ()):
        if key not in LESSON.questions:
            raise InputError(f"facilitator.toml expects the check question {key}, which there is not.")
        question = LESSON.questions[key]
        lines.append(f"- **Expect**, when the talk comes to: {question.prompt}")
        lines += [f"  - “{option.text}”: {option.says}" for option in question.options if not option.right]
        lines += [f"  - Right: “{option.text}”" for option in question.options if option.right]
    return [*lines, f"- **If late.** {words['late']}"]


def others(books, data):
    """The short cuts of notebooks that no session uses, to put in a notebook's place."""
    used = {part.get("notebook") for session in data["session"] for part in session["parts"]}
    parts = []
    for number in sorted(set(books) - used):
        for section in books[number]["sections"]:
            if section["room"]:
                words = _words(number, section, data)
                parts += [f"#### {number} {books[number]['title']}: {section['name']} ({section['minutes']:g} min)", "",
                          *_spoken(words, section["bets"]), ""]
    return "\n".join(["## In place of a notebook\n", "The eight minutes of notebooks that no run sheet uses: 00 for a "
                      "room that has never bet, 11 for one that knows 08.\n", *parts])


def keys():
    """The room's keys, as its own help line has them."""
    line = re.search(r'id="keys"[^>]*>(.*?)</p>', PAGE.read_text(encoding="utf-8"), re.DOTALL)[1]
    return " ".join(line.split())


def answers(books, data):
    """The bets' answers of every notebook that a session uses, in one sentence."""
    used = {part["notebook"] for session in data["session"] for part in session["parts"] if "notebook" in part}
    said = []
    for number in sorted(used & set(books)):
        bets = [bet for section in books[number]["sections"] for bet in section["bets"]]
        said.append(f"{number}: " + " and ".join(bet.form.three(answer) for bet, answer in bets))
    return "; ".join(said)


def page():
    """The whole guide, as Markdown text."""
    data, books = told(), notebooks()
    text = data["text"].replace("@KEYS@", keys()).replace("@ANSWERS@", answers(books, data))
    names = [f"- {session['title']}" for session in data["session"]]
    return "\n".join([
        "# Running a session\n",
        "This page is written by `python guide/make_facilitator.py`: change `facilitator.toml` and the notebooks, not "
        "the page.\n", text.rstrip(), "\n## Run sheets\n",
        "Each stands alone: print the one that you need.\n",
        *names, "", "\n".join(sheet(session, books, data) for session in data["session"]),
        others(books, data)])


def printable(text):
    """The page as HTML for the printer: each part begins a new sheet."""
    from nbconvert.filters import markdown2html

    return whole("Running a session", Markup(STYLE), Markup(markdown2html(text)), "")


def main(arguments):
    text = page()
    if arguments[:1] == ["--print"]:
        write_text(Path(*arguments[1:2] or ["facilitator.html"]), printable(text))
    else:
        write_text(HERE / "facilitator.md", text)


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except InputError as error:
        sys.exit(str(error))
