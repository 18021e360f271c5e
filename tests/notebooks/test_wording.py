"""Who is alone reads nothing of pairs and seniors, and a room nothing of a lone laptop; each is asked one thing."""

import re

import cells
import pytest
import running

import widgets
from widgets.learning.talk import Talk
from widgets.lessons import LESSON

ROOM = re.compile(r"\b(pairs?|seniors?|the room|who among us|hands up|each half|anyone speaks|our)\b", re.I)
ALONE = re.compile(r"\b(new cell|own laptop|your laptop|run all|menu|folded|think:|beside this notebook)\b", re.I)
WORDS = re.compile(r'(?s)<details class="vd-words">.*?</details>|```.*?```')


def asked(book):
    """The Wordings of a notebook, in order."""
    return [LESSON.wordings[arguments[0]] for _, name, arguments in cells.calls(book) if name == "Talk"]


def markdown(book, *without):
    """Its Markdown, the folds of words and code left out, but for cells with one of these tags."""
    return [WORDS.sub("", cell.source) for cell in book.cells
            if cell.cell_type == "markdown" and not set(without) & set(cell.metadata.get("tags", ()))]


def test_in_lab_nothing_speaks_of_a_room(notebook):
    book = running.read(notebook)
    for text in (*markdown(book), *(wording.solo for wording in asked(book))):
        assert not ROOM.search(text), text


def test_in_the_room_nothing_speaks_to_a_lone_laptop(notebook):
    book = running.read(notebook)
    for text in (*markdown(book, "lab"), *(wording.room for wording in asked(book))):
        assert not ALONE.search(text), text


@pytest.mark.parametrize("key", LESSON.wordings)
def test_each_asks_one_thing_in_both_wordings(key):
    wording = LESSON.wordings[key]
    for said in (wording.solo, wording.room):
        assert said.count("?") == (key != "bet"), said
    assert not ROOM.search(wording.solo)
    assert not ALONE.search(wording.room)


def test_all_wordings_are_used():
    used = {wording.key for path in running.NOTEBOOKS for wording in asked(running.read(path))}
    assert used == set(LESSON.wordings)


def test_texts_ask_two_things_at_most(notebook):
    """More belongs to the panels, which ask one at a time."""
    for text in markdown(running.read(notebook))[1:]:  # the first says the question and the objectives
        assert text.count("?") <= 2, text


@pytest.mark.parametrize(("where", "says"), [("", "solo"), ("1", "room")])
def test_lab_and_room_each_get_their_own(monkeypatch, where, says):
    monkeypatch.setenv("VALUED_ROOM", where)
    wording = LESSON.wordings["bet"]
    assert getattr(wording, says) in Talk("bet").children[1].value
    assert widgets.Talk is Talk
