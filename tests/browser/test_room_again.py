"""The room's worst five minutes: a cell that fails, a kernel or server that dies, and the page that comes back."""

import json
import os
import re
import signal
import subprocess
import sys

import harness
import pytest

pytestmark = pytest.mark.browser

PAGE = "97_session.ipynb"
WARM = True
FAILING = "99_made_to_fail.ipynb"
HOLES = "98_never_told.ipynb"
SCENES = "96_scenes.ipynb"
PID = "import os\nprint('this is kernel', os.getpid())"
MADE = {
    PAGE: ["# A session\n\nWhat comes back?", "## Bet", "import synthetic\nfrom widgets import RetentionIllusion\n"
           "RetentionIllusion(synthetic.generate('hotel', customers=1_000))", "## Check",
           "from widgets import CheckQuestion\nCheckQuestion('08-96')", "## Then",
           "from widgets import ActiveWindow\nActiveWindow()", "## Last", "# The end."],
    SCENES: ["from widgets import RetentionIllusion\nRetentionIllusion()"],
    FAILING: [
        PID,
        "from customerbase import InputError\nraise InputError('There is no company “bank”; choose hotel or gym.')",
        "never_to_be_seen = 1 / 0",
        "import warnings\nfrom customerbase import RepairWarning\n"
        "warnings.warn('2 of 9 orders without a customer: <b>left out</b>.', RepairWarning)",
        "from widgets.panel.controls import Press\nfrom customerbase import InputError\n"
        "def refuse():\n    raise InputError('This file has no dates.')\ndef fail():\n    1 / 0\n"
        "import ipywidgets as ipw\nipw.VBox([Press('Refuse', refuse), Press('Fail', fail)])",
        "print('what comes after still comes')",
    ],
    HOLES: ["from IPython.display import display\n"
            "display({'application/vnd.jupyter.widget-view+json': {'model_id': 'of no kernel', 'version_major': 2, "
            "'version_minor': 0}}, raw=True)"],
}
# What a person sees of the first panel and the first check question, and where the page stands.
LOOK = """() => ({
  values: [...document.querySelectorAll(".noUi-handle")].map((h) => h.getAttribute("aria-valuetext")),
  boxes: [...document.querySelectorAll("main input:not([type=radio])")].map((i) => i.value),
  choices: [...document.querySelectorAll(".mod-active, input:checked")].map((n) => n.textContent || n.value),
  said: [...document.querySelectorAll(".vd-headline, .vd-outcome, .vd-bar, .vd-question")].map((n) => n.textContent),
  shown: [...document.querySelectorAll(".vd-dials, .vd-firm, .vd-numbers, .vd-drawer")].map((n) => !!n.offsetHeight),
  section: document.getElementById("where").textContent,
  place: Math.round(document.querySelector(".vd-hero").getBoundingClientRect().top / 4) })"""


@pytest.fixture
def failing(room, chrome):
    visit = harness.visit_page(chrome, room.address, FAILING)
    yield visit
    visit.page.close()


def kernel(page):
    """The process of a page's kernel, as the notebook printed it."""
    return int(re.search(r"this is kernel (\d+)", page.inner_text("main"))[1])


def kill(process):
    os.kill(process, signal.SIGTERM if os.name == "nt" else signal.SIGKILL)


def children(process):
    """The processes that a process started; none where the system does not tell."""
    told = subprocess.run(["ps", "-o", "pid=,args=", "--ppid", str(process)], capture_output=True, text=True)
    return [int(line.split()[0]) for line in told.stdout.splitlines() if "ipykernel" in line]


def test_a_failing_cell_is_one_sentence_and_the_rest_goes_on(failing):
    page = failing.page
    assert page.locator(".vd-failed").all_inner_texts() == [
        "There is no company “bank”; choose hotel or gym.", "This part did not load. Reload the page."]
    assert page.locator(".vd-repair").all_inner_texts() == ["2 of 9 orders without a customer: <b>left out</b>."]
    assert "what comes after still comes" in page.inner_text("main")
    assert "never_to_be_seen" not in page.content()


