"""read_orders on the files that people bring: read as they were meant, or refused with file, row, column and advice."""

import warnings
from pathlib import Path

import pytest

from customerbase import InputError, RepairWarning, read_orders

HEADER = "customer,date,amount\n"


def read(path, **options):
    """Orders that need no repair: a warning would be an error."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        return read_orders(path, **options)


def repaired(path, sentence, **options):
    """Orders after a repair that is stated both as a warning and in the notes."""
    with pytest.warns(RepairWarning, match=sentence) as caught:
        orders = read_orders(path, **options)
    assert {str(warning.message) for warning in caught} <= set(orders.attrs["notes"])
    return orders


def rows(orders):
    return [(who, f"{date:%Y-%m-%d}", amount) for who, date, amount in orders.itertuples(index=False)]


def test_a_plain_file_is_read_in_its_own_order(write):
    orders = read(write(HEADER + "00012,2024-03-04,12.50\n=1+1,2024-03-03,0.1\n"))
    assert rows(orders) == [("00012", "2024-03-04", 12.5), ("=1+1", "2024-03-03", 0.1)]
    assert [str(dtype) for dtype in orders.dtypes] == ["str", "datetime64[us]", "float64"]
    assert orders.attrs["notes"] == []


@pytest.mark.parametrize(
    "header",
    ["Customer ID,Order Date,Amount (EUR)", "Kunden-Nr.,Bestelldatum,Betrag in EUR", "KUNDE,DATUM,UMSATZ_EUR"]
    + ["Numéro client,Date de commande,Montant", "id_cliente,Fecha de pedido,Importe", "customer_id,date,dollar_value"],
)
def test_columns_are_found_by_their_usual_names(write, header):
    assert rows(read(write(header + "\na,2024-03-04,1\n"))) == [("a", "2024-03-04", 1)]


def test_columns_can_be_named(write):
    path = write("who;when;paid;amount\na;2024-03-04;1.5;9\n")
    assert rows(read(path, customer="who", date="when", amount="Paid")) == [("a", "2024-03-04", 1.5)]


@pytest.mark.parametrize(
    "content",
    ['customer;date;amount\n"a;b";2024-03-04;1.5\n', 'customer\tdate\tamount\n"a;b"\t2024-03-04\t1.5\r\n']
    + [' customer  date\tamount \n\n "a;b"   2024-03-04  1.5', "customer,date,amount\r'a',2024-03-04,1.5\r"]
    + ['"customer" , "date", "amount"\n'.replace(" ", "") + '"a;b","2024-03-04","1.5"'],
)
def test_separators_and_line_ends_are_recognised(write, content):
    orders = read(write(content))
    assert rows(orders) == [("'a'" if "'a'" in content else "a;b", "2024-03-04", 1.5)]


def test_quoted_fields_may_hold_line_ends_and_rows_are_counted_as_a_spreadsheet_does(write):
    content = 'customer,note,date,amount\n"a\nb","x\ny",2024-03-04,1\n\nc,,soon,2\n'
    with pytest.raises(InputError, match="orders.csv, row 4, column 'date': 'soon' is not a date"):
        read_orders(write(content))


@pytest.mark.parametrize(
    ("encoding", "named"),
    [("utf-8-sig", "byte-order mark.*UTF-8"), ("utf-16", "byte-order mark.*UTF-16"), ("utf-32", "UTF-32")]
    + [("cp1252", r"not UTF-8.*Windows-1252 \(cp1252\)")],
)
def test_other_encodings_are_a_stated_repair(write, encoding, named):
    path = write("customer,date,amount\nZoë €,2024-03-04,1\n", encoding=encoding)
    assert rows(repaired(path, named)) == [("Zoë €", "2024-03-04", 1)]


def test_a_german_file(write):
    content = "Kunde;Datum;Betrag\nMüller;03.04.2024;1.234,50 €\nMaier;25.12.2024;7,00 €\nMüller;1.2.2024;12\n"
    with pytest.warns(RepairWarning) as caught:
        orders = read_orders(write(content))
    assert rows(orders) == [("Müller", "2024-04-03", 1234.5), ("Maier", "2024-12-25", 7), ("Müller", "2024-02-01", 12)]
    told = [str(warning.message) for warning in caught]
    assert told == [
        "The currency (EUR) was taken off 2 amounts in column 'Betrag'.",
        "Thousands separators were taken out of 1 amount in column 'Betrag'.",
    ]
    assert any("read with the day first, as row 3 ('25.12.2024')" in note for note in orders.attrs["notes"])


def test_orders_without_a_customer_are_left_out_and_counted(write):
    path = write(HEADER + "a,2024-03-04,1\n,2024-03-04,2\n  ,2024-03-04,1000\nb,2024-03-04,4\n")
    orders = repaired(
        path, r"2 of 4 orders, worth 1,002.00 in all, without a customer in column 'customer' \(the first is row 3\)"
    )
    assert rows(orders) == [("a", "2024-03-04", 1), ("b", "2024-03-04", 4)]
    assert list(orders.index) == [0, 1]


def test_copies_zeros_empty_rows_and_null_are_kept_or_passed_over_and_said(write):
    orders = read(write(HEADER + "a,2024-03-04,1\n\na,2024-03-04,1\n , ,\nNULL,2024-03-04,0\n\n"))
    assert len(orders) == 3
    assert orders.attrs["notes"] == [
        "3 empty rows passed over.",
        "1 of 3 rows is an exact copy of an earlier row; all are kept as orders.",
        "1 of 3 orders came to nothing (amount 0); all are kept.",
        "1 order with customer id 'NULL', kept as one customer.",
    ]


def test_a_row_may_leave_out_what_nobody_asks_for(write):
    orders = read(write("customer,date,amount,note,more\na,2024-03-04,1\nb,2024-03-04,2,x,y,,\n"))
    assert rows(orders) == [("a", "2024-03-04", 1), ("b", "2024-03-04", 2)]


def test_spaces_around_ids_are_no_part_of_them(write):
    assert list(read(write(HEADER + " a ,2024-03-04,1\na, 2024-03-04 , 2 \n"))["customer_id"]) == ["a", "a"]


REFUSED = {
    "orders.csv: the file is empty": "",
    "orders.csv: the file is empty; it": " \n\n",
    "orders.csv: there is a header but no order below it": HEADER + "\n,,\n",
    "orders.csv, row 1: there is no column that is known as the amount; name it with amount=, the columns are "
    "'customer', 'date', 'price'": "customer,date,price\na,2024-03-04,1\n",
    "row 1: there is no column that is known as the customer.* '00001', '1997-01-01', '11.77'": (
        "00001,1997-01-01,11.77\n"
    ),
    "the date could be any of the columns 'order_date', 'Invoice Date'; say which with date=": (
        "customer,order_date,Invoice Date,amount\na,2024-03-04,2024-03-04,1\n"
    ),
    "the amount could be any of the columns 'amount', 'Amount'": "customer,date,amount,Amount\na,2024-03-04,1,2\n",
    "row 2: has 4 fields where the header has 3; put a field that itself holds a comma": HEADER
    + "a,2024-03-04,12,50\n",
    "row 3: has 2 fields where the header has 3; complete the row": HEADER + "a,2024-03-04,1\nb,2024-03-04\n",
    "row 2: has 3 fields where the header has 4": "customer date cds amount\na 2024-03-04 1\n",
    "row 2: cannot be split into fields, as a quotation mark is opened": HEADER + 'a,"2024-03-04,1\nb,2024-03-04,1\n',
    "row 2: cannot be split into fields": HEADER + '"a"b,2024-03-04,1\n',
    "column 'customer' is empty in every row": HEADER + ",2024-03-04,1\n",
    "line 2: there is a control character": HEADER + "a\x00,2024-03-04,1\n",
}


@pytest.mark.parametrize("sentence", REFUSED)
def test_what_cannot_be_read_is_refused_with_the_place(write, sentence):
    with pytest.raises(InputError, match=sentence) as caught:
        read_orders(write(REFUSED[sentence]))
    message = str(caught.value)
    assert "\n" not in message
    assert message.endswith((".", ")"))


@pytest.mark.parametrize(
    ("content", "kind"),
    [(b"PK\x03\x04....", "an Excel workbook"), (b"\xd0\xcf\x11\xe0....", "an old Excel"), (b"\x1f\x8b....", "a gzip")]
    + [(b"%PDF-1.7", "a PDF"), (b"\x89PNG\r\n\x1a\n", "control character"), (b"a\x81,b", "0x81 is neither UTF-8 nor")]
    + [(b"\xff\xfea", "starts as UTF-16 but"), ("customer,date\n".encode("utf-16-le"), "control character")],
)
def test_files_that_are_no_text_are_refused(write, content, kind):
    with pytest.raises(InputError, match=f"orders.xlsx.*{kind}"):
        read_orders(write(content, name="orders.xlsx"))


def test_missing_files_and_folders_are_named(tmp_path):
    with pytest.raises(InputError, match="nothing.csv.*there is no such file"):
        read_orders(tmp_path / "nothing.csv")
    with pytest.raises(InputError, match="is a folder"):
        read_orders(tmp_path)
    for path in (None, 3, "a\x00b", "x" * 9999):
        with pytest.raises(InputError, match="cannot be opened|no such file"):
            read_orders(path)


def test_a_file_that_may_not_be_read_is_named(write, monkeypatch):
    def refuse(path):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(InputError, match=r"orders.csv': the file cannot be opened \(PermissionError\)"):
        read_orders(write(HEADER))


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"dayfirst": "yes"}, "dayfirst= must be True, False"),
        ({"decimal": ";"}, "decimal= must be"),
        ({"customer": 3}, "customer= must be the name of a column"),
        ({"customer": "kunde"}, "there is no column 'kunde'; name it with customer=, the columns are 'customer'"),
        ({"amount": "date"}, "date and amount are both the column 'date'"),
        ({"dayfirst": True}, "row 2, column 'date': '12/25/2024' cannot be read with dayfirst=True"),
        ({"decimal": ","}, "row 2, column 'amount': '1.50' cannot be read with decimal=\",\""),
    ],
)
def test_arguments_that_do_not_fit_are_refused(write, options, sentence):
    with pytest.raises(InputError, match=sentence):
        read_orders(write(HEADER + "a,12/25/2024,1.50\n"), **options)


def test_the_warning_points_to_the_line_that_reads(write):
    path = write(HEADER + "a,2024-03-04,$1\n")
    with pytest.warns(RepairWarning) as caught:
        read_orders(path)
    assert caught[0].filename == __file__
