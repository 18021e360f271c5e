"""What is set once for all pages, which kernels are kept warm, and what a cell's complaints become."""

import ast
import json
import re
from pathlib import Path

import pytest

from customerbase import InputError
from widgets.panel import firm
from widgets.panel.firm import Firm, FirmBoxes
from widgets.panel.typed_numbers import Refused
from widgets.room import cells, pictures, pool
from widgets.state import session

KIT = Path(__file__).parents[2] / "widgets"
TYPED = {"currency": "€", "opening": "50K", "won": "1,000", "lost": "4,000", "worth_leaver": "€300",
         "worth_joiner": "200", "period": "year"}


@pytest.fixture
def room(tmp_path, monkeypatch):
    """The file of a room's settings, as its kernels are told of it."""
    file = tmp_path / "kept" / "room.json"
    monkeypatch.setenv("VALUED_ROOM", str(file))
    return file


def test_outside_the_room_nothing_is_set_and_nothing_kept(monkeypatch, tmp_path):
    monkeypatch.delenv("VALUED_ROOM", raising=False)
    session.keep(currency="€")
    assert session.settings() == {}
    assert session.currency() == "$"
    assert firm.kept() is None


def test_the_currency_is_kept_and_nonsense_in_the_file_is_passed_over(room):
    session.keep(currency="CHF")
    session.keep(firm=None)
    assert session.currency() == "CHF"
    for text in ("", "[]", "{", '{"currency": 7}',
                 '{"currency": "<b>"}', '{"currency": "1"}', '{"currency": "dollars"}'):
        room.write_text(text, encoding="utf-8")
        assert session.currency() == "$"


def test_a_firm_used_on_one_page_stands_in_the_boxes_of_the_next(room):
    used = []
    boxes = FirmBoxes(used.append)
    boxes.boxes["opening"].value = "50,000"
    boxes.boxes["lost"].value = "4,000"
    boxes.use()
    other = FirmBoxes(used.append)
    other.layout.display = "none"
    other.toggle()
    assert other.firm == used[0] == firm.kept()
    assert other.firm.opening == 50_000
    other.toggle()
    assert other.layout.display == "none"


def test_what_was_typed_and_not_used_outlives_closing_the_boxes(room):
    boxes = FirmBoxes(lambda used: None)
    session.keep(firm={"opening": 50_000, "won": 1, "lost": 2, "worth_leaver": 12.345, "worth_joiner": 3,
                       "period": "year"})
    for _ in "hide", "show":
        boxes.toggle()
    assert (boxes.firm.opening, boxes.firm.worth_leaver) == (50_000, 12.345)
    boxes.boxes["won"].value = "7"
    boxes.boxes["lost"].value = "5 %"
    for _ in "hide", "show":
        boxes.toggle()
    assert (boxes.boxes["won"].value, boxes.boxes["lost"].value) == ("7", "5 %")


def test_what_is_typed_on_the_front_page_is_read_like_the_boxes(room):
    from widgets.room.pages import set_for_all

    assert set_for_all(TYPED)
    assert session.currency() == "€"
    assert firm.kept() == Firm(50_000, 1_000, 4_000, 300, 200, "year")
    assert not set_for_all({**TYPED, **dict.fromkeys(firm.LABELS, " ")})  # same currency, and no firm any more
    assert firm.kept() is None


@pytest.mark.parametrize(("change", "sentence"), [
    ({"currency": ""}, "Currency: type a symbol"), ({"currency": "$1"}, "Currency: type a symbol"),
    ({"won": "many"}, "Won: “many” is not a number"), ({"lost": ""}, "Lost is still empty"),
    ({"lost": "60,000"}, "Lost: 60,000 are more than"), ({"won": "-5"}, "Won: −5 customers is outside 0 to"),
    ({"period": "week"}, "choose month, quarter or year"),
])
def test_what_cannot_be_set_is_one_sentence_and_nothing_changes(room, change, sentence):
    from widgets.room.pages import set_for_all

    session.keep(currency="£")
    before = room.read_text(encoding="utf-8")
    with pytest.raises(InputError, match=re.escape(sentence)):
        set_for_all({**TYPED, **change})
    assert room.read_text(encoding="utf-8") == before


