"""The notebooks in their reading order, as their files describe themselves: titles, minutes, sections, parts.

Nothing here is written by hand for a notebook: a new file in the folder is found, and so are its parts.
"""

import os
import re
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

from customerbase import InputError
from widgets.state import notebook_file

FILES = "[0-9][0-9]_*.ipynb"
OURS = Path(__file__).parents[2] / "notebooks"
PART = re.compile(r'\b(CheckQuestion|Exercise|MondayCard)\(\s*["\']([^"\']+)["\']')


@dataclass(frozen=True)
class Notebook:
    """number: "08". sections: names in order; minutes: planned, for all of it.

    places: section by cell id; parts: {"CheckQuestion": {key: cell id}, ...}, in the order in which they stand.
    link: the way to its file from where the kernel runs, as an address; "" where none leads there.
    """

    number: str
    title: str
    minutes: float
    sections: tuple
    places: dict = field(repr=False)
    parts: dict = field(repr=False)
    link: str = ""

    @property
    def name(self):
        """What a reader knows it by: 08 The retention illusion."""
        return f"{self.number} {self.title}"

    def cell_link(self, cell):
        """The address of a cell, as JupyterLab understands it; "" where no link leads to the notebook."""
        return f"{self.link}#cell-id={quote(cell)}" if self.link else ""

    def section_link(self, section):
        """The address of a section's first cell; that of the notebook where it has no such section."""
        first = next((cell for cell, name in self.places.items() if name and name == section), None)
        return self.cell_link(first) if first else self.link

    @property
    def checks(self):
        return tuple(self.parts.get("CheckQuestion", ()))

    @property
    def exercises(self):
        return tuple(self.parts.get("Exercise", ()))


def course(folder=None):
    """All notebooks in reading order, as {number: Notebook}.

    folder: where to look; without one, where the kernel runs if notebooks of ours are there, else beside the package.
    """
    return course_and_problems(folder)[0]


def course_and_problems(folder=None):
    """The course, and a sentence for each of its notebooks that cannot be read, or not in whole."""
    if folder is not None:
        return _read(_files(Path(folder).resolve()))
    here = _read(_files(Path.cwd()))
    return here if here[0] else _read(_files(OURS), linked=False)


def neighbours(number, books):
    """(the notebook before, the one after) in reading order; None where there is none."""
    order = [None, *books.values(), None]
    at = next((k for k, book in enumerate(order) if book and book.number == number), None)
    return (order[at - 1], order[at + 1]) if at else (None, None)


def _files(folder):
    """The notebooks of a folder, in reading order; those of a class too, where each lies in a folder of its own."""
    found = sorted(folder.glob(FILES))
    if [path.stem for path in found] == [folder.name]:
        found = sorted(path for path in folder.parent.glob(f"*/{FILES}") if path.stem == path.parent.name)
    return found


def _read(paths, linked=True):
    found, problems = {}, []
    for path in paths:
        try:
            book = notebook_file.read(path)
        except InputError as error:
            problems.append(str(error))
            continue
        if book.ours:
            problems += [book.problem] if book.problem else []
            link = quote(Path(os.path.relpath(path)).as_posix()) if linked else ""
            found.setdefault(path.name[:2], _notebook(book, link))
    return found, problems


def _notebook(book, link):
    section, places, parts = "", {}, {}
    for cell in book.cells:
        section = cell.section or section
        places[cell.name] = section
        if cell.kind == "code":
            for name, key in PART.findall(cell.source):
                parts.setdefault(name, {}).setdefault(key, cell.name)
    sections, minutes = tuple(one["name"] for one in book.told.get("sections", ())), float(book.told.get("minutes", 0))
    return Notebook(book.name[:2], notebook_file.title(book), minutes, sections, places, parts, link)
