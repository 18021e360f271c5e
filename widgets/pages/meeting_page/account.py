"""First page: who came, who went and what it did to the money; by segment; why; the rate that would be reported."""

import pandas as pd

from customerbase import InputError
from customerbase.errors import counted
from metrics import movement
from metrics.retention import reported_rate
from widgets.pages.meeting_page.facts import FLOWS
from widgets.pages.meeting_page.parts import Block, Row, adding_up, clean, money, people, percent
from widgets.panel import forms

NAMED = {"joined": "month of joining", "(missing)": "not recorded"}
RATES = {"opening": "1 − lost / opening", "end_over_start": "closing / opening",
         "average": "1 − lost / average of opening and closing", "everyone_served": "1 − lost / (opening + new)"}


def blocks(facts):
    """The blocks in the order in which they stand on the page."""
    return [account(facts), by_segment(facts), reasons(facts), on_the_table(facts), reported(facts)]


def account(facts):
    """opening + new - lost + paying more - paying less = closing, in people and in money, with a bar a line."""
    row = facts.row
    opening, new, lost, up, down = (facts.whole[name] for name in FLOWS)
    closing = opening + new - lost + up - down
    again = "did not buy" if not facts.contract else "left"
    lines = [
        (f"Opening: customers of {facts.earlier.name}", row["opening"], row["opening_value"], opening, "base"),
        ("+ New" + ("" if facts.contract else ": did not buy the time before"), row["new"], row["new_value"], new,
         "new"),
        (f"− Lost: {again}", row["lost"], -row["lost_value"], -lost, "lost"),
        ("Here in both, pay more", row["increased"], row["up_value"], up, "stay"),
        ("Here in both, pay less", row["decreased"], -row["down_value"], -down, "stay"),
        ("Here in both, pay the same", row["unchanged"], 0, 0, "stay"),
        (f"Closing: customers of {facts.later.name}", row["closing"], row["closing_value"], closing, "base"),
    ]
    most = max(opening + new, opening + new - lost + up, closing, 1)
    at, rows = 0, []
    for label, count, amount, printed, meaning in lines:
        level = meaning == "base"
        start, end = (0, printed) if level else (at, at + printed)
        at = end
        bar = (min(start, end) / most, abs(end - start) / most)
        rows.append(Row(label, (people(count), money(amount, facts.currency, printed)), meaning, bar))
    notes = ["People: opening + new − lost = closing. Money: + pay more − pay less as well."]
    if row["returned"]:
        notes.append(f"Of the new, had been here before: {forms.people(row['returned'])}.")
    return Block("account", "Who came, who went", f"movement.totals({facts.between()})", facts.pair,
                 heads=("", "People", f"Money {facts.per}"), rows=tuple(rows), notes=tuple(notes))


def by_segment(facts):
    """The account by segment; the groups add up to all."""
    title = "By segment"
    if not facts.by:
        return Block("segments", title, says=(
            "No segment is chosen, or these data know none: everybody is in one row above.",))
    table = movement.totals(facts.parted)
    names = ("opening", "new", "lost", "increased", "decreased", "unchanged", "closing")
    whole = {name: adding_up(table[name], facts.whole[name]) for name in ("new_value", "lost_value")}
    rows = []
    for k, (group, line) in enumerate(table.iterrows()):
        cells = [people(line[name]) for name in names]
        cells += [money(line[name], facts.currency, whole[name][k]) for name in whole]
        rows.append(Row(said(group), tuple(cells)))
    total = [people(facts.row[name]) for name in names]
    total += [money(facts.row[name], facts.currency, sum(whole[name])) for name in whole]
    rows.append(Row("All", tuple(total), "total"))
    return Block("segments", f"By {said(facts.by)}", f"movement.totals({facts.between(facts.by)})",
                 f"{facts.pair} A row a group; the groups add up to all.",
                 heads=("", "Opening", "New", "Lost", "Pay more", "Pay less", "Same", "Closing", f"New, {facts.per}",
                        f"Lost, {facts.per}"), rows=tuple(rows))


