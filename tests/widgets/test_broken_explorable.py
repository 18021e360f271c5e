"""The sweep is worth what it catches: one fault at a time, each must be seen, and nothing else."""

import importlib.util
from pathlib import Path

import pytest
import walking

spec = importlib.util.spec_from_file_location("crooked", Path(__file__).parents[1] / "broken" / "crooked.py")
crooked = importlib.util.module_from_spec(spec)
spec.loader.exec_module(crooked)

CAUGHT = {  # fault -> what every sentence of the report must then say
    "clips": "is cut off at the picture’s edge",
    "overlaps": "lies on “the other”",
    "nan": "holds no number",
    "bare number": "holds a bare number",
    "loose rate": "has more than three digits",
    "many clauses": "is more than a headline",
    "long headline": "is more than a headline",
    "a sign": "a sign for a source: ",
    "one of many": "one of several: ",
    "ragged table": "the table is empty or ragged",
    "complains": "it complains",
    "undo": "undo does not go back",
    "deaf": "were never computed",
    "grade": "is not one of arithmetic, published",
    "no unit": "no unit",
    "five sliders": "5 sliders are visible",
    "legend": "the figure has a legend",
    "title": "the figure has a title",
    "twin": "two axes lie on one another",
    "small print": "6.0 points",
}


def broken(fault):
    return type("Broken", (crooked.Crooked,), {"fault": fault})()


def test_a_sound_explorable_passes(caplog):
    report = walking.walk(broken(""))
    assert report.trouble == []
    assert len(report.headlines) > 1
    assert not caplog.records
    # four corners; the share's start with either way; the preset; three corners of the drawer that are not its start
    assert len(report.declared) == len(report.declared & report.places) == 4 + 2 + 1 + 3


@pytest.mark.parametrize("fault", CAUGHT)
def test_each_fault_is_caught_and_no_other_is_seen(fault):
    trouble = walking.walk(broken(fault)).trouble
    assert trouble
    assert [words for words in trouble if CAUGHT[fault] not in words] == []


@pytest.mark.parametrize("fault", ["raises", "raises in the drawer"])
def test_an_error_at_one_place_comes_through(fault):
    with pytest.raises(ZeroDivisionError, match="the crooked one"):
        walking.walk(broken(fault))


def test_an_error_in_the_picture_comes_through():
    with pytest.raises(IndexError, match="the crooked picture"):
        walking.walk(broken("picture raises"))


def test_a_warning_fails():
    with pytest.raises(RuntimeWarning, match="next to nothing"):
        walking.walk(broken("warns"))


def test_what_somebody_swallowed_is_in_the_log(caplog):
    walking.walk(broken("swallows"))
    assert "swallowed by somebody" in caplog.text


def test_a_headline_that_never_changes_is_seen():
    assert len(walking.walk(broken("frozen")).headlines) == 1
