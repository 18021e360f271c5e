"""What the opening customers still pay: gross and net revenue retention, and the quick ratio.

Only customers with opening revenue count. Each one's change is churn, contraction or expansion, never two of them;
new and reactivated customers are left out. Source: common practice of subscription companies' reports.
"""

from typing import NamedTuple

import numpy as np

from customerbase import CustomerBase, InputError
from customerbase.arguments import Together, checked
from metrics.checks import divide, not_negative, paid, within
from metrics.flows import month_index, run_rate


@checked
def gross_revenue_retention(opening: Together, churn: Together, contraction: Together):
    """Share of the opening revenue that neither left nor shrank (GRR).

    Formula: 1 - (churn + contraction)/opening; expansion cannot hide a loss, so GRR never passes 1 or NRR.
    opening: revenue of the opening customers in the opening period; churn: what the leavers among them paid;
    contraction: by how much the others pay less. Money, numbers or arrays; a fraction from 0 to 1 in their shape.
    Zero opening revenue, or more lost than opened: InputError.
    """
    opening = not_negative(opening, "opening")
    lost = not_negative(churn, "churn") + not_negative(contraction, "contraction")
    sentence = "Churn and contraction together are more than the opening revenue; give those of the opening customers."
    lost = within(lost, opening, sentence)
    return 1 - divide(lost, opening, "With no opening revenue there is no revenue retention.")


@checked
def net_revenue_retention(opening: Together, churn: Together, contraction: Together, expansion: Together):
    """Revenue of the opening customers at the end over their revenue at the opening (NRR).

    Formula: 1 - (churn + contraction - expansion)/opening: GRR + expansion/opening. It passes 1 when expansion covers
    the losses, which is why it is read beside GRR. Units, shapes as in `gross_revenue_retention`; expansion: by how
    much opening customers pay more. Zero opening revenue, or more lost than opened: InputError.
    """
    kept = gross_revenue_retention(opening, churn, contraction)
    return kept + not_negative(expansion, "expansion") / np.asarray(opening, dtype=float)


@checked
def quick_ratio(new: Together, expansion: Together, churn: Together, contraction: Together):
    """Revenue gained for each unit of revenue lost: (new + expansion)/(churn + contraction).

    Source: the quick ratio of subscription companies (M. Hamid). All four in money of one period, numbers or arrays
    that broadcast; returns a ratio, 0 or more; below 1 revenue falls.
    Nothing lost: InputError, since the ratio has no upper end.
    """
    gained = not_negative(new, "new") + not_negative(expansion, "expansion")
    lost = not_negative(churn, "churn") + not_negative(contraction, "contraction")
    return divide(gained, lost, "No revenue was lost, so the quick ratio is undefined; report what was gained.")


class RevenueMoves(NamedTuple):
    """Where revenue went between two periods, in money; opening - churn - contraction + expansion + new = closing."""

    opening: float
    churn: float
    contraction: float
    expansion: float
    new: float


def revenue_moves(opening, closing):
    """Sort each customer's change of revenue into churn, contraction, expansion or new.

    opening, closing: money per customer in the two periods, arrays of shape (customers,), same order, 0 where a
    customer paid nothing. Churn: paid, now nothing. Contraction, expansion: pays less, more. New: paid nothing at the
    opening (won or reactivated; no part of GRR or NRR). Returns `RevenueMoves`, five sums.
    Negative revenue or unequal shapes: InputError. No denominator.
    """
    opening, closing = not_negative(opening, "opening"), not_negative(closing, "closing")
    if opening.shape != closing.shape:
        raise InputError(
            f"opening has shape {opening.shape} and closing {closing.shape}; give one number a customer in each."
        )
    had, change = opening > 0, closing - opening
    left = had & (closing == 0)
    return RevenueMoves(
        opening=float(opening.sum()),
        churn=float(opening[left].sum()),
        contraction=float(-change[had & ~left & (change < 0)].sum()),
        expansion=float(change[had & (change > 0)].sum()),
        new=float(closing[~had].sum()),
    )


class RevenueRetention(NamedTuple):
    """GRR and NRR of a base (fractions), the sums behind them, and what they may be called."""

    gross: float
    net: float
    moves: RevenueMoves
    label: str


@checked
def revenue_retention(base: CustomerBase, start, end, months=1, purchase_noise: bool = False):
    """GRR and NRR of a customer base, from its run rate at the end of month `start` to that at the end of `end`.

    base: a CustomerBase; start, end: months such as "2024-03", start before end; months: the window of `run_rate`.
    Convention: whoever has no contract in force at the end of a month has no revenue then. Spending that goes up and
    down by itself reads as contraction and expansion, the more the shorter the window: one month suits a fixed fee.
    Without contracts that is all there is to see: nobody says when they leave, and buying less often reads as loss.
    So a base without contracts is refused, unless purchase_noise=True; then `label` says what it measures.
    Formulas: `gross_revenue_retention`, `net_revenue_retention`. No opening revenue: InputError.
    """
    if not base.has_contract and not purchase_noise:
        raise InputError(
            "This base has no contracts, so revenue retention would measure purchase noise; use active_customers, "
            "or say purchase_noise=True to see that noise under its own name."
        )
    first, last = month_index(base, start, "start"), month_index(base, end, "end")
    if first >= last:
        raise InputError(f"The start {start} is not before the end {end}; give the earlier month first.")
    opening, closing = run_rate(base, start, months), run_rate(base, end, months)
    if base.has_contract:
        member = base.arrays["member"]
        opening, closing = opening * (member[first] == 1), closing * (member[last] == 1)
    moves = revenue_moves(paid(opening, f"{base.months[first]:%B %Y}"), paid(closing, f"{base.months[last]:%B %Y}"))
    return RevenueRetention(
        gross=float(gross_revenue_retention(*moves[:3])),
        net=float(net_revenue_retention(*moves[:4])),
        moves=moves,
        label="revenue retention" if base.has_contract else "purchase noise, not retention: no contracts",
    )
