"""Second page: two people who were brought by customers, customers as a cost and as an asset, and what is not known."""

import numpy as np
import pandas as pd

from customerbase import InputError
from customerbase.errors import counted
from metrics import equity, retention_rate
from widgets.explorables.worth import convention
from widgets.pages.meeting_page.facts import argument
from widgets.pages.meeting_page.parts import Block, Row, adding_up, clean, money, none, people
from widgets.panel import forms

STORIES = 2
LINES = {"revenue": "Revenue", "cost of serving": "Cost of serving", "cost of winning": "Cost of winning",
         "result": "Result", "opening customers": "Worth of the opening customers", "new": "+ new", "lost": "− lost",
         "paying more": "+ paying more", "paying less": "− paying less",
         "closing customers": "Worth of the closing customers"}
MEANINGS = {"result": "total", "closing customers": "total", "lost": "lost", "new": "new"}


def blocks(facts):
    """The blocks in the order in which they stand on the page."""
    return [referrals(facts), two_views(facts), limits(facts)]


def referrals(facts):
    """How many of the new were brought by customers, and the story of two: who, by whom, since when, paying what."""
    title, call = "Brought by customers", f"base.customers, {facts.between()}"
    brought = referred(facts.base)
    if not brought.any():
        return Block("referrals", title, says=("These data do not say who brought whom.",))
    move = facts.move
    new = (move.source == 0) & (move.target > 0) & move.joined_later
    says = [f"Joined after {facts.earlier.name}: {counted(new.sum(), 'customer')}. Brought by a customer: "
            f"{forms.people((new & brought).sum())} of them."]
    return Block("referrals", title, call, "", (*says, *(_story(facts, i) for i in chosen(facts, brought))))


def referred(base):
    """Booleans of shape (customers,): who was brought by somebody who is in the base."""
    if "referred_by" not in base.customers:
        return np.zeros(len(base.customers), dtype=bool)
    return base.customers["referred_by"].isin(base.customers["customer_id"]).to_numpy()


def chosen(facts, brought):
    """Rows of those to tell of: customers of the later period, the last to join first, of these who pay most."""
    rows = np.flatnonzero(brought & (facts.move.target > 0))
    joined = facts.base.customers["joined"].to_numpy()[rows]
    return rows[np.lexsort((-facts.move.after[rows], -joined.astype("datetime64[D]").astype(int)))][:STORIES]


def _story(facts, i):
    customers = facts.base.customers
    friend = customers.iloc[i]
    k = int(np.flatnonzero((customers["customer_id"] == friend["referred_by"]).to_numpy())[0])
    by, pays = customers.iloc[k], facts.move.after
    whose = f"who pays {_paid(facts, pays[k])}" if facts.move.target[k] > 0 else (
        "who has left since" if facts.contract else f"who did not buy in {facts.later.name}")
    return (f"{who(friend)}, a customer since {friend['joined']:%B %Y}, pays {_paid(facts, pays[i])}; brought by "
            f"{who(by)}, a customer since {by['joined']:%B %Y}, {whose}.")


def _paid(facts, amount):
    return f"{forms.money(amount, facts.currency)} {facts.per}"


def who(customer):
    """A customer's name, or their id where the data have no names; kept to its own direction of writing."""
    name = customer.get("name")
    text = customer["customer_id"] if name is None or pd.isna(name) else name
    return f"\u2068{clean(text)}\u2069"


def two_views(facts):
    """The period as a cost centre's accounts, and as what it did to the worth of the customers."""
    title = "Cost centre, or asset"
    if not facts.contract:
        return Block("views", title, says=(
            "Without contracts nobody knows who is still a customer, so no worth is put on them here.",))
    try:
        kept = float(retention_rate(facts.row["opening"], facts.row["lost"]))
        table = equity.two_views(facts.base, argument(facts.earlier), argument(facts.later))
    except InputError as error:
        return Block("views", title, says=(str(error),))
    rows = []
    for view in ("cost centre", "asset"):
        part = table.loc[view]
        printed = adding_up(part["money"].iloc[:-1])
        printed.append(sum(printed))
        for (line, numbers), whole in zip(part.iterrows(), printed, strict=True):
            count = none("") if numbers["people"] is pd.NA else people(numbers["people"])
            rows.append(Row(LINES[line], (count, money(numbers["money"], facts.currency, whole)),
                            MEANINGS.get(line, "")))
    return Block(
        "views", title,
        f"equity.two_views(base, {argument(facts.earlier)!r}, {argument(facts.later)!r})",
        f"The accounts: what all paid in {facts.later.name}, and what serving them cost. Worth: what the customers of "
        f"either end pay in a {facts.length}, less the cost of serving them, as said below.",
        (f"The accounts of {facts.later.name} say what serving cost; the asset says what the {facts.length} did to the "
         "worth of the customers.",), ("", "People", "Money"), tuple(rows),
        (convention(kept, equity.DISCOUNT, facts.length),
         "What winning customers cost is not in the data: counted as nothing."))


def limits(facts):
    """What these data cannot say."""
    base, says = facts.base, []
    says += [span.note for span in (facts.later, facts.earlier) if span.note]
    if not facts.contract:
        says.append("There are no contracts: “lost” is whoever did not buy, and a part of them will be back.")
    if "left_reason" not in base.customers:
        says.append("No reasons for leaving are recorded.")
    if not referred(base).any():
        says.append("Nobody recorded who brought whom.")
    last = base.customers["joined"].max()
    if last < base.months[facts.earlier.first]:
        says.append(f"One closed group of customers: nobody joined after {last:%B %Y}, so it can only shrink; "
                    "who is new here bought before.")
    if "contribution" not in base.arrays:
        says.append("What the revenue cost to serve is unknown: money here is revenue, not profit.")
    if note := forms.currency_note(base, facts.currency):
        says.append(note)
    if not facts.by:
        says.append("No segments were chosen or known.")
    if facts.later.months < 12:
        says.append("The time of year is in every comparison; compared with a year earlier it is not.")
    return Block("limits", "What these data cannot say", says=(*says, *map(clean, base.notes)))
