"""What every test gets: a log of its own, fixed seeds, and an honest word when no browser is on the machine."""

import contextlib
import os
import random
import shutil
import sys
import tempfile
from pathlib import Path

import harness
import pytest
from hypothesis import settings

# The same examples in every run. Where a test names no number of its own, .ci/run tries eight times as many.
settings.register_profile("steady", derandomize=True, deadline=None, max_examples=50)
settings.register_profile("many", settings.get_profile("steady"), max_examples=400)
settings.load_profile("steady")

SCRATCH = Path(tempfile.mkdtemp(prefix="valued-tests-"))
NOT_RUN = "browser tests: not run"
HELD = []  # what each worker had in memory at most


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
        if log := sys.modules.get("widgets.state.eventlog"):
            log._trouble = ""  # what one test's full disk said is no other's news


@contextlib.contextmanager
def closing_widgets():
    """Close every widget that is made meanwhile: ipywidgets keeps each one, its picture too, until it is closed."""
    before = set(_widgets())
    yield
    for key, widget in list(_widgets().items()):
        if key not in before:
            widget.close()


def _widgets():
    """id -> widget, all there are; none as long as no test has needed ipywidgets."""
    module = sys.modules.get("ipywidgets.widgets.widget")
    return module._instances if module else {}


@pytest.fixture(autouse=True, scope="module")
def _close_a_files_widgets():
    """First in, last out: what a file's own fixtures made is open until its last test is over."""
    with closing_widgets():
        yield


@pytest.fixture(autouse=True)
def _close_a_tests_widgets():
    with closing_widgets():
        yield


def pytest_collection_modifyitems(items):
    for item in items:  # nbval's run of a notebook is one of several; the first notebook's stays in every run
        if item.path.suffix == ".ipynb" and not item.path.name.startswith("00"):
            item.add_marker("long")
    if harness.chromium_path() is None:
        for item in items:
            if item.get_closest_marker("browser"):
                item.add_marker(pytest.mark.skip(reason="no Chromium on this machine"))


def _most_memory():
    """MB that this process has held at most; None where the system does not tell."""
    try:
        import resource
    except ImportError:
        return None
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / 2**20 if sys.platform == "darwin" else most / 2**10


def pytest_sessionfinish(session):
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["most_memory"] = _most_memory()


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node):
    most = getattr(node, "workeroutput", {}).get("most_memory")
    if most:
        HELD.append(f"{node.gateway.id} {most:,.0f} MB")


def pytest_terminal_summary(terminalreporter):
    """Print what tests recorded as `said` and the workers' memory, and say it when browser tests were skipped.

    A green run cannot hide them.
    """
    if HELD:
        terminalreporter.write_line(f"memory at most: {', '.join(sorted(HELD))}")
    for report in terminalreporter.stats.get("passed", []):
        for key, value in report.user_properties:
            if key == "said":
                terminalreporter.write_line(value)
    skipped = (report for report in terminalreporter.stats.get("skipped", []) if "browser" in report.keywords)
    if any(skipped):
        terminalreporter.write_line(NOT_RUN)
