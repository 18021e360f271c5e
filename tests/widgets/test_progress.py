"""The progress panel and the export."""

import asyncio
import csv
import html
import io
import re
import subprocess
import sys
from dataclasses import replace

import pytest
from onlearning import links, press, words

from customerbase import InputError
from customerbase.spreadsheet import csv_text
from widgets import BeforeAfter, Progress
from widgets.lessons import LESSON
from widgets.progress import export
from widgets.progress.__main__ import main
from widgets.progress.report import left, ranges_said, report
from widgets.state import eventlog, learner
from widgets.state.files import write_table


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


def links_on(panel):
    """[(words, address)] of the links that lead on."""
    shown = "".join(out["data"]["text/html"] for out in panel.way.outputs)
    return [(html.unescape(said), address) for address, said in re.findall(r'<a href="([^"]*)">(.*?)</a>', shown)]


def test_links_lead_to_where_one_stopped_and_to_the_check_that_is_open(books):
    assert links_on(Progress()) == [("Begin 00 Title <00>", "00_x.ipynb")]  # it asks nothing, but comes first
    eventlog.record("check", question="08-96", option=1, right=True)
    panel = Progress()
    assert links_on(panel) == [
        ("Go on in 08 Title <08>, Check <b>", "08_x.ipynb#cell-id=08-0"),
        (f"Check question 2: {LESSON.questions['08-mix'].prompt}", "08_x.ipynb#cell-id=08-1")]
    assert "Check <b> (1 of 1); open: check question 2" in words(panel.report)
    assert "<08>" not in panel.way.outputs[0]["data"]["text/html"]
    eventlog.record("check", question="08-mix", option=1, right=True)
    panel.refresh()
    assert links_on(panel)[0][0].startswith("Begin 00")


def test_all_that_is_open_is_named(books):
    standing = learner.Standing("08", "", True, False, 0, 0, 0.0, ("08-96", "08-mix", "losing-quarter", "gone"))
    book = replace(books["08"], parts=books["08"].parts | {"Exercise": {"losing-quarter": "x", "gone": "y"}})
    title = LESSON.tasks["losing-quarter"].title
    assert left(standing, book) == f"check questions 1 and 2; the exercise “{title}”; an exercise"


def test_without_a_way_to_the_notebooks_there_is_no_link(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert links_on(Progress()) == []


def test_a_question_is_said_to_come_back_until_it_did(books):
    eventlog.record("check", question="00-dial", option=0, right=False)  # asked in 03, of 03, 08 and 09
    assert "It comes back in 09." in Progress().report.value
    eventlog.record("check", question="00-dial", option=0, right=False, again=True)
    told = Progress().report.value
    assert "comes back" not in told
    assert "“asserted”" in told  # it is still to come back to


def test_it_follows_the_log_by_itself_and_loses_nothing_that_is_typed(books, clock, monkeypatch):
    monkeypatch.setattr("widgets.progress.panel.EVERY", 0.01)
    reads = []
    monkeypatch.setattr("widgets.progress.panel.report", lambda *given: reads.append(1) or report(*given))

    async def look():
        eventlog.record("monday", card="08", number="n", owner="o", date="d", rule="r")
        clock(days=31)
        old, panel = Progress(), Progress()
        later, = panel.due.children
        later.days.value = "12"
        press(panel, "Export")
        before = len(reads)
        await asyncio.sleep(0.1)
        assert len(reads) == before  # nothing happened, nothing was read
        eventlog.record("check", question="08-mix", option=1, right=True)
        await asyncio.sleep(0.1)
        assert "1 of 1" in words(panel.report)
        assert "1 of 1" not in words(old.report)  # the newest one follows
        assert (panel.due.children, later.days.value) == ((later,), "12")
        assert "valued_progress.csv" in panel.files.value
        eventlog.record("monday", card="09", number="n", owner="o", date="d", rule="r")
        clock(days=31)
        eventlog.record("check", question="08-96", option=1, right=True)
        await asyncio.sleep(0.1)
        assert [part.event["card"] for part in panel.due.children] == ["08", "09"]
        panel.close()
        before = len(reads)
        eventlog.record("check", question="08-96", option=1, right=True)
        await asyncio.sleep(0.1)
        assert len(reads) == before

    asyncio.run(look())


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
        assert 'class="vd-error"' in later.outcome.value
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
        assert "Title" not in " ".join(str(child.get_state()) for child in part.children)
        for button in ("Refresh", "Export", "Keep my five answers", "Export what was gained"):
            with pytest.raises(AssertionError, match="no button"):
                press(part, button)


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
    assert set(files) == {"valued_progress.csv", "valued_progress.html", "valued_monday_cards.html",
                          "valued_monday_cards.ics"}
    table = list(csv.DictReader(io.StringIO(files["valued_progress.csv"], newline="")))
    assert "'" not in {cell for row in table for cell in row.values()}  # what is empty stays empty
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
    with (tmp_path / "mine.csv").open(encoding="utf-8-sig", newline="") as file:
        assert file.read() == csv_text(export.COLUMNS, export.rows())
    assert (tmp_path / "mine.html").read_text(encoding="utf-8") == export.as_page()
    done = subprocess.run([sys.executable, "-W", "error", "-m", "widgets.progress", "gain", str(tmp_path / "gain.csv")],
                          capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == f"Written: {tmp_path / 'gain.csv'}\n"
    assert (tmp_path / "gain.csv").read_text(encoding="utf-8-sig").splitlines()[0].startswith("idea,before,after,")


@pytest.mark.parametrize(("given", "sentence"), [
    (["export", "x.txt"], "end the name in .csv or .html"), (["gain", "x.html"], "end the name in .csv."),
    (["export", "/dev/null/x.csv"], "cannot be written (a file stands where"), (["export", "."], "end the name in")])
def test_a_file_that_cannot_be_written_is_one_sentence(given, sentence, books):
    with pytest.raises(SystemExit) as stopped:
        main(given)
    assert sentence in str(stopped.value)


def test_a_file_is_written_whole_or_not_at_all(tmp_path):
    (tmp_path / "taken.csv").mkdir()
    with pytest.raises(InputError, match=r"taken.csv cannot be written \(is a directory\)"):
        write_table(tmp_path / "taken.csv", ["x"], [])
    assert [path.name for path in tmp_path.iterdir()] == ["taken.csv"]
