"""Illusion 17: the best customers always fall and the worst always rise, in both directions of time."""

from dataclasses import dataclass
from functools import lru_cache

from customerbase import InputError, from_orders
from metrics import movement
from widgets.explorables.gallery.illusion import Illusion, Shown, ceiling
from widgets.explorables.gallery.panels import Bars
from widgets.panel.controls import Choice, Dial, Source
from widgets.panel.forms import PERCENT, money, people, percent

COUNTED = Source("arithmetic", "counted in the orders, among everybody who ever bought. CDNOW is one closed cohort. "
                               "Running time backwards: conditional trend analysis (Goodhardt & Ehrenberg 1967)")
PAIRS = 3


@dataclass(frozen=True)
class RegressionInputs:
    """top: share of customers called the best; pair: which two quarters, 0 the earliest."""

    top: float
    pair: int = 0


class Regression(Illusion):
    """orders: a DataFrame as from customerbase.read_orders; None for CDNOW's real ones."""

    number, name = 17, "Regression to the mean: the best always fall"
    line = "Last quarter’s best buy less. So did the best before them."
    asks = ("programme", "orders")
    company, meaning, real = "shop", "lost", True
    Inputs = RegressionInputs

    @classmethod
    def example(cls, base):
        return cls(base.orders)

    def prepare(self):
        orders = self.base
        if not len(orders):
            raise InputError("Regression to the mean needs orders; this table has none.")
        self.customers = from_orders(orders)
        quarters = sorted(set(self.customers.months.to_period("Q")))[1:]
        if len(quarters) < 2:
            raise InputError("Regression to the mean needs orders over three quarters; these cover fewer.")
        self.pairs = list(zip(quarters[:-1], quarters[1:], strict=True))[-PAIRS - 1:][:PAIRS]
        options = {f"{_say(a)} to {_say(b)}": k for k, (a, b) in enumerate(self.pairs)}
        start = min(1, len(self.pairs) - 1)
        self.dials = (Dial("top", "Called the best", 0.01, 0.5, 0.01, 0.1, PERCENT, COUNTED),
                      *([Choice("pair", "Quarters", options, start, COUNTED)] if len(options) > 1 else []))
        self.presets = {"The best 1 %": {"top": 0.01}, "The better half": {"top": 0.5}}
        self.best = lru_cache(self._best)
        whole = [self.best(0.5, k)[0] for k in range(len(self.pairs))]
        top = ceiling(max(max(pair) for pair in whole))

        def amount(number):
            return money(number, self.currency)

        self.left = Bars("Those who were the best before", ("In the quarter before", "In this quarter"),
                         ("base", "lost"), top, amount)
        self.right = Bars("Backwards: those who are the best now", ("In this quarter", "In the quarter before"),
                          ("base", "lost"), top, amount)

    def _best(self, top, pair):
        """Money of the earlier best in both quarters, and of the later best with time reversed."""
        tiers = movement.shares(1 - top, top, of="known", names=("others", "best"))
        forward = movement.between(self.customers, *(str(q) for q in self.pairs[pair]), tiers=tiers)
        found = []
        for move in (forward, movement.backwards(forward)):
            best = move.source == move.states.index("best")
            found.append((float(move.before[best].sum()), float(move.after[best].sum()), int(best.sum())))
        return found

    def compute(self, i):
        pair = getattr(i, "pair", 0)
        forward, backward = self.best(round(i.top, 2), pair)
        changes = [after / before - 1 if before else 0.0 for before, after, _ in (forward, backward)]
        earlier, later = (_say(q) for q in self.pairs[pair])
        said = [percent(abs(change)) + (" less" if change <= 0 else " more") for change in changes]
        chance = ", so most of the fall is chance" if changes[0] < 0 and changes[1] < changes[0] / 2 else ""
        rows = ((f"Best of {earlier}", forward, said[0]), (f"Best of {later}", backward, said[1]))
        return Shown(
            forward[:2], backward[:2], f"Backwards: {said[1]}",
            f"The best {people(forward[2])} of {earlier} spent {said[0]} in {later}; backwards, the best of {later} "
            f"had spent {said[1]} in {earlier}{chance}.",
            [["", "People", "As the best", "In the other quarter", "Change"],
             *([name, people(n), money(a, self.currency), money(b, self.currency), change]
               for name, (a, b, n), change in rows)],
        )


def _say(quarter):
    return f"Q{quarter.quarter} {quarter.year}"
