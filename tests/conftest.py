"""What every test gets: a log of its own, fixed seeds, and an honest word when no browser is on the machine."""

import os
import random
import shutil
import tempfile
from pathlib import Path

import harness
import pytest
from hypothesis import settings

settings.register_profile("steady", derandomize=True, deadline=None)  # the same examples in every run
settings.load_profile("steady")

SCRATCH = Path(tempfile.mkdtemp(prefix="valued-tests-"))
NOT_RUN = "browser tests: not run"


def pytest_configure(config):
    """Kernels and servers that a test starts inherit this: no test ever writes to the person's own log."""
    os.environ["VALUED_LOG"] = str(SCRATCH / "session.jsonl")


def pytest_unconfigure(config):
    shutil.rmtree(SCRATCH, ignore_errors=True)


@pytest.fixture(autouse=True)
def _steady():
    """A log of its own and the same random numbers for each test."""
    with tempfile.TemporaryDirectory(dir=SCRATCH) as folder:
        os.environ["VALUED_LOG"] = str(Path(folder) / "log.jsonl")
        random.seed(0)
        yield
        os.environ["VALUED_LOG"] = str(SCRATCH / "session.jsonl")


def pytest_collection_modifyitems(items):
    if harness.chromium_path() is None:
        for item in items:
            if item.get_closest_marker("browser"):
                item.add_marker(pytest.mark.skip(reason="no Chromium on this machine"))


def pytest_terminal_summary(terminalreporter):
    """Print what tests recorded as `said`, and say it when browser tests were skipped: a green run cannot hide them."""
    for report in terminalreporter.stats.get("passed", []):
        for key, value in report.user_properties:
            if key == "said":
                terminalreporter.write_line(value)
    skipped = (report for report in terminalreporter.stats.get("skipped", []) if "browser" in report.keywords)
    if any(skipped):
        terminalreporter.write_line(NOT_RUN)
