"""When a customer has paid back what it cost to win them: the rule of thumb, and with the fact that customers leave."""

import numpy as np

from customerbase import InputError
from customerbase.arguments import Together, checked
from customerbase.errors import brief
from metrics.checks import divide, fraction, not_negative

PAID = {
    "start": "margin at the start of each month, the first on joining, before anyone can leave",
    "end": "margin at the end of each month, from those who are still there",
}


@checked
def naive_payback(cac: Together, revenue: Together, gross_margin: Together = 1.0):
    """Months to pay back the cost of winning a customer, as if nobody ever left: CAC/(ARPA x gross margin).

    cac: money a customer won; revenue: money a customer and month (ARPA); gross_margin: fraction of it kept. Numbers or
    arrays; returns months, not rounded, in their broadcast shape. No margin at all: InputError.
    """
    margin = not_negative(revenue, "revenue") * fraction(gross_margin, "gross_margin")
    return divide(not_negative(cac, "cac"), margin, "Without a margin nothing is ever paid back.")


@checked
def payback(cac: Together, margin: Together, churn: Together, paid: str = "start"):
    """Months until the customers won together have paid back what they cost, with `churn` of them leaving each month.

    Formula: the smallest whole k whose sum of margin x (1 - churn)^(i - 1), i = 1..k, reaches CAC; undiscounted. With
    paid="end" the margin comes at the month's end, from those still there: (1 - churn)^i. What they ever pay is
    margin/churn (start) or margin x (1 - churn)/churn (end); where CAC is not below that, the answer is never: inf.
    cac: money a customer won; margin: money a customer and month; churn: fraction a month; numbers or arrays. Returns
    months in their broadcast shape, floats; 0 where cac is 0, inf where it is never, also without a margin.
    """
    if paid not in PAID:
        raise InputError(f"paid is {brief(paid)}, but margin is paid at the 'start' or the 'end' of each month.")
    cac, margin, churn = not_negative(cac, "cac"), not_negative(margin, "margin"), fraction(churn, "churn")
    first = margin * (1 if paid == "start" else 1 - churn)
    cac, first, churn = np.broadcast_arrays(cac, first, churn)
    pays = first > 0
    need = np.divide(cac, first, out=np.ones(cac.shape), where=pays)  # in first months' margins; all months: 1/churn
    reached = pays & ((need * churn < 1 - 1e-12) | ((churn == 1) & (need <= 1)))
    slow = reached & (churn > 1e-280) & (churn < 1)  # below, products lose their digits; and nobody leaves
    months = np.where(reached, need, np.inf)
    months[slow] = np.log1p(-(need * churn)[slow]) / np.log1p(-churn[slow])
    # a whole number that rounding pushed up by a hair stays the number it is
    return np.where(cac == 0, 0.0, np.ceil(months - 1e-9))[()]
