"""What a person would press and read, for the tests of progress; QUESTIONS are those of the fixture `books`."""

import base64
import html
import re

QUESTIONS = {"03": ("00-dial",), "08": ("08-96", "08-mix"), "09": ("08-rising",)}


def press(part, label):
    todo = [part]
    while todo:
        widget = todo.pop()
        if getattr(widget, "description", None) == label:
            return widget.click()
        todo += getattr(widget, "children", ())
    raise AssertionError(f"no button {label!r}")


def words(widget):
    return html.unescape(re.sub("<[^>]+>", " ", widget.value))


def links(widget):
    """{file name: text} of the download links in an HTML widget."""
    return {name: base64.b64decode(data).decode("utf-8-sig") for name, data in
            re.findall(r'download="([^"]+)" href="data:[^,]+;base64,([^"]+)"', widget.value)}
