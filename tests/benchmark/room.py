"""A warm page of the room beside Voila's own page of one slider: from the address to a slider that can be used.

    python tests/benchmark/room.py [notebooks/08_retention_illusion.ipynb] [runs]

Both servers run side by side with a warm kernel each; the pages are opened in turn. The last lines are medians in
seconds, and their ratio.
"""

import json
import statistics
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "tests" / "browser"))
import harness  # noqa: E402

WARM = 8  # seconds for the next kernel to be warm again
# The kernel has answered, the first picture is painted, and there is something to take hold of.
PLAIN = "() => document.querySelector('.noUi-handle')?.offsetWidth"
OURS = """() => document.getElementById("loading")?.textContent === ""
    && document.querySelector(".vd-picture")?.dataset.frame && document.querySelector(".noUi-handle")"""


def voila(folder):
    """Voila as it comes, on a folder, with warm kernels and its sources stripped, as ours."""
    port = harness.free_port()
    return harness.serve(
        [sys.executable, "-m", "voila", str(folder), f"--port={port}", "--no-browser", "--Voila.ip=127.0.0.1",
         "--preheat_kernel=True", "--pool_size=1", "--strip_sources=True"], f"http://127.0.0.1:{port}")


def seconds(chrome, url, usable):
    """From asking for the address to the moment at which the page can be used."""
    page = chrome.new_page(viewport={"width": 1280, "height": 720})
    begin = time.perf_counter()
    page.goto(url, wait_until="commit")
    page.wait_for_function(usable, timeout=60_000)
    took = time.perf_counter() - begin
    page.close()
    return took


def measure(path, runs):
    """Seconds of each run: {"one slider": [...], the notebook's name: [...]}."""
    cell = {"cell_type": "code", "id": "c", "metadata": {}, "execution_count": None, "outputs": [],
            "source": "import ipywidgets as ipw\nipw.FloatSlider()"}
    one = {"cells": [cell], "metadata": {"kernelspec": {"name": "python3", "display_name": "Python 3"}},
           "nbformat": 4, "nbformat_minor": 5}
    took = {"one slider": [], path.stem: []}
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "one.ipynb").write_text(json.dumps(one), encoding="utf-8")
        env = {"VALUED_LOG": str(Path(folder) / "log" / "log.jsonl")}
        with voila(folder) as plain, harness.room(path.parent, env) as ours, harness.browser() as chrome:
            for _ in range(runs + 1):  # the first fills the browser's cache
                time.sleep(WARM)
                took["one slider"].append(seconds(chrome, f"{plain}/voila/render/one.ipynb", PLAIN))
                took[path.stem].append(seconds(chrome, f"{ours}/voila/render/{path.name}", OURS))
    return {name: found[1:] for name, found in took.items()}


def main():
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "notebooks" / "08_retention_illusion.ipynb"
    took = measure(path.resolve(), int(sys.argv[2]) if len(sys.argv) > 2 else 7)
    for name, found in took.items():
        print(f"{name:24s} {statistics.median(found):5.2f} s  ({min(found):.2f} to {max(found):.2f})")
    plain, ours = (statistics.median(found) for found in took.values())
    print(f"{'ratio':24s} {ours / plain:5.2f}")


if __name__ == "__main__":
    main()
