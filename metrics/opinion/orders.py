"""Illusions of those who have orders and no contracts: 8 and 9."""

import numpy as np
import pandas as pd

from metrics.activity import active_customers
from metrics.opinion.finding import Figure, cannot, judge, too_few

USUAL = 180  # days, where the claim names no window
NEEDS = "These data hold no orders; it takes one row an order, with customer, date and amount."


def window(seen):
    """8. Gap: of those in the window, the share whose last order lies in its older half. Material: a tenth."""
    orders = seen.base.orders
    if not len(orders):
        return cannot(8, NEEDS)
    days = seen.claim.window or USUAL
    if seen.last_day - pd.Timedelta(days=days - 1) < orders["date"].iloc[0].normalize():
        return cannot(8, f"The orders do not reach back {days} days from the end of this period; take a later one.")
    half, full = active_customers(orders, seen.last_day, [max(days // 2, 1), days]).tolist()
    if few := too_few(8, full, f"customers ordered within {days} days"):
        return few
    older = 1 - half / full
    return judge(
        8, Figure("Only in the older half", older, "share"), np.sqrt(older * (1 - older) / full), 0.1,
        test=f"Customers with an order in the last {days} days of the period, against those in the last "
             f"{max(days // 2, 1)}. At work when a tenth or more are found only by the longer look."
             + ("" if seen.claim.window else " The rate names no window; these are the usual two."),
        figures=[Figure(f"Within {days} days", full, "people")], exposes=(half, "people"),
        yes="How many customers there are depends on how far back one looks: a convention, not a count.",
        no="Nearly everyone who ordered within the window did so lately: the window hardly matters.")  # fmt: skip


def surviving_base(seen):
    """9. Gap: the repeat rate of the claim's period less the first period's. Material: 5 points."""
    if not len(seen.base.orders):
        return cannot(9, NEEDS)
    table, now = seen.buyers
    first = table.index[0]
    if now not in table.index or pd.isna(table.loc[now, "rate"]):
        return cannot(9, f"The orders hold no buyers of {now} who can be followed into the next; take an earlier one.")
    if now <= first:
        return cannot(9, f"{now} is the first period of the orders, so there is none before it to compare with; take "
                         "a later one.")  # fmt: skip
    then, here = table.loc[first], table.loc[now]
    if few := too_few(9, min(then["buyers"], here["buyers"]), "customers bought in one of the two periods"):
        return few
    rates = float(then["rate"]), float(here["rate"])
    error = np.sqrt(sum(r * (1 - r) / row["buyers"] for r, row in zip(rates, (then, here), strict=True)))
    fell = 1 - here["buyers"] / then["buyers"]
    return judge(
        9, Figure("Repeat rate, now less then", rates[1] - rates[0], "points"), error, 0.05,
        test=f"The share of {first}’s and of {now}’s buyers who bought again in the period after. At work when it "
             "is up by 5 points or more while a fifth or more of the buyers are gone.",
        figures=[Figure(f"Repeat rate of {first}", rates[0], "share"),
                 Figure(f"Repeat rate of {now}", rates[1], "share"),
                 Figure(f"Buyers in {first}", float(then["buyers"]), "people"),
                 Figure("Revenue of then", float(then["revenue"]), "amount"),
                 Figure("Revenue of now", float(here["revenue"]), "amount")],
        exposes=(float(here["buyers"]), "people"),
        yes="The repeat rate rises because those who seldom buy are gone: who remain are the regular ones.",
        no="The repeat rate does not rise while the buyers vanish.", also=fell >= 0.2)  # fmt: skip
