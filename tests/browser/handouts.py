"""What the tests of handouts share: a file in a browser that has no network, and every bet on it made."""

import re
from types import SimpleNamespace


def open_file(chrome, path):
    """A file in a browser without network; `.complaints` gathers errors and every request for anything else."""
    page = chrome.new_context(offline=True, viewport={"width": 1280, "height": 720}).new_page()
    complaints = []
    page.on("console", lambda m: complaints.append(m.text) if m.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    here = path.as_uri()
    page.on("request", lambda r: complaints.append(r.url) if r.url != here and r.url[:5] != "data:" else None)
    page.goto(here)
    page.wait_for_selector("html[data-ready]", timeout=20_000)
    return SimpleNamespace(page=page, complaints=complaints, path=path)


def bet_everywhere(page):
    """Commit every bet that can be seen as A; returns how many panels were still shut."""
    bets = page.locator(".vd-bet:visible")
    for k in range(bets.count()):
        panel = page.locator(".vd-panel:has(.vd-bet):visible").nth(k)
        assert panel.locator(".vd-hero").inner_text() == "?"
        assert panel.locator("input[type=range]:visible").count() == 0
        bets.nth(k).locator("input[type=radio]").first.check()
        bets.nth(k).locator("button[type=submit]").click()
        assert re.search(r"\d", panel.locator(".vd-hero").inner_text())
    return bets.count()
