"""The telecom with field service: customers whom a contract holds, until it does not."""

from synthetic.companies.levels import Channel, Company, Moment, Segment

TELECOM = Company(
    title="Telecom with field service",
    trap="A contract of two years holds whoever wants to leave; the loss comes at its end, all at once.",
    story="Telephone and internet at home for 39 a month, with technicians who come when something fails. Three in "
          "four are bound for two years at a time. Each repair is a moment of truth, and whoever has decided to leave "
          "waits for the day on which the contract lets go.",
    visit="a service call, a repair or an extra",
    contract=True,
    joined_before=0.70,
    history=96,
    concentration=100,
    visits_spread=0.6,
    ticket_spread=0.5,
    ticket_noise=0.6,
    fee=39,
    fee_margin=0.52,
    ticket_margin=0.35,
    season=(1.10, 1.05, 1.00, 0.95, 0.90, 0.90, 0.95, 0.95, 1.00, 1.00, 1.05, 1.15),
    segments={
        "Family": Segment(
            share=0.45, hazard=0.018, visits=1.6, ticket=8, contacts=0.35,
            monetary=6, functional=52, psychological=14, social=16, hours=0.8, hour_worth=15, effort=6, spread=9),
        "Single": Segment(
            share=0.35, hazard=0.028, visits=1.1, ticket=6, contacts=0.25,
            monetary=5, functional=46, psychological=10, social=14, hours=0.6, hour_worth=15, effort=5, spread=8),
        "Home business": Segment(
            share=0.20, hazard=0.024, visits=2.4, ticket=11, contacts=0.60,
            monetary=25, functional=62, psychological=16, social=6, hours=1.0, hour_worth=28, effort=8, spread=14),
    },
    channels={
        "Own shop": Channel(share=0.40, hazard_factor=0.66, fit=0.20),
        "Online": Channel(share=0.35, hazard_factor=0.82, fit=0.05),
        "At the door": Channel(share=0.25, hazard_factor=1.80, fit=-0.40),
    },
    term=24,
    term_share=0.75,
    stops_using=0,
    reasons=(0.25, 0.15, 0.30, 0.15, 0.15),
    moments=(
        Moment("leaving in the tenth that a model calls riskiest, against all", (2, 3), "times", "published",
               "Neslin et al. 2006 (recalled, unverified)"),
    ),
)
