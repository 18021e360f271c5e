"""The gym: members who pay and do not come.

Levels are set so that a generated base shows what DellaVigna and Malmendier found in 7,752 members of three American
clubs: visits in the first half-year, the months between the last visit and cancelling, and who lasts past a year.
"""

from synthetic.companies.levels import Channel, Company, Moment, Segment

PAPER = "DellaVigna & Malmendier 2006"

GYM = Company(
    title="Gym with monthly and yearly contracts",
    trap="Members who no longer come still pay, and count as kept.",
    story="A club for 72 a month. Three in ten sign for a year, the others by the month. Whoever loses interest stops "
          "coming first and cancels later: by the month it takes more than two months to get round to it, and who "
          "signed for a year waits for its end. So what looks loyal is partly captive, partly dormant.",
    visit="a visit to the gym",
    contract=True,
    joined_before=0.45,
    history=60,
    concentration=30,
    visits_spread=0.5,
    ticket_spread=0.4,
    ticket_noise=0.5,
    fee=72,
    fee_margin=0.55,
    ticket_margin=0.40,
    season=(1.25, 1.15, 1.10, 1.00, 0.95, 0.90, 0.85, 0.80, 1.00, 1.05, 1.05, 0.90),
    segments={
        "New Year starter": Segment(
            share=0.40, hazard=0.115, visits=4.1, ticket=1.2, contacts=0.10,
            monetary=6, functional=62, psychological=38, social=10, hours=6.5, hour_worth=3, effort=14, spread=16),
        "Class goer": Segment(
            share=0.35, hazard=0.075, visits=4.45, ticket=1.5, contacts=0.15,
            monetary=6, functional=62, psychological=32, social=28, hours=7.0, hour_worth=3, effort=12, spread=14),
        "Regular": Segment(
            share=0.25, hazard=0.055, visits=5.5, ticket=1.0, contacts=0.05,
            monetary=10, functional=84, psychological=30, social=12, hours=9.0, hour_worth=3, effort=10, spread=14),
    },
    channels={
        "Joining offer": Channel(share=0.40, hazard_factor=1.25, fit=-0.30),
        "Walked in": Channel(share=0.35, hazard_factor=0.90, fit=0.10),
        "Member's guest": Channel(share=0.25, hazard_factor=0.74, fit=0.35),
    },
    term=12,
    term_share=0.30,
    lag=2.28,  # a few do not happen to come in their last months, so 2.31 from the last visit
    sources={"fee": ("published", f"over 70 a month ({PAPER})"),
             "lag": ("published", f"2.31 from the last visit ({PAPER})")},
    moments=(
        Moment("visits a month in the first six months, by the month", 4.17, "visits", "published", PAPER),
        Moment("price of a visit in these months", 17.27, "money", "published", f"over 17 ({PAPER}); here 72/4.17"),
        Moment("months paid between the last visit and cancelling", 2.31, "months", "published", PAPER),
        Moment("lasting past a year: by the month against by the year", 1.17, "ratio", "published", PAPER),
        Moment("visits a month that joiners expect", 9.5, "visits", "published", PAPER,
               "a belief, and nothing in the base rests on it"),
    ),
)
