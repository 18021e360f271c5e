"""The end of a notebook: its sentences' numbers and its formula, worked out again; and the links to its neighbours."""

import html
import json
import math
import re

import pytest
from scipy.stats import norm
from test_one_number import numbers

from metrics import compound, end_over_start, highest_fee, retention_rate, steady_state
from metrics.samples import hold_out_for_shares
from widgets.handout.__main__ import main
from widgets.handout.page import handout
from widgets.learning.take_away import TakeAway
from widgets.lessons import LESSON
from widgets.state.course import course, neighbours

RECAPS = [LESSON.recaps[key] for key in sorted(LESSON.recaps)]
SHEET = {"SQRT": math.sqrt, "ROUNDUP": lambda number, digits: math.ceil(number * 10**digits) / 10**digits}
# What each formula is for, by the kit's own measure, from the numbers in its cells.
BY_METRICS = {
    "00": compound, "01": highest_fee, "03": lambda a, b: hold_out_for_shares(a, b).treated,
    "08": lambda opening, lost, won: steady_state(retention_rate(opening, lost), won),
    "09": lambda up, more, down, less: sum([more] * up + [-less] * down),
    "11": lambda start, end, new: retention_rate(start, start + new - end),
}
SAID = {  # the numbers that the sentences say, worked out again
    "00": [90, 90 * 0.9**3, 80], "01": [], "03": [], "08": [100 - 100 * 37 / 740, 740_000, 37_000],
    "09": [5, 20, 100, 20, 100 * 80 - 100 * 15], "11": [100 * end_over_start(50_000, 3_500, 4_500), 93],
}


def evaluate(text, cells):
    """A spreadsheet's formula with English function names, worked out: plain sums, ^, cells and SHEET's functions."""
    assert re.fullmatch(r"=([A-Z]+(?=\()|B\d|\d+(\.\d+)?|[-+*/^(),])+", text), text
    assert not re.search(r"(^=|[(,*/^])-", text)  # a sign before ^ means two things in two spreadsheets
    return eval(text[1:].replace("^", "**"), {"__builtins__": {}}, {**SHEET, **cells})


@pytest.mark.parametrize("recap", RECAPS, ids=lambda recap: recap.key)
def test_the_formula_gives_what_is_said_and_what_the_kit_measures(recap):
    it = recap.formula
    given = {cell: example for cell, (_, example) in it.cells.items()}
    assert list(given) == [f"B{k}" for k in range(1, len(given) + 1)]
    assert set(re.findall(r"B\d", it.text)) == set(given)
    assert evaluate(it.text, given) == pytest.approx(it.gives)
    for factor in (1, 0.9, 1.05):  # and not only for the example
        other = {cell: type(example)(example * factor) for cell, example in given.items()}
        measured = float(BY_METRICS[recap.key](*other.values()))
        assert evaluate(it.text, other) == pytest.approx(measured, rel=5e-4)  # samples: a ten-thousandth less is enough


@pytest.mark.parametrize("recap", RECAPS, ids=lambda recap: recap.key)
def test_three_short_sentences_whose_numbers_hold(recap):
    assert len(set(recap.sentences)) == 3
    for sentence in recap.sentences:
        assert sentence.endswith(".")
        assert "seed" not in sentence
        assert len(sentence.split()) <= 30
    said = [round(number, 1) for sentence in recap.sentences for number in numbers(sentence)]
    assert said == [round(number, 1) for number in SAID[recap.key]]


@pytest.mark.parametrize(("text", "cells", "result"), [
    ("=B1^B2", {"B1": 2, "B2": 10}, 1024), ("=ROUNDUP(SQRT(B1)/B2,0)", {"B1": 9, "B2": 2}, 2), ("=1-B2/B1",
     {"B1": 4, "B2": 1}, 0.75)])
def test_the_small_spreadsheet_works(text, cells, result):
    assert evaluate(text, cells) == result


