"""One line an event, read back whole, and never in the way of a lesson."""

import os
import stat
import subprocess
import sys

from widgets import eventlog


def test_events_come_back_in_order():
    assert eventlog.events() == []
    assert eventlog.record("bet", low=1, high=2.5, text="naïve “x”\nline")
    assert eventlog.record("hint", step=1)
    assert [e["kind"] for e in eventlog.events()] == ["bet", "hint"]
    assert eventlog.events("bet")[0]["text"] == "naïve “x”\nline"
    assert eventlog.events("bet")[0]["at"].endswith("+00:00")
    assert eventlog.path().read_text().count("\n") == 2


def test_only_the_owner_can_read_it():
    eventlog.record("bet")
    assert stat.S_IMODE(eventlog.path().stat().st_mode) == 0o600


def test_lines_that_cannot_be_read_are_left_out():
    eventlog.record("bet")
    with eventlog.path().open("ab") as log:
        log.write(b'{"kind": "bet"\n\xff\xfe\n[1]\n\n')
    eventlog.record("hint")
    assert [e["kind"] for e in eventlog.events()] == ["bet", "hint"]


def test_a_log_that_cannot_be_written_stops_nothing(monkeypatch, tmp_path):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("VALUED_LOG", str(tmp_path / "file" / "log.jsonl"))
    assert not eventlog.record("bet")
    assert eventlog.events() == []


def test_the_home_folder_is_the_default(monkeypatch, tmp_path):
    monkeypatch.delenv("VALUED_LOG")
    monkeypatch.setattr("pathlib.Path.home", lambda: tmp_path)
    assert eventlog.path() == tmp_path / ".valued" / "log.jsonl"
    assert eventlog.record("bet")
    assert eventlog.path().exists()


def test_two_notebooks_write_at_once():
    code = "from widgets import eventlog\nfor k in range(200): eventlog.record('bet', text='x' * 500)"
    writers = [subprocess.Popen([sys.executable, "-c", code], env=os.environ) for _ in range(2)]
    assert [writer.wait(60) for writer in writers] == [0, 0]
    assert len(eventlog.events("bet")) == 400
