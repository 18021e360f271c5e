"""Second page: movement across and within value tiers, what chance alone would show, and signs in behaviour."""

import numpy as np

from customerbase import InputError
from customerbase.errors import counted
from metrics import movement
from widgets.pages.meeting_page.parts import Block, Row, adding_up, beyond, excess_cells, money, people, plain
from widgets.panel import forms

SAYS = {"lost": "did not buy", "to lower": "to a lower tier", "to higher": "to a higher tier"}


def blocks(facts):
    """The blocks in the order in which they stand on the page."""
    return [across(facts), by_chance(facts), signs(facts)]


def across(facts):
    """Who came into and went out of each tier, and the drift of those who stayed in it; top tier first."""
    table = movement.by_tier(facts.move).loc["all"].iloc[::-1]
    more, less = (adding_up(table[name]) for name in ("up_value", "down_value"))
    rows = []
    for k, (tier, line) in enumerate(table.iterrows()):
        came, went = line["from_lower"] + line["from_higher"], line["to_lower"] + line["to_higher"]
        counts = (line["opening"], line["new"], line["lost"], came, went, line["closing"], line["stayed"])
        rows.append(Row(_capital(tier), (*map(people, counts), money(line["up_value"], facts.currency, more[k]),
                                         money(line["down_value"], facts.currency, less[k]))))
    every = table.sum()
    counts = (every["opening"], every["new"], every["lost"], every["from_lower"] + every["from_higher"],
              every["to_lower"] + every["to_higher"], every["closing"], every["stayed"])
    rows.append(Row("All", (*map(people, counts), money(every["up_value"], facts.currency, sum(more)),
                            money(every["down_value"], facts.currency, sum(less))), "total"))
    return Block(
        "tiers", "Across and within value tiers", f"movement.by_tier({facts.between()})",
        f"{facts.pair} The tiers are cut anew in each period, by rank.",
        (f"Customers ranked by what they pay {facts.per}, anew in each period.",),
        ("", "Opening", "New", "Lost", "From other tiers", "To other tiers", "Closing", "Stayed in it",
         "Stayed, pay more", "Stayed, pay less"), tuple(rows),
        ("Opening + new − lost + from − to = closing. The last two columns are the drift within a tier.",))


def by_chance(facts):
    """What each tier did, what it would have done by chance alone, and the difference."""
    call = f"movement.by_chance({facts.between()}, of)"
    heads = ("", "Opening", "Observed", "By chance", "Excess", "95 % interval")
    title = "How much of it is chance"
    try:
        heads_moved, paid = (movement.by_chance(facts.move, of).loc["all"] for of in ("people", "value"))
    except InputError as error:
        return Block("chance", title, call, says=(str(error),))
    lowest, *_, top = tiers = facts.move.states[1:]
    rows = []
    for tier in reversed(tiers):
        for flow in ("to higher", "to lower", *([] if facts.contract else ["lost"])):
            if (tier, flow) in ((top, "to higher"), (lowest, "to lower")):
                continue
            rows.append(_chance_row(f"{_capital(tier)}: {SAYS[flow]}", heads_moved.loc[(tier, flow)]))
    if not facts.contract:
        back = heads_moved.loc[(facts.move.states[0], "to higher")]
        rows.append(_chance_row("No purchase: bought again", back))

    def write(amount):
        return plain(amount, facts.currency)

    for tier in reversed(tiers):
        rows.append(_chance_row(f"{_capital(tier)}: change in what they pay", paid.loc[(tier, "all")], write))
    says = ["The best of any period were partly lucky, so they fall though nobody changed. “By chance” is the same "
            "table read backwards in time; only an excess whose interval leaves out zero (bold) is a change, or the "
            "time of year."]
    who = ("those with a contract at both ends who" if facts.contract else "those who")
    notes = (f"Counted: {who} joined before {facts.earlier.name} began. What really changed lies between half of the "
             "excess and all of it.",)
    told = (f"Every step from a tier of {facts.earlier.name} to one of {facts.later.name}, against as many steps the "
            "other way: the same table read backwards in time.")
    return Block("chance", title, call, told, tuple(says), heads, tuple(rows), notes)


def signs(facts):
    """What those who are still here do, in behaviour alone: use that stopped, fell or rose, and what they pay."""
    title, stay = "Warning signs in behaviour", stayers(facts)
    if not len(stay):
        return Block("signs", title, says=(
            f"Nobody who was a customer before {facts.earlier.name} began was one in both periods.",))
    used = between_stayers(*use(facts, stay))
    paid = between_stayers(facts.move.before[stay], facts.move.after[stay])
    verb = "use it" if facts.contract else "buy"
    flows = [(used, "lost", "no longer use it")] if facts.contract else []
    flows += [(used, "decreased", f"{verb} less often"), (used, "increased", f"{verb} more often"),
              (paid, "decreased", "pay less"), (paid, "increased", "pay more")]
    rows = [_chance_row(label, movement.by_chance(move, flows="spending").loc[("all", "all", flow)], opening=False,
                        meaning="lost" * (flow == "lost")) for move, flow, label in flows]
    notes = ["By chance as many would fall as rise."]
    if facts.contract:
        stopped = facts.move.after[stay][(used.source > 0) & (used.target == 0)].sum()
        notes.insert(0, f"Those who have stopped still pay {forms.money(stopped, facts.currency)} a month.")
    return Block(
        "signs", title, "movement.by_chance(movement.between_amounts(before, after, movement.cuts(1), contract=False), "
        "flows='spending')",
        "What each did and paid in the two periods; less and more of it, against as many either way by chance.",
        (f"Counted: {counted(len(stay), 'customer')} of both periods, joined before {facts.earlier.name}.",),
        ("Still here, and they", "People", "By chance", "Excess", "95 % interval"), tuple(rows), tuple(notes))


def stayers(facts):
    """Rows of the customers of both periods who were customers before the earlier one began."""
    move = facts.move
    return np.flatnonzero(move.comparable & (move.source > 0) & (move.target > 0))


def use(facts, stay):
    """How often those rows used or bought something in either period: visits where they are counted, else months."""
    array = facts.base.arrays["visits" if "visits" in facts.base.arrays else "active"]
    return (array[s.first : s.last + 1][:, stay].sum(axis=0, dtype=float) for s in (facts.earlier, facts.later))


def between_stayers(before, after):
    """Their `Movement` in one tier, so that chance would move as many one way as the other."""
    return movement.between_amounts(before, after, movement.cuts(1), contract=False)


def _chance_row(label, row, write=forms.people, opening=True, meaning=""):
    first = (people(row["opening"])._replace(text=write(row["opening"])),) if opening else ()
    return Row(label, (*first, *excess_cells(row, write)), f"{meaning} {'beyond' * beyond(row)}".strip())


def _capital(text):
    return text[:1].upper() + text[1:]
