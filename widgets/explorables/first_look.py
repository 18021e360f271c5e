"""A first explorable to learn betting and moving on: of the members at the start, how many are gone by now?"""

from dataclasses import dataclass

import numpy as np

from customerbase import InputError
from metrics.retention import compound
from widgets.panel import style
from widgets.panel.bet import Bet, Option
from widgets.panel.controls import Choice, Dial, Source
from widgets.panel.explorable import Explorable, Words
from widgets.panel.figure import LiveFigure
from widgets.panel.forms import PERCENT, Form, counted, people, percent
from widgets.panel.tries import Try


@dataclass(frozen=True)
class FirstLookInputs:
    """quarters: how many to follow; who: a channel, or "all"; effect: share of leavers whom a call keeps, 0 to 1."""

    quarters: float
    who: str
    effect: float = 0


@dataclass(frozen=True)
class FirstLookResult:
    """left: (quarters in the data + 1,) of the opening members still there; without: the same with no call.

    mean_rate: kept a quarter, geometric, over the quarters shown; 1 before the first.
    """

    quarters: int
    who: str
    left: np.ndarray
    mean_rate: float
    without: np.ndarray


def kept_a_quarter(left) -> float:
    """The share kept a quarter, geometric, of members still there, (quarters + 1,); 1 where no quarter has passed."""
    return float(compound(left[-1] / left[0], 1 / (len(left) - 1))) if len(left) > 1 else 1.0


def with_calls(left, effect: float) -> np.ndarray:
    """Members still there, (quarters + 1,), if each quarter a call keeps a share `effect` of those who would leave.

    Whoever is kept leaves later as often as the others. At 0 it is `left` itself.
    """
    left = np.asarray(left, dtype=float)
    gone = np.divide(left[:-1] - left[1:], left[:-1], out=np.zeros(len(left) - 1), where=left[:-1] > 0)
    return np.append(left[0], left[0] * np.cumprod(1 - (1 - effect) * gone)) if effect else left


class FirstLookFigure(LiveFigure):
    """Members at the start as bars: those still there, and above them those gone."""

    last = 11

    def build(self):
        ax = self.figure.add_axes((0.062, 0.115, 0.855, 0.735), xlim=(-0.6, self.last + 0.6), ylim=(0, 1.04))
        self.figure.text(0.005, 0.93, "Of the members at the start", fontfamily=style.BOLD, fontsize=13)
        ax.set_yticks([0, 0.5, 1], ["0", "50 %", "100 %"])
        ax.set_xticks(range(self.last + 1), ["start", *(f"{q}" for q in range(1, self.last)), f"{self.last} quarters"])
        ax.tick_params(labelsize=11.5, pad=5)
        x = np.arange(self.last + 1)
        self.stay = [self.live(bar) for bar in ax.bar(x, 0, 0.86, color=style.STAY)]
        gone = {"color": style.PAPER, "edgecolor": style.LOST, "linewidth": 2}
        self.gone = [self.live(bar) for bar in ax.bar(x, 0, 0.86, **gone)]
        look = {"ha": "center", "va": "center", "fontfamily": style.BOLD}
        self.labels = [self.letter(ax, i, 0, color=style.LOST, **look) for i in x]
        self.letter(ax, 0, 0.53, "still", color=style.PAPER, **look)
        self.letter(ax, 0, 0.47, "there", color=style.PAPER, **look)
        self.gone_label = self.letter(ax, 0, 0, "gone", color=style.LOST, **look)
        dashed = {"color": style.PAPER, "linewidth": 2, "linestyle": (0, (3, 2))}
        self.without = [self.live(ax.plot([q - 0.43, q + 0.43], [0, 0], **dashed)[0]) for q in x]
        self.bet = self.live(ax.plot([], [], color=style.MOVED, linewidth=9, solid_capstyle="butt")[0])
        self.bet_label = self.letter(ax, 0, 0, "your bet", color=style.BET, ha="left", va="center")

    def update(self, result):
        shown = 0 if self.sealed else result.quarters
        share = result.left / result.left[0]
        for q, (bar, rest, label) in enumerate(zip(self.stay, self.gone, self.labels, strict=True)):
            seen = q <= shown and q < len(share)
            bar.set_height(share[q] if seen else 0)
            rest.set_y(share[q] if seen else 0)
            rest.set_height(1 - share[q] if seen else 0)
            rest.set_visible(seen)  # an empty bar still has its edge
            self.without[q].set_visible(seen and result.without[q] != result.left[q])
            self.without[q].set_ydata([result.without[q] / result.left[0]] * 2 if seen else [0, 0])
            label.set_text(percent(1 - share[q]) if seen and 1 - share[q] > 0.055 else "")
            label.set_y((1 + share[q]) / 2 if seen else 0)
        gone = 1 - share[shown]
        self.gone_label.set_visible(gone > 0.17)
        self.gone_label.set_position((shown, 1 - gone / 2 - 0.06))
        self._update_bet()

    def _update_bet(self):
        self.bet.set_visible(self.guess is not None)
        self.bet_label.set_visible(self.guess is not None)
        if self.guess:
            self.bet.set_data([self.last + 0.6] * 2, [1 - self.guess.high - 0.005, 1 - self.guess.low + 0.005])
            self.bet_label.set_position((self.last + 0.75, 1 - (self.guess.low + self.guess.high) / 2))


CALLS = Source("asserted", "that calls from a good team keep customers is what a customer-success leader reports "
                           "(Lefton 2018); no size, no data. Zero until you move it")


