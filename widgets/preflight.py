"""`python -m widgets.preflight`: the evening before a session, is everything in place? Two minutes, no network.

Each check says what it looks at and, where something is wrong, what to do; the last line is "Ready." or the first thing
to do. The exit code is 0 when ready, else 1.
"""

import argparse
import asyncio
import contextlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
import webbrowser
from importlib import metadata
from pathlib import Path

import ipywidgets as ipw
from matplotlib import font_manager
from tornado.httpclient import HTTPError
from tornado.websocket import websocket_connect

from customerbase import InputError
from widgets.handout.parts import everything
from widgets.handout.running import nobody, run
from widgets.learning.ready import problems
from widgets.panel import style
from widgets.panel.explorable import Explorable
from widgets.room.__main__ import PORT, check
from widgets.room.server import ADDRESS
from widgets.room.sockets import V1
from widgets.state import catalogue, eventlog

AGAIN = "run the README’s first command again"
CHROMIUMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
SPACE = 0.5  # GB that a day of sessions cannot fill: log, pictures, handouts
HOLD = 40  # seconds that a page is held: a server that hangs up on its pages has done so by then
PATIENCE = 60  # seconds for the room to answer; a cold laptop takes about ten
BY_HAND = ("By hand, on the projector: open a notebook in the room, zoom 100 % (Ctrl-0), full screen (F11); a "
           "picture and its sliders must fit on one screen.")
RATIO = "data:text/html,<script>document.write('ratio ' + devicePixelRatio)</script>"


# What each check finds: sentences that say what to do; none when all is well ---------------------------------------
def programs():
    """Python and the packages, against the pins; the log."""
    wanted = metadata.metadata("valued")["Requires-Python"]
    least = tuple(map(int, re.search(r">=(\d+)\.(\d+)", wanted).groups()))
    if sys.version_info[:2] < least:
        here = ".".join(map(str, sys.version_info[:2]))
        yield f"Python is {here}, the kit needs {wanted}: install that and {AGAIN}."
    yield from problems()


def disk():
    """Room for log and pictures."""
    place = next(folder for folder in eventlog.path().absolute().parents if folder.exists())
    free = shutil.disk_usage(place).free / 1e9
    if free < SPACE:
        yield f"The disk of {place} has {free:.1f} GB left: make {SPACE} GB free."


def typeface():
    """The typeface's files are there, and matplotlib draws with them and not with its own."""
    for name in ("Regular", "SemiBold"):
        if not (style.FONTS / f"{style.FONT}-{name}.woff2").exists():
            yield f"{style.FONTS} lacks {style.FONT}-{name}.woff2: unpack the kit again."
    for family in (style.FONT, style.BOLD):
        try:
            found = Path(font_manager.findfont(family, fallback_to_default=False))
        except ValueError:
            yield f"matplotlib cannot load {family}: unpack the kit again, so that {style.FONTS} is whole."
            continue
        if found.parent != style.FONTS:
            yield f"matplotlib takes {family} from {found}: remove that file, so that pictures look as tested."


def browser(say):
    """A browser that starts; what cannot be seen from here is said."""
    path = os.environ.get("VALUED_CHROMIUM") or next(filter(None, map(shutil.which, CHROMIUMS)), None)
    if path:
        try:
            say(f"{Path(path).name} draws {_ratio(path):g} device pixels for one of the page")
        except (OSError, subprocess.SubprocessError, TypeError):
            yield f"{path} does not start: open it once by hand, or set VALUED_CHROMIUM to another Chromium."
    else:
        try:
            say(f"no Chromium; {getattr(webbrowser.get(), 'name', '') or 'the system’s browser'} will open the pages")
        except webbrowser.Error:
            yield "There is no browser: install Chromium, Chrome, Edge or Firefox."
    say(BY_HAND)


def _ratio(path):
    """Device pixels for one pixel of a page, as a Chromium without window tells."""
    root = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []  # it refuses to run as root
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        told = subprocess.run([path, "--headless", "--disable-gpu", "--no-first-run", *root, "--dump-dom",
                               f"--user-data-dir={profile}", RATIO], capture_output=True, text=True, timeout=30)
    return float(re.search(r"ratio ([\d.]+)</body>", told.stdout)[1])


def notebook(path, say):
    """Every cell runs, every explorable moves."""
    try:
        with nobody():
            ran = run(path)
            if ran.problem:
                yield ran.problem
            shown = [thing for cell in ran.cells for thing in cell.shown if isinstance(thing, ipw.Widget)]
            found = [w for thing in shown for w in everything(thing) if isinstance(w, Explorable)]
            explorables = {(type(w), w.stage.png, repr(w.dials), repr(w.presets)): w for w in found}  # each once
            for explorable in explorables.values():
                yield from moved(explorable, path.name)
    except InputError as error:
        yield f"{str(error).rstrip('.')}. Put the notebook back as it was delivered."
        return
    say(f"{path.name}: {len(explorables)} explorable{'s' * (len(explorables) != 1)} moved")


def moved(explorable, where):
    """Bet, every dial to both its ends and back, every preset, by the way that a browser's message takes."""
    try:
        if explorable.bet_box:
            explorable.bet_box.way.set_state({"index": len(explorable.bet_box.way.options) - 1})
            explorable.bet_box.letters.set_state({"index": 1})
            explorable.bet_box.commit_button.click()
        for place, move in _moves(explorable):
            move()
            if explorable.error.value or not explorable.stage.png:
                told = re.sub("<[^>]*>", "", explorable.error.value)
                yield f"{where}, “{explorable.name}”, {place}: {told} Leave it out tomorrow, or {AGAIN}."
        explorable.reset()
        if explorable.stage.hero == "?":
            yield f"{where}, “{explorable.name}” stays shut after the bet: {AGAIN}."
    except Exception as error:
        yield (f"{where}, “{explorable.name}” failed ({type(error).__name__}: {error}): leave it out tomorrow, "
               f"or {AGAIN}.")