def test_a_press_that_fails_is_one_sentence(failing):
    page = failing.page
    page.click("button:text-is('Refuse')")
    page.wait_for_selector("#gone:visible")
    assert page.inner_text("#gone-says") == "This file has no dates."
    page.click("#gone-close")
    page.click("button:text-is('Fail')")
    page.wait_for_selector("#gone:visible")
    assert page.inner_text("#gone-says") == "That did not work. Press Reset and go on, or reload the page."
    assert "ZeroDivisionError" not in page.content()


def test_a_dead_kernel_is_one_sentence_and_a_reload_brings_the_page_back(failing):
    page = failing.page
    first = kernel(page)
    assert page.locator("#gone").is_hidden()
    kill(first)
    page.wait_for_selector("#gone:visible", timeout=15_000)
    assert page.inner_text("#gone-says") == "This notebook has stopped. Reload the page: it comes back where it was."
    page.click("#gone-reload")
    harness.loaded(page)
    assert kernel(page) != first
    assert page.locator("#gone").is_hidden()


def test_a_page_that_was_not_told_of_its_widgets_loads_itself_anew_and_says_so_in_the_end(room, chrome):
    page = chrome.new_page()
    loads = []
    page.on("domcontentloaded", lambda page: loads.append(page.url))
    page.goto(f"{room.address}/voila/render/{HOLES}")
    page.wait_for_selector("#gone:visible", timeout=60_000)
    assert page.inner_text("#gone-says").startswith("A part of this page did not load.")
    assert len(loads) == 3
    page.wait_for_timeout(3_000)
    assert len(loads) == 3  # and not for ever
    page.close()


def test_each_page_has_a_kernel_of_its_own(failing, room, chrome):
    other = harness.visit_page(chrome, room.address, FAILING)
    assert kernel(other.page) != kernel(failing.page)
    other.page.close()


def live(page):
    """Bet, open everything, move, answer, type: a session in short."""
    bet = page.locator(".vd-bet").first
    bet.locator("button:text-is('As a range')").click()
    bet.locator("input").nth(0).fill("700K")
    bet.locator("input").nth(1).fill("800,000")
    bet.locator("button:text-is('Commit the bet')").click()
    page.locator(".vd-outcome").first.wait_for()
    panel = page.locator(".vd-panel:has(.noUi-handle:visible)").first
    panel.locator("button:text-is('Show the numbers')").click()
    panel.locator("button:text-is('My firm')").click()
    panel.locator(".vd-firm input").nth(0).fill("50,000")
    panel.locator(".vd-firm input").nth(2).fill("4,000")
    panel.locator("button:text-is('Use my firm\\'s numbers')").click()
    page.wait_for_function("() => document.querySelector('.vd-headline').textContent.includes('50,000')")
    firms = page.inner_text(".vd-hero >> nth=0")
    handle = panel.locator(".noUi-handle").nth(1)
    handle.focus()
    for _ in range(3):
        page.keyboard.press("ArrowRight")
        page.wait_for_timeout(60)
    page.wait_for_function("() => window.valuedRoom.kept.moves.at(-1)[1] === 'Slider'")
    page.wait_for_function("(before) => document.querySelector('.vd-hero').textContent !== before", arg=firms)
    page.wait_for_timeout(600)
    moved = page.inner_text(".vd-hero >> nth=0")
    hero = "(all) => document.querySelector('.vd-hero')?.textContent === all"
    page.locator(".vd-scenes button:text-is('Two kinds of customers')").first.click()
    page.wait_for_function(hero, arg="?")
    page.locator(".vd-scenes button:text-is('The quarter')").first.click()
    page.wait_for_function(hero, arg=moved)
    page.locator(".widget-radio input").last.check()
    page.wait_for_function("() => window.valuedRoom.kept.moves.at(-1)[1] === 'RadioButtons'")
    page.locator("#next").click()
    page.locator("#next").click()
    page.wait_for_timeout(900)


