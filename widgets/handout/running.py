"""Run a notebook's cells in this process and keep what they display, as live objects and not as pictures of them."""

import ast
import contextlib
import io
import os
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from unittest import mock

import IPython.display

from customerbase import InputError
from widgets.state import notebook_file


@dataclass
class Cell:
    """A cell in reading order. shown: what a code cell displayed; printed: what it wrote."""

    name: str
    source: str
    code: bool
    tags: tuple = ()
    shown: list = field(default_factory=list)
    printed: str = ""


@dataclass
class Notebook:
    """told: `valued` of the metadata; cells: all cells, in order; title, problem: as `notebook_file` has them."""

    name: str
    told: dict
    cells: list
    title: str = ""
    problem: str = ""


@contextlib.contextmanager
def nobody():
    """A log that is empty and is thrown away: a page shows what the notebook shows to somebody who never opened it."""
    with tempfile.TemporaryDirectory() as scratch, \
            mock.patch.dict(os.environ, VALUED_LOG=str(Path(scratch) / "log.jsonl")):
        yield


def read(path):
    """A Notebook from its file, not yet run; InputError when it is none."""
    book = notebook_file.read(path)
    cells = [Cell(cell.name, cell.source, cell.kind == "code", cell.tags) for cell in book.cells
             if cell.kind in ("code", "markdown")]
    return Notebook(book.name, book.told, cells, notebook_file.title(book), book.problem)


def run(path):
    """A Notebook whose code cells have run in their order, in its own folder; InputError names the cell that failed.

    Cells are plain Python here (a test forbids magics).
    """
    notebook = read(path)
    with contextlib.chdir(Path(path).resolve().parent):
        space = {"__name__": "__main__"}
        for cell in notebook.cells:
            if cell.code:
                _run(cell, space, notebook.name)
    return notebook


def _run(cell, space, name):
    """One cell: its last line is displayed when it is an expression, as in a notebook."""
    def show(*things, **_):
        cell.shown += things

    printed = io.StringIO()
    space["display"] = show
    try:
        tree = ast.parse(cell.source, filename=f"{name}, cell {cell.name}")
        last = ast.Expression(tree.body.pop().value) if tree.body and isinstance(tree.body[-1], ast.Expr) else None
        with contextlib.redirect_stdout(printed), mock.patch.object(IPython.display, "display", show):
            exec(compile(tree, cell.name, "exec"), space)
            if last is not None:
                value = eval(compile(last, cell.name, "eval"), space)
                cell.shown += [] if value is None else [value]
    except Exception as error:
        said = str(error) if isinstance(error, InputError) else f"{type(error).__name__}: {error}"
        raise InputError(f"{name}, cell {cell.name} failed: {said}") from error
    cell.printed = printed.getvalue()
