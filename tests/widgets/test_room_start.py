"""The room before any browser: what the front page says of a notebook, and the sentence that stops the room."""

import json
import socket
import subprocess
import sys
import time
import tomllib
from pathlib import Path

import nbformat
import pytest
from voila.execute import VoilaExecutor

from widgets.room import server
from widgets.room.__main__ import check
from widgets.state import catalogue

ROOT = Path(__file__).parents[2]


def write(folder, name, text="", told=None):
    cells = [{"cell_type": "code", "source": "1"}, {"cell_type": "markdown", "source": text.splitlines(keepends=True)}]
    content = {"cells": cells, "metadata": {"valued": told} if told else {}}
    (folder / name).write_text(json.dumps(content), encoding="utf-8")


@pytest.mark.parametrize(("text", "told", "title", "question", "minutes"), [
    ("# Not this\n\nNor this?\n\n5 minutes", {"title": "T", "question": "Q?", "minutes": 25}, "T", "Q?", "25"),
    ("# The rate\n\n**The slide says 95 %. How\nmany left?** Then more.\n\n25 minutes", None,
     "The rate", "The slide says 95 %. How many left?", "25"),
    ("# A [link](https://example.org) here\n\nNo question.", None, "A link here", "", ""),
    ("", None, "Retention illusion", "", ""),
], ids=["metadata", "first text", "plain text", "file name"])
def test_a_card_comes_from_metadata_then_text_then_file_name(tmp_path, text, told, title, question, minutes):
    write(tmp_path, "08_retention_illusion.ipynb", text, told)
    card, = catalogue.cards(tmp_path)
    assert card == catalogue.Card("08_retention_illusion.ipynb", title, question, minutes)


def test_a_file_that_is_no_notebook_goes_by_its_name(tmp_path):
    (tmp_path / "01_what-is_value.ipynb").write_text("not json", encoding="utf-8")
    (tmp_path / "02_a_list.ipynb").write_text("[]", encoding="utf-8")
    assert [card.title for card in catalogue.cards(tmp_path)] == ["What is value", "A list"]


def test_notebooks_are_found_in_reading_order_without_checkpoints(tmp_path):
    for name in ("08_b.ipynb", "00_a.ipynb"):
        write(tmp_path, name)
    (tmp_path / ".ipynb_checkpoints").mkdir()
    write(tmp_path / ".ipynb_checkpoints", "00_a-checkpoint.ipynb")
    assert catalogue.find(tmp_path) == ["00_a.ipynb", "08_b.ipynb"]


def test_what_stops_the_room_is_one_sentence(tmp_path):
    assert "There is no folder" in check(tmp_path / "nowhere", 0)
    assert "holds no notebooks" in check(tmp_path, 0)
    write(tmp_path, "00_a.ipynb")
    assert check(tmp_path, 0) is None
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert check(tmp_path, port) == (
            f"Port {port} cannot be used, most likely because something runs there; try --port {port + 1}.")


def test_the_command_ends_with_that_sentence_alone(tmp_path):
    done = subprocess.run([sys.executable, "-m", "widgets.room", str(tmp_path)], capture_output=True, text=True)
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.strip() == check(tmp_path, 0)


def test_every_file_that_a_page_needs_goes_into_a_wheel():
    with (ROOT / "pyproject.toml").open("rb") as file:
        patterns = tomllib.load(file)["tool"]["setuptools"]["package-data"]["widgets"]
    packed = {path for pattern in patterns for path in (ROOT / "widgets").glob(pattern)}
    needed = [path for path in (ROOT / "widgets").rglob("*")
              if path.is_file() and path.suffix not in (".py", ".pyc")]
    assert len(needed) > 10
    assert [path.name for path in needed if path not in packed] == []


@pytest.mark.long
def test_a_busy_computer_reads_a_cells_output_late_and_shows_all_of_it(tmp_path):
    """More than four seconds late: nbclient's own limit, after which the rest would be left out without a word."""
    class Busy(VoilaExecutor):
        def process_message(self, *args):
            time.sleep(0.02)
            return super().process_message(*args)

    cell = nbformat.v4.new_code_cell("from comm import create_comm\nmany = create_comm(target_name='many')\n"
                                     "for _ in range(300):\n    many.send({})\nprint('the last word')")
    notebook = nbformat.v4.new_notebook(cells=[cell])
    Busy(notebook, config=server.settings(tmp_path, 0), kernel_name="python3").execute(notebook, {})
    assert [output.text for output in cell.outputs] == ["the last word\n"]
