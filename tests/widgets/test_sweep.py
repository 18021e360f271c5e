"""The sweep: every explorable there is, at every place the checklist names, on three bases.

And on none, for those that stand alone: the story's own numbers, or the real orders that come with the kit.
"""

import re
from pathlib import Path

import pytest
import walking

import widgets
from customerbase import InputError

FOUND = walking.find()
_reports = {}


@pytest.fixture
def report(bases):
    """A walk, made once for each explorable and base; None where there is nothing to walk without a base."""

    def make(cls, base):
        if (cls, base) not in _reports:
            made = alone(cls) if base == "none" else cls.example(bases[cls.company][base])
            _reports[cls, base] = made and walking.walk(made)
        return _reports[cls, base]

    return make


def alone(cls):
    """The explorable without a base; None if it asks for one, in a sentence."""
    try:
        return cls()
    except InputError as asks:
        said = str(asks)
    assert cls.company
    assert re.fullmatch(r"[^\n]{20,}\.", said)
    return None


EVERYDAY = [(cls, "normal" if cls.company else "none") for cls in FOUND]
REST = [(cls, base) for cls in FOUND for base in ("tiny", "one segment", "none") if cls.company]


@pytest.mark.parametrize(("cls", "base"), [*EVERYDAY, *(pytest.param(*pair, marks=pytest.mark.long) for pair in REST)],
                         ids=lambda part: getattr(part, "__name__", part))
def test_nothing_is_wrong_anywhere(cls, base, report, caplog):
    walk = report(cls, base)
    assert walk is None or not walk.trouble, "\n".join(walk.trouble[:20])
    assert [record.getMessage() for record in caplog.records] == []


@pytest.mark.parametrize("cls", FOUND, ids=lambda cls: cls.__name__)
def test_the_headline_says_something_else_when_a_dial_moves(cls, report):
    assert len(report(cls, "normal" if cls.company else "none").headlines) >= 2


def test_every_explorable_in_the_source_was_found():
    """Read from the files, not from Python: a module that is never imported would hide its explorable."""
    files = Path(widgets.__file__).parent.rglob("*.py")
    line = re.compile(r"^class (\w+)\((?:Explorable|Illusion|SurvivingBase)\)", re.M)
    written = {name for file in files for name in line.findall(file.read_text())}
    assert len(written) > 1
    assert written - {"Illusion"} == {cls.__name__ for cls in FOUND}  # which only says what illusions share


@pytest.mark.parametrize("pairs", [EVERYDAY, pytest.param(REST, marks=pytest.mark.long)], ids=["everyday", "rest"])
def test_as_many_places_were_visited_as_declared(report, pairs, record_property):
    walks = {pair: walk for pair in pairs if (walk := report(*pair))}
    controls = sum(walk.controls for walk in walks.values())
    declared = sum(len(walk.declared) for walk in walks.values())
    visited = sum(len(walk.declared & walk.places) for walk in walks.values())
    record_property("said", f"sweep: {len({cls for cls, _ in walks})} explorables, {len(walks)} with their bases x "
                            f"{controls} controls x {visited} positions, {declared} declared")
    assert len(walks) >= sum(base != "none" or not cls.company for cls, base in pairs)
    assert visited >= declared > 0
    for key, walk in walks.items():
        assert len(walk.places) >= max(walk.corners, 2), key
