"""What a notebook page shows of a notebook besides text and widgets: its title, its sections, a cell's complaints."""

import json
import logging
import re

from widgets.state import notebook_file

DEAD = "DeadKernelError"  # Voila's word for it; the page says it once at its top
LOST = "This part did not load. Reload the page."
COLOURS = re.compile(r"\x1b\[[\d;]*m")
REPAIR = re.compile(r"^.*?:\d+: RepairWarning: (.+)$", re.MULTILINE)
log = logging.getLogger("widgets.room")


def title(notebook, name):
    """The page title of a notebook; `name` is its file name without the ending."""
    return notebook_file.title(notebook_file.from_content(notebook, f"{name}.ipynb"))


def sections(notebook):
    """The notebook's sections in order, as JSON that can stand in a script element: name, minutes, room."""
    told = notebook_file.from_content(notebook, "").told.get("sections", [])
    rows = [{"name": one["name"], "minutes": one.get("minutes", 0), "room": one.get("room", False)} for one in told]
    return json.dumps(rows).replace("<", "\\u003c")


def sentence(output):
    """One sentence for a cell's error output, the kernel's or, as a plain dict, what Voila writes when there is none.

    An InputError is written for people; anything else goes to the log.
    """
    if output["ename"] == "InputError":
        return output["evalue"]
    if output["ename"] != DEAD:
        log.error("A cell failed:\n%s", COLOURS.sub("", "\n".join(output["traceback"])))
    return LOST


def repairs(text):
    """The sentences of the RepairWarnings in what a cell wrote to stderr, without the file and line before them."""
    return REPAIR.findall(text)
