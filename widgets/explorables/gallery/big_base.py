"""Illusion 1: on a big base a high rate hides a crowd of people."""

from dataclasses import dataclass

from metrics import project, steady_state
from widgets.explorables.gallery.illusion import Illusion, Shown
from widgets.explorables.gallery.panels import Bars, Lines
from widgets.panel.controls import Dial
from widgets.panel.forms import PEOPLE, PERCENT, people, percent, roughly, short

QUARTERS = 12
TOP = 2_000_000


@dataclass(frozen=True)
class BigBaseInputs:
    """opening: customers today; rate: kept a quarter; won: new customers a quarter."""

    opening: float
    rate: float
    won: float


class BigBase(Illusion):
    """Needs no base: arithmetic."""

    number, name = 1, "The big-base mask: a percentage hides people"
    line = "The larger the base, the more people a good rate may lose."
    asks = ("how good",)
    company, meaning = "", "lost"
    Inputs = BigBaseInputs
    left = Bars("This quarter, in people", ("Kept", "Lost", "Won"), ("stay", "lost", "new"), 1_500_000, people)
    right = Lines("Customers, if it goes on like this", ("", "in the end"), ("stay", "base"),
                  tuple(range(QUARTERS + 1)), {0: "today", 4: "1 year", 8: "2 years", 12: "3 years"}, 0, TOP,
                  (0, 500_000, 1_000_000, 1_500_000, TOP), short, dashed=1)
    dials = (
        Dial("opening", "Customers today", 20_000, 1_500_000, 10_000, 740_000, PEOPLE),
        Dial("rate", "Kept a quarter", 0.7, 0.995, 0.005, 0.95, PERCENT),
        Dial("won", "Won a quarter", 0, 50_000, 1_000, 22_000, PEOPLE),
    )
    presets = {"Small base, same rate": {"opening": 50_000}, "98 %": {"rate": 0.98}}

    def compute(self, i):
        lost = i.opening * (1 - i.rate)
        path = project(i.opening, i.rate, i.won, QUARTERS)
        heading = steady_state(i.rate, i.won)
        return Shown(
            (i.opening - lost, lost, i.won), (path, [heading] * (QUARTERS + 1)), f"{people(lost)} lost",
            f"{percent(i.rate)} kept is {people(lost)} people lost in one quarter, against {people(i.won)} won: "
            f"{roughly(path[-1])} customers in three years, heading for {roughly(heading)}.",
            [["Quarter", "Customers", "Lost in it", "Won in it"],
             *([f"{q}", people(n), people(n * (1 - i.rate)), people(i.won)] for q, n in enumerate(path))],
        )
