"""The online shop: nobody tells a shop that they have left.

Buying follows the BG/NBD fitted to CDNOW: own purchase rates are Gamma distributed, and after each purchase a customer
is gone with an own probability that is Beta distributed. The chain leaves by the month, so a shop's own monthly hazard
is 1 - exp(-rate x probability), which gives the model's expected purchases at every age exactly (a test shows it).
"""

from synthetic.companies.levels import WEEKS, Channel, Company, Moment, Segment, beta_parts

PAPER = "Fader, Hardie & Lee 2005"
R, ALPHA, A, B = 0.243, 4.414, 0.793, 2.426  # of the rate a week: Gamma(r, alpha); of leaving after a purchase: Beta
SHARES, LEAVING, CONCENTRATION = beta_parts(A, B)
VISITS = R / ALPHA * WEEKS  # in every segment: a label does not tell how often somebody buys

SHOP = Company(
    title="Online shop for kitchen and home",
    trap="The file of customers only grows, since nobody ever says that they have left.",
    story="It opened in the first month and sells pans, lamps and gifts without any contract. Most who ever ordered "
          "order once. Whoever counts everyone in the file sees growth; who buys no more is known to nobody.",
    visit="an order",
    contract=False,
    joined_before=0,
    history=1,
    concentration=CONCENTRATION,
    visits_spread=0,
    ticket_spread=0.5,
    ticket_noise=0.6,
    fee=0,
    fee_margin=0,
    ticket_margin=0.38,
    season=(0.90, 0.80, 0.85, 0.90, 0.95, 0.90, 0.85, 0.85, 0.95, 1.05, 1.40, 1.60),
    segments={
        "Keen cook": Segment(
            share=SHARES[0], hazard=LEAVING[0], visits=VISITS, ticket=58, contacts=0.20,
            monetary=3, functional=14, psychological=4, social=3, hours=0.4, hour_worth=12, effort=1.5, spread=4),
        "New home": Segment(
            share=SHARES[1], hazard=LEAVING[1], visits=VISITS, ticket=74, contacts=0.20,
            monetary=5, functional=18, psychological=4, social=2, hours=0.5, hour_worth=12, effort=2, spread=5),
        "Gift buyer": Segment(
            share=SHARES[2], hazard=LEAVING[2], visits=VISITS, ticket=45, contacts=0.15,
            monetary=2, functional=8, psychological=3, social=6, hours=0.4, hour_worth=10, effort=1.5, spread=3),
    },
    channels={
        "Friend's tip": Channel(share=0.30, hazard_factor=1, fit=0.30),
        "Search": Channel(share=0.40, hazard_factor=1, fit=0.00),
        "Discount code": Channel(share=0.30, hazard_factor=1, fit=-0.30),
    },
    purchase_shape=R,
    sources={"visits": ("published", f"{PAPER}: r/alpha a week"), "hazard": ("published", f"{PAPER}: Beta(a, b)")},
    moments=(
        Moment("repeat orders of a customer in three months", 0.536, "orders", "published", PAPER),
        Moment("repeat orders of a customer in half a year", 0.905, "orders", "published", PAPER),
        Moment("repeat orders of a customer in a year", 1.449, "orders", "published", PAPER),
        Moment("repeat orders of a customer in two years", 2.207, "orders", "published", PAPER),
        Moment("customers who do not order again within a year", 0.538, "share", "published", PAPER,
               "0.60: here leaving is a matter of the month, there it follows an order, so nobody leaves before one"),
    ),
)
