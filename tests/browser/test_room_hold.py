"""A page of the room and one of Lab stand open side by side, used now and then: nothing reloads, nothing is lost.

All that needs waiting for waits together, 100 seconds: pages that are held, pages that were closed, a dead peer.
"""

import contextlib
import json
import re
import socket
import subprocess
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from types import SimpleNamespace

import harness
import pytest

from widgets.room.sockets import V1

pytestmark = pytest.mark.browser

SECONDS = 100  # three times what pages lived when the server hung up at its first unanswered moment
ROUND = 10  # seconds between one use of the page and the next
GROWTH = 25  # MB that a kernel may take more after a round than after the first: allocators keep a little
NODES = 20  # elements that come and go on Lab's own page: status bar, tooltips
NAME = "hold.ipynb"
MADE = {NAME: [
    "import os\nprint('this is kernel', os.getpid())",
    "from widgets import RetentionIllusion\nRetentionIllusion()",
    "import ipywidgets as ipw\nfrom ipywidgets.widgets.widget import _instances\n"
    "said, count, times = ipw.Label(), ipw.Button(description='Count'), []\n"
    "def tell(_):\n    times.append(1)\n    said.value = f'{len(_instances)} widgets, looked {len(times)} times'\n"
    "count.on_click(tell)\n"
    "ipw.VBox([ipw.Text(description='Notes', continuous_update=False), count, said])",
]}


@dataclass
class Held:
    """A page that is held, what it was after the first round, and what became of it."""

    page: object
    typed: str = ""
    looks: int = 0
    moved: list = field(default_factory=list)  # addresses that the page went to
    first: dict = field(default_factory=dict)
    last: dict = field(default_factory=dict)

    def begin(self):
        self.page.on("framenavigated", lambda frame: self.moved.append(frame.url))
        self.page.evaluate("() => { window.heldSince = Date.now(); }")
        self.first = self.look()

    def use(self):
        """A slider to and fro, then a letter into the box."""
        page = self.page
        handle = page.locator(".noUi-handle:visible").first
        frame = page.locator(".vd-picture").first
        before = frame.get_attribute("data-frame")
        handle.focus()
        for key in ("ArrowLeft", "ArrowLeft", "ArrowRight", "ArrowRight"):
            page.keyboard.press(key)
            page.wait_for_timeout(60)
        page.wait_for_function("([image, frame]) => image.dataset.frame !== frame",
                               arg=[frame.element_handle(), before], timeout=20_000)
        letter = "abcdefghij"[len(self.typed) % 10]
        box = self.box()
        box.focus()
        page.keyboard.press("End")
        page.keyboard.type(letter)
        self.typed += letter

    def box(self):
        return self.page.locator(".widget-text:has(label:text-is('Notes')) input")

    def look(self):
        page = self.page
        self.looks += 1
        page.locator("button:text-is('Count')").evaluate("(button) => button.click()")  # the focus stays in the box
        told = page.locator(f".widget-label:has-text('looked {self.looks} times')")
        told.wait_for()
        process = int(re.search(r"this is kernel (\d+)", page.content())[1])
        return {
            "widgets": int(re.search(r"(\d+) widgets", told.inner_text())[1]), "process": process,
            "megabytes": megabytes(process),
            "nodes": page.evaluate("() => document.getElementsByTagName('*').length"),
            "text": self.box().input_value(),
            "focus": self.box().evaluate("(box) => box === document.activeElement"),
            "same": page.evaluate("() => !!window.heldSince"),
        }


@pytest.fixture(scope="module")
def held(tmp_path_factory, chrome):
    """(the room's page, Lab's page) after both were held."""
    folder = tmp_path_factory.mktemp("hold")
    (folder / NAME).write_text(json.dumps(harness.notebook(MADE[NAME])), encoding="utf-8")
    env = harness.apart(tmp_path_factory.mktemp("own"))
    with harness.room(folder, env) as room, harness.lab(folder, env) as lab:
        page = chrome.new_page(viewport={"width": 1280, "height": 900})
        harness.open_notebook(page, lab, NAME)
        harness.run_all(page)
        page.wait_for_selector(".vd-stage .vd-picture[data-frame]", timeout=30_000)
        pages = [Held(harness.visit_page(chrome, room, NAME).page), Held(page)]
        for one in pages:
            commit(one.page)
            one.use()
            one.begin()
        closed, peer = speechless(room)
        peer.close()
        dead, peer = speechless(room)
        hold(pages, SECONDS)
        left = [there(room, kernel) for kernel in (closed, dead)]
        peer.close()
        yield SimpleNamespace(pages=pages, left=left)


def hold(pages, seconds):
    """Use pages now and then for a while."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        pages[0].page.wait_for_timeout(ROUND * 1_000)
        for one in pages:
            one.use()
    for one in pages:
        one.last = one.look()


def megabytes(process):
    """What a process holds in memory."""
    told = subprocess.run(["ps", "-o", "rss=", "-p", str(process)], capture_output=True, text=True)
    return int(told.stdout) / 1_000


def speechless(room):
    """(a page's kernel, its socket): the page opens the socket and never answers on it, as if its cable were cut."""
    with urllib.request.urlopen(f"{room}/voila/render/{NAME}", timeout=90) as answer:
        kernel = re.search(rb'"kernelId": "([^"]+)"', answer.read())[1].decode()
    host, port = room.removeprefix("http://").split(":")
    peer = socket.create_connection((host, int(port)), timeout=60)
    peer.sendall(f"GET /api/kernels/{kernel}/channels?session_id=x HTTP/1.1\r\nHost: {host}:{port}\r\n"
                 "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                 f"Sec-WebSocket-Protocol: {V1}\r\nSec-WebSocket-Version: 13\r\n\r\n".encode())
    assert peer.recv(12) == b"HTTP/1.1 101"
    return kernel, peer


def there(room, kernel):
    with contextlib.suppress(urllib.error.HTTPError), urllib.request.urlopen(f"{room}/api/kernels/{kernel}"):
        return True
    return False


def commit(page):
    """A bet, so that there is a slider to drag."""
    bet = page.locator(".vd-bet").first
    bet.locator("button:text-is('As A, B or C')").click()
    bet.locator("input[type=radio]").first.check()
    bet.locator("button:text-is('Commit the bet')").click()
    page.locator(".noUi-handle:visible").first.wait_for()


@pytest.fixture(params=[0, 1], ids=["room", "lab"])
def one(request, held):
    return held.pages[request.param]


def test_no_page_goes_anywhere(one):
    stayed(one)


def test_the_kernel_is_the_same_and_nothing_grows(one):
    did_not_grow(one)


def test_text_and_focus_stay(one):
    assert one.last["text"] == one.typed
    assert one.last["focus"]


def test_kernels_of_a_closed_page_and_of_a_dead_peer_have_gone(held):
    assert held.left == [False, False]


@pytest.mark.long
def test_two_windows_of_one_notebook_for_ten_minutes(room, chrome):
    pages = [Held(harness.visit_page(chrome, room.address, NAME).page) for _ in range(2)]
    for one in pages:
        commit(one.page)
        one.use()
        one.begin()
    hold(pages, 600)
    for one in pages:
        stayed(one)
        did_not_grow(one)
        assert one.last["text"] == one.typed
        one.page.close()


def stayed(one):
    assert one.moved == []
    assert one.last["same"]


def did_not_grow(one):
    assert one.last["process"] == one.first["process"]
    assert one.last["widgets"] == one.first["widgets"]
    assert one.last["megabytes"] - one.first["megabytes"] < GROWTH
    assert one.last["nodes"] - one.first["nodes"] <= NODES
