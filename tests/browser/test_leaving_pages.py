"""Every page that leaves the kit, in a real browser: clean ones ask for nothing, and nothing planted in one runs."""

import planted
import pytest

from widgets.progress import monday

pytestmark = pytest.mark.browser


@pytest.fixture
def opened(chrome, tmp_path):
    """Opens a page's text from a file; gives the page, and what its console and its network said."""
    context = chrome.new_context()

    def show(text):
        file = tmp_path / "page.html"
        file.write_text(text, encoding="utf-8")
        page = context.new_page()
        said, asked = [], []
        page.on("console", lambda m: said.append(m.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("request", lambda request: asked.append(request.url))
        page.goto(file.as_uri())
        page.wait_for_timeout(200)
        return page, said, [url for url in asked if not url.startswith(("data:", file.as_uri()))]

    yield show
    context.close()


@pytest.mark.parametrize("where", planted.PAGES)
def test_a_clean_page_breaks_no_rule_and_asks_for_nothing(where, opened, tmp_path):
    (tmp_path / "made").mkdir()
    page, said, asked = opened(planted.PAGES[where](tmp_path / "made", "plain words"))
    assert (said, asked) == ([], [])
    assert page.locator("body").inner_text().strip()
    font = page.evaluate("() => document.fonts.ready.then(() => [...document.fonts].map((f) => f.status))")
    assert "error" not in font


@pytest.mark.parametrize("where", planted.PAGES)
def test_nothing_planted_runs(where, opened, tmp_path):
    (tmp_path / "made").mkdir()
    page, said, asked = opened(planted.PAGES[where](tmp_path / "made", planted.HARM))
    for link in page.get_by_text("press", exact=True).all():
        if link.evaluate("(node) => node.tagName") == "A":
            link.click()
    page.wait_for_timeout(100)
    assert page.evaluate("() => window.harm") is None
    assert [url for url in asked if not url.startswith("file:")] == []
    if where not in planted.MARKUP:  # where it is text, there is nothing to refuse
        assert said == []
        assert page.locator("img[src=x]").count() == 0
    else:
        assert page.locator("img[src=x]").count() == 1


def test_eleven_monday_cards_print_on_one_page(opened):
    card = {"kind": "monday", "at": "2026-03-02T09:30:00+00:00", "owner": "Ada Lovelace", "date": "Friday, 6 March",
            "number": "customers lost last quarter: how many, and worth how much a year",
            "rule": "above 37,000 lost we stop the campaign that brought them"}
    page, _, _ = opened(monday.as_page([card | {"card": f"{k:02d}"} for k in range(11)], {}))
    for paper in ("A4", "Letter"):
        assert page.pdf(format=paper).count(b"/Type /Page\n") == 1
