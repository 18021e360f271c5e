"""Bet 1, on real orders: last quarter's best customers, forwards, and then with time run backwards."""

import html
from dataclasses import dataclass, replace

import ipywidgets as ipw
import numpy as np

from customerbase import CustomerBase, InputError, cdnow, from_orders
from customerbase.errors import counted
from metrics import movement
from widgets.explorables.active_window import CREDIT
from widgets.explorables.gallery.panels import Bars, GalleryFigure
from widgets.explorables.segment_shift.model import Periods
from widgets.panel.bet import Bet, Option
from widgets.panel.controls import Choice, Source
from widgets.panel.explorable import Explorable, Words
from widgets.panel.forms import CURRENCY, Form, money, people, percent
from widgets.panel.tries import Try

TENTH = movement.shares(0.9, 0.1, of="known", names=("others", "best"))
TIME = Source("arithmetic", "counted in the orders, among everybody who ever bought by then. Running time backwards: "
                            "conditional trend analysis (Goodhardt & Ehrenberg 1967)")
@dataclass(frozen=True)
class TenthInputs:
    """back: whether time is run backwards as well; pair: number of the later period, 1 the first."""

    back: bool
    pair: int


@dataclass(frozen=True)
class Tenth:
    """left, right: the best tenth's money, [as the best, in the other period], forwards and backwards.

    best: people in either tenth; total: everybody's money in the two periods; chance: what chance alone would change
    in the best tenth's money, with the ends of its excess; earlier, later: names.
    """

    left: np.ndarray
    right: np.ndarray
    best: tuple
    total: tuple
    chance: tuple | None
    earlier: str
    later: str

    @property
    def change(self):
        return self.left[1] / self.left[0] - 1 if self.left[0] else 0.0


class TenthFigure(GalleryFigure):
    """Before the bet the backwards panel is shut as well; the bet, a change, is drawn as the money it stands for."""

    start, committed = 0.0, None

    @property
    def guess(self):
        bet = self.committed
        return bet and replace(bet, low=self.start * (1 + bet.low), high=self.start * (1 + bet.high))

    @guess.setter
    def guess(self, bet):
        self.committed = bet

    def update(self, result):
        self.start = result.left[0]
        hidden = np.full(2, np.nan)
        self.movers[0](np.asarray(result.left, dtype=float))
        self.movers[1](hidden if self.sealed else np.asarray(result.right, dtype=float))


