"""Writes what the made-up companies assume, as a page and a picture: python guide/make_assumptions.py

Everything but the introduction comes from `Assumptions`, the events and the companies themselves; tests/synthetic
fails when the page is not what this would write.
"""

from pathlib import Path

import chain_picture
import numpy as np
from chain import ARROWS, ASIDES, BOXES

from synthetic.assumptions import Assumptions, dials
from synthetic.companies import COMPANIES
from synthetic.events import KINDS
from synthetic.sources import TEXTS

HERE = Path(__file__).parent
GRADES = {
    "arithmetic": "true once its inputs are given",
    "published": "measured by somebody and published; the source is named",
    "asserted": "claimed by a source text without data: the direction is theirs, the size is ours",
    "illustration": "one story, one number",
    "invented": "made up for teaching",
}
INTRO = """# What the made-up companies assume

This page is written by `python guide/make_assumptions.py` from the program itself: change the program, not the page.

A base made with the usual settings contains levels and luck, and no effect that nobody has measured: customers differ
in their own chance of leaving, in how often they come and in what they spend, and how they feel moves nothing. What
the source texts claim is switched on by `Assumptions.as_the_sources_claim()`, or one claim at a time. At zero nothing
of a claim is left: the numbers equal those of a base without it, customer by customer.

![How value becomes behaviour: boxes and numbered arrows](chain.png)

In plain words. A product gives benefits (money saved, what it does, ease of mind, other people) and takes price, time
and effort; the difference is value. Customers compare it with what they expect, and expectation follows what was
delivered, so a pleasant surprise wears off. What is above expectation is felt as being valued; how the last visits
went is satisfaction. Both colour what customers answer in a survey. Whether they also move who stays, spends and
brings friends is what the dashed arrows ask.

**How good the evidence is.**
"""


def page():
    """The whole page, as Markdown text."""
    grades = "\n".join(f"- `{grade}`: {meaning}." for grade, meaning in GRADES.items())
    texts = "\n".join(f"- {text}: {text.argues}." for text in TEXTS.values())
    parts = [f"{INTRO}\n{grades}\n", f"The source texts, and what each argues:\n\n{texts}\n", "## The assumptions\n",
             *map(about_box, BOXES), about_events(), companies()]
    return "\n".join(filter(None, parts)).rstrip("\n") + "\n"


def about_box(box):
    """A box of the picture: what moves it, and the assumptions behind that."""
    numbers = {arrow: f"{number}. " for number, arrow in enumerate(ARROWS, 1)}
    into = [arrow for arrow in (*ARROWS, *ASIDES) if arrow.target == box.name]
    names = [name for part in (box, *into) for name in part.dials]
    if not names and not into:
        return ""
    lines = [f"### {box.name}\n"]
    if into:
        lines += [*(f"- {numbers.get(arrow, '')}{arrow.source} → {box.name}: {arrow.says}." for arrow in into), ""]
    if names:
        head = ("assumption", "what it says", "usual", "as the texts say", "from", "to", "unit", "evidence")
        lines += [table(head, [assumption(name) for name in names]), ""]
    return "\n".join(lines)


def assumption(name):
    """One row: the assumption in words and numbers."""
    about = dials()[name]
    said = "" if about["sources_claim"] is None else f"{about['sources_claim']:g}"
    evidence = ", ".join(filter(None, (about["grade"], about["source"])))
    usual = f"{getattr(Assumptions(), name):g}"
    return (f"`{name}`", about["says"], usual, said, f"{about['low']:g}", f"{about['high']:g}", about["unit"], evidence)


def about_events():
    """What a caller can let happen, from the events' own texts."""
    rows = [(f"`{name}`", " ".join(kind.__doc__.split("\n\n")[0].split())) for name, kind in KINDS.items()]
    return "\n".join(["## What can happen\n",
                      "Each event begins in a month and lasts some months. Alone it moves money; what it does to "
                      "people are assumptions above.\n", table(("event", "what it is"), rows), ""])


def companies():
    """The five companies: story, trap, levels, and what they are held to."""
    parts = ["## The companies\n", "Every level is `invented` unless it is named as sourced. Money has no currency.\n"]
    for key, company in COMPANIES.items():
        parts += [f"### {company.title} (`{key}`)\n", f"{company.story}\n", f"**The trap:** {company.trap}\n",
                  segments(company), ""]
        if company.sources:
            parts += ["Sourced levels: " + "; ".join(f"{level} ({grade}: {source})" for level, (grade, source)
                                                     in company.sources.items()) + ".\n"]
        if company.moments:
            rows = [(m.what, value(m), m.unit, f"{m.grade}, {m.source}", m.found) for m in company.moments]
            parts += ["A test holds a generated base to these:\n",
                      table(("number", "value", "unit", "evidence", "where it cannot be met"), rows), ""]
    return "\n".join(parts)


def value(moment):
    """A published number, or the two that it lies between."""
    return " to ".join(f"{number:g}" for number in np.atleast_1d(moment.value))


def segments(company):
    """One row a segment: who they are to the company, and what they get and give in a month."""
    price = [company.fee + s.visits * s.ticket for s in company.segments.values()]
    head = ("segment", "share of joiners", f"visits a month ({company.visit})", "price", "monetary", "functional",
            "psychological", "social", "hours, each worth", "effort", "value")
    rows = [(name, f"{s.share * 100:.0f} %", f"{s.visits:.2g}", f"{p:.0f}", f"{s.monetary:g}", f"{s.functional:g}",
             f"{s.psychological:g}", f"{s.social:g}", f"{s.hours:g} × {s.hour_worth:g}", f"{s.effort:g}",
             f"{s.monetary + s.functional + s.psychological + s.social - p - s.hours * s.hour_worth - s.effort:.0f}")
            for (name, s), p in zip(company.segments.items(), price, strict=True)]
    return table(head, rows)


def table(head, rows):
    """A Markdown table; a bar inside a cell is escaped."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(str(cell).replace("|", "\\|") for cell in line) + " |" for line in lines)


if __name__ == "__main__":
    (HERE / "assumptions.md").write_text(page(), encoding="utf-8")
    (HERE / "chain.png").write_bytes(chain_picture.png())
