"""A page whose kernel dies, stands still or goes, whose line breaks, or whose computer sleeps: what it says, and what
is still there afterwards."""

import os
import re
import signal
import subprocess
import sys
import time

import harness
import pytest

pytestmark = [pytest.mark.browser, pytest.mark.skipif(os.name == "nt", reason="no process can be stopped there")]

PAGE, DIES = "page.ipynb", "dies.ipynb"
MADE = {
    PAGE: ["import os\nprint('this is kernel', os.getpid())",
           "import time\nimport ipywidgets as ipw\n"
           "from widgets.explorables.gallery.compounding import Compounding\nCompounding()",
           "said, press = ipw.Label(), ipw.Button(description='Count')\n"
           "press.on_click(lambda _: setattr(said, 'value', 'x' + said.value))\n"
           "long = ipw.Button(description='Long')\nlong.on_click(lambda _: time.sleep(7))\n"
           "ipw.VBox([ipw.Text(description='Notes', continuous_update=False), ipw.HBox([press, long, said])])"],
    DIES: ["print('before')", "# Text that comes after", "import os, signal\nos.kill(os.getpid(), signal.SIGKILL)",
           "print('after')"],
}
WARM = True  # a kernel may die while it waits, too
NOTES = ".widget-text:has(label:text-is('Notes')) input"
COUNTED = "(said) => [...document.querySelectorAll('.widget-label')].some((n) => n.textContent === said)"
CUT = """{ const made = []; window.cut = () => made.forEach((socket) => socket.close());
  window.WebSocket = class extends WebSocket { constructor(...given) { super(...given); made.push(this); } }; }"""
# A room in which everything that waits is short
QUICK = """
import sys
from widgets.room import __main__, seats, sockets
seats.MOST, seats.CLOSED, seats.EVERY = 2, 5, 1
sockets.PING.update(ws_ping_interval=1_000, ws_ping_timeout=3_000)
__main__.main()
"""


@pytest.fixture
def page(room, chrome):
    visit = harness.visit_page(chrome, room.address, PAGE)
    visit.page.evaluate("() => { window.same = true; }")
    yield visit.page
    visit.page.close()


@pytest.fixture(scope="module")
def quick(room):
    port = harness.free_port()
    command = [sys.executable, "-c", QUICK, str(room.folder), "--port", str(port), "--no-browser"]
    with harness.serve(command, f"http://127.0.0.1:{port}", {"VALUED_LOG": str(room.log)}) as address:
        yield address


def kernel(page):
    return int(re.search(r"this is kernel (\d+)", page.inner_text("main"))[1])


def says(page, start):
    """Wait until the line at the top says a sentence."""
    page.wait_for_function("""(start) => { const line = document.getElementById("gone");
        return line && !line.hidden && document.getElementById("gone-says").textContent.startsWith(start); }""",
                           arg=start, timeout=60_000)


def count(page, times):
    """The kernel answers."""
    page.click("button:text-is('Count')")
    page.wait_for_function(COUNTED, arg="x" * times)


def test_a_kernel_that_dies_while_its_page_is_made_is_a_sentence_with_a_way_out(room, chrome):
    for _ in range(2):  # warm, and not
        page = chrome.new_page()
        page.goto(f"{room.address}/voila/render/{DIES}", timeout=90_000)
        says(page, "This notebook did not start. Reload the page to try again.")
        assert page.locator("#gone-reload").is_visible()
        assert page.inner_text("#loading") == ""  # nothing is being opened any more
        page.close()


def test_a_kernel_that_stands_still_is_said_and_taken_back_when_it_answers(page):
    process = kernel(page)
    count(page, 1)
    assert page.locator("#gone").is_hidden()
    os.kill(process, signal.SIGSTOP)
    try:
        page.click("button:text-is('Count')")
        says(page, "Still working.")
        assert page.locator("#gone-reload").is_hidden()  # it may be a long calculation
    finally:
        os.kill(process, signal.SIGCONT)
    page.wait_for_selector("#gone", state="hidden")
    count(page, 3)
    assert page.evaluate("() => window.same")


def test_a_busy_kernel_is_said_too_and_a_quick_one_never(page):
    page.click("button:text-is('Long')")
    says(page, "Still working.")
    page.wait_for_selector("#gone", state="hidden")
    page.evaluate("""() => { window.shown = 0; new MutationObserver(() => { window.shown += 1; })
        .observe(document.getElementById("gone"), { attributes: true }); }""")
    handle = page.locator(".noUi-handle:visible").first
    handle.focus()
    for _ in range(30):
        page.keyboard.press("ArrowLeft")
        page.wait_for_timeout(50)
    assert page.evaluate("() => window.shown") == 0


