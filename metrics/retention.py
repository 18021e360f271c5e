"""How many stayed: the retention rate, the rates that only look like it, and the people and money behind them.

One set of names everywhere: S opening customers, L opening customers gone at the end, N customers won in the period
and still here at its end, E = S - L + N closing customers. Whoever joins and leaves inside the period is in none of
them. Every function takes numbers or numpy arrays that broadcast, and returns a number or an array of that shape.
"""

import numpy as np

from customerbase import InputError
from customerbase.arguments import Together, checked
from customerbase.errors import brief
from metrics.checks import divide, fraction, not_negative, within

# What boards divide by. Only the first is retention.
DENOMINATORS = {
    "opening": "kept of the opening customers, 1 - L/S: the retention rate",
    "end_over_start": "closing over opening customers, E/S: lets the new replace the lost",
    "average": "1 - L over the average of opening and closing customers: moves with the new",
    "everyone_served": "1 - L over opening plus won customers: the new, not yet able to leave, dilute the lost",
}


def _people(opening, lost):
    opening, lost = not_negative(opening, "opening"), not_negative(lost, "lost")
    sentence = "More customers are lost than there were at the opening: lost counts opening customers only."
    return opening, within(lost, opening, sentence)


@checked
def retention_rate(opening: Together, lost: Together):
    """Share of the opening customers who are still here at the end.

    Formula: (E - N)/S = 1 - L/S. Source: Farris et al., Marketing Metrics.
    opening, lost: people (S, L), numbers or arrays. Returns a fraction from 0 to 1, in their broadcast shape.
    Zero opening customers, or more lost than opened: InputError.
    """
    return 1 - churn_rate(opening, lost)


@checked
def churn_rate(opening: Together, lost: Together):
    """Share of the opening customers who are gone at the end.

    Formula: L/S, so that retention + churn = 1. Source: Farris et al., Marketing Metrics.
    opening, lost: people (S, L), numbers or arrays. Returns a fraction from 0 to 1, in their broadcast shape.
    Zero opening customers, or more lost than opened: InputError.
    """
    opening, lost = _people(opening, lost)
    return divide(lost, opening, "With no opening customers there is no retention or churn rate: nobody could leave.")


@checked
def end_over_start(opening: Together, lost: Together, won: Together):
    """Closing over opening customers: growth of the head count, often reported as retention, which it is not.

    Formula: E/S = (S - L + N)/S. Convention: N are won in the period and still here at its end.
    opening, lost, won: people, numbers or arrays. Returns a fraction that may pass 1, in their broadcast shape.
    Zero opening customers, or more lost than opened: InputError.
    """
    opening, lost = _people(opening, lost)
    won = not_negative(won, "won")
    return divide(opening - lost + won, opening, "With no opening customers, closing over opening is undefined.")


@checked
def reported_rate(opening: Together, lost: Together, won: Together, denominator: str = "opening"):
    """The "retention rate" as a report might state it, under one of four denominators.

    "opening":          1 - L/S           retention: which of those who could leave stayed.
    "end_over_start":   E/S               not retention: every customer won hides one lost; it may pass 1.
    "average":          1 - L/((S+E)/2)   looks like retention: rises with N at the same losses, and can fall below 0.
    "everyone_served":  1 - L/(S+N)       looks like retention: N, just won, were not at risk and dilute L.

    With nobody won and nobody lost all four agree. opening, lost, won: people (S, L, N), numbers or arrays; E =
    S - L + N. Returns a fraction in their broadcast shape. Source of the first: Farris et al., Marketing Metrics.
    A denominator that is zero, more lost than opened, or another name than these four: InputError.
    """
    if denominator not in DENOMINATORS:
        raise InputError(f"The denominator {brief(denominator)} is not known; choose one of {', '.join(DENOMINATORS)}.")
    if denominator == "opening":
        rate = retention_rate(opening, lost)
        return rate + 0 * not_negative(won, "won")  # same shape as the other three when won is an array
    if denominator == "end_over_start":
        return end_over_start(opening, lost, won)
    opening, lost = _people(opening, lost)
    won = not_negative(won, "won")
    base = opening + won if denominator == "everyone_served" else opening + (won - lost) / 2
    return 1 - divide(lost, base, f"Nobody is left to divide by: the denominator {denominator!r} is zero.")


@checked
def value_retention(opening_value: Together, lost_value: Together):
    """Share of the opening customers' value that is still here: one leaver is not like another.

    Formula: 1 - (value of L)/(value of S), each customer valued as at the opening (so this leaves out that those who
    stay may spend more or less: see `gross_revenue_retention`). With worth in multiples of the average opening
    customer, opening_value is S and lost_value is L times a leaver's worth.
    opening_value, lost_value: money, numbers or arrays. Returns a fraction from 0 to 1 in their broadcast shape.
    Zero opening value, or leavers worth more than the whole opening base: InputError.
    """
    opening_value = not_negative(opening_value, "opening_value")
    lost_value = not_negative(lost_value, "lost_value")
    sentence = "The leavers are worth more than the whole opening base; lower what a leaver is worth or how many left."
    lost_value = within(lost_value, opening_value, sentence)
    return 1 - divide(lost_value, opening_value, "With no opening value there is no value retention.")


@checked
def net_people(lost: Together, won: Together):
    """Customers won less customers lost: N - L = E - S, in people (negative: the base shrinks).

    lost, won: people, numbers or arrays; returns their broadcast shape. No denominator.
    """
    return not_negative(won, "won") - not_negative(lost, "lost")


@checked
def net_value(lost: Together, won: Together, leaver_value: Together, joiner_value: Together):
    """What winning and losing did to the money: N x worth of a joiner - L x worth of a leaver.

    lost, won: people; leaver_value, joiner_value: money a customer and period, averages of each group. Numbers or
    arrays; returns money in their broadcast shape. A base can gain people and lose value. No denominator.
    """
    gained = not_negative(won, "won") * not_negative(joiner_value, "joiner_value")
    return gained - not_negative(lost, "lost") * not_negative(leaver_value, "leaver_value")


@checked
def implied_opening(lost: Together, rate: Together):
    """The opening base at which losing `lost` customers gives the retention rate `rate`: L/(1 - r).

    A count of people lost fixes no rate, and a rate fixes no count: this is the base that ties the two.
    lost: people; rate: fraction. Numbers or arrays; returns people in their broadcast shape, not rounded.
    A rate of 1, where nobody leaves whatever the base: InputError.
    """
    rate = fraction(rate, "rate")
    return divide(not_negative(lost, "lost"), 1 - rate, "At a retention rate of 1 nobody leaves, so no base follows.")


@checked
def compound(rate: Together, periods: Together):
    """A rate per period over several periods in a row: r^n (.95 a quarter is .815 a year).

    Convention: the same rate in every period, for everyone. rate: 0 or more (growth rates may pass 1); periods: 0 or
    more, fractions allowed (1/4 turns a yearly rate into a quarterly one). Numbers or arrays that broadcast.
    No denominator; r^0 is 1, also for r = 0.
    """
    return np.power(not_negative(rate, "rate"), not_negative(periods, "periods"))
