"""A notebook whose file or whose metadata is wrong is one sentence everywhere, and never stops another notebook."""

import json
import re
import shutil
from pathlib import Path

import pytest
from leaving import sources
from sample import CELLS, write_notebook

from customerbase import InputError
from widgets import Progress, preflight
from widgets.classroom.course import find_notebooks
from widgets.handout import __main__ as handout_command
from widgets.room import cells, pictures
from widgets.state import catalogue, notebook_file
from widgets.state.course import course, course_and_problems

OURS = Path(__file__).parents[2] / "notebooks"
NONE = "cannot be read as a notebook"
NO_NOTEBOOK = {  # what stands in the file -> what is said of it
    b"{ half": NONE, b"[]": NONE, b"": NONE, b'{"cells": ["\xe9"]}': NONE, b'{"cells": 3}': NONE,
    b'{"cells": [7]}': NONE, b'{"metadata": {}}': NONE, b'{"cells": [{"source": 5, "cell_type": "code"}]}': NONE,
    b"[" * 100_000: NONE,
    b'{"cells": [{"source": "", "cell_type": "code", "metadata": {"tags": "lab"}}]}': NONE,
    None: "is a folder and no notebook",
}
WRONG = {  # what `valued` holds -> what is said of it
    "sections a text": ({"title": "T", "sections": "Bet"}, "“sections” must be a list, not 'Bet'"),
    "valued a list": (["x"], "“valued” must be a set of names and values"),
    "valued a text": ("x", "“valued” must be a set of names and values"),
    "minutes a text": ({"title": "T", "minutes": "soon"}, "“minutes” must be a number, not 'soon'"),
    "minutes no number": ({"title": "T", "minutes": float("nan")}, "“minutes” must be a number"),
    "minutes true": ({"title": "T", "minutes": True}, "“minutes” must be a number"),
    "a title of numbers": ({"title": 7}, "“title” must be text"),
    "objectives a text": ({"title": "T", "objectives": "one"}, "“objectives” must be a list of texts"),
    "a section a text": ({"title": "T", "sections": ["Bet"]}, "a section needs a name, and 'Bet' has none"),
    "a section's minutes": ({"title": "T", "sections": [{"name": "A", "minutes": "x"}]}, "“minutes” must be a number"),
    "a section's name": ({"title": "T", "sections": [{"name": 5}]}, "“name” must be text"),
    "a section's room": ({"title": "T", "sections": [{"name": "A", "room": "yes"}]}, "“room” must be true or false"),
}


def write(path, content):
    if content is None:
        path.mkdir()
    else:
        path.write_bytes(content)


def with_told(path, told):
    """A whole notebook, whose metadata says `told`."""
    content = json.loads(write_notebook(path, (CELLS[0], CELLS[-1])).read_text(encoding="utf-8"))
    path.write_text(json.dumps({**content, "metadata": {"valued": told}}), encoding="utf-8")


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """One whole notebook of ours among a file of every kind that is none, and metadata of every wrong kind."""
    books = tmp_path / "books"
    books.mkdir()
    for number, content in enumerate(NO_NOTEBOOK, 20):
        write(books / f"{number}_none.ipynb", content)
    for number, (told, _) in enumerate(WRONG.values(), 40):
        with_told(books / f"{number}_odd.ipynb", told)
    shutil.copy(OURS / "08_retention_illusion.ipynb", books)
    monkeypatch.chdir(tmp_path)
    return books


# The reader ---------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(("content", "says"), NO_NOTEBOOK.items(), ids=lambda text: str(text)[:24])
def test_what_is_no_notebook_is_one_sentence(content, says, tmp_path):
    write(tmp_path / "08_a.ipynb", content)
    with pytest.raises(InputError, match=f"^08_a.ipynb {says}"):
        notebook_file.read(tmp_path / "08_a.ipynb")


def test_a_notebook_that_is_not_there_is_one_sentence(tmp_path):
    with pytest.raises(InputError, match="There is no notebook .*; name one that is there"):
        notebook_file.read(tmp_path / "08_a.ipynb")


@pytest.mark.parametrize(("told", "says"), WRONG.values(), ids=WRONG)
def test_metadata_of_a_wrong_kind_is_said_and_the_rest_is_used(told, says, tmp_path):
    with_told(tmp_path / "08_a.ipynb", told)
    book = notebook_file.read(tmp_path / "08_a.ipynb")
    assert says in book.problem
    assert book.problem.startswith("08_a.ipynb: in its metadata ")
    assert len(book.cells) == 2
    assert notebook_file.title(book) == ("T" if isinstance(told, dict) and told.get("title") == "T" else "A sample")


