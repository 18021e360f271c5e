"""Start what a person would open (JupyterLab, the room view) and drive it with the machine's own Chromium."""

import contextlib
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

ROOT = Path(__file__).parents[2]
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
FLAGS = [
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


def lab(folder, env=None):
    """JupyterLab on a folder, without token, at a free port of this machine; a context manager giving its address."""
    port = free_port()
    return serve(
        [sys.executable, "-m", "jupyterlab", f"--config={ROOT / 'jupyter_lab_config.py'}", "--no-browser",
         f"--ServerApp.root_dir={folder}", "--IdentityProvider.token=", f"--ServerApp.port={port}",
         "--ServerApp.port_retries=0"],
        f"http://127.0.0.1:{port}/lab", env,
    )


def room(folder, env=None):
    """The room view on a folder, at a free port of this machine; a context manager giving its address."""
    port = free_port()
    return serve([sys.executable, "-m", "widgets.room", str(folder), "--port", str(port), "--no-browser"],
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
