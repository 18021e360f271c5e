"""Tables and pages that leave the kit: one guard, one policy, and nobody goes around them."""

import csv
import io
import os
import stat

import leaving
import planted
import pytest

from customerbase import InputError
from customerbase.spreadsheet import NUMBER, csv_text, guard
from widgets.state.files import page_link, table_link, write_table, write_text
from widgets.state.page import NOTHING, is_sealed, page, sealed

CODE = leaving.sources(".py")


# Found by itself ----------------------------------------------------------------------------------------------------
def test_every_exporter_is_run_with_harm_in_it():
    """A new one is found here, and wants a run in planted.py."""
    assert leaving.exporters(CODE) == set(planted.TABLES) | set(planted.PAGES)


def test_nobody_writes_a_table_or_a_page_around_the_shared_places():
    assert list(leaving.around(CODE)) == []
    assert list(leaving.unsealed(leaving.sources(".js", ".j2", ".html"))) == []
    assert set(leaving.KNOWN) <= set(CODE)


@pytest.mark.parametrize("code", [
    "import csv\ndef f(out): csv.writer(out).writerow(['=1'])", "def f(frame): frame.to_csv('x.csv')",
    "def f(file, rows): file.write_text(rows)", "def f(): open('x.csv', 'w').write('=1')",
    "def f(): open('x.csv', mode='a').write('=1')", "def f(t): return f'<a href=\"data:text/csv,{t}\">x</a>'",
    "def f(t): return '<!DOCTYPE html><p>' + t", "def f(t): return f'<html><p>{t}'",
    "def f(t): return f'<a download=\"x.html\" href=\"{t}\">x</a>'", "import os\ndef f(n): os.fdopen(n, 'w')",
    "def f(name): return link(name, 'text/html')"])
def test_a_new_way_around_is_seen(code):
    assert len(list(leaving.around({"widgets/new.py": code}))) >= 1


@pytest.mark.parametrize("code", [
    "from widgets.state.files import write_table\ndef f(): write_table('x', [], [])",
    "from widgets.state import files\ndef f(): files.table_link('x')",
    "from widgets.state.page import page as whole\ndef f(): return whole('x')",
    "from .spreadsheet import write_frame\ndef f(): write_frame(1, 2)"])
def test_a_new_exporter_is_seen(code):
    assert leaving.exporters({"widgets/new.py": code}) == {"widgets/new.py:f"}
    assert list(leaving.around({"widgets/new.py": code})) == []


@pytest.mark.parametrize("code", [
    '"""Reads a .csv of text/csv, <html>."""\ndef f(path): return open(path).read()',
    "def f(path): return path.read_text(encoding='utf-8')",
    "def f(model): return model.page(1)", "def f(out): return open(out, 'rb')"])
def test_whoever_only_reads_is_left_alone(code):
    assert leaving.exporters({"widgets/new.py": code}) == set()
    assert list(leaving.around({"widgets/new.py": code})) == []


def test_a_script_or_a_template_that_saves_is_seen():
    texts = {"widgets/a.js": "link.download = 'x.csv'", "widgets/b.html.j2": "<!DOCTYPE html>",
             "widgets/c.js": "el.value = 1", "widgets/room/templates/d.html.j2": "<!DOCTYPE html>",
             "widgets/e.html.j2": "<p>{{ x }}</p>"}
    told = [sentence.split(":")[0] for sentence in leaving.unsealed(texts)]
    assert told == ["widgets/a.js", "widgets/b.html.j2"]


# Tables -------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("text", planted.FORMULAS)
def test_what_a_spreadsheet_would_run_is_text(text):
    assert guard(text) == f"'{text}"


@pytest.mark.parametrize("text", [*planted.NUMBERS, "5", "They left", "a=b", "−", "x-1", "1-1"])
def test_what_a_spreadsheet_would_not_run_stays_as_it_is(text):
    assert guard(text) == text


