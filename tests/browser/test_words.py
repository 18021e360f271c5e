"""The meaning of a term is one press away in the room, by keyboard too, and named for a screen reader."""

import harness
import pytest

pytestmark = pytest.mark.browser

PAGE = "03_satisfied_or_valued.ipynb"
COPIED = [harness.ROOT / "notebooks" / PAGE]


def test_words_open_by_key_in_the_text_at_a_bet_and_on_a_panel(room, chrome):
    visit = harness.visit_page(chrome, room.address, PAGE)
    page = visit.page
    for place in ("section:not(.vd-bet) > .vd-words", ".vd-bet .vd-words"):
        fold = page.locator(place).first
        fold.locator("summary").focus()
        page.keyboard.press("Enter")
        assert fold.evaluate("(fold) => fold.open && fold.querySelector('li').innerText.length > 20")
    bet = page.locator(".vd-bet").first
    bet.locator("button:text-is('As A, B or C')").click()
    bet.locator("input[type=radio]").first.check()
    bet.locator("button:text-is('Commit the bet')").click()
    page.wait_for_function("() => document.activeElement.matches('.vd-outcome')")  # the answer is read first
    page.wait_for_function("() => document.querySelector('.vd-hero').textContent !== '?'")  # and its terms are there
    panel = page.locator(".vd-panel:has(.vd-bet)").first
    meaning = panel.get_by_text("how often a score gets a pair right")
    panel.locator("button:text-is('Words')").press("Enter")
    meaning.wait_for()
    panel.locator("button:text-is('Hide the words')").press("Enter")
    meaning.wait_for(state="detached")
    visit.check_axe()
    assert (visit.axe, visit.complaints) == ([], [])
    page.close()
