"""How numbers are written for people, and read back from what people type: 37,000 · 37K · 96.3 % · $1.2M.

Values are plain numbers inside: a rate is 0.963, money is in whole currency units.
"""

import math
import re
from dataclasses import dataclass

from customerbase import InputError
from widgets import session

CURRENCY = session.currency()  # $, or what the facilitator set for the whole room
UNITS = {"": 1, "k": 1e3, "m": 1e6, "bn": 1e9, "b": 1e9}
TYPED = re.compile(r"([-+]?)\s*((?:\d{1,3}(?:[,\s]\d{3})+|\d+)(?:\.\d+)?|\.\d+)\s*(k|m|bn|b|)", re.IGNORECASE)


def people(n):
    """A count, exact: 37,000."""
    return f"{n:,.0f}".replace("-", "−")


def short(n, digits=3):
    """A count or an amount for a picture, to three digits: 37K, 1.05M, 950."""
    if n == 0:
        return "0"
    power = math.floor(math.log10(abs(n)) + 1e-12)
    n = round(n, digits - 1 - power)  # first round, so that 999,999 becomes 1M and not 1,000K
    for size, letter in ((1e9, "bn"), (1e6, "M"), (1e3, "K")):
        if abs(n) >= size:
            return (f"{n / size:.{digits}g}" if abs(n) < 1e12 else f"{n / size:,.0f}").replace("-", "−") + letter
    return f"{n:.{digits}g}".replace("-", "−")


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


@dataclass(frozen=True)
class Form:
    """One way of writing a number; `unit` is spoken and shown after it, `factor` turns it into the typed number."""

    unit: str = ""
    factor: float = 1
    decimals: int = 0
    before: str = ""

    def write(self, value):
        number = f"{value * self.factor:,.{self.decimals}f}"
        sign = "−" if number.startswith("-") else ""
        return f"{sign}{self.before}{number.removeprefix('-')}"

    def say(self, value):
        """With its unit, as a screen reader should speak it."""
        return f"{self.write(value)} {self.unit}".strip()

    def read(self, text, what="this box"):
        """Back to a number. Understands 740,000, 740K, 1.2m, 95 %, $300; InputError says what it would understand."""
        cleaned = str(text).replace("−", "-").replace(self.before or "\0", "").replace("%", "").strip()
        cleaned = cleaned.removesuffix(self.unit).strip()
        match = TYPED.fullmatch(cleaned)
        if not match:
            example = self.write(self.example)
            raise InputError(f"{what}: “{str(text)[:20]}” is not a number; type for example {example}.")
        sign, number, size = match.groups()
        value = float(re.sub(r"[,\s]", "", number)) * UNITS[size.lower()] / self.factor
        return -value if sign == "-" else value

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
    return Form(before=currency)
