"""A notebook has many parts that ask the log; the log is read once, however long it has become."""

import json
import os

import pytest
from onlearning import press

from widgets import BeforeAfter, CheckQuestion, Exercise, IllusionGallery, MondayCard, Progress
from widgets.state import eventlog, learner

LINES = 3_000


@pytest.fixture
def parsed(monkeypatch):
    """How many lines have been parsed so far, as a list of counts."""
    counts, real = [], eventlog._values

    def values(lines):
        counts.append(len([line for line in lines if line]))
        return real(lines)

    monkeypatch.setattr(eventlog, "_values", values)
    monkeypatch.setattr(eventlog, "_known", None)
    return counts


@pytest.fixture
def long_log():
    event = {"at": "2026-03-02T09:00:00+00:00", "kind": "check", "question": "08-mix", "option": 0, "right": False}
    eventlog.path().write_text((json.dumps(event) + "\n") * LINES, encoding="utf-8")


def open_a_notebook():
    parts = [Progress(), BeforeAfter(), CheckQuestion("08-96"), CheckQuestion("08-mix"), Exercise("losing-quarter"),
             MondayCard("08"), IllusionGallery()]
    press(parts[0], "Refresh")
    press(parts[0], "Export")
    return parts


def test_opening_a_notebook_reads_the_log_once(long_log, parsed, books):
    open_a_notebook()
    assert sum(parsed) == LINES
    open_a_notebook()
    assert sum(parsed) == LINES


def test_only_what_was_added_is_read(long_log, parsed, books):
    open_a_notebook()
    for k in range(5):
        eventlog.record("test", k=k)
        assert eventlog.events("test")[-1]["k"] == k
    assert sum(parsed) == LINES + 5
    assert len(eventlog.events()) == LINES + 5


def test_the_places_of_many_events_are_looked_up_once(long_log, books, monkeypatch):
    looked, real = [], learner._place
    monkeypatch.setattr(learner, "_place", lambda *about: looked.append(about) or real(*about))
    Progress()
    assert 0 < len(looked) < 10


def test_somebody_elses_events_are_seen_and_an_edited_log_is_read_anew(long_log, parsed):
    assert len(eventlog.events()) == LINES
    line = json.dumps({"at": "2026-03-02T09:00:00+00:00", "kind": "x"}) + "\n"
    with eventlog.path().open("a", encoding="utf-8") as log:  # another kernel
        log.write(line)
    assert len(eventlog.events()) == LINES + 1
    eventlog.path().write_text(line * 3, encoding="utf-8")  # an editor, shorter
    assert [event["kind"] for event in eventlog.events()] == ["x"] * 3
    eventlog.path().write_text(line.replace('"x"', '"y"') * 9, encoding="utf-8")  # and longer, in the same file
    assert [event["kind"] for event in eventlog.events()] == ["y"] * 9
    other = eventlog.path().with_name("other")
    other.write_text(line.replace('"x"', '"z"') * 9, encoding="utf-8")
    os.replace(other, eventlog.path())  # another file in its place, of the same size
    assert [event["kind"] for event in eventlog.events()] == ["z"] * 9


def test_half_a_line_counts_when_it_is_whole_and_is_bad_until_then(parsed):
    eventlog.record("test", k=1)
    line = json.dumps({"at": "2026-03-02T09:00:00+00:00", "kind": "test", "k": 2}).encode()
    with eventlog.path().open("ab") as log:
        log.write(line[:20])
    assert (len(eventlog.events()), eventlog.read().bad) == (1, [2])
    with eventlog.path().open("ab") as log:
        log.write(line[20:])
    assert (len(eventlog.events()), eventlog.read().bad) == (2, [])
    with eventlog.path().open("ab") as log:
        log.write(b"\n")
    eventlog.record("test", k=3)
    assert [event["k"] for event in eventlog.events()] == [1, 2, 3]


def test_bad_lines_keep_their_numbers_across_reads(parsed):
    for k in range(3):
        eventlog.record("test", k=k)
        with eventlog.path().open("ab") as log:
            log.write(b"junk\n\n")
        eventlog.events()
    assert eventlog.read().bad == [2, 5, 8]
    assert [event["k"] for event in eventlog.events()] == [0, 1, 2]


def test_what_is_read_belongs_to_whoever_asked(long_log):
    eventlog.events().clear()
    eventlog.read().events.append("x")
    assert len(eventlog.events()) == LINES


def test_two_lines_that_would_be_json_together_are_two_bad_lines():
    good = '{"at": "2026-03-02T09:00:00+00:00", "kind": "x"}'
    lines = ['{"at": "2026-03-02T09:00:00+00:00", "kind": "x"', '"b": 1}', good, f"{good}, {good}"]
    eventlog.path().write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert (len(eventlog.events()), eventlog.read().bad) == (1, [1, 2, 4])


