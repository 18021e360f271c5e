"""Keeps what a learner does in one part of a notebook, with the cell it stands in, and says when it cannot."""

import html

import ipywidgets as ipw
from IPython import get_ipython

from widgets.state import eventlog

_opened = set()  # numbers of the notebooks whose opening this kernel has put down


def place():
    """The id of the notebook cell that is being run (`08-22`), or "" where Jupyter does not tell.

    The first time in a notebook is an event of its own: it says when somebody sat down to it.
    """
    shell = get_ipython()
    parent = shell.get_parent() if hasattr(shell, "get_parent") else {}
    cell = str((parent.get("metadata") or {}).get("cellId") or "")
    if cell and cell[:2] not in _opened:
        _opened.add(cell[:2])
        eventlog.record("open", cell=cell)
    return cell


def note(kind, cell, **data):
    """Append an event with the cell that it belongs to, where that is known; returns whether it was kept."""
    return eventlog.record(kind, **data, **({"cell": cell} if cell else {}))


class Keeper(ipw.HTML):
    """`record` keeps an event; while that fails, this widget is the one sentence that says so and why."""

    def __init__(self):
        super().__init__()
        self.cell = place()

    def record(self, kind, **data):
        """Append one event of this part; returns whether it was kept."""
        kept = note(kind, self.cell, **data)
        shown = "" if kept or eventlog.in_room() else eventlog.trouble()
        self.value = f'<p class="vd-error" role="alert">{html.escape(shown)}</p>' if shown else ""
        return kept
