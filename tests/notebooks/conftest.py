"""Every notebook is run once for all tests together, and once more with the probe after it."""

import pytest
import running


@pytest.fixture(scope="session")
def plain():
    """path -> Run."""
    return _cached(probe=False)


@pytest.fixture(scope="session")
def probed():
    """path -> Run of the same notebook in another kernel, with the probe's report."""
    return _cached(probe=True)


def _cached(probe):
    runs = {}

    def run(path):
        if path not in runs:
            runs[path] = running.run(path, probe=probe)
        return runs[path]

    return run


def pytest_generate_tests(metafunc):
    """A test that takes `notebook` runs on each one in notebooks/; to move everything in all of them is long."""
    if "notebook" in metafunc.fixturenames:
        every = [path.stem[:2] for path in running.NOTEBOOKS] if "probed" not in metafunc.fixturenames else ()
        metafunc.parametrize("notebook", running.each(*every))
