"""Illusions in what customers are worth: 3, 10, 11, 12 and 17."""

import numpy as np

from metrics import movement
from metrics.chance import WIDTH
from metrics.checks import divide
from metrics.opinion.finding import Figure, cannot, judge, too_few


def value_swap(seen):
    """3. Gap: 1 - what a newcomer pays over what a leaver paid, means. Material: a tenth."""
    (before, after), (paid, pays) = seen.here, seen.paid
    left, came = paid[before & ~after], pays[after & ~before]
    if not len(came):
        return cannot(3, "Nobody joined in this period and is still here, so there is no newcomer to set against a "
                         "leaver. It takes a base that customers join.")  # fmt: skip
    few = too_few(3, len(left), "customers left in this period") or too_few(3, len(came), "customers were won")
    if few:
        return few
    gone, won = float(left.mean()), float(came.mean())
    ratio = float(divide(won, gone, "Those who left paid nothing, so no newcomer can be worth less."))
    both = np.concatenate([left, came])  # chance is what two draws from one crowd would show
    error = both.std() / both.mean() * np.sqrt(1 / len(left) + 1 / len(came))
    return judge(
        3, Figure("Of what a leaver paid, a newcomer lacks", 1 - ratio, "share"), error, 0.1,
        test=f"Means over {seen.window} months: what those who left paid, at the start, against what those who came "
             "pay, at the end. At work when a newcomer pays less by a tenth or more.",
        figures=[Figure("A leaver paid", gone, "money"),
                 Figure("Net value of both", float(came.sum() - left.sum()), "money")], exposes=(won, "money"),
        yes="One joiner does not replace one leaver: counted in heads, the base loses less than it loses in money.",
        no="Newcomers pay about as much as leavers did, or more.")  # fmt: skip


def silent_defection(seen):
    """10. Gap: of those who stayed, the share who pay less, net of those who pay more. Material: a tenth."""
    move = seen.move
    stay = move.comparable & (move.source > 0) & (move.target > 0)
    if few := too_few(10, int(stay.sum()), "customers of both periods had joined before the first of them"):
        return few
    steps = movement.between_amounts(move.before[stay], move.after[stay], movement.cuts(1), contract=False)
    down = movement.by_chance(steps, flows="spending").loc[("all", "all", "decreased")]
    people, error = down["opening"], (down["high"] - down["low"]) / (2 * WIDTH)
    return judge(
        10, Figure("Pay less, beyond chance", down["excess"] / people, "points"), error / people, 0.1,
        test="Customers of this period and the one before who joined earlier still: those who pay less against those "
             "who would by chance (time reversed). At work when the excess is a tenth of them or more. The time of "
             "year is in it: a quarter or a month may only be a quiet one.",
        figures=[Figure("Stayed", people, "people"), Figure("Pay less", down["observed"], "people"),
                 Figure("Pay less, by chance", down["by_chance"], "people")],
        exposes=(seen.revenue.gross, "share"),
        yes="Many who are counted as kept have taken a part of their money away.",
        no="No more of those who stayed pay less than chance would show.")  # fmt: skip


def expansion_cover(seen):
    """11. Gap: what stayers pay more, net, as a share of all opening revenue. Material: 5 points."""
    (before, after), (paid, pays) = seen.here, seen.paid
    change = (pays - paid)[before & after]
    if few := too_few(11, len(change), "customers stayed"):
        return few
    gross, net, moves, _ = seen.revenue
    gap = float(change.sum() / moves.opening)
    more = float((np.sign(change)).sum() / len(change))
    covers = gap * moves.opening >= moves.churn / 2
    return judge(
        11, Figure("Sold on top, net", gap, "share"), change.std() * np.sqrt(len(change)) / moves.opening, 0.05,
        test="What stayers pay more, less what they pay less, as a share of opening revenue: irregular spending alone "
             "gives nought. At work from 5 points on, if it covers half or more of what leavers took and comes from "
             "few: those who pay more outnumber those who pay less by no more than a third of the stayers. The "
             "time of year is in it.",
        figures=[Figure("Net revenue retention", net, "share"), Figure("Pay more, net of less", more, "points"),
                 Figure("Went with leavers", moves.churn, "money")], exposes=(gross, "share"),
        yes="What was sold on top to a few covers what the many who left took with them.",
        no="Net revenue retention is not held up by a few who buy more.",
        also=more <= 1 / 3 and moves.churn > 0 and covers)  # fmt: skip


def heads_against_revenue(seen):
    """12. Gap: revenue churn less head churn. Material: a quarter of the head churn."""
    (before, after), (paid, _) = seen.here, seen.paid
    gone, paid = ~after[before], paid[before]
    if few := too_few(12, int(gone.sum()), "customers left in this period"):
        return few
    weight = divide(paid, paid.mean(), "Nobody paid at the start of this period, so there is no revenue to lose.")
    heads, money = gone.mean(), (gone * weight).mean()
    error = ((gone - money) * weight - (gone - heads)).std() / np.sqrt(len(gone))
    return judge(
        12, Figure("More revenue than heads lost", float(money - heads), "points"), error, heads / 4,
        test=f"The share of customers lost against the share of the money they paid (mean of {seen.window} months "
             "before the start). At work when the money lost is a quarter more than the heads.",
        figures=[Figure("Customers lost", float(heads), "share"), Figure("Revenue lost", float(money), "share")],
        exposes=(float(1 - money), "share"),
        yes="Those who leave are those who pay: counted in money, less was kept than counted in heads.",
        no="Leavers paid no more than the others.")  # fmt: skip


def regression_to_the_mean(seen):
    """17. Gap: how much less this period's best tenth paid in the period before. Material: a tenth."""
    move = seen.moves(movement.shares(0.9, 0.1))
    top = len(move.states) - 1
    best, now = (move.comparable & (tier == top) for tier in (move.source, move.target))
    if few := too_few(17, int(min(best.sum(), now.sum())), "customers are in the best tenth"):
        return few
    fell = 1 - move.after[best].sum() / move.before[best].sum()
    back = 1 - move.before[now].sum() / move.after[now].sum()
    spread = (move.after - move.before - back * move.after)[now]
    return judge(
        17, Figure("The best of now paid less before", float(back), "share"),
        np.sqrt((spread**2).sum()) / move.after[now].sum(), 0.1,
        test="The best tenth of the period before, and what they pay now; then the same with time reversed: the best "
             "tenth of now, and what they paid before. Chance does both alike. At work when both fall by a tenth or "
             "more.",
        figures=[Figure("The best of before pay less now", float(fell), "share")], exposes=(float(back), "share"),
        yes="Customers are best partly by luck: they fall back, and others rise, though nobody changed. A programme "
            "for the best or the worst will seem to fail or to work.",
        no="The best stay the best: there is no luck to fall back from.", also=fell >= 0.1)  # fmt: skip
