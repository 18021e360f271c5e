"""Illusions in how people are counted: 1, 2, 6, 13 and 14."""

import numpy as np

from metrics.flows import movements
from metrics.opinion.finding import NO_SIGN, Figure, cannot, finding, judge, too_few
from metrics.projection import steady_state
from metrics.retention import compound, end_over_start, reported_rate, retention_rate

OF_OPENING = ("retention", "average", "everyone_served", "end_over_start")  # rates of the customers at the start
RATE = 0.02  # a rate that is 2 points too good is material
CLOSE = 0.01  # a reported rate within a point of another number is that number


def big_base(seen):
    """1. Gap: the share of those lost who were not replaced, 1 - won/lost. Material: a fifth."""
    opening, lost, won = seen.heads
    if few := too_few(1, lost, "customers left in this period"):
        return few
    heading = float(steady_state(1 - lost / opening, won))
    figures = [Figure("Customers at the start", opening, "people"), Figure("Left", lost, "people"),
               Figure("Came", won, "people"), Figure("Where this base is heading", heading, "people")]
    return judge(
        1, Figure("Of those lost, not replaced", 1 - won / lost, "share"), np.sqrt(4 / (won + lost)), 0.2,
        test="Those who came against those who left, with the errors of two equal counts (Poisson). At work when at "
             "least a fifth of those lost were not replaced.",
        figures=figures, exposes=(lost, "people"),
        yes="The rate says nothing about how many: more leave than come, and at this pace the base shrinks to where "
            "those lost a period are as few as those won.",
        no="About as many came as left, or more: the percentage hides no shrinking base.")  # fmt: skip


def refill(seen):
    """2. Gap: the rate as computed less the share of opening customers who are still here. Material: 2 points."""
    how, rate = seen.claim.how, seen.claim.rate
    if not seen.contract and seen.closed:
        return cannot(2, "Nobody joined in this period (one closed group of customers), so there is nobody to refill "
                         "with. It takes a base that newcomers join.")  # fmt: skip
    if how not in OF_OPENING:
        return finding(2, NO_SIGN, "Which customers does the rate divide by?",
                       "A rate of this kind does not put newcomers in the place of those lost.")  # fmt: skip
    opening, lost, won = seen.heads
    if few := too_few(2, opening, "customers at the start"):
        return few
    kept, full = float(retention_rate(opening, lost)), float(end_over_start(opening, lost, won))
    no = "No newcomers are counted among those kept."
    whose = "customers" if seen.contract else "buyers (of the period before, and of this one)"
    test = (f"The rate by the formula that was named, or that the reported number fits within a point, against the "
            f"share of opening {whose} still here. At work from 2 points on.")
    figures = [Figure("Reported", rate, "share"), Figure("End over start", full, "share"), Figure("Won", won, "people")]
    # said to be retention: refill only if the number that was reported is in truth the other one
    if how == "retention" and abs(rate - full) > min(CLOSE, abs(rate - kept)):
        return finding(2, NO_SIGN, test, no, figures, (kept, "share"))
    claimed = full if how == "retention" else float(reported_rate(opening, lost, won, how))
    return judge(
        2, Figure("Above the number to ask for", claimed - kept, "points"), np.sqrt(won) / opening, RATE, test=test,
        figures=figures, exposes=(kept, "share"), no=no,
        yes="Newcomers fill the places of those lost: this says how full the base is, not who stayed.")  # fmt: skip


