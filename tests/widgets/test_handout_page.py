"""A handout: the notebook's cells run in process, everything they display on one page, and nothing from outside."""

import base64
import hashlib
import html
import json
import re
from pathlib import Path

import ipywidgets as ipw
import pytest
from sample import CELLS, HARM, Sample, write_notebook

from customerbase import InputError
from widgets import PeoplePage, SayDoAudit
from widgets.handout import __main__ as command
from widgets.handout import frames
from widgets.handout.cards import cards
from widgets.handout.page import embedded, handout
from widgets.handout.parts import Parts, everything
from widgets.handout.running import run
from widgets.learning.part import LessonPart
from widgets.panel.controls import Press
from widgets.state import eventlog

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    """A page whose text is harmless and whose data are not."""
    cells = (("markdown", "# A sample"), *CELLS[1:])
    return handout(write_notebook(tmp_path_factory.mktemp("sample") / "sample.ipynb", cells))


def data_of(page):
    return json.loads(re.search(r'<script type="application/json" id="vd-data">(.*?)</script>', page, re.S)[1])


def shown(widget):
    return str(Parts(frames.Album()).render(widget))


# Running ---------------------------------------------------------------------------------------------------------
def test_cells_share_a_space_and_show_their_last_line(tmp_path):
    notebook = run(write_notebook(tmp_path / "a.ipynb", (
        ("code", "# One\nx = 2\nprint('printed')"), ("code", "# Two\nx + 1"), ("code", "# None\nNone"),
        ("code", "# Twice\ndisplay(x)\nfrom IPython.display import display as d; d(5)"), ("markdown", "Text"))))
    assert [cell.shown for cell in notebook.cells] == [[], [3], [], [2, 5], []]
    assert notebook.cells[0].printed == "printed\n"


def test_cells_run_in_the_notebooks_folder_and_leave_no_trace(tmp_path):
    before, log = Path.cwd(), eventlog.path()
    page = handout(write_notebook(tmp_path / "a.ipynb", (
        ("code", "# Where\nfrom pathlib import Path\nstr(Path.cwd())"),
        ("code", "# Log\nfrom widgets import ready\nready()"))))
    assert str(tmp_path) in page
    assert Path.cwd() == before
    assert eventlog.path() == log
    assert not log.exists()


@pytest.mark.parametrize(("cell", "says"), [
    ("# Fails\n1 / 0", "bad.ipynb, cell s-2 failed: ZeroDivisionError: division by zero"),
    ("# Says\nimport synthetic\nsynthetic.generate('bank')", "bad.ipynb, cell s-2 failed: "),
    ("# Not Python\n%magic", "bad.ipynb, cell s-2 failed: SyntaxError"),
])
def test_a_cell_that_fails_is_one_sentence_with_its_name(cell, says, tmp_path):
    with pytest.raises(InputError) as error:
        handout(write_notebook(tmp_path / "bad.ipynb", (("markdown", "# Bad"), ("code", cell))))
    assert str(error.value).startswith(says)
    assert "\n" not in str(error.value)


# The page --------------------------------------------------------------------------------------------------------
def test_the_page_asks_for_nothing_and_its_policy_allows_nothing_else(page):
    markup = re.sub(r"<script.*?</script>", "", page, flags=re.S)
    addresses = re.findall(r'(?:src|href|action)="([^"]*)"|url\(([^)]*)\)', markup)
    addresses = [one.strip('"') or other.strip('"') for one, other in addresses]
    assert len(addresses) >= 3
    assert [a for a in addresses if not a.startswith(("data:", "#"))] == []
    assert len(re.findall(r"data:font/woff2", page)) == 2  # both weights, each once
    policy = html.unescape(re.search(r'Content-Security-Policy" content="([^"]*)"', page)[1])
    assert policy.startswith("default-src 'none'; img-src data:; font-src data:;")
    assert "http" not in policy
    script = re.findall(r"<script>(.*?)</script>", page, re.S)
    assert len(script) == 1
    digest = base64.b64encode(hashlib.sha256(script[0].encode()).digest()).decode()
    assert f"script-src 'sha256-{digest}'" in policy
    assert "unsafe-inline" not in policy.split("script-src")[1]


