"""The one reader of numbers that people type. It reads what can only mean one thing, asks back where it could be two.

The rules, for every box, bet, exercise and graded cell:

1.  Spaces, apostrophes, points or commas may part thousands; the other mark, point or comma, begins the decimals:
    1,450,000 · 1.450.000,50 · 1 450 000 · 1'450'000 · 97,5 · 12,34,567. Digits, minus signs and spaces of any script
    count; (1,450,000) is negative; -8e3 is -8,000; K, thousand, M, mn, Mio, million, bn, Mrd, lakh, crore multiply.
2.  A single mark before exactly three digits is thousands or decimals: 1,234 or 740.000. It is asked, unless one of
    the two cannot be: where things are counted there is no 1.234 of them; it lies outside what the box allows; the
    other end of the range uses the mark otherwise. What the box itself would write so is read as the box means it:
    740,000 in a box of customers.
3.  A box whose unit stands beside it is in that unit: 96 and 97.5 are percent. Only a number up to 1 without its %
    is asked there (0.975 is 97.5 % or 0.975 %), unless the box or the other end of the range allows one of the two
    alone. Where no unit is in view, as in `answer = {...}`, a rate given as text needs its % or points, and as a
    number must not be above 1.
4.  A unit or a currency may be typed if it is the right one. Another is refused: % of people, EUR where $ is set.
5.  Of a range whose two bare ends are far below a question in tens of thousands or more (680 to 730) it is asked
    whether thousands or millions were meant.
6.  Anything else is refused with one sentence that names the box. Nothing is rounded, cut or replaced.
"""

import math
import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from numbers import Real

from customerbase import InputError
from customerbase.order_amounts import CURRENCIES

NOT_ONE = "cannot be read as one number"
LONGEST = 40  # characters that are looked at, and as many as a sentence shows
SIZES = {name: size for size, names in (
    (1_000, "k thousand thousands tsd tsd."), (1_000_000, "m mm mn mln mio mio. million millions"),
    (1_000_000_000, "b bn billion billions mrd mrd."), (100_000, "lakh lakhs lac"), (10_000_000, "crore crores cr"),
) for name in names.split()}  # fmt: skip
PERCENTS = ("%", "percent", "per cent", "pct")
POINTS = ("points", "point", "percentage points", "percentage point", "pp", "pts")
PEOPLE = ("customers", "customer", "people", "persons", "person", "members", "member")
MONEY = {name.casefold(): code for name, code in CURRENCIES.items()} | {
    "dollar": "USD", "dollars": "USD", "euro": "EUR", "euros": "EUR", "pound": "GBP", "pounds": "GBP", "yen": "JPY",
    "franc": "CHF", "francs": "CHF"}  # fmt: skip
MARKS = str.maketrans(dict.fromkeys("−–—‐‑‒﹣", "-") | dict.fromkeys("’‘ʼ´`", "'"))
NUMBER = re.compile(r"(?P<open>\()?\s*(?P<sign>[-+]?)\s*(?P<before>[^\W\d_]+\.(?=\s*\d)|[^\d\s()+.,'-]*)\s*"
                    r"(?P<inner>[-+]?)\s*(?P<number>[\d.,' ]*\d)(?:e(?P<power>[-+]?\d{1,3}))?\s*"
                    r"(?P<after>[^\d()]*?)\s*(?P<close>\))?")
# How digits can be grouped: by one mark throughout, and then perhaps the other one with decimals
GROUPED = re.compile(r"[1-9]\d{0,2}(?:(?P<mark>[,.' ])\d{3})(?:(?P=mark)\d{3})*(?P<decimals>[.,]\d+)?")
LAKHS = re.compile(r"[1-9]\d?(?:,\d\d)+,\d{3}(?P<decimals>\.\d+)?")
DECIMAL = re.compile(r"\d*(?P<mark>[.,])\d+")


class Refused(InputError):
    """What was typed cannot be used. keys: the boxes that it was typed in, where several were read at once."""

    def __init__(self, sentence, keys=()):
        super().__init__(sentence)
        self.keys = tuple(keys)


@dataclass(frozen=True)
class Reading:
    """One number that a text can mean. ways: how its marks and unit were taken ({", thousands", "percent"});
    bare: nothing but digits."""

    value: float
    ways: frozenset = frozenset()
    bare: bool = False


def read(text: str, form, what: str = "this box", low: float = -math.inf, high: float = math.inf) -> float:
    """The number that was typed in a box of a Form that allows low to high. Refused says what is wrong, or asks."""
    found = readings(text, form, what, min(max(form.example, low), high))
    inside = [one.value for one in found if low <= one.value <= high]
    if not inside:
        ends = [end for end in (low, high) for one in found if form.in_full(one.value) == form.write(end)]
        if ends:
            return ends[0]  # the end as the box writes it
        span = f"{form.write(low)} to {form.say(high)}"
        raise Refused(f"{what}: {_said(form, found[0].value)} is outside {span}; type a number within it.")
    return _only(text, form, what, inside)


