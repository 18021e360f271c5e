"""A reported rate, and how it was said to be computed."""

from dataclasses import dataclass

from customerbase import InputError
from customerbase.errors import brief
from metrics.checks import not_negative, whole

HOWS = {
    "retention": "of the customers at the start, the share still here at the end",
    "end_over_start": "customers at the end over customers at the start",
    "average": "1 less those lost over the average of customers at start and end",
    "everyone_served": "1 less those lost over customers at the start plus those won",
    "gross_revenue": "gross revenue retention: opening revenue less what left and shrank",
    "net_revenue": "net revenue retention: opening customers’ revenue at the end over theirs at the start",
    "ever_joined": "of all who ever joined, the share still here",
    "active": "of all who ever ordered, the share with an order in the last so many days",
    "repeat": "of the buyers of the period, the share who bought again in the next",
    "survey": "the mean answer to a survey question at the end, 0 to 10",
}
# The others are shares: 1 at most. A "retention" above 1 is no slip of the pen: it is what refill can come to.
MOST = {"retention": 20, "end_over_start": 20, "net_revenue": 20, "survey": 10}


@dataclass(frozen=True)
class Claim:
    """A rate as it was reported. rate: a fraction (95 % is 0.95; a survey mean is 0 to 10); how: a key of `HOWS`.

    period: what it was said to be of, as in `periods.span` ("2024Q1", "2024", or a pair of months); for "repeat" the
    period whose buyers are followed into the next; elsewhere rates are of its end. window: days of "active" (at least
    1), only there; of: survey column of "survey", only there. Anything else: InputError.
    """

    rate: float
    how: str
    period: object
    window: int | None = None
    of: str | None = None

    def __post_init__(self):
        if not isinstance(self.how, str) or self.how not in HOWS:
            raise InputError(f"how {brief(self.how)} is not known; choose one of {', '.join(HOWS)}.")
        rate = not_negative(self.rate, "rate")
        if rate.ndim:
            raise InputError("rate must be one number, the rate that was reported.")
        most = MOST.get(self.how, 1)
        if rate > most:
            raise InputError(f"rate is {float(rate):g}, but a rate of this kind is at most {most}; "
                             "write 95 % as 0.95.")  # fmt: skip
        if (self.window is not None) != (self.how == "active"):
            raise InputError('window, in days, goes with how="active", and with nothing else.')
        if self.window is not None:
            whole(self.window, "window", least=1)
        if (self.of is not None) != (self.how == "survey"):
            raise InputError('of, a survey column, goes with how="survey", and with nothing else.')
