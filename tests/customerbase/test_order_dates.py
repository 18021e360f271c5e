"""Dates: read as they were meant, never guessed."""

import warnings

import pytest

from customerbase import InputError, RepairWarning, read_orders

HEADER = "customer,date,amount\n"


@pytest.mark.parametrize(
    ("date", "options", "expected"),
    [
        ("2024-03-04", {}, "2024-03-04 00:00:00"),
        ("20240304", {}, "2024-03-04 00:00:00"),
        ("2024/3/4", {}, "2024-03-04 00:00:00"),
        ("2024.03.04", {"dayfirst": True}, "2024-03-04 00:00:00"),
        ("03/04/2024", {"dayfirst": True}, "2024-04-03 00:00:00"),
        ("03/04/2024", {"dayfirst": False}, "2024-03-04 00:00:00"),
        ("3.4.2024", {"dayfirst": True}, "2024-04-03 00:00:00"),
        ("04-04-2024", {}, "2024-04-04 00:00:00"),
        ("31/12/2024 23:59", {}, "2024-12-31 23:59:00"),
        ("12/31/2024 12:05:06 AM", {}, "2024-12-31 00:05:06"),
        ("12/31/2024 1:05 p.m.", {}, "2024-12-31 13:05:00"),
        ("2024-02-29T10:11:12.25", {}, "2024-02-29 10:11:12.250000"),
    ],
)
def test_dates_that_are_understood(write, date, options, expected):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        orders = read_orders(write(f"{HEADER}a,{date},1\n"), **options)
    assert str(orders["date"].iloc[0]) == expected


def test_a_time_zone_is_left_out_and_said(write):
    path = write(HEADER + "a,2024-01-31T23:30:00Z,1\nb,2024-01-31 23:30 +02:00,1\nc,2024-01-01,1\n")
    with pytest.warns(RepairWarning, match="The time zone of 2 dates in column 'date' was left out"):
        orders = read_orders(path)
    assert list(orders["date"].dt.day) == [31, 31, 1]


REFUSED = {
    "row 3, column 'date': '' is empty; every order needs a date": HEADER + "a,2024-03-04,1\nb,,1\n",
    "row 2, column 'date': 'soon' is not a date that can be read; write it as .* .1 more row like": (
        HEADER + "a,soon,1\nb,soon,1\nc,2024-03-04,1\n"
    ),
    "row 2, column 'date': '31/04/2024' is not a day": HEADER + "a,31/04/2024,1\n",
    "row 2, column 'date': '2023-02-29' is not a day": HEADER + "a,2023-02-29,1\n",
    "row 2, column 'date': '2024-13-01' is not a day": HEADER + "a,2024-13-01,1\n",
    "row 2, column 'date': '2024-01-01 24:00' is not a day or time": HEADER + "a,2024-01-01 24:00,1\n",
    "row 2, column 'date': '2024-01-01 13:00 PM' is not a day or time": HEADER + "a,2024-01-01 13:00 PM,1\n",
    "row 2, column 'date': '31/12/24' does not have its year in four digits": HEADER + "a,31/12/24,1\n",
    "row 2, column 'date': '45352' is not a date": HEADER + "a,45352,1\n",
    "row 2, column 'date': '01022024' (is not a day|lies outside)": HEADER + "a,01022024,1\n",
    "row 3, column 'date': '0202-01-01' lies outside the years": HEADER + "a,2024-01-01,1\nb,0202-01-01,1\n",
    "row 2, column 'date': '03/04/2024' could be day or month first, .* give dayfirst=True or": HEADER
    + "a,03/04/2024,1\n",
    r"column 'date': row 4 \('25/12/2024'\) has the day first, but row 2 \('12/25/2024'\) the month": (
        HEADER + "a,12/25/2024,1\nb,1/1/2024,2\nc,25/12/2024,3\n"
    ),
    "row 2, column 'date': 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…' is not": HEADER + f"a,{'x' * 5000},1\n",
    r"row 2, column 'date': '.u202e.x85.' is not a date": HEADER + "a,\u202e\x85.,1\n",
}


@pytest.mark.parametrize("sentence", REFUSED)
def test_dates_that_cannot_be_read_are_refused_with_the_place(write, sentence):
    with pytest.raises(InputError, match=sentence) as caught:
        read_orders(write(REFUSED[sentence]))
    assert "\n" not in str(caught.value)
