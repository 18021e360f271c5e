"""The meeting page as a widget and as files: periods to choose from, hostile names as text, paper, a spreadsheet."""

import base64
import csv
import io
import re

import harness
import numpy as np
import pandas as pd
import pytest

from customerbase import CustomerBase, InputError, cdnow, from_orders
from synthetic import generate
from widgets import MeetingPage
from widgets.handout.frames import Album
from widgets.handout.parts import Parts
from widgets.panel.own_orders import OwnOrders

HARM = "<script>window.harm = 1</script>\u202e\u2069\"'&=1+1"


@pytest.fixture(scope="module")
def real():
    return from_orders(cdnow(), "CDNOW")


@pytest.fixture(scope="module")
def hotel():
    return generate("hotel", customers=2_000, months=30, seed=7)


def hostile(base):
    """The base with harm in every text that a company brings."""
    customers = base.customers.copy()
    customers["name"] = customers["name"] + HARM
    customers["segment"] = customers["segment"].cat.rename_categories(lambda name: HARM + name)
    customers["left_reason"] = customers["left_reason"].cat.rename_categories(lambda name: HARM + name)
    customers["referred_by"] = pd.Series(customers["customer_id"].iloc[0], index=customers.index, dtype="str")
    return CustomerBase(customers, base.months, base.arrays, base.orders, HARM, [HARM])


def many(base):
    """The base in as many segments as a page shows."""
    segment = pd.Series([f"Segment {i % 12}" for i in range(len(base.customers))], dtype="category")
    return CustomerBase(base.customers.assign(segment=segment), base.months, base.arrays, base.orders, base.name)


def rows(page):
    return list(csv.reader(io.StringIO(page.csv())))


def test_the_last_whole_quarter_against_the_one_before(real, hotel):
    page = MeetingPage(real)
    assert (page.period.value, page.earlier.value, page.segment.value) == ("1998Q2", "1998Q1", "joined")
    assert (MeetingPage(hotel).period.value, MeetingPage(hotel).segment.value) == ("2025Q2", "segment")


@pytest.mark.parametrize(("period", "length", "earlier"), [
    ("1998-03", "month", "1998-02"), ("1997Q3", "quarter", "1997Q2"), ("1998", "year", "1997"),
    (("1997-06", "1997-09"), "quarter", ("1997-02", "1997-05")), (pd.Period("1998Q1"), "quarter", "1997Q4"),
])
def test_any_period_can_be_asked_for(real, period, length, earlier):
    page = MeetingPage(real, period)
    assert (page.length.value, page.earlier.value) == (length, earlier)
    assert page.page.later == (" to ".join(period) if isinstance(period, tuple) else str(period))


def test_a_period_in_progress_is_marked_and_never_the_first_choice(real):
    page = MeetingPage(real, "1998")
    marked = "1998 (still in progress)"
    assert page.period.label == marked
    sentence = "1998 is still in progress: the data end with 1998-06."
    assert sentence in page.html()
    assert sentence in page.csv()
    assert "in progress" not in MeetingPage(real).html()
    base = generate("hotel", customers=200, months=32)  # ends in August
    assert MeetingPage(base).period.value == "2025Q2"
    assert next(iter(MeetingPage(base).period.options))[0] == "2025Q3 (still in progress)"


def test_choices_lead_to_other_pages_and_back_to_the_same(real):
    page = MeetingPage(real, "1998Q1")
    first = page.html()
    page.earlier.value = "1997Q3"
    assert "against 1997Q3" in page.shown.value
    page.length.value = "month"
    page.length.value = "quarter"
    assert (page.period.value, page.earlier.value) == ("1998Q1", "1997Q3")  # where one stood
    page.period.value = "1998Q2"
    assert [label for label, _ in page.earlier.options][:2] == ["1998Q1, the one before", "1997Q4"]
    assert ("1997Q2, a year earlier", "1997Q2") in page.earlier.options
    page.length.value = "month"
    assert (page.period.value, page.earlier.value) == ("1998-06", "1998-05")
    page.segment.value = None
    assert "No segment is chosen" in page.shown.value
    page.length.value = "quarter"
    assert page.period.value == "1998Q2"
    page.period.value = "1998Q1"
    assert page.earlier.value == "1997Q3"  # where one stood
    page.segment.value, page.earlier.value = "joined", "1997Q4"
    assert page.html() == first


@pytest.mark.parametrize(("period", "words"), [
    ("1997Q1", "hold nothing before 1997Q1"), ("1999Q1", "not a month of this base"), ("spring", "is not a period"),
])
def test_an_impossible_period_is_refused_in_one_sentence(real, period, words):
    with pytest.raises(InputError, match=words):
        MeetingPage(real, period)


