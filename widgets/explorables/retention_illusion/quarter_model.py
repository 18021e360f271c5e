"""One period of a customer base, and where the base heads if every period goes like this one. Arithmetic only."""

from dataclasses import dataclass

import numpy as np

from metrics.projection import project, steady_state
from metrics.retention import net_people, net_value, reported_rate, retention_rate, value_retention

PERIODS_A_YEAR = {"month": 12, "quarter": 4, "year": 1}
YEARS = 3


@dataclass(frozen=True)
class QuarterInputs:
    """People in heads; worths in currency a year for each customer."""

    opening: float
    lost: float
    won: float
    worth_leaver: float
    denominator: str
    worth_joiner: float
    worth_average: float


@dataclass(frozen=True)
class QuarterResult:
    """What one period did. `heads` has one number a period from today on; None where a number has no meaning."""

    inputs: QuarterInputs
    period: str
    rate: float  # retention, of the opening customers
    reported: float  # what the chosen denominator makes of it
    value_rate: float | None  # None: the leavers would be worth more than the whole base
    net_people: float
    net_value: float  # currency a year
    heads: np.ndarray
    heading: float | None  # None: nobody leaves, the base grows without end


def quarter(inputs, period="quarter"):
    """QuarterInputs to QuarterResult; `period` is month, quarter or year."""
    i = inputs
    rate = float(retention_rate(i.opening, i.lost))
    opening_value, lost_value = i.opening * i.worth_average, i.lost * i.worth_leaver
    possible = opening_value > 0 and lost_value <= opening_value
    return QuarterResult(
        inputs=i,
        period=period,
        rate=rate,
        reported=float(reported_rate(i.opening, i.lost, i.won, i.denominator)),
        value_rate=float(value_retention(opening_value, lost_value)) if possible else None,
        net_people=float(net_people(i.lost, i.won)),
        net_value=float(net_value(i.lost, i.won, i.worth_leaver, i.worth_joiner)),
        heads=project(i.opening, rate, i.won, YEARS * PERIODS_A_YEAR[period]),
        heading=float(steady_state(rate, i.won)) if rate < 1 else None,
    )
