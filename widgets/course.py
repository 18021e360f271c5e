"""The notebooks in their reading order, as their files describe themselves: titles, minutes, sections, parts.

Nothing here is written by hand for a notebook: a new file in the folder is found, and so are its parts.
"""

import json
import re
from dataclasses import dataclass, field
from pathlib import Path

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
    if folder is not None:
        return _read(Path(folder))
    return _read(Path.cwd()) or _read(OURS)


def _read(folder):
    found = {}
    for path in sorted(folder.glob("[0-9][0-9]_*.ipynb")):
        try:
            notebook = _notebook(path)
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            continue  # not one of ours, or half saved: the others still count
        found.setdefault(notebook.number, notebook)
    return found


def _notebook(path):
    content = json.loads(path.read_text(encoding="utf-8"))
    told = content["metadata"]["valued"]
    section, places, parts = "", {}, {}
    for cell in content["cells"]:
        section = cell["metadata"].get("valued", {}).get("section", section)
        places[cell["id"]] = section
        if cell["cell_type"] == "code":
            for name, key in PART.findall("".join(cell["source"])):
                parts.setdefault(name, {}).setdefault(key, cell["id"])
    sections = tuple(section["name"] for section in told["sections"])
    return Notebook(path.name[:2], str(told["title"]), float(told["minutes"]), sections, places, parts)