def _moves(explorable):
    """(where it goes, the move) for each."""
    for box in explorable.boxes.values():
        if hasattr(box, "slider"):
            for end in (box.dial.low, box.dial.high, box.dial.start):
                where = f"{box.dial.label} at {box.dial.form.say(end)}"
                yield where, lambda b=box, end=end: b.slider.set_state({"value": end})
        else:
            for k, name in [*enumerate(box.dial.options), (box.buttons.index, "start")]:
                yield f"{box.dial.label} at {name}", lambda b=box, k=k: b.buttons.set_state({"index": k})
    for label, values in explorable.presets.items():
        yield f"preset {label}", lambda values=values: explorable.apply(values)


def room(folder, port, pages, say):
    """The room's own command, its front page, and one notebook's page, which is held for a while."""
    command = [sys.executable, "-m", "widgets.room", str(folder), "--port", str(port), "--no-browser"]
    again = f"the command `python -m widgets.room` says why in a terminal; then {AGAIN}"
    with tempfile.TemporaryFile("w+") as said:
        server = subprocess.Popen(command, stdout=said, stderr=subprocess.STDOUT)
        try:
            front = _page(f"http://{ADDRESS}:{port}/", server)
            if front is None:
                said.seek(0)
                last = (said.read().strip().splitlines() or ["it said nothing"])[-1]
                yield f"The room did not open ({last[:200]}): {again}."
                return
            if front.count('class="vd-book"') < len(pages):
                yield f"The room’s front page lacks notebooks: {again}."
            page = _page(f"http://{ADDRESS}:{port}/voila/render/{pages[0]}", server) or ""
            if "widget-view+json" not in page or 'class="vd-failed"' in page:
                yield f"The room’s page of {pages[0]} does not load: {again}."
                return
            say(f"{pages[0]} is open in the room, and is held for {HOLD} seconds to see that it stays: please wait")
            kernel = re.search(r'"kernelId": "([^"]+)"', page)[1]
            if not asyncio.run(_holds(f"ws://{ADDRESS}:{port}/api/kernels/{kernel}/channels?session_id=preflight")):
                yield f"The room hung up on its page of {pages[0]}, which would lose what is typed there: {AGAIN}."
        finally:
            server.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                server.wait(15)


def _page(address, server):
    """The text of a page of this machine, as soon as the server gives it; None if it never does."""
    ask = urllib.request.build_opener(urllib.request.ProxyHandler({}))  # whatever proxy the machine has is not asked
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and server.poll() is None:
        try:
            return ask.open(address, timeout=PATIENCE).read().decode("utf-8", "replace")
        except urllib.error.HTTPError:
            return None
        except OSError:
            time.sleep(0.2)
    return None


async def _holds(address):
    """Whether a page's line to its kernel is still there after HOLD seconds."""
    try:
        line = await websocket_connect(address, subprotocols=[V1], connect_timeout=PATIENCE)
    except (OSError, HTTPError):
        return False
    try:
        async with asyncio.timeout(HOLD):
            while await line.read_message() is not None:
                pass
        return False
    except TimeoutError:
        return True
    finally:
        line.close()


# All of them, in order -----------------------------------------------------------------------------------------------
def preflight(folder, port, say):
    """Run every check; say: told a line at a time. Returns the sentences that say what to do."""
    began, found = time.monotonic(), []

    def line(text):
        say(f"{time.monotonic() - began:4.0f} s  {text}")

    def note(text):
        say(f"         {text}")

    def look(what, check):
        line(what)
        told = []
        try:
            told += check
        except Exception as error:  # a check that fails is a finding, and the others still run
            told.append(f"{what}: {type(error).__name__}, {error}: {AGAIN}.")
        for sentence in told:
            note(f"✗ {sentence}")
        found.extend(told)
        return not told

    look("Python, packages, log", programs())
    look("Disk", disk())
    look("Typeface", typeface())
    look("Browser", browser(note))
    free = look(f"Folder and port {port}", filter(None, [check(folder, port)]))
    pages = catalogue.find(folder) if folder.is_dir() else []
    fine = [name for name in pages if look(name, notebook(folder / name, note))]
    pages.sort(key=lambda name: name not in fine)  # the room's page is looked at on one that can be read
    if free:
        look("The room", room(folder.resolve(), port, pages, note))
    line("done")
    return found


def main(arguments=None):
    parser = argparse.ArgumentParser(prog="python -m widgets.preflight",
                                     description="The evening before: is everything in place?")
    parser.add_argument("folder", nargs="?", default="notebooks", type=Path, help="where the notebooks are (notebooks)")
    parser.add_argument("--port", type=int, default=PORT, help=f"port of the room ({PORT})")
    options = parser.parse_args(arguments)
    found = preflight(options.folder, options.port, lambda text: print(text, flush=True))
    more = f" Then the other {len(found) - 1} marked ✗ above." if len(found) > 1 else ""
    print(f"Not ready. {found[0]}{more}" if found else "Ready.")
    sys.exit(bool(found))


if __name__ == "__main__":
    main()
