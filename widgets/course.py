"""The notebooks in their reading order, as their files describe themselves: titles, minutes, sections, parts.

Nothing here is written by hand for a notebook: a new file in the folder is found, and so are its parts.
"""

import re
from dataclasses import dataclass, field
from pathlib import Path

from customerbase import InputError
from widgets import notebook_file

OURS = Path(__file__).parents[1] / "notebooks"
PART = re.compile(r'\b(CheckQuestion|Exercise|MondayCard)\(\s*["\']([^"\']+)["\']')


@dataclass(frozen=True)
class Notebook:
    """number: "08". sections: names in order; minutes: planned, for all of it.

    places: section by cell id; parts: {"CheckQuestion": {key: cell id}, ...}, in the order in which they stand.
    """

    number: str
    title: str
    minutes: float
    sections: tuple
    places: dict = field(repr=False)
    parts: dict = field(repr=False)

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
        return _read(Path(folder))
    here = _read(Path.cwd())
    return here if here[0] else _read(OURS)


def _read(folder):
    found, problems = {}, []
    for path in sorted(folder.glob("[0-9][0-9]_*.ipynb")):
        try:
            book = notebook_file.read(path)
        except InputError as error:
            problems.append(str(error))
            continue
        if book.ours:
            problems += [book.problem] if book.problem else []
            found.setdefault(path.name[:2], _notebook(book))
    return found, problems


def _notebook(book):
    section, places, parts = "", {}, {}
    for cell in book.cells:
        section = cell.section or section
        places[cell.name] = section
        if cell.kind == "code":
            for name, key in PART.findall(cell.source):
                parts.setdefault(name, {}).setdefault(key, cell.name)
    sections, minutes = tuple(one["name"] for one in book.told.get("sections", ())), float(book.told.get("minutes", 0))
    return Notebook(book.name[:2], notebook_file.title(book), minutes, sections, places, parts)
