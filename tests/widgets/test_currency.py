"""Everything that the kit can say, in a room with another currency: no code, no signs, no term that nothing explains.

And real data and published figures keep their own currency; the stories' money follows what is set, in prose too.
"""

import json
import os
import re
import subprocess
import sys
import warnings
from pathlib import Path

import pytest
import text_rules

import synthetic
from customerbase import CustomerBase, cdnow, from_orders, read_orders
from widgets import ActiveWindow, MeetingPage, SegmentShift
from widgets.pages.second_opinion import OpinionPanel
from widgets.panel.firm import Firm
from widgets.panel.forms import currency_note, currency_of
from widgets.panel.own_orders import OwnOrders
from widgets.state import session

HERE, ROOT = Path(__file__).parent, Path(__file__).parents[2]
DOLLARS = re.compile(  # places whose every amount was paid, or published, in dollars
    "scene gym|TopTenth|OwnOrders|SurvivingB|WindowLook|Regression|CDNOW|11 SecondOpinion")
COUNTS = {"WindowLook"}  # of those the places that count people only
PUBLISHED = re.compile("health clubs|They paid \\$17|The answers, for that last case|in a real shop’s first quarter|"
                       "It was 3,820 customers")  # lines of the guide


@pytest.fixture(scope="module", params=[pytest.param(symbol, marks=pytest.mark.long) for symbol in ("€", "CHF")])
def said(request, tmp_path_factory):
    """(symbol, {place: texts}) of a kit in which a facilitator has set this currency."""
    folder = tmp_path_factory.mktemp("room")
    (folder / "room.json").write_text(json.dumps({"currency": request.param}), encoding="utf-8")
    env = {**os.environ, "VALUED_LOG": str(folder / "log.jsonl"), "VALUED_ROOM": str(folder / "room.json"),
           "PYTHONPATH": os.pathsep.join((str(ROOT), str(HERE)))}
    done = subprocess.run([sys.executable, HERE / "every_text.py", folder / "said.json"], env=env, timeout=500,
                          capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return request.param, json.loads((folder / "said.json").read_text(encoding="utf-8"))


def test_real_and_published_amounts_stay_in_dollars_and_no_story_says_dollars(said):
    symbol, places = said
    wrong = []
    for place, texts in places.items():
        dollars = [text for text in texts if "$" in text]
        other = [text for text in texts if symbol in text]
        if place == "guide":
            dollars = [line for line in dollars if not PUBLISHED.search(line)]
            other = []
        if DOLLARS.search(place):
            wrong += [(place, text) for text in other]
            if not dollars and not any(name in place for name in COUNTS) and "quiz" not in place:
                wrong.append((place, "says no amount in $"))
        else:
            wrong += [(place, text) for text in dollars]
    assert wrong == []


def test_nothing_that_is_said_is_code_or_unexplained(said):
    _, places = said
    texts = [(place, text) for place, told in places.items() if place != "guide" for text in told
             if not text.startswith("block,line,what,")]  # the meeting page's CSV is for a computer
    assert len(texts) > 2_000
    assert [(place, *wrong) for place, text in texts for wrong in text_rules.trouble(text)] == []
    assert [(place, term) for place, text in texts for term in text_rules.unexplained(text)] == []


def test_the_stories_do_say_the_currency_that_is_set(said):
    symbol, places = said
    for name in ("scene person", "scene concierge", "scene quarter", "09 SegmentShift", "UpAndDown", "TwoViews",
                 "exercise visa-agent", "exercise page-headline", "question 09-flat", "MeetingPage hotel", "guide",
                 "SecondOpinion telecom", "PeoplePage", "illusion ValueSwap"):
        found = [texts for place, texts in places.items() if name in place]
        assert found, name
        for texts in found:
            assert any(symbol in text for text in texts), name


def test_no_notebook_writes_a_currency_into_its_prose():
    """It could not follow the setting: amounts of the stories stand there without a sign."""
    for path in (ROOT / "notebooks").glob("*.ipynb"):
        for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
            assert cell["cell_type"] != "markdown" or not re.search(r"[$€£]|\b(USD|EUR|dollars?|euros?)\b",
                                                                    "".join(cell["source"])), path.name


def test_real_orders_know_their_currency_and_a_base_keeps_it(tmp_path):
    base = from_orders(cdnow(), "CDNOW")
    assert base.currency == currency_of(base, "€") == "$"
    base.write(tmp_path)
    assert CustomerBase.read(tmp_path).currency == "$"
    assert ActiveWindow(base, currency="€").currency == "$"
    story = synthetic.generate("telecom", customers=50)
    assert currency_of(story, "€") == "€"
    assert currency_note(story, "€") == ""
    assert currency_of(story, "CHF") == "CHF\N{NO-BREAK SPACE}"  # CHF 12, never CHF12


@pytest.mark.parametrize(("text", "currency"), [
    ("customer,date,amount\na,2024-01-02,€5\nb,2024-04-03,€7\nb,2024-04-05,3.50\n", "€"),
    ("customer,date,amount\na,2024-01-02,5 EUR\nb,2024-04-03,7 EUR\n", "EUR"),
    ("customer,date,amount_usd\na,2024-01-02,5\nb,2024-04-03,7\n", "USD"),
    ("customer,date,Amount (£)\na,2024-01-02,5\nb,2024-04-03,7\n", "£"),
    ("customer,date,amount\na,2024-01-02,5\nb,2024-04-03,7\n", ""),
])
def test_own_orders_are_in_the_files_currency_and_where_it_names_none_the_page_says_so(text, currency):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        base = from_orders(read_orders("mine.csv", data=text.encode()), "mine.csv")
    assert base.currency == currency
    told = "The data name no currency; amounts are written in CHF" in MeetingPage(base, currency="CHF").html()
    assert told == (not currency)
    assert MeetingPage(base, currency="CHF").currency.strip() == (currency or "CHF")
    assert OpinionPanel(base, currency="CHF").currency.strip() == (currency or "CHF")
    loaded = OwnOrders(lambda own: ActiveWindow(own, currency="CHF"))
    loaded._file, loaded._answers = ("mine.csv", text.encode()), {}
    loaded.load()
    assert ("name no currency" in loaded.said.value) == (not currency)
    panel, = loaded.place.children
    assert ("name no currency" in panel.origin.value) == (not currency)


def test_a_firm_of_ones_own_is_in_the_currency_that_is_set_also_beside_real_orders():
    panel = SegmentShift(currency="€")
    assert "$" in panel.stage.hero
    panel.use_firm(Firm(worth_leaver=120, worth_joiner=80))
    assert "€" in panel.stage.hero
    assert "$" not in panel.stage.headline
    panel.use_firm(panel.firm_boxes.story)
    assert "$" in panel.stage.hero


def test_handouts_and_class_copies_made_outside_the_room_are_in_its_currency(tmp_path, monkeypatch):
    monkeypatch.setenv("VALUED_LOG", str(tmp_path / "log.jsonl"))
    monkeypatch.delenv("VALUED_ROOM", raising=False)
    assert session.currency() == "$"
    (tmp_path / "room.json").write_text('{"currency": "CHF", "firm": {"won": 1}}', encoding="utf-8")
    assert session.currency() == "CHF"
    assert session.settings() == {}  # the firm stays in the room
