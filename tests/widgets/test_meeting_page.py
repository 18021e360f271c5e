"""Every number on the meeting page: recomputed from the call that its block names, and printed so that it adds up."""

import re
from html.parser import HTMLParser

import numpy as np
import pandas as pd
import pytest

from customerbase import CustomerBase, cdnow, from_orders
from metrics import equity, movement
from metrics.retention import DENOMINATORS, reported_rate
from synthetic import generate
from synthetic.assumptions import Assumptions
from widgets.pages.meeting_page import model, render
from widgets.pages.meeting_page.parts import adding_up
from widgets.panel import forms

CASES = {"hotel": ("2025Q3", "2025Q4", "segment"), "shop": ("2025-10", "2025-11", "channel"),
         "gym": (("2024-01", "2024-05"), ("2024-06", "2024-10"), "segment"), "CDNOW": ("1998Q1", "1998Q2", "joined")}


@pytest.fixture(scope="module")
def worlds():
    """name -> CustomerBase: with contracts and referrals, without contracts, with terms, and real orders."""
    effects = Assumptions().as_the_sources_claim()
    made = {name: generate(name, customers=3_000, months=36, assumptions=effects) for name in ("hotel", "shop", "gym")}
    return made | {"CDNOW": from_orders(cdnow(), "CDNOW")}


@pytest.fixture(params=CASES)
def case(request, worlds):
    """(base, its Page, what a block's call gives)."""
    base, (earlier, later, by) = worlds[request.param], CASES[request.param]
    page = model.page(base, earlier, later, by, "$")

    def called(key, **names):
        known = {"movement": movement, "equity": equity, "reported_rate": reported_rate, "base": base}
        return eval(page.blocks[key].call, known | names)

    return base, page, called


class Tables(HTMLParser):
    """Rows of cell texts of every table, by the class of the section around it."""

    def __init__(self, text):
        super().__init__()
        self.found, self.key, self.cell = {}, None, None
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        if tag == "section":
            self.key = dict(attrs)["class"].split("mp-")[-1]
        elif tag == "tr":
            self.found.setdefault(self.key, []).append([])
        elif tag in ("td", "th") and "mp-track" not in dict(attrs).get("class", ""):
            self.cell = ""

    def handle_data(self, data):
        if self.cell is not None:
            self.cell += data

    def handle_endtag(self, tag):
        if tag in ("td", "th") and self.cell is not None:
            self.found[self.key][-1].append(self.cell.strip())
            self.cell = None


def number(text):
    """What a printed whole number says."""
    return int(text.replace("−", "-").replace("$", "").replace(",", "").replace("+", ""))


def column(block, k):
    return [number(row.cells[k].text) for row in block.rows]


def test_what_the_model_holds_is_what_is_printed(case):
    _, page, _ = case
    found = Tables(render.file(page)).found
    with_rows = {key: block for key, block in page.blocks.items() if block.rows}
    assert found.keys() == with_rows.keys()
    for key, block in with_rows.items():
        rows = [[row.label, *(cell.text for cell in row.cells)] for row in block.rows]
        assert found[key] == [list(block.heads), *rows]


def test_the_account_is_that_of_the_call_and_adds_up_as_printed(case):
    _, page, called = case
    block, row = page.blocks["account"], called("account").loc["all"]
    opening, new, lost, more, less, same, closing = column(block, 0)
    assert [opening, new, lost, more, less, same, closing] == [
        row[name] for name in ("opening", "new", "lost", "increased", "decreased", "unchanged", "closing")]
    assert opening + new - lost == closing
    assert opening - lost == more + less + same
    printed = column(block, 1)
    exact = [row["opening_value"], row["new_value"], -row["lost_value"], row["up_value"], -row["down_value"], 0,
             row["closing_value"]]
    assert sum(printed[:-1]) == printed[-1]
    assert np.abs(np.subtract(printed, exact)).max() < 1
    assert [line.cells[1].value for line in block.rows] == pytest.approx(exact)
    assert page.hero[0] == forms.people(row["lost"])
    assert re.findall(r"\$[\d.]+\w*", page.lead) == [
        forms.money(amount, "$") for amount in (row["lost_value"], row["new_value"])]


