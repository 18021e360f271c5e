"""A second opinion on a reported rate: which of eighteen retention-rate illusions could be at work in these data."""

from customerbase import CustomerBase, InputError
from customerbase.arguments import checked
from metrics.opinion import cohorts, groups, money, orders, people
from metrics.opinion.claim import HOWS, Claim
from metrics.opinion.finding import AT_WORK, CANNOT, ILLUSIONS, NO_SIGN, Figure, Finding, cannot
from metrics.opinion.seen import Seen, recomputed

__all__ = ["AT_WORK", "CANNOT", "HOWS", "ILLUSIONS", "NO_SIGN", "Claim", "Figure", "Finding", "recomputed",
           "second_opinion"]  # fmt: skip

TESTS = {1: people.big_base, 2: people.refill, 3: money.value_swap, 4: cohorts.sorting, 5: groups.mix_shift,
         6: people.compounding, 7: cohorts.tenure, 8: orders.window, 9: orders.surviving_base,
         10: money.silent_defection, 11: money.expansion_cover, 12: money.heads_against_revenue,
         13: people.invisible_newcomers, 14: people.captive, 15: groups.survivor_survey, 16: cohorts.immature,
         17: money.regression_to_the_mean, 18: groups.selection}  # fmt: skip

# What nobody can know of customers who have no contract: they leave without a word.
UNSEEN = {1: "how many left", 3: "what those who left were worth", 4: "a cohort’s retention",
          5: "the retention of each segment", 7: "how long customers stay", 10: "who is still a customer",
          11: "what leavers took with them", 12: "what leavers took with them", 13: "who joined and left again",
          14: "who is held by a contract", 15: "who stayed to be asked", 18: "who stayed"}  # fmt: skip


@checked
def second_opinion(base: CustomerBase, claim: Claim):
    """One `Finding` for each of the eighteen illusions, in their order: at work, no sign, or cannot be judged.

    base: a CustomerBase, synthetic or from orders; claim: a `Claim`, what was reported and how it was said to be
    computed. Columns of hidden truth are never read. Some illusions lie in how the rate was computed (2, 6, 16), the
    others in what the data show beside it; then the verdict says that a rate from these data can hide this, not that
    whoever reported it meant to.

    Rule. Each test measures one gap, named among its figures, between what flatters and what exposes. An illusion is
    at work when
      1. the gap's interval lies above 0: gap - 2.99 standard errors > 0. 2.99 is the normal quantile for 5 % two-sided
         over eighteen tests (Bonferroni), so in data without an illusion any of them is found in 5 of 100 at most;
      2. and the gap is material: at least what the test states (2 points of a rate, a tenth of a value, ...).
    Chance means: these customers as a sample of customers like them, each independent of the others; standard errors
    by the delta method, and where a ratio of two groups is tested (1, 3, 4) as if both were alike. Fewer than 30
    customers on whom a test turns cannot be judged: the normal approximation ends.
    A test that does not see what it needs says "cannot be judged", why, and which data would do.
    No number is guessed: what is not in base or claim is not used. Limits: one period against the one before holds the
    time of year; customers of one household are not independent.

    Returns a tuple of eighteen `Finding`s. A period that is not whole, not in the data, or (with contracts) begins
    with the data, so that its opening is not seen: InputError.
    """
    seen = Seen(base, claim)
    findings = []
    for number, test in TESTS.items():
        if number in UNSEEN and not seen.contract:
            findings.append(cannot(number, f"Without contracts nobody says when they leave, so {UNSEEN[number]} is not "
                                           "in these data. It takes the month in which each contract ended."))
            continue
        try:
            findings.append(test(seen))
        except InputError as refused:  # a metric that is undefined on these data says why in one sentence
            findings.append(cannot(number, str(refused)))
    return tuple(findings)
