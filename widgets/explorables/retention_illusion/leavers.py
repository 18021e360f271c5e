"""The people behind the number: who left a contract base in its last quarter, as a bill would know them."""

import pandas as pd


def who_left(base, months=3):
    """Customers in force `months` before the end of the data and not at its end, the most valuable first.

    Returns a DataFrame: name, segment, joined, revenue (currency, over the last twelve months they were seen).
    """
    member = base.arrays["member"]
    gone = (member[-1 - months] == 1) & (member[-1] == 0)
    people = base.customers.loc[gone]
    revenue = base.arrays["revenue"][-12 - months :, gone].sum(axis=0, dtype=float)
    table = pd.DataFrame({
        "name": people["name"] if "name" in people else people["customer_id"],
        "segment": people.get("segment", "no segment"),
        "joined": people["joined"],
        "revenue": revenue,
    })
    return table.sort_values("revenue", ascending=False, kind="stable")