def test_the_segments_add_up_to_all(case):
    _, page, called = case
    block, table = page.blocks["segments"], called("segments")
    account = page.blocks["account"]
    assert len(block.rows) == len(table) + 1 > 2
    names = ("opening", "new", "lost", "increased", "decreased", "unchanged", "closing")
    for k, name in enumerate(names):
        assert column(block, k) == [*table[name], table[name].sum()]
    for k, name, line in ((7, "new_value", 1), (8, "lost_value", 2)):
        *groups, total = column(block, k)
        assert sum(groups) == total == abs(number(account.rows[line].cells[1].text))
        assert np.abs(np.subtract(groups, table[name])).max() < 1


def test_the_reasons_begin_with_the_unknown_and_add_up_to_the_lost(case):
    base, page, called = case
    block, lost = page.blocks["reasons"], number(page.hero[0])
    if not base.has_contract:
        assert block.rows == ()
        assert f"Unknown for {forms.people(lost)} customers, all of them" in block.says[0]
        return
    table = called("reasons")["lost"]
    *counts, total = column(block, 0)
    assert block.rows[0].label == "Unknown"
    assert counts[0] == table["(missing)"] > 0
    assert {row.label: number(row.cells[0].text) for row in block.rows[1:-1]} == table[table > 0].drop(
        "(missing)").to_dict()
    assert sum(counts) == total == lost
    assert sum(column(block, 2)[:-1]) == column(block, 2)[-1]
    assert forms.percent(table["(missing)"] / lost) in block.says[0]
    assert block.rows[0].cells[1].value == pytest.approx(table["(missing)"] / lost)


def test_the_unknown_are_those_whose_row_says_nothing(worlds):
    base = worlds["hotel"]
    page = model.page(base, "2025Q3", "2025Q4")
    member = base.arrays["member"]
    gone = (member[base.months.get_loc("2025-09-01")] == 1) & (member[base.months.get_loc("2025-12-01")] == 0)
    assert number(page.blocks["reasons"].rows[0].cells[0].text) == base.customers["left_reason"].isna()[gone].sum()


def test_money_left_on_the_table_is_what_was_lost_and_what_is_paid_less(case):
    base, page, called = case
    block, (totals, chance) = page.blocks["table"], called("table")
    row, chance = totals.loc["all"], chance.loc[("all", "all")]
    lost, less, total = column(block, 0)
    assert lost + less == total
    assert [cell.cells[0].value for cell in block.rows] == pytest.approx(
        [row["lost_value"], row["down_value"], row["lost_value"] + row["down_value"]])
    assert forms.percent((row["lost_value"] + row["down_value"]) / row["opening_value"]) in block.says[1]
    flows = ["decreased"] if base.has_contract else ["lost", "decreased"]
    seen, alone = -chance.loc[flows, "observed"].sum(), -chance.loc[flows, "by_chance"].sum()
    amounts = re.findall(r"\$[\d.]+[KM]?\b", block.notes[0])
    assert amounts[:2] == [forms.money(amount, "$") for amount in (seen, alone)]
    assert amounts[2:] == ([forms.money(seen - alone, "$")] if seen > alone else [])
    assert ("Chance explains all of it" in block.notes[0]) == (seen <= alone)


def test_the_reported_rates_are_the_four_that_boards_use(case):
    _, page, called = case
    block = page.blocks["reported"]
    assert [row.cells[0].text for row in block.rows] == [
        forms.percent(called("reported", denominator=name)) for name in DENOMINATORS]
    assert block.rows[0].cells[0].text in block.says[0]


