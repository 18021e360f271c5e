"""What leaves the kit as a file: whole or not there. Tables are CSV, pages are HTML (see `page`)."""

import base64
import html
import os
import tempfile
from pathlib import Path

from customerbase import InputError
from customerbase.spreadsheet import ENCODING, csv_text
from widgets.state.page import is_sealed


def write_text(file: Path, text: str, encoding="utf-8", private=False):
    """Write a file, its folder too where there is none. InputError when it cannot be; the old one is kept then.

    private: nobody else on this machine may read it, nor look into a folder that is made for it.
    """
    file = Path(file)
    if file.suffix.lower() == ".csv" or (file.suffix.lower() in (".html", ".htm") and not is_sealed(text)):
        raise ValueError(f"{file.name}: a table is written by write_table, and a page is made by widgets.state.page")
    _write(file, text, encoding, private)


def _write(file, text, encoding, private=False):
    try:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700 if private else 0o777)
        handle, unfinished = tempfile.mkstemp(dir=file.parent, prefix=".unfinished-")  # which is private
        try:
            with os.fdopen(handle, "w", encoding=encoding, newline="", errors="replace") as out:
                out.write(text)
            if not private:
                os.chmod(unfinished, 0o644)
            os.replace(unfinished, file)
        except BaseException:
            os.unlink(unfinished)
            raise
    except OSError as error:
        taken = isinstance(error, FileExistsError | NotADirectoryError)
        why = "a file stands where a folder should be" if taken else (error.strerror or "no reason given").lower()
        raise InputError(f"{file} cannot be written ({why}); close it if it "
                         "is open elsewhere, make room, or name another file.") from None


def write_table(file: Path, heads, rows):
    """Write a table as a CSV file that a spreadsheet opens, in which nothing that somebody typed is a formula."""
    _write(Path(file), csv_text(heads, rows), ENCODING)


def table_link(name: str, heads, rows, label="") -> str:
    """A link that saves a table as CSV from the page itself: it works where the kernel runs on another machine.

    label: what it is called; without one the file's name.
    """
    return _link(name, "text/csv", csv_text(heads, rows).encode(ENCODING, "replace"), label)


def page_link(name: str, page: str, label="") -> str:
    """The same for a page that `widgets.state.page.page` made."""
    if not is_sealed(page):
        raise ValueError(f"{name}: a page is made by widgets.state.page")
    return _link(name, "text/html", page.encode("utf-8", "replace"), label)


def calendar_link(name: str, calendar: str, label="") -> str:
    """The same for a calendar file (.ics)."""
    return _link(name, "text/calendar", calendar.encode("utf-8", "replace"), label)


def _link(name, kind, content, label):
    data = base64.b64encode(content).decode()
    name, label = html.escape(name), html.escape(label or name)
    return f'<a download="{name}" href="data:{kind};charset=utf-8;base64,{data}">{label}</a>'
