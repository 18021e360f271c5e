"""Handouts as their readers open them: a file, a browser, no network. Notebook 08 in full, every other one in brief."""

import re

import harness
import looks
import pytest
from handouts import bet_everywhere, open_file
from sample import write_notebook

from widgets.handout import frames
from widgets.handout.cards import cards
from widgets.handout.page import handout

pytestmark = pytest.mark.browser

OTHERS = [harness.ROOT / "notebooks" / "00_start_here.ipynb",
          pytest.param(harness.ROOT / "notebooks" / "11_illusion_gallery.ipynb", marks=pytest.mark.long)]
LARGEST = 12_000_000
SCREENSHOTS = harness.ROOT / "screenshots"

# From the moment a slider has moved, count display frames until its picture is painted.
COUNT = """() => {
  window.counts = [];
  document.addEventListener("input", (event) => {
    if (event.target.type !== "range") return;
    const root = event.target.closest("[data-panel]"), panel = DATA.panels[root.dataset.panel];
    const dial = panel.dials[event.target.closest("[data-dial]").dataset.dial];
    const picture = panel.frames[dial.frames[event.target.value]][PICTURE];
    const wanted = picture === null ? `${panel.still}` : `${panel.still} ${picture}`;
    let frames = 0;
    const look = () => {
      frames += 1;
      const ready = root.querySelector(".vd-picture").dataset.frame === wanted;
      if (ready || frames > 60) window.counts.push(frames); else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
}"""
OTHER_WAY = {"ArrowRight": "ArrowLeft", "ArrowLeft": "ArrowRight", "Home": "End", "End": "Home"}
LOOK = """(slider) => {
  const panel = slider.closest("[data-panel]");
  const text = (selector) => panel.querySelector(selector).textContent;
  return {picture: panel.querySelector(".vd-picture").dataset.frame, hero: text(".vd-hero"),
          headline: text(".vd-headline"), alt: panel.querySelector(".vd-picture").ariaLabel,
          complaint: text(".vd-stage ~ .vd-error"),
          value: slider.getAttribute("aria-valuetext"), name: slider.labels[0].textContent,
          idle: slider.hasAttribute("aria-describedby")};
}"""
SIDEWAYS = "() => document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth"
HEADINGS = "() => [...document.querySelectorAll('h1, h2')].map((heading) => heading.textContent.replace('¶', ''))"


def move_every_slider(page, keys):
    """Move each visible slider by keyboard.

    Returns (names of those that say that they change nothing alone, how many others, what did not follow).
    """
    sliders, idle, trouble = page.locator("input[type=range]:visible"), [], []
    for k in range(sliders.count()):
        slider = sliders.nth(k)
        slider.focus()
        page.wait_for_timeout(30)  # a hand that comes to rest on it
        start = slider.evaluate(LOOK)
        pictures = set()
        idle += [start["name"]] if start["idle"] else []
        at_end = slider.evaluate("(s) => s.value === s.max")
        for key in [OTHER_WAY[key] for key in keys] if at_end else keys:
            before = slider.evaluate(LOOK)
            page.keyboard.press(key)
            page.wait_for_timeout(35)
            after = slider.evaluate(LOOK)
            if after["value"] == before["value"]:
                trouble.append(f"{after['name']}: {key} does not move it")
            pictures.add(after["picture"])
            if not after["complaint"] and after["alt"] != f"{after['hero']} {after['headline']}":
                trouble.append(f"{after['name']}: another alt text than its headline")
        if (len(pictures) == 1) != start["idle"]:
            trouble.append(f"{start['name']}: {len(pictures)} pictures, though it says {start['idle']}")
        if not start["name"] or not re.search(r"[^\d.,−]", start["value"]):
            trouble.append(f"slider {k} has no name, or no unit: {start['value']}")
    return idle, sliders.count() - len(idle), trouble


def axe(page):
    from axe_playwright_python.sync_playwright import Axe

    return [f"{v['id']}: {node['html'][:150]}" for v in Axe().run(page).response["violations"]
            if v["impact"] in ("serious", "critical") for node in v["nodes"]]


@pytest.fixture(scope="module", params=[12, pytest.param(frames.POSITIONS, marks=pytest.mark.long)])
def flagship(request, chrome, tmp_path_factory):
    """The handout of 08, opened, looked at by axe before the bets, all bets made; with some positions a slider, or all.
    """
    path = tmp_path_factory.mktemp("handout") / "08.html"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(frames, "POSITIONS", request.param)
        path.write_text(handout(harness.FLAGSHIP), encoding="utf-8")
    opened = open_file(chrome, path)
    opened.axe = axe(opened.page)
    opened.bets = bet_everywhere(opened.page)
    return opened


