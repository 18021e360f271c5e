"""What is written is read back exactly, and a damaged folder is refused with a sentence."""

import contextlib
import csv
import io
import re

import hypothesis.strategies as st
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings

from customerbase import CustomerBase, InputError
from customerbase.spreadsheet import NUMBER, guard, unguard

HOSTILE = [
    "<script>alert(1)</script>",
    '"; drop',
    "a\nb",
    "a\r\nb",
    "\r",
    "\u200fxyz",
    "=cmd()",
    "+1",
    "-1",
    "@x",
    "\tx",
]
HOSTILE += ["'", "''=", "", "NA", "nan", " ", ",;", "\ufeff", "\uff1d1", " =1", "é", "名前", "00012", "1e5", "\x00"]
text = st.one_of(st.sampled_from(HOSTILE), st.text(st.characters(exclude_categories=["Cs"]), max_size=8))
maybe = st.one_of(st.none(), text)
TABLES = ("customers", "panel", "orders")


@st.composite
def bases(draw):
    ids = draw(st.lists(text.filter(len), max_size=6, unique=True))
    n, months = len(ids), pd.date_range("2023-11-01", periods=draw(st.integers(1, 4)), freq="MS", unit="us")
    shape = len(months), n
    rng = np.random.default_rng(draw(st.integers(0, 99)))
    start = rng.integers(-2, len(months) + 1, n)
    joined = (np.datetime64("2023-11") + start).astype(f"datetime64[{draw(st.sampled_from(['s', 'us', 'ns']))}]")
    table = {"customer_id": pd.Series(ids, dtype="str"), "joined": joined}

    def column(values, dtype):
        return pd.Series(draw(st.lists(values, min_size=n, max_size=n)), dtype=dtype)

    table["name"] = column(maybe, "str")
    kinds = draw(st.lists(text, min_size=1, max_size=3, unique=True))
    kind = pd.CategoricalDtype(pd.Index(kinds, dtype="str"), ordered=draw(st.booleans()))
    table["segment"] = column(st.one_of(st.none(), st.sampled_from(kinds)), kind)
    table["truth_hazard"] = column(st.floats(0, 1), "float64")
    table[draw(text.filter(lambda name: name not in table))] = column(st.one_of(st.none(), st.booleans()), "boolean")
    table["visits"] = column(st.one_of(st.none(), st.integers(-(2**63), 2**63 - 1)), "Int64")
    table["truth_left"] = column(st.one_of(st.none(), st.just(pd.Timestamp("2024-02-01"))), "datetime64[us]")

    month = np.arange(shape[0])[:, None]
    last = rng.integers(-1, len(months), n)
    contract = draw(st.booleans())
    present = (month >= start) & (month <= last) if contract else np.broadcast_to(month >= start, shape)
    revenue = np.where(present, rng.lognormal(3, 30, shape).clip(1e-40, 1e38), 0).astype(np.float32)
    arrays = {"active": (present & (rng.random(shape) < 0.5)).astype(np.int8), "revenue": revenue}
    if contract:
        arrays["member"] = present.astype(np.int8)
    if draw(st.booleans()):
        arrays["touchpoints"] = (present * rng.integers(-128, 128, shape)).astype(np.int8)
        arrays["score"] = np.where(present & (rng.random(shape) < 0.5), 7.5, np.nan).astype(np.float32)
    return CustomerBase(pd.DataFrame(table), months, arrays, None, draw(text), draw(st.lists(text, max_size=2)))


def assert_same(one, other):
    for table in TABLES:
        pd.testing.assert_frame_equal(getattr(one, table), getattr(other, table), check_exact=True)
    assert one.months.equals(other.months)
    assert one.months.dtype == other.months.dtype
    assert list(one.arrays) == list(other.arrays)
    for key, array in one.arrays.items():
        np.testing.assert_array_equal(array, other.arrays[key], strict=True)
    assert (one.name, one.notes, one.recipe) == (other.name, other.notes, other.recipe)


@settings(max_examples=60, deadline=None)
@given(bases())
def test_a_base_comes_back_exactly(tmp_path_factory, base):
    folder = tmp_path_factory.mktemp("base")
    base.write(folder)
    assert_same(base, CustomerBase.read(folder))
    for file in folder.iterdir():
        for row in csv.reader(io.StringIO(file.read_bytes().decode("utf-8-sig"), newline="")):
            numbers = file.name in ("customers.csv", "panel.csv")
            assert not [cell for cell in row if cell[:1] in tuple("=+@\t\r") and cell]
            assert numbers or not [cell for cell in row if cell.startswith("-") and not NUMBER.fullmatch(cell)]


@given(text)
def test_guarded_text_comes_back_and_is_never_a_formula(value):
    assert unguard(guard(value)) == value
    assert NUMBER.fullmatch(value) or guard(value)[0] not in "=+-@\t\r \n\uff1d"
    for part in re.split("[;\t\r\n]", guard(value))[1:]:  # cells, where another mark than the comma parts them
        assert part.lstrip()[:1] not in {*"=+-@\uff1d\uff0b\uff0d\uff20"}


def example():
    month = pd.date_range("2024-01-01", periods=2, freq="MS")
    customers = pd.DataFrame({"customer_id": pd.Series(["a", "b"], dtype="str"), "joined": month})
    revenue = np.array([[0.1, 0], [2, 3]], np.float32)
    present = (revenue > 0).astype(np.int8)
    orders = pd.DataFrame({"customer_id": customers["customer_id"], "date": month, "amount": [0.1, 3.0]})
    return CustomerBase(customers, month, {"member": present, "active": present, "revenue": revenue}, orders, "shop")


def test_orders_come_back_with_the_base(tmp_path):
    example().write(tmp_path / "new" / "folder")
    assert_same(example(), CustomerBase.read(tmp_path / "new" / "folder"))