@pytest.mark.parametrize("text", ["1+1", "=B1;B2", "=__import__('os')", "=WENN(B1,B2)x", "=-B1^B2", "=$B$1", "=A1"])
def test_what_is_no_plain_formula_is_refused(text):
    with pytest.raises(AssertionError):
        evaluate(text, {"B1": 1, "B2": 2})


def test_the_quantile_of_the_test_is_that_of_four_times_in_five():
    assert f"{norm.ppf(0.8):.4f}*SQRT" in LESSON.recaps["03"].formula.text


# The way on ------------------------------------------------------------------------------------------------------
def ways(shown):
    links = re.findall(r'<a target="_self" href="([^"]*)">(.*?)</a>', shown)
    return [(html.unescape(words), address) for address, words in links]


def test_links_follow_the_order_of_the_files_with_nothing_by_hand(books, tmp_path):
    """The fixture's notebooks are 00, 03, 08 and 09; one more comes between."""
    assert ways(TakeAway("08")._repr_html_()) == [("← 03 Title <03>", "03_x.ipynb"), ("09 Title <09> →", "09_x.ipynb")]
    assert "<03>" not in TakeAway("08")._repr_html_()
    (tmp_path / "05_a b.ipynb").write_bytes((tmp_path / "03_x.ipynb").read_bytes().replace(b"<03>", b"five"))
    assert ways(TakeAway("08")._repr_html_())[0] == ("← 05 Title five", "05_a%20b.ipynb")
    assert [address for _, address in ways(TakeAway("00")._repr_html_())] == ["03_x.ipynb"]
    assert [address for _, address in ways(TakeAway("09")._repr_html_())] == ["08_x.ipynb"]
    assert ways(TakeAway("11")._repr_html_()) == []  # it is not among the files here


def test_our_own_notebooks_are_a_chain(monkeypatch):
    monkeypatch.chdir("notebooks")
    found = course()
    order = list(found)
    for k, number in enumerate(order):
        before, after = neighbours(number, found)
        assert before is (found[order[k - 1]] if k else None)
        assert after is (found[order[k + 1]] if k + 1 < len(order) else None)


def test_a_students_copies_lead_to_one_another(books, tmp_path, monkeypatch):
    for number in ("08", "09"):
        own = tmp_path / "handout" / "Ada" / f"{number}_x" / f"{number}_x.ipynb"
        own.parent.mkdir(parents=True)
        own.write_bytes((tmp_path / f"{number}_x.ipynb").read_bytes())
    monkeypatch.chdir(own.parent)
    assert list(course()) == ["08", "09"]
    assert ways(TakeAway("09")._repr_html_()) == [("← 08 Title <08>", "../08_x/08_x.ipynb")]


def test_where_no_notebook_lies_beside_it_there_are_no_links(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert ways(TakeAway("08")._repr_html_()) == []


def test_a_handout_leads_to_the_handouts_beside_it_or_nowhere(tmp_path, monkeypatch):
    folder = tmp_path / "some"
    folder.mkdir()
    for number in ("00", "01"):
        told = {"title": f"Title {number}", "sections": []}
        cells = [{"cell_type": "markdown", "id": "a", "metadata": {}, "source": f"# Title {number}"},
                 {"cell_type": "code", "id": "b", "metadata": {}, "outputs": [], "execution_count": None,
                  "source": f'from widgets import TakeAway\nTakeAway("{number}")'}]
        (folder / f"{number}_x y.ipynb").write_text(json.dumps(
            {"cells": cells, "metadata": {"valued": told}, "nbformat": 4, "nbformat_minor": 5}))
    alone = handout(folder / "00_x y.ipynb")
    assert "A rate without its period says nothing" in alone
    assert ways(alone) == []
    monkeypatch.setattr("widgets.handout.__main__.cards", handout)
    main(["--all", str(folder), str(tmp_path)])
    assert ways((tmp_path / "00_x y.html").read_text(encoding="utf-8")) == [("01 Title 01 →", "01_x%20y.html")]
    assert ways((tmp_path / "01_x y.html").read_text(encoding="utf-8")) == [("← 00 Title 00", "00_x%20y.html")]
