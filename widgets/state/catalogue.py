"""What the front page says about each notebook: its title, its one question and its minutes."""

import re
from dataclasses import dataclass
from pathlib import Path

from customerbase import InputError
from widgets.state import notebook_file
from widgets.state.notebook_file import first_text, from_file_name, plain, title

MINUTES = re.compile(r"\b(\d{1,3})\s*min(?:utes?)?\b")


@dataclass(frozen=True)
class Card:
    """One notebook on the front page. `path` is relative to the folder, with forward slashes."""

    path: str
    title: str
    question: str = ""
    minutes: str = ""
    room: str = ""  # minutes of the short cut for a room; "" when no section is marked for it
    problem: str = ""  # a sentence on what cannot be read of it
    opens: bool = True


def find(folder):
    """The paths of all notebooks below a folder, in reading order; checkpoints and hidden folders are left out."""
    found = (path.relative_to(folder) for path in Path(folder).rglob("*.ipynb"))
    return sorted(path.as_posix() for path in found if not any(part.startswith(".") for part in path.parts))


def cards(folder):
    """A Card for each notebook below a folder."""
    return [card(Path(folder), path) for path in find(folder)]


def card(folder, path):
    """A Card from a notebook's file. One that cannot be read goes by its file name, and says why."""
    try:
        return describe(notebook_file.read(folder / path), path)
    except InputError as error:
        return Card(path, from_file_name(path), problem=str(error), opens=False)


def describe(book, path):
    """A Card from a `notebook_file.Book`.

    Taken from `valued` in the notebook's metadata (title, question, minutes); what is missing there comes from the
    first Markdown cell: its heading, its first question, its first number of minutes; the title at last from the file.
    """
    text = first_text(book)
    minutes, planned = MINUTES.search(text), book.told.get("minutes")
    room = sum(one.get("minutes", 0) for one in book.told.get("sections", ()) if one.get("room"))
    return Card(
        path=path,
        title=title(book),
        question=book.told.get("question") or first_question(text),
        minutes=f"{planned:g}" if planned else minutes[1] if minutes else "",
        room=f"{room:g}" if room else "",
        problem=book.problem,
    )


def first_question(text):
    """The first sentences, up to a question mark, that are not a heading: plain text, or an empty one."""
    for block in re.split(r"\n\s*\n", text):
        line = plain(" ".join(part for part in block.splitlines() if not part.startswith("#")))
        if "?" in line:
            return line[: line.index("?") + 1].strip()
    return ""
