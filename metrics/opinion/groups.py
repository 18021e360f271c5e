"""Illusions in who is compared with whom: 5, 15 and 18."""

import numpy as np
import pandas as pd

from metrics.flows import movements
from metrics.mix import rate_and_mix
from metrics.opinion.finding import Figure, cannot, judge, too_few

SEGMENTS = ("segment", "channel")  # the first of these that the customers have
SURVEYS = ("satisfaction", "appreciated", "recommend")  # the first that the panel has, where the claim names none


def mix_shift(seen):
    """5. Gap: how far the mix effect goes against the rate effect. Material: 2 points."""
    by = next((name for name in SEGMENTS if name in seen.base.customers), None)
    if by is None:
        return cannot(5, "The customers have no segment or channel; it takes a column that says which they belong to.")
    if not seen.has_earlier:
        return cannot(5, f"The data hold no whole period before {seen.period.name} to compare it with; take a later "
                         "one.")  # fmt: skip
    earlier, now = (movements(seen.base, seen.month(row), seen.month(row + seen.months), by=by)
                    for row in (seen.a - seen.months, seen.a))  # fmt: skip
    sizes = [table["opening"].to_numpy(float) for table in (earlier, now)]
    if few := too_few(5, min(size.sum() for size in sizes), "customers at the start"):
        return few
    # a segment that is empty in one period takes its rate of the other: it then has no rate effect
    known = [table["retention"].to_numpy(float, na_value=np.nan) for table in (earlier, now)]
    rates = [np.where(np.isnan(a), np.where(np.isnan(b), 0, b), a) for a, b in (known, known[::-1])]
    shift = rate_and_mix(*rates, *sizes)
    average = (rates[0] + rates[1]) / 2
    # each opening customer is a draw of a segment; the two periods' taken as independent, which is more than they vary
    variance = sum(np.average((average - np.average(average, weights=s)) ** 2, weights=s) / s.sum() for s in sizes)
    against = shift.mix_effect * shift.rate_effect < 0
    return judge(
        5, Figure("Mix effect, up or down", float(abs(shift.mix_effect)), "points"), np.sqrt(variance), 0.02,
        test=f"The change since the period before, split by {by} (Kitagawa) into better rates and another mix. At work "
             "when the mix moves the rate by 2 points or more, against what the segments’ own rates do.",
        figures=[Figure("The rate before", float(shift.before), "share"),
                 Figure("The rate now", float(shift.after), "share"),
                 Figure("Mix effect", float(shift.mix_effect), "points")],
        exposes=(float(shift.rate_effect), "points"),
        yes="Who the customers are has changed: the rate of all moves against the rates of the segments.",
        no="The mix of customers does not hide what the segments’ own rates do.", also=against)  # fmt: skip


def survivor_survey(seen):
    """15. Gap: mean answer of those who stayed less that of all who were asked at the start. Material: 0.2 of 10."""
    arrays = seen.base.arrays
    column = seen.claim.of or next((name for name in SURVEYS if name in arrays), None)
    if column not in arrays:
        return cannot(15, "These data hold no survey; it takes each customer’s answers of the start, also of those who "
                          "have left since.")  # fmt: skip
    before, after = seen.here
    scores = np.full(len(before), np.nan)
    for row in range(seen.a - seen.window + 1, seen.a + 1):  # each one's latest answer up to the start
        scores = np.where(np.isnan(arrays[column][row]), scores, arrays[column][row])
    asked = before & ~np.isnan(scores)
    left, stay = scores[asked & ~after], scores[asked & after]
    if few := too_few(15, min(len(left), len(stay)), "customers answered and left, or answered and stayed"):
        return few
    share = len(left) / (len(left) + len(stay))
    gap = share * (stay.mean() - left.mean())
    error = share * np.sqrt(stay.var() / len(stay) + left.var() / len(left))
    return judge(
        15, Figure("Above the number to ask for", float(gap), "score"), error, 0.2,
        test=f"What all said at the start ({column}), against what those of them said who are still here: the same "
             "answers, so nobody changed their mind. At work from 0.2 points of 10 on.",
        figures=[Figure("Stayers had said", float(stay.mean()), "score"),
                 Figure("Leavers had said", float(left.mean()), "score"),
                 Figure("Asked no more", len(left), "people")],
        exposes=(float(np.concatenate([left, stay]).mean()), "score"),
        yes="The unhappy are no longer asked, so a survey of those here reads better though nobody is happier.",
        no="Those who left had answered about as those who stayed.")  # fmt: skip


def selection(seen):
    """18. Gap: members against the others, less the effect that a hold-out by lot shows. Material: 2 points."""
    customers = seen.base.customers
    if "programme" not in customers:
        return cannot(18, "These data do not say who is in a programme. It takes a column “programme” (True for its "
                          "members), and “held_out” (True for those kept out of it by lot).")  # fmt: skip
    before, after = seen.here
    stayed = after[before]
    member = _yes(customers["programme"])[before]
    naive = [stayed[member], stayed[~member]]
    if few := too_few(18, min(map(len, naive)), "customers are in the programme, or are not"):
        return few
    difference = Figure("Members less others", float(naive[0].mean() - naive[1].mean()), "points")
    if "held_out" not in customers:
        return cannot(18, "Members and others differ, but who joins may have been loyal before. It takes a column "
                          "“held_out”: True for those kept out of the programme by lot.", [difference])  # fmt: skip
    held = _yes(customers["held_out"])[before]
    lot = [stayed[~held], stayed[held]]
    if few := too_few(18, min(map(len, lot)), "customers were held out by lot, or were not"):
        return few
    joined = member[~held].mean()  # not everyone who may join does: the effect is of those who do (Bloom 1984)
    if few := too_few(18, int(member[~held].sum()), "of those not held out are in the programme"):
        return few
    effect = (lot[0].mean() - lot[1].mean()) / joined
    variance = sum(x.var() / len(x) for x in naive) + sum(x.var() / len(x) for x in lot) / joined**2
    return judge(
        18, Figure("Members less others, less the hold-out", float(difference.value - effect), "points"),
        np.sqrt(variance), 0.02,
        test="Share kept of members less that of all others; then of those who may join less that of those held out by "
             "lot, divided by the share who did join. At work when the first is better by 2 points or more.",
        figures=[difference, Figure("Held out by lot", float(held.sum()), "people")],
        exposes=(float(effect), "points"),
        yes="Members stay longer mostly because the loyal join: the hold-out shows what the programme does.",
        no="Members do better by no more than the hold-out shows.")  # fmt: skip


def _yes(column):
    """A column of yes and no as booleans; missing is no."""
    return pd.array(column, dtype="boolean").fillna(False).to_numpy(bool)
