"""The hotel group: the retention illusion in person.

Set so that a mature base keeps 90 to 95 % a quarter, wins about 22 for every 37 it loses (the proportion of *Moving
customers*, see sources.py, not its size), and that the deal site brings people who leave about three times as fast as
those from the own website.
"""

from synthetic.companies.levels import Channel, Company, Moment, Segment
from synthetic.sources import ASSET

HOTEL = Company(
    title="Hotel group with a paid club",
    trap="A rate above 90 % hides more people lost than won, every quarter.",
    story="A chain of hotels sells a club for 25 a month: a room upgrade, late check-out, a desk that knows your name. "
          "The club is mature and shrinks slowly. The deal site fills it with people who leave three times as fast.",
    visit="a stay",
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
    moments=(
        Moment("customers won for each one lost in a quarter", 0.59, "ratio", "illustration",
               f"{ASSET.short}: 22,000 and 37,000",
               "0.6 to 0.9: a base that shrinks loses fewer from quarter to quarter"),
    ),
)
