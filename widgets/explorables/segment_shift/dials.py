"""The dials that depend on the base: where the tiers are cut, and what the flows between them are called."""

import math

from widgets.explorables.gallery.illusion import ceiling
from widgets.explorables.segment_shift.figure import ORDER
from widgets.explorables.segment_shift.model import TIERS
from widgets.panel.controls import Dial, Source
from widgets.panel.forms import Form

CUT = Source("arithmetic", "a convention: where the tiers are cut, the same in both periods. It starts at the middle "
                           "and at the top tenth of what customers pay in all periods")
CELLS = [(i, j) for i in ORDER for j in ORDER if (i or j)]


def cut_dials(periods, currency):
    """(Dial of the top tier's lower edge, Dial of the middle tier's); their ranges never meet."""
    least, below, middle, above, high, most = (periods.amounts(q) for q in (0.02, 0.05, 0.5, 0.65, 0.9, 0.98))
    step = ceiling((most - below) / 60)
    form = Form(before=currency, decimals=max(0, -math.floor(math.log10(step))))

    def on(amount):
        return round(amount / step) * step

    low = max(on(min(least, below)), 0.0)
    between = max(on(above), low + step)
    first = between + step
    start = max(on(high), first)
    last = max(on(most), start, first + step)
    top = Dial("top", "Top pays at least", first, last, step, start, form, CUT)
    lower = Dial("lower", "Middle pays at least", low, between, step, min(max(on(middle), low), between), form, CUT)
    return top, lower


def flow_name(cell, names):
    """How a flow is called: Top → middle, new → lower, top → lost. names: those of state 0 on either side."""
    i, j = cell
    start = names[0] if i == 0 else TIERS[i]
    end = names[1] if j == 0 else TIERS[j]
    return f"{start} → {end}" if i != j else f"{start}, and stayed"
