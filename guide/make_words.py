"""Writes the line that opens the meaning of its terms under each section of the notebooks: python guide/make_words.py

The meanings stand in widgets/panel/glossary.py. As plain HTML in the text they open in Lab, in the room and in a
handout alike; a test fails when a notebook is not what this would write.
"""

import json
import re
from pathlib import Path

from widgets.panel import glossary

NOTEBOOKS = sorted((Path(__file__).parents[1] / "notebooks").glob("[0-9][0-9]_*.ipynb"))
FOLD = re.compile(r"\n*<details class=\"vd-words\">.*</details>")


def with_words(notebook: dict) -> dict:
    """The notebook (a dict as in its file) with a fold at the end of the first text of every section that has terms."""
    begins, texts = [], []
    for cell in notebook["cells"]:
        if cell["cell_type"] != "markdown":
            continue
        text = FOLD.sub("", "".join(cell["source"]))
        if not begins or text.startswith("## "):
            begins.append(cell)
            texts.append([])
        texts[-1].append(text)
    for cell, words in zip(begins, texts, strict=True):
        fold = glossary.fold(*words)
        cell["source"] = (words[0] + (f"\n\n{fold}" if fold else "")).splitlines(keepends=True)
    return notebook


def main():
    for path in NOTEBOOKS:
        notebook = with_words(json.loads(path.read_text(encoding="utf-8")))
        path.write_text(json.dumps(notebook, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