class FirstLook(Explorable):
    """The story company's club: a rate that sounds high, quarter after quarter."""

    name = "A first look at the club"
    Inputs = FirstLookInputs
    Picture = FirstLookFigure

    def prepare(self):
        base = self.base
        if base is None or not base.has_contract or len(base.months) < 6:
            raise InputError("FirstLook needs contracts and at least six months; try synthetic.generate().")
        ends = np.arange(2, len(base.months), 3)[: FirstLookFigure.last + 1]
        self.ends = [base.months[i] for i in ends]
        member = base.arrays["member"]
        opening = member[ends[0]] == 1
        channels = base.customers.get("channel")
        groups = {"all": opening}
        if channels is not None:
            groups |= {name: opening & (channels == name).to_numpy() for name in channels.cat.categories}
        self.still_there = {name: np.array([(member[i][mask] == 1).sum() for i in ends])
                            for name, mask in groups.items() if mask.any()}
        if "all" not in self.still_there:
            raise InputError("FirstLook needs members at the end of the first quarter; this base has none.")
        quarters = len(ends) - 1
        who = {("anyone" if name == "all" else name): name for name in self.still_there}
        source = Source("arithmetic", "counted in the story company’s contracts")
        self.dials = (
            Dial("quarters", "Quarters that pass", 0, quarters, 1, quarters, Form("quarters"), source),
            Dial("effect", "Of leavers, a call keeps", 0, 0.5, 0.01, 0, PERCENT, CALLS),
            Choice("who", "Members who came through", who, "all", source),
        )
        if len(who) > 1:
            best = max((name for name in self.still_there if name != "all"),
                       key=lambda name: self.still_there[name][-1] / self.still_there[name][0])
            stays = (Try("channel", "Find the channel whose members stay",
                         "Through which channel came those who stay longest?", ("who",),
                         lambda i, r: i.who == best and r.quarters == quarters,
                         lambda r: f"Of those {percent(r.left[-1] / r.left[0])} are still there at the end."),)
        else:
            stays = ()
        self.tries = (
            Try("quarter-gone", "Stop when a quarter of them are gone",
                "When are a quarter of the members gone? Stop there.", ("quarters",),
                lambda i, r: i.who == "all" and not i.effect and r.quarters > 0
                and r.left[r.quarters] <= 0.75 * r.left[0] < r.left[r.quarters - 1],
                lambda r: f"After {counted(r.quarters, 'quarter')}: a high rate, taken again and again."),
            *stays,
            Try("call", "Let calls keep a third of those leaving",
                "A claim: calls keep customers. How many fewer are gone at the end if a call keeps a third of leavers?",
                ("effect",), lambda i, r: i.effect >= 0.33 and r.quarters == quarters,
                lambda r: f"{percent((r.left[-1] - r.without[-1]) / r.left[0])} of the members: so it would be if the "
                          "claim held. At zero nothing of it is left."),
        )
        rate, years = kept_a_quarter(self.still_there["all"]), quarters * 3 / 12
        gone = 1 - self.still_there["all"][-1] / self.still_there["all"][0]
        self.bet = Bet(
            key="00-first-look",
            question=f"Of the members that a hotel group’s club had {years:.3g} years ago, it kept {percent(rate)} a "
                     "quarter on average. What share of them is gone?",
            hero="{answer} gone", form=PERCENT, low=0.0, high=1.0,
            options=(
                Option("Less than 15 %: the club keeps well over nine in ten", 0, 0.15,
                       "That is what one or two quarters take. The rate comes round again every quarter."),
                Option("15 to 35 %", 0.15, 0.35, "A quarter’s loss, taken again and again, adds up fast."),
                Option("More than 35 %", 0.35, 1.0),
            ),
            answer=lambda result: 1 - result.left[-1] / result.left[0],
            why="A rate a quarter is taken again every quarter, from those who are left. "
                f"{percent(rate)} kept, {counted(quarters, 'time')} over, leaves {percent(1 - gone)}: "
                f"{percent(gone)} are gone. A rate says nothing until you hear its period.",
            reveal="Gone: {answer}.",
        )

    def compute(self, inputs):
        without, quarters = self.still_there[inputs.who].astype(float), round(inputs.quarters)
        left = with_calls(without, inputs.effect)
        return FirstLookResult(quarters, inputs.who, left, kept_a_quarter(left[: quarters + 1]), without)

    def words(self, r):
        gone = r.left[0] - r.left[r.quarters]
        who = "" if r.who == "all" else f" who came through “{r.who}”"
        average = f"; quarter by quarter the club kept {percent(r.mean_rate)} of them on average" * (r.quarters > 0)
        if r.left is not r.without:
            average = f"; without a call {percent(1 - r.without[r.quarters] / r.left[0])} would be"
        return Words(
            f"{percent(gone / r.left[0])} gone",
            f"{people(gone)} of {counted(r.left[0], 'member')}{who} are gone after {counted(r.quarters, 'quarter')}"
            f"{average}.",
            "lost",
        )

    def table(self, r):
        rows = [["After", "Still there", "Gone", "Share gone"]]
        for q in range(r.quarters + 1):
            rows.append([counted(q, "quarter") if q else "Start", people(r.left[q]), people(r.left[0] - r.left[q]),
                         percent(1 - r.left[q] / r.left[0])])
        if r.left is not r.without:
            for row, head in zip(rows, ["Gone without a call", *(percent(1 - n / r.left[0]) for n in r.without)],
                                 strict=False):
                row.append(head)
        return rows
