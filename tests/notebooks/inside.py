"""Runs inside a notebook's kernel: cuts the network, tells what the page shows, and moves everything as a browser does.

Only the standard library and ipywidgets are needed at import, and nothing of ours: a notebook under test imports what
it imports.
"""

import hashlib
import logging
import socket
import sys
import traceback
import warnings

STEPS = 15  # positions tried on one slider; a slider with fewer has all of its positions tried
TYPED = ("", "junk <b>", "-1", "12", "1e400", "99,999,999,999,999")
attempts = []  # addresses outside this machine that something tried to reach, even if it hid the error


def cut_network():
    """From now on only this machine can be reached from Python."""

    def guard(name):
        real = getattr(socket.socket, name)

        def call(self, *args):
            address = args[-1]
            if self.family in (socket.AF_INET, socket.AF_INET6) and not _local(address[0]):
                attempts.append(str(address))
                raise OSError(f"the network is cut off: {address}")
            return real(self, *args)

        setattr(socket.socket, name, call)

    for name in ("connect", "connect_ex", "sendto"):
        guard(name)
    look_up = socket.getaddrinfo

    def getaddrinfo(host, *args, **kwargs):
        if not _local(host):
            attempts.append(str(host))
            raise socket.gaierror(f"the network is cut off: {host}")
        return look_up(host, *args, **kwargs)

    socket.getaddrinfo = getaddrinfo


def _local(host):
    host = host.decode() if isinstance(host, bytes) else host
    return host in (None, "", "localhost", "::1", "0.0.0.0") or host.startswith("127.")


def _widgets():
    from ipywidgets.widgets import widget

    return list(widget._instances.values())


def page():
    """What every widget holds that a person could see, in the order in which they were made; pictures as hashes."""
    shown = []
    for widget in _widgets():
        state = {key: _plain(value) for key, value in widget.get_state().items()
                 if not key.startswith("_") and not _refers(value)}
        shown.append([type(widget).__name__, state])
    return shown


def _refers(value):
    return (isinstance(value, str) and value.startswith("IPY_MODEL_")) or (
        isinstance(value, list | tuple) and any(_refers(part) for part in value))


def _plain(value):
    if isinstance(value, bytes | memoryview):
        return hashlib.sha256(bytes(value)).hexdigest()
    if isinstance(value, list | tuple):
        return [_plain(part) for part in value]
    return value if isinstance(value, str | int | float | bool | None) else repr(value)


