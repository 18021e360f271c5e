"""A room's bets in the browser: typed at once, refused with a line, shown as a spread, back after a reload."""

import json

import harness
import pytest
from harness import LEAST, SIDEWAYS, SMALL

pytestmark = [pytest.mark.browser, pytest.mark.long]

PAGE = "bets.ipynb"
MADE = {PAGE: ["from widgets import RetentionIllusion\nRetentionIllusion()"]}
SCREENSHOTS = harness.ROOT / "screenshots"
BETS = "\n".join(f"{low}K - {low + 120}K" for low in range(400, 991, 10)) + "\nA 12, B 4, C 9"
LOOK = """() => ({said: document.querySelector(".vd-outcome").textContent,
    rows: [...document.querySelectorAll(".vd-ranges i")].map((i) => Math.round(i.getBoundingClientRect().left)),
    line: Math.round(document.querySelector(".vd-ranges b").getBoundingClientRect().left),
    letters: [...document.querySelectorAll(".vd-letters td")].map((cell) => cell.textContent.trim())})"""


def test_sixty_ranges_and_letters(room, chrome):
    visit = harness.visit_page(chrome, room.address, PAGE)
    page = visit.page
    bet = page.locator(".vd-bet").first
    typed, commit = bet.locator("textarea").first, bet.locator("button:text-is('Commit the bet')")
    typed.fill("500-600K\n<b>five")
    commit.click()
    page.locator(".vd-bet [role=alert]:has-text('Line 2: “<b>five” is no range')").wait_for()
    typed.fill(BETS)
    commit.click()
    page.locator(".vd-spread").wait_for()
    seen = page.evaluate(LOOK)
    assert seen["said"].startswith("12 of 60 ranges hold the answer. At 80 % sure, about 48 of 60 would. 9 of 25")
    assert len(seen["rows"]) == 60
    assert seen["rows"] == sorted(seen["rows"])
    assert seen["rows"][0] < seen["line"] < seen["rows"][-1]
    assert seen["letters"] == ["12", "4", "9 right"]
    thin = page.evaluate("() => Math.min(...[...document.querySelectorAll('.vd-ranges i')].map((i) => i.offsetHeight))")
    assert thin >= 2  # still to be seen
    assert page.evaluate(SMALL, LEAST) == []
    assert page.evaluate(SIDEWAYS) <= 0
    visit.check_axe()
    assert visit.axe == []
    SCREENSHOTS.mkdir(exist_ok=True)
    bet.evaluate("(bet) => bet.scrollIntoView()")
    page.screenshot(path=SCREENSHOTS / "room_bets_1280.png")
    page.wait_for_function("() => window.valuedRoom.kept.moves?.some((move) => move[1] === 'Textarea')")
    page.wait_for_timeout(400)  # it is written to the browser a quarter of a second later
    page.reload()
    harness.loaded(page)
    page.locator(".vd-spread").wait_for()
    assert page.evaluate(LOOK) == seen
    page.locator("button:text-is('Bet again')").first.click()
    page.wait_for_function("(bets) => document.querySelector('.vd-bet textarea')?.value === bets", arg=BETS)
    page.wait_for_function("() => document.querySelector('.vd-hero').textContent === '?'")
    assert visit.complaints == []
    page.close()
    told = [json.loads(line) for line in room.log.read_text(encoding="utf-8").splitlines()]
    assert [(e["ranges"], e["held"], e["room"]) for e in told if e["kind"] == "bet"] == [(60, 12, True)]
