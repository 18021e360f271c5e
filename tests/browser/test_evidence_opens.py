"""In a handout, evidence and things to try open with the bet, as they do in Lab and in the room."""

import harness
import pytest
from handouts import open_file
from sample import write_notebook

from widgets.handout.page import handout
from widgets.lessons import LESSON
from widgets.lessons.shapes import Claim

pytestmark = pytest.mark.browser

CELLS = (("code", "# The sample\nfrom sample import Sample\nSample()"),
         ("code", "# Evidence\nfrom widgets import Evidence\nEvidence('99-own')"),
         ("code", "# Evidence of a bet that is not here\nEvidence('99-other')"))


def test_a_handouts_evidence_waits_for_its_bet(tmp_path, monkeypatch):
    for key, after in (("99-own", ("sample",)), ("99-other", ("elsewhere",))):
        monkeypatch.setitem(LESSON.claims, key, Claim(key, f"For {key}.", f"Against {key}.", after))
    path = tmp_path / "sample.html"
    path.write_text(handout(write_notebook(tmp_path / "sample.ipynb", CELLS)), encoding="utf-8")
    with harness.browser() as chrome:
        page = open_file(chrome, path).page
        own, other = page.locator("text=For 99-own."), page.locator("text=For 99-other.")
        shut = page.locator("text=opens once the bet is committed")
        assert (own.is_visible(), other.is_visible(), shut.first.is_visible()) == (False, True, True)
        page.locator(".vd-bet input[type=radio]").first.check()
        page.locator(".vd-bet button[type=submit]").click()
        assert own.is_visible()
        assert not shut.first.is_visible()
        page.locator("[data-again]").click()
        assert not own.is_visible()
