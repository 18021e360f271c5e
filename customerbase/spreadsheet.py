"""CSV, which most people open in a spreadsheet: no text in it runs there, and text comes back as it was."""

import csv
import io
import re

import pandas as pd

# A spreadsheet runs text that starts so as a formula, in full width and after blanks too. An apostrophe before it stops
# that; text that begins with an apostrophe gets one as well, and empty text, so reading back is exact.
SIGNS = r"'=+\-@\uFF1D\uFF0B\uFF0D\uFF20\uFE62\uFE63\uFE66\uFE6B"
RISKY = re.compile(rf"[\s\x00-\x1f\u200b-\u200f\u2060\ufeff{SIGNS}]|$")
# Where another mark than the comma parts the cells, as in a German spreadsheet, one may begin after it too.
PARTS = r"((?:;|(?<!^)[\t\r\n])\s*)"
INSIDE, GUARDED = re.compile(rf"{PARTS}(?=[{SIGNS}])"), re.compile(rf"{PARTS}'(?=[{SIGNS}])")
NUMBER = re.compile(r"[-−]?([0-9][0-9.,]*|[.,][0-9]+)(e[+-]?[0-9]+)?( ?%)?", re.IGNORECASE)  # a minus is no formula yet

ENCODING = "utf-8-sig"  # the mark at the start tells Excel that it is UTF-8
END = "\r\n"  # so that the csv writer also quotes a lone carriage return
ROWS = 250_000  # written at a time, so that whoever waits can be told how far it is


def guard(text: str) -> str:
    """Text as it is written to a cell."""
    text = INSIDE.sub(r"\1'", text)
    return "'" + text if RISKY.match(text) and not NUMBER.fullmatch(text) else text


def unguard(cell: str) -> str:
    """The text that a cell holds."""
    return GUARDED.sub(r"\1", cell.removeprefix("'"))


def csv_text(heads, rows) -> str:
    """A table as CSV text: column heads, and rows of numbers and text. What is None or empty stays empty."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator=END)
    for row in (heads, *rows):
        writer.writerow(["" if cell is None or cell == "" else guard(str(cell)) for cell in row])
    return out.getvalue()


def write_frame(frame: pd.DataFrame, file):
    """Write a DataFrame piece by piece; yields how many rows each piece had. Empty text is kept apart from missing."""
    text = _guarded(frame)
    for start in range(0, max(len(text), 1), ROWS):
        piece, first = text.iloc[start : start + ROWS], start == 0
        piece.to_csv(file, mode="w" if first else "a", header=first, index=False, lineterminator=END,
                     encoding=ENCODING if first else "utf-8")  # fmt: skip
        yield len(piece)


def _guarded(frame):
    """The same frame with all its text guarded: cells, categories and column names."""
    columns = {}
    for name in frame.columns:
        values = frame[name]
        if isinstance(values.dtype, pd.CategoricalDtype):
            values = values.cat.rename_categories([guard(text) for text in values.cat.categories])
        elif values.dtype == "str":
            values = pd.Series([text if pd.isna(text) else guard(text) for text in values], dtype="str")
        columns[guard(name)] = values
    return pd.DataFrame(columns)
