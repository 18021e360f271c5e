"""Start what a person would open (JupyterLab, the room view) and drive it with the machine's own Chromium."""

import atexit
import contextlib
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[2]
FLAGSHIP = ROOT / "notebooks" / "08_retention_illusion.ipynb"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
FLAGS = [
    # whatever is not on this machine cannot be found
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1 , EXCLUDE localhost",
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--hide-scrollbars",
]


def chromium_path():
    """Where this machine keeps a Chromium, or None."""
    named = os.environ.get("VALUED_CHROMIUM")
    return named or next((found for name in NAMES if (found := shutil.which(name))), None)


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


@contextlib.contextmanager
def serve(command, url, env=None, seconds=60):
    """Run a server until the block ends; yields its address once it answers, says what it printed if it never does."""
    with tempfile.TemporaryFile("w+") as log:
        process = subprocess.Popen(command, stdout=log, stderr=subprocess.STDOUT, cwd=ROOT,
                                   env={**os.environ, **(env or {})})
        try:
            deadline = time.monotonic() + seconds
            while True:
                with contextlib.suppress(OSError):
                    urllib.request.urlopen(url, timeout=5).close()
                    break
                if process.poll() is not None or time.monotonic() > deadline:
                    log.seek(0)
                    raise RuntimeError(f"{command[2:4]} did not answer at {url}:\n{log.read()[-3000:]}")
                time.sleep(0.2)
            yield url
        finally:
            process.terminate()
            try:
                process.wait(15)
            except subprocess.TimeoutExpired:
                process.kill()


def apart(own):
    """The environment of a Lab of its own in folder `own`: a person's Lab and log are neither read nor changed."""
    return {"VALUED_LOG": str(own / "log.jsonl"), "JUPYTER_CONFIG_DIR": str(own / "config"),
            "JUPYTERLAB_SETTINGS_DIR": str(own / "settings"), "JUPYTERLAB_WORKSPACES_DIR": str(own / "workspaces")}


def lab(folder, env=None):
    """JupyterLab on a folder, without token, at a free port of this machine; a context manager giving its address."""
    port = free_port()
    return serve(
        [sys.executable, "-m", "jupyterlab", f"--config={ROOT / 'jupyter_lab_config.py'}", "--no-browser",
         f"--ServerApp.root_dir={folder}", "--IdentityProvider.token=", f"--ServerApp.port={port}",
         "--ServerApp.port_retries=0"],
        f"http://127.0.0.1:{port}/lab", env,
    )


# Pages of a room whose kernels start when they are asked for: no test waits for the warm ones that nobody will open.
# The pictures of its front page are drawn once for all rooms of a run.
PICTURES = tempfile.mkdtemp(prefix="valued-pictures-")
atexit.register(shutil.rmtree, PICTURES, ignore_errors=True)
COLD = f"""from pathlib import Path
from widgets.room import __main__, pool, server
pool.MOST, server.PICTURES = 0, Path({PICTURES!r})
__main__.main()"""


def room(folder, env=None, *, warm=True):
    """The room view on a folder, at a free port of this machine; a context manager giving its address.

    warm: as people start it, with kernels waiting for the notebooks that are likely to be opened next.
    """
    port = free_port()
    started = ["-m", "widgets.room"] if warm else ["-c", COLD]
    return serve([sys.executable, *started, str(folder), "--port", str(port), "--no-browser"],
                 f"http://127.0.0.1:{port}", env)


@contextlib.contextmanager
def browser():
    """A headless Chromium through Playwright."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chrome = playwright.chromium.launch(executable_path=chromium_path(), args=FLAGS)
        try:
            yield chrome
        finally:
            chrome.close()


def open_notebook(page, address, name):
    """Open a notebook in Lab's single-document mode, with its kernel ready."""
    page.goto(address.replace("/lab", f"/lab/tree/{name}") + "?reset")
    page.wait_for_selector(".jp-NotebookPanel:not(.lm-mod-hidden) .jp-Cell", timeout=60_000)
    page.wait_for_selector(".jp-NotebookPanel .jp-Notebook-ExecutionIndicator[data-status=idle]", timeout=60_000)


