"""What a facilitator sets once for all pages of the room: the currency, and a firm's own six numbers.

One small file, named by the environment variable VALUED_ROOM, which the room sets for its kernels. Without it (in Lab)
nothing is read and nothing is kept.
"""

import contextlib
import json
import os
from pathlib import Path

from widgets.files import write_text

LONGEST = 4  # characters of a currency: $, €, CHF, Rs.


def settings():
    """What is set, as a dict; an empty one when nothing is, or when the file cannot be read."""
    with contextlib.suppress(KeyError, OSError, ValueError):
        found = json.loads(Path(os.environ["VALUED_ROOM"]).read_text(encoding="utf-8"))
        if isinstance(found, dict):
            return found
    return {}


def keep(**what):
    """Set some of it anew, for the pages opened from now on. Never half written; outside the room nothing happens.

    Nobody else on this machine may read a firm's numbers. InputError when they cannot be kept.
    """
    if not os.environ.get("VALUED_ROOM"):
        return
    write_text(Path(os.environ["VALUED_ROOM"]), json.dumps({**settings(), **what}), private=True)


def usable(symbol):
    """Whether a text can stand as a currency before a number."""
    return isinstance(symbol, str) and 0 < len(symbol) <= LONGEST and symbol.isprintable() and not any(
        letter.isdigit() or letter in " <>&-−.," for letter in symbol)


def currency():
    """The currency symbol: what was set, or $."""
    symbol = settings().get("currency")
    return symbol if usable(symbol) else "$"
