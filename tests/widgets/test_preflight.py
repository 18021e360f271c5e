"""The evening before: each thing that can be wrong gives the line that says what to do; a healthy kit is ready."""

import re
import socket
import subprocess
import sys
from collections import namedtuple
from importlib import metadata
from types import SimpleNamespace

import pytest
from sample import Sample, write_notebook

from widgets import preflight
from widgets.panel import style

WELL = [("markdown", "# Well\n\nIs it?"),
        ("code", "# Shows\nfrom widgets.explorables.gallery.compounding import Compounding\nCompounding()")]
Disk = namedtuple("Disk", "total used free")


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "notebooks"
    folder.mkdir()
    return folder


@pytest.fixture
def port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


@pytest.fixture
def quick(monkeypatch):
    """Without a server and a browser: what is said when they are well is tested once, with both."""
    monkeypatch.setattr(preflight, "room", lambda *_: [])
    monkeypatch.setattr(preflight, "browser", lambda _: [])


def run(folder, port, capsys):
    """(exit code, the lines) of the command."""
    with pytest.raises(SystemExit) as ended:
        preflight.main([str(folder), "--port", str(port)])
    return int(ended.value.code), capsys.readouterr().out.splitlines()


def test_a_healthy_kit_is_ready_room_and_all(folder, port, tmp_path):
    write_notebook(folder / "1.ipynb", WELL)
    quick = "from widgets import preflight; preflight.HOLD = 2; preflight.main()"
    done = subprocess.run([sys.executable, "-c", quick, str(folder), "--port", str(port)],
                          capture_output=True, text=True, timeout=150)
    lines = done.stdout.splitlines()
    assert (done.returncode, lines[-1], done.stderr) == (0, "Ready.", "")
    looked = [line.split("s  ", 1)[1] for line in lines if re.match(r" *\d+ s  ", line)]
    assert looked == ["Python, packages, log", "Disk", "Typeface", "Browser", f"Folder and port {port}", "1.ipynb",
                      "The room", "done"]
    assert "         1.ipynb: 1 explorable moved" in lines
    assert "         1.ipynb is open in the room, and is held for 2 seconds to see that it stays: please wait" in lines
    assert f"         {preflight.BY_HAND}" in lines
    with socket.create_server(("127.0.0.1", port)):
        pass  # the room has gone again


@pytest.mark.usefixtures("quick")
def test_a_broken_notebook_and_a_busy_port(folder, capsys):
    write_notebook(folder / "1.ipynb", [("code", "# Fails\n1 / 0")])
    write_notebook(folder / "2.ipynb", WELL)
    with socket.create_server(("127.0.0.1", 0)) as busy:
        port = busy.getsockname()[1]
        code, lines = run(folder, port, capsys)
    assert code == 1
    assert lines[-1] == (f"Not ready. Port {port} cannot be used, most likely because something runs there; "
                         f"try --port {port + 1}. Then the other 1 marked ✗ above.")
    assert sum("✗" in line for line in lines[:-1]) == 2
    assert ("         ✗ 1.ipynb, cell s-1 failed: ZeroDivisionError: division by zero. Put the notebook back as it was "
            "delivered.") in lines
    assert "         2.ipynb: 1 explorable moved" in lines  # the others are still looked at


@pytest.mark.usefixtures("quick")
def test_a_folder_without_notebooks(folder, port, capsys):
    assert run(folder, port, capsys)[1][-1].startswith(f"Not ready. The folder {folder} holds no notebooks")
    assert run(folder / "none", port, capsys)[1][-1].startswith(f"Not ready. There is no folder {folder / 'none'}")


def test_a_dial_that_complains_or_fails_at_one_end():
    found = list(preflight.moved(Sample(), "1.ipynb"))
    assert len(found) == 1
    assert "Customers at 2,000 customers: 1,601 are too many; move a slider back. Leave it out tomorrow" in found[0]

    class Fails(Sample):
        def compute(self, inputs):
            return super().compute(inputs) / (10 - inputs.extra)

    failed = list(preflight.moved(Fails(), "1.ipynb"))
    assert "failed (ZeroDivisionError: float division by zero): leave it out tomorrow" in failed[-1]


def test_a_notebook_is_moved_and_not_only_run(folder):
    found = list(preflight.notebook(write_notebook(folder / "1.ipynb"), print))
    assert len(found) == 1
    assert found[0].startswith("1.ipynb, “Sample ")


def test_every_dial_goes_to_both_ends_and_every_choice_is_made():
    seen = []

    class Seen(Sample):
        more, presets = (), {"Many": {"heads": 1_750}}
        Inputs = namedtuple("Inputs", "kept heads who")

        def compute(self, inputs):
            seen.append(inputs)
            return inputs.heads * inputs.kept / 2

    assert list(preflight.moved(Seen(), "1.ipynb")) == []
    assert {0, 1, 0.8004} <= {inputs.kept for inputs in seen}
    assert {0, 1_000, 1_750, 2_000} == {inputs.heads for inputs in seen}
    assert {"all", "some"} == {inputs.who for inputs in seen}


def test_what_is_shown_twice_is_moved_once(folder, monkeypatch):
    made = "from widgets.explorables.gallery.compounding import Compounding\nimport ipywidgets as ipw\n"
    write_notebook(folder / "1.ipynb", [("code", f"{made}ipw.VBox([Compounding(), Compounding()])")])
    said = []
    assert list(preflight.notebook(folder / "1.ipynb", said.append)) == []
    assert said == ["1.ipynb: 1 explorable moved"]


def test_a_picture_that_stays_shut_is_said():
    class Shut(Sample):
        def _unseal(self, change):
            pass

    assert [line for line in preflight.moved(Shut(), "1.ipynb") if "stays shut after the bet" in line]