def run_all(page, seconds=120):
    """`Run All Cells` from the menu, the way a person does it; waits until the kernel has run them all.

    Lab shows its menus before they work, and calls a kernel idle that it is still connecting to: the status bar knows.
    """
    page.wait_for_selector(".jp-StatusBar-TextItem:text('| Idle')", timeout=60_000)
    status = ".jp-NotebookPanel .jp-Notebook-ExecutionIndicator[data-status={}]"
    # a quick notebook is idle again before anybody looks: then its prompts are numbered
    began = """(busy) => document.querySelector(busy) ||
        [...document.querySelectorAll(".jp-NotebookPanel .jp-InputPrompt")]
            .some((prompt) => /\\[[\\d*]+\\]/.test(prompt.textContent))"""
    for last in (False, False, True):
        page.click(".lm-MenuBar-itemLabel:text-is('Run')")
        page.click(".lm-Menu-itemLabel:text-is('Run All Cells')")
        try:
            page.wait_for_function(began, arg=status.format("busy"), timeout=5_000)
            break
        except Exception:
            if last:
                raise
    page.wait_for_selector(status.format("idle"), timeout=seconds * 1_000)


# The room view ---------------------------------------------------------------------------------------------------
LEAST = 18.7  # CSS pixels of text at 1280 wide

# Every visible piece of text that is smaller than LEAST, and every control whose own text is.
SMALL = """(least) => {
  const found = new Set();
  const check = (node, text) => {
    const box = node.getBoundingClientRect();
    if (!box.width || !box.height || node.closest(".vd-spoken, script, style, noscript")) return;
    const size = parseFloat(getComputedStyle(node).fontSize);
    if (size < least) found.add(`${size}px <${node.tagName} ${node.className}> ${text.slice(0, 40)}`);
  };
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const text = walk.currentNode.textContent.trim();
    if (text) check(walk.currentNode.parentElement, text);
  }
  document.querySelectorAll("input:not([type=radio]), textarea, select, button").forEach((n) => check(n, "control"));
  document.querySelectorAll(".vd-picture").forEach((image) => {
    const scale = image.clientWidth / parseFloat(image.style.aspectRatio); // pictures letter 11 points and more
    if (scale && scale * 11 * 100 / 72 < least) found.add(`picture ${image.clientWidth} wide: ${image.alt}`);
  });
  return [...found];
}"""
SIDEWAYS = "() => document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth"


@dataclass
class Visit:
    """A page of the room in the browser, and what was seen on the way."""

    page: object
    name: str = ""
    sources: list = field(default_factory=list)
    requests: list = field(default_factory=list)
    failed: list = field(default_factory=list)
    complaints: list = field(default_factory=list)
    axe: list = field(default_factory=list)
    unseen: list = field(default_factory=list)

    def __post_init__(self):
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("requestfailed", lambda request: self.failed.append(request.url))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("console", lambda m: self.complaints.append(m.text) if m.type == "error" else None)

    def check_axe(self):
        """Run axe-core; keeps what it finds serious or critical."""
        from axe_playwright_python.sync_playwright import Axe

        for violation in Axe().run(self.page).response["violations"]:
            if violation["impact"] in ("serious", "critical"):
                self.axe += [f"{violation['id']}: {node['html'][:150]}" for node in violation["nodes"]]


def notebook(cells):
    """A notebook, as in its file, from sources: code, or text where a source begins with #."""
    made = []
    for i, text in enumerate(cells):
        code = not text.startswith("#")
        rest = {"execution_count": None, "outputs": []} if code else {}
        section = re.match(r"## (.*)", text)
        metadata = {"valued": {"section": section[1]}} if section else {}
        made.append({"cell_type": "code" if code else "markdown", "id": f"c{i}", "metadata": metadata, "source": text,
                     **rest})
    names = [cell["metadata"]["valued"]["section"] for cell in made if cell["metadata"]]
    told = {"sections": [{"name": name, "minutes": 2, "kind": "explore", "room": i % 2 == 0}
                         for i, name in enumerate(names)]}
    return {"cells": made, "metadata": {"kernelspec": {"name": "python3", "display_name": "Python 3"},
                                        **({"valued": told} if names else {})}, "nbformat": 4, "nbformat_minor": 5}


def told(path):
    """What a notebook's file tells of itself: title, question, minutes, sections."""
    return json.loads(Path(path).read_text(encoding="utf-8"))["metadata"]["valued"]


def loaded(page):
    """Wait until a notebook's page can be used, and every picture on it has been painted."""
    page.wait_for_function("() => document.getElementById('loading')?.textContent === ''", timeout=90_000)
    page.wait_for_function("() => [...document.querySelectorAll('.vd-picture')].every((i) => i.dataset.frame)")


def visit_page(chrome, address, name):
    """A Visit of a notebook's page at 1280 x 720, ready to be used."""
    visit = Visit(chrome.new_page(viewport={"width": 1280, "height": 720}))
    visit.page.goto(f"{address}/voila/render/{name}", timeout=90_000)  # a cold kernel on a busy machine
    loaded(visit.page)
    return visit
