"""`python -m widgets.handout NOTEBOOK [OUT.html]`: a page without kernel or network; with `--cards` cards to print."""

import argparse
import sys
import time
from functools import partial
from pathlib import Path

from customerbase import InputError
from widgets.handout.cards import cards
from widgets.handout.page import handout
from widgets.state import catalogue
from widgets.state.files import write_text


def say(sentence):
    print(sentence, file=sys.stderr, flush=True)


def jobs(options):
    """What is to be made: (maker, notebook, file) each."""
    if not options.all:
        maker, ending = (cards, "_cards.html") if options.cards else (handout, ".html")
        return [(maker, options.notebook, options.out or Path(options.notebook.stem + ending))]
    folder, out = options.notebook, options.out or Path("handouts")
    if not folder.is_dir() or not catalogue.find(folder):
        raise InputError(f"The folder {folder} holds no notebooks (*.ipynb); name the one that does.")
    linked = partial(handout, linked=True)
    return [(maker, folder / name, out / (Path(name).stem + ending))
            for name in catalogue.find(folder) for maker, ending in ((linked, ".html"), (cards, "_cards.html"))]


def main(arguments=None):
    parser = argparse.ArgumentParser(prog="python -m widgets.handout", description="Pages without kernel or network.")
    parser.add_argument("notebook", type=Path, help="the notebook; with --all a folder of notebooks")
    parser.add_argument("out", type=Path, nargs="?", help="the file to write (beside you, named after the notebook); "
                        "with --all a folder (handouts)")
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--cards", action="store_true", help="bet cards and the Monday card, to print and cut")
    what.add_argument("--all", action="store_true", help="the handout and the cards of every notebook in the folder")
    options = parser.parse_args(arguments)
    failed = []
    try:
        for maker, notebook, out in jobs(options):
            try:
                began = time.monotonic()
                page = maker(notebook, say)
                write_text(out, page)
                say(f"{out}: {len(page.encode()) / 1e6:.1f} MB, {time.monotonic() - began:.0f} s")
            except InputError as error:  # one notebook never stops the others
                failed.append(str(error))
    except InputError as error:
        failed.append(str(error))
    if failed:
        sys.exit("\n".join(dict.fromkeys(failed)))


if __name__ == "__main__":
    main()