def test_the_flagships_handout_is_small_enough_and_asks_for_nothing(flagship):
    assert 300_000 < flagship.path.stat().st_size <= LARGEST
    assert flagship.bets == 2
    assert flagship.complaints == []


def test_every_slider_changes_its_picture_within_two_display_frames(flagship):
    page = flagship.page
    page.evaluate(COUNT)
    idle, sliders, trouble = move_every_slider(page, ["ArrowRight", "ArrowRight", "End", "ArrowLeft"])
    assert trouble == []
    assert sliders >= 10
    assert len(idle) <= 2, idle
    counts = page.evaluate("() => window.counts")
    assert len(counts) == 4 * (sliders + len(idle))
    assert max(counts) <= 2, counts
    assert flagship.complaints == []


def test_one_slider_at_a_time_and_what_is_seen_is_really_drawn(flagship):
    page = flagship.page
    panel = page.locator(".vd-panel:has(.vd-bet)").first
    first, second = (panel.locator("input[type=range]").nth(k) for k in (0, 1))
    panel.locator("[data-reset]").click()
    start = [first.input_value(), second.input_value()]
    picture = panel.locator(".vd-picture")
    at_start = picture.screenshot()
    first.press("End")
    moved = picture.screenshot()
    assert moved != at_start
    second.press("ArrowRight")
    assert first.input_value() == start[0]
    assert second.input_value() != start[1]
    panel.locator("[data-preset]").first.click()
    assert first.get_attribute("aria-valuetext") == "100,000 customers"
    panel.locator("[data-reset]").click()
    assert [first.input_value(), second.input_value()] == start
    assert picture.screenshot() == at_start


def test_the_bet_reads_what_people_type_and_judges_it(flagship):
    page = flagship.page
    bet = page.locator(".vd-bet:visible").first
    bet.locator("[data-again]").click()
    assert page.locator(".vd-hero").first.inner_text() == "?"
    for low, high, says in (("", "", "Type both ends"), ("many", "2", "“many” is not a number; type for example"),
                            ("740.000", "800K", "Low end: “740.000” can be read in two ways"),
                            ("680", "730", "type 680K to 730K, or 680.0"), ("9K", "3K", "lies above the high end"),
                            ("5 %", "6", "“5 %” is not a number"), ("0", "9m", "The answer lies between 0 and")):
        bet.locator(".vd-low").fill(low)
        bet.locator(".vd-high").fill(high)
        bet.locator("button[type=submit]").click()
        assert says in bet.locator(".vd-bet-error").inner_text()
        assert page.locator(".vd-hero").first.inner_text() == "?"
    tries = (("590K", "0.61m", "hit", "You said 590,000 to 610,000 customers. Your range holds."),
             ("700,000", "800 000", "miss", "Outside your range, by 97,900 customers."))
    for low, high, result, says in tries:
        bet.locator(".vd-low").fill(low)
        bet.locator(".vd-high").fill(high)
        bet.locator(".vd-high").press("Enter")
        assert bet.locator(".vd-outcome").get_attribute("data-result") == result
        assert says in bet.locator(".vd-outcome").inner_text()
        assert "602,000 customers" in bet.locator(".vd-outcome").inner_text()
        if result == "hit":
            bet.locator("[data-again]").click()


def test_numbers_assumptions_and_drawer_dials(flagship):
    page = flagship.page
    panel = page.locator(".vd-panel:has(.vd-bet)").first
    panel.locator("[data-reset]").click()
    panel.get_by_text("Show the numbers").click()
    table = panel.locator(".vd-numbers table")
    assert "37,000" in table.inner_text()
    panel.locator("input[type=range]").nth(1).press("End")
    assert "37,000" not in table.inner_text()
    panel.get_by_text("Assumptions", exact=True).click()
    assert "illustration" in panel.locator(".vd-drawer").inner_text()
    before = panel.locator(".vd-headline").inner_text()
    panel.locator(".vd-drawer input[type=range]").first.press("Home")
    assert panel.locator(".vd-headline").inner_text() != before
    for name in ("Hide the numbers", "Close the assumptions"):
        panel.get_by_text(name).click()
    assert table.is_hidden()


