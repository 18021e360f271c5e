"""Who joins when, through what, with which own hazard, and in which month they leave.

The assumption is the shifted beta-geometric (sBG; Fader & Hardie 2007): every customer has one fixed probability p of
leaving in a month, and within a segment and channel p is drawn from a Beta(alpha, beta). Nobody's own p ever changes.
Pooled retention still climbs with age, because those with a high p leave first.

Where effects are at work, chain.py makes this baseline hazard larger or smaller in a month.

Time: a customer joins at the start of a month and is in force all through it. From the next month on they may leave;
the leaving month is the first one in which they are no longer there.
"""

from dataclasses import dataclass

import numpy as np
from scipy.special import betaincinv, gammaincinv

from synthetic.behaviour import lognormal
from synthetic.streams import Streams, stream

NEVER = np.iinfo(np.int32).max  # leaving month of someone who outlasts any run


@dataclass(frozen=True)
class Population:
    """One entry a customer, in order of joining; months count from 0, the first month of the data."""

    joining: np.ndarray  # int32, negative for those who joined before the data begin
    segment: np.ndarray  # int8, place in the company's segments
    channel: np.ndarray  # int8, place in the company's channels; one more than the last for a friend
    visits: np.ndarray  # float64, own mean visits a month
    hazard: np.ndarray  # float64, own probability of leaving in a month
    patience: np.ndarray  # float64, months they would stay from now on, see draw_patience

    @property
    def leaving(self):
        """int32, first month without them where nothing changes their patience; NEVER if far beyond the run."""
        months = np.floor(self.patience).astype(np.int64) + 1
        return np.minimum(np.maximum(self.joining, 0) + months, NEVER).astype(np.int32)


def draw_population(company, customers, months, seed):
    """Draw everyone acquired over a run: the opening base first, then the joiners of each month.

    Customer number i has the same draws however long the run is. So with more months the opening base is the same
    people with the same hazards; the joiners, being equally many, are spread over more months.
    """
    weight, alpha, beta = cells(company)
    terms = np.arange(company.history + 1) // company.hazard_months  # hazards met after so many months
    survival = survival_table(alpha, beta, terms[-1])[terms]
    opening = round(company.joined_before * customers)
    joining = np.concatenate([
        -draw_tenure(company, survival @ weight, opening, seed),
        np.sort(stream(seed, "joining").random(customers - opening) * months).astype(np.int32),
    ])
    tenure = np.maximum(-joining, 0)
    cell = draw_cell(weight * survival, tenure, stream(seed, "segment and channel").random(customers))
    # Surviving k months turns Beta(alpha, beta) into Beta(alpha, beta + k): the sBG is conjugate. So the opening base
    # is sorted already, each of its members with one fixed hazard, and nothing has to be simulated before month 0.
    # The inverse of the distribution, one uniform a customer, keeps draws aligned when alpha or beta is moved.
    segment, channel = (place.astype(np.int8) for place in np.divmod(cell, len(company.channels)))
    behaviour = draw_stay(company, segment, alpha[cell], beta[cell] + terms[tenure], Streams(seed, customers))
    return Population(joining, segment, channel, *behaviour)


def draw_stay(company, segment, alpha, beta, streams):
    """Own visits a month, own hazard a month and patience, from Beta distributed own probabilities of leaving."""
    visits = draw_visiting(company, segment, streams)
    hazard = np.clip(betaincinv(alpha, beta, streams.uniform("hazard")), 1e-9, 1 - 1e-9)
    if company.hazard_months > 1:
        hazard = -np.expm1(np.log1p(-hazard) / company.hazard_months)
    if company.purchase_shape:  # the probability was that of leaving after one visit: BG/NBD by the month
        after_one, hazard = hazard, np.clip(-np.expm1(-visits * hazard), 1e-9, 1 - 1e-9)
        visits = hazard / after_one  # expected in a month at whose start they are there
    return visits, hazard, draw_patience(hazard, streams.uniform("leaving"))


def draw_visiting(company, segment, streams):
    """Own mean visits a month around the segment's: lognormal, or Gamma where the company has a purchase_shape."""
    mean = np.array([kind.visits for kind in company.segments.values()])[segment]
    if company.purchase_shape:
        return mean / company.purchase_shape * gammaincinv(company.purchase_shape, streams.uniform("own visits"))
    return mean * lognormal(streams.normal("own visits"), company.visits_spread)


def draw_friends(company, segment, streams):
    """The possible friends of customers: of the same segment, in a channel of their own, with its mean hazard."""
    mean = np.array([kind.hazard for kind in company.segments.values()])[segment]
    behaviour = draw_stay(company, segment, mean * company.concentration, (1 - mean) * company.concentration, streams)
    never, channel = np.full(len(segment), NEVER, np.int32), np.full(len(segment), len(company.channels), np.int8)
    return Population(never, segment, channel, *behaviour)


def cells(company):
    """Share of joiners, alpha and beta of each segment and channel: three arrays, channels running fastest."""
    pairs = [(s, c) for s in company.segments.values() for c in company.channels.values()]
    weight = np.array([s.share * c.share for s, c in pairs])
    mean = np.array([s.hazard * c.hazard_factor for s, c in pairs])
    return weight / weight.sum(), mean * company.concentration, (1 - mean) * company.concentration


def survival_table(alpha, beta, months):
    """Share still there 0..months months after joining, under sBG: shape (months + 1, cells).

    S(0) = 1, S(k) = S(k-1) (beta + k - 1) / (alpha + beta + k - 1).
    """
    k = np.arange(1, months + 1)[:, None]
    retention = (beta + k - 1) / (alpha + beta + k - 1)
    return np.vstack([np.ones_like(alpha), np.cumprod(retention, axis=0)])


def draw_tenure(company, survival, opening, seed):
    """Months since joining for the opening base, longest first; int32, 1..history.

    The company took in equally many people in each month of its history, so a tenure of k months is as frequent in
    month 0 as its survivors: proportional to S(k), pooled over segments and channels.
    """
    frequency = survival[:0:-1]  # S(history) .. S(1)
    upper = np.cumsum(frequency) / frequency.sum()
    place = np.searchsorted(upper[:-1], np.sort(stream(seed, "tenure").random(opening)), side="right")
    return (company.history - place).astype(np.int32)


def draw_cell(survivors, tenure, uniform):
    """Segment-and-channel cell of each customer, given tenure: those left after k months are a better mix than joiners.

    survivors: shape (history + 1, cells), share of joiners times S(k). tenure, uniform: one a customer.
    """
    upper = np.cumsum(survivors, axis=1) / survivors.sum(axis=1, keepdims=True)
    cell = np.zeros(len(tenure), dtype=np.int64)
    for column in upper.T[:-1]:
        cell += uniform >= column[tenure]
    return cell


def draw_patience(hazard, uniform):
    """Months from now that they would stay if nothing changed; they are gone at the first whole number above it.

    With -log(1 - uniform) as threshold of the cumulative hazard and -log(1 - hazard) added every month, the threshold
    is reached after this many months: geometric, P(more than k) = (1 - hazard)^k. One uniform a customer, so a higher
    hazard can only bring the same person's leaving forward. In chain.py good and bad months make the clock that runs
    against this patience slower or faster (complementary log-log), and no further draw is needed.
    """
    return np.log1p(-uniform) / np.log1p(-hazard)
