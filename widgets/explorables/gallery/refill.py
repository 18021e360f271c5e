"""Illusion 2: customers at the end over customers at the start is no retention: newcomers refill it."""

from dataclasses import dataclass

from metrics import end_over_start, retention_rate
from widgets.explorables.gallery.illusion import Illusion, Shown
from widgets.explorables.gallery.panels import Bars
from widgets.panel.controls import Dial
from widgets.panel.forms import PEOPLE, people, percent


@dataclass(frozen=True)
class RefillInputs:
    """People in one period: at the start, gone from these, won and still here."""

    opening: float
    lost: float
    won: float


class Refill(Illusion):
    """Needs no base: arithmetic."""

    number, name = 2, "Refill: newcomers counted as people kept"
    line = "End over start passes 100 % while hundreds leave."
    asks = ("how good", "better")
    company, meaning = "", "lost"
    Inputs = RefillInputs
    left = Bars("Two rates for the same period", ("End over start: on the slide", "Kept, of those who were there"),
                ("base", "stay"), 1.5, percent)
    right = Bars("The people", ("There at the start", "Of these, gone", "New, and still there"),
                 ("base", "lost", "new"), 2_000, people)
    dials = (
        Dial("opening", "Customers at the start", 1_000, 2_000, 10, 1_000, PEOPLE),
        Dial("lost", "Of these, lost", 0, 500, 5, 100, PEOPLE),
        Dial("won", "Won and still here", 0, 500, 5, 170, PEOPLE),
    )
    presets = {"Stop winning": {"won": 0}, "Win more, lose more": {"lost": 300, "won": 400}}

    def compute(self, i):
        slide = float(end_over_start(i.opening, i.lost, i.won))
        kept = float(retention_rate(i.opening, i.lost))
        return Shown(
            (slide, kept), (i.opening, i.lost, i.won), f"{percent(kept)} kept",
            f"End over start says {percent(slide)}; of the {people(i.opening)} there at the start {people(i.lost)} "
            f"are gone, so {percent(kept)} were kept.",
            [["", "People"], ["At the start", people(i.opening)], ["Gone", people(i.lost)],
             ["Won and still here", people(i.won)], ["At the end", people(i.opening - i.lost + i.won)],
             ["End over start", percent(slide)], ["Retention", percent(kept)]],
        )
