"""What must be true of a notebook as it is committed: short cells that read as a sentence, and nothing stored."""

import ast
import re


def code_cells(notebook):
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def trouble(notebook):
    """A sentence for everything that is wrong with the code cells."""
    wrong = []
    for k, cell in enumerate(code_cells(notebook), 1):
        wrong += [f"cell {k}: {words}" for words in _trouble(cell)]
    return wrong


def _trouble(cell):
    lines = cell.source.splitlines()
    wrong = []
    if cell.outputs or cell.execution_count is not None:
        wrong.append("has a stored output or count")
    if not 1 < len(lines) <= 3:
        wrong.append(f"has {len(lines)} lines; a comment and one or two lines of code are meant")
    if not re.match(r"# [A-Z0-9].{8,}", lines[0] if lines else ""):
        wrong.append("does not begin with a comment in plain language")
    if any(re.match(r"\s*[!%?]", line) or line.rstrip().endswith("?") and not line.startswith("#") for line in lines):
        wrong.append("uses a magic or a shell command, whose failure nobody sees")
    return wrong


def calls(notebook):
    """Every call in the code cells, in order: (cell, name of what is called, its constant arguments)."""
    found = []
    for cell in code_cells(notebook):
        for node in ast.walk(ast.parse(cell.source)):
            if isinstance(node, ast.Call):
                name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                found.append((cell, name, [a.value for a in node.args if isinstance(a, ast.Constant)]))
    return found
