"""What a facilitator sets once for all pages of the room: the currency, and a firm's own six numbers.

One small file, named by the environment variable VALUED_ROOM, which the room sets for its kernels. Without it (in Lab)
nothing is kept, and only the currency is read, from beside the log: handouts, cards and class copies are then in the
currency of the room that they belong to.
"""

import contextlib
import json
import os
from pathlib import Path

from widgets.state import eventlog
from widgets.state.files import write_text

LONGEST = 4  # characters of a currency: $, €, CHF, Rs.


def file():
    """Where the room keeps it: beside the log, unless the room has named another place for its kernels."""
    return Path(os.environ.get("VALUED_ROOM") or eventlog.path().parent / "room.json")


def settings():
    """What is set for this room's kernel, as a dict; an empty one outside the room and when nothing can be read."""
    return _read() if os.environ.get("VALUED_ROOM") else {}


def _read():
    with contextlib.suppress(OSError, ValueError):
        found = json.loads(file().read_text(encoding="utf-8"))
        if isinstance(found, dict):
            return found
    return {}


def keep(**what):
    """Set some of it anew, for the pages opened from now on. Never half written; outside the room nothing happens.

    Nobody else on this machine may read a firm's numbers. InputError when they cannot be kept.
    """
    if not os.environ.get("VALUED_ROOM"):
        return
    write_text(file(), json.dumps({**settings(), **what}), private=True)


def usable(symbol):
    """Whether a text can stand as a currency before a number."""
    return isinstance(symbol, str) and 0 < len(symbol) <= LONGEST and symbol.isprintable() and not any(
        letter.isdigit() or letter in " <>&-−.," for letter in symbol)


def currency():
    """The currency symbol: what was set, or $. The money of story companies and of one's own firm is in it."""
    symbol = _read().get("currency")
    return symbol if usable(symbol) else "$"
