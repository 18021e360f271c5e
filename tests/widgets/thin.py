"""Bases of which little is left: an empty period, a closed season, one customer, one order, nobody who stays."""

import numpy as np
import pandas as pd

from customerbase import CustomerBase

MONTHS, PEOPLE = 36, 60


def thin_base(first, end, revenue, contract=True, segment=None):
    """Customers of months first <= t < end; revenue: (T, N), of which they pay what falls into their time."""
    months, people = revenue.shape
    index = pd.date_range("2021-01", periods=months, freq="MS")
    joined = [(index[0].to_period("M") + int(f)).start_time for f in first]
    t = np.arange(months)[:, None]
    present = (t >= first) & ((t < end) | (not contract))
    paid = (present * revenue).astype(np.float32)
    if segment is None:
        segment = ["one", "other"] * people
    kinds = pd.Categorical(segment[:people], ["one", "other", "nobody’s"])
    customers = pd.DataFrame({"customer_id": pd.Series([f"c{i}" for i in range(people)], dtype="str"),
                              "joined": pd.Series(joined, dtype="datetime64[ns]"), "segment": kinds, "channel": kinds})
    arrays = {"active": (paid != 0).astype(np.int8), "revenue": paid}
    arrays |= {"member": present.astype(np.int8)} if contract else {}
    when, who = np.nonzero(paid)
    orders = pd.DataFrame({"customer_id": pd.Series([f"c{i}" for i in who], dtype="str"),
                           "date": pd.Series(index[when], dtype="datetime64[ns]"),
                           "amount": paid[when, who].astype(float)})
    return CustomerBase(customers, index, arrays, orders, "thin")


def thin_bases(contract):
    """name -> CustomerBase."""
    rng = np.random.default_rng(1)
    first = np.sort(rng.integers(-6, 20, PEOPLE))
    end = np.maximum(first, 0) + rng.geometric(0.05, PEOPLE)
    none, all_ = np.zeros(PEOPLE, int), np.full(PEOPLE, MONTHS)
    pay = rng.integers(1, 80, (MONTHS, PEOPLE)).astype(float)
    month = np.arange(MONTHS)[:, None]
    single = np.full((MONTHS, 1), 10.0)

    def made(first=first, end=end, revenue=pay, **more):
        return thin_base(np.asarray(first), np.asarray(end), revenue, contract, **more)

    return {
        "plain": made(),
        "an empty quarter": made(revenue=pay * ((month < 9) | (month > 11))),
        "an empty last quarter": made(revenue=pay * (month < 33)),
        "an empty first quarter": made(revenue=pay * (month > 2)),
        "a closed season": made(revenue=pay * np.isin(month % 12, range(2, 10))),
        "one customer": made([0], [MONTHS], single),
        "one order": made([4], [MONTHS], single * (month == 4)),
        "one month": made(none[:20], all_[:20], pay[:1, :20]),
        "two months": made(none[:20], all_[:20], pay[:2, :20]),
        "one customer in one month": made([0], [1], single[:1]),
        "all leave in the first month": made(none, none + 1, pay * (month < 1)),
        "nobody leaves": made(none, all_),
        "all come at the end": made(rng.integers(30, 35, PEOPLE), all_),
        "an empty segment": made(segment=["one"] * PEOPLE),
        "no segment": made(segment=[None] * PEOPLE),
        "no revenue": made(revenue=pay * 0),
        "refunds only": made(revenue=-pay),
        "refunds besides": made(revenue=pay * rng.choice([1, -1], pay.shape)),
        "equal payments": made(revenue=pay * 0 + 10),
        "nobody": made(none[:0], none[:0], pay[:, :0]),
    }