def reasons(facts):
    """Why those lost have left, as the company wrote it down, the unknown first of all."""
    title, lost = "Why they left", int(facts.row["lost"])
    if not facts.contract:
        return Block("reasons", title, says=(
            f"Unknown for {counted(lost, 'customer')}, all of them: without a contract nobody says goodbye, and who "
            "did not buy may be back.",))
    if lost == 0:
        return Block("reasons", title, says=("Nobody left.",))
    if "left_reason" not in facts.base.customers:
        return Block("reasons", title, says=(
            f"Unknown for {counted(lost, 'customer')}, all of them: these data hold no reasons.",))
    by = facts.between("left_reason")
    table = movement.totals(facts.again("left_reason"))
    table = table[table["lost"] > 0].sort_values("lost", ascending=False, kind="stable")
    known = [group for group in table.index if group != "(missing)"]
    order = [*(["(missing)"] if "(missing)" in table.index else []), *known]
    whole = adding_up(table.loc[order, "lost_value"], facts.whole["lost_value"])
    rows = [Row("Unknown" if group == "(missing)" else said(group),
                (people(table.loc[group, "lost"]), percent(table.loc[group, "lost"] / lost),
                 money(table.loc[group, "lost_value"], facts.currency, printed)),
                "" if group != "(missing)" else "lost")
            for group, printed in zip(order, whole, strict=True)]
    rows.append(Row("All lost", (people(lost), percent(1), money(facts.row["lost_value"], facts.currency, sum(whole))),
                    "total"))
    unknown = table["lost"].get("(missing)", 0) / lost
    return Block("reasons", title, f"movement.totals({by})",
                 f"Those lost since {facts.earlier.name}, by the reason that the company wrote down for each of them.",
                 says=(f"Of {forms.percent(unknown)} of those lost nobody knows why.",),
                 heads=("As the company wrote it down", "People", "Share", f"Paid {facts.per}"), rows=tuple(rows))


def on_the_table(facts):
    """What those lost paid, and what those who stayed pay less: before anything that came in."""
    row = facts.row
    lost, down = facts.whole["lost_value"], facts.whole["down_value"]
    total = row["lost_value"] + row["down_value"]
    rows = (Row("Paid by those lost", (money(row["lost_value"], facts.currency, lost),), "lost"),
            Row("Paid less by those who stayed", (money(row["down_value"], facts.currency, down),), "stay"),
            Row("Left on the table", (money(total, facts.currency, lost + down),), "total"))
    says = ["What those lost paid, and by how much those who stayed pay less; nothing that came in is set against it."]
    if row["opening_value"] > 0:
        says.append(f"It is {forms.percent(total / row['opening_value'])} of what the opening customers paid.")
    call = f"movement.totals({facts.between()}), movement.by_chance({facts.between()}, 'value', 'spending')"
    told = (f"What those lost paid in {facts.earlier.name}, and by how much those of both periods pay less in "
            f"{facts.later.name}. Chance: the same table with the two periods exchanged.")
    return Block("table", "Money left on the table", call, told, tuple(says),
                 heads=("", f"Money {facts.per}"), rows=rows, notes=(_by_chance(facts),))


def _by_chance(facts):
    """How much of the money left on the table chance alone would have left there."""
    try:
        table = movement.by_chance(facts.move, "value", "spending").loc[("all", "all")]
    except InputError as error:
        return str(error)
    flows = [flow for flow in ("lost", "decreased") if flow in table.index]
    seen, chance = (-float(table.loc[flows, name].sum()) for name in ("observed", "by_chance"))
    write = [forms.money(amount, facts.currency) for amount in (seen, chance, seen - chance)]
    kind = "of the money lost or paid less" if not facts.contract else "of the money paid less"
    rest = f"The rest, {write[2]}, is a change or the time of year." if seen > chance else "Chance explains all of it."
    return (f"Chance: among customers who could be compared, {write[0]} {kind} was seen, and {write[1]} is what chance "
            f"alone does (the same table read backwards in time). {rest}")


def reported(facts):
    """The rate, and the three that boards mistake for it; each with what it is divided by."""
    row, title = facts.row, "The rate that would have been reported"
    try:
        rates = [reported_rate(row["opening"], row["lost"], row["new"], name) for name in RATES]
    except InputError as error:
        return Block("reported", title, says=(str(error),))
    rows = tuple(Row(formula, (percent(rate),), "total" if name == "opening" else "")
                 for (name, formula), rate in zip(RATES.items(), rates, strict=True))
    if facts.contract:
        says = (f"“Retention {rows[0].cells[0].text}”, of {counted(row['opening'], 'opening customer')}, does not say "
                f"that {counted(row['lost'], 'customer')} left.",)
    else:
        says = (f"{rows[0].cells[0].text} of {counted(row['opening'], 'buyer')} in {facts.earlier.name} bought "
                "again. Without contracts that is no retention rate: who did not buy may be back.",)
    call = f"reported_rate({row['opening']:.0f}, {row['lost']:.0f}, {row['new']:.0f}, denominator)"
    told = (f"Opening {forms.people(row['opening'])}, lost {forms.people(row['lost'])}, new "
            f"{forms.people(row['new'])}: the same three counts, divided in four ways.")
    return Block("reported", title, call, told, says, heads=("Divided by", "Rate"), rows=rows,
                 notes=("Only the first is retention; the others move with the new.",))


def said(group):
    """A segment's label as a person would say it."""
    if isinstance(group, pd.Timestamp):
        return f"{group:%B %Y}"
    return NAMED.get(group, clean(group))

