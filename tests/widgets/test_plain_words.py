"""What meeting page, second opinion and segment shift can say over many bases and settings, in plain words."""

import re

import pytest
from corners import check_lettering
from every_text import opinions, seen, texts
from text_rules import trouble

import synthetic
from customerbase import InputError, cdnow, from_orders
from widgets import MeetingPage, SegmentShift, TopTenth, TwoViews, UpAndDown
from widgets.pages.second_opinion import OpinionPanel

WIDEST = "CHF\N{NO-BREAK SPACE}"  # of the currencies that are often set; labels must have room for it
FOLD = re.compile(r"(?s)<details.*?</details>")


def words(text):
    """As read; what stands in quotes is a name in somebody's own table."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>|“[^”]*”", " | ", text))


def check(place, said):
    """Every text in plain words; the table in the CSV is for a computer, and not asked."""
    assert [(place, *wrong) for text in said for wrong in trouble(text)] == []


@pytest.fixture(scope="module")
def worlds():
    """name -> CustomerBase: three stories, some with hardly anybody, and real orders; each company's own notes."""
    made = {f"{company} {many}": synthetic.generate(company, customers=many, months=30, seed=3)
            for company, many in (("telecom", 2_000), ("hotel", 12), ("gym", 3), ("software", 30), ("shop", 15),
                                  ("shop", 2_000))}
    few = cdnow()
    few = few[few["customer_id"].isin(few["customer_id"].unique()[:3])].reset_index(drop=True)
    return made | {"CDNOW": from_orders(cdnow(), "CDNOW"), "three of CDNOW": from_orders(few, "Three")}


def test_the_meeting_page_speaks_plainly_of_every_period(worlds):
    for name, base in worlds.items():
        page = MeetingPage(base)
        for length in page.length.options:
            page.length.value = length[1]
            options = page.period.options
            for _, period in options[:: max(len(options) // 4, 1)]:
                page.period.value = period
                check(f"{name} {period}", [*texts(page), seen(page.html())])


def test_how_a_block_was_counted_is_behind_a_fold_in_words_and_its_call_in_the_csv(worlds):
    page = MeetingPage(worlds["telecom 2000"])
    for key, block in page.page.blocks.items():
        part = page.html().split(f'mp-{key}">')[1].split("</section>")[0]
        if block.rows:
            fold, = FOLD.findall(part)
            assert words(block.told).strip() in words(fold).replace("&#39;", "'")
            assert "How this was counted" in fold
        assert block.call not in part or not block.call
        assert not block.call or block.call in page.csv().replace('""', '"')


def test_a_second_opinion_speaks_plainly_of_every_kind_of_rate(worlds):
    for name, base in worlds.items():
        check(name, opinions(OpinionPanel(base)))


def test_a_difference_of_two_shares_is_in_points():
    panel = OpinionPanel(synthetic.generate("telecom"))
    panel.answer()
    rows = dict(re.findall(r"<bdi>([^<]*)</bdi></th><td>([^<]*)</td>", panel.shown.value))
    for name in ("Monthly churn, at first less later", "Pay less, beyond chance", "Stopped using it, net",
                 "More revenue than heads lost"):
        assert rows[name].endswith("points"), (name, rows[name])


@pytest.mark.parametrize("cls", [SegmentShift, TopTenth, TwoViews, UpAndDown])
def test_segment_shift_speaks_plainly_and_its_headline_has_two_sentences_at_most(cls, worlds):
    bases = [None] if cls is UpAndDown else [base for base in worlds.values()
                                             if cls is not TwoViews or base.has_contract]
    for base in bases:
        try:
            panel = cls(base, currency=WIDEST)
        except InputError as refused:
            check(cls.__name__, [str(refused)])
            continue
        if panel.bet:
            panel.bet_box.way.value, panel.bet_box.letters.value = "letter", 0
            panel.bet_box.commit()
        panel.toggle_numbers()
        panel.toggle_drawer()
        ends = [{dial.key: end} for dial in panel.dials for end in
                ([dial.low, dial.high] if hasattr(dial, "low") else dial.options.values())]
        for values in ({}, *panel.presets.values(), *ends, *([{"fall": 1, "rise": 1}] if cls is UpAndDown else [])):
            panel.apply(values)
            check(cls.__name__, texts(panel))
            check_lettering(panel.picture, values)
            assert ";" not in panel.stage.headline
            assert len(re.findall(r"[.] [A-Z]", panel.stage.headline)) <= 1, panel.stage.headline
        if cls is SegmentShift:
            for _, cell in panel.flow.options[1:]:
                panel.flow.value = cell
                check(cls.__name__, [panel.faces.value])
