"""A slider is attached to its picture: key press to last paint against a slider that only sets a label, in one run.

Only the ratio of one run counts, and machines are noisy, so the best of three tries is taken.
"""

import importlib.util
import statistics
from pathlib import Path

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.long]
LIMIT = 2.5


def test_slider_to_paint_within_two_and_a_half_times_the_floor():
    path = Path(__file__).parents[1] / "benchmark" / "slider.py"
    spec = importlib.util.spec_from_file_location("slider_benchmark", path)
    benchmark = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(benchmark)
    ratios = []
    for _ in range(3):
        found = benchmark.measure(["floor", "ours"], runs=1, presses=11)
        ratios.append(statistics.median(found["ours"]) / statistics.median(found["floor"]))
        if ratios[-1] <= LIMIT:
            return
    pytest.fail(f"ours / floor: {', '.join(f'{ratio:.2f}' for ratio in ratios)}, and at most {LIMIT} is allowed")
