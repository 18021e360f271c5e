"""What a notebook of ours leaves out when Jupyter saves it: panels without a kernel behind them.

A panel lives in the kernel; its file keeps only a number that means nothing the next day, and Jupyter shows an error in
its place. So these outputs are not written; text, tables and pictures stay. A pre-save hook for a Jupyter server's
configuration. It needs nothing but the standard library, so that a server can load this file alone:

    import runpy
    c.FileContentsManager.pre_save_hook = runpy.run_path("/where/valued/is/widgets/saving.py")["drop_views"]
"""

import re

VIEW = "application/vnd.jupyter.widget-view+json"
STATE = "application/vnd.jupyter.widget-state+json"
IMPORT = re.compile(r"^\s*(from|import)\s+widgets\b", re.MULTILINE)


def drop_views(model: dict, **_) -> None:
    """Take the panels out of what is to be written, where the notebook is ours; anything else stays as it is.

    model: as a contents manager saves it, changed in place. What has another shape than a notebook's is left alone.
    """
    try:
        content = model["content"] if model["type"] == "notebook" else None
        found = [(cell, _kept(cell["outputs"], content)) for cell in content["cells"] if "outputs" in cell] if (
            content and _ours(content)) else []
    except (KeyError, TypeError, AttributeError):
        return
    for cell, outputs in found:
        cell["outputs"] = outputs


def _ours(content):
    """Whether a notebook tells of itself as ours do, or uses our package."""
    told = content.get("metadata", {}).get("valued")
    return bool(told) or any(cell["cell_type"] == "code" and IMPORT.search("".join(cell["source"]))
                             for cell in content["cells"])


def _kept(outputs, content):
    """Those of a cell's outputs that make sense tomorrow."""
    saved = content.get("metadata", {}).get("widgets", {}).get(STATE, {}).get("state", {})
    return [out for out in outputs
            if VIEW not in out.get("data", {}) or out["data"][VIEW].get("model_id") in saved]  # Lab can keep states too
