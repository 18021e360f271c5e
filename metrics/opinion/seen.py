"""What all tests look at: the claim's period in the base, who came and went in it, and the period before."""

from functools import cached_property

import numpy as np
import pandas as pd

from customerbase import InputError
from metrics import movement
from metrics.activity import active_customers, repeat_buyers
from metrics.checks import divide
from metrics.flows import movements, require_contract, run_rate
from metrics.periods import span
from metrics.retention import reported_rate
from metrics.revenue import revenue_retention
from metrics.survey import mean_score, survey_column

LENGTHS = {1: "month", 3: "quarter", 12: "year"}  # calendar periods that buyers are counted in


class Seen:
    """A base through the eyes of a claim. a, b: rows of the months whose ends open and close the period.

    months: calendar months of the period; window: months over which what a customer pays is averaged.
    """

    def __init__(self, base, claim):
        self.base, self.claim = base, claim
        self.period = span(base, claim.period)
        if not self.period.complete:
            raise InputError(f"{self.period.note} Take a period that is whole.")
        self.months, self.contract = self.period.months, base.has_contract
        self.a, self.b = self.period.first - 1, self.period.last
        if self.contract and self.a < 0:
            raise InputError(f"{self.period.name} begins with the data, so the customers at its start are not seen; "
                             "take a later period.")  # fmt: skip
        self.window = min(self.months, self.a + 1)

    def month(self, row):
        """A row of the base as the text that other metrics take."""
        return f"{self.base.months[row]:%Y-%m}"

    @property
    def last_day(self):
        """The last day of the period."""
        return self.base.months[self.b] + pd.offsets.MonthEnd(0)

    @property
    def closed(self):
        """Whether nobody joined within the period: one closed group of customers."""
        joined = self.base.customers["joined"].to_numpy()
        return not ((joined >= self.base.months[self.period.first].to_numpy())
                    & (joined <= self.base.months[self.b].to_numpy())).any()  # fmt: skip

    @property
    def has_earlier(self):
        """Whether the data hold the period before, of the same length, and with contracts its opening."""
        return self.period.first >= self.months + self.contract

    @cached_property
    def move(self):
        """The `Movement` from the period before to this one, in one tier."""
        return self.moves(movement.cuts(1))

    def moves(self, tiers):
        """The same with other tiers; InputError without a period before."""
        if not self.has_earlier:
            raise InputError(f"The data hold no whole period before {self.period.name} to compare it with; take a "
                             "later one.")  # fmt: skip
        first = self.period.first
        earlier = self.month(first - self.months), self.month(first - 1)
        return movement.between(self.base, earlier, (self.month(first), self.month(self.b)), tiers)

    @cached_property
    def heads(self):
        """(opening, lost, won): with contracts of the period; without, its buyers and those of the period before."""
        if self.contract:
            row = movements(self.base, self.month(self.a), self.month(self.b)).loc["all"]
            return tuple(float(row[name]) for name in ("opening", "lost", "won"))
        row = movement.totals(self.move).iloc[0]
        return tuple(float(row[name]) for name in ("opening", "lost", "new"))

    @cached_property
    def here(self):
        """(at the start, at the end): who has a contract in force, booleans of shape (customers,)."""
        member = self.base.arrays["member"]
        return member[self.a] == 1, member[self.b] == 1

    @cached_property
    def paid(self):
        """(at the start, at the end): run rate of each customer, money a month; 0 without a contract in force."""
        return tuple(run_rate(self.base, self.month(row), self.window) * here
                     for row, here in zip((self.a, self.b), self.here, strict=True))  # fmt: skip

    @cached_property
    def revenue(self):
        """Gross and net revenue retention of the period."""
        return revenue_retention(self.base, self.month(self.a), self.month(self.b), self.window)

    @cached_property
    def buyers(self):
        """(table of `repeat_buyers`, its row for the claim): for "repeat" the period itself, else the one before it."""
        length = LENGTHS.get(self.months, "quarter")
        table = repeat_buyers(self.base.orders, length)
        now = pd.Period(self.base.months[self.b], table.index.freqstr)
        return table, now if self.claim.how == "repeat" else now - 1

    @cached_property
    def ever(self):
        """Who joined within the data and by the end of the period: booleans of shape (customers,)."""
        joined = self.base.customers["joined"].to_numpy()
        months = self.base.months
        return (joined >= months[0].to_numpy()) & (joined <= months[self.b].to_numpy())


def recomputed(base, claim):
    """What the data give by the formula that the claim names; `claim.rate` itself is not read.

    Convention without contracts, for rates of opening customers: buyers of the period before, and of the period.
    "ever_joined" counts who joined within the data. Returns a float in the rate's unit. What these data do not define
    (revenue retention without contracts, a repeat rate with no next period, nobody asked): InputError.
    """
    seen = Seen(base, claim)
    how = claim.how
    if how in ("retention", "end_over_start", "average", "everyone_served"):
        return float(reported_rate(*seen.heads, "opening" if how == "retention" else how))
    if how == "gross_revenue":
        return seen.revenue.gross
    if how == "net_revenue":
        return seen.revenue.net
    if how == "ever_joined":
        return still_here(seen)
    if how == "active":
        ordered = base.orders["date"] < seen.last_day + pd.Timedelta(days=1)
        ever = base.orders.loc[ordered, "customer_id"].nunique()
        active = active_customers(base.orders, seen.last_day, claim.window)
        return float(divide(active, ever, "Nobody had ordered by then, so no share of them is active."))
    if how == "repeat":
        return repeat_rate(seen)
    scores = survey_column(base, claim.of)[seen.b]
    return mean_score(scores).score


def still_here(seen):
    """Of all who joined within the data by the end of the period, the share in force then."""
    require_contract(seen.base, "who is still here")
    here = int((seen.here[1] & seen.ever).sum())
    return float(divide(here, np.count_nonzero(seen.ever), "Nobody joined within the data by the end of this period."))


def repeat_rate(seen):
    """The repeat rate of the claim's buyers; InputError where the next period is not there yet."""
    table, now = seen.buyers
    rate = table["rate"].get(now)
    if rate is None or pd.isna(rate):
        raise InputError(f"The orders hold no buyers of {now}, or not the whole period after it; take an earlier one.")
    return float(rate)
