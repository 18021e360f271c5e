"""read_orders: an orders file as shops, ledgers and spreadsheets write it."""

import contextlib
import os
import warnings
from pathlib import Path

import numpy as np
import pandas as pd

from .cells import Cells, Report
from .column_names import find_columns
from .errors import InputError, RepairWarning, counted, shown
from .order_amounts import currency_in, parse_amounts
from .order_dates import parse_dates
from .text_table import SEPARATORS, fit_rows, read_text, split_rows

LIKE_MISSING = ("NULL", "null", "None", "nan", "NaN", "NA", "N/A", "#N/A")


def read_orders(path: str | os.PathLike, *, customer: str | None = None, date: str | None = None,
                amount: str | None = None, dayfirst: bool | None = None, decimal: str | None = None,
                data: bytes | None = None) -> pd.DataFrame:
    """Orders from a text file with a header: comma, semicolon, tab or whitespace separated.

    customer, date, amount: the columns' names in the file; left out, they are found by the usual English, German,
    French and Spanish names. dayfirst: True for 31/12/2024, False for 12/31/2024. decimal: "." or ",". Both are
    needed only where nothing in the file decides it. data: the file's bytes, where they are in memory already (an
    upload): then nothing is opened, and path is only the file's name.

    Returns a DataFrame `customer_id` (str), `date` (datetime64[us]), `amount` (float64, not negative), one row an
    order, in the order of the file. `.attrs["notes"]` lists in sentences what the reader should know: exact copies
    and zero amounts (both kept), and every repair, which also raises a RepairWarning. Rows in the file = rows out +
    the rows left out in a stated repair (orders that name no customer) or empty. `.attrs["currency"]` is the
    currency as the amounts write it ("$", "EUR"), "" where they name none.
    Raises InputError with file, row (as a spreadsheet numbers it), column and what to do for anything else.
    """
    report = Report()
    text = read_text(path, report, data)
    name = Path(path).name
    given = {"customer": customer, "date": date, "amount": amount}
    separator, header_at, at = _layout(text, given, name)
    rows = split_rows(text, separator, name)
    header = [field.strip() for field in rows[header_at]]
    keep = fit_rows(rows, header_at, tuple(at.values()), name, separator)
    if not keep:
        raise InputError(f"{name}: there is a header but no order below it.")
    _report_empty(len(rows) - header_at - 1 - len(keep), report)
    rows = [rows[position] for position in keep]
    numbers = np.array(keep) + 1

    def column(role):
        return Cells(name, header[at[role]], [row[at[role]] for row in rows], numbers)

    customers = column("customer")
    orders = pd.DataFrame(
        {
            "customer_id": pd.Series(customers.texts, dtype="str").array.take(customers.codes),
            "date": parse_dates(column("date"), dayfirst, report),
            "amount": parse_amounts(column("amount"), decimal, report),
        }
    )
    _report_copies(rows, orders, report)
    orders = _leave_out_nameless(customers, orders, report)
    orders.attrs.update(notes=report.notes, currency=report.currency or currency_in(header[at["amount"]]))
    for sentence in report.repairs:
        warnings.warn(sentence, RepairWarning, stacklevel=2)
    return orders


def column_names(path: str | os.PathLike, data: bytes | None = None) -> list[str]:
    """The names in the header of an orders file, for asking a person which is which. path, data: as for read_orders."""
    text, name = read_text(path, Report(), data), Path(path).name
    headers = []
    for separator in SEPARATORS:
        with contextlib.suppress(InputError):
            headers.append([field.strip() for field in split_rows(text, separator, name, header_only=True)[-1]])
    return max(headers, key=len, default=[])


def _layout(text, given, name):
    """Separator, position of the header and the columns' positions in it: the first separator that yields all three."""
    failures = []
    for separator in SEPARATORS:
        header = []
        try:
            rows = split_rows(text, separator, name, header_only=True)
            header = [field.strip() for field in rows[-1]]
            return separator, len(rows) - 1, find_columns(header, given, f"{name}, row {len(rows)}")
        except InputError as error:
            failures.append((len(header), error))
    raise max(failures, key=lambda failure: failure[0])[1]  # of the separator that makes most of the header


def _report_empty(empty, report):
    if empty:
        report.note(f"{counted(empty, 'empty row')} passed over.")


def _report_copies(rows, orders, report):
    copies = len(rows) - len(set(map(tuple, rows)))
    if copies:
        copy = "is an exact copy" if copies == 1 else "are exact copies"
        report.note(f"{copies:,} of {counted(len(rows), 'row')} {copy} of an earlier row; all are kept as orders.")
    zero = int((orders["amount"] == 0).sum())
    if zero:
        report.note(f"{zero:,} of {counted(len(rows), 'order')} came to nothing (amount 0); all are kept.")


def _leave_out_nameless(customers, orders, report):
    nameless = customers.mask(lambda text: text == "")
    for text in LIKE_MISSING:
        same = customers.texts == text
        if same.any():
            report.note(
                f"{counted(customers.count(same), 'order')} with customer id {shown(text)}, kept as one customer."
            )
    if not nameless.any():
        return orders
    out = nameless[customers.codes]
    if out.all():
        raise InputError(f"{customers.file}: the column {shown(customers.column)} is empty in every row; name another.")
    total = orders["amount"][out].sum()
    report.repair(
        f"{out.sum():,} of {counted(len(orders), 'order')}, worth {total:,.2f} in all, without a customer in column "
        f"{shown(customers.column)} (the first is row {customers.rows[out.argmax()]}): left out."
    )
    return orders[~out].reset_index(drop=True)
