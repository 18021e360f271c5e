"""Every notebook in JupyterLab, in a real browser, by keyboard: open, run all, bet, move, and see everything follow."""

import os
import re
import shutil
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import harness
import looks
import pytest
import running

pytestmark = pytest.mark.browser

SCREENSHOTS = harness.ROOT / "screenshots"
LAB_SAYS = (  # Lab's own complaints, none of them about a notebook
    "Failed to load resource: the server responded with a status of 404",  # it asks whether a workspace exists
)
# What of an explorable a person sees or hears, as text
LOOK = """(panel) => ({
  frame: Number(panel.querySelector('.vd-picture').dataset.frame || 0),
  alt: panel.querySelector('.vd-picture').alt,
  hero: panel.querySelector('.vd-hero').textContent,
  headline: panel.querySelector('.vd-headline').textContent,
  table: panel.querySelector('.vd-numbers').innerText,
  spoken: panel.querySelector('.vd-spoken').textContent,
})"""


@dataclass
class Visit:
    """A notebook's page after Run All and a committed bet, and what was heard on the way."""

    page: object
    panel: object = None
    requests: list = field(default_factory=list)
    complaints: list = field(default_factory=list)
    shut: dict = field(default_factory=dict)

    def look(self):
        return self.panel.evaluate(LOOK)

    def wait_for_frame(self, after):
        self.page.wait_for_function(
            "([panel, frame]) => Number(panel.querySelector('.vd-picture').dataset.frame || 0) > frame",
            arg=[self.panel, after], timeout=10_000)


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    folder = tmp_path_factory.mktemp("lab")
    for path in running.NOTEBOOKS:
        shutil.copy(path, folder)
    with harness.lab(folder, harness.apart(tmp_path_factory.mktemp("settings"))) as address:
        yield address


@pytest.fixture(scope="module")
def chrome():
    with harness.browser() as chrome:
        yield chrome


@pytest.fixture(scope="module", params=running.each())
def visit(request, lab, chrome):
    """Open, run all, bet: once for all tests of a notebook."""
    visit = Visit(chrome.new_page(viewport={"width": 1280, "height": 900}))
    page = visit.page
    page.on("request", lambda r: visit.requests.append(r.url))
    page.on("pageerror", lambda error: visit.complaints.append(str(error)))
    page.on("console", lambda m: visit.complaints.append(m.text) if m.type == "error" else None)
    harness.open_notebook(page, lab, request.param.name)
    harness.run_all(page)
    page.wait_for_selector(".vd-stage .vd-picture[data-frame]", timeout=30_000)
    visit.panel = page.query_selector(".vd-panel:has(.vd-stage):has(.vd-bet):has(.noUi-handle)")
    visit.panel.scroll_into_view_if_needed()
    visit.shut = visit.look()
    bet = visit.panel.query_selector(".vd-bet")
    bet.query_selector("button:text-is('As A, B or C')").click()
    bet.wait_for_selector("input[type=radio]").click()
    bet.query_selector("button:text-is('Commit the bet')").click()
    visit.wait_for_frame(visit.shut["frame"])
    visit.panel.wait_for_selector("button:text-is('Show the numbers')").click()
    visit.panel.wait_for_selector(".vd-numbers td")
    yield visit
    page.close()


def handles(visit):
    return [handle for handle in visit.panel.query_selector_all(".vd-dials .noUi-handle") if handle.is_visible()]


def test_the_picture_is_shut_before_the_bet_and_open_after(visit):
    assert visit.shut["hero"] == "?"
    assert visit.shut["table"] == ""
    assert re.search(r"In the picture: \S.*;", visit.shut["alt"])  # who cannot see it bets with as much
    assert "In the picture" not in visit.shut["spoken"]
    now = visit.look()
    assert any(character.isdigit() for character in now["hero"])
    assert now["alt"] == f"{now['hero']} {now['headline']}"
    outcome = visit.panel.query_selector(".vd-outcome")
    assert outcome.get_attribute("data-result") in ("hit", "miss")
    assert "You chose A." in outcome.text_content()


