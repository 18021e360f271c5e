"""The front page's pictures: what a notebook's own first explorable draws, before the bet and without its words.

Made beside the room, at leisure, in a process of their own, and kept; made anew when the notebook or the kit changes:

    python -m widgets.room.pictures NOTEBOOKS PICTURES
"""

import contextlib
import hashlib
import os
import sys
from pathlib import Path

from widgets.handout.running import nobody
from widgets.state import catalogue, notebook_file

KIT = Path(__file__).parents[1]
CHANGED = max(file.stat().st_mtime_ns for file in KIT.rglob("*.py"))  # when a module of the kit last did


def name(notebook):
    """The picture's file name: another one whenever the notebook's file or a module of the kit has changed."""
    return hashlib.sha256(Path(notebook).read_bytes() + str(CHANGED).encode()).hexdigest()[:20] + ".png"


def draw(notebook):
    """PNG bytes of the first explorable's picture; empty when the notebook shows none."""
    from ipywidgets.widgets.widget import _instances

    from widgets.panel.explorable import Explorable

    names, before = {}, set(_instances)
    for cell in notebook_file.read(notebook).cells:
        if cell.kind != "code":
            continue
        exec(cell.source, names)
        made = [widget for key, widget in list(_instances.items()) if key not in before]
        shown = next((widget for widget in made if isinstance(widget, Explorable)), None)
        if shown is not None:
            return without_words(shown.picture)
    return b""


def without_words(picture):
    """The shapes of a LiveFigure as a PNG: at a card's size its letters could not be read."""
    from matplotlib.text import Text

    from widgets.panel.lettering import Lettering

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
        with nobody():  # the bet is still open, whatever was bet on this machine
            drawn = draw(notebook)
    except Exception as error:  # a notebook that fails has no picture; its own page says what is wrong
        print(f"{notebook}: no picture, {type(error).__name__}: {error}", file=sys.stderr)
        drawn = b""
    part = file.with_suffix(".part")
    _make(file.parent)  # somebody may have thrown it away while this was drawn
    part.write_bytes(drawn)
    part.rename(file)


def _make(folder):
    """The folder, and the one it stands in, for nobody else on this machine."""
    for one in (folder.parent, folder):
        one.mkdir(parents=True, exist_ok=True, mode=0o700)


def main(notebooks, pictures):
    """Draw every notebook of a folder that has no picture yet, and let go of pictures that are out of date.

    Pictures that cannot be kept are one sentence: the pages open without them.
    """
    found, folder = [], Path(pictures)
    for path in catalogue.find(notebooks):
        with contextlib.suppress(OSError):  # one that cannot be read has no picture; its card says why
            found.append((Path(notebooks) / path, name(Path(notebooks) / path)))
    try:
        _make(folder)
        for old in set(folder.glob("*.p*")) - {folder / drawn for _, drawn in found}:
            old.unlink()
        for notebook, _ in found:
            keep(notebook, folder)
    except OSError as error:
        why = (error.strerror or "no reason given").lower()
        sys.exit(f"The front page lacks pictures: {folder} cannot be written ({why}). Everything else goes on.")


if __name__ == "__main__":
    if hasattr(os, "nice"):
        os.nice(10)  # whoever opens a page goes first
    main(*sys.argv[1:])
