"""From a file's bytes to rows of text: encoding, separator, quoting. Nothing here knows what an order is."""

import csv
import gc
import io
import os
import re
from pathlib import Path

from .errors import InputError, shown

SEPARATORS = {",": "comma", ";": "semicolon", "\t": "tab", " ": "space"}

BYTE_ORDER_MARKS = (  # the longer ones first: the UTF-32 mark starts with the UTF-16 one
    (b"\xff\xfe\x00\x00", "utf-32", "UTF-32"),
    (b"\x00\x00\xfe\xff", "utf-32", "UTF-32"),
    (b"\xff\xfe", "utf-16", "UTF-16"),
    (b"\xfe\xff", "utf-16", "UTF-16"),
    (b"\xef\xbb\xbf", "utf-8-sig", "UTF-8"),
)
NOT_TEXT = (
    (b"PK\x03\x04", "an Excel workbook or another zip file"),
    (b"\xd0\xcf\x11\xe0", "an old Excel workbook"),
    (b"\x1f\x8b", "a gzip file"),
    (b"%PDF", "a PDF"),
    (b"PAR1", "a Parquet file"),
)
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def read_text(path, report, data=None):
    """The text of a file, or of its bytes (data) where they are in memory already.

    Anything but plain UTF-8 is stated in the report as a repair, with the encoding's name.
    """
    if not isinstance(path, str | os.PathLike):
        raise InputError(f"{shown(path, 200)}: the file cannot be opened, as this is no file's name.")
    data = _read_bytes(path) if data is None else data
    name = Path(path).name
    if not isinstance(data, bytes):
        raise InputError(f"{name}: data must be the file's bytes, not {type(data).__name__}.")
    for start, kind in NOT_TEXT:
        if data.startswith(start):
            raise InputError(f"{name}: this is {kind}, not a text file; save the orders as CSV (UTF-8) and read that.")
    text = _decode(data, name, report)
    if not text.strip():
        raise InputError(f"{name}: the file is empty; it needs a row of column names and then one row an order.")
    control = CONTROL.search(text)
    if control:
        row = text.count("\n", 0, control.start()) + 1
        raise InputError(
            f"{name}, line {row}: there is a control character ({shown(control[0])}), so this is not a text file; "
            "save the orders as CSV (UTF-8) and read that."
        )
    return text


def _read_bytes(path):
    try:
        path = Path(path)
        if path.is_dir():
            raise InputError(f"{shown(path, 200)} is a folder; give the name of one orders file in it.")
        return path.read_bytes()
    except FileNotFoundError:
        raise InputError(f"{shown(path, 200)}: there is no such file; check the name and the folder.") from None
    except InputError:
        raise
    except (OSError, TypeError, ValueError) as error:
        raise InputError(f"{shown(path, 200)}: the file cannot be opened ({type(error).__name__}).") from None


def _decode(data, name, report):
    for mark, codec, title in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            try:
                text = data.decode(codec)
            except UnicodeDecodeError:
                raise InputError(f"{name}: starts as {title} but does not go on so; save it as CSV (UTF-8).") from None
            report.repair(f"{name} starts with a byte-order mark; it was removed and the file read as {title}.")
            return text
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError as error:
        row = data.count(b"\n", 0, error.start) + 1
        raise InputError(
            f"{name}, line {row}: byte {data[error.start]:#04x} is neither UTF-8 nor Windows-1252 text; "
            "save the orders as CSV (UTF-8) and read that."
        ) from None
    report.repair(f"{name} is not UTF-8 and was read as Windows-1252 (cp1252); check that accents came out right.")
    return text


def split_rows(text, separator, name, header_only=False):
    """Rows as lists of fields; header_only: up to the first that is not empty. A spreadsheet numbers them from 1.

    Quoted fields may hold separators and line ends. Whitespace as a separator means runs of it.
    """
    if separator == " ":
        text = text.replace("\t", " ")
    reader = csv.reader(
        io.StringIO(text, newline=""), delimiter=separator, skipinitialspace=separator == " ", strict=True
    )
    rows = []
    collecting = gc.isenabled()
    gc.disable()  # a million small lists in a row: looking for rings among them would take longer than reading
    try:
        for row in reader:
            rows.append(row)
            if header_only and any(field.strip() for field in row):
                break
    except csv.Error as error:
        why = "a quotation mark is opened and never closed" if "end of data" in str(error) else str(error)
        raise InputError(
            f"{name}, row {len(rows) + 1}: cannot be split into fields, as {why}; correct the quotation marks there."
        ) from None
    finally:
        if collecting:
            gc.enable()
    return rows


def fit_rows(rows, header_at, needed, name, separator):
    """Positions of the rows below the header that hold anything; every one of them has the header's fields.

    rows: as split_rows gives them; changed in place: short rows get empty fields at the end (a spreadsheet leaves
    trailing empty ones out), superfluous empty fields are cut off. A row with more in it, or too short for the
    `needed` column positions, is refused: its fields may have slipped.
    """
    header = rows[header_at]
    while not header[-1].strip() and separator == " ":
        header.pop()  # spaces at the end of the line
    width, at_least = len(header), max(needed) + 1
    keep = []
    for position in range(header_at + 1, len(rows)):
        row = rows[position]
        if len(row) != width:
            while row and len(row) > width and not row[-1].strip():
                row.pop()
            if not any(field.strip() for field in row):
                continue
            if len(row) > width or len(row) < (width if separator == " " else at_least):
                advice = f"put a field that itself holds a {SEPARATORS[separator]} in quotation marks"
                advice = advice if len(row) > width else "complete the row"
                raise InputError(
                    f"{name}, row {position + 1}: has {len(row)} fields where the header has {width}; {advice}."
                )
            row.extend([""] * (width - len(row)))
        elif not (row[needed[0]].strip() or any(field.strip() for field in row)):
            continue
        keep.append(position)
    return keep