def test_python_and_packages(monkeypatch):
    assert list(preflight.programs()) == []
    monkeypatch.setattr(preflight, "sys", SimpleNamespace(version_info=(3, 9, 1)))
    version = metadata.version
    monkeypatch.setattr(metadata, "version", lambda name: "0.1" if name == "voila" else version(name))
    python, voila = preflight.programs()
    assert python == f"Python is 3.9, the kit needs >=3.11: install that and {preflight.AGAIN}."
    assert voila.startswith("voila is 0.1, this kit was tested with")


def test_log_and_disk(monkeypatch, tmp_path):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("VALUED_LOG", str(tmp_path / "file" / "log.jsonl"))
    assert list(preflight.programs())[0].startswith("Your progress cannot be saved in")
    assert list(preflight.disk()) == []
    monkeypatch.setattr(preflight.shutil, "disk_usage", lambda place: Disk(1e12, 1e12, 1e8))
    assert list(preflight.disk())[0].endswith("has 0.1 GB left: make 0.5 GB free.")


def test_the_typeface(monkeypatch, tmp_path):
    assert list(preflight.typeface()) == []
    monkeypatch.setattr(style, "FONT", "Nowhere")
    web, _, drawn = preflight.typeface()
    assert web == f"{style.FONTS} lacks Nowhere-Regular.woff2: unpack the kit again."
    assert drawn.startswith("matplotlib cannot load Nowhere: unpack the kit again")
    monkeypatch.undo()
    monkeypatch.setattr(style, "FONTS", tmp_path)
    *_, other = preflight.typeface()
    assert other.startswith(f"matplotlib takes {style.BOLD} from ")


def test_browsers(monkeypatch):
    said = []

    def told():
        said.clear()
        return list(preflight.browser(said.append))

    monkeypatch.setenv("VALUED_CHROMIUM", "/no/such/chromium")
    assert told() == ["/no/such/chromium does not start: open it once by hand, or set VALUED_CHROMIUM to another "
                      "Chromium."]
    monkeypatch.setenv("VALUED_CHROMIUM", sys.executable)  # it starts, and is no browser
    assert "does not start" in told()[0]
    monkeypatch.delenv("VALUED_CHROMIUM")
    monkeypatch.setattr(preflight.shutil, "which", lambda name: None)
    monkeypatch.setattr(preflight.webbrowser, "get", lambda: SimpleNamespace(name="firefox"))
    assert told() == []
    assert said == ["no Chromium; firefox will open the pages", preflight.BY_HAND]

    def none():
        raise preflight.webbrowser.Error

    monkeypatch.setattr(preflight.webbrowser, "get", none)
    assert told() == ["There is no browser: install Chromium, Chrome, Edge or Firefox."]


def test_a_room_that_does_not_open_or_shows_nothing(monkeypatch, folder, port):
    opened = list(preflight.room(folder / "none", port, ["1.ipynb"], print))
    assert len(opened) == 1
    assert opened[0].startswith("The room did not open (There is no folder ")
    server = SimpleNamespace(terminate=lambda: None, wait=lambda seconds: None)
    monkeypatch.setattr(preflight.subprocess, "Popen", lambda *_, **__: server)
    monkeypatch.setattr(preflight, "_page", lambda address, _: '<a class="vd-book">' if address.endswith("/") else "")
    front, page = preflight.room(folder / "none", port, ["1.ipynb", "2.ipynb"], print)
    assert front.startswith("The room’s front page lacks notebooks")
    assert page.startswith("The room’s page of 1.ipynb does not load")
    monkeypatch.setattr(preflight, "_page", lambda *_: 'class="vd-book" widget-view+json <p class="vd-failed">')
    assert list(preflight.room(folder / "none", port, ["1.ipynb"], print)) == [page]


@pytest.mark.parametrize(("lives", "found"), [(0.2, 1), (60, 0)])
def test_a_page_that_the_room_hangs_up_on(monkeypatch, folder, port, lives, found):
    """A room whose sockets end by themselves, and one whose stay open; the pages load in both."""
    hangs_up = f"""
import asyncio, sys
from tornado import web, websocket

class Page(web.RequestHandler):
    def get(self):
        self.write('<a class="vd-book"> widget-view+json "kernelId": "k"')

class Line(websocket.WebSocketHandler):
    def select_subprotocol(self, asked):
        return asked[0]
    async def open(self):
        asyncio.get_running_loop().call_later({lives}, self.close)

async def main():
    web.Application([("/api/.*", Line), (".*", Page)]).listen({port}, "127.0.0.1")
    await asyncio.Event().wait()

asyncio.run(main())
"""
    start = subprocess.Popen
    monkeypatch.setattr(preflight.subprocess, "Popen", lambda _, **k: start([sys.executable, "-c", hangs_up], **k))
    monkeypatch.setattr(preflight, "HOLD", 1)
    told = list(preflight.room(folder, port, ["1.ipynb"], lambda text: None))
    assert len(told) == found
    assert all(line.startswith("The room hung up on its page of 1.ipynb") for line in told)


@pytest.mark.usefixtures("quick")
def test_a_check_that_fails_itself_is_a_finding(monkeypatch, folder, port, capsys):
    write_notebook(folder / "1.ipynb", WELL)

    def broken():
        raise RuntimeError("no disk")
        yield

    monkeypatch.setattr(preflight, "disk", broken)
    code, lines = run(folder, port, capsys)
    assert (code, lines[-1]) == (1, f"Not ready. Disk: RuntimeError, no disk: {preflight.AGAIN}.")
