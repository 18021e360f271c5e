"""The three bases that every explorable must stand: tiny, normal, and with a single segment."""

import numpy as np
import pytest

from customerbase import CustomerBase
from synthetic import companies, generate


def only(base, keep):
    """The base of some of its customers."""
    customers = base.customers.loc[keep].reset_index(drop=True)
    for name in customers.select_dtypes("category"):
        customers[name] = customers[name].cat.remove_unused_categories()
    arrays = {key: np.ascontiguousarray(array[:, keep]) for key, array in base.arrays.items()}
    orders = base.orders[base.orders["customer_id"].isin(customers["customer_id"])].reset_index(drop=True)
    return CustomerBase(customers, base.months, arrays, orders, base.name, base.notes)


@pytest.fixture(scope="session")
def bases():
    """company -> name -> CustomerBase."""
    return {company: three(company) for company in companies()}


def three(company):
    normal = generate(company, customers=5_000, months=36, seed=7)
    first = normal.customers["segment"].cat.categories[0]
    return {
        "tiny": generate(company, customers=12, months=12, seed=7),
        "normal": normal,
        "one segment": only(normal, (normal.customers["segment"] == first).to_numpy()),
    }
