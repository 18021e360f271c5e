"""Keys in JupyterLab: what a person presses on our controls is ours, what is meant for Lab still reaches it."""

import harness
import pytest

pytestmark = pytest.mark.browser

NAME = "keys.ipynb"
MADE = {NAME: [
    "# Before",
    "from widgets import RetentionIllusion\nRetentionIllusion()",
    "from widgets import Exercise\nExercise('losing-quarter')",
    "from widgets import CheckQuestion\nCheckQuestion('08-96')",
    "import ipywidgets as ipw\nbox = ipw.HTML('<a href=\"#\">a link</a><details><summary>more</summary>so</details>')\n"
    "box.add_class('vd-panel')\nbox",
    "# After",
]}
PLAIN = ["a", "b", "x", "d", "d", "m", "y", "z", "0", "0", "i", "i", "Shift+M", "Shift+J", "ArrowDown", "ArrowUp",
         "ArrowRight", "ArrowLeft", "End", "Home"]
# one of each kind that a person can stand on
CONTROLS = {
    "button": ".vd-bar button:text-is('Undo')", "toggle button": ".vd-choice .widget-toggle-button >> nth=0",
    "scene": ".vd-scenes .widget-toggle-button >> nth=0", "slider": ".vd-dials .noUi-handle >> nth=0",
    "radio button": ".vd-part input[type=radio] >> nth=0", "drop-down": ".vd-part select",
    "link": ".vd-panel a:text-is('a link')", "fold": ".vd-panel summary",
}
CELLS = """() => ({
  kinds: [...document.querySelectorAll(".jp-Notebook .jp-Cell")].map((cell) => cell.className.match(/jp-\\w+Cell/)[0]),
  active: [...document.querySelectorAll(".jp-Notebook .jp-Cell")].findIndex((cell) => cell.matches(".jp-mod-active")),
  selected: document.querySelectorAll(".jp-Notebook .jp-mod-selected").length,
  asked: document.querySelectorAll(".jp-Dialog").length })"""
HERE = "(node) => node === document.activeElement"


@pytest.fixture(scope="module")
def page(desk, chrome):
    """The notebook, run, the bet of its first cell committed."""
    page = chrome.new_page(viewport={"width": 1280, "height": 900})
    harness.open_notebook(page, desk, NAME)
    harness.run_all(page)
    page.wait_for_selector(".vd-stage .vd-picture[data-frame]", timeout=30_000)
    page.locator("button:text-is('As A, B or C')").click()
    page.locator(".vd-bet input[type=radio]").first.check()
    page.locator("button:text-is('Commit the bet')").click()
    page.locator(".vd-dials .noUi-handle").first.wait_for()
    yield page
    page.close()


@pytest.mark.parametrize("kind", CONTROLS)
def test_plain_keys_on_a_control_change_no_cell(page, kind):
    control = page.locator(CONTROLS[kind]).first
    control.focus()
    page.wait_for_timeout(200)  # Lab makes the cell the active one
    before = page.evaluate(CELLS)
    for key in PLAIN:
        page.keyboard.press(key)
        assert page.evaluate(CELLS) == before, f"{key} on a {kind}"
    page.wait_for_timeout(300)
    assert page.evaluate(CELLS) == before
    group = "xpath=ancestor-or-self::*[contains(@class,'widget-radio-box') or contains(@class,'vd-scenes')]"
    inside = control.locator(group).last if kind in ("radio button", "scene") else control
    assert inside.evaluate("(node) => node.contains(document.activeElement)"), f"the focus left the {kind}"


def test_arrows_do_what_they_do_everywhere(page):
    radios = page.locator(".vd-part .widget-radio-box").first.locator("input[type=radio]")
    radios.first.check()
    radios.first.focus()
    page.keyboard.press("ArrowDown")
    assert radios.nth(1).is_checked()
    assert radios.nth(1).evaluate(HERE)
    page.locator("button:text-is('Check'):visible").click()
    page.wait_for_selector(".vd-part .vd-outcome[data-result=hit]")  # the kernel, too, knows of the second option
    choose = page.locator(CONTROLS["drop-down"])
    choose.focus()
    before = choose.evaluate("(node) => node.selectedIndex")
    page.keyboard.press("ArrowUp" if before else "ArrowDown")
    assert choose.evaluate("(node) => node.selectedIndex") != before
    handle = page.locator(CONTROLS["slider"])
    handle.focus()
    page.keyboard.press("Home")
    low = handle.get_attribute("aria-valuetext")
    page.keyboard.press("ArrowUp")
    assert handle.get_attribute("aria-valuetext") != low
    page.locator("button:text-is('Reset')").click()


