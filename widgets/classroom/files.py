"""Files that are whole or not there: text and tables, as a teacher opens them."""

import csv
import io
import os
import tempfile

from customerbase import InputError
from customerbase.files import guard


def write_text(file, text, encoding="utf-8"):
    """Write a file, its folder too where there is none. InputError when it cannot be; the old one is kept then."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        handle, unfinished = tempfile.mkstemp(dir=file.parent, prefix=".unfinished-")
        try:
            with os.fdopen(handle, "w", encoding=encoding, newline="") as out:
                out.write(text)
            os.chmod(unfinished, 0o644)
            os.replace(unfinished, file)
        except BaseException:
            os.unlink(unfinished)
            raise
    except OSError as error:
        raise InputError(f"{file} cannot be written ({error.strerror}); close it if it is open elsewhere, or make "
                         "room.") from None


def write_table(file, heads, rows):
    """Write a CSV file that a spreadsheet opens: UTF-8 with its mark; text that would run as a formula does not."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(heads)
    writer.writerows([guard(cell) if isinstance(cell, str) and cell else cell for cell in row] for row in rows)
    write_text(file, out.getvalue(), encoding="utf-8-sig")
