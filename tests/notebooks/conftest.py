"""Every notebook is run once, with the probe after it, for all tests together; and once without, to compare."""

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
    """A test that takes `notebook` runs on each one in notebooks/; what takes a second run of them all is long."""
    if "notebook" in metafunc.fixturenames:
        once = "second" not in metafunc.fixturenames
        metafunc.parametrize("notebook", [
            pytest.param(path, id=path.stem, marks=() if once or path.stem.startswith("08") else pytest.mark.long)
            for path in running.NOTEBOOKS])
