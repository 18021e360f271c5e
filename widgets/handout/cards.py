"""Cards to print and cut: a bet card for every person in the room, and the Monday card."""

from pathlib import Path

import ipywidgets as ipw

from customerbase import InputError
from widgets.handout.page import SHEETS
from widgets.handout.parts import HERE, everything, template
from widgets.handout.running import nobody, run
from widgets.learning.monday_card import LABELS, MondayCard
from widgets.panel.explorable import Explorable
from widgets.panel.style import stylesheet
from widgets.state.page import page

BETS, MONDAYS = 4, 2  # on one page


@nobody()
def cards(path, say=lambda sentence: None):
    """The cards of a notebook, as a page of HTML: two sheets of four for each of its bets, one of two Monday cards.

    A, B and C have sheets of their own: their thresholds, beside a range that is asked for, would give it away.
    """
    name = Path(path).name
    say(f"{name}: running its cells")
    notebook = run(path)
    shown = [w for cell in notebook.cells for thing in cell.shown if isinstance(thing, ipw.Widget)
             for w in everything(thing)]
    bets = {w.bet.key: w.bet for w in shown if isinstance(w, Explorable) and w.bet}
    mondays = {w.monday.key: w.monday for w in shown if isinstance(w, MondayCard)}
    if not bets and not mondays:
        raise InputError(f"{name} has no bet and no Monday card, so there is nothing to print.")
    body = template("cards", title=notebook.title, bets=list(bets.values()), mondays=list(mondays.values()),
                    labels=LABELS, per_bet=BETS, per_monday=MONDAYS)
    return page(f"Cards: {notebook.title} · Valued", stylesheet(*SHEETS, HERE / "cards.css"), body, "vd-page vd-cards")
