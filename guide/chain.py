"""The causal chain as a list: its boxes, its arrows, and which assumption belongs to which of them.

The page and the picture are both made from it; a test holds it to `Assumptions`, each of them in one place.
"""

from dataclasses import dataclass

from synthetic.assumptions import Assumptions


@dataclass(frozen=True)
class Box:
    """Something that has a value. at: its middle in the picture, in pixels from the top left."""

    name: str
    under: str  # a few words below the name
    at: tuple[int, int]
    dials: tuple[str, ...] = ()


@dataclass(frozen=True)
class Arrow:
    """Something that moves something else."""

    source: str
    target: str
    says: str
    dials: tuple[str, ...] = ()

    @property
    def on(self):
        """Whether it does anything in `Assumptions()`. Arithmetic, which needs no dial, always does."""
        return not self.dials or any(getattr(Assumptions(), dial) for dial in self.dials)


BOXES = (
    Box("Price and promises", "what is told to whom", (104, 110)),
    Box("Product and service", "what is delivered", (104, 200)),
    Box("Bots, barriers, cuts", "work for customers", (104, 290), ("wanted_person",)),
    Box("Programmes", "thanks, selling, help", (104, 380)),
    Box("Who joins", "good fit or bad", (104, 540), ("idle_share",)),
    Box("Expectation", "set by experience", (352, 110)),
    Box("Value", "benefits less all costs", (352, 200), ("perception_noise",)),
    Box("Visits", "a few of them poor", (352, 455), ("poor_share",)),
    Box("Felt value", "of the relationship", (608, 235), ("felt_memory", "social_to_felt")),
    Box("Satisfaction", "with the last visits", (608, 375), ("satisfaction_memory",)),
    Box("Bringing friends", "some of whom join", (892, 100)),
    Box("Spending", "more or less a visit", (892, 190), ("drift_top", "drift_middle")),
    Box("Survey answers", "0 to 10, from some", (892, 280), (
        "survey_noise", "score_mean", "score_spread", "response_rate", "response_bias")),
    Box("Leaving", "own chance, moved", (892, 425), ("tenure_to_staying", "reason_unknown")),
    Box("Rivals", "six moves", (892, 540)),
)

ARROWS = (
    Arrow("Price and promises", "Expectation", "what is promised is expected", ("overpromise",)),
    Arrow("Price and promises", "Value", "the price is what is given for the benefits"),
    Arrow("Product and service", "Value", "benefits, and the time and effort they take"),
    Arrow("Bots, barriers, cuts", "Value", "they cost effort, and quality", (
        "bot_effort", "barrier_effort", "cut_to_quality")),
    Arrow("Value", "Expectation", "it follows what was delivered", ("adaptation",)),
    Arrow("Value", "Felt value", "value above expectation, the surplus", ("surplus_to_felt",)),
    Arrow("Programmes", "Felt value", "being appreciated, helped, asked, or sold more", (
        "appreciation_to_felt", "upsell_to_felt", "onboarding_to_felt", "asking_to_felt")),
    Arrow("Programmes", "Visits", "the front line’s feedback prevents poor ones", ("feedback_to_service",)),
    Arrow("Visits", "Satisfaction", "how the last ones went"),
    Arrow("Visits", "Felt value", "a poor one is remembered", ("poor_to_felt",)),
    Arrow("Visits", "Leaving", "a poor one is the last", ("poor_leaves",)),
    Arrow("Felt value", "Bringing friends", "who feels valued tells others", ("referral_rate", "felt_to_referral")),
    Arrow("Felt value", "Spending", "and spends more", ("felt_to_spending",)),
    Arrow("Felt value", "Survey answers", "part of every answer", ("recommend_felt",)),
    Arrow("Felt value", "Leaving", "who feels valued stays", ("felt_to_staying",)),
    Arrow("Satisfaction", "Survey answers", "the other part", ("recommend_satisfaction",)),
    Arrow("Satisfaction", "Leaving", "who is satisfied stays", ("satisfaction_to_staying",)),
    Arrow("Who joins", "Leaving", "whom it suits stays; so may who was referred or has paid much", (
        "fit_to_staying", "referred_to_staying", "sunk_cost")),
    Arrow("Rivals", "Leaving", "six pulls, against the shield of felt value", (
        "pull_price", "pull_features", "pull_appeal", "pull_uses", "pull_speed", "pull_tastes", "shield")),
)

# Arrows that would cross half the picture: drawn as a word at the box they end in.
ASIDES = (
    Arrow("Price and promises", "Who joins", "a price cut brings people whom it suits less", ("price_to_fit",)),
    Arrow("Bots, barriers, cuts", "Who joins", "cost cuts harm the name", ("brand_harm",)),
    Arrow("Bots, barriers, cuts", "Leaving", "a bot angers, a barrier holds", ("anger_leaves", "friction_gain")),
    Arrow("Programmes", "Leaving", "a call may save a customer", ("save_rate",)),
    Arrow("Price and promises", "Spending", "a higher price buys less", ("price_to_spending",)),
    Arrow("Programmes", "Spending", "personalized offers, until all rivals make them", (
        "personalization_lift", "personalization_erosion")),
)
