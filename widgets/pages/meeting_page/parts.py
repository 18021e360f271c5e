"""What the meeting page is made of: cells, rows and blocks, each block with the call that its numbers come from."""

import math
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from widgets.panel import forms

TURNS = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)])  # signs that turn the direction of a line


class Cell(NamedTuple):
    """One number: exact (None for none), as it is printed, and its unit."""

    value: float | None
    text: str
    unit: str = "people"


class Row(NamedTuple):
    """label: what the numbers are of; meaning: words out of "lost", "new", "stay", "base" (colours), "total" and
    "beyond" (more than chance); bar: where it begins and how long it is, as shares of the width, or None."""

    label: str
    cells: tuple
    meaning: str = ""
    bar: tuple | None = None


@dataclass(frozen=True)
class Block:
    """One part of the page. call: the Python that gives its numbers, for the CSV; told: the same in words, for the
    fold; says: sentences above the table, notes: below."""

    key: str
    title: str
    call: str = ""
    told: str = ""
    says: tuple = ()
    heads: tuple = ()
    rows: tuple = ()
    notes: tuple = ()


def clean(text):
    """Somebody's text, unable to turn the direction of the words around it. Markup in it is escaped by the template."""
    return str(text).translate(TURNS)


def people(count):
    return Cell(float(count), forms.people(count))


def percent(rate):
    return Cell(float(rate), forms.percent(rate), "share")


def plain(amount, currency):
    """An amount as it stands in a table: whole, sign first."""
    whole = round(amount) + 0
    return f"{'−' * (whole < 0)}{currency}{forms.people(abs(whole))}"


def money(amount, currency, printed=None):
    """printed: the whole amount to show, where a column has to add up."""
    return Cell(float(amount), plain(amount if printed is None else printed, currency), "money")


def signed(value, write=forms.people):
    """A difference with its sign, whole; no sign before nought."""
    return write(value) if round(value) <= 0 else f"+{write(value)}"


def none(text="–"):
    return Cell(None, text, "")


def adding_up(parts, total=None):
    """Whole numbers next to `parts` that add up to `total`, or to the rounded sum: each is off by less than one."""
    parts = np.asarray(parts, dtype=float)
    down = np.floor(parts)
    missing = round(parts.sum() if total is None else total) - int(down.sum())
    up = np.argsort(down - parts, kind="stable")[:max(missing, 0)]  # the largest remainders first
    down[up] += 1
    return [int(number) for number in down]


def excess_cells(row, write=forms.people, sign=1):
    """Cells of a row of `movement.by_chance`: observed, by chance, excess and its 95 % interval."""
    unit = "people" if write is forms.people else "money"
    low, high = sorted((sign * row["low"], sign * row["high"]))
    if math.isnan(row["by_chance"]):
        return Cell(sign * row["observed"], write(sign * row["observed"]), unit), none(), none(), none("not defined")
    return (*(Cell(sign * row[name], write(sign * row[name]) if name != "excess" else signed(sign * row[name], write),
                   unit) for name in ("observed", "by_chance", "excess")),
            Cell(None, f"{write(low)} to {write(high)}", ""))


def beyond(row):
    """Whether the interval of an excess leaves out zero: more than chance."""
    return bool(row["low"] > 0 or row["high"] < 0)