def test_the_dictionary_marks_truth_and_gives_units(tmp_path):
    base = example()
    base.customers["truth_hazard"] = [0.1, 0.2]
    base.write(tmp_path)
    rows = pd.read_csv(tmp_path / "dictionary.csv", index_col=["table", "column"])
    assert rows.loc[("customers", "truth_hazard"), "truth"] == "yes"
    assert rows.loc[("panel", "revenue"), "unit"] == "money a month"
    assert (rows["truth"] == "yes").sum() == 1


def test_a_recipe_comes_back_and_an_older_folder_without_one_is_read(tmp_path):
    recipe = {"seed": 7, "assumptions": {"felt": 0.1}, "events": [{"event": "Bot", "start": 3}]}
    old = example()
    CustomerBase(old.customers, old.months, dict(old.arrays), old.orders, recipe=recipe).write(tmp_path)
    assert CustomerBase.read(tmp_path).recipe == recipe
    old.write(tmp_path)
    assert CustomerBase.read(tmp_path).recipe is None
    file = tmp_path / "dictionary.csv"
    lines = file.read_text(encoding="utf-8-sig").splitlines(keepends=True)
    file.write_text("".join(line for line in lines if not line.startswith("base,recipe")), encoding="utf-8-sig")
    assert CustomerBase.read(tmp_path).recipe is None


def test_a_failed_write_leaves_the_old_files_as_they_were(tmp_path, monkeypatch):
    example().write(tmp_path)
    before = {file.name: file.read_bytes() for file in tmp_path.iterdir()}
    to_csv = pd.DataFrame.to_csv

    def full(frame, path, *args, **options):
        if path.name == "orders.csv":
            raise OSError(28, "No space left on device")
        return to_csv(frame, path, *args, **options)

    monkeypatch.setattr(pd.DataFrame, "to_csv", full)
    with pytest.raises(InputError, match="cannot be written to: .*No space left"):
        example().write(tmp_path)
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == before


def test_text_that_no_file_can_hold_is_refused(tmp_path):
    base = example()
    base.customers["name"] = pd.Series(["\ud800", "x"], dtype="str")
    with pytest.raises(InputError, match="cannot be written to"):
        base.write(tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("file", "old", "new", "sentence"),
    [
        ("customers.csv", "b,2024", "a,2024", "customers.csv, column 'customer_id': an id occurs twice"),
        ("customers.csv", "a,2024-01-01", "a,soon", "customers.csv, row 2, column 'joined': 'soon' is not datetime64"),
        ("customers.csv", "joined", "since", "customers.csv, row 1: there is no column 'joined'"),
        ("customers.csv", "a,2024-01-01", "a,", "customers, column 'joined', row 0: is missing"),
        ("customers.csv", "b,2024-02-01", "b,2024-01-01", "panel.csv has 3 rows, but by joining .* there should be 4"),
        ("panel.csv", "2.0", "two", "panel.csv, row 3, column 'revenue': 'two' is not float32"),
        ("panel.csv", "2.0", "", "panel.csv, row 3, column 'revenue': 'nan' is empty"),
        ("panel.csv", "b,", "z,", "panel.csv, row 4, column 'customer_id': 'z' is not in customers.csv"),
        ("panel.csv", "b,", "a,", "panel.csv, row 4, column 'customer_id': 'a' is there twice in this month"),
        ("panel.csv", "a,2024-02-01", "a,2025-02-01", "panel.csv, row 3, column 'month': .* is not one of the months"),
        ("panel.csv", "a,2024-02-01,True,True,2.0\n", "", "panel.csv: has 2 rows where dictionary.csv says 3"),
        (
            "orders.csv",
            "a,2024-01-01,0.1",
            "a,2024-01-01,0.1,7",
            "orders.csv, row 2: has 4 fields where the header has 3",
        ),
        ("dictionary.csv", "base,months", "base,weeks", "dictionary.csv: a row of the table base is damaged"),
        ("dictionary.csv", "table,", "tables,", "dictionary.csv, row 1: there is no column 'table'"),
        ("dictionary.csv", "orders,amount,float64", "orders,amount,money", "column 'amount': .* money"),
    ],
)
def test_damage_is_named_with_file_row_and_column(tmp_path, file, old, new, sentence):
    example().write(tmp_path)
    written = (tmp_path / file).read_text(encoding="utf-8-sig")
    assert old in written
    (tmp_path / file).write_text(written.replace(old, new, 1), encoding="utf-8-sig")
    with pytest.raises(InputError, match=sentence):
        CustomerBase.read(tmp_path)


@given(file=st.sampled_from(["customers", "panel", "orders", "dictionary"]), data=st.data())
def test_random_damage_never_ends_in_another_error(tmp_path_factory, file, data):
    folder = tmp_path_factory.mktemp("damaged")
    example().write(folder)
    path = folder / f"{file}.csv"
    content = path.read_bytes()
    at = data.draw(st.integers(0, len(content)))
    junk = data.draw(st.one_of(st.binary(max_size=4), st.sampled_from([b",", b'"', b"\n", b"-", b"9", b"\x00"])))
    path.write_bytes(content[:at] + junk + content[at + data.draw(st.integers(0, 9)) :])
    with contextlib.suppress(InputError):
        base = CustomerBase.read(folder)
        assert (len(base.customers), len(base.panel), len(base.orders)) == (2, 3, 2)


def test_a_folder_that_is_not_there_is_named(tmp_path):
    with pytest.raises(InputError, match="dictionary.csv': there is no such file; give a folder"):
        CustomerBase.read(tmp_path / "nowhere")
    (tmp_path / "file").write_text("x")
    with pytest.raises(InputError, match="cannot be written to"):
        example().write(tmp_path / "file")
