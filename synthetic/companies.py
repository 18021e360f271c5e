"""The story companies: levels only, no behaviour.

Every level is invented for teaching and evidence grade `invented` applies to all of them, except where a comment says
what a level was set to reach. Money has no currency; a month is a calendar month.
"""

from dataclasses import dataclass

# Why somebody leaves. The last is never an ordinary reason: it takes an effect of felt value.
REASONS = ("Moved away", "Need ended", "Price", "Service", "Competitor", "Not valued")


@dataclass(frozen=True)
class Segment:
    """What sets one kind of customer apart from another."""

    share: float  # of all joiners, 0 to 1; the segments of a company add up to 1
    hazard: float  # mean probability of leaving in a month, on joining, before the channel's factor
    visits: float  # mean stays or orders a month
    ticket: float  # mean money a stay or order
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
class Company:
    """Levels of one company. Own hazards are Beta distributed within segment and channel: see population.py."""

    title: str
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
    lag: float = 0.0  # mean months between the decision to leave, after which nothing is used, and leaving
    firms: bool = False  # are the customers firms?
    reasons: tuple[float, ...] = (0.25, 0.30, 0.20, 0.15, 0.10)  # of leaving without any effect: shares of REASONS[:5]


# Set so that a mature base keeps 90 to 95 % a quarter, wins about 22 for every 37 it loses (seed 004's proportion, not
# its size), and that the deal site brings people who leave about three times as fast as those from the own website.
HOTEL = Company(
    title="Hotel group with a paid club",
    contract=True,
    joined_before=0.65,
    history=72,
    concentration=40,
    visits_spread=0.6,
    ticket_spread=0.5,
    ticket_noise=0.35,
    fee=25,
    fee_margin=0.80,
    ticket_margin=0.32,
    season=(0.75, 0.80, 0.95, 1.00, 1.10, 1.15, 1.25, 1.25, 1.10, 1.00, 0.80, 0.85),
    segments={
        "Business traveller": Segment(
            share=0.40, hazard=0.034, visits=0.55, ticket=190, contacts=0.9,
            monetary=45, functional=130, psychological=35, social=10, hours=1.2, hour_worth=40, effort=12, spread=30),
        "Couple": Segment(
            share=0.35, hazard=0.045, visits=0.18, ticket=230, contacts=0.6,
            monetary=15, functional=40, psychological=30, social=12, hours=0.8, hour_worth=20, effort=6, spread=18),
        "Family": Segment(
            share=0.25, hazard=0.060, visits=0.12, ticket=340, contacts=0.8,
            monetary=20, functional=45, psychological=22, social=20, hours=1.0, hour_worth=18, effort=9, spread=20),
    },
    channels={
        "Own website": Channel(share=0.45, hazard_factor=0.65, fit=0.25),
        "Travel agent": Channel(share=0.30, hazard_factor=1.00, fit=0.00),
        "Deal site": Channel(share=0.25, hazard_factor=2.10, fit=-0.45),
    },
)

# Nobody tells an online shop that they have left. Rates are low and mixed, as in the orders of any general shop.
SHOP = Company(
    title="Online shop for kitchen and home",
    contract=False,
    joined_before=0.45,
    history=48,
    concentration=20,
    visits_spread=0.8,
    ticket_spread=0.5,
    ticket_noise=0.6,
    fee=0,
    fee_margin=0,
    ticket_margin=0.38,
    season=(0.90, 0.80, 0.85, 0.90, 0.95, 0.90, 0.85, 0.85, 0.95, 1.05, 1.40, 1.60),
    segments={
        "Keen cook": Segment(
            share=0.35, hazard=0.045, visits=0.50, ticket=58, contacts=0.7,
            monetary=6, functional=30, psychological=9, social=6, hours=0.9, hour_worth=18, effort=3, spread=8),
        "New home": Segment(
            share=0.40, hazard=0.070, visits=0.30, ticket=74, contacts=0.5,
            monetary=7, functional=24, psychological=5, social=2, hours=0.8, hour_worth=16, effort=3, spread=7),
        "Gift buyer": Segment(
            share=0.25, hazard=0.095, visits=0.16, ticket=45, contacts=0.3,
            monetary=2, functional=7, psychological=4, social=6, hours=0.4, hour_worth=18, effort=2, spread=4),
    },
    channels={
        "Friend's tip": Channel(share=0.30, hazard_factor=0.60, fit=0.30),
        "Search": Channel(share=0.40, hazard_factor=1.00, fit=0.00),
        "Discount code": Channel(share=0.30, hazard_factor=1.90, fit=-0.30),
    },
)

COMPANIES = {"hotel": HOTEL, "shop": SHOP}


def companies():
    """The keys that generate(company=...) knows, as a list of text."""
    return list(COMPANIES)
