"""What was done on a page is done again, so that a page whose kernel or server died comes back where it was.

In the room every move that comes from the page (a slider's value, a choice, a press) is handed back to the page, which
keeps the list in the browser. After a reload the new kernel, which has run the same seeded notebook, gets the list and
makes the moves again, in order. So whatever a widget can be brought to by hand comes back, and no widget has to do
anything for it. A move is data, never code; it goes through the checks of the widget it is for, and one that no longer
fits (an unknown place, another kind of widget, a value that the widget refuses) is left out.
"""

import zlib

import ipywidgets as ipw
from ipywidgets.widgets.widget import _instances

from widgets.panel.stage import Stage
from widgets.state import eventlog

MOST = 2_000  # moves kept; a long session with sixty drags has about two hundred
# They show and do not take: no move sets them. An uploaded file is nobody's to keep.
LEFT_OUT = (ipw.HTML, ipw.HTMLMath, ipw.Label, ipw.Image, ipw.FileUpload, Stage)


class Moves:
    """The moves made on a page since the notebook was run. A move is [place, kind, state]; state None is a press."""

    def __init__(self):
        self.first = [widget for widget in _instances.values() if isinstance(widget, ipw.DOMWidget)]
        self.places = {widget.model_id: [i] for i, widget in enumerate(self.first)}
        self.sign = zlib.crc32(" ".join(type(widget).__name__ for widget in self.first).encode())
        self.made = []

    def place(self, widget):
        """Where a widget is: its number among those the notebook made, or its way down from one of them."""
        at = self.places.get(widget.model_id)
        if at is None:
            ways = ((way, child) for i, top in enumerate(self.first) for way, child in self._below([i], top))
            at = next((way for way, child in ways if child is widget), None)
        return at

    def _below(self, at, widget):
        for k, child in enumerate(getattr(widget, "children", ())):
            if child.model_id not in self.places:
                yield [*at, k], child
                yield from self._below([*at, k], child)

    def find(self, place):
        """The widget at a place; IndexError or TypeError if there is none."""
        widget = self.first[place[0]]
        for k in place[1:]:
            widget = widget.children[k]
        return widget

    def note(self, widget, data):
        """Note a message that came from the page. Returns (number, move) to keep, or None when it is no move."""
        move = self._read(widget, data)
        if move is None or len(self.made) == MOST:
            return None
        last = self.made[-1] if self.made else None
        if last and move[2] and last[2] and last[:2] == move[:2] and last[2].keys() == move[2].keys():
            self.made.pop()  # one drag is one move
        self.made.append(move)
        return len(self.made) - 1, move

    def _read(self, widget, data):
        if isinstance(widget, LEFT_OUT) or not isinstance(widget, ipw.DOMWidget):
            return None
        state = None
        if data.get("method") == "update":
            state = {key: value for key, value in data.get("state", {}).items() if not key.startswith("_")}
        if data.get("buffer_paths") or (state is None and not self._pressed(widget, data)) or state == {}:
            return None
        at = self.place(widget)
        return None if at is None else [at, type(widget).__name__, state]

    def _pressed(self, widget, data):
        return isinstance(widget, ipw.Button) and data.get("content") == {"event": "click"}

    def again(self, moves):
        """Make moves that were kept; returns the widgets moved, with the names of what was set, and how many fitted."""
        touched, fitted = {}, 0
        self.made.clear()  # what a browser sends unasked when it draws a page
        for move in moves[:MOST] if isinstance(moves, list) else []:
            try:
                place, kind, state = move
                widget = self.find(place)
                fits = type(widget).__name__ == kind and not isinstance(widget, LEFT_OUT)
                if not fits or (state is None and not isinstance(widget, ipw.Button)):
                    continue
                if state is None:
                    widget.click()
                else:
                    widget.set_state({key: state[key] for key in state if not key.startswith("_")})
                    touched.setdefault(widget, set()).update(state)
            except Exception:  # whatever a move that no longer fits may raise: the rest still come back
                continue
            self.made.append(move)
            fitted += 1
        return touched, fitted


def watch(sheet):
    """In the room: hand the page every move made on it, and make those again that it brings. Elsewhere: nothing."""
    from IPython import get_ipython

    shell = get_ipython()
    if shell is None or not hasattr(shell, "kernel"):
        return  # no kernel, no page: the front page's pictures are drawn so
    handlers = shell.kernel.shell_handlers
    receive = handlers["comm_msg"]
    found = []  # made when the page first speaks, for by then the notebook has run

    def moves():
        if not found:
            found.append(Moves())
        return found[0]

    def received(stream, ident, message):
        known, content = moves(), message["content"]
        result = receive(stream, ident, message)
        widget = _instances.get(content.get("comm_id"))
        kept = known.note(widget, content.get("data", {})) if widget not in (None, sheet) else None
        if kept:
            sheet.send({"move": kept})
        return result

    def asked(_, content, __):
        if not isinstance(content, dict) or "again" not in content:
            return
        known, kept = moves(), content["again"]
        mine = isinstance(kept, dict) and kept.get("sign") == known.sign
        with eventlog.silent():  # these moves are in the log already
            touched, fitted = known.again(kept.get("moves") if mine else [])
        for widget, names in touched.items():
            widget.send_state(names & set(widget.keys))
        sheet.send({"back": fitted, "sign": known.sign, "moves": known.made})

    handlers["comm_msg"] = received
    sheet.on_msg(asked)
