"""What a company is made of: levels only, no behaviour. Money has no currency; a month is a calendar month.

A level is evidence grade `invented`, made up for teaching, unless the company's `sources` name it.
"""

from dataclasses import dataclass, field
from math import comb

from scipy.special import beta as beta_function

WEEKS = 365.25 / 12 / 7  # in a month: published rates are a week, ours a month

# Why somebody leaves. The last is never an ordinary reason: it takes an effect of felt value.
REASONS = ("Moved away", "Need ended", "Price", "Service", "Competitor", "Not valued")


@dataclass(frozen=True)
class Segment:
    """What sets one kind of customer apart from another."""

    share: float  # of all joiners, 0 to 1; the segments of a company add up to 1
    hazard: float  # mean probability of leaving in a month, on joining, before the channel's factor
    visits: float  # mean visits a month; Company.visit says what a visit is
    ticket: float  # mean money a visit
    contacts: float  # mean contacts a month that the customer makes besides visiting: calls, mails, log-ins
    # What a customer with the segment's mean visits and tickets gets and gives, in money a month, besides the price:
    monetary: float  # benefit: what is saved or earned
    functional: float  # benefit: what it does for them
    psychological: float  # benefit: ease, status, peace of mind
    social: float  # benefit: other people
    hours: float  # cost: hours a month that it takes them
    hour_worth: float  # money an hour that theirs is worth
    effort: float  # cost: effort and annoyance
    spread: float  # standard deviation of what one month delivers around that


@dataclass(frozen=True)
class Channel:
    """The way in. It changes who joins, and nothing about a person afterwards."""

    share: float  # of all joiners, 0 to 1, the same in every segment; the channels of a company add up to 1
    hazard_factor: float  # times the segment's mean hazard
    fit: float = 0.0  # how well the product suits those it brings, in sd of joiners, before `fit` is standardised


@dataclass(frozen=True)
class Moment:
    """A published number that a generated base is held to. found: what the base does instead, where it cannot."""

    what: str
    value: float | tuple[float, float]  # or from and to
    unit: str
    grade: str  # as in assumptions.GRADES
    source: str
    found: str = ""


@dataclass(frozen=True)
class Company:
    """Levels of one company. Own hazards are Beta distributed within segment and channel: see population.py."""

    title: str
    trap: str  # what its usual report hides, in one line
    story: str  # who it is, in a few plain sentences
    visit: str  # what is counted as a visit
    contract: bool  # is leaving observed, because a contract ends?
    joined_before: float  # share of all customers of a run who joined before month 0 and were still there in it
    history: int  # months for which it took in customers, evenly, before month 0
    concentration: float  # alpha + beta of the Beta of own hazards: smaller is more mixed
    visits_spread: float  # sigma of the lognormal of own visit rates around the segment's mean
    ticket_spread: float  # sigma of the lognormal of own ticket sizes around the segment's mean
    ticket_noise: float  # sigma of the lognormal of one ticket around the customer's own size
    fee: float  # money a month in force
    fee_margin: float  # share of the fee that is contribution
    ticket_margin: float  # share of a ticket that is contribution
    season: tuple[float, ...]  # factor on visits for January to December, mean 1
    segments: dict[str, Segment]
    channels: dict[str, Channel]
    taste_spread: float = 0.25  # sigma of the lognormal of each person's own weight of each benefit and cost
    term: int = 1  # months between possible exits for those on a contract term; 1: any month
    term_share: float = 0.0  # share of customers on that term
    lag: float = 0.0  # mean months between the decision to leave and leaving, for those whom no term holds
    stops_using: float = 1.0  # share of those who have decided to leave who use nothing more while they wait
    hazard_months: int = 1  # months that an own hazard refers to: 12 for the risk of a yearly renewal
    purchase_shape: float = 0.0  # r > 0: own visit rates are Gamma of shape r and hazards are per visit, as in BG/NBD
    firms: bool = False  # are the customers firms?
    reasons: tuple[float, ...] = (0.25, 0.30, 0.20, 0.15, 0.10)  # of leaving without any effect: shares of REASONS[:5]
    sources: dict[str, tuple[str, str]] = field(default_factory=dict)  # level -> (grade, source); others are invented
    moments: tuple[Moment, ...] = ()


def beta_parts(alpha, beta, parts=3):
    """Split Beta(alpha, beta) into segments that differ in hazard and together are exactly that Beta again.

    From x + (1 - x) = 1: Beta(a, b) = sum over k of C(n, k) B(a + k, b + n - k)/B(a, b) times Beta(a + k, b + n - k),
    n = parts - 1. Returns (shares, mean hazards, concentration), the lowest hazard first.
    """
    n = parts - 1
    weights = [comb(n, k) * beta_function(alpha + k, beta + n - k) / beta_function(alpha, beta) for k in range(parts)]
    means = [(alpha + k) / (alpha + beta + n) for k in range(parts)]
    return weights, means, alpha + beta + n
