"""Every process and month has a stream of its own, the same in every run."""

from zlib import crc32

import numpy as np
import pytest

from synthetic.streams import stream

PROCESSES = [
    "joining", "tenure", "segment and channel", "hazard", "leaving", "own visits", "own ticket", "visits", "contacts",
    "ticket", "day", "woman or man", "first name", "last name", "longer names", "city", "mail domain",
]  # fmt: skip


def test_equal_keys_give_equal_draws():
    np.testing.assert_array_equal(stream(7, "visits", 3).random(50), stream(7, "visits", 3).random(50))


@pytest.mark.parametrize("other", [(8, "visits", 3), (7, "ticket", 3), (7, "visits", 4), (7, "visits", 3, 0)])
def test_another_seed_process_month_or_turn_gives_unrelated_draws(other):
    a, b = stream(7, "visits", 3).random(10_000), stream(*other).random(10_000)
    assert abs(np.corrcoef(a, b)[0, 1]) < 0.05  # standard error 0.01


def test_the_first_draws_of_a_stream_are_settled():
    """Whoever changes how keys are made changes every base that anybody has made so far."""
    np.testing.assert_allclose(stream(7, "visits", 3).random(2), [0.9463313179731784, 0.7012402977676342], rtol=1e-12)


def test_no_two_processes_share_a_key():
    assert len({crc32(process.encode()) for process in PROCESSES}) == len(PROCESSES)


def test_drawing_from_a_new_process_leaves_the_others_alone():
    before = stream(7, "visits", 0).random(5)
    stream(7, "a process added later", 0).random(1000)
    np.testing.assert_array_equal(stream(7, "visits", 0).random(5), before)
