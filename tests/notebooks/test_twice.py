"""The same numbers and pictures in every run, with the network cut off."""

import hashlib


def test_two_runs_show_the_same(notebook, first, second):
    assert first(notebook).shown[:-2] == second(notebook).shown[:-1]  # without the answers of the tests' own cells


def test_two_runs_hold_the_same_words_numbers_and_pictures(notebook, first, second):
    one, other = first(notebook).page, second(notebook).page
    assert [kind for kind, _ in one] == [kind for kind, _ in other]
    assert [(kind, key, was[key], now[key]) for (kind, was), (_, now) in zip(one, other, strict=True)
            for key in was if was[key] != now[key]] == []
    nothing = hashlib.sha256(b"").hexdigest()
    stages = [state for kind, state in one if kind == "Stage"]
    drawn = [state for state in stages if state["headline"]]
    assert drawn
    assert all(state["png"] != nothing for state in drawn)
    assert all(state["png"] == nothing for state in stages if not state["headline"])  # a quiz's wait for their slide