def compounding(seen):
    """6. Gap: the reported rate less the year's own, if a month's or a quarter's rate is what it fits. 2 points."""
    rate = seen.claim.rate
    if seen.claim.how != "retention":
        return finding(6, NO_SIGN, "Is it a retention rate of opening customers?",
                       "Only a rate of who stayed is multiplied from period to period.")  # fmt: skip
    if seen.months != 12:
        year = float(compound(rate, 12 / seen.months))
        return finding(
            6, NO_SIGN, "Is the rate said to be of a year?",
            f"It is said to be of {seen.months} month{'s' * (seen.months > 1)}, and only heard as a year’s would it "
            "mislead; over a year, at this pace, it comes to the number to ask for.",
            [Figure("Reported", rate, "share")], (year, "share"))  # fmt: skip
    if not seen.contract:
        return cannot(6, "Without contracts nobody says when they leave, so who stayed a year is not in these data. It "
                         "takes the month in which each contract ended.")  # fmt: skip
    opening, lost, _ = seen.heads
    if few := too_few(6, opening, "customers at the start"):
        return few
    own = float(retention_rate(opening, lost))
    shorter = {name: _mean_rate(seen, step) for name, step in (("A month’s", 1), ("A quarter’s", 3))}
    figures = [Figure("Reported", rate, "share"), *(Figure(name, r, "share") for name, r in shorter.items())]
    test = ("The reported number against this year’s own retention, and against the mean rates of its months and its "
            "quarters. At work when it fits one of those within a point and is 2 points or more too good for a year.")
    if min(abs(rate - r) for r in shorter.values()) > min(CLOSE, abs(rate - own)):
        return finding(6, NO_SIGN, test, "The number fits no month’s or quarter’s rate better than the year’s.",
                       figures, (own, "share"))  # fmt: skip
    return judge(
        6, Figure("Above the number to ask for", rate - own, "points"), np.sqrt(own * (1 - own) / opening), RATE,
        test=test, figures=figures, exposes=(own, "share"),
        yes="Said to be of a year, the number is that of a shorter period: over a year it compounds.",
        no="The year’s own rate is about as high.")  # fmt: skip


def _mean_rate(seen, step):
    """Mean retention of the parts of the period that are `step` months long."""
    ends = range(seen.a, seen.b + 1, step)
    parts = [movements(seen.base, seen.month(i), seen.month(i + step)).loc["all"] for i in ends[:-1]]
    return float(np.mean([retention_rate(float(p["opening"]), float(p["lost"])) for p in parts if p["opening"]]))


def invisible_newcomers(seen):
    """13. Gap: of all who left in the period, the share who had joined in it. Material: 15 %."""
    row = movements(seen.base, seen.month(seen.a), seen.month(seen.b)).loc["all"]
    unseen, lost = float(row["in_and_out"]), float(row["lost"])
    if few := too_few(13, unseen + lost, "customers left in this period"):
        return few
    share = unseen / (unseen + lost)
    return judge(
        13, Figure("Of all leavers, in no rate", share, "share"), np.sqrt(share * (1 - share) / (unseen + lost)), 0.15,
        test="Of all who left in the period, those who had also joined in it: they are in neither part of the rate. At "
             "work from 15 in 100 on: where newcomers leave no faster than others, a year at 1 % a month comes to 7.",
        figures=[Figure("Left, of those at the start", lost, "people")], exposes=(unseen, "people"),
        yes="Many join and leave between the two days that the rate compares, and it never sees them.",
        no="Few or none join and leave inside the period.")  # fmt: skip


IDLE = 3  # months


def captive(seen):
    """14. Gap: members idle in their last three months less those idle in their first three. Material: a tenth."""
    member, active = seen.base.arrays["member"][: seen.b + 1] == 1, seen.base.arrays["active"][: seen.b + 1] == 1
    first = member.argmax(axis=0)
    # the month of joining is left out: whoever joins comes that month, which says nothing about coming
    who = np.flatnonzero(seen.here[1] & (seen.b - first >= 2 * IDLE))
    if few := too_few(14, len(who), f"members have been followed for more than {2 * IDLE} months"):
        return few
    early = ~np.any([active[first[who] + k, who] for k in range(1, IDLE + 1)], axis=0)
    late = ~active[seen.b - IDLE + 1 :, who].any(axis=0)
    stopped, began = int((late & ~early).sum()), int((early & ~late).sum())
    gap = (stopped - began) / len(who)
    return judge(
        14, Figure("Stopped using it, net", gap, "points"), np.sqrt(max(stopped + began, 1)) / len(who), 0.1,
        test=f"The same members’ first {IDLE} months (after the month of joining) against their latest {IDLE}: where "
             "use only comes and goes, as many begin as stop (McNemar). At work when a tenth more have stopped. Those "
             "idle at both times are not counted, so this finds too few rather than too many.",
        figures=[Figure("Members followed", len(who), "people"), Figure("Idle at first", early.mean(), "share"),
                 Figure("Idle now", late.mean(), "share")],
        exposes=(float((~late).mean()), "share"),
        yes="Contracts are kept that are no longer used: what holds these customers may be the contract.",
        no="Members use it about as they did at first.")  # fmt: skip
