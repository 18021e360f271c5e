"""The room view as a facilitator sees it: every notebook, and one made to fail, on one server in one browser."""

import json
import os
import re
import shutil
import signal
from dataclasses import dataclass, field
from types import SimpleNamespace
from urllib.parse import urlsplit

import harness
import pytest

pytestmark = pytest.mark.browser

NOTEBOOKS = sorted((harness.ROOT / "notebooks").glob("*.ipynb"))
BROKEN = [
    "import os\nprint('this is kernel', os.getpid())",
    "from customerbase import InputError\nraise InputError('There is no company “bank”; choose hotel or gym.')",
    "never_to_be_seen = 1 / 0",
    "print('what comes after still comes')",
]
SCREENSHOTS = harness.ROOT / "screenshots"
LEAST = 18.7  # CSS pixels at 1280 wide

# Every visible piece of text that is smaller than LEAST, and every control whose own text is.
SMALL = """(least) => {
  const found = new Set();
  const check = (node, text) => {
    const box = node.getBoundingClientRect();
    if (!box.width || !box.height || node.closest(".vd-spoken, script, style, noscript")) return;
    const size = parseFloat(getComputedStyle(node).fontSize);
    if (size < least) found.add(`${size}px <${node.tagName} ${node.className}> ${text.slice(0, 40)}`);
  };
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const text = walk.currentNode.textContent.trim();
    if (text) check(walk.currentNode.parentElement, text);
  }
  document.querySelectorAll("input:not([type=radio]), textarea, select, button").forEach((n) => check(n, "control"));
  document.querySelectorAll(".vd-picture").forEach((image) => {
    const scale = image.clientWidth / parseFloat(image.style.aspectRatio); // pictures letter 11 points and more
    if (scale && scale * 11 * 100 / 72 < least) found.add(`picture ${image.clientWidth} wide: ${image.alt}`);
  });
  return [...found];
}"""
SIDEWAYS = "() => document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth"


@dataclass
class Visit:
    """A notebook's page in the browser, and what was seen on the way."""

    page: object
    name: str = ""
    sources: list = field(default_factory=list)
    requests: list = field(default_factory=list)
    complaints: list = field(default_factory=list)
    axe: list = field(default_factory=list)

    def listen(self):
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("console", lambda m: self.complaints.append(m.text) if m.type == "error" else None)

    def check_axe(self):
        """Run axe-core; keeps what it finds serious or critical."""
        from axe_playwright_python.sync_playwright import Axe

        for violation in Axe().run(self.page).response["violations"]:
            if violation["impact"] in ("serious", "critical"):
                self.axe += [f"{violation['id']}: {node['html'][:150]}" for node in violation["nodes"]]


def notebook(cells):
    code = [{"cell_type": "code", "id": f"c{i}", "metadata": {}, "execution_count": None, "outputs": [], "source": text}
            for i, text in enumerate(cells)]
    return {"cells": code, "metadata": {"kernelspec": {"name": "python3", "display_name": "Python 3"}},
            "nbformat": 4, "nbformat_minor": 5}


@pytest.fixture(scope="module")
def room(tmp_path_factory):
    """The room on a copy of our notebooks; `.log` is the event log of its kernels."""
    folder = tmp_path_factory.mktemp("room")
    for path in NOTEBOOKS:
        shutil.copy(path, folder)
    (folder / "99_made_to_fail.ipynb").write_text(json.dumps(notebook(BROKEN)), encoding="utf-8")
    log = tmp_path_factory.mktemp("log") / "log.jsonl"
    with harness.room(folder, {"VALUED_LOG": str(log)}) as address:
        yield SimpleNamespace(address=address, log=log)


@pytest.fixture(scope="module")
def chrome():
    with harness.browser() as chrome:
        yield chrome


def open_page(chrome, room, name):
    visit = Visit(chrome.new_page(viewport={"width": 1280, "height": 720}))
    visit.listen()
    visit.page.goto(f"{room.address}/voila/render/{name}")
    visit.page.wait_for_function("() => document.getElementById('loading')?.textContent === ''", timeout=90_000)
    return visit


@pytest.fixture(scope="module", params=NOTEBOOKS, ids=lambda path: path.stem)
def visit(request, room, chrome):
    """A notebook's page at 1280 x 720 with all bets committed: once for all tests of that notebook."""
    visit = open_page(chrome, room, request.param.name)
    page = visit.page
    cells = json.loads(request.param.read_text(encoding="utf-8"))["cells"]
    visit.name = request.param.stem
    visit.sources = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
    # nothing is touched before every picture is there: its first bytes come with the page, not with a slider
    page.wait_for_function("() => [...document.querySelectorAll('.vd-picture')].every(i => i.dataset.frame)"
                           " && document.querySelector('.vd-picture')", timeout=30_000)
    visit.check_axe()
    letters = page.locator("button:text-is('As A, B or C')")
    for nth in range(letters.count()):  # a committed bet no longer asks, so the first one that asks is the next
        letters.first.click()
        bet = page.locator(".vd-bet:has(button:text-is('Commit the bet'))").first
        bet.locator("input[type=radio]").first.check()
        bet.locator("button:text-is('Commit the bet')").click()
        page.locator(".vd-outcome").nth(nth).wait_for()
    page.wait_for_selector(".noUi-handle:visible")
    yield visit
    page.close()