def given(value, form, what: str = "this answer") -> float:
    """The number that a graded cell or code gives as a number or as text, where no unit stands beside it."""
    if isinstance(value, str):
        return _only(value, form, what, [one.value for one in readings(value, form, what, in_view=False)])
    if isinstance(value, bool) or not isinstance(value, Real) or not math.isfinite(value):
        raise Refused(f"{what}: “{_shown(value)}” is not a number; {_due(form, form.example)}.")
    if form.factor == 100 and abs(value) > 1:
        return _only(f"{value:g}", form, what, [value / 100, value])
    return float(value)


def pair(texts, form, names, check, usual: float = 0.0, examples=(None, None)) -> tuple[float, float]:
    """(low, high) of a range typed as two texts, called by two names. check(low, high) raises InputError for what is
    no range or lies where it cannot be; usual: the size of the numbers in the question (see rule 5); examples: of a
    low and a high end, for whoever has typed none."""
    found, sentences = {}, {}
    for text, name, example in zip(texts, names, examples, strict=True):
        try:
            found[name] = readings(text, form, name, example)
        except Refused as error:
            sentences[name] = str(error)
    if sentences:
        raise Refused(" ".join(sentences.values()), sentences)
    every = [(low, high) for low in found[names[0]] for high in found[names[1]]]
    possible = [ends for ends in every if _passes(check, ends)]
    if not possible:
        check(*(end.value for end in every[0]))
    agreed = [ends for ends in possible if _agree(*ends)] or possible
    ways = [(low.value, high.value) for low, high in agreed]
    small = all(end.bare and abs(end.value) < 1_000 for end in agreed[0])
    if len(ways) == 1 and small and usual >= 10_000 and form.factor == 1:
        larger = [tuple(end * size for end in ways[0]) for size in (1e3, 1e6)]
        ways = [ends for ends in larger if max(map(abs, ends)) >= usual / 10 and _passes(check, ends)] + ways
    if len(ways) > 1:
        said = [f"{form.in_full(low)} to {_said(form, high)}" for low, high in ways]
        raise Refused(_asked(" to ".join(map(str.strip, texts)), said), names)
    return ways[0]


def _passes(check, ends):
    try:
        check(*(getattr(end, "value", end) for end in ends))
    except InputError:
        return False
    return True


def _agree(low, high):
    """Whether somebody could have typed both ends in one manner: no mark and no unit taken in two ways."""
    both = low.ways | high.ways
    twice = ({f"{mark} thousands", f"{mark} decimals"} for mark in ",.")
    return not any(ways <= both for ways in (*twice, {"percent", "share"}))


def _only(text, form, what, values):
    """The one number of several readings, or the question."""
    if len(values) > 1:
        raise Refused(f"{what}: {_asked(text, [_said(form, value) for value in values])}")
    return values[0]


def several(boxes: dict) -> dict:
    """{key: number} of boxes {key: (text, form, what, low, high)}, low and high if there are any. Refused tells of
    every box that cannot be read, and has their keys."""
    numbers, sentences = {}, {}
    for key, box in boxes.items():
        try:
            numbers[key] = read(*box)
        except Refused as error:
            sentences[key] = str(error)
    if sentences:
        raise Refused(" ".join(sentences.values()), sentences)
    return numbers


def readings(text, form, what="this box", example=None, in_view=True) -> list[Reading]:
    """Every number that a text can mean in a box of that Form, thousands first; Refused, with the example, if none."""
    due = _due(form, form.example if example is None else example)

    def refuse(why):
        raise Refused(f"{what}: “{_shown(text)}” {why}; {due}.")

    clean, unit = _plain(text), _plain(form.unit)
    if not clean:
        raise Refused(f"{what} is still empty; {due}.")
    named = clean.endswith(unit) and any(map(str.isdigit, unit))  # "of 12": its digits are no number of their own
    found = NUMBER.fullmatch(clean.removesuffix(unit) if named else clean) if len(clean) <= LONGEST else None
    if not found or bool(found["open"]) != bool(found["close"]):
        refuse(NOT_ONE if any(map(str.isdigit, clean)) else "is not a number")
    size, units = _size_and_units(found["after"].strip(), form)
    units += [found["before"]] * bool(found["before"])
    wrong = _wrong_unit(units, form)
    if wrong:
        refuse(wrong)
    digits, power = found["number"].strip(), int(found["power"] or 0)
    signs = (found["open"] or "") + found["sign"] + found["inner"]
    numbers = _grouped(digits)
    scaled = size != 1 or power != 0
    if not numbers or len(signs) > 1 or len(units) + named > 1 or (size != 1 and (power or form.factor == 100)):
        refuse(NOT_ONE)
    if len(numbers) > 1 and not scaled:  # one of them may be what the box itself would write
        own = [one for one in numbers if form.write(float(one[0]) / form.factor) == form.before + digits]
        numbers = own or numbers
    bare = digits.isdigit() and not (scaled or named or units)
    taken = {}
    for number, ways in numbers:
        number *= size * Decimal(10) ** power * (-1 if signs in ("-", "(") else 1)
        if not math.isfinite(float(number)):
            refuse("is too large")
        for value, way in _rates(number, form, named or bool(units), in_view):
            taken[value] = Reading(value, ways | way, bare)
    if form.whole:
        taken = {value: one for value, one in taken.items() if value == round(value)}
        if not taken:
            refuse("is no whole number")
    return list(taken.values())


