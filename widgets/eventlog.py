"""One local log of what a learner does: bets, answers, hints, "why?", Monday cards. Nothing leaves the machine.

One JSON object a line, appended in a single write, so that two notebooks can write at once. Where: the file named by
the environment variable VALUED_LOG, else `.valued/log.jsonl` in the home folder.
"""

import json
import os
from datetime import UTC, datetime
from pathlib import Path


def path():
    """The log's file."""
    return Path(os.environ.get("VALUED_LOG") or Path.home() / ".valued" / "log.jsonl")


def record(kind, **data):
    """Append one event. A log that cannot be written never stops a lesson; returns whether it was kept."""
    line = json.dumps({"at": datetime.now(UTC).isoformat(timespec="seconds"), "kind": kind, **data}) + "\n"
    try:
        path().parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(path(), os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            return os.write(handle, line.encode()) == len(line.encode())
        finally:
            os.close(handle)
    except OSError:
        return False


def events(kind=None):
    """All events as dicts, oldest first; lines that cannot be read are left out."""
    try:
        lines = path().read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return []
    found = []
    for line in lines:
        try:
            event = json.loads(line)
        except ValueError:
            continue
        if isinstance(event, dict) and kind in (None, event.get("kind")):
            found.append(event)
    return found