def test_one_month_of_data_is_too_little():
    orders = pd.DataFrame({"customer_id": pd.Series(["a", "b"], dtype="str"), "amount": [1.0, 2.0],
                           "date": pd.to_datetime(["2024-01-03", "2024-01-09"])})
    with pytest.raises(InputError, match="one month only; add months"):
        MeetingPage(from_orders(orders))


def test_where_two_months_are_all_there_is_they_are_compared():
    orders = pd.DataFrame({"customer_id": pd.Series(["a", "b", "a"], dtype="str"), "amount": [1.0, 2.0, 3.0],
                           "date": pd.to_datetime(["2024-01-03", "2024-01-09", "2024-02-28"])})
    page = MeetingPage(from_orders(orders))
    assert (page.length.value, page.period.value) == ("month", "2024-02")
    assert page.page.hero == ("1", "customer did not buy again")


def test_nobody_at_the_opening_is_said_not_divided_by():
    months = pd.date_range("2024-01-01", periods=6, freq="MS")
    customers = pd.DataFrame({"customer_id": pd.Series(["a"], dtype="str"), "joined": [months[4]]})
    active = (np.arange(6)[:, None] >= 4).astype(np.int8)
    arrays = {"member": active, "active": active, "revenue": active.astype(np.float32)}
    page = MeetingPage(CustomerBase(customers, months, arrays))
    assert "With no opening customers there is no retention" in page.html()
    assert page.page.blocks["reasons"].says == ("Nobody left.",)
    assert not re.search(r"\bnan\b", page.html().lower())


def test_contracts_alone_say_who_left_and_no_more():
    """One of two leaves in June; neither reasons, referrals, costs nor segments are in the data."""
    months = pd.date_range("2024-01-01", periods=6, freq="MS")
    customers = pd.DataFrame({"customer_id": pd.Series(["a", "b"], dtype="str"), "joined": [months[0]] * 2})
    member = np.ones((6, 2), np.int8)
    member[5, 1] = 0
    arrays = {"member": member, "active": member, "revenue": 10 * member.astype(np.float32)}
    blocks = MeetingPage(CustomerBase(customers, months, arrays)).page.blocks
    assert blocks["reasons"].says == ("Unknown for 1 customer, all of them: these data hold no reasons.",)
    assert "give margin" in blocks["views"].says[0]
    assert "do not say who brought whom" in blocks["referrals"].says[0]
    assert "No segment is chosen" in blocks["segments"].says[0]
    said = " ".join(blocks["limits"].says)
    for words in ("No reasons", "who brought whom", "not profit", "No segments"):
        assert words in said


@pytest.mark.parametrize("period", ["1998Q2", "1998-06", "1997-02", "1997Q2"])
def test_no_page_has_a_number_that_is_none(real, period):
    page = MeetingPage(real, period)
    assert not re.search(r"\b(nan|none|inf)\b", page.html().split("<body")[1].lower())


def test_the_headline_is_printed_as_text_and_only_where_there_is_one(hotel):
    page = MeetingPage(hotel)
    assert "<h2>" not in page.html()
    page.headline.value = f"  We let them go {HARM}"
    assert "<h2><bdi>We let them go &lt;script&gt;" in page.shown.value
    assert "<h2><bdi>We let them go &lt;script&gt;" in page.html()
    assert ["page", "headline", "", f"We let them go {HARM}"] in [row[:4] for row in rows(page)]


def test_hostile_names_are_text(hotel):
    page = MeetingPage(hostile(hotel), currency="€")
    for markup in (page.html(), page.shown.value):
        assert "<script" not in markup
        assert "&lt;script&gt;window.harm" in markup
        assert "\u202e" not in markup
        assert markup.count("\u2069") == markup.count("\u2068") > 0
    assert "€" in page.html()
    assert "$" not in page.html()


def test_the_file_asks_for_nothing_and_runs_nothing(real):
    text = MeetingPage(real).html()
    assert "http" not in re.sub(r'http-equiv="Content-Security-Policy"', "", text)
    assert re.findall(r"url\((.{10})", text) == ["data:font/"] * 2
    assert "<script" not in text
    assert 'default-src \'none\'' in text


def test_the_numbers_of_the_csv_are_unrounded_and_no_cell_is_a_formula(hotel):
    page = MeetingPage(hostile(hotel))
    table = rows(page)
    assert table[0] == ["block", "line", "what", "number", "unit", "from"]
    assert {len(row) for row in table} == {6}
    for row in table[1:]:
        for cell in row:
            assert not re.match(r"[=+@\t\r]|-(?!\d)", cell), cell
    exact = {(row[1], row[2]): row[3] for row in table if row[0] == "Who came, who went"}
    for line in page.page.blocks["account"].rows:
        label = "'" * line.label.startswith("+") + line.label
        assert float(exact[(label, "Money a month")]) == pytest.approx(line.cells[1].value, rel=1e-9)
    assert all(row[3].isdigit() for row in table if row[0] == "Who came, who went" and row[2] == "People")
    assert any(row[3] != f"{float(row[3]):.0f}" for row in table if row[4] == "money")
    assert {row[5] for row in table if row[0] == "Who came, who went"} == {page.page.blocks["account"].call}


