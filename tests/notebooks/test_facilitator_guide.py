"""guide/facilitator.md is what the notebooks and facilitator.toml say today, and what it tells people to do exists."""

import importlib.util
import re
from copy import deepcopy
from pathlib import Path

import pytest

from customerbase import InputError

GUIDE = Path(__file__).parents[2] / "guide"
ROOM = {"8-minute cut", "My firm", "The room’s bets", "Commit the bet", "Bet again", "Start afresh", "Reset", "Undo",
        "Reload", "Assumptions"}  # of the room's own pages, and of every panel


@pytest.fixture(scope="module")
def make():
    spec = importlib.util.spec_from_file_location("make_facilitator", GUIDE / "make_facilitator.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def books(make):
    return make.notebooks()


@pytest.fixture(scope="module")
def text(make, books):
    make.notebooks = lambda: books
    return make.page()


@pytest.fixture
def data(make):
    return deepcopy(make.told())


def test_the_page_is_what_the_program_would_write(text):
    assert (GUIDE / "facilitator.md").read_text(encoding="utf-8") == text, "run: python guide/make_facilitator.py"


def test_a_run_sheet_for_each_length_with_clock_words_bets_and_wrong_answers(text, books, data):
    sheets = {session["title"]: session["minutes"] for session in data["session"]}
    assert [*sheets.values()][:3] == [10, 60, 90]
    for title, minutes in sheets.items():
        part = text.split(f"## {title}\n")[1].split("\n## ")[0]
        rows = [line.split(" | ") for line in part.splitlines() if re.match(r"\| \d+:\d\d", line)]
        assert sum(float(row[1]) for row in rows) == minutes
        blocks = part.split("\n#### ")[1:]
        assert len(blocks) == len(rows)
        for row, block in zip(rows, blocks, strict=True):
            assert block.startswith(row[0].strip("| ") + " · ")
            spoken = all(f"- **{word}.** " in block for word in ("Say", "Ask", "If late"))
            assert spoken or "not in this folder" in block
    bet, answer = next(bet for bet in books["08"]["sections"][0]["bets"])
    assert bet.question in text
    assert f"Expect “{bet.options[0].text}”: {bet.options[0].belief}" in text
    assert "08: 602,000 customers" in text


def test_every_bet_of_a_session_is_found_in_its_section(books):
    for book in books.values():
        assert all(section["bets"] for section in book["sections"] if section["kind"] == "bet")


def test_what_is_written_belongs_to_a_section_that_there_is(books, data):
    for number, sections in data["section"].items():
        if number in books:
            assert set(sections) <= {section["name"] for section in books[number]["sections"]}, number


def test_names_of_sliders_buttons_and_sections_are_those_on_the_page(text, make, books, data):
    for number, sections in data["section"].items():
        if number in books:
            for name, words in sections.items():
                assert italics(words) <= books[number]["names"] | ROOM, (number, name)
    headings = ROOM | set(re.findall("^## (.+)$", text, re.M))
    for key, words in data["block"].items():
        number = key.rpartition("-")[2]  # two-sides-09 speaks of what is on 09's page
        assert italics(words) <= headings | books.get(number, {"names": set()})["names"], key


def italics(words):
    return {name for line in words.values() if isinstance(line, str) for name in re.findall(r"\*([^*]+)\*", line)}


def test_a_session_without_a_notebook_says_so_and_keeps_its_length(make, books, data):
    without = {number: book for number, book in books.items() if number != "09"}
    session = {"title": "t", "minutes": 40, "says": "s", "parts": [
        {"notebook": "09", "sections": "room", "minutes": 8, "title": "Customers as assets"},
        {"block": "debrief", "minutes": "rest"}]}
    sheet = make.sheet(session, without, data)
    assert "| 0:00 | 8 | 09 Customers as assets |\n| 0:08 | 32 | Debrief |" in sheet
    assert "This notebook is not in this folder yet." in sheet


def test_too_much_too_little_debrief_and_missing_words_are_refused(make, books, data):
    def steps(minutes, *parts):
        return make.steps({"title": "t", "minutes": minutes, "parts": parts}, books, data)

    own, rest = {"block": "own-page", "minutes": 20}, {"block": "closing", "minutes": "rest"}
    assert [step[0] for step in steps(30, own, rest)] == [20, 10]
    with pytest.raises(InputError, match="“t” has 5 minutes of debrief in 25; a third is meant"):
        steps(25, own, rest)
    with pytest.raises(InputError, match="“t” has 3 minutes for its end; give other parts less time"):
        steps(23, own, rest)
    with pytest.raises(InputError, match="for its end"):
        steps(21, own, {"block": "closing", "minutes": 20})
    assert steps(50, own, {"block": "break", "minutes": 20}, rest)  # a break is no working time
    del data["section"]["08"]["Bet"]
    with pytest.raises(InputError, match="says nothing for 08, section “Bet”"):
        steps(30, {"notebook": "08", "sections": "room"}, rest)
    data["section"]["08"]["Bet"] = {"say": "s", "ask": "a", "late": "l", "expect": ["08-none"]}
    with pytest.raises(InputError, match="expects the check question 08-none"):
        make.sheet({"title": "t", "minutes": 30, "says": "", "parts": [{"notebook": "08", "sections": "room"}, rest]},
                   books, data)


def test_every_command_of_the_page_is_one_that_there_is(text):
    modules = re.findall(r"-m (widgets\.\w+)", text)
    assert {"widgets.preflight", "widgets.room", "widgets.handout"} == set(modules)
    assert all(importlib.util.find_spec(module) for module in modules)
    assert "widgets.handout notebooks --all\n" in text  # as tests/widgets/test_handout_page.py runs it
    assert "Page Down" in text
    assert not re.search(r"@[A-Z]+@", text)


def test_the_printable_page_holds_every_run_sheet(make, text, data):
    page = make.printable(text)
    assert page.count("<h2") == text.count("\n## ")
    assert all(session["title"] in page for session in data["session"])
    assert "**Say.**" not in page
