"""Amounts of orders from text, without ever guessing whether 1,234 is a thousand or one and a bit."""

import re

import numpy as np

from .errors import InputError, counted, shown

CURRENCIES = {
    "€": "EUR", "EUR": "EUR", "$": "USD", "US$": "USD", "USD": "USD", "£": "GBP", "GBP": "GBP",
    "¥": "JPY", "JPY": "JPY", "CHF": "CHF", "Fr.": "CHF", "kr": "kr", "SEK": "SEK", "NOK": "NOK", "DKK": "DKK",
    "zł": "PLN", "PLN": "PLN",
    "CAD": "CAD", "AUD": "AUD", "MXN": "MXN", "₹": "INR", "INR": "INR",
}  # fmt: skip
_SIGN = re.escape("-+\N{MINUS SIGN}")
_CURRENCY = "|".join(re.escape(name) for name in sorted(CURRENCIES, key=len, reverse=True))
_GAPS = " '\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}\N{RIGHT SINGLE QUOTATION MARK}"
MONEY = re.compile(
    rf"(?P<open>\()?(?P<sign>[{_SIGN}]?)\s?(?P<before>{_CURRENCY})?\s?(?P<inner>[{_SIGN}]?)"
    rf"(?P<number>[0-9.,][0-9.,{_GAPS}]*(?:[eE][+-]?[0-9]+)?)\s*(?P<after>{_CURRENCY})?(?P<last>-?)(?P<close>\))?"
)
LONGEST = 40


def _grammar(decimal, other):
    """A number with that decimal mark; thousands may be set apart by the other mark, a gap or an apostrophe."""
    return re.compile(
        rf"[1-9][0-9]{{0,2}}(?P<group>[{_GAPS}{other}])[0-9]{{3}}(?:(?P=group)[0-9]{{3}})*(?:[{decimal}][0-9]*)?"
        rf"|(?:[0-9]+(?:[{decimal}][0-9]*)?|[{decimal}][0-9]+)(?:[eE][+-]?[0-9]{{1,3}})?"
    )


GRAMMARS = {".": _grammar(".", ","), ",": _grammar(",", ".")}
PLAIN = re.compile(r"[0-9]+(?:\.[0-9]{1,2})?")  # what most files hold


def parse_amounts(cells, decimal, report):
    """float64 array, one a cell. Currency signs and thousands separators are taken away and counted in the report.

    The decimal mark is `decimal` ("." or ","), or if that is None what the file's own unmistakable amounts use.
    InputError for text, negative amounts, more than one currency, marks that contradict each other or decide nothing.
    """
    if not isinstance(decimal, str | None) or decimal not in (None, ".", ","):
        raise InputError('decimal= must be ".", "," or left out.')
    cells.refuse(cells.mask(lambda text: text == ""), "is empty; every order needs an amount, 0 if it was free")
    if decimal is None and all(map(PLAIN.fullmatch, cells.texts)):
        numbers = list(cells.texts)
    else:
        numbers = _to_plain(cells, decimal, report)
    values = np.array([float(number) for number in numbers])
    cells.refuse(~np.isfinite(values), "is too large to be an amount")
    cells.refuse(values < 0, "is negative; set returns off against the orders they belong to, or remove those rows")
    return np.abs(values)[cells.codes]  # abs: a zero written as -0.00 is 0


def _to_plain(cells, decimal, report):
    """Each text as Python would write the number."""
    found = [MONEY.fullmatch(text) if len(text) <= LONGEST else None for text in cells.texts]
    readable = np.array([match is not None and bool(match["open"]) == bool(match["close"]) for match in found])
    cells.refuse(~readable, "is not an amount; write a number such as 1234.50")
    numbers = [match["number"].strip(_GAPS) for match in found]
    reads = {mark: [grammar.fullmatch(number) for number in numbers] for mark, grammar in GRAMMARS.items()}
    fits = {mark: np.array([match is not None for match in matches]) for mark, matches in reads.items()}
    cells.refuse(~fits["."] & ~fits[","], "is not an amount; write a number such as 1234.50")
    mark = decimal or _decimal_mark(cells, numbers, fits, report)
    cells.refuse(~fits[mark], f'cannot be read with decimal="{mark}"; leave decimal= out or correct the amount')
    _report_currency(cells, found, report)
    grouped = np.array([match["group"] is not None for match in reads[mark]])
    if grouped.any():
        report.repair(
            f"Thousands separators were taken out of {counted(cells.count(grouped), 'amount')} in column "
            f"{shown(cells.column)}."
        )
    drop = str.maketrans(dict.fromkeys(_GAPS + ".,".replace(mark, "")) | {mark: "."})
    return ["-" * _minus(match) + number.translate(drop) for match, number in zip(found, numbers, strict=True)]


def _minus(match):
    """Whether an amount is marked as negative: -1, 1-, (1)."""
    signs = match["sign"] + match["inner"] + match["last"]
    return bool(match["open"]) or "-" in signs or "\N{MINUS SIGN}" in signs


def _decimal_mark(cells, numbers, fits, report):
    point, comma = fits["."] & ~fits[","], fits[","] & ~fits["."]
    if point.any() and comma.any():
        raise InputError(
            f"{cells.file}, column {shown(cells.column)}: {cells.place(point)} has a decimal point, but "
            f"{cells.place(comma)} a decimal comma; write all amounts one way."
        )
    both = fits["."] & fits[","] & np.array(["." in number or "," in number for number in numbers])
    if both.any() and not (point.any() or comma.any()):
        why = 'could be thousands or decimals, and no amount in the file decides it; give decimal="." or decimal=","'
        cells.refuse(both, why)
    if both.any():
        kind = "point" if point.any() else "comma"
        report.note(
            f"Amounts in column {shown(cells.column)} are read with a decimal {kind}, as "
            f"{cells.place(point | comma)} can only be read so; {cells.count(both):,} of them could be read both ways."
        )
    return "," if comma.any() else "."


def currency_in(header):
    """The currency that a column's name gives, such as "EUR" of amount_eur and "€" of Umsatz (€); "" without one."""
    words = {"EURO": "€", "DOLLAR": "$"} | {name.upper(): name for name in CURRENCIES}
    named = [words[word.upper()] for word in re.findall(r"[^\W\d_]+|[€$£¥₹]", header) if word.upper() in words]
    return named[0] if len(named) == 1 else ""


def _report_currency(cells, found, report):
    signs = np.array([match["before"] or match["after"] or "" for match in found], dtype=object)
    kinds = np.array([CURRENCIES.get(sign, "") for sign in signs])
    named = kinds != ""
    if not named.any():
        return
    first = kinds[np.argmax(named)]
    other = named & (kinds != first)
    if other.any():
        raise InputError(
            f"{cells.file}, column {shown(cells.column)}: {cells.place(named)} and {cells.place(other)} are in "
            "different currencies; convert all amounts to one."
        )
    report.currency = str(signs[np.argmax(named)])
    report.repair(
        f"The currency ({first}) was taken off {counted(cells.count(named), 'amount')} in column {shown(cells.column)}."
    )
