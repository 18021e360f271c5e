"""What is written when Jupyter saves a notebook: no panel without its kernel, and everything else as it was."""

import copy
import json
import runpy
import subprocess
import sys
from pathlib import Path

import pytest
from jupyter_server.services.contents.filemanager import FileContentsManager
from traitlets.config import Config

from widgets import saving

# Jupyter says this of the first hook as well
pytestmark = pytest.mark.filterwarnings("ignore:Overriding existing pre_save_hook")

VIEW = {"output_type": "display_data", "metadata": {}, "data": {
    "text/plain": "FirstLook(children=())", saving.VIEW: {"model_id": "abc", "version_major": 2, "version_minor": 0}}}
PLOT = {"output_type": "display_data", "metadata": {}, "data": {"image/png": "iVBORw0KGgo=", "text/plain": "<Figure>"}}
SAID = {"output_type": "stream", "name": "stdout", "text": "hello\n"}


def notebook(source="from widgets import FirstLook\nFirstLook(base)", outputs=(VIEW, PLOT, SAID), **metadata):
    return {"cells": [
        {"cell_type": "markdown", "id": "a", "metadata": {}, "source": "# from widgets import nothing"},
        {"cell_type": "code", "id": "b", "metadata": {}, "source": source, "execution_count": 3,
         "outputs": copy.deepcopy(list(outputs))}],
        "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}


def save(content, folder, name="x.ipynb"):
    """What a Jupyter server with the hook writes of a notebook."""
    hooked = Config(FileContentsManager={"pre_save_hook": saving.drop_views})
    manager = FileContentsManager(root_dir=str(folder), config=hooked)
    manager.save({"type": "notebook", "content": content, "format": "json"}, name)
    return (folder / name).read_bytes()


@pytest.mark.parametrize("ours", [
    notebook(), notebook("import widgets as w\nw.FirstLook(base)"), notebook("FirstLook(base)", valued={"title": "t"}),
    notebook(["# first\n", "from widgets import X"]),
])
def test_panels_are_not_written_and_all_other_outputs_are(ours, tmp_path):
    written = json.loads(save(ours, tmp_path))["cells"][1]
    assert [out.get("name") or list(out["data"])[0] for out in written["outputs"]] == ["image/png", "stdout"]
    assert written["execution_count"] == 3


@pytest.mark.parametrize("other", [
    notebook("import ipywidgets as ipw\nipw.IntSlider()"),
    notebook("import widgets_of_others\nfrom mywidgets import x"),
    notebook("'from widgets'"), notebook(outputs=[PLOT, SAID]), notebook(outputs=[], valued={"title": "t"}),
])
def test_somebody_elses_notebook_stays_byte_for_byte(other, tmp_path):
    manager = FileContentsManager(root_dir=str(tmp_path))
    manager.save({"type": "notebook", "content": copy.deepcopy(other), "format": "json"}, "plain.ipynb")
    assert save(other, tmp_path) == (tmp_path / "plain.ipynb").read_bytes()


def test_a_panel_whose_state_is_in_the_file_stays(tmp_path):
    """Lab can be told to keep states: then nothing is missing."""
    kept = {saving.STATE: {"state": {"abc": {"model_name": "X", "model_module": "y"}}, "version_major": 2,
                           "version_minor": 0}}
    assert len(json.loads(save(notebook(widgets=kept), tmp_path))["cells"][1]["outputs"]) == 3


@pytest.mark.parametrize("odd", [
    {}, {"type": "file", "content": "text"}, {"type": "notebook"}, {"type": "notebook", "content": None},
    {"type": "notebook", "content": {"cells": None}}, {"type": "notebook", "content": []},
    {"type": "notebook", "content": {"cells": [3], "metadata": {"valued": {"title": ""}}}},
    {"type": "notebook", "content": {"cells": [{"cell_type": "code"}], "metadata": None}},
    {"type": "notebook", "content": notebook(outputs=[VIEW, {"data": 3}, {"data": None}, {}], widgets=[])},
])
def test_what_is_no_notebook_is_left_alone(odd):
    before = copy.deepcopy(odd)
    saving.drop_views(model=odd, path="x", contents_manager=None)
    assert odd == before


def test_a_server_that_loads_the_hook_loads_nothing_else_of_the_kit():
    """Every learner of a hub has a server of their own."""
    config = Path(saving.__file__).parents[1] / "jupyter_lab_config.py"
    told = ("import sys; from traitlets.config.loader import PyFileConfigLoader as Loader; "
            f"c = Loader({str(config)!r}).load_config(); print(c.FileContentsManager.pre_save_hook.__name__, "
            "sorted({'widgets', 'pandas', 'matplotlib'} & set(sys.modules)))")
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, timeout=60)
    assert done.stdout.strip() == "drop_views []", done.stderr


def test_the_line_in_the_file_itself_works():
    line = next(line.strip() for line in saving.__doc__.splitlines() if "run_path(" in line)
    told = line.partition("= ")[2].replace("/where/valued/is/widgets/saving.py", saving.__file__)
    hook = eval(told, {"runpy": runpy})
    model = {"type": "notebook", "content": notebook()}
    hook(model=model, path="x.ipynb")
    assert len(model["content"]["cells"][1]["outputs"]) == 2
