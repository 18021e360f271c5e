"""What these tests share: a browser for each file of tests, and a room or a Lab on a folder of notebooks."""

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
def folder(request, tmp_path_factory):
    """A folder with copies of the module's COPIED notebooks and with its own MADE {name: cells}."""
    folder = tmp_path_factory.mktemp("notebooks")
    for path in getattr(request.module, "COPIED", ()):
        shutil.copy(path, folder)
    for name, cells in getattr(request.module, "MADE", {}).items():
        (folder / name).write_text(json.dumps(harness.notebook(cells)), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def desk(folder, tmp_path_factory):
    """The address of Lab on that folder."""
    with harness.lab(folder, harness.apart(tmp_path_factory.mktemp("own"))) as address:
        yield address


@pytest.fixture(scope="module")
def room(request, folder, tmp_path_factory):
    """The room on that folder; `.log` is its event log.

    Where the module says WARM, kernels wait for pages as in a session; elsewhere they start with the page.
    """
    log = tmp_path_factory.mktemp("log") / "log.jsonl"
    warm = getattr(request.module, "WARM", False)
    with harness.room(folder, {"VALUED_LOG": str(log)}, warm=warm) as address:
        yield SimpleNamespace(address=address, log=log, folder=folder)
