"""What the tests of the room share: a browser for each file of tests, and a room on a folder of notebooks."""

import json
import shutil
from types import SimpleNamespace

import harness
import pytest


@pytest.fixture(scope="module")
def chrome():
    with harness.browser() as chrome:
        yield chrome


@pytest.fixture(scope="module")
def room(request, tmp_path_factory):
    """The room on copies of our notebooks and on the module's own MADE {name: cells}; `.log` is its event log.

    Where the module says WARM, kernels wait for pages as in a session; elsewhere they start with the page.
    """
    folder = tmp_path_factory.mktemp("room")
    for path in getattr(request.module, "COPIED", ()):
        shutil.copy(path, folder)
    for name, cells in getattr(request.module, "MADE", {}).items():
        (folder / name).write_text(json.dumps(harness.notebook(cells)), encoding="utf-8")
    log = tmp_path_factory.mktemp("log") / "log.jsonl"
    warm = getattr(request.module, "WARM", False)
    with harness.room(folder, {"VALUED_LOG": str(log)}, warm=warm) as address:
        yield SimpleNamespace(address=address, log=log, folder=folder)
