"""What a base is worth: the same number, by the same convention, wherever the kit states it."""

import re
from pathlib import Path

import pytest

import synthetic
import widgets
from metrics import equity
from widgets.explorables.segment_shift import TwoViews
from widgets.pages.meeting_page import MeetingPage
from widgets.panel.forms import money

LINES = {"opening customers": "Worth of the opening customers", "closing customers": "Worth of the closing customers",
         "result": "Result", "new": "+ new", "lost": "− lost"}  # of equity.two_views, and as the meeting page says


@pytest.fixture(scope="module", params=("telecom", "hotel", "gym", "software"))
def base(request):
    return synthetic.generate(request.param, customers=2_000)


def test_every_screen_says_the_same_worth_of_the_same_base_and_quarter(base):
    page, panel = MeetingPage(base), TwoViews(base)
    assert panel.ends == [page.earlier.value, page.period.value]
    table = equity.two_views(base, *panel.ends)
    printed = {row.label: row.cells[1].value for row in page.page.blocks["views"].rows}
    shown = panel.compute(panel.inputs)
    for (view, line), row in table.iterrows():
        assert shown.table.loc[(view, line), "money"] == pytest.approx(row["money"]), line
        if line in LINES:
            assert printed[LINES[line]] == pytest.approx(row["money"]), line
    opening, closing = (table.loc[("asset", f"{end} customers"), "money"] for end in ("opening", "closing"))
    assert (shown.right[0], shown.right[3]) == pytest.approx((opening, closing))
    assert f"worth {money(opening)} at its start and {money(closing)} at its end" in panel.stage.headline
    bars = {label.get_text() for label in panel.picture.moving if hasattr(label, "get_text")}
    assert {money(opening), money(closing)} <= bars


def test_both_screens_state_the_convention_in_the_same_line(base):
    page, panel = MeetingPage(base), TwoViews(base)
    line = panel.stage.headline[panel.stage.headline.index("Worth counts"):]
    assert line in page.page.blocks["views"].notes
    assert "start of each quarter" in line
    assert "10.0 % a year" in line


def test_the_worth_is_the_formula_by_hand(base):
    """Opening people x their margin a quarter x (1+d)/(1+d-r)."""
    panel = TwoViews(base)
    table = equity.two_views(base, *panel.ends)
    served = table.loc[("cost centre", ["revenue", "cost of serving"]), "money"].sum()
    margin = served / table.loc[("cost centre", "revenue"), "money"]
    account = equity.account(base, *panel.ends)
    kept = 1 - account.row["lost"] / account.row["opening"]
    paid = 3 * account.row["opening_value"] / account.row["opening"]
    by_hand = equity.current_equity(account.row["opening"], margin * paid, kept, 1.1**0.25 - 1)
    assert table.loc[("asset", "opening customers"), "money"] == pytest.approx(by_hand)


def test_other_assumptions_move_the_one_function_and_the_picture_alike(base):
    panel = TwoViews(base)
    for retention, discount, cac in ((0.9, 0.05, 0), (0.5, 0.4, 40), (0.99, 0.04, 500)):
        found = panel.compute(panel.Inputs(retention, discount, cac))
        right = equity.two_views(base, *panel.ends, retention, discount, cac=cac)
        assert found.table["money"].tolist() == pytest.approx(right["money"].tolist())


def test_no_screen_has_a_discount_or_a_formula_of_its_own():
    """Lifetime values are asked of metrics.equity with its discount: a second convention would begin with a number."""
    for path in Path(widgets.__file__).parent.rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"DISCOUNT\s*=\s*[\d.]", text), path
        if re.search(r"\bclv\(", text):
            assert "equity.DISCOUNT" in text, path
