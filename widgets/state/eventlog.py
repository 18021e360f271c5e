"""One local log of what a learner does: bets, answers, hints, "why?", Monday cards. Nothing leaves the machine.

One JSON object a line, so that the log can be read in any editor, exported line by line, and loses one line at most
where a database would lose a page. (sqlite3 was weighed: its write-ahead log needs shared memory, which a class's
network home folders often lack.) Where: the file named by the environment variable VALUED_LOG, else
`.valued/log.jsonl` in the home folder.

What is promised: an event for which `record` returned True is on the disk, whole, on a line of its own, whatever
happens to this kernel afterwards. One writer at a time (a lock beside the file); what a crash left half written is
closed off by the next event; what a full disk cut short is taken back. Reading never changes the file: a line that
cannot be read stays where it is, is counted, and all others are used.
"""

import gc
import json
import os
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from filelock import FileLock

PATIENCE = 3  # seconds to wait for another notebook that is writing
# What each kind of event must hold to be used; other kinds (and further fields) are free.
FIELDS = {
    "bet": {"bet": str, "hit": bool},
    "why": {"bet": str, "text": str},
    "answer": {"exercise": str, "answer": dict, "right": list, "wrong": list},
    "hint": {"exercise": str, "step": int},
    "solution": {"exercise": str},
    "another": {"exercise": str, "seed": int, "first": int},
    "check": {"question": str, "option": int, "right": bool},
    "monday": {"card": str, "number": str, "owner": str, "date": str, "rule": str},
    "monday later": {"card": str, "days": int | None, "text": str},
    "scene": {"scene": str},
    "illusion": {"number": int},
    "quiz start": {"seed": int, "drawn": int},
    "try": {"panel": str, "try": str, "done": bool},
    "teaches": {"stage": str, "idea": str, "option": int, "right": bool},
}

NONE = {}

_trouble = ""
_silent = False


class Log(NamedTuple):
    """events: dicts, oldest first; bad: numbers of the lines (from 1) that cannot be read; why: a file's own error."""

    events: list
    bad: list
    why: str = ""


def path():
    """The log's file."""
    return Path(os.environ.get("VALUED_LOG") or Path.home() / ".valued" / "log.jsonl")


def in_room():
    """True in the room view's kernels: what is bet there belongs to nobody's own progress."""
    return bool(os.environ.get("VALUED_ROOM"))


@contextmanager
def silent():
    """Inside this block nothing is recorded: what a page does again after a reload is in the log already."""
    global _silent
    _silent = True
    try:
        yield
    finally:
        _silent = False


def record(kind, **data):
    """Append one event; returns whether it was kept. A log that cannot be written never stops a lesson."""
    global _trouble
    if _silent:
        return True
    event = {"at": datetime.now(UTC).isoformat(timespec="seconds"), "kind": kind, **data}
    if in_room():
        event["room"] = True
    text = json.dumps(event, ensure_ascii=False, default=_plain)
    line = text.encode("utf-8", "replace") + b"\n"  # half a character, which some keyboards send, becomes "?"
    try:
        file = path()
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with FileLock(f"{file}.lock", timeout=PATIENCE, poll_interval=0.002, mode=0o600, preserve_lock_file=True):
            _append(file, line)
    except (OSError, NotImplementedError) as error:  # the latter from a file system that knows no locks
        _trouble = (f"Your progress is not being kept: {_reason(error)} ({path()}). You can go on; "
                    "or name another file in the environment variable VALUED_LOG and start again.")
        return False
    _trouble = ""
    return True


def _plain(value):
    """A number of numpy's as Python's own; anything else as its text."""
    return value.item() if hasattr(value, "item") else str(value)


def _append(file, line):
    """The whole line or nothing, and on the disk before it is called kept."""
    handle = os.open(file, os.O_RDWR | os.O_APPEND | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600)
    try:
        size = os.fstat(handle).st_size
        if size:
            os.lseek(handle, size - 1, os.SEEK_SET)
            if os.read(handle, 1) != b"\n":
                line = b"\n" + line  # a crash stopped the last writer: its rest must not swallow this event
        try:
            rest = line
            while rest:  # a disk that fills up takes part of a line, and says so only at the next attempt
                rest = rest[os.write(handle, rest):]
            os.fsync(handle)
        except OSError:
            os.ftruncate(handle, size)
            raise
    finally:
        os.close(handle)


def _reason(error):
    if isinstance(error, TimeoutError):
        return "another notebook holds the log"
    words = (getattr(error, "strerror", None) or "its disk does not allow it").lower()
    return f"the log cannot be written, {words}"


def trouble():
    """Why the last event was not kept, as a sentence; an empty string when it was."""
    return _trouble


