"""Each net on notebooks that are broken in one way each: which one catches what, and what plain nbval lets through."""

import os
import re
import subprocess
import sys
from pathlib import Path

import cells
import pytest
import running

FOLDER = Path(__file__).parents[1] / "broken"
# what is broken -> the nets that must catch it; every other net must find nothing
NETS = {
    "cell_raises": {"nbval", "run"},
    "slider_raises": {"probe"},  # the blind spot of running alone: nobody moves the slider
    "button_raises": {"probe"},
    "unknown_input": {"probe"},
    "bad_magic": {"run", "cells"},
    "shell_fails": {"cells"},
    "asks_the_web": {"network"},
    "new_numbers": {"twice"},
}


EVERYDAY = ("cell_raises", "slider_raises")  # one for nbval and running, one for the probe


def nbval(stem):
    """The outcomes of plain nbval over a broken notebook."""
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "--noconftest", "-v", "--rootdir", str(FOLDER),
               "-c", os.devnull, "--nbval-lax", "--nbval-current-env", "--nbval-cell-timeout", "60", f"{stem}.ipynb"]
    said = subprocess.run(command, capture_output=True, text=True, timeout=240, cwd=FOLDER).stdout
    outcomes = set(re.findall(rf"{stem}::ipynb::Cell \d+ (PASSED|FAILED|XFAIL|SKIPPED)", said))
    assert outcomes, said[-2000:]
    return outcomes


def caught_by(path, outcomes):
    """The names of all nets that a broken notebook ends up in."""
    first, second = running.run(path, probe=True), running.run(path)
    found = {
        "nbval": "FAILED" in outcomes,
        "run": first.errors != [],
        "probe": first.probe["errors"] != [] or first.probe["unknown"] != [],
        "network": first.probe["network"] != [],
        "twice": first.shown[:-2] != second.shown[:-1],
        "cells": any("magic" in words or "stored" in words for words in cells.trouble(running.read(path))),
    }
    return {net for net, caught in found.items() if caught}, first


@pytest.mark.parametrize("stem", [
    stem if stem in EVERYDAY else pytest.param(stem, marks=pytest.mark.long) for stem in NETS])
def test_each_net_catches_what_it_must_and_nothing_else(stem):
    found, run = caught_by(FOLDER / f"{stem}.ipynb", nbval(stem))
    assert found == NETS[stem]
    if stem == "slider_raises":
        assert len(run.probe["errors"]) == 1
        assert "ZeroDivisionError" in run.probe["errors"][0]
        assert "{'value': 70}" in run.probe["errors"][0]
    if stem == "button_raises":
        assert "'Divide' is pressed: ZeroDivisionError" in run.probe["errors"][0]
    if stem == "unknown_input":
        assert run.probe["unknown"] == ["DatePicker"]


def test_every_broken_notebook_is_in_the_table():
    assert {path.stem for path in FOLDER.glob("*.ipynb")} == set(NETS)
