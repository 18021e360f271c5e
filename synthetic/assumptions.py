"""Every coefficient of the causal chain in one place: value, unit, range, source and how good the evidence for it is.

Effects that nobody has published start at zero, so that a base made with `Assumptions()` holds levels and luck only.
`Assumptions.as_the_sources_claim()` switches on what the texts of sources.py assert. They give directions and no
sizes: each such size is ours, chosen so that a picture shows it, and is graded `asserted`.

sd is a standard deviation of felt value (or satisfaction, or fit) between customers when nothing special happens.
"""

import dataclasses
import numbers
from dataclasses import dataclass

import pandas as pd

from customerbase import InputError
from customerbase.errors import brief
from synthetic.sources import ASSET, ESSAY, JAGOTA, LEFTON, SURVEYS, Text

GRADES = ("arithmetic", "published", "asserted", "illustration", "invented")
MODES = ("churn moves", "same churn")


def dial(default, low, high, unit, source, grade, says, sources_claim=None):
    """One coefficient. source: a text of sources.py, or a publication by name; sources_claim: its value in
    as_the_sources_claim(), if any."""
    about = {"low": low, "high": high, "unit": unit, "source": source.short if isinstance(source, Text) else source,
             "grade": grade, "says": says, "sources_claim": sources_claim}
    return dataclasses.field(default=default, metadata=about)