def test_the_tiers_are_those_of_the_call_and_add_up(case):
    _, page, called = case
    block, table = page.blocks["tiers"], called("tiers").loc["all"].iloc[::-1]
    opening, new, lost, came, went, closing, stayed, more, less = (column(block, k) for k in range(9))
    for printed, exact in ((opening, table["opening"]), (new, table["new"]), (lost, table["lost"]),
                           (came, table["from_lower"] + table["from_higher"]), (closing, table["closing"]),
                           (went, table["to_lower"] + table["to_higher"]), (stayed, table["stayed"])):
        assert printed == [*exact, exact.sum()]
    assert [o + n - gone + c - w for o, n, gone, c, w in zip(opening, new, lost, came, went, strict=True)] == closing
    for printed, exact in ((more, table["up_value"]), (less, table["down_value"])):
        assert sum(printed[:-1]) == printed[-1]
        assert np.abs(np.subtract(printed, [*exact, exact.sum()])).max() < 1
    assert [row.label.lower() for row in block.rows[:-1]] == list(table.index)


FLOWS = {"to a higher tier": "to higher", "to a lower tier": "to lower", "did not buy": "lost",
         "bought again": "to higher"}


def same_as(cells, line, sign=1):
    """Whether cells of observed, by chance, excess and interval print a row of by_chance."""
    assert [number(cell.text) for cell in cells[:3]] == [
        round(line[name]) for name in ("observed", "by_chance", "excess")]
    assert [number(end) for end in cells[3].text.split(" to ")] == [round(line["low"]), round(line["high"])]
    return bool(line["low"] > 0 or line["high"] < 0)


def test_chance_is_that_of_the_call_and_news_is_marked(case):
    base, page, called = case
    block = page.blocks["chance"]
    moved, paid = (called("chance", of=of).loc["all"] for of in ("people", "value"))
    for row in block.rows:
        tier, what = row.label.split(": ")
        tier = next(name for name in moved.index.levels[0] if name.lower() == tier.lower())
        line = paid.loc[(tier, "all")] if what.startswith("change") else moved.loc[(tier, FLOWS[what])]
        assert number(row.cells[0].text) == round(line["opening"])
        assert same_as(row.cells[1:], line) == ("beyond" in row.meaning)
    assert len(block.rows) == (7 if base.has_contract else 11)


def test_warning_signs_come_from_behaviour_alone(case):
    base, page, called = case
    block, move = page.blocks["signs"], movement.between(base, *_periods(page))
    stay = move.comparable & (move.source > 0) & (move.target > 0)
    assert f"{forms.people(stay.sum())} customers" in block.says[0]
    use = base.arrays.get("visits", base.arrays["active"])
    used = [use[span.first : span.last + 1].sum(axis=0)[stay] for span in (move.earlier, move.later)]
    table = called("signs", before=used[0], after=used[1]).loc[("all", "all")]
    spent = called("signs", before=move.before[stay], after=move.after[stay]).loc[("all", "all")]
    rows = [*([table.loc["lost"]] if base.has_contract else []), table.loc["decreased"], table.loc["increased"],
            spent.loc["decreased"], spent.loc["increased"]]
    assert len(rows) == len(block.rows)
    for row, line in zip(block.rows, rows, strict=True):
        assert same_as(row.cells, line) == ("beyond" in row.meaning)
    if base.has_contract:
        stopped = (used[0] > 0) & (used[1] == 0)
        assert number(block.rows[0].cells[0].text) == stopped.sum() > 0
        assert forms.money(move.after[stay][stopped].sum(), "$") in block.notes[0]


def _periods(page):
    return tuple(tuple(name.split(" to ")) if " to " in name else name for name in (page.earlier, page.later))