def test_every_slider_moves_everything_by_keyboard(visit):
    sliders = handles(visit)
    assert 1 <= len(sliders) <= 4
    for handle in sliders:
        handle.focus()
        before, spoken = visit.look(), handle.get_attribute("aria-valuetext")
        for key in ("PageDown", "PageUp"):  # a slider at its end moves the other way only
            visit.page.keyboard.press(key)
            visit.page.wait_for_timeout(150)
            if handle.get_attribute("aria-valuetext") != spoken:
                break
        visit.wait_for_frame(before["frame"])
        visit.page.wait_for_timeout(300)
        after = visit.look()
        name = handle.get_attribute("aria-label")
        for what in ("headline", "table", "alt"):
            assert after[what] != before[what], f"{name}: the {what} stays as it was"
        assert after["alt"] == f"{after['hero']} {after['headline']}"
        assert handle.evaluate("node => node === document.activeElement"), f"{name}: the focus is lost"


def test_every_slider_has_a_name_and_speaks_its_value_with_its_unit(visit):
    for handle in handles(visit):
        label = handle.evaluate("""node => {
            const label = node.closest('.vd-dial').querySelector('[data-factor]');
            return {name: label.textContent, unit: label.dataset.unit, before: label.dataset.before};
        }""")
        assert handle.get_attribute("aria-label") == label["name"] != ""
        assert handle.get_attribute("role") == "slider"
        spoken = handle.get_attribute("aria-valuetext")
        assert spoken.endswith(label["unit"])
        assert spoken.startswith(label["before"])
        assert label["unit"] or label["before"]
        assert any(character.isdigit() for character in spoken)
        box = handle.evaluate("node => { const b = node.closest('.vd-dial').querySelector('.vd-box input');"
                              " return [b.getAttribute('aria-label'), b.value]; }")
        assert label["name"] in box[0]
        assert box[1].removeprefix(label["before"]) in spoken  # box and slider say the same number


def test_the_headline_is_announced_when_the_slider_rests(visit):
    handle = handles(visit)[0]
    handle.focus()
    visit.page.keyboard.press("Home")
    visit.page.wait_for_timeout(1_000)
    visit.page.keyboard.press("End")
    visit.page.wait_for_timeout(150)
    assert visit.panel.query_selector(".vd-spoken").get_attribute("aria-live") == "polite"
    visit.page.wait_for_function(
        "panel => panel.querySelector('.vd-spoken').textContent === panel.querySelector('.vd-picture').alt",
        arg=visit.panel, timeout=3_000)


def test_a_number_box_moves_the_slider_and_refuses_junk(visit):
    dial = visit.panel.query_selector(".vd-dials .vd-dial")
    box, handle = dial.query_selector(".vd-box input"), dial.query_selector(".noUi-handle")
    old = box.input_value()
    box.fill("nonsense")
    box.press("Enter")
    visit.panel.wait_for_selector(".vd-error [role=alert]:has-text('is not a number')")
    assert (box.input_value(), box.get_attribute("aria-invalid")) == ("nonsense", "true")
    handle.focus()
    visit.page.keyboard.press("PageDown")
    visit.page.keyboard.press("PageUp")
    visit.page.wait_for_function("panel => !panel.querySelector(':scope > .vd-error [role=alert]')", arg=visit.panel,
                                 timeout=5_000)
    visit.page.wait_for_function("([box, old]) => box.value === old && !box.hasAttribute('aria-invalid')",
                                 arg=[box, old], timeout=5_000)


def test_no_cell_holds_an_error(visit):
    wrong = visit.page.query_selector_all(
        "[data-mime-type='application/vnd.jupyter.stderr'], [data-mime-type='application/vnd.jupyter.error'],"
        " .jp-OutputArea-executeResult .jp-RenderedText:has-text('Error displaying widget')")
    assert [node.text_content()[:300] for node in wrong] == []
    assert visit.page.query_selector_all(".vd-panel")


