"""CustomerBase: what its tables hold, and that wrong ones stop with a sentence."""

import numpy as np
import pandas as pd
import pytest
from IPython.core.interactiveshell import InteractiveShell

from customerbase import CustomerBase, InputError


def parts(contract=True):
    """Four customers over three months: here before, joins and stays, joins and leaves, joined but never present."""
    customers = pd.DataFrame(
        {
            "customer_id": pd.Series(["a", "b", "c", "d"], dtype="str"),
            "joined": pd.to_datetime(["2023-11-01", "2024-02-01", "2024-02-01", "2024-03-01"]),
        }
    )
    member = np.array([[1, 0, 0, 0], [1, 1, 1, 0], [0, 1, 0, 0]], np.int8)
    revenue = np.array([[10, 0, 0, 0], [20, 5, 7, 0], [0, 6, 0, 0]], np.float32)
    arrays = {"member": member, "active": (revenue > 0).astype(np.int8), "revenue": revenue}
    if not contract:
        del arrays["member"]
    return customers, pd.date_range("2024-01-01", periods=3, freq="MS"), arrays


def test_panel_has_a_row_for_each_month_under_contract():
    panel = CustomerBase(*parts()).panel
    assert list(panel["customer_id"].astype(str)) == ["a", "a", "b", "c", "b"]
    assert list(panel["month"].dt.month) == [1, 2, 2, 2, 3]
    assert list(panel["revenue"]) == [10, 20, 5, 7, 6]
    assert panel["member"].all()
    assert panel["active"].all()
    dtypes = panel.dtypes.astype(str).to_dict()
    assert dtypes.pop("month").startswith("datetime64")
    assert dtypes == {"customer_id": "category", "member": "boolean", "active": "bool", "revenue": "float32"}


def test_panel_without_contracts_goes_on_to_the_end_and_member_is_missing():
    panel = CustomerBase(*parts(contract=False)).panel
    assert list(panel["customer_id"].astype(str)) == ["a", "a", "b", "c", "a", "b", "c", "d"]
    assert list(panel["active"]) == [True, True, True, True, False, True, False, False]
    assert panel["member"].isna().all()
    assert str(panel["member"].dtype) == "boolean"


def test_a_contract_that_pauses_keeps_its_rows():
    customers, months, arrays = parts()
    arrays["member"] = arrays["member"].copy()
    arrays["member"][2, 0], arrays["member"][1, 0] = 1, 0
    arrays["revenue"] = arrays["revenue"] * (arrays["member"] == 1)
    arrays["active"] = (arrays["revenue"] > 0).astype(np.int8)
    panel = CustomerBase(customers, months, arrays).panel
    assert list(panel.loc[panel["customer_id"] == "a", "member"]) == [True, False, True]


def test_survey_columns_may_be_missing_and_come_last():
    customers, months, arrays = parts()
    score = np.full((3, 4), np.nan, np.float32)
    score[1, 2] = 9
    panel = CustomerBase(customers, months, {"score": score} | arrays).panel
    assert list(panel.columns)[-1] == "score"
    assert panel["score"].notna().sum() == 1


def test_arrays_cannot_be_changed_by_accident():
    base = CustomerBase(*parts())
    with pytest.raises(ValueError, match="read-only"):
        base.arrays["revenue"][0, 0] = 1


def test_a_base_of_nobody_has_empty_tables():
    customers, months, arrays = parts()
    base = CustomerBase(customers.iloc[:0], months, {key: array[:, :0] for key, array in arrays.items()})
    assert len(base.panel) == 0
    assert len(base.orders) == 0
    assert base.has_contract


def test_summary_escapes_what_the_data_say():
    base = CustomerBase(*parts(), name="<script>", notes=["<b>1 & 2</b>"])
    shown = base._repr_html_()
    assert "<script>" not in shown
    assert "&lt;script&gt;" in shown
    assert "&lt;b&gt;1 &amp; 2" in shown
    assert "48.00" in shown
    assert "4 customers" in repr(base)


def set_cell(table, name, row, value):
    def change(customers, months, arrays, orders):
        frame = {"customers": customers, "orders": orders}[table]
        frame[name] = frame[name].astype(object)
        frame.loc[row, name] = value
        dtype = {"customer_id": "str", "amount": "float64"}.get(name, "datetime64[us]")
        frame[name] = frame[name].astype(dtype)
        return customers, months, arrays, orders

    return change


def set_array(name, month, customer, value):
    def change(customers, months, arrays, orders):
        arrays[name] = arrays[name].copy()
        arrays[name][month, customer] = value
        return customers, months, arrays, orders

    return change


def replace(**new):
    def change(customers, months, arrays, orders):
        old = {"customers": customers, "months": months, "arrays": arrays, "orders": orders}
        return tuple(new[key](value) if key in new else value for key, value in old.items())

    return change


