"""Amounts: read as they were meant, never guessed."""

import warnings

import pytest

from customerbase import InputError, RepairWarning, read_orders

HEADER = "customer,date,amount\n"


@pytest.mark.parametrize(
    ("amount", "options", "expected"),
    [
        ("12", {}, 12),
        ("12.5", {}, 12.5),
        ("12.", {}, 12),
        (".5", {}, 0.5),
        ("+3", {}, 3),
        ("-0.00", {}, 0),
        ('"12,5"', {}, 12.5),
        ('"0,125"', {}, 0.125),
        ('"1234,567"', {}, 1234.567),
        ("1.2345", {}, 1.2345),
        ("1e3", {}, 1000),
        ('"1,234"', {"decimal": "."}, 1234),
        ('"1,234"', {"decimal": ","}, 1.234),
        ("1.234", {"decimal": ","}, 1234),
        ('"1,234.5"', {}, 1234.5),
        ('"1.234.567,8"', {}, 1234567.8),
        ("1 234", {}, 1234),
        ("1\u202f234.5", {}, 1234.5),
        ("1'234.50", {}, 1234.5),
        ("$5", {}, 5),
        ("CHF 5.10", {}, 5.1),
        ('"5,10 EUR"', {}, 5.1),
    ],
)
def test_amounts_that_are_understood(write, amount, options, expected):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RepairWarning)
        orders = read_orders(write(f"{HEADER}a,2024-03-04,{amount}\n"), **options)
    assert orders["amount"].iloc[0] == expected
    assert not str(orders["amount"].iloc[0]).startswith("-")


def test_other_amounts_of_the_file_decide_and_that_is_said(write):
    path = write("customer;date;amount\na;2024-03-04;1,234\nb;2024-03-04;2,50\nc;2024-03-04;1.000\n")
    with pytest.warns(RepairWarning, match="Thousands separators were taken out of 1 amount in column 'amount'"):
        orders = read_orders(path)
    assert list(orders["amount"]) == [1.234, 2.5, 1000]
    assert any("decimal comma, as row 3 ('2,50')" in note for note in orders.attrs["notes"])
    assert any("2 of them could be read both ways" in note for note in orders.attrs["notes"])


REFUSED = {
    "row 3, column 'amount': '' is empty; every order needs an amount": HEADER + "a,2024-03-04,1\nb,2024-03-04,\n",
    "row 2, column 'amount': 'free' is not an amount": HEADER + "a,2024-03-04,free\n",
    "row 2, column 'amount': 'nan' is not an amount": HEADER + "a,2024-03-04,nan\n",
    "row 2, column 'amount': '5%' is not an amount": HEADER + "a,2024-03-04,5%\n",
    "row 2, column 'amount': '1,2,3' is not an amount": HEADER + 'a,2024-03-04,"1,2,3"\n',
    "row 2, column 'amount': '1e999' is too large": HEADER + "a,2024-03-04,1e999\n",
    "row 3, column 'amount': '-12.50' is negative; set returns off": HEADER + "a,2024-03-04,1\na,2024-03-05,-12.50\n",
    r"row 2, column 'amount': '\(3\)' is negative": HEADER + "a,2024-03-04,(3)\n",
    "row 2, column 'amount': '3,00-' is negative": HEADER + 'a,2024-03-04,"3,00-"\n',
    "row 2, column 'amount': '1,234' could be thousands or decimals, .* give decimal": HEADER
    + 'a,2024-03-04,"1,234"\n',
    "row 2, column 'amount': '1.234' could be thousands or decimals, .* give decimal": HEADER + "a,2024-03-04,1.234\n",
    r"row 3 \('2.50'\) has a decimal point, but row 2 \('1,50'\) a decimal comma": (
        HEADER + 'a,2024-03-04,"1,50"\nb,2024-03-04,2.50\n'
    ),
    r"row 2 \('\$1'\) and row 3 \('1 €'\) are in different currencies": HEADER + "a,2024-03-04,$1\na,2024-03-04,1 €\n",
}


@pytest.mark.parametrize("sentence", REFUSED)
def test_amounts_that_cannot_be_read_are_refused_with_the_place(write, sentence):
    with pytest.raises(InputError, match=sentence) as caught:
        read_orders(write(REFUSED[sentence]))
    assert "\n" not in str(caught.value)
