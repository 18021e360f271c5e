"""Random streams: one independent generator for every process and month.

Common random numbers: each process ("stays", "identity", ...) and each month draws from a generator of its own, keyed
by the name of the process and the number of the month. Nothing is drawn in turn from one shared generator, so adding a
process, a column or a month leaves every other draw exactly as it was, and a curve moves smoothly with a slider.
"""

from dataclasses import dataclass, replace
from zlib import crc32

import numpy as np


def stream(seed, process, *numbers):
    """A numpy Generator for one process of one run.

    seed: whole number, 0 or more. process: its name, any text. numbers: what else the stream is keyed by, such as the
    month, 0 or more (none for a draw made once a customer). Equal keys give equal draws, in every new process.

    crc32 turns the name into a number; Python's own hash() changes from one run to the next.
    """
    key = (crc32(process.encode()), *numbers)
    return np.random.default_rng(np.random.SeedSequence(seed, spawn_key=key))


@dataclass(frozen=True)
class Streams:
    """The streams of a group of people: everybody's draw stands at their own place of each stream.

    seed: of the run. number: people in the group. rows: their places, if they are only some of those for whom the
    streams are drawn; so a subsample has the same luck as in the whole. family: part of each stream's name, so that
    possible friends draw apart from customers.
    """

    seed: int
    number: int
    rows: np.ndarray | None = None
    family: str = ""

    def only(self, rows):
        """The streams of some of the people; rows: whole numbers."""
        return replace(self, number=len(rows), rows=rows if self.rows is None else self.rows[rows])

    def uniform(self, process, *numbers, dtype=np.float64):
        """One draw a person, from 0 to below 1."""
        return self._drawn("random", process, numbers, dtype)

    def normal(self, process, *numbers, dtype=np.float64):
        """One standard normal draw a person."""
        return self._drawn("standard_normal", process, numbers, dtype)

    def _drawn(self, method, process, numbers, dtype):
        # draws beyond the last place needed would change nothing
        reach = self.number if self.rows is None else self.rows.max(initial=-1) + 1
        values = getattr(stream(self.seed, f"{process}{self.family}", *numbers), method)(reach, dtype=dtype)
        return values if self.rows is None else values[self.rows]
