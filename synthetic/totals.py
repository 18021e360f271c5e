"""What a company adds up: monthly totals by segment."""

import numpy as np
import pandas as pd

from customerbase.sum_by import sum_by
from synthetic.survey import DETRACTOR, PROMOTER

COUNTS = ("members", "joined", "left", "referred", "expected_left", "active", "answered", "promoters", "detractors")
MONEY = ("revenue", "contribution", "programme_cost")
MEANS = {"recommend": "answered", "satisfaction": "answered", "appreciated": "answered", "felt": "members",
         "satisfied": "members"}  # mean -> the number that it is over
SUMMED = ("active", "expected_left", *MONEY, "felt", "satisfied")  # over all customers in every month


class Totals:
    """Plain float64 arrays (T, S), months down and segments across; `segments` has their names.

    members: present at the end of the month; joined, left (gone since the month before), referred (of the joined);
    expected_left: sum of the true probabilities of deciding to leave at the end of the month; active: used it.
    revenue, contribution: money; contribution is after programme_cost, which is negative where a programme saves more.
    answered, promoters, detractors: answers on recommending. Means, NaN over nobody: recommend, satisfaction,
    appreciated over the answers, 0 to 10; felt and satisfied over the members, the truth, in sd.
    opening: (S,) customers who were there before the first month. snapshot: see simulate.
    """

    def __init__(self, draws):
        self.segments = tuple(draws.company.segments)
        self.months = pd.DatetimeIndex(draws.calendar.astype("datetime64[us]"))
        self.opening = np.bincount(draws.people.segment[draws.people.joining < 0], minlength=len(self.segments))
        self.snapshot = None
        self._sums = {name: np.zeros((draws.months, len(self.segments))) for name in (*COUNTS, *MONEY, *MEANS)}
        self._sums["members"] += self.opening
        self._of = {}  # family -> (S, N) which customer is of which segment

    def add(self, c, month, family):
        """Add a month of customers or friends."""
        t, sums = month.t, self._sums
        if family not in self._of:
            segment = (np.arange(len(self.segments))[:, None] == c.segment).astype(float)
            self._of[family] = segment, np.zeros((len(SUMMED), len(c)))
        segment, columns = self._of[family]
        here = month.present
        by_customer = (month.using & (month.luck.visits.number > 0), month.p_leave, month.revenue, month.contribution,
                       0 if month.cost is None else month.cost, c.felt * here, c.satisfaction * here)
        for column, values in zip(columns, by_customer, strict=True):
            column[:] = values
        # einsum, not @: for such slim matrices BLAS wakes threads that cost more than the sum
        for name, total in zip(SUMMED, np.einsum("kn,sn->ks", columns, segment), strict=True):
            sums[name][t] += total
        gone = np.flatnonzero(c.leaving == t)
        new, gone = (np.bincount(c.segment[rows], minlength=len(self.segments)) for rows in (c.joiners[t], gone))
        sums["left"][t] += gone
        sums["members"][t:] += new - gone
        sums["joined"][t] += new
        if family:
            sums["referred"][t] += new
        rows, scores = month.answers
        of = c.segment[rows]
        answers = {"answered": None, "promoters": scores[0] >= PROMOTER, "detractors": scores[0] <= DETRACTOR,
                   **dict(zip(("recommend", "satisfaction", "appreciated"), scores, strict=True))}
        for name, weight in answers.items():
            sums[name][t] += sum_by(of, weight, len(self.segments))

    def __getattr__(self, name):
        sums = self.__dict__.get("_sums", {})
        if name in MEANS:
            heads = sums[MEANS[name]]
            return np.divide(sums[name], heads, out=np.full_like(heads, np.nan), where=heads > 0)
        if name in sums:
            return sums[name]
        raise AttributeError(f"Totals have no {name!r}")

    def overall(self, name):
        """One of the arrays over all segments, (T,): counts and money added up, means over everybody."""
        total = self._sums[name].sum(axis=1)
        if name not in MEANS:
            return total
        heads = self._sums[MEANS[name]].sum(axis=1)
        return np.divide(total, heads, out=np.full_like(heads, np.nan), where=heads > 0)

    def table(self):
        """DataFrame, one row a month and segment: month, segment, and a column for each array."""
        rows = {"month": self.months.repeat(len(self.segments)),
                "segment": pd.Categorical.from_codes(np.tile(np.arange(len(self.segments)), len(self.months)),
                                                     pd.Index(self.segments, dtype="str"))}
        return pd.DataFrame(rows | {name: getattr(self, name).ravel() for name in self._sums})