def test_what_is_typed_in_a_box_stays_in_it(page):
    box = page.locator(".vd-part textarea").first
    box.focus()
    before = page.evaluate(CELLS)
    page.keyboard.type("abxddmyz00 M")
    assert box.input_value() == "abxddmyz00 M"
    assert page.evaluate(CELLS) == before
    box.fill("")


@pytest.mark.parametrize("cell", [1, 2, 3], ids=["explorable", "exercise", "question"])
def test_tab_reaches_every_control_once_and_comes_out_again(page, cell):
    area = page.locator(".jp-Notebook .jp-Cell").nth(cell).locator(".jp-Cell-outputArea")
    # a group of radio buttons, or of scenes, is one stop: arrows go on from there
    count = area.evaluate("""(area) => {
      const stops = [...area.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']")]
        .filter((node) => node.closest(".vd-panel, .vd-scenes") && node.checkVisibility() && !node.disabled
          && node.tabIndex >= 0);
      stops.forEach((node, i) => { node.dataset.stop = node.type === "radio" ? node.name : i; });
      return new Set(stops.map((node) => node.dataset.stop)).size; }""")
    assert count
    where = """(node) => node.contains(document.activeElement) ? document.activeElement.dataset.stop : "out" """
    first = area.locator("[data-stop]:not([type=radio]), [data-stop]:checked").first
    for key in ("Tab", "Shift+Tab"):
        if key == "Tab":
            first.focus()
        for _ in range(10):  # back in from below
            if area.evaluate(where) == "out":
                page.keyboard.press(key)
        reached = [area.evaluate(where)]
        while reached[-1] != "out" and len(reached) < 60:
            page.keyboard.press(key)
            reached.append(area.evaluate(where))
        assert len(reached[:-1]) == len(set(reached)) - 1 == count, (key, reached)


FOCUS = """() => {
  const node = document.activeElement;
  return { text: node.textContent, on: node !== document.body && node.checkVisibility() && !node.disabled };
}"""


def test_the_focus_goes_to_the_outcome_of_a_bet_and_back_again(page):
    page.locator("button:text-is('Bet again')").focus()
    page.keyboard.press("Enter")
    page.locator("button:text-is('Commit the bet')").wait_for()
    page.wait_for_function("() => document.activeElement.closest('.vd-bet')", timeout=5_000)
    page.locator("button:text-is('As A, B or C')").click()
    page.locator(".vd-bet input[type=radio]").first.check()
    page.locator("button:text-is('Commit the bet')").focus()
    page.keyboard.press("Enter")
    page.wait_for_function("() => document.activeElement.matches('.vd-bet .vd-outcome')", timeout=5_000)
    assert "You chose A." in page.evaluate(FOCUS)["text"]
    said = page.locator(".vd-bet :is([role=status], [aria-live=polite])", has_text="You chose A.")
    assert said.count() == 1  # it is announced, and not twice
    page.keyboard.press("Tab")
    assert page.evaluate("() => document.activeElement.tagName") == "TEXTAREA"  # and one goes on from there


ANSWERS = {"Check my answer": ".vd-verdict", "I am stuck": ".vd-hints li"}


def test_the_focus_stays_where_one_presses_and_what_comes_is_announced(page):
    part = page.locator(".vd-part:has(button:text-is('Solution'))")
    part.locator("input[type=text]").first.fill("96.3 %")
    for label, answer in ANSWERS.items():
        part.locator(f"button:text-is('{label}')").focus()
        page.keyboard.press("Enter")
        part.locator(answer).first.wait_for()
        assert page.evaluate(FOCUS)["text"] == label
        live = part.locator(answer).first.evaluate("(node) => node.closest('[role=status]')?.className")
        assert "widget-html-content" in live  # there before the answer was, or it would not be spoken
    part.locator("button:text-is('Solution')").focus()
    page.keyboard.press("Enter")
    part.locator(".vd-why").first.wait_for()
    page.wait_for_function(f"() => ({FOCUS})().on", timeout=5_000)  # what cannot be pressed again passes the focus on
    assert page.evaluate(FOCUS)["text"] == "Another one"
    box = page.locator(".vd-part:has(button:text-is('Check'))")
    box.locator("input[type=radio]").first.check()
    box.locator("button:text-is('Check')").focus()
    page.keyboard.press("Enter")
    box.locator(".vd-outcome").wait_for()
    assert page.evaluate(FOCUS)["text"] == "Check"
    for label in ("Reset", "Undo"):
        page.locator(f".vd-bar button:text-is('{label}')").focus()
        page.keyboard.press("Enter")
        page.wait_for_timeout(500)
        assert page.evaluate(FOCUS)["text"] == label


