"""Dates of orders from text, without ever guessing whether the day or the month comes first."""

import re

import numpy as np
import pandas as pd

from .errors import InputError, counted, shown

DAY = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})|([0-9]{1,4})([-/.])([0-9]{1,2})\5([0-9]{1,4})")
CLOCK = re.compile(
    r" *([0-9]{1,2}):([0-9]{2})(?::([0-9]{2})(?:[.,]([0-9]{1,9}))?)?(?: *([AaPp])\.?[Mm]\.?)?"
    r" *(Z|UTC|[-+][0-9]{2}:?[0-9]{2})?"
)
BETWEEN = re.compile("[T ]")  # a day and a clock time
WRITE = "write it as 2024-12-31, 31.12.2024 or 12/31/2024"
LONGEST = 40  # characters; nothing longer is a date, and the patterns need not be tried on it
YEARS = (1900, 2100)


def parse_dates(cells, dayfirst, report):
    """datetime64[us] array, one a cell. Time of day is kept as written, to the microsecond; a UTC offset is dropped.

    Day and month are told apart by `dayfirst`, or if that is None by the dates of the file that can be read in one
    way only. InputError when dates cannot be read, contradict each other, or can all be read both ways.
    """
    if not isinstance(dayfirst, bool | np.bool_ | None):
        raise InputError("dayfirst= must be True, False or left out.")
    cells.refuse(cells.mask(lambda text: text == ""), "is empty; every order needs a date")
    dates = _parse_iso(cells.texts)
    if dates is None:
        dates = _parse_any(cells, dayfirst, report)
    years = dates.astype("datetime64[Y]").astype(int) + 1970
    cells.refuse((years < YEARS[0]) | (years > YEARS[1]), f"lies outside the years {YEARS[0]} to {YEARS[1]}; {WRITE}")
    return dates[cells.codes]


def _parse_iso(texts):
    """The quick way for the usual cases; None if any date is written otherwise."""
    for form in ("%Y-%m-%d", "%Y-%m-%d %H:%M:%S"):
        try:
            return pd.to_datetime(pd.Series(texts), format=form).to_numpy().astype("datetime64[us]")
        except (ValueError, OverflowError):
            continue
    return None


def _parse_any(cells, dayfirst, report):
    halves = [BETWEEN.split(text, maxsplit=1) if len(text) <= LONGEST else [""] for text in cells.texts]
    year_first, one, two, three = _days([half[0] for half in halves])
    clock, offset = _clocks([half[1] if len(half) > 1 else "" for half in halves])
    cells.refuse((one < 0) | (clock == -1), f"is not a date that can be read; {WRITE}")
    cells.refuse(~year_first & (three < 1000), f"does not have its year in four digits; {WRITE}")
    day_first = _day_first(cells, ~year_first, one, two, dayfirst, report)
    year = np.where(year_first, one, three)
    month = np.where(year_first | day_first, two, one)
    day = np.where(year_first, three, np.where(day_first, one, two))
    right = (month >= 1) & (month <= 12) & (day >= 1) & (day <= 31) & (clock >= 0)
    start = ((year - 1970) * 12 + np.where(right, month, 1) - 1).astype("datetime64[M]")
    date = start.astype("datetime64[D]") + np.where(right, day, 1) - 1
    right &= date.astype("datetime64[M]") == start
    cells.refuse(~right, f"is not a day or time that exists; {WRITE}")
    if offset.any():
        report.repair(
            f"The time zone of {counted(cells.count(offset), 'date')} in column {shown(cells.column)} was left out; "
            "date and time stay as they are written."
        )
    return date.astype("datetime64[us]") + clock.astype("timedelta64[us]")


def _days(texts):
    """Whether the year comes first, and the three numbers of each day in their order; -1 where it cannot be read."""
    which, days = pd.factorize(np.array(texts, dtype=object))
    numbers = np.full((len(days), 4), -1)
    for i, match in enumerate(map(DAY.fullmatch, days)):
        if match is not None:
            one, two, three = match.group(1, 2, 3) if match[1] else match.group(4, 6, 7)
            year_first = len(one) == 4 and len(three) <= 2
            numbers[i] = year_first, int(one), int(two), int(three)
    numbers = numbers[which]
    return (numbers[:, 0] == 1, *numbers[:, 1:].T)


def _clocks(texts):
    """Microseconds since midnight (0 for no time, -1 unreadable, -2 no such time), and whether with an offset."""
    which, clocks = pd.factorize(np.array(texts, dtype=object))
    micros, offset = np.full(len(clocks), -1), np.zeros(len(clocks), bool)
    micros[clocks == ""] = 0
    for i, match in enumerate(map(CLOCK.fullmatch, clocks)):
        if match is not None:
            hour, minute, second = (int(part or 0) for part in match.group(1, 2, 3))
            half = (match[5] or "").lower()  # a or p
            right = minute < 60 and second < 60 and (1 <= hour <= 12 if half else hour < 24)
            hour = hour % 12 + 12 * (half == "p") if half else hour
            micro = int((match[4] or "")[:6].ljust(6, "0"))
            micros[i] = ((hour * 60 + minute) * 60 + second) * 1_000_000 + micro if right else -2
            offset[i] = match[6] is not None
    return micros[which], offset[which]


def _day_first(cells, either, one, two, dayfirst, report):
    """Whether the day comes first in the dates that `either` marks (12/31/2024, 31.12.2024)."""
    day_only, month_only = either & (one > 12) & (one <= 31), either & (two > 12) & (two <= 31)
    if dayfirst is not None:
        wrong = month_only if dayfirst else day_only
        cells.refuse(wrong, f"cannot be read with dayfirst={dayfirst}; leave dayfirst= out or correct the date")
        return dayfirst
    if day_only.any() and month_only.any():
        raise InputError(
            f"{cells.file}, column {shown(cells.column)}: {cells.place(day_only)} has the day first, but "
            f"{cells.place(month_only)} the month; write all dates one way."
        )
    open_ = either & (one != two) & (one <= 12) & (two <= 12)
    if open_.any() and not (day_only.any() or month_only.any()):
        why = "could be day or month first, and no date in the file decides it; give dayfirst=True or dayfirst=False"
        cells.refuse(open_, why)
    if open_.any():
        deciding = day_only if day_only.any() else month_only
        which = "day" if day_only.any() else "month"
        report.note(
            f"Dates in column {shown(cells.column)} are read with the {which} first, as {cells.place(deciding)} can "
            f"only be read so; {cells.count(open_):,} of them could be read both ways."
        )
    return bool(day_only.any())
