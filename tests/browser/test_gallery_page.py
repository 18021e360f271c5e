"""The gallery in a browser: a card's picture is drawn when it is seen, and the hand finds its card again."""

import harness
import pytest

pytestmark = [pytest.mark.browser, pytest.mark.long]

MADE = {"cards.ipynb": ["from widgets import IllusionGallery, IllusionQuiz\nIllusionGallery()", "IllusionQuiz(seed=1)"]}
DRAWN = "document.querySelectorAll('.vd-cards img[src]').length"


@pytest.fixture(scope="module")
def page(room, chrome):
    page = harness.visit_page(chrome, room.address, "cards.ipynb").page
    page.wait_for_selector(".vd-cards button[data-number='1'] img[src]")
    yield page
    page.close()


def card(page, number):
    return page.locator(f".vd-cards button[data-number='{number}']")


def test_a_card_is_drawn_when_it_is_seen_and_not_before(page):
    assert page.locator(".vd-cards button").count() == 18
    before = page.evaluate(DRAWN)
    assert 1 <= before < 18
    card(page, 18).scroll_into_view_if_needed()
    page.wait_for_selector(".vd-cards button[data-number='18'] img[src]")
    assert page.evaluate(DRAWN) > before


def test_an_opened_illusion_takes_the_cards_place_and_its_card_has_the_focus_afterwards(page):
    card(page, 6).press("Enter")
    page.wait_for_selector(".vd-headline:has-text('81.5 % a year')")
    page.wait_for_function("document.activeElement.textContent.includes('All eighteen')")
    assert not card(page, 6).is_visible()
    page.keyboard.press("Enter")
    page.wait_for_function("document.activeElement.dataset?.number === '6'")
    assert card(page, 6).locator(".vd-seen").inner_text() == "seen"
    assert card(page, 5).locator(".vd-seen").inner_text() == ""


def test_whoever_goes_back_before_the_hand_has_arrived_finds_that_card_too(page):
    card(page, 7).click()
    page.evaluate("""() => {
        window.back = [...document.querySelectorAll(".vd-bar button")].find((b) => b.textContent.includes("eighteen"));
        back.focus = () => {}; // a slow page: the hand is still on its way
    }""")
    page.wait_for_function("back.checkVisibility()")
    page.evaluate("() => { document.activeElement.blur(); back.click(); }")
    card(page, 7).wait_for()
    # five seconds is how long a hand is waited for: nobody waits for one that is not wanted any more
    page.wait_for_function("document.activeElement.dataset?.number === '7'", timeout=3_000)
    assert page.evaluate("document.activeElement.dataset.number") == "7"
    page.evaluate("() => { delete back.focus; }")


def test_a_question_leaves_the_cards_that_answer_it(page):
    page.click("button:has-text('Our programme’s members')")
    page.wait_for_function("[...document.querySelectorAll('.vd-cards li')].filter((li) => !li.hidden).length === 2")
    assert [card(page, number).is_visible() for number in (16, 17, 18)] == [False, True, True]


def test_a_slide_is_named_and_what_exposes_it_is_shown(page):
    page.click("button:has-text('Show the first slide')")
    page.wait_for_selector("button:has-text('That is my answer')")
    options = page.locator("input[type=radio]:visible")
    options.nth(0).check()
    options.nth(4).check()
    page.click("button:has-text('That is my answer')")
    page.wait_for_selector(".vd-outcome")
    page.wait_for_selector(".vd-stage[aria-label='What exposes it'] .vd-picture[src]")