@dataclass(frozen=True)
class Assumptions:
    """The coefficients of chain.py. A value outside its range raises InputError with the range in it.

    mode: "churn moves": an effect changes who leaves and how many. "same churn": every month's baseline hazard is
    multiplied by the one factor that keeps expected leavers as they would be without effects, so that only *who*
    leaves changes.
    """

    # value -> expectation -> surplus -> felt value; last transactions -> satisfaction
    adaptation: float = dial(
        0.3, 0, 1, "share a month", ESSAY, "illustration",
        "how much of the gap to what was delivered expectation closes")
    overpromise: float = dial(
        0, -0.5, 1, "share of the price", LEFTON, "asserted", "what joiners are promised beyond what they get", 0.1)
    surplus_to_felt: float = dial(
        1, 0, 2, "sd per usual surplus", ESSAY, "asserted",
        "how much value above expectation makes customers feel valued")
    felt_memory: float = dial(
        0.8, 0, 0.95, "share kept a month", SURVEYS, "asserted",
        "how much of last month's felt value is still felt", 0.9)
    satisfaction_memory: float = dial(
        0.8, 0, 0.95, "share kept a visit", SURVEYS, "asserted",
        "how much of earlier visits is left in satisfaction", 0.3)
    perception_noise: float = dial(
        0, 0, 3, "usual experience", JAGOTA, "asserted", "what customers perceive besides what was delivered", 0.5)
    appreciation_to_felt: float = dial(
        0, 0, 2, "sd in the long run", SURVEYS, "asserted",
        "felt value gained by those who are shown appreciation", 0.6)
    upsell_to_felt: float = dial(
        0, 0, 2, "sd in the long run", SURVEYS, "asserted", "felt value lost while a customer is sold more", 0.6)
    poor_to_felt: float = dial(
        0, 0, 2, "sd at once", LEFTON, "asserted", "felt value lost in one poor experience, a moment of truth", 0.5)
    asking_to_felt: float = dial(
        0, 0, 2, "sd at once", JAGOTA, "asserted", "felt value gained by being asked and answering", 0.1)
    onboarding_to_felt: float = dial(
        0, 0, 2, "sd in the long run", JAGOTA, "asserted", "felt value gained in three months of good onboarding", 0.5)
    social_to_felt: float = dial(
        0, 0, 0.9, "share in the long run", JAGOTA, "asserted",
        "how much of their segment's mood customers take on", 0.2)

    # what a survey hears
    recommend_felt: float = dial(
        0.5, 0, 1, "weight", SURVEYS, "invented", "weight of felt value in the willingness to recommend", 0.2)
    recommend_satisfaction: float = dial(
        0.5, 0, 1, "weight", SURVEYS, "invented", "weight of satisfaction in the willingness to recommend", 0.8)
    survey_noise: float = dial(
        1, 0, 3, "sd", "", "invented", "noise in every answer, the same for all three questions")
    score_mean: float = dial(
        7.3, 0, 10, "points of 0 to 10", "", "invented", "the average answer to each of the three questions")
    score_spread: float = dial(
        1.9, 0, 5, "points of 0 to 10", "", "invented", "standard deviation of answers between customers")
    response_rate: float = dial(
        0.1, 0, 0.5, "share a month", "", "invented", "customers who answer the survey in a month")
    response_bias: float = dial(
        0, -1, 1, "share", "", "arithmetic", "promoters answer that much more often, detractors that much less")

    # leaving: log hazard, so that 0.5 for one sd means 39 % fewer leave
    felt_to_staying: float = dial(
        0, 0, 1.5, "log hazard per sd", SURVEYS, "asserted", "how much felt value keeps customers", 0.6)
    satisfaction_to_staying: float = dial(
        0, 0, 1.5, "log hazard per sd", SURVEYS, "asserted", "how much satisfaction keeps customers", 0.15)
    fit_to_staying: float = dial(
        0, 0, 1.5, "log hazard per sd", LEFTON, "asserted",
        "how much longer customers stay whom the product suits", 0.5)
    tenure_to_staying: float = dial(
        0, 0, 1, "log hazard per log year", "", "invented", "the rival explanation: staying itself makes people stay")
    sunk_cost: float = dial(
        0, 0, 2, "log hazard at joining", LEFTON, "asserted",
        "how much money paid at the start holds, fading over a year", 0.5)
    referred_to_staying: float = dial(
        0, 0, 1.5, "log hazard", "Schmitt et al. 2011", "published", "how much longer referred customers stay")
    poor_share: float = dial(
        0.05, 0, 0.3, "share of visits", "", "invented", "visits that are a poor experience")
    poor_leaves: float = dial(
        0, 0, 0.5, "probability", JAGOTA, "asserted", "leaving at once after one poor experience", 0.1)
    anger_leaves: float = dial(
        0, 0, 0.5, "probability a month", ESSAY, "asserted", "leaving when a bot answers and one wanted a person", 0.05)
    save_rate: float = dial(
        0, -0.8, 0.9, "share of hazard", LEFTON, "asserted",
        "leaving prevented by a call from a customer-success team; below zero, provoked (Ascarza 2018)", 0.2)
    friction_gain: float = dial(
        0, 0, 0.9, "share of hazard", "Einav, Klopack & Mahoney 2025", "published",
        "leaving prevented by a barrier of size 1; about 0.5 where cancelling was made hard")
    shield: float = dial(
        0, 0, 2, "log pull per sd", SURVEYS, "asserted", "how much felt value protects from a competitor's pull", 0.8)
    pull_price: float = dial(
        0, 0, 0.3, "probability a month", SURVEYS, "asserted", "leaving for a competitor's lower price", 0.06)
    pull_features: float = dial(
        0, 0, 0.3, "probability a month", SURVEYS, "asserted", "leaving for more features", 0.04)
    pull_appeal: float = dial(
        0, 0, 0.3, "probability a month", SURVEYS, "asserted", "leaving for an offer that appeals to more users", 0.03)
    pull_uses: float = dial(
        0, 0, 0.3, "probability a month", SURVEYS, "asserted", "leaving for more use cases", 0.03)
    pull_speed: float = dial(
        0, 0, 0.3, "probability a month", SURVEYS, "asserted", "leaving for faster delivery", 0.04)
    pull_tastes: float = dial(
        0, 0, 0.3, "probability a month", SURVEYS, "asserted", "leaving for variety or a changed taste", 0.03)

    # using and spending
    idle_share: float = dial(
        0, 0, 0.95, "share of members", ESSAY, "asserted", "who no longer use it after 30 days; of gym members 0.9")
    felt_to_spending: float = dial(
        0, 0, 0.5, "log spending per sd", ESSAY, "asserted", "how much more a visit brings from who feels valued", 0.1)
    price_to_spending: float = dial(
        0, -4, 0, "elasticity", "Bijmolt et al. 2005 (recalled, unverified)", "published",
        "change of what is bought when prices move; about -2.6")
    personalization_lift: float = dial(
        0, 0, 0.5, "share of spending", SURVEYS, "asserted", "more spent in response to personalized offers", 0.1)
    personalization_erosion: float = dial(
        0, 0, 1, "share of the lift", SURVEYS, "asserted", "how much of it is gone once all rivals personalize", 0.8)
    drift_top: float = dial(
        0, -0.5, 0.5, "log spending a year", ASSET, "invented", "drift of the tenth of customers who spend most")
    drift_middle: float = dial(
        0, -0.5, 0.5, "log spending a year", ASSET, "invented", "drift of the next four tenths")

    # who joins
    price_to_fit: float = dial(
        0, 0, 5, "sd per 100 % of price", LEFTON, "asserted", "fit that joiners lack when a price cut brings them", 2)
    brand_harm: float = dial(
        0, 0, 0.5, "share of joiners", ESSAY, "asserted", "people who no longer join while costs are cut", 0.1)
    referral_rate: float = dial(
        0, 0, 0.03, "friends a month", ESSAY, "asserted", "friends whom a customer of average felt value brings", 0.004)
    felt_to_referral: float = dial(
        0, 0, 1, "log rate per sd", ESSAY, "asserted", "how many more friends those bring who feel valued", 0.4)

    # service that customers did not ask for
    wanted_person: float = dial(
        0.2, 0, 1, "share of customers", "", "illustration", "customers who want a person and not a bot")
    bot_effort: float = dial(
        0, 0, 5, "hours a contact", ESSAY, "asserted", "effort of a contact with a bot for who wanted a person", 0.5)
    barrier_effort: float = dial(
        0, 0, 5, "hours a month", ESSAY, "asserted", "effort and annoyance of a cancellation barrier of size 1", 0.3)
    cut_to_quality: float = dial(
        0, 0, 5, "money for each saved", ESSAY, "asserted", "worth that customers lose for each unit of cost cut", 1.5)
    feedback_to_service: float = dial(
        0, 0, 1, "share of poor visits", LEFTON, "asserted",
        "poor experiences prevented by feedback from the front line", 0.3)

    # what the company writes down
    reason_unknown: float = dial(
        0.4, 0, 1, "share of leavers", ASSET, "invented", "leavers whose reason the company does not know")

    mode: str = "churn moves"

    def __post_init__(self):
        for name, about in dials().items():
            value = getattr(self, name)
            number = isinstance(value, numbers.Real) and not isinstance(value, bool)
            if not number or not about["low"] <= value <= about["high"]:
                raise InputError(f"{name} must be a number from {about['low']:g} to {about['high']:g} "
                                 f"({about['unit']}), not {brief(value)}.")
            object.__setattr__(self, name, float(value))  # a numpy number would turn float32 arrays into float64
        if not isinstance(self.mode, str) or self.mode not in MODES:
            raise InputError(f"mode must be one of {', '.join(map(repr, MODES))}, not {brief(self.mode)}.")

    @classmethod
    def as_the_sources_claim(cls, **changes):
        """All effects that the source texts assert, switched on; changes override single ones."""
        said = {name: about["sources_claim"] for name, about in dials().items() if about["sources_claim"] is not None}
        return cls.of(said | changes)

    @classmethod
    def of(cls, values):
        """Assumptions from a dict of names and values; InputError for a name that is not one of them."""
        names = [field.name for field in dataclasses.fields(cls)]
        for name in values:
            if name not in names:
                raise InputError(f"there is no assumption {brief(name)}; they are {', '.join(names)}.")
        return cls(**values)

    def but(self, **changes):
        """The same assumptions with a few changed."""
        return self.of(dataclasses.asdict(self) | changes)

    def table(self):
        """One row a coefficient: its value, unit, range, default, sources_claim (or NaN), source, grade and meaning."""
        defaults = {field.name: field.default for field in dataclasses.fields(self)}
        rows = [{"assumption": name, "value": getattr(self, name), "default": defaults[name], **about}
                for name, about in dials().items()]
        order = ["assumption", "value", "unit", "low", "high", "default", "sources_claim", "source", "grade", "says"]
        return pd.DataFrame(rows)[order]


def dials():
    """{name: what dial() holds} of every numeric assumption, in the order of the class."""
    return {field.name: field.metadata for field in dataclasses.fields(Assumptions) if field.metadata}
