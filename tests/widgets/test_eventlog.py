"""One line an event, read back whole, and never in the way of a lesson: killed, crowded, truncated, full, corrupt."""

import json
import os
import random
import signal
import stat
import subprocess
import sys
import time

import numpy as np
import pytest

from widgets.state import eventlog

# A writer that says which events were acknowledged, only after they were.
LOAD = f"""
import importlib.util, sys
spec = importlib.util.spec_from_file_location("eventlog", {eventlog.__file__!r})  # alone: all of widgets takes a second
eventlog = importlib.util.module_from_spec(spec)
spec.loader.exec_module(eventlog)
"""
WRITER = LOAD + """
who, count, size = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
for k in range(count):
    kept = eventlog.record("test", who=who, k=k, text="x" * size)
    print(k, kept, eventlog.trouble(), flush=True)
"""


def writer(who, count, size=200, **more):
    return subprocess.Popen([sys.executable, "-c", WRITER, who, str(count), str(size)], stdout=subprocess.PIPE,
                            text=True, **more)


def acknowledged(said):
    """The numbers of the events that a writer was told are kept; its last line may be torn."""
    return [int(line.split()[0]) for line in said.splitlines() if line.split()[1:2] == ["True"]]


def logged(who):
    return [event["k"] for event in eventlog.events("test") if event["who"] == who]


def test_events_come_back_in_order():
    assert eventlog.events() == []
    assert eventlog.complaint() == ""
    assert eventlog.record("test", low=1, high=2.5, text="naïve “x”\nline")
    assert eventlog.record("open", cell="08-01")
    assert [e["kind"] for e in eventlog.events()] == ["test", "open"]
    assert eventlog.events("test")[0]["text"] == "naïve “x”\nline"
    assert eventlog.events("test")[0]["at"].endswith("+00:00")
    assert eventlog.path().read_text(encoding="utf-8").count("\n") == 2
    assert "naïve" in eventlog.path().read_text(encoding="utf-8")  # a person can read it


def test_only_the_owner_can_read_it():
    eventlog.record("test")
    assert stat.S_IMODE(eventlog.path().stat().st_mode) == 0o600


def test_half_a_character_is_kept_as_a_question_mark():
    assert eventlog.record("test", text="a\ud800b")
    assert eventlog.events()[0]["text"] == "a?b"


def test_numbers_of_numpy_are_kept_as_numbers():
    assert eventlog.record("bet", bet="x", hit=np.float64(1) < 2, n=np.int64(3))
    assert [(one["hit"], one["n"]) for one in eventlog.events("bet")] == [(True, 3)]


# Writers that are killed or crowd each other ---------------------------------------------------------------------
def test_two_notebooks_write_a_thousand_events_each_at_once():
    writers = {who: writer(who, 1_000) for who in "ab"}
    for who, process in writers.items():
        said, _ = process.communicate(timeout=60)
        assert acknowledged(said) == list(range(1_000))
        assert logged(who) == list(range(1_000))
    assert eventlog.read().bad == []


def test_a_killed_writer_loses_nothing_that_was_acknowledged_and_spoils_nothing():
    """kill -9 at a random moment, again and again, while another writes on; long lines make a torn write likelier."""
    other, draw, kept = writer("other", 400), random.Random(5), {}
    for run in range(5):
        process = writer(f"k{run}", 100_000, size=50_000)
        assert process.stdout.readline().startswith("0 True")
        time.sleep(draw.uniform(0.0, 0.1))
        process.send_signal(signal.SIGKILL)
        kept[f"k{run}"] = [0, *acknowledged(process.stdout.read())]  # not communicate: it drops lines read ahead
        process.communicate()
    said, _ = other.communicate(timeout=60)
    assert acknowledged(said) == logged("other") == list(range(400))
    for who, numbers in kept.items():
        found = logged(who)
        assert found[:len(numbers)] == numbers
        assert len(found) <= len(numbers) + 1  # one may be on the disk and not yet told of
    assert eventlog.record("test", who="after", k=0)  # the lock of the dead is free
    assert logged("after") == [0]


def test_a_notebook_that_hangs_with_the_lock_is_waited_for_and_then_said(monkeypatch):
    eventlog.record("test")
    code = (f"{LOAD}import time; from filelock import FileLock\n"
            "with FileLock(f'{eventlog.path()}.lock', preserve_lock_file=True): print('held', flush=True);"
            " time.sleep(60)")
    holder = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    try:
        assert holder.stdout.readline() == "held\n"
        monkeypatch.setattr(eventlog, "PATIENCE", 0.2)
        assert not eventlog.record("test")
        assert "another notebook holds the log" in eventlog.trouble()
    finally:
        holder.kill()
        holder.communicate()
    assert eventlog.record("test")
    assert eventlog.trouble() == ""
    assert len(eventlog.events()) == 2


# Files that a crash or an editor left behind ---------------------------------------------------------------------
def test_what_a_crash_left_without_a_newline_does_not_swallow_the_next_event():
    eventlog.record("test", k=1)
    with eventlog.path().open("ab") as log:
        log.write(b'{"at": "2026-01-01T00:00:00+00:00", "kind": "te')
    assert eventlog.record("test", k=2)
    assert [event["k"] for event in eventlog.events()] == [1, 2]
    assert eventlog.read().bad == [2]
    assert eventlog.path().read_bytes().count(b"\n") == 3


