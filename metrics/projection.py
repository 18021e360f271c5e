"""Stock and flow: where a base heads when it keeps a rate of its customers and wins a number of new ones."""

import numpy as np

from customerbase.arguments import Together, checked
from metrics.checks import divide, fraction, not_negative, whole


@checked
def project(opening: Together, rate: Together, won: Together, periods):
    """Customers at the end of periods 0..periods.

    Formula: E(0) = opening, E(t) = E(t-1) x rate + won. Convention: those won in a period are still here at its end
    and not at risk before the next one. The same rate and wins every period.
    opening, won: people; rate: retention a period, fraction; numbers or arrays that broadcast. Returns people, not
    rounded, shape (periods + 1,) for numbers, (periods + 1, ...) for arrays. No denominator.
    Source: stock and flow as in Cronin, Gonzalez & Sterman 2009.
    """
    opening, won = not_negative(opening, "opening"), not_negative(won, "won")
    rate = fraction(rate, "rate")
    heads = np.empty((whole(periods, "periods") + 1, *np.broadcast_shapes(opening.shape, rate.shape, won.shape)))
    heads[0] = opening
    for t in range(1, len(heads)):
        heads[t] = heads[t - 1] * rate + won
    return heads


@checked
def steady_state(rate: Together, won: Together):
    """The size the base heads for, whatever it is today: won/(1 - rate), where wins just replace losses.

    rate: retention a period, fraction; won: people a period; numbers or arrays that broadcast. Returns people in
    their shape. A rate of 1 (it grows without end): InputError. Source: Little's law, arrivals x mean lifetime.
    """
    won, rate = not_negative(won, "won"), fraction(rate, "rate")
    return divide(won, 1 - rate, "At a retention rate of 1 nobody leaves, so the base never settles.")
