"""Random streams: one independent generator for every process and month.

Common random numbers: each process ("stays", "identity", ...) and each month draws from a generator of its own, keyed
by the name of the process and the number of the month. Nothing is drawn in turn from one shared generator, so adding a
process, a column or a month leaves every other draw exactly as it was, and a curve moves smoothly with a slider.
"""

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