def test_a_whole_event_whose_newline_was_cut_off_still_counts():
    eventlog.record("test", k=1)
    os.truncate(eventlog.path(), eventlog.path().stat().st_size - 1)
    assert [event["k"] for event in eventlog.events()] == [1]
    eventlog.record("test", k=2)
    assert [event["k"] for event in eventlog.events()] == [1, 2]
    assert eventlog.read().bad == []


def test_a_file_cut_anywhere_keeps_every_whole_line_and_takes_new_events():
    for k in range(12):
        eventlog.record("test", k=k, text="é“")
    whole = eventlog.path().read_bytes()
    for length in range(0, len(whole), 7):
        eventlog.path().write_bytes(whole[:length])
        before = [event["k"] for event in eventlog.events()]
        assert before[:whole[:length].count(b"\n")] == list(range(whole[:length].count(b"\n")))
        assert eventlog.record("test", k="new")
        assert [event["k"] for event in eventlog.events()] == [*before, "new"]


def test_corrupt_bytes_cost_the_lines_they_hit_and_no_other():
    for k in range(40):
        eventlog.record("test", k=k)
    whole, draw = eventlog.path().read_bytes(), random.Random(3)
    for _ in range(60):
        lines = whole.split(b"\n")
        hit = sorted(draw.sample(range(40), 5))
        for k in hit:
            lines[k] = draw.choice([b"\xff\xfe" + lines[k], b"\0" * 80, lines[k][:20], b"[1]", b"{}", b"[" * 5_000])
        eventlog.path().write_bytes(b"\n".join(lines))
        assert [event["k"] for event in eventlog.events()] == [k for k in range(40) if k not in hit]
        assert eventlog.read().bad == [k + 1 for k in hit]
    said = eventlog.complaint()
    assert said.startswith("5 of the log’s lines cannot be read (lines ")
    assert str(hit[0] + 1) in said
    assert said.count(". ") == 0
    assert eventlog.path().read_bytes() == b"\n".join(lines)  # reading changes nothing


@pytest.mark.parametrize("line", [
    {"kind": "bet", "bet": "x", "hit": True}, {"at": "yesterday", "kind": "open"}, {"at": "2026-01-01", "kind": "open"},
    {"at": "2026-01-01T00:00:00+00:00", "kind": 3}, {"at": "2026-01-01T00:00:00+00:00", "kind": "bet", "bet": "x"},
    {"at": "2026-01-01T00:00:00+00:00", "kind": "check", "question": ["x"], "option": 1, "right": True}],
    ids=["no time", "no date", "no zone", "no kind", "half a bet", "question no text"])
def test_an_event_that_lacks_what_its_kind_must_hold_is_no_event(line):
    eventlog.path().write_text(json.dumps(line) + "\n", encoding="utf-8")
    assert eventlog.read() == ([], [1], "")


# Logs that cannot be written -------------------------------------------------------------------------------------
def test_a_log_that_cannot_be_written_stops_nothing(monkeypatch, tmp_path):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("VALUED_LOG", str(tmp_path / "file" / "log.jsonl"))
    assert not eventlog.record("test")
    assert eventlog.trouble().startswith("Your progress is not being kept: the log cannot be written, ")
    assert str(tmp_path) in eventlog.trouble()
    assert eventlog.events() == []


def test_a_log_that_cannot_be_read_is_said(monkeypatch, tmp_path):
    monkeypatch.setenv("VALUED_LOG", str(tmp_path))  # a folder
    assert eventlog.events() == []
    assert eventlog.complaint().startswith("Your progress cannot be read: is a directory")


def test_a_disk_that_fills_up_takes_no_half_line_and_nothing_before_it():
    """The operating system's limit on a file's size: like a full disk, it takes part of a line and refuses the rest."""

    resource = pytest.importorskip("resource")  # not on Windows

    def limit():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, 10_000))

    said, _ = writer("full", 30, size=900, preexec_fn=limit).communicate(timeout=30)
    kept = acknowledged(said)
    assert 5 < len(kept) < 15
    assert "Your progress is not being kept: the log cannot be written, file too large" in said
    assert logged("full") == kept
    assert eventlog.read().bad == []
    assert eventlog.path().read_bytes().endswith(b"\n")
    assert eventlog.record("test", who="after", k=0)  # room again
    assert logged("after") == [0]


def test_the_home_folder_is_the_default(monkeypatch, tmp_path):
    monkeypatch.delenv("VALUED_LOG")
    monkeypatch.setattr("pathlib.Path.home", lambda: tmp_path)
    assert eventlog.path() == tmp_path / ".valued" / "log.jsonl"
    assert eventlog.record("test")
    assert eventlog.path().exists()


def test_what_happens_in_the_room_is_marked(monkeypatch):
    eventlog.record("test")
    monkeypatch.setenv("VALUED_ROOM", "1")
    eventlog.record("test")
    assert [event.get("room") for event in eventlog.events()] == [None, True]
