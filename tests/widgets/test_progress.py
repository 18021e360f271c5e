"""The progress panel, the export, and the five questions before, after and a week later."""

import base64
import csv
import html
import io
import json
import re
import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest

from customerbase import InputError
from widgets import BeforeAfter, Progress, eventlog, gain, learner
from widgets.course import course
from widgets.lessons.before_after import IDEAS
from widgets.progress import export
from widgets.progress.__main__ import main
from widgets.progress.report import ranges_said, report

QUESTIONS = {"03": ("00-dial",), "08": ("08-96", "08-mix"), "09": ("08-rising",)}


@pytest.fixture
def books(tmp_path, monkeypatch):
    """Four notebooks, named so that a title which is markup would be seen."""
    for number in ("00", "03", "08", "09"):
        cells = [{"id": f"{number}-{k}", "cell_type": "code", "metadata": {"valued": {"section": "Check <b>"}},
                  "source": f'CheckQuestion("{key}")'} for k, key in enumerate(QUESTIONS.get(number, ()))]
        told = {"title": f"Title <{number}>", "minutes": 20, "sections": [{"name": "Check <b>"}]}
        (tmp_path / f"{number}_x.ipynb").write_text(json.dumps({"cells": cells, "metadata": {"valued": told}}))
    monkeypatch.chdir(tmp_path)
    return course()


@pytest.fixture
def clock(monkeypatch):
    """A clock for the log that a test can put on: clock(minutes=3)."""
    class Clock(datetime):
        today = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)

        @classmethod
        def now(cls, tz=None):
            return cls.today

    for module in (eventlog, learner, gain):
        monkeypatch.setattr(module, "datetime", Clock)

    def on(**step):
        Clock.today += timedelta(**step)

    return on


def press(part, label):
    todo = [part]
    while todo:
        widget = todo.pop()
        if getattr(widget, "description", None) == label:
            return widget.click()
        todo += getattr(widget, "children", ())
    raise AssertionError(f"no button {label!r}")


def words(widget):
    return html.unescape(re.sub("<[^>]+>", " ", widget.value))


def links(widget):
    """{file name: text} of the download links in an HTML widget."""
    return {name: base64.b64decode(data).decode("utf-8-sig") for name, data in
            re.findall(r'download="([^"]+)" href="data:[^,]+;base64,([^"]+)"', widget.value)}


def answer_checks(*numbers):
    for number in numbers:
        for key in QUESTIONS[number]:
            eventlog.record("check", question=key, option=0, right=True)


# The panel -------------------------------------------------------------------------------------------------------
def test_the_first_time_shows_the_road(books):
    panel = Progress()
    assert "Nothing done yet: this is the road" in panel.report.value
    assert panel.report.value.count("not begun") == 4
    assert "<h4>" not in panel.report.value
    assert panel.due.children == ()


def test_it_follows_the_log_on_refresh_and_when_made_anew(books, clock):
    panel = Progress()
    eventlog.record("bet", bet="08-x", low=1, high=2, letter="", answer=3, hit=False)
    clock(minutes=4)
    eventlog.record("check", question="08-mix", option=0, right=False)
    clock(minutes=7)
    eventlog.record("check", question="08-96", option=1, right=True)
    assert "Nothing done yet" in panel.report.value
    press(panel, "Refresh")
    told = words(panel.report)
    assert "1 of 4 notebooks worked through." in told
    assert "11 of 20" in told
    assert "1 of 2" in told
    assert "○ 0 of 1 held" in re.sub(r"\s+", " ", told)
    assert "Every channel kept a larger share" in told  # 08-mix is to come back to
    assert Progress().report.value == panel.report.value


def test_where_one_stopped_is_said_and_names_are_text(books):
    eventlog.record("check", question="08-mix", option=1, right=True)
    told = report(learner.own(), books)
    assert "You stopped in 08 Title &lt;08&gt;, at “Check &lt;b&gt;”." in told
    assert "Check &lt;b&gt; (1 of 1)" in told
    assert "<08>" not in told


def test_a_corrupt_line_is_said_once_and_the_rest_is_shown(books):
    eventlog.record("check", question="08-mix", option=1, right=True)
    with eventlog.path().open("a") as log:
        log.write("junk\n")
    told = Progress().report.value
    assert told.count("cannot be read (line 2 of ") == 1
    assert "You stopped in 08" in told


def test_a_log_that_cannot_be_used_is_one_sentence_on_the_panel(books, monkeypatch):
    monkeypatch.setenv("VALUED_LOG", str(eventlog.path().parent))
    assert Progress().report.value.count("Your progress cannot be read: is a directory") == 1


@pytest.mark.parametrize(("held", "made", "says"), [
    (2, 2, "Too few bets to tell more."), (8, 10, "That fits."), (5, 10, "make your ranges wider"),
    (0, 2, "make your ranges wider"), (20, 20, "make your ranges narrower"), (6, 10, "That fits.")])
def test_ranges_are_judged_only_beyond_luck(held, made, says):
    """Of ten ranges at 80 %, five or fewer hold with probability .033, six or fewer with .121; all twenty, .012."""
    assert ranges_said(held, made).startswith(f"{held} of {made} held; ")
    assert ranges_said(held, made).endswith(f"{says}." if not says.endswith(".") else says)


