"""The findings as HTML: cards inside a notebook, and a file of its own that prints as it is."""

from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup

from metrics.opinion import AT_WORK, CANNOT, HOWS, NO_SIGN
from widgets.panel import forms
from widgets.state.page import page as whole

HERE = Path(__file__).parent
TEMPLATES = Environment(loader=FileSystemLoader(HERE / "templates"), autoescape=True, trim_blocks=True,
                        lstrip_blocks=True)  # fmt: skip
CSS = Markup((HERE / "opinion.css").read_text(encoding="utf-8"))
HEADS = {AT_WORK: "At work in these data", CANNOT: "Cannot be judged from these data", NO_SIGN: "No sign"}
ENDS = ("from", "to")  # names of the last two figures of a judged finding


@dataclass(frozen=True)
class Card:
    """A finding as text. rows: (name, number) pairs; asks, number: what to ask for, and what it is ("" if unknown)."""

    title: str
    says: str
    asks: str
    number: str
    rows: tuple
    test: str


@dataclass(frozen=True)
class Page:
    """reported: the claim in a sentence; checked: what the data give; lead: how many of which verdict; groups: name,
    head and cards of each verdict, in order."""

    company: str
    reported: str
    checked: str
    lead: str
    groups: tuple


def page(base, claim, findings, recomputed, form, currency=forms.CURRENCY):
    """The `Page` of a claim. recomputed: what the data give by its formula, None if they do not; form: to write it."""
    write = forms.percent if form is forms.PERCENT else form.write
    more = f" (look back {claim.window} days)" if claim.window else f" ({claim.of})" if claim.of else ""
    groups = tuple((verdict, HEADS[verdict], tuple(card(f, currency) for f in findings if f.verdict == verdict))
                   for verdict in HEADS)  # fmt: skip
    counts = {verdict: len(cards) for verdict, _, cards in groups}
    lead = (f"{counts[AT_WORK]} of the eighteen illusions could be at work in these data, and {counts[CANNOT]} cannot "
            "be judged from them.")
    checked = "" if recomputed is None else f"By that formula these data give {write(recomputed)}."
    return Page(base.name or "Our customers", f"Reported for {claim.period}: {write(claim.rate)}. Said to be: "
                f"{HOWS[claim.how]}{more}.", checked, lead, groups)  # fmt: skip


def card(found, currency):
    """The `Card` of a finding."""
    figures, rows = list(found.figures), []
    if [f.name for f in figures[-2:]] == list(ENDS):
        low, high = (written(f, currency) for f in figures[-2:])
        rows = [("Its interval", f"{low} to {high}")]
        figures = figures[:-2]
    rows = [*((f.name, written(f, currency)) for f in figures), *rows]
    return Card(f"{found.number}  {found.name}", found.says, found.exposes.name, written(found.exposes, currency),
                tuple(rows), found.test)  # fmt: skip


def written(figure, currency):
    """A `Figure` as people write it; "" where the data give no number."""
    value, unit = figure.value, figure.unit
    if value is None:
        return ""
    if unit == "money":
        return f"{forms.money(value, currency)} a month"
    writers = {"people": forms.people, "share": forms.percent, "points": forms.points,
               "score": lambda n: forms.PLAIN.write(round(n, 2) + 0),
               "amount": lambda n: forms.money(n, currency), "months": lambda n: f"{n:,.1f} months"}  # fmt: skip
    return writers.get(unit, forms.PLAIN.write)(value)


def inside(page):
    """For an HTML widget: the cards with their style."""
    return f"<style>{CSS}</style>{_body(page, folded=True)}"


def file(page):
    """A whole HTML file with its style in it: no script, nothing fetched, nothing folded."""
    return whole(f"A second opinion · {page.company}", CSS, _body(page, folded=False), "so-file")


def _body(page, folded):
    return Markup(TEMPLATES.get_template("body.html.j2").render(page=page, folded=folded))
