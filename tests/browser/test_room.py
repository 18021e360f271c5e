"""The room view of every notebook as executives see it: large text, no code, nothing from outside, by keyboard."""

import json
from urllib.parse import urlsplit

import harness
import looks
import pytest
import running
from harness import LEAST, SIDEWAYS, SMALL

pytestmark = pytest.mark.browser

COPIED = running.NOTEBOOKS
SCREENSHOTS = harness.ROOT / "screenshots"
BAR = 38 / 720  # of the screen's height, where the buttons for sections are


@pytest.fixture(scope="module", params=running.each())
def visit(request, room, chrome):
    """A notebook's page at 1280 x 720 with all bets committed: once for all tests of that notebook."""
    visit = harness.visit_page(chrome, room.address, request.param.name)
    page = visit.page
    cells = json.loads(request.param.read_text(encoding="utf-8"))["cells"]
    visit.name = request.param.stem
    visit.sources = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
    visit.check_axe()
    visit.unseen = page.evaluate(looks.UNSEEN, ["main", 3])["found"]
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
    assert visit.failed == []
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
    above_the_bar = height * (1 - BAR)
    assert min(heights) <= above_the_bar
    assert max(heights) <= 1.1 * above_the_bar  # a long headline or a note may push the sliders' feet under it
    assert wide <= 1700
    assert sideways <= 0


@pytest.mark.parametrize("zoom", [1.5, 2])
def test_zoomed_in_the_picture_is_no_smaller_on_the_screen_and_nothing_goes_sideways(visit, zoom):
    page = visit.page
    width = """() => Math.min(...[...document.querySelectorAll(".vd-picture")]
        .map((one) => one.clientWidth).filter(Boolean))"""
    wide = page.evaluate(width)
    page.set_viewport_size({"width": round(1280 / zoom), "height": round(720 / zoom)})  # as a zoomed page is laid out
    page.wait_for_timeout(500)
    page.screenshot(path=SCREENSHOTS / f"room_{visit.name}_zoom_{zoom}.png")
    zoomed, sideways = page.evaluate(width), page.evaluate(SIDEWAYS)
    edge = page.evaluate("() => document.querySelector('main .vd-panel').getBoundingClientRect().left")
    bar = page.locator(".vd-steps").evaluate("(bar) => bar.scrollWidth - bar.clientWidth")
    page.set_viewport_size({"width": 1280, "height": 720})
    assert sideways <= 0
    assert bar <= 0
    assert edge >= 5  # room for the ring round what has the focus
    assert zoomed * zoom >= 0.95 * wide  # it fills the page's width


def test_all_can_be_read_and_the_focus_be_seen_also_where_dark_is_asked_for(visit):
    assert visit.unseen == []  # before the bets
    assert looks.by_night(visit.page, "body") == ([], [])


def test_what_has_the_focus_is_never_under_the_bar(visit):
    visit.page.evaluate("scrollTo(0, 0)")
    under = visit.page.evaluate("""async () => {
      const found = [];
      const bar = document.querySelector(".vd-steps").getBoundingClientRect().top;
      for (const node of document.querySelectorAll("main :is(button, input, textarea, select, summary, a[href])")) {
        if (!node.checkVisibility() || node.disabled) continue;
        node.focus();
        await new Promise(requestAnimationFrame);
        if (node === document.activeElement && node.getBoundingClientRect().bottom > bar)
          found.push(`<${node.tagName}> ${node.textContent || node.placeholder}`);
      }
      return found;
    }""")
    assert under == []


def test_axe_finds_nothing_serious_before_and_after_the_bets(visit):
    visit.check_axe()
    assert visit.axe == []


def test_console_is_clean(visit):
    assert visit.complaints == []


def test_bets_reach_the_log_that_the_room_was_given(visit, room):
    told = [json.loads(line) for line in room.log.read_text(encoding="utf-8").splitlines()]
    assert "bet" in [event["kind"] for event in told]
    assert all(event["room"] for event in told)  # nobody's own progress
