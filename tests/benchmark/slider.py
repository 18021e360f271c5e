"""From key press to last paint, in a real browser: four ways of drawing the same picture of 100,000 customers.

    python tests/benchmark/slider.py            three runs of 15 key presses each, interleaved; about five minutes

floor     an ipywidgets slider and a Label that Python sets: nothing can be quicker
ours      widgets.Sorting, its first slider, with headline, number box and live figure
bqplot    the same model and numbers drawn by bqplot, with headline and number box (python -m pip install -e ".[bench]")
interact  the same numbers by plain interact, pandas on all customers and pyplot

Screenshots of all four are kept in screenshots/. The last lines are the figures: medians in milliseconds, then ratios.
Machines differ and are noisy, so only the ratios of one run mean something.
"""

import argparse
import importlib.util
import statistics
import sys
import tempfile
from pathlib import Path

import nbformat

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT / "tests" / "browser")]
from harness import browser, lab, open_notebook, run_all  # noqa: E402

BASE = """
import numpy as np, ipywidgets as ipw, synthetic
base = synthetic.generate(customers=100_000)
QUARTERS = 12
"""

FLOOR = """
import ipywidgets as ipw
slider, label = ipw.FloatSlider(value=1.2, min=0, max=2, step=0.05), ipw.Label("1.20")
slider.observe(lambda change: setattr(label, "value", f"{change.new:.2f}"), "value")
ipw.VBox([slider, label])
"""

OURS = BASE + """
from widgets.explorables.sorting import Sorting
panel = Sorting(base)
panel.boxes["spread"].value = 1.2
panel.layout.width = "1032px"
panel
"""

BQPLOT = BASE + """
import bqplot as bq
from widgets.explorables.sorting.model import SortingInputs, cohort_of, sort_out
cohort = cohort_of(base)
level = cohort.level
fifths, x = ["most loyal", "loyal", "middle", "fragile", "most fragile"], np.arange(1, QUARTERS + 1)
def figure(mark, scales):
    axes = [bq.Axis(scale=scales["x"]), bq.Axis(scale=scales["y"], orientation="vertical")]
    return bq.Figure(marks=[mark], axes=axes, layout={"width": "500px", "height": "400px"})
heights = {"x": bq.OrdinalScale(), "y": bq.LinearScale(min=0, max=1)}
bars = bq.Bars(x=fifths, y=np.ones(5), colors=["#0072B2"], scales=heights)
scales = {"x": bq.LinearScale(min=1, max=24), "y": bq.LinearScale(min=0.4, max=1)}
lines = bq.Lines(x=x, y=np.ones((3, QUARTERS)), colors=["#0072B2", "#767676", "#767676"], scales=scales)
slider = ipw.FloatSlider(value=1.2, min=0, max=2, step=0.05, readout=False)
box, headline = ipw.Text(), ipw.HTML()
def draw(_=None):
    r = sort_out(cohort, SortingInputs(slider.value, level, 0, QUARTERS))
    bars.y, lines.y = r.left, np.array([r.rates, r.own[:, 0], r.own[:, -1]])
    box.value, headline.value = f"{slider.value:.2f}", f"<h2>{r.rates[0]:.1%} to {r.rates[-1]:.1%}</h2>"
slider.observe(draw, "value")
draw()
ipw.VBox([headline, ipw.HBox([figure(bars, heights), figure(lines, scales)]), ipw.HBox([slider, box])])
"""

INTERACT = BASE + """
import pandas as pd, matplotlib.pyplot as plt
from scipy.optimize import brentq
from scipy.special import expit, logit
people = base.customers[["truth_hazard"]].copy()
people["rate"] = (1 - people.truth_hazard) ** 3
level = people.rate.mean()
def picture(spread):
    odds = spread * logit(people.rate)
    rate = expit(odds + brentq(lambda a: expit(odds + a).mean() - level, -30, 30))
    fifth = pd.qcut(rate.rank(method="first", ascending=False), 5, labels=False)
    here, report, own = pd.Series(1.0, people.index), [], []
    for quarter in range(QUARTERS):
        report.append((here * rate).sum() / here.sum())
        own.append(rate.groupby(fifth).mean())
        here = here * rate
    own = pd.DataFrame(own)
    fig, (left, right) = plt.subplots(1, 2, figsize=(10, 4))
    left.bar(["most loyal", "loyal", "middle", "fragile", "most fragile"], here.groupby(fifth).mean())
    left.set_ylim(0, 1)
    right.plot(range(1, QUARTERS + 1), report)
    right.plot(range(1, QUARTERS + 1), own[[0, 4]], "--", color="grey")
    right.set_ylim(0.4, 1)
    right.set_xlim(1, 24)
    fig.suptitle(f"{report[0]:.1%} to {report[-1]:.1%}")
    plt.show()
ipw.interact(picture, spread=ipw.FloatSlider(value=1.2, min=0, max=2, step=0.05));
"""