def _plain(text):
    """Lower case, every script's digits as 0 to 9, one kind of minus, apostrophe and space, no invisible marks."""
    letters = []
    for letter in str(text).translate(MARKS):
        kind = unicodedata.category(letter)
        if 0xFF01 <= ord(letter) <= 0xFF5E:
            letter = chr(ord(letter) - 0xFEE0)  # full width
        elif kind == "Nd":
            letter = str(unicodedata.decimal(letter))
        letters.append("" if kind == "Cf" else " " if kind in ("Zs", "Cc") else letter)
    return re.sub(" +", " ", "".join(letters)).strip().casefold()


def _grouped(digits):
    """[(number, ways)]: what digits with their marks can mean; thousands first."""
    taken = []
    grouped, decimal = GROUPED.fullmatch(digits), DECIMAL.fullmatch(digits)
    if grouped and not (grouped["decimals"] or "").startswith(grouped["mark"]):
        mark, decimals = grouped["mark"], grouped["decimals"] or ""
        whole = digits.removesuffix(decimals).replace(mark, "")
        ways = {f"{mark} thousands", *([f"{decimals[0]} decimals"] if decimals else [])}
        taken.append((Decimal(whole + decimals.replace(",", ".")), frozenset(ways)))
    elif LAKHS.fullmatch(digits):
        taken.append((Decimal(digits.replace(",", "")), frozenset({", thousands"})))
    if decimal:
        taken.append((Decimal(digits.replace(",", ".")), frozenset({f"{decimal['mark']} decimals"})))
    elif digits.isdigit():
        taken.append((Decimal(digits), frozenset()))
    return taken


def _rates(number, form, named, in_view):
    """[(value, ways)]: what a number in a box of rates can mean, as a share of 1; elsewhere the number itself."""
    said, share = float(number / Decimal(form.factor)) + 0.0, float(number) + 0.0  # + 0.0: no minus before nought
    if form.factor != 100 or number == 0:
        return [(said, frozenset())]
    asked = not named and (abs(number) <= 1 and form.unit.startswith("%") if in_view else True)
    both = [(share, frozenset({"share"})), (said, frozenset({"percent"}))]
    return both[1:] if not asked else both if abs(number) <= 1 else both[::-1]


def _size_and_units(words, form):
    """(what K, million ... multiplies by or 1, the other words) after a number; words not known come as they are."""
    size, units, own = Decimal(1), [], _plain(form.before)
    names = {*SIZES, *PERCENTS, *POINTS, *PEOPLE, *MONEY, own, _plain(form.unit)} - {""}
    names = sorted(names, key=len, reverse=True)
    while words:
        name = next((name for name in names if words.startswith(name) and not words[len(name):][:1].isalpha()), words)
        if name in SIZES and size == 1 and name != own:
            size = Decimal(SIZES[name])
        else:
            units.append(name)
        words = words.removeprefix(name).strip()
    return size, units


def _wrong_unit(units, form):
    """What is wrong with the units that were typed, or ""."""
    own, due = _plain(form.before), _plain(form.unit)
    for unit in units:
        if own and (unit.rstrip(".") == own or MONEY.get(unit, unit) == MONEY.get(own, own)):
            continue
        if unit in MONEY or any(unicodedata.category(letter) == "Sc" for letter in unit):
            return "is in another currency" if own else "is an amount of money"
        if unit in PERCENTS and form.factor != 100:
            return "is a percentage"
        fits = (unit in PERCENTS if due.startswith("%") else unit in (*PERCENTS, *POINTS) if form.factor == 100
                else (unit in PEOPLE and due in PEOPLE) or unit + "s" == due)
        if unit != due and not fits:
            return f"has “{_shown(unit)}” in it, which is not known here"
    return ""


def _due(form, example):
    """What to type instead, with an example."""
    kind = f"an amount in {form.before.strip()}, " if form.before else ""
    said = form.write(example) + (" %" if form.unit.startswith("%") else " points" if form.factor == 100 else "")
    return f"type {kind}for example {said}"


def _said(form, value):
    """A number with all its digits and its unit: typed like this, it is read as this number alone."""
    written = form.in_full(value)
    return f"{written} {form.unit_of(written)}".strip()


def _asked(text, ways):
    """The question back: every reading as it can be typed."""
    number = {2: "two", 3: "three"}.get(len(ways), "several")
    return f"“{_shown(text)}” can be read in {number} ways; type {', '.join(ways[:-1])} or {ways[-1]}."


def _shown(text):
    text = str(text).strip()
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
