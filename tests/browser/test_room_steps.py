"""The facilitator's first five minutes: front page, settings for all pages, sections, keys, clock, short cut, file."""

import harness
import pytest
from harness import LEAST, SIDEWAYS, SMALL

pytestmark = pytest.mark.browser

SCREENSHOTS = harness.ROOT / "screenshots"
COPIED = sorted((harness.ROOT / "notebooks").glob("*.ipynb"))
HOSTILE = '<img src=x onerror="window.hurt = 1">'
STEPS = "70_steps.ipynb"
MADE = {
    STEPS: [
        "# Steps\n\nWhere does it lead?\n\n12 minutes",
        "## One\n\n" + "A line.\n\n" * 30, "## Two\n\n" + "A line.\n\n" * 30,
        "from widgets import ActiveWindow, OwnOrders\nOwnOrders(ActiveWindow)", "## Three\n\nThe end.",
    ],
    "80_names.ipynb": [
        "import synthetic\nfrom widgets import PeoplePage, RetentionIllusion\n"
        "base = synthetic.generate('hotel', customers=300)\n"
        f"base.customers['name'] = [{HOSTILE!r}, '</script>\"\\'', '\\u202eevil'] * (len(base.customers) // 3) + "
        f"[{HOSTILE!r}] * (len(base.customers) % 3)\nPeoplePage(base)",
    ],
}


@pytest.fixture
def front(room, chrome):
    visit = harness.Visit(chrome.new_page(viewport={"width": 1280, "height": 720}))
    visit.page.goto(room.address)
    yield visit
    visit.page.close()


@pytest.fixture(scope="module")
def steps(room, chrome):
    visit = harness.visit_page(chrome, room.address, STEPS)
    yield visit
    visit.page.close()