def test_names_that_mean_harm_are_text(page):
    assert "<script>window.harm" not in page
    assert "onerror=\"" not in page
    assert page.count("<script") == page.count("</script>") == 2
    assert html.escape("</script><script>window.harm = 1", quote=False) in page
    panel, = data_of(page)["panels"]
    assert HARM in panel["name"]  # it is there, as data
    assert any(HARM in frame[3] for frame in panel["frames"])


@pytest.mark.parametrize("text", ["</script>", "<!--<script>", "]]>", "&lt;", "\u2028", 'a"b\\', "😀"])
def test_any_string_can_stand_in_the_data(text):
    written = str(embedded({"a": [text]}))
    assert json.loads(written) == {"a": [text]}
    assert not re.search(r"[<>&\u2028\u2029]", written)


def test_text_lesson_and_evidence_are_there_and_labs_hints_are_not(page):
    from widgets.lessons import LESSON

    assert "In Lab" not in page
    plain = html.unescape(page).replace("\xa0", " ")
    task, question = LESSON.tasks["losing-quarter"], LESSON.questions["08-96"]
    for sentence in (*task.hints, *task.steps(task.case(0)), *(o.text for o in question.options),
                     *(o.says for o in question.options), LESSON.mondays["08"].prompt):
        assert sentence in plain
    assert plain.count("data-right") == sum(option.right for option in question.options) == 1
    closed = [page.index(html.escape(hint)) for hint in task.hints]
    assert all(page.rindex("<details", 0, at) > page.rindex("</details>", 0, at) if "</details>" in page[:at]
               else "<details" in page[:at] for at in closed)
    assert "In 30 days: how many days did it take to get the number?" in page
    for cell in ("published", f"somebody {HARM}", "0.0 to 100.0 %"):
        assert f"<td>{html.escape(cell)}</td>".replace("&#x27;", "&#39;").replace("&quot;", "&#34;") in page


def test_the_bet_carries_what_judges_it(page):
    bet = data_of(page)["panels"][0]["bet"]
    assert bet["answer"] == pytest.approx(800.4)
    assert [option["right"] for option in bet["options"]] == [False, True, False]
    assert bet["reveal"] == "It is 800 customers."


def test_what_starts_alike_is_walked_once(tmp_path):
    cells = (("code", "# Twice\nfrom sample import Sample\nSample()"), ("code", "# Again\nSample()"))
    page = handout(write_notebook(tmp_path / "a.ipynb", cells))
    assert len(data_of(page)["panels"]) == 1
    assert page.count('data-panel="0"') == 2


def test_a_page_that_is_too_large_gets_fewer_positions(tmp_path, monkeypatch):
    path = write_notebook(tmp_path / "a.ipynb", CELLS[1:2])
    whole = handout(path)
    monkeypatch.setattr("widgets.handout.page.LARGEST", len(whole.encode()) - 1)
    thinner = handout(path)
    assert len(thinner.encode()) < len(whole.encode())
    assert 20 <= len(data_of(thinner)["panels"][0]["dials"][0]["says"]) < 30


# Any widget ------------------------------------------------------------------------------------------------------
def test_a_switch_becomes_tabs_with_everything_behind_it():
    switch = ipw.ToggleButtons(options=["one", "two"])
    box = ipw.VBox([switch, ipw.HTML("first")])
    switch.observe(lambda change: setattr(box, "children", [switch, ipw.HTML(f"shows {change.new}")]), "value")
    text = shown(box)
    assert text.count("vd-tab\"") == 2
    assert "shows one" in text
    assert "shows two" in text
    assert switch.value == "one"
    assert {w.value for w in everything(box) if isinstance(w, ipw.HTML)} >= {"shows one", "shows two"}


def test_buttons_are_pressed_and_what_they_bring_stands_behind_their_names():
    label = ipw.HTML("at first")
    more = Press("More", lambda: setattr(label, "value", "<b>then this</b>"))
    idle = Press("Idle <b>", lambda: None)
    text = shown(ipw.VBox([label, more, idle]))
    assert re.search(r"<summary>More</summary><b>then this</b>", text)
    assert "“Idle &lt;b&gt;”: in the live notebook only." in text