class TopTenth(Explorable):
    """base: a CustomerBase without contracts, or None for CDNOW's real orders."""

    name = "Last quarter’s best customers: a bet"
    Inputs = TenthInputs
    company = "shop"

    def __init__(self, base=None, *, currency=CURRENCY):
        self._own = base is not None
        super().__init__(base if self._own else from_orders(cdnow()), currency=currency)

    def prepare(self):
        if not isinstance(self.base, CustomerBase):
            raise InputError("TopTenth needs a CustomerBase; give none for CDNOW's real orders.")
        self.periods = Periods(self.base)
        # compared with a period before which somebody was here; CDNOW starts at its third and fourth quarter of 1997
        pairs = list(range(3, len(self.periods) + 1))[-3:] or [2]
        self.pair = pairs[-1] if self._own else pairs[0]
        names = {f"{self.periods.name(k - 2)} to {self.periods.name(k - 1)}": k for k in pairs}
        self.dials = (
            Choice("back", "Time runs", {"Forwards": False, "And then backwards": True}, False, TIME),
            Choice("pair", "Quarters" if self.periods.quarterly else "Months", names, self.pair, TIME),
        )
        self.shown = {k: self._count(k) for k in pairs}
        most = max(max(*t.left, *t.right, 1) for t in self.shown.values())

        def amount(number):
            return money(number, self.currency)

        self.Picture = lambda: TenthFigure(
            Bars("The best tenth of the earlier period", ("As the best", "One period later"), ("base", "lost"), most,
                 amount, bet=1),
            Bars("Backwards: the best tenth of the later one", ("As the best", "One period earlier"), ("base", "lost"),
                 most, amount))
        self.bet = self._bet(self.shown[self.pair])
        self.tries = (
            Try("back", "Let time run backwards",
                "Take the best of the later quarter and look at the quarter before: what had they spent then?",
                ("back",), lambda i, r: i.back,
                "They had spent less before, too. What happens in both directions of time is no defection."),
        )

    def _count(self, k):
        """The Tenth of the k-th period and the one before."""
        move = movement.between(self.base, self.periods.spans[k - 2].name, self.periods.spans[k - 1].name, tiers=TENTH)
        sides = []
        for m in (move, movement.backwards(move)):
            best = m.source == m.states.index("best")
            sides.append((np.array([m.before[best].sum(), m.after[best].sum()]), int(best.sum())))
        try:
            row = movement.by_chance(move, "value").loc[("all", "best", "all")]
            chance = tuple(float(row[name]) for name in ("by_chance", "low", "high"))
        except InputError:  # nobody was here before
            chance = None
        total = move.before.sum(), move.after.sum()
        return Tenth(sides[0][0], sides[1][0], (sides[0][1], sides[1][1]), total, chance,
                     self.periods.name(k - 2), self.periods.name(k - 1))

    def _bet(self, t):
        total = t.total[1] / t.total[0] - 1 if t.total[0] else 0.0
        moved = f"{'rose' if total >= 0 else 'fell'} by {percent(abs(total))}"
        return Bet(
            key="09-top-tenth",
            question=f"From {t.earlier} to {t.later} a real shop’s revenue {moved}. Take the top tenth of "
                     f"{t.earlier}, {counted(t.best[0], 'customer')}. By how much did their spending change "
                     f"in {t.later}? Give a percentage; minus means less.",
            form=Form("%", factor=100, decimals=1), low=-1, high=5,
            options=(
                Option("It held, or rose: they are the best customers", -0.05, 5,
                       "Who is best in one quarter is so partly by luck, and luck does not come twice."),
                Option("It fell a little, by 5 to 25 %", -0.25, -0.05,
                       "Every list of the best holds people who had one unusual quarter; the list is made of them."),
                Option("It fell by more than 25 %", -1, -0.25),
            ),
            answer=lambda result: result.change,
            why="The best of a quarter were chosen for a high quarter, so the next one is lower although nobody "
                "changed. Choose the best of the later quarter and look back: they had spent as much less before. A "
                "fall that happens in both directions of time is no defection; only what exceeds it is news.",
            reveal="It is {answer}. Now let time run backwards.",
        )

    def _layout(self):
        children = super()._layout()
        closed = f"{CREDIT} One closed group: nobody new came after March 1997."
        self.origin = ipw.HTML("" if self._own else f"<p>{html.escape(closed)}</p>")
        return [*children, self.origin]

    def compute(self, inputs):
        found = self.shown[inputs.pair]
        return found if inputs.back else replace(found, right=np.full(2, np.nan))

    def words(self, t):
        total = t.total[1] / t.total[0] - 1 if t.total[0] else 0.0
        best = f"The best {counted(t.best[0], 'customer')} of {t.earlier} spent {_less(t.left)} in {t.later}"
        sentence = f"{best}, everybody together {'+' if total >= 0 else ''}{percent(total)}."
        if np.isfinite(t.right).all():
            sentence = (f"Backwards the best of {t.later} had spent {_less(t.right)} in {t.earlier}, and "
                        f"{self._verdict(t)}.")
        return Words(f"{'+' if t.change >= 0 else ''}{percent(t.change)}", sentence, "lost" if t.change < 0 else "stay")

    def _verdict(self, t):
        if t.chance is None or not np.isfinite(t.chance).all() or not t.left[0]:
            return "nobody was here before, so what of it is chance cannot be told"
        by_chance, low, high = t.chance
        said = f"chance alone shows {percent(by_chance / t.left[0])}"
        return f"{said}, so the fall is no news" if low <= 0 <= high else f"{said}, and what exceeds it is news"

    def table(self, t):
        rows = [["", "People", "As the best", "In the other period", "Change"]]
        for name, best, pair in ((f"Best of {t.earlier}, forwards", t.best[0], t.left),
                                 (f"Best of {t.later}, backwards", t.best[1], t.right)):
            seen = np.isfinite(pair).all()
            amounts = [f"{self.currency}{value:,.0f}" for value in pair] if seen else ["–", "–"]
            rows.append([name, people(best), *amounts,
                         percent(pair[1] / pair[0] - 1) if seen and pair[0] else "–"])
        if np.isfinite(t.right).all() and t.chance and np.isfinite(t.chance).all() and t.left[0]:
            rows.append(["Best, by chance alone", "", "", "", percent(t.chance[0] / t.left[0])])
        rows.append(["Everybody", "", *(f"{self.currency}{value:,.0f}" for value in t.total),
                     percent(t.total[1] / t.total[0] - 1) if t.total[0] else "–"])
        return rows


def _less(pair):
    """How much less, or more, the second amount is."""
    if not pair[0]:
        return "nothing either"
    change = pair[1] / pair[0] - 1
    return f"{percent(abs(change))} {'less' if change <= 0 else 'more'}"