def test_numbers_and_what_is_empty_stay_as_they_are():
    text = csv_text(["a", "=b"], [[-5, -5.25], [None, ""], [True, -float("inf")]])
    assert text == "a,'=b\r\n-5,-5.25\r\n,\r\nTrue,'-inf\r\n"


@pytest.mark.parametrize("where", planted.TABLES)
@pytest.mark.parametrize("text", [planted.FORMULAS[1], planted.FORMULAS[4]])
def test_no_table_holds_a_formula(where, text, books, tmp_path):
    (tmp_path / "out").mkdir()
    written = planted.TABLES[where](tmp_path / "out", text)
    assert written
    cells = [cell for table in written for row in csv.reader(io.StringIO(table, newline="")) for cell in row]
    assert [cell for cell in cells if cell.lstrip()[:1] in {*"=+-@＝"} and not NUMBER.fullmatch(cell)] == []
    if where != "widgets/progress/before_after.py:export":  # which holds nothing that anybody typed
        assert [cell for cell in cells if cell.startswith(f"'{text}")]


# Pages --------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("where", planted.PAGES)
def test_every_page_has_the_one_policy_first_and_text_is_text(where, books, tmp_path):
    made = planted.PAGES[where](tmp_path, planted.HARM)
    assert is_sealed(made)
    assert made.count("Content-Security-Policy") == 1
    if where not in planted.MARKUP:
        assert "<script>window.harm" not in made
        assert "<img src=x" not in made


def test_a_page_escapes_all_that_is_no_markup():
    made = page(planted.HARM, planted.HARM, planted.HARM, planted.HARM)
    assert "<script" not in made
    assert "<img" not in made


def test_somebody_elses_page_loses_its_scripts_and_gains_the_policy():
    made = sealed(planted.FOREIGN.format("here"))
    assert is_sealed(made)
    assert "<script" not in made
    assert '<p id="there">here</p>' in made
    with pytest.raises(ValueError, match="without a head"):
        sealed("<p>half a page</p>")


@pytest.mark.parametrize("text", ["", "<p>x", "<html><head></head>",
                                  f"<!DOCTYPE html><html><head><script>1</script>{NOTHING}"])
def test_a_page_without_the_policy_is_not_written(text, tmp_path):
    for write in (lambda: write_text(tmp_path / "a.html", text), lambda: page_link("a.html", text),
                  lambda: write_text(tmp_path / "a.csv", text)):
        with pytest.raises(ValueError, match=r"made by widgets\.state\.page"):
            write()
    assert list(tmp_path.iterdir()) == []


# Files --------------------------------------------------------------------------------------------------------------
def test_a_file_is_whole_or_the_old_one(tmp_path, monkeypatch):
    out = tmp_path / "deep" / "t.csv"
    write_table(out, ["a"], [["old"]])
    before = out.read_bytes()

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(InputError, match=r"t\.csv cannot be written \(no space left on device\)"):
        write_table(out, ["a"], [["new"]])
    assert [path.read_bytes() for path in out.parent.iterdir()] == [before]
    assert before.startswith(b"\xef\xbb\xbfa\r\n")


def test_a_private_file_is_for_nobody_else(tmp_path):
    write_text(tmp_path / "own" / "a.json", "{}", private=True)
    write_text(tmp_path / "all.txt", "x")
    modes = [stat.S_IMODE(path.stat().st_mode) for path in
             (tmp_path / "own", tmp_path / "own" / "a.json", tmp_path / "all.txt")]
    assert modes == [0o700, 0o600, 0o644]


def test_half_a_character_is_written_as_a_question_mark(tmp_path):
    write_table(tmp_path / "t.csv", ["a"], [["\ud800"]])
    assert (tmp_path / "t.csv").read_bytes().endswith(b"a\r\n?\r\n")
    assert "base64," in table_link("t.csv", ["a"], [["\ud800"]])
