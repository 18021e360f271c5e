"""One self-contained page from a notebook: text, frames, fonts and script in one file that asks for nothing."""

import base64
import hashlib
import json
import os
import re
import tempfile
from pathlib import Path

from markupsafe import Markup, escape
from nbconvert.filters import markdown2html

from customerbase import InputError
from widgets import style
from widgets.handout import frames
from widgets.handout.parts import HERE, Parts, template
from widgets.handout.running import nobody, run
from widgets.room.catalogue import describe

ROOM = HERE.parent / "room" / "static" / "room.css"
LEFT_OUT = {"lab", "live"}  # tags of cells that speak of Lab's menus, or of this machine
LARGEST = 12_000_000  # bytes of a page
NOTHING = ("default-src 'none'; img-src data:; font-src data:; style-src 'unsafe-inline'; base-uri 'none'; "
           "form-action 'none'")  # a page may show what is in it, and fetch and send nothing


@nobody()
def handout(path, say=lambda sentence: None):
    """The page of a notebook, as a string of HTML; InputError with the notebook's name when it cannot be made.

    say: told once for each part that takes a while.
    """
    name = Path(path).name
    say(f"{name}: running its cells")
    notebook = run(path)
    parts = Parts(frames.Album(), lambda what: say(f"{name}: drawing “{what}”"))
    try:
        shown = [part for cell in notebook.cells if not LEFT_OUT & set(cell.tags) for part in _cell(cell, parts)]
    except InputError as error:
        raise InputError(f"{name}: {error}") from error
    except Exception as error:
        raise InputError(f"{name} cannot be made a handout: {type(error).__name__}: {error}") from error
    shown.insert(1, _contents(notebook.told.get("sections", ()), shown))
    title = describe({"metadata": {"valued": notebook.told}, "cells": [
        {"cell_type": "markdown", "source": cell.source} for cell in notebook.cells if not cell.code]}, name).title
    page = _page(title, shown, parts)
    while len(page.encode()) > LARGEST and frames.thin(parts.panels):
        page = _page(title, shown, parts)
    return page


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
    seal = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    policy = f"{NOTHING}; script-src 'sha256-{seal}'"
    pictures, tables = frames.needed(parts.panels, parts.album)
    data = {"panels": parts.panels, "pictures": pictures, "tables": tables}
    return template("handout", policy=policy, title=title, css=stylesheet("handout.css"), parts=shown,
                    script=Markup(script), data=embedded(data))


def stylesheet(own):
    """The kit's sheet, the room's and one of ours, with the typeface inside: a page may fetch nothing."""
    css = "\n".join(file.read_text(encoding="utf-8") for file in (HERE.parent / "sheet.css", ROOM, HERE / own))

    def inside(found):
        font = base64.b64encode((style.FONTS / found[1]).read_bytes()).decode()
        return f'url("data:font/woff2;base64,{font}")'

    return Markup(re.sub(r'url\("fonts/([\w-]+\.woff2)"\)', inside, css))


def embedded(data):
    """JSON that can stand in a script element whatever strings it holds."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return Markup(text)


def save(text, out):
    """Write a page, whole or not at all."""
    out = Path(out)
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        handle, scratch = tempfile.mkstemp(dir=out.parent, prefix=".handout-")
    except OSError as error:
        raise InputError(f"{out} cannot be written ({error.strerror}); name another file.") from error
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
        os.chmod(scratch, 0o644)
        os.replace(scratch, out)
    except OSError as error:
        Path(scratch).unlink(missing_ok=True)
        raise InputError(f"{out} cannot be written ({error.strerror}); name another file.") from error
