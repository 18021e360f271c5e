"""Run a notebook in a real kernel, without the network, and bring back what it showed and what the probe found."""

import hashlib
import json
import tempfile
from dataclasses import dataclass
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

HERE = Path(__file__).parent
FOLDER = HERE.parents[1] / "notebooks"
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))
WIDGET = "application/vnd.jupyter.widget-view+json"

BEFORE = f"""import os
import sys
sys.path.insert(0, {str(HERE)!r})
import inside
sys.path.pop(0)
inside.cut_network()
os.environ["VALUED_LOG"] = {{log!r}}"""
AFTER = """import json
from IPython.display import display
display({{"text/plain": json.dumps({call})}}, raw=True)"""


@dataclass
class Run:
    """outputs: one list of outputs a code cell; page: what the widgets held afterwards; probe: its report or None."""

    outputs: list
    page: list
    probe: dict | None

    @property
    def shown(self):
        """What was displayed, without the ids that are new in every run; pictures as hashes."""
        return [[_shown(output) for output in cell] for cell in self.outputs]

    @property
    def errors(self):
        """Every error and every word on stderr, of any cell."""
        return [output.get("evalue") or output["text"] for cell in self.outputs for output in cell
                if output["output_type"] == "error" or output.get("name") == "stderr"]


def _shown(output):
    if output["output_type"] == "stream":
        return output["name"], output["text"]
    if output["output_type"] == "error":
        return output["ename"], output["evalue"]
    data = output["data"]
    if WIDGET in data:
        return ("widget",)
    pictures = {kind for kind in data if kind.startswith("image")}
    return tuple((kind, hashlib.sha256(str(data[kind]).encode()).hexdigest() if kind in pictures else data[kind])
                 for kind in sorted(data))


def each(*always):
    """Parameters of what takes every notebook: those whose numbers are named, or 08, always; the others are long."""
    return [pytest.param(path, id=path.stem, marks=() if path.stem[:2] in (always or ("08",)) else pytest.mark.long)
            for path in NOTEBOOKS]


def read(path):
    return nbformat.read(path, as_version=4)


def run(path, *, probe=False):
    """Every cell in a fresh kernel with an empty log, then what the widgets hold, then (probe=True) each one moved."""
    notebook = read(path)
    calls = ["inside.page()", *(["inside.Probe().run()"] if probe else [])]
    after = [nbformat.v4.new_code_cell(AFTER.format(call=call)) for call in calls]
    with tempfile.TemporaryDirectory() as own:  # a notebook goes on where its learner stopped: each run starts anew
        before = BEFORE.format(log=str(Path(own) / "log.jsonl"))
        notebook.cells = [nbformat.v4.new_code_cell(before), *notebook.cells, *after]
        NotebookClient(notebook, timeout=240, iopub_timeout=60, kernel_name="python3", allow_errors=True,
                       resources={"metadata": {"path": str(Path(path).parent)}}).execute()
    cells = [cell.outputs for cell in notebook.cells if cell.cell_type == "code"]
    own, told = cells[1:len(cells) - len(after)], cells[len(cells) - len(after):]
    answers = [_answer(outputs) for outputs in told]
    rest = [[o for o in outputs if o["output_type"] != "display_data"] for outputs in told]
    return Run([cells[0], *own, *rest], answers[0], answers[1] if probe else None)


def _answer(outputs):
    for output in outputs:
        if output["output_type"] == "display_data":
            return json.loads(output["data"]["text/plain"])
    raise AssertionError(f"the test's own cell failed: {outputs}")