def saved(page):
    """name -> text of the files that the links of a page hold."""
    found = re.findall(r'download="([^"]+)" href="data:([^;]+);charset=utf-8;base64,([^"]+)"', page.files.value)
    return {name: base64.b64decode(data).decode("utf-8-sig" if kind == "text/csv" else "utf-8")
            for name, kind, data in found}


def test_links_hold_the_files_as_they_are_now_and_nothing_is_written(hotel, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    page = MeetingPage(hotel, ("2024-02", "2024-06"))
    page.headline.value = "Now"
    assert saved(page) == {"customers_2024-02_to_2024-06.html": page.html(),
                           "customers_2024-02_to_2024-06.csv": page.csv()}
    assert list(tmp_path.iterdir()) == []


def test_what_cannot_be_compared_is_one_sentence_and_the_last_page_stays(real, monkeypatch):
    page = MeetingPage(real)
    before = page.shown.value

    def refuse(*_):
        raise InputError("These two <b>cannot</b> be compared.")

    monkeypatch.setattr("widgets.pages.meeting_page.model.page", refuse)
    page.period.value = "1998Q1"
    assert page.error.value == '<span role="alert">These two &lt;b&gt;cannot&lt;/b&gt; be compared.</span>'
    assert page.shown.value == before


def test_own_orders_get_their_page(real):
    own = OwnOrders(lambda base: MeetingPage(real if base is None else base))
    lines = "".join(f"c{i % 7},2024-{1 + i % 12:02d}-{13 + i % 9},{10 + i}\n" for i in range(60))
    content = f"customer,date,amount\n{lines}".encode()
    own.upload.value = ({"name": "ours.csv", "type": "text/csv", "size": len(content), "content": memoryview(content),
                         "last_modified": pd.Timestamp(0)},)
    assert own.place.children[0].page.company == "ours.csv"
    assert own.place.children[0].page.later == "2024Q4"


def test_a_handout_holds_the_latest_pages(real):
    page = MeetingPage(real, "1998Q1")
    text = Parts(Album(), print).render(page)
    assert [text.count(f"<b>Customers: {period}</b>") for period in ("1998Q1", "1998Q2", "1997Q4", "1997Q3", "1997Q2")
            ] == [1, 1, 1, 1, 0]
    assert text.index("Customers: 1998Q1") < text.index("Customers: 1998Q2")


@pytest.fixture(scope="module")
def chrome():
    with harness.browser() as browser:
        yield browser


CUT = """() => [...document.querySelectorAll(".vd-meeting, .vd-meeting *")].filter((node) => {
    const box = node.getBoundingClientRect(), paper = document.querySelector(".vd-meeting").getBoundingClientRect();
    return node.scrollWidth > node.clientWidth + 1 && getComputedStyle(node).display !== "inline"
        || box.right > paper.right + 1 || box.left < paper.left - 1;
}).map((node) => node.outerHTML.slice(0, 120))"""
PAPER = {"width": 688, "height": 1032}  # A4 less the margins, in CSS pixels


@pytest.mark.browser
@pytest.mark.parametrize("kind", ["CDNOW", "hotel", "long words", "many segments"])
def test_the_page_prints_on_two_sheets_with_nothing_cut_off(chrome, real, hotel, kind):
    page = MeetingPage({"CDNOW": real, "hotel": hotel}.get(kind) or (hostile if kind == "long words" else many)(hotel))
    page.headline.value = "Half of those who bought in winter did not come back in spring, and nobody asked them why"
    tab = chrome.new_page(viewport=PAPER)
    tab.set_content(page.html())
    tab.emulate_media(media="print")
    assert tab.evaluate("document.fonts.ready.then(() => document.fonts.check('600 12px Valued'))")
    assert tab.evaluate(CUT) == []
    assert tab.evaluate("window.harm") is None
    blocks = tab.evaluate("[...document.querySelectorAll('.mp-block')].map((b) => b.getBoundingClientRect().height)")
    assert max(blocks) < PAPER["height"] / 2  # none is broken in two
    printed = tab.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type /Page\b", printed)) == 2
    tab.close()


@pytest.mark.browser
def test_the_links_save_the_files_from_the_page_itself(chrome, real):
    page = MeetingPage(real)
    tab = chrome.new_page()
    tab.set_content(f'<div class="vd-panel">{page.files.value}</div>')
    for name, text in saved(page).items():
        with tab.expect_download() as waiting:
            tab.click(f"[download='{name}']")
        assert waiting.value.suggested_filename == name
        mark = "\ufeff" if name.endswith(".csv") else ""  # tells a spreadsheet that it is UTF-8
        assert waiting.value.path().read_bytes().decode() == mark + text
    tab.close()
