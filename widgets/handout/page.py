"""One self-contained page from a notebook: text, frames, fonts and script in one file that asks for nothing."""

import json
from pathlib import Path

from markupsafe import Markup, escape
from nbconvert.filters import markdown2html

from customerbase import InputError
from widgets.handout import frames
from widgets.handout.parts import HERE, Parts, template
from widgets.handout.running import nobody, run
from widgets.panel.style import SHEET, stylesheet
from widgets.state.page import page

SHEETS = (SHEET, HERE.parent / "room" / "static" / "room.css")
LEFT_OUT = {"lab", "live"}  # tags of cells that speak of Lab's menus, or of this machine
LARGEST = 12_000_000  # bytes of a page


@nobody()
def handout(path, say=lambda sentence: None, linked=False):
    """The page of a notebook, as a string of HTML; InputError with the notebook's name when it cannot be made.

    say: told once for each part that takes a while; linked: the handouts of the others are made too, beside this one.
    """
    name = Path(path).name
    say(f"{name}: running its cells")
    notebook = run(path)
    if notebook.problem:
        say(notebook.problem)
    parts = Parts(frames.Album(), lambda what: say(f"{name}: drawing “{what}”"), linked)
    try:
        shown = [part for cell in notebook.cells if not LEFT_OUT & set(cell.tags) for part in _cell(cell, parts)]
    except InputError as error:
        raise InputError(f"{name}: {error}") from error
    except Exception as error:
        raise InputError(f"{name} cannot be made a handout: {type(error).__name__}: {error}") from error
    shown.insert(1, _contents(notebook.told.get("sections", ()), shown))
    made = _page(notebook.title, shown, parts)
    while len(made.encode()) > LARGEST and frames.thin(parts.panels):
        made = _page(notebook.title, shown, parts)
    return made


def _cell(cell, parts):
    if not cell.code:
        yield template("text", text=Markup(markdown2html(cell.source)))
        return
    if cell.printed.strip():
        yield Markup('<pre class="vd-printed">{}</pre>').format(cell.printed)
    for thing in cell.shown:
        yield parts.render(thing)


def _contents(sections, shown):
    """The list of those of the notebook's sections that are on the page."""
    text = "".join(shown)
    here = [(section["name"].replace(" ", "-"), section) for section in sections]
    return template("contents", sections=[(name, told) for name, told in here if f'id="{escape(name)}"' in text])


def _page(title, shown, parts):
    script = (HERE / "handout.js").read_text(encoding="utf-8")
    pictures, tables = frames.needed(parts.panels, parts.album)
    data = {"panels": parts.panels, "pictures": pictures, "tables": tables}
    body = template("handout", parts=shown, data=embedded(data))
    css = stylesheet(*SHEETS, HERE / "handout.css")
    return page(f"{title} · Valued", css, body, "vd-page vd-room vd-handout", script)


def embedded(data):
    """JSON that can stand in a script element whatever strings it holds."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return Markup(text)