def test_front_page_shows_every_notebook_with_its_picture_and_opens_one_from_the_keyboard(front, room):
    page = front.page
    titles = page.locator(".vd-book-title").all_inner_texts()
    assert len(titles) == len(COPIED) + len(MADE)
    for path, title in zip(COPIED, titles, strict=False):
        told = harness.told(path)
        row = page.locator(".vd-book").nth(titles.index(title)).inner_text()
        assert title == told["title"]
        assert told["question"] in row
        assert f"{told['minutes']} minutes" in row
    page.wait_for_function("""(drawn) => [...document.querySelectorAll(".vd-book-picture")].slice(0, drawn)
        .every((image) => image.naturalWidth === 1000)""", arg=len(COPIED), timeout=60_000)
    front.check_axe()
    assert front.axe == []
    assert page.evaluate(SMALL, LEAST) == []
    assert page.evaluate(SIDEWAYS) <= 0
    SCREENSHOTS.mkdir(exist_ok=True)
    page.screenshot(path=SCREENSHOTS / "room_front_1280.png")
    page.locator("h1").click()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/voila/render/**", timeout=60_000)
    assert page.title() == f"{titles[0]} · Valued"
    page.click("text=All notebooks")
    page.wait_for_selector(".vd-shelf")
    assert front.complaints == []


def test_what_is_set_for_all_pages_is_checked_and_kept(front, room):
    page = front.page
    page.fill("[name=currency]", "12")
    page.click("text=Set for all pages")
    page.wait_for_selector(".vd-failed")
    assert page.inner_text(".vd-failed").startswith("Currency: type a symbol")
    page.fill("[name=currency]", "€")
    typed = {"opening": "50K", "won": "1,000", "lost": "60,000", "worth_leaver": "€300", "worth_joiner": "0"}
    for key, text in typed.items():
        page.fill(f"[name={key}]", text)
    page.click("text=Set for all pages")
    page.wait_for_function("() => document.querySelector('.vd-failed')?.textContent.includes('are more than')")
    assert page.evaluate("document.activeElement.id") == "refused"  # read at once, and on the screen
    assert 0 < page.evaluate("document.activeElement.getBoundingClientRect().top") < 720
    assert page.get_attribute("[name=lost]", "aria-describedby") == "refused"
    page.fill("[name=lost]", "4,000")
    page.click("text=Set for all pages")
    page.wait_for_function("() => !document.querySelector('.vd-failed')")
    assert page.evaluate("document.activeElement.textContent").startswith("Set. Your firm’s numbers")
    page.goto(room.address)
    assert page.input_value("[name=currency]") == "€"
    assert page.input_value("[name=opening]") == "50,000"
    assert page.input_value("[name=worth_leaver]") == "€300"
    assert (room.log.parent / "room.json").exists()
    front.complaints.clear()  # a refused form is an error to the browser, and rightly so


def at(page):
    return page.inner_text("#where").split(" · ")[0]


def test_sections_by_keys_and_buttons(steps):
    page = steps.page
    page.evaluate("scrollTo(0, 0)")
    page.wait_for_timeout(400)
    seen = [at(page)]
    for key in ("ArrowRight", "PageDown", "ArrowLeft", "PageUp"):
        page.keyboard.press(key)
        seen.append(at(page))
        page.wait_for_timeout(350)
    assert seen == ["Steps", "One", "Two", "One", "Steps"]
    page.click("#next")
    page.click("#next")
    page.click("#next")
    assert at(page) == "Three"
    assert page.is_disabled("#next")
    top = "() => Math.abs(document.querySelector('[data-section=Three]').getBoundingClientRect().top) < 40"
    page.wait_for_function(top, timeout=5_000)
    page.click("#back")
    assert at(page) == "Two"


def test_back_leads_to_the_top_and_the_focus_goes_along(steps):
    page = steps.page
    page.wait_for_timeout(400)  # whoever jumped here is not followed for a moment
    page.evaluate("scrollTo(0, 0)")
    page.wait_for_timeout(400)
    page.keyboard.press("PageDown")
    page.wait_for_timeout(400)
    assert page.evaluate("scrollY") > 0
    page.locator("#back").focus()
    page.keyboard.press("Enter")
    assert at(page) == "Steps"
    page.wait_for_timeout(400)
    assert (page.evaluate("scrollY"), page.evaluate("document.activeElement.tagName")) == (0, "H1")


def test_arrows_in_a_control_stay_there(steps):
    page = steps.page
    page.locator(".noUi-handle").first.focus()
    page.wait_for_timeout(400)
    before = at(page), page.get_attribute(".noUi-handle >> nth=0", "aria-valuenow")
    page.keyboard.press("ArrowRight")
    page.wait_for_timeout(200)
    assert at(page) == before[0]
    assert page.get_attribute(".noUi-handle >> nth=0", "aria-valuenow") != before[1]


def test_the_clock_counts_down_and_can_be_hidden_and_the_help_line_lists_the_keys(steps):
    page = steps.page
    page.evaluate("document.activeElement.blur()")
    first = page.inner_text("#clock")
    assert first.endswith("left")
    page.wait_for_function("(first) => document.getElementById('clock').textContent !== first", arg=first)
    page.keyboard.press("c")
    assert page.inner_text("#clock") == ""
    page.keyboard.press("c")
    assert page.inner_text("#clock") != ""
    page.keyboard.press("k")
    keys = page.inner_text("#keys")
    assert all(word in keys for word in ("Page Down", "Page Up", "C:", "S:", "Tab", "Home"))
    assert page.evaluate(SMALL, LEAST) == []
    steps.check_axe()
    assert steps.axe == []
    page.keyboard.press("k")
    assert page.is_hidden("#keys")


def test_the_short_cut_shows_only_what_is_for_the_room_and_holds_for_all_pages(steps, front):
    page = steps.page
    visible = """() => [...document.querySelectorAll('[data-section]')].filter((s) => s.offsetHeight)
        .map((s) => s.dataset.section)"""
    page.evaluate("document.activeElement.blur()")
    assert page.inner_text("#cut") == "4-minute cut"
    page.keyboard.press("s")
    assert page.evaluate(visible) == ["One", "Three"]
    assert not page.locator(".vd-stage").is_visible()
    assert page.evaluate("() => localStorage.getItem('valued:cut')") == "on"
    page.keyboard.press("s")
    assert page.evaluate(visible) == ["One", "Two", "Three"]
    front.page.check("#cut")
    assert "4 of 12 minutes" in front.page.locator(".vd-book", has_text="Steps").inner_text()
    front.page.uncheck("#cut")


def choose(page, file):
    with page.expect_file_chooser() as chooser:
        page.click(".widget-upload")
    chooser.value.set_files(file)


def test_own_orders_are_shown_as_text_and_let_go_of(steps, room, tmp_path):
    page = steps.page
    name = "o'rders & <b>.csv"
    rows = [f'"{HOSTILE.replace(chr(34), chr(34) * 2)}",2024-01-13,12', '"=HYPERLINK(""http://x"")",2024-02-14,5',
            "\u202eevil,2024-03-15,7"]
    (tmp_path / name).write_text("customer,date,amount\n" + "\n".join(rows), encoding="utf-8")
    choose(page, tmp_path / name)
    page.wait_for_selector(".vd-loaded")
    assert f"{name}: 3 orders by 3 customers" in page.inner_text(".vd-loaded").replace("\u2068", "")
    page.click(".vd-own summary")
    cells = page.locator(".vd-own td").all_inner_texts()
    assert [cells[0], cells[3], cells[6]] == [HOSTILE, '=HYPERLINK("http://x")', "\u202eevil"]
    assert page.evaluate("() => window.hurt") is None
    page.wait_for_function("() => /3 customers/.test(document.querySelector('.vd-headline').textContent)")
    kept = page.evaluate("() => JSON.stringify(localStorage)") + room.log.read_text(encoding="utf-8")
    assert "HYPERLINK" not in kept
    page.click("text=Back to the story’s data")
    page.wait_for_function("() => /23,570/.test(document.querySelector('.vd-headline').textContent)")


def test_a_bad_or_too_large_file_is_one_sentence_and_a_large_one_comes_through(steps, tmp_path):
    page = steps.page
    (tmp_path / "bad.csv").write_text("customer,date,amount\nA,2024-13-45,1\n", encoding="utf-8")
    choose(page, tmp_path / "bad.csv")
    page.wait_for_selector(".vd-own [role=alert]")
    assert "row 2" in page.inner_text(".vd-own [role=alert]")
    with (tmp_path / "huge.csv").open("wb") as file:
        file.truncate(45 * 2**20)
    choose(page, tmp_path / "huge.csv")
    page.wait_for_selector("#gone:visible", timeout=60_000)
    assert page.inner_text("#gone-says") == "That file is too large: 45 MB, and at most 30 can be loaded."
    page.click("#gone-close")
    with (tmp_path / "large.csv").open("wb") as file:  # more than Jupyter's own servers let through
        file.write(b"customer,date,amount\nA,2024-01-13,1\n")
        file.truncate(12 * 2**20)
    choose(page, tmp_path / "large.csv")
    page.wait_for_function("() => /control character/.test(document.querySelector('.vd-own').textContent)",
                           timeout=60_000)
    assert page.is_hidden("#gone")


def test_hostile_names_are_text(room, chrome):
    visit = harness.visit_page(chrome, room.address, "80_names.ipynb")
    page = visit.page
    names = page.locator(".vd-numbers td:first-child").all_inner_texts()
    assert {HOSTILE, "</script>\"'", "\u202eevil"} >= set(names)
    assert HOSTILE in names
    assert page.evaluate("() => window.hurt") is None
    assert visit.complaints == []
    page.close()
