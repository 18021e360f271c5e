"""Extraction: sell more to the same customers. What it brings, what it wears down, and the month in which it turns."""

from synthetic.sources import ESSAY, SURVEYS
from widgets.explorables.satisfied_or_valued.extraction_figure import ExtractionFigure
from widgets.explorables.satisfied_or_valued.extraction_model import (
    CUSTOMERS,
    MONTHS,
    SAMPLE,
    ExtractionInputs,
    extract,
)
from widgets.explorables.satisfied_or_valued.money_line import change
from widgets.panel.controls import Dial, Source
from widgets.panel.explorable import Explorable, Words
from widgets.panel.forms import PERCENT, Form, currency_form, money, people
from widgets.panel.tries import Try

SD = Form("spreads", decimals=2)
EFFECT = Form("per spread", decimals=2)  # log hazard
SOLD = Source("invented", "customers who are sold more to, every month from the first on. The month in which the gain "
                          "turns is partly luck: 21 to 24 in eight other bases, at the preset “As the authors say”")
SIZE = Source("invented", "how much more they then spend at each visit, for as long as they stay")
HARM = Source("asserted", f"{SURVEYS}: “siphoning off more revenue from the same customer” creates no stickiness; no "
                          "size is given. 0.6 in the preset is ours. Some customers may like the offers")
STAYING = Source("asserted", f"{SURVEYS}: feeling valued is a “powerful sticky magnet for retention”; 0.6 log hazard "
                             "is ours. For: Verhoef 2003, “rather small”. Against: Gustafsson et al. 2005")
THANKS = Source("asserted", f"{SURVEYS}: “test new programs”, “test reward structures”; what thanks add to felt "
                            "value in the long run is ours")
SPENDING = Source("asserted", f"{ESSAY}: valued customers spend more; 0.1 in the preset is ours")
MEMORY = Source("asserted", f"{SURVEYS}: the relationship lasts; how long is ours. The longer, the later the gain "
                            "turns")
COST = Source("invented", "a customer reached and month; type your own")


