"""What the stage sends, and that its script needs nothing from outside."""

import re
from pathlib import Path

import pytest

import widgets
from widgets.panel.sheet import Sheet, sheet
from widgets.panel.stage import Stage

FOLDER = Path(widgets.__file__).parent
PANEL = FOLDER / "panel"


def test_everything_the_audience_sees_is_sent():
    state = Stage(name="n", hero="37,000", headline="h", png=b"\x89PNG", rows=[["a"], ["b"]]).get_state()
    assert {key: state[key] for key in ("name", "hero", "headline", "png", "rows", "width", "height")} == {
        "name": "n", "hero": "37,000", "headline": "h", "png": b"\x89PNG", "rows": [["a"], ["b"]], "width": 1000,
        "height": 400}


def test_one_sheet_a_kernel():
    assert sheet() is sheet()


def test_the_typeface_is_sent_when_the_page_asks():
    one, sent = Sheet(), []
    one.send = lambda content, buffers: sent.append((content, [bytes(b[:4]) for b in buffers]))
    one._handle_custom_msg("something else", [])
    assert sent == []
    one._handle_custom_msg("fonts", [])
    assert sent == [("fonts", [b"wOF2", b"wOF2"])]


@pytest.mark.parametrize("file", sorted([*FOLDER.rglob("*.js"), *FOLDER.rglob("*.css"), *FOLDER.rglob("*.j2")]),
                         ids=lambda file: file.name)
def test_nothing_is_asked_of_the_web(file):
    text = file.read_text(encoding="utf-8")
    addresses = re.findall(r"(?:https?:)?//[a-z0-9-]+\.[a-z.]+[^\s\"')]*", text)
    assert [a for a in addresses if not a.startswith("http://www.w3.org/")] == []
    assert "@import" not in text


def test_data_never_becomes_markup_in_the_stage():
    script = (PANEL / "stage.js").read_text()
    assert "innerHTML" not in script
    assert "insertAdjacentHTML" not in script


def test_the_sheet_has_the_colours_of_the_style():
    from widgets.panel import style

    css = (PANEL / "sheet.css").read_text().lower()
    for name, colour in {"ink": style.INK, "quiet": style.QUIET, "rule": style.RULE, **style.MARKS}.items():
        assert f"--{name}: {colour.lower()}" in css, name


@pytest.mark.parametrize("colour", sorted(set(re.findall(
    r"[^-]color: (#[0-9a-f]{3,6})", (PANEL / "sheet.css").read_text().lower()))))
def test_text_colours_of_the_sheet_can_be_read(colour):
    from widgets.panel import style

    back = style.INK if colour == "#fff" else style.PAPER  # white stands on dark buttons only
    assert style.contrast(colour, onto=back) >= 4.5
