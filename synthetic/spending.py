"""felt value -> spending, and everything else that moves the money of a month; what programmes cost and save."""

import numpy as np

from synthetic.events import Barrier, Bot, CostCut, Extra, Onboarding, Personalization

NEW = 3  # months for which a joiner is new, and has to be helped
LEAST_PRICE = 0.05  # of the usual, below which demand rises no further


def spend(c, month):
    """Revenue and contribution of everybody's month, and what programmes cost.

    revenue = (fee + money of visits x factor) x (1 + price); contribution = the margins of both at the usual price,
    plus all that a higher price brings, less what programmes cost beyond what they save.
    """
    company = c.company
    factor = month.factor = spending_factor(c, month)
    volume = month.luck.visits.spent * month.using
    if factor is not None:
        volume *= factor
    fee = company.fee * month.present
    month.revenue = fee + volume
    month.contribution = company.fee_margin * fee + company.ticket_margin * volume
    if month.price:
        month.contribution += month.price * month.revenue
        month.revenue *= 1 + month.price
    month.cost = programme_cost(c, month)
    if month.cost is not None:
        month.contribution -= month.cost
    c.paid += month.revenue


def spending_factor(c, month):
    """What multiplies the money of visits: a number or float64 (N,), or None where nothing does.

    Felt value f acts as exp(b f - b^2 / 2), so that b moves no average as long as f is standard normal.
    """
    a, t, logs = c.a, month.t, []
    if a.felt_to_spending:
        logs.append(a.felt_to_spending * c.felt - a.felt_to_spending**2 / 2)
    if a.drift_middle or a.drift_top:
        logs.append(c.drift * (t / 12))
    if a.price_to_spending and month.price:
        logs.append(a.price_to_spending * np.log(max(1 + month.price, LEAST_PRICE)))
    for event, reached in month.sold:
        logs.append(np.log1p(event.size) * reached)
    if a.personalization_lift:
        for event in month.on(Personalization):
            followed = min(1, (t - event.start) / event.rivals)  # share of the rivals who do the same by now
            logs.append(np.log1p(a.personalization_lift * (1 - a.personalization_erosion * followed)))
    return np.exp(sum(logs)) if logs else None


def programme_cost(c, month):
    """What this month's programmes cost beyond what they save, money by customer, float64 (N,); None without any."""
    costs = [event.cost * who for programme in (month.sold, month.thanked, month.called) for event, who in programme]
    for event in month.on(Extra, Personalization, Barrier):
        costs.append(event.cost * month.present)
    for event in month.on(Onboarding):
        costs.append(event.cost * (month.present & (c.joining > month.t - NEW) & (c.joining >= 0)))
    for event in month.on(Bot):
        answered = event.share * month.luck.contacts * month.present
        costs.append((event.cost - event.saves) * answered)
    for event in month.on(CostCut):
        costs.append(-event.saves * month.present)
    return sum(costs, np.zeros(len(c))) if costs else None