def test_nobody_complains_in_the_console(visit):
    ours = [text for text in visit.complaints if not text.startswith(LAB_SAYS)]
    assert ours == []


def test_nothing_outside_this_machine_is_asked_for(visit):
    assert len(visit.requests) > 20
    hosts = {urlsplit(url).hostname for url in visit.requests if not url.startswith(("data:", "blob:", "about:"))}
    assert hosts == {"127.0.0.1"}


@pytest.mark.parametrize("theme", ["Dark", "Light"])
def test_all_can_be_read_and_the_focus_be_seen_in_either_theme(visit, theme, request):
    page = visit.page
    looks.theme(page, theme)
    faint, unseen, count, kinds = [], [], 0, set()
    for cell in page.locator(".jp-Notebook .jp-Cell").all():
        cell.scroll_into_view_if_needed()  # Lab holds back what is out of sight
        page.wait_for_timeout(50)
        cell.evaluate("(cell) => cell.setAttribute('data-looked-at', '')")
        read = page.evaluate(looks.FAINT, ["[data-looked-at] :is(.jp-OutputArea-output, .jp-MarkdownOutput)", 4.5])
        seen = page.evaluate(looks.UNSEEN, ["[data-looked-at] .jp-OutputArea-output", 3])
        cell.evaluate("(cell) => cell.removeAttribute('data-looked-at')")
        faint, count = faint + read["found"], count + read["count"]
        unseen, kinds = unseen + seen["found"], kinds | set(seen["kinds"])
    SCREENSHOTS.mkdir(exist_ok=True)
    visit.panel.scroll_into_view_if_needed()
    page.screenshot(path=SCREENSHOTS / f"lab_{request.node.callspec.params['visit'].stem}_{theme}.png")
    assert sorted(set(faint)) == []
    assert sorted(set(unseen)) == []
    assert count > 100
    assert {"text", "radio", "submit", "DIV"} <= kinds


@pytest.mark.parametrize("zoom", [1.5, 2])
def test_zoomed_in_the_picture_is_no_smaller_on_the_screen_and_nothing_goes_sideways(visit, zoom, request):
    page = visit.page
    page.set_viewport_size({"width": 1280, "height": 800})
    page.wait_for_timeout(800)
    wide = visit.panel.query_selector(".vd-picture").evaluate("(image) => image.clientWidth")
    page.set_viewport_size({"width": round(1280 / zoom), "height": round(800 / zoom)})  # as a zoomed page is laid out
    page.wait_for_timeout(800)
    visit.panel.query_selector(".vd-stage .vd-picture").scroll_into_view_if_needed()
    page.screenshot(path=SCREENSHOTS / f"lab_{request.node.callspec.params['visit'].stem}_zoom_{zoom}.png")
    zoomed = visit.panel.query_selector(".vd-picture").evaluate("(image) => image.clientWidth")
    over = page.evaluate("""() => [...document.querySelectorAll(".vd-panel")].filter((panel) => panel.checkVisibility())
        .map((panel) => panel.scrollWidth - panel.clientWidth)""")
    page.set_viewport_size({"width": 1280, "height": 900})
    assert zoomed * zoom >= wide
    assert max(over) <= 0


@pytest.mark.parametrize("width", [1280, 1920])
def test_screenshots_are_kept_and_nothing_scrolls_sideways(visit, width, request):
    SCREENSHOTS.mkdir(exist_ok=True)
    visit.page.set_viewport_size({"width": width, "height": 720 if width == 1280 else 1080})
    visit.page.wait_for_timeout(800)
    visit.panel.query_selector(".vd-stage").scroll_into_view_if_needed()
    stem = request.node.callspec.params["visit"].stem
    visit.page.screenshot(path=SCREENSHOTS / f"lab_{stem}_{width}.png")
    over = visit.panel.evaluate("panel => panel.scrollWidth - panel.clientWidth")
    assert over <= 0
    assert os.path.getsize(SCREENSHOTS / f"lab_{stem}_{width}.png") > 20_000