def test_check_questions_answer_and_help_is_shut(flagship):
    page = flagship.page
    check = page.locator(".vd-check").first
    says = []
    for k in range(3):
        check.locator("input").nth(k).check()
        check.locator("button").click()
        outcome = check.locator(".vd-outcome")
        says.append((outcome.get_attribute("data-result"), outcome.inner_text()))
    assert [result for result, _ in says] == ["miss", "hit", "miss"]
    check.locator("input").first.check()
    assert check.locator(".vd-outcome").inner_text() == ""  # it was said of another option
    assert "A benchmark compares rates." in says[0][1]
    solution = page.get_by_text("For example: “84,000 people left us", exact=False)
    assert solution.is_hidden()
    page.get_by_text("Solution", exact=True).click()
    assert solution.is_visible()


def test_all_can_be_read_and_the_focus_be_seen_also_where_dark_is_asked_for(flagship):
    assert looks.by_night(flagship.page, "body") == ([], [])


def test_nothing_serious_for_axe_nothing_sideways_and_it_prints(flagship):
    page = flagship.page
    assert flagship.axe == []
    assert axe(page) == []
    SCREENSHOTS.mkdir(exist_ok=True)
    for width, height in ((1920, 1080), (1280, 720)):
        page.set_viewport_size({"width": width, "height": height})
        assert page.evaluate(SIDEWAYS) <= 0
        page.screenshot(path=SCREENSHOTS / f"handout_08_{width}.png")
    assert 4 <= pages(page.pdf(format="A4")) <= 12
    card = page.locator(".vd-monday")
    card.locator("input").first.fill("customers lost")
    page.emulate_media(media="print")
    page.evaluate("() => { window.print = () => { window.printed = document.querySelector('main').innerText; }; }")
    card.locator("[data-print]").evaluate("(button) => button.click()")
    printed = page.evaluate("() => window.printed")
    assert printed.startswith("From the next meeting on")  # the card, and nothing else of the page
    assert len(printed) < 400
    page.emulate_media(media="screen")
    assert page.locator("h1").is_visible()
    assert card.locator("input").first.input_value() == "customers lost"
    assert flagship.complaints == []


def pages(pdf):
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


@pytest.mark.parametrize("path", OTHERS, ids=lambda path: path.stem)
def test_every_other_notebooks_handout_opens_bets_and_moves(path, chrome, tmp_path, monkeypatch):
    monkeypatch.setattr(frames, "POSITIONS", 2)  # ends and start: the rest is alike, and takes its time to draw
    out = tmp_path / f"{path.stem}.html"
    out.write_text(handout(path), encoding="utf-8")
    opened = open_file(chrome, out)
    page = opened.page
    bet_everywhere(page)
    _, sliders, trouble = move_every_slider(page, ["End", "Home"])
    assert trouble == []
    assert sliders >= 1
    assert len(page.evaluate(HEADINGS)) >= 3
    assert page.evaluate(SIDEWAYS) <= 0
    assert axe(page) == []
    assert opened.complaints == []
    page.context.close()


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_cards_fill_whole_sheets_of_either_paper(paper, chrome, tmp_path):
    out = tmp_path / "cards.html"
    out.write_text(cards(write_notebook(tmp_path / "sample.ipynb")), encoding="utf-8")
    page = chrome.new_context(offline=True).new_page()
    page.goto(out.as_uri())
    assert pages(page.pdf(format=paper)) == 3  # a sheet of ranges, one of letters, one of Monday cards
    spilt = page.evaluate("""() => [...document.querySelectorAll(".card")].filter((card) =>
        card.scrollHeight > card.clientHeight + 1 || card.scrollWidth > card.clientWidth + 1).length""")
    assert spilt == 0
    assert page.evaluate("() => window.harm") is None
    page.context.close()


def test_names_and_text_that_mean_harm_do_none(chrome, tmp_path):
    out = tmp_path / "sample.html"
    out.write_text(handout(write_notebook(tmp_path / "sample.ipynb")), encoding="utf-8")
    opened = open_file(chrome, out)
    bet_everywhere(opened.page)
    assert "<img src=x onerror=" in opened.page.locator(".vd-headline").inner_text()
    opened.page.wait_for_timeout(100)
    assert opened.page.evaluate("() => window.harm") is None
    # the one thing that is markup is the notebook's own text: the page's policy stops its script and its picture
    refused = [c for c in opened.complaints if "Content Security Policy" in c]
    assert len(refused) >= 2
    opened.page.context.close()