def test_two_people_who_were_brought_are_told_of_as_they_are(case):
    base, page, called = case
    block = page.blocks["referrals"]
    if "referred_by" not in base.customers:
        assert "do not say who brought whom" in block.says[0]
        return
    customers, move = called("referrals")
    new = (move.source == 0) & (move.target > 0) & move.joined_later
    brought = customers["referred_by"].notna().to_numpy()
    assert block.says[0].endswith(f"{forms.people(new.sum())} customers. Brought by a customer: "
                                  f"{forms.people((new & brought).sum())} of them.")
    assert len(block.says) == 3
    for story in block.says[1:]:
        friend, by = re.findall(r"\u2068(.*?)\u2069, a customer since (\w+ \d+)", story)
        here = np.flatnonzero(brought & (move.target > 0) & (customers["name"] == friend[0]).to_numpy())
        ids = customers.set_index("customer_id")
        true = [i for i in here if ids.loc[customers["referred_by"].iloc[i], "name"] == by[0]]
        assert len(true) == 1
        k = ids.index.get_loc(customers["referred_by"].iloc[true[0]])
        assert [friend[1], by[1]] == [f"{customers['joined'].iloc[i]:%B %Y}" for i in (true[0], k)]
        pays = forms.money(move.after[true[0]], "$")
        assert f"pays {pays} {'a month' if base.has_contract else 'in the month'}" in story
        here_too = move.target[k] > 0
        assert (f"who pays {forms.money(move.after[k], '$')}" in story) == here_too


def test_the_two_views_are_those_of_the_call_and_add_up(case):
    base, page, called = case
    block = page.blocks["views"]
    if not base.has_contract:
        assert block.rows == ()
        assert "nobody knows who is still a customer" in block.says[0]
        return
    table, printed = called("views"), column(block, 1)
    assert [row.cells[1].value for row in block.rows] == pytest.approx(list(table["money"]))
    assert sum(printed[:3]) == printed[3]
    assert sum(printed[4:9]) == printed[9]
    assert np.abs(np.subtract(printed, table["money"])).max() < 1.5
    assert [row.cells[0].value for row in block.rows] == [None if p is pd.NA else p for p in table["people"]]


def test_no_hidden_truth_is_read(worlds):
    base = worlds["hotel"]
    manager = base.customers.drop(columns=[name for name in base.customers if name.startswith("truth_")])
    seen = CustomerBase(manager, base.months, base.arrays, base.orders, base.name, base.notes, base.recipe)
    assert render.file(model.page(seen, "2025Q3", "2025Q4", "segment")) == render.file(
        model.page(base, "2025Q3", "2025Q4", "segment"))


def test_what_real_orders_cannot_say_is_said(worlds):
    says = " ".join(model.page(worlds["CDNOW"], "1998Q1", "1998Q2").blocks["limits"].says)
    for words in ("no contracts", "No reasons", "who brought whom", "nobody joined after March 1997", "not profit",
                  "255 of 69,659"):
        assert words in says
    says = " ".join(model.page(worlds["hotel"], "2025Q3", "2025Q4").blocks["limits"].says)
    for words in ("no contracts", "No reasons", "who brought whom", "nobody joined", "not profit"):
        assert words not in says


def test_where_chance_cannot_be_told_its_sentence_stands(worlds):
    page = model.page(worlds["CDNOW"], "1997Q1", "1997Q2")
    assert page.blocks["chance"].rows == ()
    assert page.blocks["chance"].says[0].startswith("Nobody had joined before the earlier period began")
    assert page.blocks["table"].notes[0].startswith("Nobody had joined before")
    assert page.blocks["signs"].rows == ()


@pytest.mark.parametrize(("parts", "total", "printed"), [
    ([0.4, 0.4, 0.4], None, [1, 0, 0]), ([2.5, 2.5], None, [3, 2]), ([-0.6, 1.2], None, [0, 1]),
    ([5.0, 1.0], None, [5, 1]), ([2.2, 2.2], 5, [3, 2]), ([2.9, 2.9], 5, [3, 2]), ([], None, []),
])
def test_rounded_parts_add_up(parts, total, printed):
    assert adding_up(parts, total) == printed
