"""Something bought once, at one price, by a hundred people who differ in what it is worth to them."""

from dataclasses import dataclass

import numpy as np
from scipy.special import ndtri

from metrics.worth import offer_at

PEOPLE = 100


@dataclass(frozen=True)
class Sale:
    """price; highest: (PEOPLE,) the most that each would pay, rising; revenue, contribution: of all of them."""

    price: float
    highest: np.ndarray
    buyers: int
    revenue: float
    contribution: float

    @property
    def money(self):
        return self.revenue, self.contribution


def worths(median, spread):
    """(PEOPLE,) what one unit is worth to each, rising: a lognormal with this median, its even quantiles; no chance.

    spread: sigma of the logarithm; 0 makes all alike.
    """
    return median * np.exp(spread * ndtri((np.arange(PEOPLE) + 0.5) / PEOPLE))


def sale(price, highest, cost):
    """The Sale to whoever would pay at least the price; cost: of serving one of them, money."""
    offer = offer_at(price, highest, cost)
    return Sale(price, highest, round(offer.buyers * PEOPLE), offer.revenue * PEOPLE, offer.contribution * PEOPLE)


def steps(benefits, costs):
    """(rows, 3) start, end and amount of a waterfall that ends in a row of its own; benefits and costs: money."""
    amounts = np.array([*benefits, *(-np.array(costs, dtype=float))])
    ends = np.cumsum(amounts)
    rows = np.stack([ends - amounts, ends, amounts], axis=1)
    return np.vstack([rows, (0, ends[-1], ends[-1])])
