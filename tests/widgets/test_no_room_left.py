"""The folder that the kit keeps things in is full, gone, or no folder: one sentence, and everything goes on."""

import os
import shutil
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from onlearning import press
from sample import write_notebook

from customerbase import InputError
from widgets import CheckQuestion, MondayCard, Progress
from widgets.panel.firm import FirmBoxes
from widgets.room import pictures
from widgets.room.pages import set_for_all
from widgets.state import eventlog, session

TYPED = {"currency": "€", "opening": "50K", "won": "1,000", "lost": "4,000", "worth_leaver": "300",
         "worth_joiner": "200", "period": "year"}
SHOWN = (("code", "from sample import Sample\nSample()"),)


@pytest.fixture
def kept(tmp_path, monkeypatch):
    """The folder `~/.valued` of a room: log, settings and pictures."""
    folder = tmp_path / ".valued"
    monkeypatch.setenv("VALUED_LOG", str(folder / "log.jsonl"))
    return folder


def mode(path):
    return stat.S_IMODE(path.stat().st_mode)


def no_folder(folder):
    """A file where the folder should be: what no right of root's gets past."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.write_text("")


def test_log_settings_and_pictures_are_nobody_elses(kept, monkeypatch, tmp_path):
    before = os.umask(0o022)
    try:
        pictures.main(tmp_path, kept / "pictures")
        eventlog.record("test")
        monkeypatch.setenv("VALUED_ROOM", str(kept / "room.json"))
        session.keep(firm={"opening": 5})
    finally:
        os.umask(before)
    assert [mode(path) for path in (kept, kept / "pictures", kept / "log.jsonl", kept / "room.json")] == [
        0o700, 0o700, 0o600, 0o600]


@pytest.mark.parametrize("first", [lambda: eventlog.record("test"), lambda: session.keep(currency="€")],
                         ids=["the log", "the room's settings"])
def test_whichever_is_first_makes_the_folder_for_nobody_else(first, kept, monkeypatch):
    monkeypatch.setenv("VALUED_ROOM", str(kept / "room.json"))
    first()
    assert mode(kept) == 0o700


def test_a_folder_that_is_deleted_in_mid_session_is_made_again(kept):
    assert eventlog.record("test", k=1)
    assert len(eventlog.events()) == 1
    shutil.rmtree(kept)
    assert eventlog.events() == []
    assert eventlog.record("test", k=2)
    assert [event["k"] for event in eventlog.events()] == [2]


def test_a_lesson_goes_on_where_nothing_can_be_kept(kept, books):
    no_folder(kept)
    question, panel = CheckQuestion("08-96"), Progress()
    question.options.index = 0
    press(question, next(child.description for child in question.children if hasattr(child, "click")))
    assert question.feedback.value
    assert "Your progress is not being kept" in question.keeper.value
    card = MondayCard("08")
    assert card is not None
    assert "cannot be read" in panel.report.value
    press(panel, "Refresh")
    press(panel, "Export")
    assert "valued_progress.csv" in panel.files.value


def test_a_file_system_without_locks_is_a_sentence(kept, monkeypatch):
    def refused(*_, **__):
        raise NotImplementedError("FileSystem does not appear to support flock")

    monkeypatch.setattr(eventlog.FileLock, "acquire", refused)
    assert not eventlog.record("test")
    assert "its disk does not allow it" in eventlog.trouble()


# The room -----------------------------------------------------------------------------------------------------------
def test_the_room_says_that_its_settings_are_not_kept(kept, monkeypatch):
    monkeypatch.setenv("VALUED_ROOM", str(kept / "room.json"))
    assert set_for_all(TYPED)
    no_folder(kept)
    with pytest.raises(InputError, match=r"room\.json cannot be written \(a file stands where a folder should be\)"):
        set_for_all({**TYPED, "currency": "$$"})
    assert session.settings() == {}


def test_a_firms_numbers_hold_on_their_page_where_they_cannot_be_kept(kept, monkeypatch):
    monkeypatch.setenv("VALUED_ROOM", str(kept / "room.json"))
    no_folder(kept)
    used = []
    boxes = FirmBoxes(used.append)
    boxes.boxes["opening"].value = "50,000"
    boxes.use()
    assert used[0].opening == 50_000
    assert "These numbers hold on this page only" in boxes.error.value
    shutil.os.unlink(kept)
    boxes.use()
    assert boxes.error.value == ""


def painter(notebooks, folder, **more):
    return subprocess.run([sys.executable, "-m", "widgets.room.pictures", notebooks, folder], capture_output=True,
                          text=True, timeout=120, env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}, **more)


def test_pictures_that_cannot_be_kept_are_one_sentence(kept, tmp_path):
    books = tmp_path / "books"
    books.mkdir()
    write_notebook(books / "00_a.ipynb", SHOWN)
    no_folder(kept)
    done = painter(books, kept / "pictures")
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert done.stderr.startswith(f"The front page lacks pictures: {kept / 'pictures'} cannot be written (")


def test_pictures_on_a_disk_that_fills_up_are_one_sentence_and_none_is_half(kept, tmp_path):
    """The operating system's limit on a file's size: the nearest thing to a full disk that needs no disk."""
    resource = pytest.importorskip("resource")  # not on Windows

    def limit():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))

    books = tmp_path / "books"
    books.mkdir()
    write_notebook(books / "00_a.ipynb", SHOWN)
    done = painter(books, kept / "pictures", preexec_fn=limit)
    assert done.stderr.endswith("cannot be written (file too large). Everything else goes on.\n")
    assert "Traceback" not in done.stderr
    assert list((kept / "pictures").glob("*.png")) == []
    done = painter(books, kept / "pictures")  # room again
    assert (done.returncode, done.stderr) == (0, "")
    drawn, = (kept / "pictures").iterdir()  # what was left half written is gone
    assert drawn.read_bytes().startswith(b"\x89PNG")


def test_a_pictures_folder_that_is_deleted_while_they_are_drawn_is_made_again(tmp_path):
    path = write_notebook(tmp_path / "00_a.ipynb", SHOWN)
    pictures.keep(path, tmp_path / "gone" / "pictures")
    drawn, = Path(tmp_path / "gone" / "pictures").iterdir()
    assert drawn.stat().st_size > 500