def look(page):
    """What is seen, once it has been still for a while."""
    seen = page.evaluate(LOOK)
    for _ in range(40):
        page.wait_for_timeout(250)
        before, seen = seen, page.evaluate(LOOK)
        if seen == before:
            break
    return seen


def test_bets_settings_and_place_come_back_after_the_server_was_killed(room, chrome, tmp_path):
    """The same command again: the page that stood open comes back by itself, where it was."""
    port, log = harness.free_port(), {"VALUED_LOG": str(tmp_path / "log.jsonl")}
    command = [sys.executable, "-m", "widgets.room", str(room.folder), "--port", str(port), "--no-browser"]
    address = f"http://127.0.0.1:{port}"
    with harness.serve(command, address, log):
        visit = harness.visit_page(chrome, address, PAGE)
        page = visit.page
        live(page)
        before = look(page)
        bets = bets_in(tmp_path / "log.jsonl")
    page.wait_for_selector("#gone:visible", timeout=15_000)
    assert page.inner_text("#gone-says").startswith("The room is closed. Start it again with the same command")
    with harness.serve(command, address, log):
        page.wait_for_selector("#gone", state="hidden", timeout=60_000)
        harness.loaded(page)
        page.wait_for_selector("#back-again:visible")
        assert look(page) == before
        assert bets_in(tmp_path / "log.jsonl") == bets == 1  # made again, but not counted twice
        page.evaluate("window.scrollTo(0, 0)")
        page.click("#afresh")
        page.wait_for_function("() => document.querySelector('.vd-hero')?.textContent === '?'", timeout=60_000)
        harness.loaded(page)
        assert page.locator(".vd-outcome").count() == 0
    page.close()


def bets_in(log):
    return sum(json.loads(line)["kind"] == "bet" for line in log.read_text(encoding="utf-8").splitlines())


def test_moves_are_kept_when_the_panel_that_was_there_first_has_gone(room, chrome):
    page = harness.visit_page(chrome, room.address, SCENES).page
    for scene in ("Two kinds of customers", "The quarter"):
        page.locator(f".vd-scenes button:text-is('{scene}')").click()
        page.wait_for_function("(name) => document.querySelector('[role=tabpanel]').ariaLabel === name", arg=scene)
    page.locator("button:text-is('As A, B or C')").click()
    page.locator(".vd-bet input[type=radio]").first.check()
    page.wait_for_function("() => window.valuedRoom.kept.moves?.at(-1)[1] === 'RadioButtons'", timeout=5_000)
    page.close()


def test_kept_moves_that_do_not_fit_are_left_out(room, chrome):
    """Somebody else's moves, nonsense, values out of range: the page opens all the same, and runs nothing."""
    visit = harness.visit_page(chrome, room.address, PAGE)
    page = visit.page
    page.locator(".noUi-handle:visible").first.wait_for()
    page.wait_for_function("() => window.valuedRoom.kept.sign")
    page.evaluate("""() => {
      const kept = window.valuedRoom.kept;
      kept.moves = [[[99999], "Slider", {value: 1}], ["x", 1], null, [[0], "Press", {description: "<b>x"}],
        [[2], "Slider", {value: "__import__('os')"}], [[2], "Slider", {value: 1e99}], [[2, 7, 7], "Slider", {value: 3}],
        [[1e9], "HTML", {value: "<img src=x onerror=alert(1)>"}]];
      window.valuedRoom.keep({});
    }""")
    page.reload()
    harness.loaded(page)
    page.wait_for_function("() => window.valuedRoom.kept.tries === 0")
    assert page.locator("#gone").is_hidden()
    assert [error for error in visit.complaints if "alert" in error] == []
    assert len(page.evaluate("() => window.valuedRoom.kept.moves")) <= 1
    page.close()


