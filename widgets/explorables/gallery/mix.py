"""Illusion 5: every segment is kept better than before, and the total falls."""

from dataclasses import dataclass

from metrics import rate_and_mix
from widgets.explorables.gallery.illusion import Illusion, Shown
from widgets.explorables.gallery.panels import Bars
from widgets.panel.controls import Dial, Source
from widgets.panel.forms import PERCENT, POINTS, percent, points

BEFORE = (0.9, 0.6)
LOYAL_BEFORE = 0.8
STORY = Source("illustration", "two segments; before, 80 % were of the one kept at 90 %, the rest of the "
                               "one kept at 60 %. The split into rate and mix effect is Kitagawa’s (1955), exact")


@dataclass(frozen=True)
class MixFallInputs:
    """share: of the customers now in the loyal segment; loyal, fragile: what each segment's rate gained."""

    share: float
    loyal: float
    fragile: float


class MixFall(Illusion):
    """Needs no base: arithmetic on two segments."""

    number, name = 5, "Mix shift: each segment up, the total down"
    line = "Each segment improves, and the total falls."
    asks = ("better",)
    company = ""
    Inputs = MixFallInputs
    left = Bars("Kept, segment by segment", ("Loyal segment, before", "Loyal segment, now", "Fragile segment, before",
                                            "Fragile segment, now"), ("base", "stay", "base", "stay"), 1, percent)
    right = Bars("Kept, all customers", ("Before", "Now", "If only the rates had moved"), ("base", "stay", "moved"), 1,
                 percent)
    dials = (
        Dial("share", "Now in the loyal segment", 0, 1, 0.01, 0.5, PERCENT, STORY),
        Dial("loyal", "Loyal segment gained", -0.1, 0.1, 0.005, 0.02, POINTS, STORY),
        Dial("fragile", "Fragile segment gained", -0.1, 0.1, 0.005, 0.02, POINTS, STORY),
    )
    presets = {"Same mix as before": {"share": LOYAL_BEFORE}, "Rates unchanged": {"loyal": 0, "fragile": 0}}

    def compute(self, i):
        after = (BEFORE[0] + i.loyal, BEFORE[1] + i.fragile)
        mix = (LOYAL_BEFORE, 1 - LOYAL_BEFORE), (i.share, 1 - i.share)
        parts = rate_and_mix(BEFORE, after, *mix)
        moved = float(parts.after - parts.before)
        rate, who = float(parts.rate_effect), float(parts.mix_effect)
        same_mix = LOYAL_BEFORE * after[0] + (1 - LOYAL_BEFORE) * after[1]
        return Shown(
            (BEFORE[0], after[0], BEFORE[1], after[1]), (parts.before, parts.after, same_mix), points(moved),
            f"The total goes from {percent(float(parts.before))} to {percent(float(parts.after))}: {points(rate)} "
            f"because customers are kept differently, {points(who)} because other customers are in it.",
            [["", "Before", "Now"], ["Loyal segment", percent(BEFORE[0]), percent(after[0])],
             ["Fragile segment", percent(BEFORE[1]), percent(after[1])],
             ["Share of the loyal", percent(LOYAL_BEFORE), percent(i.share)],
             ["All customers", percent(float(parts.before)), percent(float(parts.after))],
             ["Rate effect", "", points(rate)], ["Mix effect", "", points(who)]],
        )
