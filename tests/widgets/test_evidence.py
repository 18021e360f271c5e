"""For and against a claim: shut until its bets are committed, wherever they are made, and shut again with them."""

import pytest
from sample import Sample

from customerbase import InputError
from widgets.learning import evidence
from widgets.lessons import LESSON
from widgets.lessons.shapes import Claim
from widgets.panel.bet import COMMITTED

CLAIM = Claim("99-sample", "It is *Arithmetic* <b>.", "Nothing & nobody.", ("sample-bet",))


@pytest.fixture
def shown(monkeypatch):
    """Evidence of a claim, once the bets of another test are forgotten."""
    monkeypatch.setattr(COMMITTED, "keys", frozenset())

    def show(claim):
        monkeypatch.setitem(LESSON.claims, claim.key, claim)
        return evidence.Evidence(claim.key)

    return show


def commit(panel):
    panel.bet_box.way.value, panel.bet_box.letters.value = "letter", 1
    panel.bet_box.commit()


def test_it_opens_with_its_bet_and_shuts_when_that_is_taken_back(shown):
    panel = Sample()
    part = shown(Claim("99-sample", "Some say so.", "Others do not.", (panel.bet.key,)))
    assert evidence.SHUT in part.body.value
    assert "Some say so" not in str(part.get_state()) + part.body.value
    commit(panel)
    assert "Some say so" in part.body.value
    panel.bet_box.again()
    assert "Some say so" not in part.body.value


def test_it_is_open_at_once_where_the_bet_was_made_before(shown):
    panel = Sample()
    commit(panel)
    assert "It is" in shown(Claim("99-sample", "It is.", "It is not.", (panel.bet.key,))).body.value


def test_it_waits_for_all_of_its_bets(shown):
    panel = Sample()
    part = shown(Claim("99-sample", "It is.", "It is not.", (panel.bet.key, "another")))
    commit(panel)
    assert evidence.SHUT in part.body.value


def test_without_a_bet_it_stands_open(shown):
    part = shown(Claim("99-sample", "It is.", "It is not."))
    assert "<b>For.</b> It is." in part.body.value
    assert "<b>Against.</b> It is not." in part.body.value


def test_what_is_written_is_text_but_for_stars():
    assert "<em>Arithmetic</em> &lt;b&gt;." in evidence.written(CLAIM)
    assert "Nothing &amp; nobody." in evidence.written(CLAIM)


def test_an_unknown_claim_is_named():
    with pytest.raises(InputError, match="There is no 'nothing' here"):
        evidence.Evidence("nothing")