WAYS = {"floor": FLOOR, "ours": OURS, "bqplot": BQPLOT, "interact": INTERACT}

# Marks the time of the last change on the page after a key press: a DOM change or a loaded image, then the frame in
# which it is painted. What only a screen reader hears does not count.
WATCH = """() => {
  if (window.watch) return;
  const watch = window.watch = { pressed: 0, painted: 0 };
  const mark = () => { if (watch.pressed) requestAnimationFrame(() => {
    const after = new MessageChannel();
    after.port1.onmessage = () => { watch.painted = performance.now(); };
    after.port2.postMessage(0);
  }); };
  document.addEventListener("keydown", () => { if (!watch.pressed) watch.pressed = performance.now(); }, true);
  const root = document.querySelector(".jp-Notebook");
  new MutationObserver((changes) => {
    const seen = changes.some((c) => !(c.target.closest ? c.target : c.target.parentElement)?.closest("[aria-live]"));
    if (seen) mark();
  }).observe(root, { subtree: true, childList: true, attributes: true, characterData: true });
  root.addEventListener("load", mark, true);
}"""
QUIET = "() => performance.now() - watch.pressed > 350 && performance.now() - watch.painted > 300"


def write_notebook(folder, name, code):
    """One notebook with one cell."""
    cell = nbformat.v4.new_code_cell(code.strip())
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3"}}
    nbformat.write(nbformat.v4.new_notebook(cells=[cell], metadata=kernel), Path(folder) / f"{name}.ipynb")


def open_page(chrome, address, name, shots=None):
    """A page with the notebook run, its slider found, and the watch installed."""
    page = chrome.new_page(viewport={"width": 1600, "height": 1200})
    open_notebook(page, address, f"{name}.ipynb")
    run_all(page)
    page.wait_for_selector(".noUi-handle", timeout=120_000)
    page.wait_for_timeout(3_000)
    if shots:
        shots.mkdir(exist_ok=True)
        page.screenshot(path=shots / f"benchmark_{name}.png")
    page.evaluate(WATCH)
    return page


def press(page, times, least=0):
    """Milliseconds from key press to last paint, one number a press; least: wait this long for a slow picture."""
    page.bring_to_front()
    page.locator(".noUi-handle").first.focus()
    took = []
    for i in range(times):
        page.evaluate("() => { watch.pressed = watch.painted = 0; }")
        page.keyboard.press("ArrowRight" if i % 2 == 0 else "ArrowLeft")
        page.wait_for_timeout(least)
        page.wait_for_function(QUIET, timeout=20_000, polling=100)  # polling every frame would add work to each
        took.append(page.evaluate("() => watch.painted - watch.pressed"))
    return took


def measure(ways, runs=3, presses=15, shots=None):
    """Interleaved: way -> list of medians in milliseconds, one a run."""
    medians = {name: [] for name in ways}
    with tempfile.TemporaryDirectory() as folder:
        for name in ways:
            write_notebook(folder, name, WAYS[name])
        with lab(folder) as address, browser() as chrome:
            pages = {name: open_page(chrome, address, name, shots) for name in ways}
            for name, page in pages.items():
                press(page, 4, 1200 if name == "interact" else 0)  # warm up
            for run in range(runs):
                for name, page in pages.items():
                    took = press(page, presses, 1200 if name == "interact" else 0)
                    medians[name].append(statistics.median(took))
                    print(f"run {run + 1}  {name:9s} median {medians[name][-1]:6.1f} ms", flush=True)
    return medians


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--presses", type=int, default=15)
    options = parser.parse_args()
    ways = [name for name in WAYS if name != "bqplot" or importlib.util.find_spec("bqplot")]
    if "bqplot" not in ways:
        print('bqplot is left out: install it with python -m pip install -e ".[bench]"')
    found = {name: statistics.median(runs) for name, runs in
             measure(ways, options.runs, options.presses, ROOT / "screenshots").items()}
    print()
    for name, value in found.items():
        print(f"{name:9s} {value:6.1f} ms")
    print(f"ours / floor     {found['ours'] / found['floor']:5.2f}   (at most 2.5, the aim is 2)")
    if "bqplot" in found:
        print(f"ours / bqplot    {found['ours'] / found['bqplot']:5.2f}   (at most 1.2)")
    print(f"interact / ours  {found['interact'] / found['ours']:5.2f}   (at least 6)")


if __name__ == "__main__":
    main()