def test_front_page_lists_every_notebook_and_opens_one_from_the_keyboard(room, chrome):
    visit = Visit(chrome.new_page(viewport={"width": 1280, "height": 720}))
    visit.listen()
    page = visit.page
    page.goto(room.address)
    titles = page.locator(".vd-book-title").all_inner_texts()
    assert len(titles) == len(NOTEBOOKS) + 1
    for path, title in zip(NOTEBOOKS, titles, strict=False):
        told = json.loads(path.read_text(encoding="utf-8"))["metadata"]["valued"]
        assert title == told["title"]
        row = page.locator(".vd-book", has_text=title).inner_text()
        assert told["question"] in row
        assert f"{told['minutes']} minutes" in row
    assert titles[-1] == "Made to fail"  # no heading to go by: its file name
    visit.check_axe()
    assert not visit.axe
    assert page.evaluate(SMALL, LEAST) == []
    assert page.evaluate(SIDEWAYS) <= 0
    SCREENSHOTS.mkdir(exist_ok=True)
    page.screenshot(path=SCREENSHOTS / "room_front_1280.png")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/voila/render/**")
    assert page.title() == f"{titles[0]} · Valued"
    page.click("text=All notebooks")
    page.wait_for_selector(".vd-shelf")
    assert not visit.complaints
    page.close()


def test_every_part_loads(visit):
    assert visit.page.locator(".vd-failed").all_inner_texts() == []


def test_no_code_is_on_the_page(visit):
    page = visit.page
    assert page.locator(".jp-InputArea, .jp-CodeMirrorEditor, .highlight:visible, pre:visible").count() == 0
    content = page.content()
    lines = [line.strip() for source in visit.sources for line in source.splitlines()]
    assert [line for line in lines if len(line) > 10 and line in content] == []


def test_nothing_is_requested_from_outside(visit, room):
    asked = [url for url in visit.requests if url.startswith(("http", "ws"))]
    assert len(asked) > 10
    assert {urlsplit(url).netloc for url in asked} == {urlsplit(room.address).netloc}


def test_text_is_large_and_nothing_scrolls_sideways(visit):
    assert visit.page.evaluate(SMALL, LEAST) == []
    assert visit.page.evaluate(SIDEWAYS) <= 0


def test_slider_by_keyboard_moves_picture_and_words_and_nothing_else(visit):
    page = visit.page
    panel = page.locator(".vd-panel:has(.noUi-handle:visible)").first
    handle, image = panel.locator(".noUi-handle").first, panel.locator(".vd-picture")
    look = """(panel) => ({frame: Number(panel.querySelector(".vd-picture").dataset.frame),
        alt: panel.querySelector(".vd-picture").alt, headline: panel.querySelector(".vd-headline").textContent,
        value: panel.querySelector(".noUi-handle").getAttribute("aria-valuetext"),
        top: panel.querySelector(".noUi-handle").getBoundingClientRect().top + scrollY})"""
    handle.focus()
    before = panel.evaluate(look)
    at_end = handle.get_attribute("aria-valuenow") == handle.get_attribute("aria-valuemax")
    for _ in range(3):
        page.keyboard.press("ArrowLeft" if at_end else "ArrowRight")
        page.wait_for_timeout(120)
    page.wait_for_function("([image, frame]) => Number(image.dataset.frame) > frame",
                           arg=[image.element_handle(), before["frame"]])
    after = panel.evaluate(look)
    for what in ("alt", "headline", "value"):
        assert after[what] != before[what]
    assert after["headline"] in after["alt"]
    assert after["top"] == before["top"]


@pytest.mark.parametrize(("width", "height"), [(1280, 720), (1920, 1080)])
def test_hero_picture_and_sliders_fit_on_one_screen_or_nearly(visit, width, height):
    page = visit.page
    page.set_viewport_size({"width": width, "height": height})
    page.wait_for_timeout(300)
    heights = page.evaluate("""() => [...document.querySelectorAll(".vd-panel:has(.vd-stage)")]
        .filter((panel) => panel.querySelector(".vd-dials").offsetHeight).map((panel) => {
          const handles = [...panel.querySelectorAll(".vd-dials")][0].querySelectorAll(".noUi-handle");
          return Math.max(...[...handles].map((h) => h.getBoundingClientRect().bottom))
            - panel.querySelector(".vd-hero").getBoundingClientRect().top; })""")
    page.locator(".vd-hero").first.evaluate("(hero) => hero.scrollIntoView()")
    SCREENSHOTS.mkdir(exist_ok=True)
    page.screenshot(path=SCREENSHOTS / f"room_{visit.name}_{width}.png")
    wide = page.evaluate("() => Math.max(...[...document.querySelectorAll('.vd-picture')].map(i => i.clientWidth))")
    sideways = page.evaluate(SIDEWAYS)
    page.set_viewport_size({"width": 1280, "height": 720})
    assert heights
    assert min(heights) <= height
    assert max(heights) <= 1.1 * height  # a long headline or a note may push the sliders' feet over the edge
    assert wide <= 1700
    assert sideways <= 0


def test_axe_finds_nothing_serious_before_and_after_the_bets(visit):
    visit.check_axe()
    assert visit.axe == []


def test_console_is_clean(visit):
    assert visit.complaints == []


def test_a_stopped_server_is_one_sentence(tmp_path, chrome):
    path = tmp_path / "00_a.ipynb"
    path.write_text(json.dumps(notebook(["1"])), encoding="utf-8")
    with harness.room(tmp_path) as address:
        visit = open_page(chrome, SimpleNamespace(address=address), path.name)
    visit.page.wait_for_selector("#gone:visible", timeout=15_000)
    assert "Reload the page" in visit.page.inner_text("#gone")
    visit.page.close()


def test_bets_reach_the_log_that_the_room_was_given(visit, room):
    kinds = [json.loads(line)["kind"] for line in room.log.read_text(encoding="utf-8").splitlines()]
    assert "bet" in kinds


@pytest.fixture
def failing(room, chrome):
    visit = open_page(chrome, room, "99_made_to_fail.ipynb")
    yield visit
    visit.page.close()


def kernel(page):
    """The process of a page's kernel, as the notebook printed it."""
    return int(re.search(r"this is kernel (\d+)", page.inner_text("main"))[1])


def test_a_failing_cell_is_one_sentence_and_the_rest_goes_on(failing):
    page = failing.page
    assert page.locator(".vd-failed").all_inner_texts() == [
        "There is no company “bank”; choose hotel or gym.", "This part did not load. Reload the page."]
    assert "what comes after still comes" in page.inner_text("main")
    assert "never_to_be_seen" not in page.content()


def test_a_dead_kernel_is_one_sentence_and_a_reload_brings_the_page_back(failing):
    page = failing.page
    first = kernel(page)
    assert page.locator("#gone").is_hidden()
    os.kill(first, signal.SIGTERM if os.name == "nt" else signal.SIGKILL)
    page.wait_for_selector("#gone:visible", timeout=15_000)
    assert page.inner_text("#gone") == "This notebook has stopped. Reload the page to start it again."
    page.reload()
    page.wait_for_function("() => document.getElementById('loading')?.textContent === ''", timeout=60_000)
    assert kernel(page) != first
    assert page.locator("#gone").is_hidden()


def test_each_page_has_a_kernel_of_its_own(failing, room, chrome):
    other = open_page(chrome, room, "99_made_to_fail.ipynb")
    assert kernel(other.page) != kernel(failing.page)
    other.page.close()


def test_a_page_cannot_run_code_in_its_kernel(failing, tmp_path):
    """A hand-made socket asks for code to be run; the kernel answers what it may, and never sees the rest."""
    target = tmp_path / "written"
    answered = failing.page.evaluate("""async (code) => {
      const kernel = JSON.parse(document.getElementById("jupyter-config-data").textContent).kernelId;
      const socket = new WebSocket(`ws://${location.host}/api/kernels/${kernel}/channels?session_id=ours`);
      await new Promise((resolve) => { socket.onopen = resolve; });
      const answered = [];
      socket.onmessage = ({ data }) => {
        const message = typeof data === "string" ? JSON.parse(data) : {};
        if (message.parent_header?.session === "ours") answered.push(message.msg_type);
      };
      const send = (type, content) => socket.send(JSON.stringify({
        channel: "shell", parent_header: {}, metadata: {}, content,
        header: { msg_id: type, msg_type: type, username: "", session: "ours", version: "5.3", date: new Date() } }));
      send("execute_request", { code, silent: false, store_history: false, user_expressions: {}, allow_stdin: false });
      send("kernel_info_request", {});
      while (!answered.includes("kernel_info_reply")) await new Promise((resolve) => setTimeout(resolve, 50));
      await new Promise((resolve) => setTimeout(resolve, 500));
      socket.close();
      return answered;
    }""", f"open({str(target)!r}, 'w').write('x')")
    assert "execute_reply" not in answered
    assert not target.exists()
