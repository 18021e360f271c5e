"""The panel of a second opinion: the findings of metrics as text, one sentence for bad input, a page that prints."""

import base64
import re

import pytest
from test_own_orders import PLAIN, upload

from customerbase import CustomerBase
from metrics.opinion import AT_WORK, CANNOT, ILLUSIONS, NO_SIGN, Claim, Figure, second_opinion
from synthetic import generate
from widgets.explorables.gallery import illusions
from widgets.pages import second_opinion as second_opinion_panel
from widgets.pages.second_opinion import OpinionPanel, SecondOpinion, render
from widgets.pages.second_opinion.choices import BASES, base_of, periods
from widgets.panel.again import Moves
from widgets.panel.forms import PERCENT

TAG = re.compile(r"<[^>]+>")


@pytest.fixture(scope="module")
def gym():
    return generate("gym", customers=2_000)


def cards(markup):
    """{verdict: titles} as they stand on the page."""
    found = re.findall(r'<article class="so-card" data-verdict="([^"]+)">\s*<h5><bdi>(\d+)  ([^<]+)<', markup)
    return {verdict: [int(n) for v, n, _ in found if v == verdict] for verdict in (AT_WORK, CANNOT, NO_SIGN)}


def saved(panel):
    """The file behind the link."""
    return base64.b64decode(re.search(r"base64,([^\"]+)", panel.file.value).group(1)).decode()


def test_the_panel_opens_on_real_orders_with_the_rate_that_they_give():
    panel = SecondOpinion().place.children[0]
    assert (panel.which.value, panel.how.value, panel.period.value) == ("cdnow", "repeat", "1998Q1")
    assert panel.rate.value == "46.1 %"
    panel.ask.click()
    assert cards(panel.shown.value)[AT_WORK] == [8, 9, 17]
    assert 2 in cards(panel.shown.value)[CANNOT]
    assert "46.1 %" in panel.shown.value
    assert "3 of the eighteen" in panel.shown.value


def test_the_cards_are_the_findings(gym, caplog):
    panel = OpinionPanel(gym)
    panel.how.value, panel.length.value = "end_over_start", "year"
    panel.ask.click()
    claim = Claim(PERCENT.read(panel.rate.value), "end_over_start", "2025")
    found = second_opinion(gym, claim)
    for verdict, numbers in cards(panel.shown.value).items():
        assert numbers == [f.number for f in found if f.verdict == verdict]
    assert 2 in cards(panel.shown.value)[AT_WORK]
    text = TAG.sub("", panel.shown.value)
    for each in found:
        shown = render.card(each, "$")
        assert all(name in text and number in text for name, number in shown.rows)
        assert shown.number in text
        assert len(shown.rows) == len(each.figures) - ("from" in [f.name for f in each.figures])
    places = [text.index(head) for head in render.HEADS.values()]
    assert places == sorted(places)
    assert "<details><summary>No sign" in panel.shown.value
    assert not caplog.records


@pytest.mark.parametrize(("figure", "text"), [
    (("", 1234, "people"), "1,234"), (("", 0.9054, "share"), "90.5 %"), (("", 0.021, "points"), "+2.1 points"),
    (("", 37_400.0, "money"), "€37.4K a month"), (("", 37_400.0, "amount"), "€37.4K"), (("", 20.84, "months"),
     "20.8 months"), (("", 7.571, "score"), "7.57"), (("", 3, "number"), "3.00"), (("", None, "share"), ""),
])  # fmt: skip
def test_figures_are_written_as_everywhere(figure, text):
    assert render.written(Figure(*figure), "€") == text


@pytest.mark.parametrize(("typed", "says"), [
    ("abc", "“abc” is not a number"), ("", "is still empty"), ("2,000,000", "at most 20"), ("-3", "0 or more"),
    ("<b>x</b>", "&lt;b&gt;"),
])  # fmt: skip
def test_a_bad_rate_is_one_sentence_and_the_findings_of_before_are_gone(gym, typed, says):
    panel = OpinionPanel(gym)
    panel.ask.click()
    assert panel.shown.value
    assert panel.file.value
    panel.rate.value = typed
    assert not panel.shown.value + panel.file.value
    panel.ask.click()
    assert says in panel.error.value
    assert "<b>" not in panel.error.value
    assert not panel.shown.value + panel.file.value
    panel.rate.value = "95 %"
    assert not panel.error.value


def test_the_rate_follows_the_data_until_somebody_types_one(gym):
    panel = OpinionPanel(gym)
    first = panel.rate.value
    panel.length.value = "year"
    assert panel.rate.value not in ("", first)
    panel.rate.value = "97 %"
    panel.length.value = "month"
    panel.how.value = "end_over_start"
    assert panel.rate.value == "97 %"
    panel.ask.click()
    assert "97.0 %" in panel.shown.value
    assert "these data give" in panel.shown.value