class _Known(NamedTuple):
    """What was read before: file and inode; stamp: size and time then; size, end: how far whole lines went, and the
    last bytes of them; lines: how many; events, bad: as in Log."""

    file: Path
    inode: int
    stamp: tuple
    size: int
    end: bytes
    lines: int
    events: list
    bad: list


_known = None  # every part of a notebook asks for the log: it is read once, and then only what was added to it
TAIL = 200  # bytes before the end, by which a log that was only added to is known again
AT_ONCE = 5_000  # lines that are parsed together, which is several times quicker than one by one


def stamp():
    """Size and time of the log's file, which tell whether it has changed; None while there is none."""
    try:
        now = path().stat()
    except OSError:
        return None
    return now.st_size, now.st_mtime_ns


def read():
    """The Log as it is on the disk now. A missing file is an empty log."""
    global _known
    try:
        with open(path(), "rb") as log:
            now = os.fstat(log.fileno())
            stamp = now.st_size, now.st_mtime_ns
            known = _known if _known and (_known.file, _known.inode) == (path(), now.st_ino) else None
            if known and known.stamp == stamp:
                return Log(list(known.events), list(known.bad))
            log.seek(max(known.size - len(known.end), 0) if known else 0)
            if known and log.read(len(known.end)) != known.end:
                known = None  # somebody edited it
                log.seek(0)
            content = log.read()
    except FileNotFoundError:
        return Log([], [])
    except OSError as error:
        return Log([], [], f"Your progress cannot be read: {(error.strerror or 'unreadable').lower()} ({path()}).")
    known = known or _Known(path(), now.st_ino, (), 0, b"", 0, [], [])
    whole, newline, rest = content.rpartition(b"\n")  # what is not a whole line yet is read again the next time
    collects = gc.isenabled()
    gc.disable()  # a long log is many small objects and no garbage: looking for some would take as long again
    try:
        added, wrong = _parse(whole.split(b"\n") if newline else [], known.lines)
    finally:
        if collects:
            gc.enable()
    size, end = known.size + len(whole) + len(newline), (known.end + whole + newline)[-TAIL:]
    _known = _Known(known.file, known.inode, stamp, size, end, known.lines + (whole + newline).count(b"\n"),
                    known.events + added, known.bad + wrong)
    half, broken = _parse([rest], _known.lines)
    if half or broken:
        _known = _known._replace(stamp=())
    return Log(_known.events + half, _known.bad + broken)


def _parse(lines, before):
    """(events, numbers of the lines that are none) of lines; before: how many stand above them."""
    events, bad = [], []
    for start in range(0, len(lines), AT_ONCE):
        piece = lines[start:start + AT_ONCE]
        for number, event in enumerate(_values(piece), before + start + 1):
            if event is not EMPTY and _fits(event):
                events.append(event)
            elif event is not EMPTY:
                bad.append(number)
    return events, bad


EMPTY = object()  # stands for an empty line


def _values(lines):
    """The JSON value of each line: EMPTY for an empty one, None for what is no JSON."""
    try:  # each in an object of its own, so that two broken lines never make a whole one together
        return [one[""] for one in json.loads((b'[{"":' + b'},{"":'.join(lines) + b"}]").decode("utf-8"))]
    except (ValueError, RecursionError):
        return [_value(line) for line in lines]


def _value(line):
    if not line.strip():
        return EMPTY
    try:
        return json.loads(line.decode("utf-8"))
    except (ValueError, RecursionError):
        return None


def _fits(event):
    """Whether a value is an event: with a time, and with what its kind must hold."""
    try:
        if datetime.fromisoformat(event["at"]).tzinfo is None or not isinstance(event["kind"], str):
            return False
        for key, wanted in FIELDS.get(event["kind"], NONE).items():
            if not isinstance(event[key], wanted):
                return False
    except (ValueError, KeyError, TypeError):
        return False
    return True


def events(kind=None):
    """All events that can be read, as dicts, oldest first; those of one kind only if it is named."""
    return [event for event in read().events if kind in (None, event["kind"])]


def when(event):
    """An event's time, as an aware datetime."""
    return datetime.fromisoformat(event["at"])


def complaint():
    """What is wrong with the log, in one sentence, or an empty string. Nothing that can be read is lost by it."""
    log = read()
    if not log.bad:
        return log.why or trouble()
    which = ("line " if len(log.bad) == 1 else "lines ") + ", ".join(map(str, log.bad[:5])) + " …" * (len(log.bad) > 5)
    return (f"{len(log.bad)} of the log’s lines cannot be read ({which} of {path()}); "
            "they stay where they are, and all the others are used.")