class Extraction(Explorable):
    """An upsell slider, and what comes after it."""

    name = "Satisfied or valued: extraction"
    Inputs = ExtractionInputs
    company = ""
    simulates = True

    def prepare(self):
        self.Picture = lambda: ExtractionFigure(self.currency)
        amount = currency_form(self.currency)
        cents = Form(before=self.currency, decimals=2)
        self.dials = (
            Dial("share", "Sold more to", 0, 1, 0.05, 1, PERCENT, SOLD),
            Dial("size", "More to each", 0, 0.4, 0.01, 0.2, PERCENT, SIZE),
            Dial("upsell_to_felt", "Felt value lost", 0, 2, 0.05, 0, SD, HARM),
            Dial("felt_to_staying", "Felt value keeps", 0, 1.5, 0.05, 0, EFFECT, STAYING),
        )
        self.more = (
            Dial("cost", "Cost of selling more", 0, 5, 0.25, 0.5, cents, COST),
            Dial("thanked", "Customers thanked", 0, 1, 0.05, 0, PERCENT, Source("invented", "at random, every month")),
            Dial("thanks_cost", "Cost of the thanks", 0, 10, 0.5, 5, amount, COST),
            Dial("appreciation_to_felt", "Felt value gained by thanks", 0, 2, 0.05, 0, SD, THANKS),
            Dial("felt_to_spending", "Felt value raises spending", 0, 0.5, 0.05, 0, Form("log spending per spread",
                 decimals=2), SPENDING),
            Dial("felt_memory", "Memory of felt value", 0, 0.95, 0.05, 0.8, Form("% kept a month", factor=100), MEMORY),
        )
        said = {"felt_to_staying": 0.6, "felt_to_spending": 0.1, "felt_memory": 0.9}
        self.presets = {
            "As the authors say": {**said, "upsell_to_felt": 0.6},
            "Sell nothing": {"share": 0},
            "Thank everybody": {**said, "share": 0, "thanked": 1, "appreciation_to_felt": 0.6},  # generosity loses
            "Thank for less": {**said, "share": 0, "thanked": 1, "appreciation_to_felt": 0.6, "thanks_cost": 2},
        }

        self.tries = (
            Try("turns", "Let selling more bring less",
                "Selling costs felt value (*Felt value lost*), and felt value keeps customers (*Felt value keeps*). "
                "From where on do 36 months bring less than leaving everybody alone?",
                ("upsell_to_felt", "felt_to_staying"),
                lambda i, r: i.share > 0 and r.money.contribution < r.money.contribution_base,
                "Less in all, although the first months brought more."),
            Try("thanks", "Thank everybody, and make it pay",
                "Thank everybody instead (a preset does it). It loses at 5 a month: at which *Cost of the thanks* "
                "does it pay?", ("share", "thanked", "appreciation_to_felt", "thanks_cost", "felt_to_staying"),
                lambda i, r: i.share == 0 and i.thanked == 1 and i.thanks_cost > 0
                and r.money.contribution >= r.money.contribution_base,
                "The customers feel the same; only the cost is another."),
        )

    def compute(self, inputs):
        return extract(inputs, self.rough)

    def words(self, r):
        total = r.gain.sum()
        whom = f" in a sample of {people(SAMPLE)} customers" if r.rough else ""
        difference = change(r.money.contribution, r.money.contribution_base, self.currency)
        if not r.gain.any():
            amount = money(r.money.contribution, self.currency)
            return Words("No difference", f"Both lines are one{whom}: {MONTHS} months bring a contribution of "
                                          f"{amount}, with and without.")
        said = f"against the untouched base {MONTHS} months{whom} bring {difference}"
        if r.rough:
            return Words(difference, f"{said[0].upper()}{said[1:]}; let go for the month in which it turns.", "")
        return Words(difference if not r.reverses else f"It turns in month {r.reverses}",
                     f"{self._turn(r)}; {self._even(r) or said}.", "lost" if total < 0 or r.reverses else "")

    def _turn(self, r):
        if r.reverses:
            return f"From month {r.reverses} on the gain is a loss"
        if r.pays:
            return f"It costs more than it brings until month {r.pays}, and pays from then on"
        if (r.gain >= 0).all():
            return f"The gain does not turn within {MONTHS} months"
        if (r.gain <= 0).all():
            return f"It costs more than it brings in every one of {MONTHS} months"
        return f"It brings less than the untouched base in {people((r.gain < 0).sum())} of {MONTHS} months"

    def _even(self, r):
        if r.break_even is None:
            return ""
        what = "costs less than" if r.inputs.share else "adds more than"
        return f"it pays over {MONTHS} months if it {what} {r.break_even:.2f} of felt value"

    def table(self, r):
        rows = [["", "Now", "Untouched base", "Difference"]]
        for month in (1, 6, 12, 18, 24, 30, 36):
            now, base = r.now.contribution[month - 1], r.base.contribution[month - 1]
            rows.append([f"Contribution, month {month}", money(now, self.currency), money(base, self.currency),
                         change(now, base, self.currency)])
        last = r.now.members[-1], r.base.members[-1]
        rows += [["CLV by the formula, month 1", money(r.clv[0], self.currency), money(r.clv_base[0], self.currency),
                  formula(r.clv[0], r.clv_base[0])],
                 [f"Felt value, month {MONTHS}", sd(r.now.felt[-1]), sd(r.base.felt[-1]), shift(r)],
                 [f"Customers, month {MONTHS}", *(people(count) for count in last), people(last[0] - last[1])],
                 [f"Of {people(CUSTOMERS)} acquired", f"over {MONTHS} months:", "", ""]]
        return rows + r.money.rows(self.currency)


def formula(now, base):
    """A change in per cent, with its sign."""
    return f"{round(100 * (now / base - 1), 1) + 0:+.1f} %".replace("-", "−")


def sd(value):
    return f"{round(value, 2) + 0:+.2f} spreads".replace("-", "−")


def shift(r):
    """By how much felt value has moved against the untouched base at the end."""
    return sd(r.now.felt[-1] - r.base.felt[-1])
