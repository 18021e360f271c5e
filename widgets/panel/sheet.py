"""The stylesheet, the typeface and the accessible names, sent to the browser once a notebook."""

from pathlib import Path

import anywidget

from widgets.panel import again, style
from widgets.state import eventlog

HERE = Path(__file__).parent


class Sheet(anywidget.AnyWidget):
    """An invisible widget that every panel holds. Fonts travel over the kernel's own connection: no web address."""

    _esm = (HERE / "sheet.js").read_text(encoding="utf-8")
    _css = (HERE / "sheet.css").read_text(encoding="utf-8")

    def __init__(self):
        super().__init__()
        self.on_msg(self._send_fonts)

    def _send_fonts(self, _, content, buffers):
        if content == "fonts":
            faces = [style.FONTS / f"{style.FONT}-{weight}.woff2" for weight in ("Regular", "SemiBold")]
            self.send("fonts", [face.read_bytes() for face in faces])


_shared = None


def sheet():
    """The one Sheet of this kernel."""
    global _shared
    if _shared is None or _shared.comm is None:
        _shared = Sheet()
        if eventlog.in_room():
            again.watch(_shared)
    return _shared
