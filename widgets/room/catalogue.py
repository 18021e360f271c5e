"""What the front page says about each notebook: its title, its one question and its minutes."""

import json
import re
from dataclasses import dataclass
from pathlib import Path

HEADING = re.compile(r"^#\s+(.+?)\s*#*$", re.MULTILINE)
MINUTES = re.compile(r"\b(\d{1,3})\s*min(?:utes?)?\b")
MARKS = re.compile(r"[*_`]|\[(?P<text>[^\]]*)\]\([^)]*\)")


@dataclass(frozen=True)
class Card:
    """One notebook on the front page. `path` is relative to the folder, with forward slashes."""

    path: str
    title: str
    question: str = ""
    minutes: str = ""
    room: str = ""  # minutes of the short cut for a room; "" when no section is marked for it


def find(folder):
    """The paths of all notebooks below a folder, in reading order; checkpoints and hidden folders are left out."""
    found = (path.relative_to(folder) for path in Path(folder).rglob("*.ipynb"))
    return sorted(path.as_posix() for path in found if not any(part.startswith(".") for part in path.parts))


def cards(folder):
    """A Card for each notebook below a folder."""
    return [card(Path(folder), path) for path in find(folder)]


def card(folder, path):
    """A Card from a notebook's file. One that cannot be read goes by its file name."""
    try:
        notebook = json.loads((folder / path).read_text(encoding="utf-8"))
        return describe(notebook, path)
    except (OSError, ValueError, AttributeError, KeyError, TypeError):
        return Card(path, from_file_name(path))


def describe(notebook, path):
    """A Card from a notebook's content (a dict as in its file).

    Taken from `valued` in the notebook's metadata (title, question, minutes); what is missing there comes from the
    first Markdown cell: its heading, its first question, its first number of minutes; the title at last from the file.
    """
    told = notebook.get("metadata", {}).get("valued", {})
    cells = (cell for cell in notebook.get("cells", []) if cell["cell_type"] == "markdown")
    text = _source(next(cells, {"source": ""}))
    heading, minutes = HEADING.search(text), MINUTES.search(text)
    room = sum(one.get("minutes", 0) for one in told.get("sections", ()) if one.get("room"))
    return Card(
        path=path,
        title=str(told.get("title") or (plain(heading[1]) if heading else from_file_name(path))),
        question=str(told.get("question") or first_question(text)),
        minutes=str(told.get("minutes") or (minutes[1] if minutes else "")),
        room=f"{room:g}" if room else "",
    )


def first_question(text):
    """The first sentences, up to a question mark, that are not a heading: plain text, or an empty one."""
    for block in re.split(r"\n\s*\n", text):
        line = plain(" ".join(part for part in block.splitlines() if not part.startswith("#")))
        if "?" in line:
            return line[: line.index("?") + 1].strip()
    return ""


def plain(markdown):
    """Markdown without its emphasis and links."""
    return MARKS.sub(lambda found: found["text"] or "", markdown).strip()


def from_file_name(path):
    """08_retention_illusion.ipynb becomes Retention illusion."""
    words = re.sub(r"^[\d\s_-]+", "", Path(path).stem) or Path(path).stem
    words = words.replace("_", " ").replace("-", " ").strip()
    return words[:1].upper() + words[1:]


def _source(cell):
    source = cell["source"]
    return source if isinstance(source, str) else "".join(source)
