"""guide/assumptions.md and its picture are what the program says today; each assumption has its one place on them."""

from collections import Counter
from pathlib import Path

import pytest

from synthetic.assumptions import GRADES, dials

GUIDE = Path(__file__).parents[2] / "guide"


@pytest.fixture
def guide(monkeypatch):
    """The two modules that make the page and the picture; they are scripts beside it, in no package."""
    monkeypatch.syspath_prepend(str(GUIDE))
    import chain
    import chain_picture
    import make_assumptions

    return chain, chain_picture, make_assumptions


def test_the_page_is_what_the_program_would_write(guide):
    written = (GUIDE / "assumptions.md").read_text(encoding="utf-8")
    assert written == guide[2].page(), "run: python guide/make_assumptions.py"


def test_the_picture_shows_the_arrows_that_there_are(guide):
    chain_picture = guide[1]
    assert chain_picture.description_in(GUIDE / "chain.png") == chain_picture.description(), (
        "run: python guide/make_assumptions.py")


def test_every_assumption_belongs_to_one_box_or_arrow(guide):
    chain = guide[0]
    placed = Counter(name for part in (*chain.BOXES, *chain.ARROWS, *chain.ASIDES) for name in part.dials)
    assert placed == Counter(list(dials()))
    names = {box.name for box in chain.BOXES}
    assert {end for arrow in (*chain.ARROWS, *chain.ASIDES) for end in (arrow.source, arrow.target)} == names


def test_an_arrow_is_on_if_anything_in_it_is(guide):
    on = {(arrow.source, arrow.target): arrow.on for arrow in guide[0].ARROWS}
    assert on["Value", "Felt value"]
    assert on["Visits", "Satisfaction"]  # no assumption in it: always
    assert not on["Felt value", "Leaving"]
    assert guide[0].Arrow("one", "other", "half of it", ("adaptation", "overpromise")).on


def test_each_grade_is_explained_and_each_assumption_says_its_own(guide):
    make = guide[2]
    assert set(make.GRADES) == set(GRADES)
    page = make.page()
    for name, about in dials().items():
        row = next(line for line in page.splitlines() if line.startswith(f"| `{name}` |"))
        assert about["says"] in row
        assert about["grade"] in row


def test_no_text_of_the_picture_lies_on_another_or_outside(guide):
    figure = guide[1].draw()
    figure.canvas.draw()
    texts = figure.axes[0].texts
    boxes = [text.get_window_extent() for text in texts]
    assert len(boxes) > 40
    for k, box in enumerate(boxes):
        assert box.x0 >= 0
        assert box.y0 >= 0
        assert box.x1 <= figure.bbox.x1
        assert box.y1 <= figure.bbox.y1
        assert not [texts[j].get_text() for j in range(k) if box.overlaps(boxes[j])], texts[k].get_text()
    inside = {box.name: box.at[0] for box in guide[0].BOXES}
    for text, box in zip(texts, boxes, strict=True):
        if text.get_text() in inside or text.get_text() in {part.under for part in guide[0].BOXES}:
            assert box.width / 2 < guide[1].ACROSS, text.get_text()  # two dots a pixel
