"""Orders in any dialect come back equal; any bytes at all end in a sentence or in rows that are all accounted for."""

import csv
import io
import re
import warnings

import hypothesis.strategies as st
import pandas as pd
from hypothesis import given

from customerbase import InputError, read_orders
from customerbase.column_names import KNOWN

letters = st.characters(exclude_categories=["Cs", "Cc"])
ids = st.one_of(
    st.sampled_from(
        ["00012", "=cmd()", "<script>", 'a"b', "\u200fabc", "a,b;c", "x\ny", "'1", "NA", "-5", "1,5", "名前"]
    ),
    st.text(letters, min_size=1, max_size=6).map(str.strip).filter(len),
)
dates = st.datetimes(pd.Timestamp("1990-01-01"), pd.Timestamp("2035-12-31"))
amounts = st.one_of(st.integers(0, 10**9).map(lambda cents: cents / 100), st.sampled_from([0.0, 1.0, 1234.0, 0.1]))
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252")
DATES = {  # how it is written, whether the file says by itself which number is the day, and dayfirst=
    "%Y-%m-%d": None,
    "%Y%m%d": None,
    "%Y/%m/%d %H:%M": None,
    "%Y-%m-%dT%H:%M:%S.%f": None,
    "%d.%m.%Y": True,
    "%d/%m/%Y %H:%M:%S": True,
    "%m/%d/%Y": False,
    "%m-%d-%Y %I:%M %p": False,
}


def write_amount(amount, decimal, thousands, sign):
    text = f"{amount:,.2f}".replace(",", "_").replace(".", decimal).replace("_", thousands)
    return sign.format(text)


@st.composite
def files(draw):
    """Bytes of a file, the arguments that reading it takes, and the orders that are in it."""
    orders = draw(st.lists(st.tuples(ids, dates, amounts), min_size=1, max_size=12))
    form = draw(st.sampled_from(list(DATES)))
    decimal = draw(st.sampled_from(".,"))
    thousands = draw(st.sampled_from(["", " ", "'", "\u202f", {".": ",", ",": "."}[decimal]]))
    sign = draw(st.sampled_from(["{}", "€{}", "{} EUR", "$ {}"]))
    columns = {role: draw(st.sampled_from(sorted(KNOWN[role]))) for role in KNOWN}
    own_names = draw(st.booleans())
    if own_names:
        columns = {"customer": "Who?", "date": "W h e n", "amount": "=how much"}
    columns["other"] = "anything else"
    expected, lines = [], [columns]
    for who, when, amount in orders:
        written = when.strftime(form)
        expected.append((who, pd.Timestamp(pd.to_datetime(written, format=form)), amount))
        spelled = write_amount(amount, decimal, thousands, sign)
        lines.append(
            {"customer": who, "date": written, "amount": spelled, "other": draw(st.sampled_from(["", "x", "1,5"]))}
        )
    order = draw(st.permutations(list(columns)))
    out = io.StringIO(newline="")
    separator = draw(st.sampled_from(",;\t "))
    quoting = csv.QUOTE_ALL if separator == " " else draw(st.sampled_from([csv.QUOTE_ALL, csv.QUOTE_MINIMAL]))
    writer = csv.writer(out, delimiter=separator, quoting=quoting, lineterminator=draw(st.sampled_from(["\n", "\r\n"])))
    writer.writerows([[line[role] for role in order] for line in lines])
    options = {role: columns[role] for role in KNOWN} if own_names else {}
    if DATES[form] is not None:
        options["dayfirst"] = DATES[form]
    options["decimal"] = decimal
    encoding = draw(st.sampled_from(ENCODINGS))
    try:
        return out.getvalue().encode(encoding), options, expected
    except UnicodeEncodeError:
        return out.getvalue().encode("utf-8"), options, expected


def read(folder, content, **options):
    path = folder / "orders.csv"
    path.write_bytes(content)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return read_orders(path, **options)


@given(files())
def test_orders_come_back_from_any_dialect(tmp_path_factory, file):
    content, options, expected = file
    orders = read(tmp_path_factory.getbasetemp(), content, **options)
    assert list(orders.itertuples(index=False, name=None)) == expected
    assert [str(dtype) for dtype in orders.dtypes] == ["str", "datetime64[us]", "float64"]


@given(files())
def test_without_being_told_it_reads_the_same_or_asks(tmp_path_factory, file):
    content, options, expected = file
    dayfirst = options.pop("dayfirst", None)
    del options["decimal"]  # two decimals are always written, and so decide it
    try:
        orders = read(tmp_path_factory.getbasetemp(), content, **options)
    except InputError as error:
        message = str(error)
    else:
        message = ""
        assert list(orders.itertuples(index=False, name=None)) == expected
    assert not message or "give dayfirst=" in message
    assert not message or dayfirst is not None


cells = st.one_of(
    st.sampled_from(
        ["", " ", "a", "2024-01-31", "31/12/2024", "1,5", "1.234", "€1", '"', '""', "-1", "nan", "1e9", "x\n"]
    ),
    st.text(max_size=5),
)
tables = st.lists(st.lists(cells, max_size=5).map(",".join), max_size=6).map("\n".join)
garbage = st.one_of(
    st.binary(max_size=60),
    st.binary(max_size=60).map(lambda tail: b"customer,date,amount\n" + tail),
    tables.map(lambda table: ("customer,date,amount\n" + table).encode("utf-8", "surrogatepass")),
    tables.map(lambda table: ("customer;date;amount\na;2024-01-31;1\n" + table.replace(",", ";")).encode("utf-16")),
)


@given(garbage)
def test_any_bytes_end_in_a_sentence_or_in_rows_that_are_all_accounted_for(tmp_path_factory, content):
    try:
        orders = read(tmp_path_factory.getbasetemp(), content)
    except InputError as error:
        message = str(error)
    else:
        message = ""
        codec = "utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
        try:
            text = content.decode(codec)
        except UnicodeDecodeError:
            text = content.decode("cp1252")
        separator = max(",;", key=text.partition("\n")[0].count)
        held = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))[1:]
        notes = " ".join(orders.attrs["notes"])
        said = sum(
            int(n) for n in re.findall(r"(\d+) empty row|(?:^| )(\d+) of \d+ orders?, worth", notes) for n in n if n
        )
        assert len(orders) + said == len(held)
        assert orders.notna().all(axis=None)
        assert (orders["amount"] >= 0).all()
    assert "\n" not in message
