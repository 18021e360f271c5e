"""The way from notebook to notebook, and back to where one stopped: in Lab and in the room."""

import json
import shutil
from datetime import UTC, datetime

import harness
import pytest

pytestmark = pytest.mark.browser
TITLE = "What is value?"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("way")
    for path in sorted((harness.ROOT / "notebooks").glob("*.ipynb"))[:2]:
        shutil.copy(path, folder)
    return folder


@pytest.mark.long
def test_in_lab_links_open_the_next_notebook_and_the_open_check_and_progress_follows(folder, tmp_path):
    log = tmp_path / "log.jsonl"
    now = datetime.now(UTC).isoformat(timespec="seconds")
    answered = {"at": now, "kind": "check", "question": "01-ocean", "option": 0, "right": False, "cell": "01-23"}
    log.write_text(json.dumps(answered) + "\n", encoding="utf-8")
    env = {"VALUED_LOG": str(log), "JUPYTER_CONFIG_DIR": str(tmp_path / "config"),
           "JUPYTERLAB_SETTINGS_DIR": str(tmp_path / "settings"),
           "JUPYTERLAB_WORKSPACES_DIR": str(tmp_path / "workspaces")}
    with harness.lab(folder, env) as address, harness.browser() as chrome:
        page = chrome.new_page(viewport={"width": 1280, "height": 900})
        harness.open_notebook(page, address, "00_start_here.ipynb")
        harness.run_all(page)
        shown = ".jp-NotebookPanel:not(.lm-mod-hidden) "
        page.locator("a:has-text('Check question 3:')").click()
        page.locator(f"{shown}h1:has-text('{TITLE}')").wait_for(state="attached", timeout=30_000)
        assert page.url.endswith("/lab/tree/01_what_is_value.ipynb")

        with log.open("a", encoding="utf-8") as file:  # an answer in the other notebook
            file.write(json.dumps(answered | {"question": "01-idle"}) + "\n")
        page.locator(".lm-TabBar-tab:has-text('00_start_here')").click()
        page.locator(".vd-progress tr:has-text('01 What is value?'):has-text('questions 1 and 4')").wait_for()
        page.locator(f"{shown}a:text-is('01 What is value? →')").evaluate("link => link.click()")
        page.locator(f"{shown}h1:has-text('{TITLE}')").wait_for(state="attached", timeout=15_000)
        assert page.locator(".lm-TabBar-tab:has-text('.ipynb')").count() == 2  # opened once
        page.close()


@pytest.mark.long
def test_in_the_room_links_lead_to_the_pages_before_and_after(folder, tmp_path):
    with harness.room(folder, {"VALUED_LOG": str(tmp_path / "log.jsonl")}, warm=False) as address, \
            harness.browser() as chrome:
        visit = harness.visit_page(chrome, address, "00_start_here.ipynb")
        end = visit.page.locator(".vd-part:has-text('To take away')")
        assert end.locator("li").count() == 3
        assert end.locator("code").inner_text() == "=B1^B2"
        visit.check_axe()
        assert [words for words in visit.axe if "vd-formula" in words or "vd-way" in words] == []
        end.scroll_into_view_if_needed()
        visit.page.wait_for_timeout(500)
        (harness.ROOT / "screenshots").mkdir(exist_ok=True)
        visit.page.screenshot(path=harness.ROOT / "screenshots" / "room_take_away_1280.png")
        end.locator("a:text-is('01 What is value? →')").click()
        visit.page.wait_for_url("**/voila/render/01_what_is_value.ipynb", timeout=90_000)
        harness.loaded(visit.page)
        assert visit.page.locator("h1").inner_text() == TITLE
        visit.page.locator("a:text-is('← 00 Start here')").click()
        visit.page.wait_for_url("**/voila/render/00_start_here.ipynb", timeout=90_000)
        assert visit.page.locator(".vd-progress").count() == 0
        visit.page.close()