@pytest.mark.long
@pytest.mark.skipif(os.name == "nt", reason="ps lists the processes")
def test_pages_come_back_when_every_kernel_was_killed_at_once(room, chrome):
    with harness.room(room.folder) as address:
        pages = [harness.visit_page(chrome, address, FAILING).page for _ in range(2)]
        server = int(subprocess.run(["pgrep", "-f", f"widgets.room .*--port {address.rsplit(':', 1)[1]}"],
                                    capture_output=True, text=True).stdout.split()[0])
        killed = children(server)
        assert {kernel(page) for page in pages} < set(killed)
        for process in killed:
            kill(process)
        for page in pages:
            page.wait_for_selector("#gone-reload:visible", timeout=15_000)
            page.click("#gone-reload")
        for page in pages:
            harness.loaded(page)
            assert kernel(page) not in killed
            page.close()
        assert not set(children(server)) & set(killed)  # nor do the dead stay in the system's list


@pytest.mark.long
@pytest.mark.skipif(os.name == "nt", reason="ps lists the processes")
def test_a_kernel_that_died_while_it_waited_is_given_to_no_page(room, chrome):
    with harness.room(room.folder) as address:
        harness.visit_page(chrome, address, FAILING).page.close()
        server = int(subprocess.run(["pgrep", "-f", f"widgets.room .*--port {address.rsplit(':', 1)[1]}"],
                                    capture_output=True, text=True).stdout.split()[0])
        waiting = children(server)
        assert waiting
        for process in waiting:
            kill(process)
        visit = harness.visit_page(chrome, address, FAILING)
        assert kernel(visit.page) not in waiting
        visit.page.close()


# A message of Jupyter's protocol for websockets, version 1, and what a message of its own kind says.
V1 = """
  const bytes = (text) => new TextEncoder().encode(text);
  const message = (type, content) => {
    const header = { msg_id: type, msg_type: type, username: "", session: "ours", version: "5.3", date: new Date() };
    const parts = ["shell", ...[header, {}, {}, content].map((part) => JSON.stringify(part))].map(bytes);
    const ends = parts.map((_, i) => parts.slice(0, i + 1).reduce((sum, part) => sum + part.length, 8 * 7));
    const numbers = new BigUint64Array([6, 8 * 7, ...ends].map(BigInt));
    return new Blob([numbers, ...parts]);
  };
"""


def test_a_page_cannot_run_code_in_its_kernel(failing, tmp_path):
    """A hand-made socket asks for code to be run; the kernel answers what it may, and never sees the rest."""
    target = tmp_path / "written"
    answered = failing.page.evaluate("async (code) => {" + V1 + """
      const kernel = JSON.parse(document.getElementById("jupyter-config-data").textContent).kernelId;
      const socket = new WebSocket(`ws://${location.host}/api/kernels/${kernel}/channels?session_id=ours`,
        "v1.kernel.websocket.jupyter.org");
      await new Promise((resolve) => { socket.onopen = resolve; });
      const answered = [];
      socket.onmessage = async ({ data }) => {
        const text = typeof data === "string" ? data : await new Blob([data]).text();
        if (text.includes('"session": "ours"') || text.includes('"session":"ours"'))
          answered.push(...text.matchAll(/"msg_type": ?"(\\w+_reply)"/g).map((found) => found[1]));
      };
      const send = async (type, content) => socket.send(await message(type, content).arrayBuffer());
      await send("execute_request", { code, silent: false, store_history: false, user_expressions: {},
        allow_stdin: false });
      await send("kernel_info_request", {});
      while (!answered.includes("kernel_info_reply")) await new Promise((resolve) => setTimeout(resolve, 50));
      await new Promise((resolve) => setTimeout(resolve, 500));
      socket.close();
      return answered;
    }""", f"open({str(target)!r}, 'w').write('x')")
    assert "execute_reply" not in answered
    assert not target.exists()
