"""The one reader of notebook files: what a notebook tells of itself, and its cells.

A file that is no notebook is an InputError. What a notebook tells of itself in a wrong kind (minutes as text, sections
that are no list) is left out and said in `problem`; all the rest of it is used, so that no notebook stops another.
"""

import json
import math
import re
from dataclasses import dataclass, field
from pathlib import Path

from customerbase import InputError
from customerbase.errors import shown

HEADING = re.compile(r"^#\s+(.+?)\s*#*$", re.MULTILINE)
MARKS = re.compile(r"[*_`]|\[(?P<text>[^\]]*)\]\([^)]*\)")
AGAIN = "put the notebook back as it was delivered"


@dataclass(frozen=True)
class Cell:
    """kind: code, markdown or raw; section: the section that begins at this cell, or ""."""

    name: str
    source: str
    kind: str
    tags: tuple = ()
    section: str = ""


@dataclass(frozen=True)
class Book:
    """name: the file's. told: `valued` of its metadata, every value of its right kind; ours: whether it has that.

    problem: a sentence on what was left out of it, or "". content: the whole file, as it stands.
    """

    name: str
    told: dict
    cells: tuple
    ours: bool
    problem: str = ""
    content: dict = field(default_factory=dict, repr=False)


def read(path: Path) -> Book:
    """A notebook from its file; InputError says why it is none."""
    path = Path(path)
    try:
        return from_content(json.loads(path.read_text(encoding="utf-8")), path.name)
    except FileNotFoundError:
        raise InputError(f"There is no notebook {path}; name one that is there.") from None
    except IsADirectoryError:
        raise InputError(f"{path.name} is a folder and no notebook; give it another name.") from None
    except OSError as error:
        why = (error.strerror or "no reason given").lower()
        raise InputError(f"{path.name} cannot be read ({why}); make it readable.") from None
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise InputError(f"{path.name} cannot be read as a notebook; bring back a copy that Jupyter saved.") from None


def from_content(content: dict, name: str) -> Book:
    """The same from what a notebook's file holds. KeyError, TypeError or AttributeError when that is no notebook."""
    wrong, cells = [], []
    told = content.get("metadata", {}).get("valued", {}) if isinstance(content.get("metadata", {}), dict) else None
    for number, cell in enumerate(content["cells"], 1):
        meta = cell.get("metadata", {})
        own, tags = meta.get("valued"), meta.get("tags", [])
        if not _texts(tags):
            raise TypeError("tags")  # Jupyter will not have it either
        section = own.get("section") if isinstance(own, dict) else ""
        cells.append(Cell(str(cell.get("id", number)), "".join(cell["source"]), str(cell["cell_type"]), tuple(tags),
                          section if _text(section) else ""))
    if not isinstance(told, dict):
        wrong.append(f"“valued” must be a set of names and values, not {shown(told)}")
        told = {}
    kept = {key: value for key, value in told.items() if _fits(key, value, KINDS, wrong)}
    if "sections" in kept:
        kept["sections"] = [one for one in kept["sections"] if _is_section(one, wrong)]
    problem = f"{name}: in its metadata {'; '.join(wrong[:3])}: {AGAIN}." if wrong else ""
    return Book(name, kept, tuple(cells), bool(told) or bool(wrong), problem, content)


def title(book: Book) -> str:
    """What a notebook is called: as it says itself, else by its first heading, else by its file's name."""
    heading = HEADING.search(first_text(book))
    return book.told.get("title") or (plain(heading[1]) if heading else from_file_name(book.name))


def first_text(book: Book) -> str:
    """The source of the first Markdown cell, or ""."""
    return next((cell.source for cell in book.cells if cell.kind == "markdown"), "")


def plain(markdown):
    """Markdown without its emphasis and links."""
    return MARKS.sub(lambda found: found["text"] or "", markdown).strip()


def from_file_name(path):
    """08_retention_illusion.ipynb becomes Retention illusion."""
    words = re.sub(r"^[\d\s_-]+", "", Path(path).stem) or Path(path).stem
    words = words.replace("_", " ").replace("-", " ").strip()
    return words[:1].upper() + words[1:]


def _text(value):
    return isinstance(value, str)


def _texts(value):
    return isinstance(value, list) and all(map(_text, value))


def _minutes(value):
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value) and value >= 0


KINDS = {  # what a notebook tells of itself: how each is checked, and what it must be
    "title": (_text, "text"), "question": (_text, "text"), "minutes": (_minutes, "a number"),
    "objectives": (_texts, "a list of texts"), "prerequisites": (_texts, "a list of texts"),
    "sections": (lambda value: isinstance(value, list), "a list"),
}
SECTION = {"name": (_text, "text"), "minutes": (_minutes, "a number"), "kind": (_text, "text"),
           "room": (lambda value: isinstance(value, bool), "true or false")}


def _fits(key, value, kinds, wrong, where=""):
    check, kind = kinds.get(key, (lambda _: True, ""))
    if not check(value):
        wrong.append(f"{where}“{key}” must be {kind}, not {shown(value)}")
    return check(value)


def _is_section(one, wrong):
    if not isinstance(one, dict) or "name" not in one:
        wrong.append(f"a section needs a name, and {shown(one)} has none")
        return False
    fine = [_fits(key, value, SECTION, wrong, "a section’s ") for key, value in one.items()]  # each says its sentence
    return all(fine)