def test_a_part_that_keeps_what_a_learner_does_is_not_pressed():
    done = []
    text = shown(LessonPart(Press("Export", lambda: done.append("a file"))))
    assert done == []
    assert "“Export”: in the live notebook only." in text


def test_a_chooser_shows_all_it_can_choose():
    class Chooser(ipw.VBox):
        def panels(self):
            return [("A <b>", ipw.HTML("first")), ("B", Sample())]

    chooser = Chooser()
    text = shown(chooser)
    assert text.count('vd-tab"') == 2
    assert "A &lt;b&gt;" in text
    assert 'data-panel="0"' in text
    assert [type(w).__name__ for w in everything(ipw.VBox([chooser]))][:3] == ["VBox", "HTML", "Sample"]


def test_the_same_people_are_shown_with_their_truth(bases):
    text = shown(PeoplePage(bases["hotel"]["tiny"]))
    first, opened = text[: text.index("<details")], text[text.index("<summary>Show what is true"):]
    opened = opened[: opened.index("</details>")]
    names = re.findall(r"<tr><td>([^<]*)</td>", first)
    assert len(names) == 8
    assert names == re.findall(r"<tr><td>([^<]*)</td>", opened)
    assert "In truth" in opened
    assert "In truth" not in first


def test_what_must_be_answered_first_is_no_complaint_yet():
    text = shown(SayDoAudit())
    assert "Answer every line first" not in text
    assert text.count('type="radio"') == 20
    assert "“Compare”: in the live notebook only." in text


def test_a_box_that_asks_for_a_file_is_left_to_the_live_notebook():
    text = shown(ipw.VBox([ipw.HBox([ipw.FileUpload(description="Own orders"), ipw.HTML("a CSV file")])]))
    assert "“Own orders”: in the live notebook only." in text
    assert "CSV" not in text


def test_plain_values_are_escaped():
    assert shown(f"text {HARM}").count("<") == 2


# Files -----------------------------------------------------------------------------------------------------------
def test_the_command_writes_one_or_all_or_says_what_is_wrong(tmp_path, capsys):
    folder = tmp_path / "books"
    folder.mkdir()
    write_notebook(folder / "1_a.ipynb", (*CELLS[:2], CELLS[-1]))
    command.main(["--all", str(folder), str(tmp_path / "out")])
    assert sorted(p.name for p in (tmp_path / "out").iterdir()) == ["1_a.html", "1_a_cards.html"]
    told = capsys.readouterr()
    assert told.out == ""
    assert "1_a.ipynb: drawing “Sample" in told.err
    write_notebook(folder / "2_b.ipynb", (("code", "# Fails\n1 / 0"),))
    for arguments, says in (([str(folder / "2_b.ipynb"), str(tmp_path / "b.html")], "2_b.ipynb, cell s-1 failed"),
                            ([str(tmp_path / "none.ipynb")], "There is no notebook"),
                            ([__file__], "cannot be read as a notebook"),
                            (["--all", str(tmp_path / "out")], "holds no notebooks")):
        with pytest.raises(SystemExit, match=says):
            command.main(arguments)
    assert not (tmp_path / "b.html").exists()


# Cards -----------------------------------------------------------------------------------------------------------
def test_cards_of_a_notebook(tmp_path):
    page = cards(write_notebook(tmp_path / "a.ipynb"))
    assert page.count("How many stay?") == 8
    assert page.count("I am 80 % sure that it lies between") == 4
    ranges, letters = (sheet for sheet in page.split("<section")[1:] if "How many stay?" in sheet)
    assert "80 % sure" not in letters
    for option in Sample.bet.options:  # a threshold beside the line for a range gives the range away
        assert option.text in letters
        assert option.text not in ranges
    assert page.count("we stop") == 2
    assert "<script" not in page
    assert "It is" not in page  # no answer on a card
    with pytest.raises(InputError, match=r"b\.ipynb has no bet and no Monday card"):
        cards(write_notebook(tmp_path / "b.ipynb", CELLS[:1]))


def test_the_flagships_cards_hold_both_bets_though_one_is_behind_a_switch():
    page = cards(ROOT / "notebooks" / "08_retention_illusion.ipynb")
    assert page.count('<section class="sheet four"') == 4
    assert page.count('<section class="sheet two"') == 1
