"""A customer base in a folder: three tables and a data dictionary that restores every dtype, all of them CSV."""

import contextlib
import json
import os
import tempfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd

from .arguments import checked
from .columns import KEYS, is_truth, spec
from .errors import InputError, listed, shown
from .spreadsheet import guard, unguard, write_frame
from .text_table import split_rows

TABLES = ("customers", "panel", "orders")
ABOUT = {  # the dictionary's own rows: what the tables cannot hold
    "name": "what the company is called",
    "contract": "whether customers have contracts",
    "months": "first and last month",
    "notes": "sentences about the data",
    "recipe": "how it was made, if it can be made again",
    "currency": "the currency of the amounts, if the data say so",
    "rows": "how many rows each table has",
}
WRONG = object()  # stands for a cell that is not of its column's dtype


@checked
def write_tables(base, folder: str | os.PathLike, progress: Callable | None = None):
    """Write customers, panel, orders and dictionary into a folder; either all four are replaced or none."""
    tables = {"customers": base.customers, "panel": base.panel, "orders": base.orders}
    tables["dictionary"] = _dictionary(base, tables)
    folder = Path(folder)
    total, done = sum(map(len, tables.values())), 0
    with _sentences(folder, "written to"):
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder, prefix=".unfinished-") as unfinished:
            for name, table in tables.items():
                for rows in write_frame(table, Path(unfinished) / f"{name}.csv"):
                    done += rows
                    if progress:
                        progress(done, total)
            for name in tables:
                os.replace(Path(unfinished) / f"{name}.csv", folder / f"{name}.csv")


@checked
def read_tables(folder: str | os.PathLike, make):
    """What `make`, a CustomerBase, makes of the tables in a folder; InputError with file, row and column if damaged."""
    folder = Path(folder)
    columns = ("table", "column", "dtype", "values")
    file, dictionary = folder / "dictionary.csv", _read_csv(folder / "dictionary.csv")
    _require(file, dictionary, columns)
    rows = [[unguard(cell) for cell in row] for row in zip(*(dictionary[name] for name in columns), strict=True)]
    about = {column: (values, dtype) for table, column, dtype, values in rows if table == "base"}
    try:
        first, last = json.loads(about["months"][0])
        months = pd.date_range(first, last, freq="MS").astype(about["months"][1])
        name, contract, notes = about["name"][0], about["contract"][0] == "yes", json.loads(about["notes"][0])
        recipe = json.loads(about["recipe"][0]) if "recipe" in about else None
        currency = about.get("currency", ("",))[0]
        count = {table: int(json.loads(about["rows"][0])[table]) for table in TABLES}
    except (KeyError, TypeError, ValueError) as error:
        raise InputError(f"{file.name}: a row of the table base is damaged ({error}); write the base again.") from None
    frames = {}
    for table in TABLES:
        known = {column: (dtype, values) for owner, column, dtype, values in rows if owner == table}
        frames[table] = _read_table(folder / f"{table}.csv", known, count[table])
    _require(folder / "customers.csv", frames["customers"], ("customer_id",))
    arrays = _arrays(folder / "panel.csv", frames["panel"], frames["customers"]["customer_id"], months, contract)
    customers, orders = frames["customers"], frames["orders"]
    base = make(customers, months, arrays, orders, name, notes, recipe, currency)
    if base.present.sum() != count["panel"]:
        raise InputError(
            f"panel.csv has {count['panel']:,} rows, but by joining month and membership there should be "
            f"{base.present.sum():,}; undo the change in customers.csv or panel.csv."
        )
    return base


def _dictionary(base, tables):
    values = {
        "name": base.name,
        "contract": "yes" if base.has_contract else "no",
        "months": json.dumps([f"{month:%Y-%m-%d}" for month in base.months[[0, -1]]]),
        "notes": json.dumps(base.notes),
        "recipe": json.dumps(base.recipe),
        "currency": base.currency,
        "rows": json.dumps({name: len(table) for name, table in tables.items()}),
    }
    dtypes = {"months": str(base.months.dtype)}
    rows = [("base", key, dtypes.get(key, "str"), "", ABOUT[key], "no", text) for key, text in values.items()]
    for table, frame in tables.items():
        for name in frame.columns:
            column, dtype, kinds = spec(table, name), frame[name].dtype, ""
            if isinstance(dtype, pd.CategoricalDtype) and name != "customer_id":
                kinds = json.dumps(list(dtype.categories))
            ordered = "ordered " if getattr(dtype, "ordered", False) else ""
            truth = "yes" if is_truth(name) else "no"
            rows.append((table, name, f"{ordered}{dtype}", column.unit, column.meaning, truth, kinds))
    names = ("table", "column", "dtype", "unit", "meaning", "truth", "values")
    return pd.DataFrame(rows, columns=list(names), dtype="str").replace("", None)