def test_window_and_question_are_asked_for_only_where_they_belong():
    panel = OpinionPanel()
    shown = {how: row.layout.display is None for how, row in panel._only.items()}
    assert shown == {"active": False, "survey": False}
    panel.how.value = "active"
    assert panel._only["active"].layout.display is None
    panel.window.value, panel.period.value = "180", "1998Q2"
    panel.ask.click()
    assert "look back 180 days" in panel.shown.value
    assert "5,360" in panel.shown.value
    panel.window.value = "0"
    panel.ask.click()
    assert "is outside 1 to 3,650 days" in panel.error.value
    panel.which.value = "gym"
    assert "active" not in dict(panel.how.options).values()
    panel.how.value = "survey"
    assert panel._only["survey"].layout.display is None
    panel.ask.click()
    assert "(satisfaction)" in panel.shown.value
    assert float(panel.rate.value) == pytest.approx(7, abs=0.5)


def test_every_choice_has_an_answer(monkeypatch):
    """What can be chosen can be judged: every base and way, at the shortest length's latest period, no complaint."""
    small = {key: base_of(key) if key == "cdnow" else generate(key, customers=1_500) for key in BASES}
    monkeypatch.setattr(second_opinion_panel, "base_of", small.get)
    panel, asked = OpinionPanel(), 0
    for which in BASES:
        panel.which.value = which
        for how in dict(panel.how.options).values():
            panel.how.value = how
            assert panel.length.options
            panel.length.value = panel.length.options[-1][1]
            panel.ask.click()
            assert not panel.error.value, (which, how)
            assert panel.rate.value
            assert sum(map(len, cards(panel.shown.value).values())) == len(ILLUSIONS)
            asked += 1
    assert asked >= 40


def test_periods_are_whole_and_their_opening_is_in_the_data(gym):
    assert list(periods(gym, "retention", "year").values()) == ["2025", "2024"]
    assert list(periods(base_of("cdnow"), "repeat", "quarter"))[0] == "1998Q1"
    assert list(periods(base_of("cdnow"), "active", "quarter"))[0] == "1998Q2"
    assert "1997Q1" not in periods(base_of("cdnow"), "end_over_start", "quarter")


def test_own_orders_are_judged_and_their_name_is_text():
    own = SecondOpinion()
    upload(own, PLAIN, name="<img src=x onerror=alert(1)>.csv")
    panel = own.place.children[0]
    assert panel.children[1].layout.display == "none"  # no choice of other bases
    panel.ask.click()
    for markup in (panel.shown.value, saved(panel)):
        assert "<img" not in markup
        assert "&lt;img src=x" in markup
    own.back()
    assert own.place.children[0].which.value == "cdnow"


def test_orders_of_one_month_leave_nothing_to_choose_and_say_so():
    own = SecondOpinion()
    upload(own, "customer,date,amount\n" + "".join(f"c{i},2024-03-{1 + i % 28:02d},10\n" for i in range(40)))
    panel = own.place.children[0]
    panel.how.value = "retention"
    panel.ask.click()
    assert "no whole period" in panel.error.value
    assert not panel.shown.value


def test_the_file_prints_by_itself(gym):
    base = CustomerBase(gym.customers, gym.months, gym.arrays, name="Gym & <Sons>")
    panel = OpinionPanel(base, currency="€")
    panel.ask.click()
    page = saved(panel)
    assert page.startswith("<!DOCTYPE html>")
    assert "<title>A second opinion · Gym &amp; &lt;Sons&gt;</title>" in page
    assert cards(page) == cards(panel.shown.value)
    for never in ("<script", "http:", "https:", "<details", " src="):
        assert never not in page
    assert page.count("<link") == page.count('<link rel="icon" href="data:,">') == 1  # so that nothing is asked for
    assert "€" in page
    assert "@media print" in page
    assert 'download="second_opinion_2025Q4.html"' in panel.file.value


def test_a_reloaded_page_comes_back():
    first, second = SecondOpinion(), SecondOpinion()
    kept = []
    for own in (first, second):
        panel = own.place.children[0]
        moves = Moves()
        moves.first = [own]
        moves.places = {own.model_id: [0]}
        if own is first:
            for box, state in ((panel.which, {"index": 2}), (panel.how, {"index": 1}), (panel.rate, {"value": "99 %"})):
                box.set_state(state)
                kept.append([moves.place(box), type(box).__name__, state])
            panel.ask.click()
            kept.append([moves.place(panel.ask), "Press", None])
        else:
            assert moves.again(kept)[1] == len(kept)
    shown = [own.place.children[0].shown.value for own in (first, second)]
    assert shown[0] == shown[1] != ""
    assert second.place.children[0].which.value == "gym"


def test_the_gallery_and_the_table_have_the_same_eighteen():
    assert list(illusions.ALL) == list(ILLUSIONS)
    short = {n: name.split()[0].lower().strip(":") for n, (name, _) in ILLUSIONS.items()}
    for number, kind in illusions.ALL.items():
        assert short[number] in kind.name.lower() or number in (7, 8, 14, 16), (number, kind.name)