@pytest.mark.parametrize("path", sorted(OURS.glob("*.ipynb")), ids=lambda path: path.stem)
def test_our_own_notebooks_are_read_in_whole(path):
    book = notebook_file.read(path)
    raw = json.loads(path.read_text(encoding="utf-8"))
    assert book.problem == ""
    assert book.told == raw["metadata"]["valued"]
    assert [cell.source for cell in book.cells] == ["".join(cell["source"]) for cell in raw["cells"]]


OTHERS = {  # that take cells out of JSON, and why they do not use the reader
    "widgets/classroom/handed_in.py": "what a student hands in is read with more distrust",
    "widgets/saving.py": "Jupyter's server loads this file alone, for what it is about to write",
    "guide/make_words.py": "writes our own notebooks back as they are",
}


def test_nobody_else_reads_a_notebooks_file():
    """Whoever takes cells out of JSON reads notebooks by himself."""
    readers = {name for name, text in sources(".py").items()
               if re.search(r"""\[["']cells["']\]|get\(["']cells["']""", text)}
    assert readers == {"widgets/state/notebook_file.py", *OTHERS}


# Everywhere that notebooks are read ---------------------------------------------------------------------------------
def test_the_front_page_says_it_on_the_card_and_shows_the_others(folder):
    cards = {card.path[:2]: card for card in catalogue.cards(folder)}
    assert len(cards) == 1 + len(NO_NOTEBOOK) + len(WRONG)
    assert (cards["08"].problem, cards["08"].opens, cards["08"].minutes) == ("", True, "25")
    for number, says in enumerate(NO_NOTEBOOK.values(), 20):
        assert says in cards[str(number)].problem
        assert not cards[str(number)].opens
    for number, (_, says) in enumerate(WRONG.values(), 40):
        assert says in cards[str(number)].problem
        assert cards[str(number)].opens


@pytest.mark.parametrize("told", [told for told, _ in WRONG.values()], ids=WRONG)
def test_a_page_opens_with_its_title_and_those_of_its_sections_that_can_be_read(told):
    content = {"cells": [{"cell_type": "markdown", "source": "# Head", "metadata": {"valued": "x"}}],
               "metadata": {"valued": told}}
    assert cells.title(content, "08_a") in ("T", "Head")
    assert isinstance(json.loads(cells.sections(content)), list)


def test_progress_says_it_and_counts_the_others(folder):
    books, problems = course_and_problems(folder)
    assert "08" in books
    assert len(problems) == len(NO_NOTEBOOK) + len(WRONG)
    assert list(course(folder)) == list(books)
    told = Progress(folder).report.value
    assert told.count('role="alert"') == len(problems)
    assert "The retention illusion" in told
    assert 'role="alert"' not in Progress(OURS).report.value


def test_the_class_takes_the_others_and_says_why_not_all(folder):
    said = []
    assert list(find_notebooks(folder, say=said.append)) == ["08_retention_illusion"]
    assert len(said) >= len(NO_NOTEBOOK)
    assert list(find_notebooks(folder, ["08"])) == ["08_retention_illusion"]
    with pytest.raises(InputError, match="20_none.ipynb cannot be read as a notebook"):
        find_notebooks(folder, ["20"])


def test_handouts_of_the_others_are_made(folder, tmp_path):
    for path in folder.glob("*_odd.ipynb"):
        path.unlink()
    (folder / "08_retention_illusion.ipynb").unlink()
    with_told(folder / "08_a.ipynb", {"title": "Whole"})
    with pytest.raises(SystemExit) as stopped:
        handout_command.main(["--all", str(folder), str(tmp_path / "out")])
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["08_a.html", "08_a_cards.html"]
    assert len(str(stopped.value).splitlines()) == len(NO_NOTEBOOK)  # each said once


def test_preflight_says_it_of_each(folder):
    said = [sentence for path in sorted(folder.glob("*_[no]*.ipynb"))
            for sentence in preflight.notebook(path, str)]
    assert len(said) == len(NO_NOTEBOOK) + len(WRONG)


def test_pictures_of_the_others_are_drawn(folder, tmp_path, capsys):
    pictures.main(folder, tmp_path / "pictures")
    drawn = tmp_path / "pictures" / pictures.name(folder / "08_retention_illusion.ipynb")
    assert drawn.stat().st_size > 1_000
    assert "Traceback" not in capsys.readouterr().err
