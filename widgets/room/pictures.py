"""The front page's pictures: what a notebook's own first explorable draws, before the bet and without its words.

Made beside the room, at leisure, in a process of their own, and kept; made anew when the notebook or the kit changes:

    python -m widgets.room.pictures NOTEBOOKS PICTURES
"""

import hashlib
import json
import os
import sys
from pathlib import Path

from widgets import eventlog
from widgets.room import catalogue

KIT = Path(__file__).parents[1]
CHANGED = max(file.stat().st_mtime_ns for file in KIT.rglob("*.py"))  # when a module of the kit last did


def name(notebook):
    """The picture's file name: another one whenever the notebook's file or a module of the kit has changed."""
    return hashlib.sha256(Path(notebook).read_bytes() + str(CHANGED).encode()).hexdigest()[:20] + ".png"


def draw(notebook):
    """PNG bytes of the first explorable's picture; empty when the notebook shows none."""
    from ipywidgets.widgets.widget import _instances

    from widgets.explorable import Explorable

    told = json.loads(Path(notebook).read_text(encoding="utf-8"))
    names, before = {}, set(_instances)
    for cell in told["cells"]:
        if cell["cell_type"] != "code":
            continue
        exec("".join(cell["source"]), names)
        made = [widget for key, widget in list(_instances.items()) if key not in before]
        shown = next((widget for widget in made if isinstance(widget, Explorable)), None)
        if shown is not None:
            return without_words(shown.picture)
    return b""


def without_words(picture):
    """The shapes of a LiveFigure as a PNG: at a card's size its letters could not be read."""
    from matplotlib.text import Text

    from widgets.lettering import Lettering

    for words in picture.figure.findobj(lambda artist: isinstance(artist, Text | Lettering)):
        words.set_visible(False)
    picture.set_scale(1)
    return picture.png()


def keep(notebook, folder):
    """Draw a notebook's picture into a folder, unless it is there; an empty file when there is nothing to draw."""
    file = Path(folder) / name(notebook)
    if file.exists():
        return
    try:
        with eventlog.silent():  # nobody is learning here
            drawn = draw(notebook)
    except Exception as error:  # a notebook that fails has no picture; its own page says what is wrong
        print(f"{notebook}: no picture, {type(error).__name__}: {error}", file=sys.stderr)
        drawn = b""
    part = file.with_suffix(".part")
    part.write_bytes(drawn)
    part.rename(file)


def main(notebooks, pictures):
    """Draw every notebook of a folder that has no picture yet, and let go of pictures that are out of date."""
    Path(pictures).mkdir(parents=True, exist_ok=True)
    found = [Path(notebooks) / path for path in catalogue.find(notebooks)]
    current = {name(notebook) for notebook in found}
    for old in Path(pictures).glob("*.png"):
        if old.name not in current:
            old.unlink()
    for notebook in found:
        keep(notebook, pictures)


if __name__ == "__main__":
    if hasattr(os, "nice"):
        os.nice(10)  # whoever opens a page goes first
    main(*sys.argv[1:])
