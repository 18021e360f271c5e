"""The meeting page as data: what stands in it, and the same numbers as rows of a table."""

from dataclasses import dataclass

from customerbase.errors import counted
from customerbase.spreadsheet import csv_text
from widgets.pages.meeting_page import account, stories, tiers
from widgets.pages.meeting_page.facts import facts
from widgets.pages.meeting_page.parts import clean
from widgets.panel import forms

COLUMNS = ("block", "line", "what", "number", "unit", "from")


@dataclass(frozen=True)
class Page:
    """company, later, earlier: names; note: what is missing of the period, or ""; hero: the number of people lost and
    what it is; lead: one sentence; blocks: name -> Block."""

    company: str
    later: str
    earlier: str
    note: str
    currency: str
    hero: tuple
    lead: str
    blocks: dict


def page(base, earlier, later, by=None, currency=forms.CURRENCY):
    """The `Page` of two periods of a CustomerBase; every number comes from the call that its block names.

    earlier, later: periods as in `movement.between`; by: a column of base.customers for the segments.
    """
    known = facts(base, earlier, later, by, currency)
    blocks = [*account.blocks(known), *tiers.blocks(known), *stories.blocks(known)]
    note = " ".join(span.note for span in (known.later, known.earlier) if span.note)
    name = clean(base.name) or "Our customers"
    return Page(name, known.later.name, known.earlier.name, note, currency, _hero(known), _lead(known),
                {block.key: block for block in blocks})


def _hero(known):
    lost = known.row["lost"]
    number, thing = counted(lost, "customer").split(" ")
    return number, (f"{thing} left" if known.contract else f"{thing} did not buy again")


def _lead(known):
    row = known.row
    lost, new = (forms.money(row[name], known.currency) for name in ("lost_value", "new_value"))
    came = "Won" if known.contract else "Won, or won back"
    return f"They paid {lost} {known.per}. {came}: {counted(row['new'], 'customer')} for {new}."


def table(page, headline=""):
    """The page as rows in the order of COLUMNS: a row a number, unrounded, and a row a sentence."""
    told = {"company": page.company, "period": page.later, "compared with": page.earlier, "currency": page.currency,
            "not whole": page.note, "headline": headline.strip()}
    rows = [("page", name, "", text, "", "") for name, text in told.items() if text]
    for block in page.blocks.values():
        rows += [(block.title, "", "", sentence, "", block.call) for sentence in (*block.says, *block.notes)]
        for row in block.rows:
            for head, cell in zip(block.heads[1:], row.cells, strict=True):
                number = cell.text if cell.value is None else float(f"{cell.value:.10g}")
                whole = cell.value is not None and number == int(number)
                rows.append((block.title, row.label, head, int(number) if whole else number, cell.unit, block.call))
    return rows


def spreadsheet(page, headline=""):
    """The same as CSV text, in which nothing that somebody wrote is a formula."""
    return csv_text(COLUMNS, table(page, headline))
