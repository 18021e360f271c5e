"""What the tests of the chain share: every event at no cost, and what each dial needs beside it to do anything."""

from synthetic.assumptions import dials
from synthetic.events import (
    Appreciation,
    Barrier,
    Bot,
    CareTeam,
    CompetitorMove,
    CostCut,
    Extra,
    Onboarding,
    Personalization,
    PriceMove,
    Upsell,
)

MOVES = tuple(CompetitorMove(3, 6, kind) for kind in ("price", "features", "appeal", "uses", "speed", "tastes"))
SILENT = (  # change neither a price nor what is bought or delivered by themselves
    *MOVES, Personalization(2), Appreciation(2, 8, 0.5, 0), Appreciation(4, 6, 0.2, 0, "best"), CareTeam(1, 20, 0.3, 0),
    CareTeam(1, 20, 0.1, 0, "random"), Onboarding(0, 20, 0), Bot(4, 6, 0.5, 0), Barrier(5, 5), CostCut(6, 6, 0),
)  # fmt: skip
LOUD = (*SILENT, PriceMove(3, 8, -0.2), Extra(4, 5, 10), Upsell(5, 6, 0.2, 0.5), CostCut(6, 6, 5), Bot(4, 6, 0.5, 2))

FELT = {"felt_to_staying": 0.5}
NEEDS = {  # dials that act only through others
    "adaptation": FELT, "overpromise": FELT, "surplus_to_felt": FELT, "felt_memory": FELT, "perception_noise": FELT,
    "satisfaction_memory": {"satisfaction_to_staying": 0.5}, "shield": {"pull_price": 0.1},
    "poor_share": {"poor_leaves": 0.3}, "feedback_to_service": {"poor_leaves": 0.3},
    "personalization_erosion": {"personalization_lift": 0.3}, "wanted_person": {"anger_leaves": 0.3},
    "felt_to_referral": {"referral_rate": 0.02}, "referred_to_staying": {"referral_rate": 0.03},
    "bot_effort": FELT, "barrier_effort": FELT, "cut_to_quality": FELT,
    "price_to_fit": {"fit_to_staying": 1.0},
}  # fmt: skip


def zero(name):
    """A dial's zero, which is within its range for every effect."""
    about = dials()[name]
    return min(max(0, about["low"]), about["high"])


def most(name):
    """The end of a dial's range that is farthest from zero."""
    return max(dials()[name]["low"], dials()[name]["high"], key=abs)
