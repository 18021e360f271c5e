"""Notebooks as they are committed."""

import cells
import pytest
import running
from nbformat.v4 import new_code_cell, new_notebook, new_output


def test_cells_are_short_plain_and_empty(notebook):
    assert cells.trouble(running.read(notebook)) == []


def test_no_attachment_or_picture_is_hidden_in_the_text(notebook):
    assert notebook.stat().st_size < 60_000
    assert not any(cell.get("attachments") for cell in running.read(notebook).cells)


def test_ids_are_stable(notebook):
    ids = [cell.id for cell in running.read(notebook).cells]
    assert len(set(ids)) == len(ids)
    assert all(cell_id.startswith(notebook.stem[:2] + "-") for cell_id in ids)


@pytest.mark.parametrize(("source", "words"), [
    ("# Meet the company\nx = 1", None),
    ("x = 1\nx = 2", "plain language"),
    ("#!bin\nx = 1", "plain language"),
    ("# Meet the company\na = 1\nb = 2\nc = 3", "has 4 lines"),
    ("# Meet the company", "has 1 lines"),
    ("# Meet the company\n!false", "magic or a shell"),
    ("# Meet the company\n%matplotlib inline", "magic or a shell"),
])
def test_each_rule_catches_its_own(source, words):
    found = cells.trouble(new_notebook(cells=[new_code_cell(source)]))
    assert len(found) == (words is not None)
    assert words is None or words in found[0]


def test_a_stored_output_is_caught():
    kept = new_code_cell("# Meet the company\n1", outputs=[new_output("stream", text="1")])
    assert "stored output" in cells.trouble(new_notebook(cells=[kept]))[0]