def test_a_slider_speaks_what_its_box_says(page):
    dial = page.locator(".vd-dials .vd-dial").first
    box, handle = dial.locator(".vd-box input"), dial.locator(".noUi-handle")
    agree = "([box, handle]) => handle.getAttribute('aria-valuetext') === `${box.value} customers`"
    both = [box.element_handle(), handle.element_handle()]
    # between two steps of the slider; back on the step where its handle stands already; written in another way
    for typed, written in (("735,500", "735,500"), ("740 thousand", "740,000"), ("731.4K", "731,400")):
        box.fill(typed)
        box.press("Enter")
        page.wait_for_function("([box, written]) => box.value === written", arg=[both[0], written], timeout=5_000)
        page.wait_for_function(agree, arg=both, timeout=5_000)
    handle.focus()
    for key in ("ArrowRight", "ArrowRight", "ArrowLeft"):
        spoken = handle.get_attribute("aria-valuetext")
        page.keyboard.press(key)
        page.wait_for_function("([handle, was]) => handle.getAttribute('aria-valuetext') !== was",
                               arg=[both[1], spoken], timeout=5_000)
        page.wait_for_function(agree, arg=both, timeout=5_000)
    page.locator("button:text-is('Reset')").click()


OPENERS = {"Assumptions": "Close the assumptions", "Show the numbers": "Hide the numbers", "My firm": "My firm"}


def test_what_opens_and_what_is_chosen_say_so(page):
    for label, shut in OPENERS.items():
        button = page.locator(f".vd-bar button:text-is('{label}')")
        assert button.get_attribute("aria-expanded") == "false"
        button.focus()
        page.keyboard.press("Enter")
        button = page.locator(f".vd-bar button:text-is('{shut}')[aria-expanded=true]")
        button.wait_for(timeout=5_000)
        page.keyboard.press("Enter")
        page.locator(f".vd-bar button:text-is('{label}')[aria-expanded=false]").wait_for(timeout=5_000)
    choices = page.locator(".vd-choice .widget-toggle-button")
    pressed = choices.evaluate_all("(all) => all.map((one) => one.ariaPressed)")
    assert sorted(pressed) == ["false"] * (len(pressed) - 1) + ["true"]

    tabs = page.locator(".vd-scenes [role=tablist] > [role=tab]")
    chosen = "(all) => all.map((one) => one.ariaSelected)"
    assert tabs.evaluate_all(chosen) == ["true", "false"]
    first, second = tabs.all_inner_texts()
    panel = "[role=tabpanel][aria-label='{}'] .vd-picture[data-frame]"
    tabs.first.focus()
    page.keyboard.press("ArrowRight")
    assert tabs.nth(1).evaluate(HERE)
    page.keyboard.press("Enter")
    page.wait_for_function("() => document.querySelector('.vd-scenes [role=tab]:nth-child(2)').ariaSelected === 'true'")
    page.locator(panel.format(second)).wait_for()
    assert tabs.evaluate_all(chosen) == ["false", "true"]
    page.keyboard.press("ArrowRight")  # round to the first
    page.keyboard.press("Enter")
    page.locator(panel.format(first)).wait_for()


def test_options_are_named_by_their_question_or_label(page):
    named = page.evaluate("""() => Object.fromEntries(
      [...document.querySelectorAll("[role=radiogroup], .vd-choice [role=group]")]
        .map((group) => [group.getAttribute("aria-label"), group.getAttribute("role")]))""")
    assert named["The rate on the slide is"] == "group"
    assert any(role == "radiogroup" and "96 %" in name for name, role in named.items())


def test_what_is_meant_for_lab_reaches_it(page, folder):
    active = f"(nth) => ({CELLS})().active === nth"
    button = page.locator(CONTROLS["button"])
    button.focus()
    page.wait_for_function(active, arg=1)
    page.keyboard.press("Control+f")
    find = page.locator(".jp-DocumentSearch-overlay")
    find.wait_for()
    page.wait_for_function("() => document.activeElement.closest('.jp-DocumentSearch-overlay')")  # Lab is done with it
    button.focus()
    page.keyboard.press("Escape")
    find.wait_for(state="detached", timeout=5_000)

    file = folder / NAME
    for control in (button, page.locator(".vd-part input[type=text]").first):
        before = file.stat().st_mtime_ns
        control.focus()
        page.keyboard.press("Control+s")
        for _ in range(50):
            page.wait_for_timeout(100)
            if file.stat().st_mtime_ns != before:
                break
        assert file.stat().st_mtime_ns != before
        page.wait_for_timeout(500)

    for control, cell in ((page.locator(CONTROLS["radio button"]), 3), (button, 1)):  # one by one, as people do
        control.focus()
        page.wait_for_function(active, arg=cell)
    page.keyboard.press("Shift+Enter")
    page.wait_for_function(active, arg=2, timeout=10_000)
