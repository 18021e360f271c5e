"""The business software: firms that renew once a year.

Renewals follow the "Regular" customers of Fader and Hardie, whose losses fit an sBG with alpha .704 and beta 1.182 a
renewal. Segments are parts of that one distribution (beta_parts), so that together they are it exactly.
"""

from synthetic.companies.levels import Channel, Company, Moment, Segment, beta_parts

PAPER = "Fader & Hardie 2007"
ALPHA, BETA = 0.704, 1.182
SHARES, LEAVING, CONCENTRATION = beta_parts(ALPHA, BETA)

SOFTWARE = Company(
    title="Business software with a yearly subscription",
    trap="Old firms renew so reliably that the rate of all firms hides how many new ones leave at their first renewal.",
    story="Planning and invoicing for small firms, 180 a month, signed for a year at a time. A customer-success team "
          "helps new firms to get going. In small firms the owner who pays also uses it; where somebody buys for "
          "others, the one who answers the survey is not the one who works with it.",
    visit="a batch of invoices",
    contract=True,
    joined_before=0.50,
    history=120,
    concentration=CONCENTRATION,
    visits_spread=0.6,
    ticket_spread=0.5,
    ticket_noise=0.4,
    fee=180,
    fee_margin=0.78,
    ticket_margin=0.70,
    season=(1.10, 0.95, 1.10, 1.00, 0.95, 1.05, 0.90, 0.80, 1.00, 1.05, 1.05, 1.05),
    segments={
        "Owner buys and uses": Segment(
            share=SHARES[0], hazard=LEAVING[0], visits=4, ticket=6, contacts=0.5,
            monetary=110, functional=190, psychological=45, social=5, hours=3, hour_worth=32, effort=15, spread=35),
        "Office buys and uses": Segment(
            share=SHARES[1], hazard=LEAVING[1], visits=7, ticket=7, contacts=0.8,
            monetary=130, functional=210, psychological=35, social=12, hours=4, hour_worth=28, effort=18, spread=40),
        "Bought for others": Segment(
            share=SHARES[2], hazard=LEAVING[2], visits=9, ticket=9, contacts=1.2,
            monetary=190, functional=200, psychological=20, social=8, hours=5, hour_worth=24, effort=26, spread=45),
    },
    channels={
        "Recommended": Channel(share=0.25, hazard_factor=1, fit=0.35),
        "Trial on the web": Channel(share=0.45, hazard_factor=1, fit=0.00),
        "Sales call": Channel(share=0.30, hazard_factor=1, fit=-0.30),
    },
    term=12,
    term_share=1,
    hazard_months=12,
    stops_using=0.5,
    firms=True,
    reasons=(0.05, 0.35, 0.25, 0.15, 0.20),
    sources={"hazard": ("published", f"{PAPER}: sBG Regular, a yearly renewal")},
    moments=(
        Moment("sBG alpha of yearly renewals", ALPHA, "", "published", PAPER),
        Moment("sBG beta of yearly renewals", BETA, "", "published", PAPER),
        Moment("firms left after one renewal", 0.627, "share", "published", f"{PAPER}: the sBG; observed 0.631"),
        Moment("firms left after four renewals", 0.332, "share", "published", f"{PAPER}: the sBG; observed 0.326"),
        Moment("firms left after twelve renewals", 0.170, "share", "published", f"{PAPER}: the sBG; observed 0.173"),
    ),
)