def test_a_monday_card_asks_after_thirty_days_and_keeps_the_days(books, clock):
    eventlog.record("monday", card="08", number="people <lost>", owner="o", date="d", rule="r")
    clock(days=29)
    assert Progress().due.children == ()
    clock(days=1)
    panel = Progress()
    later, = panel.due.children
    assert "people &lt;lost&gt;" in panel.report.value
    for wrong in ("", "soon", "-1", "99999"):
        later.days.value = wrong
        press(later, "Keep")
        assert 'role="alert"' in later.outcome.value
    later.days.value, later.story.value = "12", "It was buried."
    press(later, "Keep")
    assert "Kept: 12 days." in later.outcome.value
    press(panel, "Refresh")
    assert panel.due.children == ()
    assert "→ got in 12 days" in panel.report.value
    assert eventlog.events("monday later")[0]["text"] == "It was buried."


def test_the_room_shows_nothing_personal(books, monkeypatch):
    eventlog.record("check", question="08-mix", option=1, right=True)
    monkeypatch.setenv("VALUED_ROOM", "1")
    for part in (Progress(), BeforeAfter()):
        state = " ".join(str(child.get_state()) for child in part.children)
        assert "Title" not in state
        assert not any(button in state for button in ("Refresh", "Export", "Keep"))


# The export ------------------------------------------------------------------------------------------------------
def everything():
    eventlog.record("bet", bet="08-x", low=1, high=2, letter="", answer=3, hit=False)
    eventlog.record("why", bet="08-x", text='=HYPERLINK("x"), “so”\nand so')
    eventlog.record("answer", exercise="losing-quarter", answer={"sentence": "They left"}, right=["rate"], wrong=[])
    eventlog.record("hint", exercise="losing-quarter", step=1)
    eventlog.record("check", question="08-mix", option=0, right=False)
    eventlog.record("check", question="gone", option=9, right=False)
    eventlog.record("monday", card="08", number="-lost", owner="<o>", date="d", rule="r")
    eventlog.record("monday later", card="08", days=None, text="never")
    eventlog.record("teaches", stage="before", idea="rate", option=0, right=False)
    eventlog.record("say-do", said=1, done=0)


def test_the_button_gives_a_table_and_a_page(books):
    everything()
    panel = Progress()
    press(panel, "Export")
    files = links(panel.files)
    assert set(files) == {"valued_progress.csv", "valued_progress.html"}
    table = list(csv.DictReader(io.StringIO(files["valued_progress.csv"], newline="")))
    assert len(table) == len(eventlog.events()) == 10
    why = table[1]
    assert why["answered"] == "'=HYPERLINK(\"x\"), “so”\nand so"  # text, and no formula
    assert table[0]["answered"] == "1 to 2"
    assert "They left" in table[2]["answered"]
    assert table[2]["right"] == "1 of 1"
    assert table[4]["asked"].startswith("Every channel kept")
    assert table[4]["answered"].startswith("No: there must be a mistake")
    assert table[6]["asked"] == "'-lost"
    assert table[8]["about"] == "before: rate"
    page = files["valued_progress.html"]
    assert "&lt;o&gt;" in page
    assert "<o>" not in page
    assert "They left" in page
    assert "http" not in page.replace("http-equiv", "")


def test_the_command_writes_the_same_and_says_what_it_wrote(books, tmp_path):
    everything()
    for name in ("mine.csv", "mine.html"):
        main(["export", str(tmp_path / name)])
    assert (tmp_path / "mine.csv").read_text(encoding="utf-8-sig").replace("\r\n", "\n") == (
        export.progress_csv().replace("\r\n", "\n"))
    assert (tmp_path / "mine.html").read_text(encoding="utf-8") == export.as_page()
    done = subprocess.run([sys.executable, "-W", "error", "-m", "widgets.progress", "gain", str(tmp_path / "gain.csv")],
                          capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == f"Written: {tmp_path / 'gain.csv'}\n"
    assert (tmp_path / "gain.csv").read_text(encoding="utf-8-sig").splitlines()[0].startswith("idea,before,after,")


@pytest.mark.parametrize(("given", "sentence"), [
    (["export", "x.txt"], "end the name in .csv or .html"), (["gain", "x.html"], "end the name in .csv."),
    (["export", "no/such/x.csv"], "cannot be written: no such file"), (["export", "."], "end the name in")])
def test_a_file_that_cannot_be_written_is_one_sentence(given, sentence, books):
    with pytest.raises(SystemExit) as stopped:
        main(given)
    assert sentence in str(stopped.value)


def test_a_file_is_written_whole_or_not_at_all(tmp_path):
    (tmp_path / "taken.csv").mkdir()
    with pytest.raises(InputError, match="taken.csv cannot be written: is a directory"):
        export.save("x", tmp_path / "taken.csv")
    assert [path.name for path in tmp_path.iterdir()] == ["taken.csv"]


# Does it teach? --------------------------------------------------------------------------------------------------
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
    for stage, words in zip(gain.STAGES, same, strict=True):
        assert words in f"{right(stage, 'rate').text} {right(stage, 'rate').says}"


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
    monkeypatch.setenv("VALUED_LOG", str(tmp_path / "log.jsonl"))
    press(part, "Keep my five answers")
    assert len(eventlog.events("teaches")) == 5
