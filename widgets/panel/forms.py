"""How numbers are written for people, and read back from what people type: 37,000 · 37K · 96.3 % · $1.2M.

Values are plain numbers inside: a rate is 0.963, money is in whole currency units.
"""

import math
from dataclasses import dataclass, replace
from decimal import Decimal

from customerbase.errors import counted as counted  # the one helper for one and many
from widgets.panel import typed_numbers
from widgets.state import session


def spaced(symbol: str) -> str:
    """A currency as it stands before a number: $12, but CHF 12, held together by a no-break space."""
    return f"{symbol}\N{NO-BREAK SPACE}" if symbol[-1:].isalpha() else symbol


CURRENCY = spaced(session.currency())  # $, or what the facilitator set: of story companies; real data keep their own


def people(n):
    """A count, exact: 37,000."""
    written = f"{n:,.0f}"
    return "0" if written == "-0" else written.replace("-", "−")


def significant(n: float, digits: int = 3) -> int:
    """The decimals to which `round` leaves `digits` significant digits of a number: −3 for 602,108."""
    return digits - 1 - math.floor(math.log10(abs(n)) + 1e-12) if n else 0


def short(n, digits=3):
    """A count or an amount for a picture, to three digits: 37K, 1.05M, 950."""
    if n == 0:
        return "0"
    n = round(n, significant(n, digits))  # first round, so that 999,999 becomes 1M and not 1,000K
    for size, letter in ((1e9, "bn"), (1e6, "M"), (1e3, "K")):
        if abs(n) >= size:
            return (f"{n / size:.{digits}g}" if abs(n) < 1e12 else f"{n / size:,.0f}").replace("-", "−") + letter
    return f"{n:.{digits}g}".replace("-", "−")


def roughly(n: float) -> str:
    """A count to three digits, as a headline says it: 602,000. The table has it exact."""
    return people(round(n, min(significant(n), 0)))


def percent(rate):
    """A rate to three significant digits: 96.3 %, 100 %; close to 100 % it never rounds up to it."""
    value = rate * 100
    if 99.95 <= value < 100:
        return f"{math.floor(value * 100) / 100:.2f} %"
    digits = 0 if abs(value) >= 99.95 else 1 if abs(value) >= 9.995 else 2
    return "0 %" if round(value, digits) == 0 else f"{value:,.{digits}f} %".replace("-", "−")


def points(difference):
    """A difference of two rates, in percentage points, with its sign: +2.1 points."""
    return f"{round(difference * 100, 1) + 0:+.1f} points".replace("-", "−")  # + 0: no minus before nought


def money(amount, currency=CURRENCY):
    """An amount for a sentence, to three digits, sign first: −$1.5M."""
    sign = "−" if amount < 0 else ""
    return f"{sign}{currency}{short(abs(amount))}"


def currency_of(data, setting: str = CURRENCY) -> str:
    """The currency in which the amounts of some data are written: their own where they say one, else what is set.

    data: a CustomerBase, a DataFrame of orders as from read_orders, or None.
    """
    own = getattr(data, "currency", "") or getattr(data, "attrs", {}).get("currency", "")
    return spaced(own or setting)


def currency_note(data, setting: str = CURRENCY) -> str:
    """What must be said beside amounts whose currency nobody knows: a sentence, or "" for data that say theirs and
    for story companies, whose currency is whatever is set. Arguments as in `currency_of`."""
    if data is None or currency_of(data, "") or getattr(data, "recipe", None):
        return ""
    return f"The data name no currency; amounts are written in {setting.strip()}, which is what is set here."


@dataclass(frozen=True)
class Form:
    """One way of writing a number; `unit` is spoken and shown after it, `factor` turns it into the typed number."""

    unit: str = ""
    factor: float = 1
    decimals: int = 0
    before: str = ""

    def write(self, value):
        number = f"{value * self.factor:,.{self.decimals}f}"
        sign = "−" if number.startswith("-") and number.strip("-0.,") else ""  # no minus before nought
        return f"{sign}{self.before}{number.removeprefix('-')}"

    def say(self, value: float) -> str:
        """With its unit, as a screen reader should speak it."""
        written = self.write(value)
        return f"{written} {self.unit_of(written)}".strip()

    def unit_of(self, written: str) -> str:
        """The unit as it goes with a written number: 1 quarter, 2 quarters."""
        return self.unit.removesuffix("s") if written in ("1", "−1") else self.unit

    def three(self, value: float) -> str:
        """To three significant digits with its unit, as an answer is shown: 602,000 customers, 46.7 %, $17.3.

        Never finer than a hundredth, and whole where the form is whole. The exact number belongs in the table.
        """
        if self.unit == "%":
            return percent(value)
        number, finest = value * self.factor, 2 if self.decimals else 0
        rounded = round(number, min(significant(number), finest)) + 0  # + 0: no minus before nought
        places = min(max(significant(rounded), 0), finest)  # again: 9.996 is 10.0
        written = replace(self, decimals=places).write(rounded / self.factor)
        return f"{written} {self.unit_of(written)}".strip()

    def apart(self, distance: float) -> str:
        """How far two of its numbers lie apart, to three digits: rates differ by points, not by per cent."""
        return replace(self, unit="points" if self.unit == "%" else self.unit).three(distance)

    def in_full(self, value: float) -> str:
        """As written, but with all of up to twelve digits, so that it is read back as the same number. Never three
        decimals where the form has none: 1.2340, as 1.234 could be a thousand."""
        exact = Decimal(f"{value * self.factor:.12g}").normalize()
        decimals = min(max(-exact.as_tuple().exponent, self.decimals), 12)
        return replace(self, decimals=4 if decimals == 3 and self.decimals != 3 else decimals).write(value)

    def to_type(self, value: float) -> str:
        """In full, and read back from a box without a question: a rate up to 1 % has its sign."""
        sign = " %" if self.unit.startswith("%") and 0 < abs(value * self.factor) <= 1 else ""
        return f"{self.in_full(value)}{sign}"

    def read(self, text: str, what: str = "this box", low: float = -math.inf, high: float = math.inf) -> float:
        """Back to a number from what was typed in a box that allows low to high; see `typed_numbers` for what is
        read. InputError names the box: what is wrong, or both readings of what can be read in two ways."""
        return typed_numbers.read(text, self, what, low, high)

    def given(self, value: str | float, what: str = "this answer") -> float:
        """The same for a number or a text in code, where no unit stands beside it: `answer = {"rate": "96.3 %"}`."""
        return typed_numbers.given(value, self, what)

    @property
    def whole(self) -> bool:
        """Whether it counts things, of which there is no 1.5. A score in points is a mean, and has parts."""
        return self.factor == 1 and self.decimals == 0 and not self.before and "points" not in self.unit

    @property
    def example(self):
        return 0.5 if self.factor == 100 else 12_000


PEOPLE = Form("customers")
PERCENT = Form("%", factor=100, decimals=1)
POINTS = Form("points", factor=100, decimals=1)
PLAIN = Form(decimals=2)
DAYS = Form("days")


def currency_form(currency):
    """Amounts of money in a currency of the facilitator's choice."""
    return Form(before=spaced(currency))
