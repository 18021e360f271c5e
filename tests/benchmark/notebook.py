"""A notebook from cold kernel to last cell, beside an empty notebook in the same run.

    python tests/benchmark/notebook.py [notebooks/08_retention_illusion.ipynb]

The last lines are the figures: medians of five runs each, in seconds, in turn.
"""

import statistics
import sys
import time
from pathlib import Path

import nbformat
from nbclient import NotebookClient

ROOT = Path(__file__).parents[2]


def cold(notebook):
    """Seconds from starting a kernel to the end of the last cell."""
    start = time.perf_counter()
    NotebookClient(notebook, timeout=120, kernel_name="python3").execute()
    return time.perf_counter() - start


def main():
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "notebooks" / "08_retention_illusion.ipynb"
    full = nbformat.read(path, as_version=4)
    empty = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("pass")], metadata=full.metadata)
    took = {"empty": [], path.stem: []}
    for _ in range(5):
        took["empty"].append(cold(empty))
        took[path.stem].append(cold(full))
    for name, seconds in took.items():
        print(f"{name:24s} {statistics.median(seconds):5.2f} s  ({min(seconds):.2f} to {max(seconds):.2f})")


if __name__ == "__main__":
    main()