class Probe:
    """Moves every widget through its comm, and catches what would only have become a traceback under a picture."""

    def __init__(self):
        self.errors, self.unknown, self.messages, self.moved = [], [], 0, set()
        self.doing = ""

    def run(self):
        from IPython import get_ipython
        from ipywidgets.widgets import widget

        widget.JUPYTER_WIDGETS_ECHO = False
        shell = get_ipython()
        shell.showtraceback = self._caught  # ipywidgets hands every error of a callback to this
        handler = _Handler(self)
        loggers = [logging.getLogger(), logging.getLogger("traitlets"), logging.getLogger("comm"), shell.log]
        for logger in loggers:
            logger.addHandler(handler)
        try:
            with warnings.catch_warnings(record=True) as warned:
                warnings.simplefilter("default")
                self._everything()
        finally:
            del shell.showtraceback
            for logger in loggers:
                logger.removeHandler(handler)
        return {"messages": self.messages, "widgets": len(self.moved), "errors": self.errors, "unknown": self.unknown,
                "network": attempts, "warnings": [f"{w.filename}: {w.message}" for w in warned]}

    def _everything(self):
        done = set()
        while todo := [w for w in _widgets() if w.model_id not in done]:  # a move may make new widgets
            done |= {w.model_id for w in todo}
            self._bets(todo)
            again = self._bet_again()
            for widget in todo:
                self._press(widget, unless=again)
            for widget in todo:
                self._move(widget)
            for widget in [*(w for w in todo if w not in again), *again]:
                self._press(widget)

    def _bets(self, todo):
        """First a bet that is none, then one that is: before it the dials are out of a person's reach."""
        for box in (w for w in todo if type(w).__name__ == "BetBox"):
            self.click(box.commit_button)
            write = box.bet.form.write
            for low, high in (("junk", "1"), (write(box.bet.options[0].low), write(box.bet.options[0].high))):
                self.send(box.low, value=low)
                self.send(box.high, value=high)
                self.click(box.commit_button)

    def _bet_again(self):
        return [b for box in _widgets() if type(box).__name__ == "BetBox"
                for row in box.after.children for b in getattr(row, "children", ()) if b.description == "Bet again"]

    def _press(self, widget, unless=()):
        import ipywidgets as ipw

        if isinstance(widget, ipw.Button) and widget not in unless and not widget.disabled:
            self.click(widget)

    def _move(self, widget):
        import ipywidgets as ipw

        name = type(widget).__name__
        if isinstance(widget, ipw.widget_selection._Selection):
            at = widget.index
            for index in [*range(len(widget.options)), at]:
                self.send(widget, index=index)
        elif isinstance(widget, ipw.Text | ipw.Textarea):
            for text in [*TYPED, widget.value]:
                self.send(widget, value=text)
        elif isinstance(widget, ipw.Checkbox | ipw.ToggleButton):
            for value in (not widget.value, widget.value):
                self.send(widget, value=value)
        elif _takes_input(widget) and isinstance(getattr(widget, "min", None), int | float):
            self._slide(widget)
        elif name == "Stage":
            for scale in (0.5, 2.0, 1.0):
                self.send(widget, scale=scale)
        elif name == "FileUpload":
            for content in (b"\xff\x00 not a table", b"customer_id,date,amount\nA,2024-01-02,3\nB,2024-02-03,4\n"):
                file = {"name": "orders.csv", "type": "text/csv", "size": len(content), "last_modified": 0}
                self.send(widget, value=[{**file, "content": memoryview(content)}])
        elif name == "Cards":  # one is opened and left again; the sweep goes through all of them
            self._message(widget, {"method": "custom", "content": {"draw": 2}}, "asks for a picture")
            for number in (6, 0):
                self.send(widget, chosen=number)
        elif name == "Sheet":
            self._message(widget, {"method": "custom", "content": "fonts"}, "asks for fonts")
        elif _takes_input(widget):
            self.unknown.append(name)

    def _slide(self, slider):
        start, low, high = slider.value, slider.min, slider.max
        if isinstance(start, tuple):
            for value in ((low, low), (high, high), (low, high), start):
                self.send(slider, value=list(value))
            return
        steps = max(round((high - low) / (getattr(slider, "step", None) or (high - low) / STEPS or 1)), 1)
        for k in sorted({round(k * steps / min(steps, STEPS - 1)) for k in range(min(steps, STEPS - 1) + 1)}):
            value = low + (high - low) * k / steps
            self.send(slider, value=int(value) if isinstance(start, int) else value)
        self.send(slider, value=start)

    def send(self, widget, **state):
        self._message(widget, {"method": "update", "state": state, "buffer_paths": []}, str(state))

    def click(self, button):
        self._message(button, {"method": "custom", "content": {"event": "click"}}, "is pressed")

    def _message(self, widget, data, what):
        if widget.comm is None:
            return  # closed by an earlier move: it has left the page, and nobody can reach it
        self.messages += 1
        self.moved.add(widget.model_id)
        name = getattr(widget, "tooltip", None) or getattr(widget, "description", "")
        self.doing = f"{type(widget).__name__} {name!r} {what}"
        try:
            widget.comm.handle_msg({"content": {"comm_id": widget.comm.comm_id, "data": data}, "buffers": []})
        except Exception:
            self._caught()

    def _caught(self, *_, **__):
        kind, error, trace = sys.exc_info()
        last = traceback.extract_tb(trace)[-1] if trace else None
        self.errors.append(f"{self.doing}: {kind.__name__}: {error} ({last.name}, line {last.lineno})" if last
                           else f"{self.doing}: {error}")


def _takes_input(widget):
    """A widget that a person can change: a synced value and a view, and not one of those that only show."""
    import ipywidgets as ipw

    shows = (ipw.HTML, ipw.HTMLMath, ipw.Label, ipw.Image, ipw.FloatProgress, ipw.IntProgress, ipw.Valid)
    return (isinstance(widget, ipw.DOMWidget) and not isinstance(widget, shows)
            and any(widget.trait_metadata(key, "sync") for key in ("value", "index", "selected_index")
                    if widget.has_trait(key)))


class _Handler(logging.Handler):
    """What is only written to a log, a person never sees: it counts as an error."""

    def __init__(self, probe):
        super().__init__(logging.WARNING)
        self.probe = probe

    def emit(self, record):
        self.probe.errors.append(f"{self.probe.doing}: logged: {record.getMessage()}")
