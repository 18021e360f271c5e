"""Does it teach? Five questions before, after and a week later: each when it is due, and what was gained."""

import csv
import io

import pytest
from onlearning import QUESTIONS, links, press, words

from widgets import BeforeAfter
from widgets.lessons.before_after import IDEAS
from widgets.progress import export, gain
from widgets.state import eventlog, learner


def answer_checks(*numbers):
    for number in numbers:
        for key in QUESTIONS[number]:
            eventlog.record("check", question=key, option=0, right=True)


def fill(part, *, right):
    """Answer all five, the first `right` of them correctly."""
    for k, (key, box) in enumerate(part.options.items()):
        options = gain.question(part.stage, key).options
        box.value = next(i for i, option in enumerate(options) if option.right == (k < right))
    press(part, "Keep my five answers")


def test_every_question_has_one_right_answer_and_a_belief_behind_each_wrong_one():
    asked = [gain.question(stage, idea.key) for idea in IDEAS for stage in gain.STAGES]
    assert len({one.key for one in asked}) == len({one.prompt for one in asked}) == 15
    for one in asked:
        assert sum(option.right for option in one.options) == 1
        assert len({option.text for option in one.options}) == len({option.says for option in one.options}) == 4
        assert all(len(option.says) > 30 for option in one.options)
    places = [next(k for k, option in enumerate(one.options) if option.right) for one in asked]
    assert all(1 <= places.count(k) <= 6 for k in range(4))  # no place gives the answer away
    longest = [max(one.options, key=lambda option: len(option.text)).right for one in asked]
    assert sum(longest) <= 8  # nor does length


def test_the_numbers_in_the_questions_are_right():
    def right(stage, idea):
        return next(option for option in gain.question(stage, idea).options if option.right)

    stock = 200_000.0
    for _ in range(16):
        stock = stock * 0.94 + 9_000
    assert f"{stock / 1000:.0f},000" in right("before", "stock").text
    assert f"{9_000 / 0.06:,.0f}" in right("before", "stock").text
    assert f"{160 / 0.2:.0f}" in right("after", "stock").text
    assert f"{300 / 0.05:,.0f}" in right("week", "stock").text
    for stage, rate, caught, false in (("before", 0.04, 0.9, 0.1), ("after", 0.005, 0.95, 0.02),
                                       ("week", 0.02, 0.75, 0.08)):
        share = rate * caught / (rate * caught + (1 - rate) * false)
        assert f"About {share * 100:.0f}" in right(stage, "base-rate").text
    same = {"a base a third larger": 0.08 / 0.06, "half as many patients again": 0.03 / 0.02,
            "over a fifth more cards": 0.12 / 0.10}  # growth at which as many people leave or complain as before
    assert list(same.values()) == pytest.approx([4 / 3, 1.5, 1.2])
    for stage, said in zip(gain.STAGES, same, strict=True):
        assert said in f"{right(stage, 'rate').text} {right(stage, 'rate').says}"


def test_before_after_and_a_week_later_each_when_it_is_due(books, clock):
    part = BeforeAfter()
    assert part.stage == "before"
    press(part, "Keep my five answers")
    assert "Still open: question 1, 2, 3, 4, 5." in part.outcome.value
    assert eventlog.events() == []
    fill(part, right=1)
    assert len(eventlog.events("teaches")) == 5
    assert part.stage == ""
    assert part.inside.children == ()
    assert "the checks of 03, 08 and 09" in words(part.outcome)
    assert "<table" not in part.outcome.value  # nothing about how it went
    answer_checks("03", "08")
    assert "the checks of 09." in words(BeforeAfter().outcome)
    answer_checks("09")
    part = BeforeAfter()
    assert part.stage == "after"
    fill(part, right=3)
    assert [says.value.count("Right.") for says in part.says.values()] == [1, 1, 1, 0, 0]
    assert "opens on 9 March" in words(part.outcome)
    assert part.outcome.value.count("<td>right</td>") == 1 + 3
    clock(days=6, hours=23)
    assert BeforeAfter().stage == ""
    clock(hours=1)
    part = BeforeAfter()
    assert part.stage == "week"
    assert "town library" in part.inside.children[0].value
    fill(part, right=2)
    assert "All three parts are answered." in words(BeforeAfter().outcome)
    press(part, "Export what was gained")
    table = list(csv.reader(io.StringIO(links(part.files)["valued_gain.csv"])))
    assert table[0] == list(gain.COLUMNS)
    assert [row[1:] for row in table[1:]] == [
        ["1", "1", "1", "0", "0"], ["0", "1", "1", "1", "1"], ["0", "1", "0", "1", "0"], ["0", "0", "0", "0", "0"],
        ["0", "0", "0", "0", "0"], ["1", "3", "2", "2", "1"]]


def test_a_part_that_a_crash_cut_short_is_asked_again_and_first_answers_count(books):
    eventlog.record("teaches", stage="before", idea="rate", option=0, right=False)
    part = BeforeAfter()
    assert part.stage == "before"
    fill(part, right=5)
    assert [row[1] for row in gain.gains(learner.own())] == [0, 1, 1, 1, 1, 4]
    assert [row[4] for row in gain.gains(learner.own())] == [""] * 6


def test_who_has_begun_is_not_asked_before(books):
    eventlog.record("open", cell="08-0")
    assert BeforeAfter().stage == "before"
    eventlog.record("check", question="08-mix", option=0, right=False)
    part = BeforeAfter()
    assert part.stage == ""
    assert "nothing left to compare with" in part.outcome.value


def test_an_answer_to_a_question_that_is_gone_is_left_out(books):
    eventlog.record("teaches", stage="never", idea="rate", option=0, right=True)
    eventlog.record("teaches", stage="before", idea="gone", option=0, right=True)
    assert [row[1:] for row in gain.gains(learner.own())] == [("",) * 5] * 6
    assert len(export.rows()) == 2


def test_answers_that_could_not_be_kept_stay_and_say_so(books, monkeypatch, tmp_path):
    part = BeforeAfter()
    monkeypatch.setenv("VALUED_LOG", str(tmp_path))
    fill(part, right=0)
    assert "Your progress is not being kept" in part.keeper.value
    assert all(box.value is not None for box in part.options.values())
    assert [says.value for says in part.says.values()] == [""] * 5  # before, nobody is told how it went
    monkeypatch.setenv("VALUED_LOG", str(tmp_path / "log.jsonl"))
    press(part, "Keep my five answers")
    assert len(eventlog.events("teaches")) == 5