BROKEN = {
    "customers, column 'customer_id', row 2: 'a' occurs a second time": set_cell("customers", "customer_id", 2, "a"),
    "customers, column 'customer_id', row 1: '' is empty": set_cell("customers", "customer_id", 1, ""),
    "customers, column 'customer_id', row 1: is missing": set_cell("customers", "customer_id", 1, None),
    "customers, column 'joined', row 3: is missing": set_cell("customers", "joined", 3, None),
    "customers, column 'joined', row 0: '2024-01-02.* is not the first": set_cell(
        "customers", "joined", 0, pd.Timestamp("2024-01-02")
    ),
    "panel, column 'member', customer 'b' .row 1., month 2024-02: 1 before joining": set_cell(
        "customers", "joined", 1, pd.Timestamp("2024-03-01")
    ),
    "panel, column 'revenue', customer 'd' .row 3., month 2024-01: 5.0 while not": set_array("revenue", 0, 3, 5),
    "panel, column 'revenue', customer 'a' .row 0., month 2024-02: inf is not a finite": set_array(
        "revenue", 1, 0, np.inf
    ),
    "panel, column 'revenue', customer 'a' .row 0., month 2024-02: nan is not a finite": set_array(
        "revenue", 1, 0, np.nan
    ),
    "panel, column 'active', customer 'c' .row 2., month 2024-02: 2 must be 1 or 0": set_array("active", 1, 2, 2),
    "panel, column 'member', customer 'c' .row 2., month 2024-02: 3 must be 1 or 0": set_array("member", 1, 2, 3),
    "orders, column 'customer_id', row 1: 'x' is not in customers": set_cell("orders", "customer_id", 1, "x"),
    "orders, column 'date', row 1: .* comes before the order above": set_cell(
        "orders", "date", 1, pd.Timestamp("2024-01-01")
    ),
    "orders, column 'date', row 0: .* comes before the customer joined": set_cell(
        "orders", "date", 0, pd.Timestamp("2024-01-31")
    ),
    "orders, column 'date', row 1: .* outside the months": set_cell("orders", "date", 1, pd.Timestamp("2024-04-01")),
    "orders, column 'amount', row 0: is missing": set_cell("orders", "amount", 0, np.nan),
    "orders, column 'amount', row 1: 'inf' is not a finite": set_cell("orders", "amount", 1, np.inf),
    "customers: must be a DataFrame, but is dict": replace(customers=dict),
    "customers: there is no column 'joined'": replace(customers=lambda c: c.drop(columns="joined")),
    "customers, column 'customer_id': must be str, but is int64": replace(
        customers=lambda c: c.assign(customer_id=range(4))
    ),
    "customers, column 'segment': must be category, but is str": replace(customers=lambda c: c.assign(segment="x")),
    "customers, column 'plan': object cannot be kept": replace(
        customers=lambda c: c.assign(plan=pd.Series([1, "a", 2, 3], dtype=object))
    ),
    "customers: rows must be numbered": replace(customers=lambda c: c.iloc[::-1]),
    "panel: there is no array 'revenue'": replace(arrays=lambda a: {key: a[key] for key in ("member", "active")}),
    "panel, column 'revenue': must be an array float32 .3, 4., but is float64": replace(
        arrays=lambda a: a | {"revenue": a["revenue"].astype(float)}
    ),
    "panel, column 'active': .* but is int8 .2, 4.": replace(arrays=lambda a: a | {"active": a["active"][:2]}),
    "panel, column 'active': .* but is list": replace(arrays=lambda a: a | {"active": [1, 2]}),
    "panel: 'month' cannot be the name": replace(arrays=lambda a: a | {"month": a["active"]}),
    "months: must be the first days of consecutive": replace(months=lambda m: m[[0, 2, 1]]),
    "months: there are none": replace(months=lambda m: m[:0]),
}


@pytest.mark.parametrize("sentence", BROKEN)
def test_wrong_data_are_refused_with_table_column_and_row(sentence):
    customers, months, arrays = parts()
    orders = pd.DataFrame(
        {
            "customer_id": pd.Series(["b", "c"], dtype="str"),
            "date": pd.to_datetime(["2024-02-03", "2024-02-03"]),
            "amount": [5.0, 7.0],
        }
    )
    CustomerBase(customers, months, arrays, orders)
    with pytest.raises(InputError, match=sentence) as caught:
        CustomerBase(*BROKEN[sentence](customers.copy(), months, dict(arrays), orders.copy()))
    assert "\n" not in str(caught.value)


def test_a_notebook_shows_the_sentence_and_no_traceback():
    shell = InteractiveShell()
    printed = []
    shell._showtraceback = lambda etype, evalue, stb: printed.append(shell.InteractiveTB.stb2text(stb))
    shell.run_cell("from customerbase import InputError\nraise InputError('row 3 is wrong')")
    assert printed == ["row 3 is wrong"]