def test_a_line_that_breaks_is_mended_without_a_reload(room, chrome):
    page = chrome.new_page(viewport={"width": 1280, "height": 720})
    page.add_init_script(CUT)
    page.goto(f"{room.address}/voila/render/{PAGE}", timeout=90_000)
    harness.loaded(page)
    page.evaluate("() => { window.same = true; }")
    process = kernel(page)
    count(page, 1)
    page.locator(NOTES).focus()
    page.keyboard.type("half a sen")
    for times in (2, 3):
        page.evaluate("() => window.cut()")
        page.keyboard.type(str(times))
        page.wait_for_timeout(1_500)
        page.evaluate("[...document.querySelectorAll('button')].find((b) => b.textContent === 'Count').click()")
        page.wait_for_function(COUNTED, arg="x" * times)
    assert page.evaluate("() => window.same")
    assert kernel(page) == process
    assert page.locator(NOTES).input_value() == "half a sen23"
    assert page.locator(NOTES).evaluate("(box) => box === document.activeElement")
    page.wait_for_selector("#gone", state="hidden")
    page.close()


def test_text_that_was_not_sent_yet_and_the_focus_come_back_after_a_reload(page):
    page.locator(NOTES).focus()
    page.keyboard.type("half a sen")
    page.wait_for_timeout(400)
    page.reload(timeout=90_000)
    harness.loaded(page)
    page.wait_for_function("() => document.activeElement.matches('main .widget-text input')")
    assert page.locator(NOTES).input_value() == "half a sen"
    page.keyboard.press("End")
    page.keyboard.type("tence")
    page.keyboard.press("Tab")  # sent now, as if nothing had happened
    page.wait_for_function("() => window.valuedRoom.kept.moves.some((move) => move[2]?.value === 'half a sentence')")


@pytest.mark.long
def test_a_page_more_than_the_room_holds_says_so_and_opens_when_another_goes(quick, chrome):
    first, second = (harness.visit_page(chrome, quick, PAGE).page for _ in range(2))
    third = chrome.new_page(viewport={"width": 1280, "height": 720})
    third.goto(f"{quick}/voila/render/{PAGE}")
    assert third.inner_text("h1") == "2 pages are open already"
    assert third.locator("a:text-is('all notebooks')").is_visible()
    os.kill(kernel(first), 0)
    first.close()  # without a farewell, as a browser that crashed
    third.wait_for_selector("#loading", state="attached", timeout=60_000)
    harness.loaded(third)
    count(second, 1)  # nobody else's kernel was taken
    second.close()
    third.close()


@pytest.mark.long
def test_a_computer_that_wakes_up_finds_its_page_coming_back_by_itself(quick, chrome):
    """The whole browser stands still for so long that the room takes it for gone, and ends the kernel."""
    page = harness.visit_page(chrome, quick, PAGE).page
    process = kernel(page)
    handle = page.locator(".noUi-handle:visible").first
    handle.focus()
    page.keyboard.press("Home")
    page.wait_for_function("() => window.valuedRoom.kept.moves?.length")
    page.wait_for_timeout(600)
    spoken = handle.get_attribute("aria-valuetext")
    page.evaluate("() => { window.same = true; }")
    asleep = browser_processes()
    for one in asleep:
        os.kill(one, signal.SIGSTOP)
    until = time.monotonic() + 60
    while alive(process) and time.monotonic() < until:
        time.sleep(0.5)
    gone = not alive(process)
    for one in asleep:
        os.kill(one, signal.SIGCONT)
    assert gone
    page.wait_for_function("() => !window.same && document.getElementById('loading')?.textContent === ''",
                           timeout=90_000)
    page.wait_for_selector("#back-again:visible")
    assert kernel(page) != process
    assert handle.get_attribute("aria-valuetext") == spoken
    assert page.locator("#gone").is_hidden()
    page.close()


def alive(process):
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def browser_processes():
    """The processes of the browser that these tests started."""
    told = subprocess.run(["ps", "-eo", "pid=,ppid=,args="], capture_output=True, text=True).stdout.splitlines()
    rows = [(int(pid), int(parent), words[0]) for pid, parent, *words in map(str.split, told) if words]
    below = {os.getpid()}
    while more := {pid for pid, parent, _ in rows if parent in below} - below:
        below |= more
    found = [pid for pid, _, program in rows if pid in below and "chrom" in program]
    assert found
    return found
