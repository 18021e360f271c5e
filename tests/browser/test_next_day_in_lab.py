"""Saved, closed, server stopped, opened the next day: nothing looks broken, and what was done comes back."""

import json
import shutil

import harness
import pytest
from playwright.sync_api import expect

from widgets.saving import VIEW

pytestmark = pytest.mark.browser
BROKEN = "() => /model not found|Error displaying widget/i.test(document.body.innerText)"


def save(page):
    """Ctrl+S, and wait until the tab shows nothing unsaved."""
    page.keyboard.press("Escape")
    page.keyboard.press("Control+s")
    page.wait_for_function("() => !document.querySelector('.lm-TabBar-tab.jp-mod-dirty')", timeout=30_000)
    page.wait_for_timeout(500)
    assert page.locator(".jp-Dialog").all_inner_texts() == []


def scroll_through(page):
    """Lab draws what is in sight only: see all of it."""
    for cell in page.query_selector_all(".jp-Notebook .jp-Cell"):
        cell.scroll_into_view_if_needed()
        page.wait_for_timeout(100)
        assert not page.evaluate(BROKEN)


def test_the_next_day_nothing_looks_broken_and_the_bet_is_there(tmp_path):
    name = "00_start_here.ipynb"
    shutil.copy(harness.ROOT / "notebooks" / name, tmp_path / name)
    own = tmp_path / "own"
    env = {"VALUED_LOG": str(own / "log.jsonl"), "JUPYTER_CONFIG_DIR": str(own / "config"),
           "JUPYTERLAB_SETTINGS_DIR": str(own / "settings"), "JUPYTERLAB_WORKSPACES_DIR": str(own / "workspaces")}
    with harness.browser() as chrome:
        with harness.lab(tmp_path, env) as address:
            page = chrome.new_page(viewport={"width": 1280, "height": 900})
            harness.open_notebook(page, address, name)
            harness.run_all(page)
            bet = page.locator(".vd-bet")
            bet.scroll_into_view_if_needed()
            bet.locator("button:text-is('As A, B or C')").click()
            bet.locator("input[type=radio]").nth(1).click()
            bet.locator("button:text-is('Commit the bet')").click()
            bet.locator(".vd-outcome").wait_for()
            bet.locator("textarea").fill("It comes round again.")
            bet.locator("button:text-is('Compare with our answer')").click()
            bet.locator(".vd-why").wait_for()
            said, hero = bet.inner_text(), page.locator(".vd-hero").first.inner_text()
            save(page)
            page.locator(".jp-Notebook .jp-MarkdownCell").first.click()
            page.keyboard.press("b")  # a change of one's own, saved once more
            save(page)
            page.close()
        written = json.loads((tmp_path / name).read_text(encoding="utf-8"))
        assert VIEW not in json.dumps(written)
        assert any(cell.get("execution_count") for cell in written["cells"])

        with harness.lab(tmp_path, env) as address:
            page = chrome.new_page(viewport={"width": 1280, "height": 900})
            harness.open_notebook(page, address, name)
            page.locator(".jp-MarkdownCell:has-text('Your bets, answers and cards come back.')").wait_for()
            scroll_through(page)
            harness.run_all(page)
            bet = page.locator(".vd-bet")
            bet.scroll_into_view_if_needed()
            bet.locator(".vd-outcome").wait_for()
            assert bet.locator("textarea").input_value() == "It comes round again."
            # Lab takes an output off the screen while it is out of sight, and brings it back a moment later
            expect(bet).to_have_text(said, use_inner_text=True, timeout=30_000)
            expect(page.locator(".vd-hero").first).to_have_text(hero, use_inner_text=True, timeout=30_000)
            assert hero != "?"
            scroll_through(page)
            save(page)
            page.close()
    log = [json.loads(line)["kind"] for line in (own / "log.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [kind for kind in log if kind not in ("open", "ready")] == ["bet", "why", "model answer"]
