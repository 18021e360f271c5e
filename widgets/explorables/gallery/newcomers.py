"""Illusion 13: who joined and left inside the period is in no rate at all."""

from dataclasses import dataclass

from customerbase import InputError
from metrics import movements
from widgets.explorables.gallery.illusion import Illusion, Shown, ceiling
from widgets.explorables.gallery.panels import Bars
from widgets.panel.controls import Dial, Source
from widgets.panel.forms import Form, people, percent

COUNTED = Source("arithmetic", "counted in this base’s contracts, up to its last month; a longer period gives "
                               "newcomers more time to be gone before anybody counts them")
LONGEST = 12


@dataclass(frozen=True)
class NewcomersInputs:
    """months: length of the period that ends with the data."""

    months: float


class InvisibleNewcomers(Illusion):
    """On a base with contracts."""

    number, name = 13, "Invisible newcomers: gone before they counted"
    line = "They join, leave, and are in no report."
    asks = ("who",)
    meaning = "lost"
    Inputs = NewcomersInputs

    def prepare(self):
        months = self.base.months
        if len(months) < 3:
            raise InputError("Invisible newcomers need at least three months of data; this base has fewer.")
        longest = min(LONGEST, len(months) - 1)
        self.flows = [movements(self.base, months[-1 - k], months[-1]).loc["all"] for k in range(1, longest + 1)]
        top = ceiling(max(max(f["lost"], f["in_and_out"]) for f in self.flows))
        self.left = Bars("The report’s rate", ("Kept, of those there at the start",), ("stay",), 1, percent)
        self.right = Bars("Everybody who left in the period", ("Were there at its start: in the report",
                                                              "Joined and left in it: in no report"),
                          ("base", "lost"), top, people)
        self.dials = (Dial("months", "Length of the period", 1, longest, 1, longest, Form("months"), COUNTED),)
        self.presets = {"A quarter": {"months": min(3, longest)}}

    def compute(self, i):
        k = round(i.months)
        flow = self.flows[k - 1]
        lost, unseen = flow["lost"], flow["in_and_out"]
        everybody = lost + unseen
        share = f", {percent(unseen / everybody)} of all who left" if everybody else ""
        kept = float(flow["retention"]) if flow["opening"] else float("nan")
        rate = percent(kept) if flow["opening"] else "no rate"
        return Shown(
            (kept,), (lost, unseen), f"{people(unseen)} in no report",
            f"Over {k} month{'s' * (k > 1)} the report says {rate} kept and {people(lost)} lost; another "
            f"{people(unseen)} joined and left in between{share}.",
            [["Period", "There at its start", "Of these, lost", "Joined and left in it"],
             *([f"{m} month{'s' * (m > 1)}", people(f["opening"]), people(f["lost"]), people(f["in_and_out"])]
               for m, f in enumerate(self.flows, 1))],
        )