def _read_csv(file):
    """Column name -> array of the cells as they stand, all text."""
    with _sentences(file, "read from"):
        if not file.is_file():
            raise InputError(f"{shown(file, 200)}: there is no such file; give a folder that CustomerBase.write made.")
        header, *rows = split_rows(file.read_bytes().decode("utf-8-sig"), ",", file.name) or [[]]
    names = [unguard(name) for name in header]
    if len(set(names)) < len(names) or not names:
        raise InputError(f"{file.name}, row 1: the column names {listed(names)} are not unique; write the base again.")
    for i, row in enumerate(rows):
        if len(row) != len(names):
            raise InputError(f"{file.name}, row {i + 2}: has {len(row)} fields where the header has {len(names)}.")
    return {name: np.array([row[i] for row in rows], dtype=object) for i, name in enumerate(names)}


@contextlib.contextmanager
def _sentences(path, what):
    try:
        yield
    except InputError:
        raise
    except (OSError, UnicodeError) as error:
        why = getattr(error, "strerror", None) or error  # "No space left on device" rather than its number too
        raise InputError(f"{shown(path, 200)} cannot be {what}: {' '.join(str(why).split())}.") from None


def _require(file, frame, names):
    missing = [name for name in names if name not in frame]
    if missing:
        raise InputError(f"{file.name}, row 1: there is no column {listed(missing)}; write the base again.")


def _read_table(file, known, count):
    frame = _read_csv(file)
    _require(file, frame, known)
    unknown = [name for name in frame if name not in known]
    if unknown:
        raise InputError(f"{file.name}, row 1: column {listed(unknown)} is not in dictionary.csv; add or remove it.")
    rows = len(next(iter(frame.values())))
    if rows != count:
        raise InputError(f"{file.name}: has {rows:,} rows where dictionary.csv says {count:,}; write it again.")
    columns = {name: _restore(file, name, frame[name], *meaning) for name, meaning in known.items()}
    return pd.DataFrame(columns, index=pd.RangeIndex(count))


def _restore(file, name, cells, dtype, kinds):
    """One column with the dtype that the dictionary gives; kinds: the categories as JSON."""
    codes, texts = pd.factorize(cells)  # each distinct text is worked out once
    where = f"{file.name}, column {shown(name)}"
    try:
        kinds = pd.Index(json.loads(kinds), dtype="str") if kinds else None
        convert = _converter(dtype, kinds)
        values = [None if text == "" else _convert(convert, text) for text in texts]
        wrong = [i for i, value in enumerate(values) if value is WRONG]
        if not wrong:
            kind = "str" if dtype == "category" else dtype
            kind = kind if kinds is None else pd.CategoricalDtype(kinds, ordered=dtype.startswith("ordered"))
            return pd.Series(values, dtype=kind).array.take(codes)
    except (ValueError, TypeError, OverflowError) as error:
        raise InputError(f"{where}: is not all {dtype} ({error}); correct the column.") from None
    row, text = int(np.argmax(codes == wrong[0])) + 2, shown(texts[wrong[0]])
    raise InputError(f"{file.name}, row {row}, column {shown(name)}: {text} is not {dtype}; correct the cell.")


def _convert(convert, text):
    try:
        return convert(text)
    except (ValueError, KeyError):
        return WRONG


def _converter(dtype, kinds):
    if kinds is not None:
        return {guard(kind): kind for kind in kinds}.__getitem__
    if dtype in ("str", "category"):
        return unguard
    if dtype.startswith("datetime64"):
        return np.datetime64
    if dtype.startswith("float"):
        return float
    return {"True": True, "False": False}.__getitem__ if dtype.startswith("bool") else int


def _arrays(file, panel, customer_id, months, contract):
    """The arrays of a base from its panel, each row put where its month and its customer are."""
    _require(file, panel, KEYS)
    if not customer_id.is_unique:
        raise InputError("customers.csv, column 'customer_id': an id occurs twice.")
    across = pd.Index(customer_id).get_indexer(panel["customer_id"])
    down = months.get_indexer(panel["month"])
    cell = down.astype(np.int64) * len(customer_id) + across
    _refuse_row(file, across < 0, "customer_id", "is not in customers.csv", panel)
    _refuse_row(file, down < 0, "month", "is not one of the months in dictionary.csv", panel)
    _refuse_row(file, pd.Series(cell).duplicated().to_numpy(), "customer_id", "is there twice in this month", panel)
    arrays = {}
    for name in panel.columns:
        if name in KEYS or (name == "member" and not contract):
            continue
        column = spec("panel", name)
        array = np.full((len(months), len(customer_id)), np.nan if column.nullable else 0, column.dtype)
        _refuse_row(file, panel[name].isna().to_numpy() & (not column.nullable), name, "is empty", panel)
        try:
            array.reshape(-1)[cell] = panel[name].to_numpy(dtype=column.dtype)
        except (ValueError, TypeError) as error:
            raise InputError(f"{file.name}, column {shown(name)}: is not all {column.dtype} ({error}).") from None
        arrays[name] = array
    return arrays


def _refuse_row(file, bad, name, why, panel):
    if bad.any():
        i = int(np.argmax(bad))
        raise InputError(f"{file.name}, row {i + 2}, column {shown(name)}: {shown(panel[name].iloc[i])} {why}.")
