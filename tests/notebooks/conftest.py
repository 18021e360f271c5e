"""Every notebook is run twice for all tests together: once with the probe after it, once without."""

import pytest
import running


@pytest.fixture(scope="session")
def first():
    """path -> Run, with the probe's report."""
    return _cached(probe=True)


@pytest.fixture(scope="session")
def second():
    """path -> Run of the same notebook in another kernel."""
    return _cached(probe=False)


def _cached(probe):
    runs = {}

    def run(path):
        if path not in runs:
            runs[path] = running.run(path, probe=probe)
        return runs[path]

    return run


def pytest_generate_tests(metafunc):
    """A test that takes `notebook` runs on each one in notebooks/."""
    if "notebook" in metafunc.fixturenames:
        metafunc.parametrize("notebook", running.NOTEBOOKS, ids=lambda path: path.stem)
