"""No answer stands above or beside its bet before that is committed: neither its number nor what it comes to, in words.

Above is all from the notebook's first cell on; beside is the bet's own section and the one that follows. What counts is
every text: titles, objectives, Markdown, the comments of cells, and evidence that stands open.
"""

import html
import re

import ipywidgets as ipw
import pytest
import running

from widgets import Evidence
from widgets.handout.parts import walk
from widgets.handout.running import nobody, run
from widgets.panel.bet import COMMITTED, BetBox

NUMBER = re.compile(r"(?<![\d.,])\d[\d,]*(?:\.\d+)?(?![\d]|[.,]\d)")
TELLS = {  # what a bet comes to, in words that would give it away; a new bet needs its own
    "00-first-look": r"nearly half|almost half|adds up fast",
    "01-gym": r"4\.17|made half|less than half as often|came less|paid [\d.]+ a visit",
    "01-concierge": r"delights? for good|delight impossible|nothing (is )?left|wears off",
    "03-ceiling": r"a third of|2 to 3 times|ordinary risk",
    "03-wave": r"thousands of answers|too few answers|every wave is noise",
    "03-response": r"flatter|not a sample of",
    "08-three-years": r"37,000|shrink|heading for",
    "08-two-kinds": r"nobody (changes|changed|grows)|\bclimb|rising|rate can rise|fragile leave|sorting",
    "09-top-tenth": r"by themselves|by luck|unusual quarter|best .* fall",
    "09-up-and-down": r"more than half|lost 80|people cancel|money does not",
    "11-surviving-base": r"closed (cohort|group)|nobody new|shrink|surviv|fewer bought",
}


def spoils(text, bet, answer):
    """What in a text gives a bet's answer away; [] where nothing does."""
    text = html.unescape(re.sub(r"<[^>]*>|[*>`]", " ", text))
    own = bet.form.three(abs(answer))
    numbers = [found for found in NUMBER.findall(text)
               if bet.form.three(float(found.replace(",", "")) / bet.form.factor) == own]
    return numbers + [found[0] for found in re.finditer(TELLS[bet.key], text, re.IGNORECASE)]


def near(sections, at):
    """The cells that a person has seen, or sees, at the bet in section number `at`."""
    return [cell for section in sections[:at + 2] for cell in section]


def read(path):
    """(the sections as lists of cells, [(number of the section, BetBox)]) of a notebook that was run."""
    sections, bets = [[]], []
    for cell in run(path).cells:
        if not cell.code and cell.source.startswith("## "):
            sections.append([])
        sections[-1].append(cell)
        for thing in cell.shown:
            if isinstance(thing, ipw.Widget):
                bets += [(len(sections) - 1, w) for w in walk(thing) if isinstance(w, BetBox)]
    return sections, bets


def texts(cell):
    yield cell.source if not cell.code else cell.source.splitlines()[0]
    yield from (thing.body.value for thing in cell.shown if isinstance(thing, Evidence))


@pytest.fixture(scope="module", params=running.each("01", "08"))
def untouched(request):
    """As `read` gives it: a notebook whose bets nobody has made yet."""
    with nobody(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(COMMITTED, "keys", frozenset())
        yield read(request.param)


def test_no_text_near_a_bet_gives_its_answer_away(untouched):
    sections, bets = untouched
    assert bets
    wrong = [f"{box.bet.key}: “{found}” in cell {cell.name}" for at, box in bets for cell in near(sections, at)
             for text in texts(cell) for found in spoils(text, box.bet, float(box._answer()))]
    assert not wrong, "\n".join(wrong)


@pytest.fixture(scope="module")
def asked():
    """key -> (Bet, answer) of notebooks 01 and 08."""
    with nobody():
        found = [box for path in running.NOTEBOOKS if path.stem[:2] in ("01", "08") for _, box in read(path)[1]]
        return {box.bet.key: (box.bet, float(box._answer())) for box in found}


@pytest.mark.parametrize(("key", "text", "found"), [
    ("01-gym", "members foresaw 9.5 visits a month and paid 17.27 a visit", ["17.27", "paid 17.27 a visit"]),
    ("01-gym", "Members pay more than 70 a month, and a pass costs 10 a visit.", []),
    ("08-two-kinds", "Say why a rate can rise while nobody grows more loyal.", ["rate can rise", "nobody grows"]),
    ("08-two-kinds", "Say what a rate shows about loyalty, and what it cannot.", []),
    ("08-three-years", "In three years 602,108 are left.", ["602,108"]),
    ("08-three-years", "The slide says 95 %. How many people left?", [])])
def test_what_was_given_away_is_seen_and_what_was_not_is_let_through(asked, key, text, found):
    assert spoils(text, *asked[key]) == found


def test_evidence_is_shut_before_its_bets_and_its_bets_are_in_its_notebook(untouched):
    sections, bets = untouched
    keys = {box.bet.key for _, box in bets}
    for section in sections:
        for thing in (thing for cell in section for thing in cell.shown if isinstance(thing, Evidence)):
            assert set(thing.claim.after) <= keys
            assert ("<b>For.</b>" in thing.body.value) is not bool(thing.claim.after)