def test_all_that_cannot_be_read_is_named_at_once(room):
    from widgets.room.pages import set_for_all

    with pytest.raises(Refused) as refused:
        set_for_all({**TYPED, "won": "many", "worth_leaver": "$300"})
    assert refused.value.keys == ("won", "worth_leaver")
    assert "Won: “many”" in str(refused.value)
    assert "A leaver is worth, a year: “$300” is in another currency; type an amount in €" in str(refused.value)


def test_every_panel_takes_the_rooms_currency():
    """No default of its own: a panel that writes "$" would not follow what is set for all pages."""
    wrong = []
    for file in KIT.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.FunctionDef):
                continue
            names = [*node.args.posonlyargs, *node.args.args]
            defaults = [*zip(names[::-1], node.args.defaults[::-1], strict=False),
                        *zip(node.args.kwonlyargs, node.args.kw_defaults, strict=True)]
            wrong += [f"{file.name}: {node.name}" for name, default in defaults
                      if name.arg == "currency" and isinstance(default, ast.Constant) and default.value is not None]
    assert wrong == []


def test_warm_are_the_opened_notebook_the_next_and_the_first_ones():
    names = [f"{i:02d}.ipynb" for i in range(12)]
    assert pool.likely(names) == names[:3]
    assert pool.likely(names, "08.ipynb") == ["08.ipynb", "09.ipynb", "00.ipynb"]
    assert pool.likely(names, "11.ipynb") == ["11.ipynb", "00.ipynb", "01.ipynb"]
    assert pool.likely(names, "gone.ipynb") == names[:3]
    assert pool.likely([]) == []
    sizes = pool.at_start(names)
    assert sizes.pop("default") == {"pool_size": 0}
    assert sizes == {name: {"pool_size": 1} for name in names[:3]}


def test_a_repair_is_said_without_file_and_line():
    text = ("/home/x/kernel/1.py:3: RepairWarning: 2 orders left out.\n  read()\n/y.py:1: UserWarning: not for people\n"
            "C:\\x\\1.py:12: RepairWarning: Read as cp1252: check accents.\n")
    assert cells.repairs(text) == ["2 orders left out.", "Read as cp1252: check accents."]


def test_sections_can_stand_in_a_script_element():
    told = [{"name": "</script><b>", "minutes": 3, "room": True}, {"name": "Two"}]
    text = cells.sections({"cells": [], "metadata": {"valued": {"sections": told}}})
    assert "<" not in text
    assert json.loads(text) == [{"name": "</script><b>", "minutes": 3, "room": True},
                                {"name": "Two", "minutes": 0, "room": False}]
    assert cells.sections({"cells": []}) == "[]"


def write(path, *sources):
    cell = [{"cell_type": "code", "source": source} for source in sources]
    path.write_text(json.dumps({"cells": cell}), encoding="utf-8")


def test_a_picture_is_the_first_explorables_shapes_and_is_made_anew_when_the_notebook_changes(tmp_path):
    import io

    from PIL import Image

    notebook, folder = tmp_path / "00_a.ipynb", tmp_path / "pictures"
    write(notebook, "from widgets import RetentionIllusion\nRetentionIllusion()", "1 / 0")
    pictures.main(tmp_path, folder)
    drawn, = folder.iterdir()
    assert Image.open(io.BytesIO(drawn.read_bytes())).size == (1000, 400)
    write(notebook, "1 + 1")
    pictures.main(tmp_path, folder)
    left, = folder.iterdir()
    assert left != drawn
    assert left.read_bytes() == b""


def test_a_notebook_that_fails_has_no_picture_and_does_not_stop_the_others(tmp_path, capsys):
    write(tmp_path / "00_a.ipynb", "1 / 0")
    write(tmp_path / "01_b.ipynb", "from widgets import RetentionIllusion\nRetentionIllusion()")
    pictures.main(tmp_path, tmp_path / "pictures")
    assert sorted(file.stat().st_size > 0 for file in (tmp_path / "pictures").iterdir()) == [False, True]
    assert "ZeroDivisionError" in capsys.readouterr().err
