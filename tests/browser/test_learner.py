"""A learner alone, in Lab: attempts, hints, solution, checks, closes the notebook and finds everything again."""

import json
import shutil
from types import SimpleNamespace

import harness
import pytest

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    """Lab on a copy of notebooks 00 and 08 with a log of its own, and a browser."""
    folder, own = tmp_path_factory.mktemp("desk"), tmp_path_factory.mktemp("own")
    for path in (harness.ROOT / "notebooks").glob("*.ipynb"):
        shutil.copy(path, folder)
    with harness.lab(folder, harness.apart(own)) as address, harness.browser() as chrome:
        yield SimpleNamespace(address=address, chrome=chrome, log=own / "log.jsonl")


def events(desk, kind):
    told = [json.loads(line) for line in desk.log.read_text(encoding="utf-8").splitlines()]
    return [event for event in told if event["kind"] == kind]


def sit_down(desk, name):
    """Open a notebook and run it all, as in the morning."""
    page = desk.chrome.new_page(viewport={"width": 1280, "height": 900}, accept_downloads=True)
    harness.open_notebook(page, desk.address, name)
    harness.run_all(page)
    return page


def exercise(page):
    return page.locator(".vd-part:has(button:text-is('Solution'))")


def checks(page):
    return page.locator(".vd-part:has(button:text-is('Check'))")


@pytest.mark.long
def test_what_a_learner_did_is_there_when_the_notebook_is_opened_again(desk):
    from playwright.sync_api import expect

    page = sit_down(desk, "08_retention_illusion.ipynb")
    part = exercise(page)
    assert part.locator("button:text-is('Solution')").is_disabled()
    assert part.locator("button:text-is('Another one')").is_disabled()
    part.locator("button:text-is('Check my answer')").click()
    part.locator(".vd-error:has-text('Still empty: The rate on the slide is')").wait_for()
    assert part.locator("button:text-is('Solution')").is_disabled()
    box, choice = part.locator("input[type=text]").first, part.locator("select")
    box.fill("96.3 %")
    choice.select_option("over everyone served")
    part.locator("textarea").fill("People left.")
    part.locator("button:text-is('Check my answer')").click()
    part.locator(".vd-verdict:has-text('0 of 4 right. Look again: The rate on the slide is; and it says.')").wait_for()
    expect(box).to_have_attribute("aria-invalid", "true")
    expect(choice).to_have_attribute("aria-invalid", "true")
    expect(part.locator("[aria-invalid]")).to_have_count(2)  # what is empty, or for a person to read, is not marked
    said_of = page.locator(f"[id='{box.get_attribute('aria-describedby')}']")
    expect(said_of).to_contain_text("✗ Less than a point too high.")
    for step in (1, 2):
        part.locator("button:text-is('I am stuck')").click()
        part.locator(".vd-hints li").nth(step - 1).wait_for()
    part.locator("button:text-is('Solution')").click()
    part.locator(".vd-why").wait_for()
    solution = part.locator(".vd-why").text_content()
    count = checks(page).count()
    assert count >= 3
    for nth in range(count):
        box = checks(page).nth(nth)
        box.locator("input[type=radio]").first.check()
        box.locator("button:text-is('Check')").click()
        box.locator(".vd-outcome").wait_for()
    said = checks(page).locator(".vd-outcome").all_text_contents()
    page.close()

    page = sit_down(desk, "08_retention_illusion.ipynb")
    part = exercise(page)
    part.locator(".vd-why").wait_for()
    assert part.locator(".vd-why").text_content() == solution
    assert part.locator("input[type=text]").first.input_value() == "96.3"
    assert part.locator("textarea").input_value() == "People left."
    assert "You tried this once before" in part.text_content()
    assert checks(page).locator(".vd-outcome").all_text_contents() == said
    part.locator("button:text-is('I am stuck')").click()  # the third: hints go on where they stopped
    part.locator(".vd-hints li").nth(2).wait_for()
    expect(part.locator("button:text-is('I am stuck')")).to_be_disabled()
    part.locator("button:text-is('Another one')").click()
    part.locator("text=Case 2").wait_for()
    expect(part.locator(".vd-why, .vd-hints, [aria-invalid]")).to_have_count(0)
    expect(part.locator("input[type=text]").first).to_have_value("")
    page.close()
    assert events(desk, "another")[-1]["seed"] == 1
    assert [event["step"] for event in events(desk, "hint")] == [1, 2, 3]
    assert len(events(desk, "check")) == count
    assert all(event["cell"].startswith("08-") for event in events(desk, "check"))


@pytest.mark.long
def test_notebook_00_shows_it_and_gives_it_away_as_a_file(desk, tmp_path):
    page = sit_down(desk, "00_start_here.ipynb")
    row = page.locator(".vd-progress tr:has-text('08 The retention illusion')")
    row.wait_for(state="attached")
    assert "worked through" in row.text_content()  # Lab holds back what is out of sight
    panel = page.locator(".vd-part:has(.vd-progress)")
    assert "1 of" in panel.locator(".vd-question").first.text_content()
    assert "not begun" in page.locator(".vd-progress tr:has-text('00 Start here')").text_content()
    checks(page).first.locator("input[type=radio]").first.check()
    checks(page).first.locator("button:text-is('Check')").click()
    checks(page).first.locator(".vd-outcome").wait_for()
    panel.locator("button:text-is('Refresh')").click()
    page.locator(".vd-progress tr:has-text('00 Start here'):has-text('Check (')").wait_for(state="attached")
    panel.locator("button:text-is('Export')").click()
    with page.expect_download() as saved:
        panel.locator("a[download$='.csv']").click()
    saved.value.save_as(tmp_path / "progress.csv")
    assert "People left." in (tmp_path / "progress.csv").read_text(encoding="utf-8-sig")
    page.close()
