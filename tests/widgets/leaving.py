"""Finds by itself whatever makes a table or a page that leaves the kit, and whatever goes around the shared places."""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
FOLDERS = ("customerbase", "metrics", "synthetic", "widgets", "guide")
SHARED = {  # the only functions that make a table or a page
    "csv_text": "customerbase/spreadsheet.py", "write_frame": "customerbase/spreadsheet.py",
    "write_table": "widgets/state/files.py", "table_link": "widgets/state/files.py",
    "page": "widgets/state/page.py", "sealed": "widgets/state/page.py",
}
BY_OTHERS = {"writer", "DictWriter", "to_csv", "to_excel", "to_html", "to_latex", "to_clipboard", "savetxt", "Workbook"}
OPENED = {"open", "fdopen", "write_text", "write_bytes"}
MARKUP = re.compile(r"<!doctype|<html\b|text/csv|text/html|download=|data:text|Content-Security", re.IGNORECASE)
IN_SCRIPT = re.compile(r"text/csv|text/html|\.download\b|createObjectURL|showSaveFilePicker")
SERVED = "widgets/room/"  # whose pages are served by the room and leave nothing behind
# What may open a file or name such markup, and why that is neither a table nor a page which leaves the kit.
KNOWN = {
    "widgets/state/eventlog.py": "the log, lines of JSON",
    "widgets/room/pictures.py": "pictures of the room's front page",
    "widgets/classroom/grader.py": "nbgrader's own log", "widgets/classroom/scoring.py": "what a notebook's cell shows",
    "widgets/preflight.py": "a page that asks a browser for its pixels",
    "widgets/progress/panel.py": "links that the notebook itself shows, and follows",
    "guide/make_assumptions.py": "Markdown and a picture", "guide/make_words.py": "Markdown",
    "guide/make_pictures.py": "a picture", "guide/chain_picture.py": "a picture",
}


def sources(*endings, root=ROOT):
    """{path below root: its text} of every file of the kit with such an ending."""
    return {path.relative_to(root).as_posix(): path.read_text(encoding="utf-8") for folder in FOLDERS
            for path in sorted((root / folder).rglob("*")) if path.suffix in endings}


def exporters(modules):
    """{"module:function"} of all that call a shared function from outside the shared places."""
    found = set()
    for name, source in modules.items():
        if name in SHARED.values():
            continue
        tree = ast.parse(source)
        ours = {alias.asname or alias.name for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)
                for alias in node.names
                if (node.module or "").rpartition(".")[2] == Path(SHARED.get(alias.name, "")).stem}
        for function in (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)):
            for call in (node.func for node in ast.walk(function) if isinstance(node, ast.Call)):
                if (isinstance(call, ast.Name) and call.id in ours) or (
                        isinstance(call, ast.Attribute) and call.attr in SHARED and call.attr != "page"):
                    found.add(f"{name}:{function.name}")
    return found


def around(modules):
    """Sentences on what writes a table, a page or a file by itself, past the shared places."""
    for name, source in modules.items():
        if name in SHARED.values():
            continue
        tree = ast.parse(source)
        said = {id(node.body[0].value) for node in ast.walk(tree)
                if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and node.body
                and isinstance(node.body[0], ast.Expr)}  # docstrings
        for node in ast.walk(tree):
            called = getattr(node.func, "attr", getattr(node.func, "id", "")) if isinstance(node, ast.Call) else ""
            if called in BY_OTHERS:
                yield f"{name}, line {node.lineno}: {called} writes unguarded text; use customerbase.spreadsheet."
            if name in KNOWN:
                continue
            if called in OPENED and not _imported(tree, called) and _writes(node, called):
                yield f"{name}, line {node.lineno}: {called} writes a file by itself; use widgets.state.files."
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in said and (
                    MARKUP.search(node.value) and not name.startswith(SERVED)):
                yield (f"{name}, line {node.lineno}: a page or a link of its own; use widgets.state.page and "
                       "widgets.state.files.")


def _imported(tree, called):
    """Whether a name is our own `write_text`, and not a path's method."""
    return any(alias.name == called for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)
               and node.module == "widgets.state.files" for alias in node.names)


def _writes(call, called):
    modes = [node.value for node in [*call.args, *(word.value for word in call.keywords)]
             if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    return called != "open" or any(re.fullmatch(r"[rwaxbt+]*[wax+][rwaxbt+]*", mode) for mode in modes)


def unsealed(texts):
    """Scripts that save a file, and templates that begin a page of their own; the room serves its pages itself."""
    for name, text in texts.items():
        if name.endswith(".js") and IN_SCRIPT.search(text):
            yield f"{name}: saves a file in the browser; let the kernel make it, with widgets.state.files."
        if name.endswith((".j2", ".html")) and MARKUP.search(text) and not name.startswith(SERVED):
            yield f"{name}: begins a page of its own; use widgets.state.page."
