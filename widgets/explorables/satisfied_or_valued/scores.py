"""Three scores against who then left, what the survey can tell beside what is true, and the ceiling of them all."""

from synthetic.sources import SURVEYS
from widgets.explorables.satisfied_or_valued.scores_figure import ScoresFigure
from widgets.explorables.satisfied_or_valued.scores_model import (
    AHEAD,
    CUSTOMERS,
    PAIRS,
    SCORES,
    SEEDS,
    ScoresInputs,
    compare,
)
from widgets.explorables.satisfied_or_valued.wave import say
from widgets.panel.controls import Choice, Dial, Source
from widgets.panel.explorable import Explorable, Words
from widgets.panel.forms import PERCENT, Form, counted, people
from widgets.panel.tries import Try

EFFECT = Form("per spread", decimals=2)  # log hazard
FELT = Source("asserted", f"{SURVEYS}: feeling valued is “a far better predictor of customer retention”; from client "
                          "work, no size. 0.6 log hazard in the preset is ours: one spread less, 82 % more leave. For: "
                          "commitment counts (Verhoef 2003). Against: insignificant beside satisfaction (Gustafsson "
                          "et al. 2005)")
SATISFIED = Source("asserted", f"{SURVEYS}: satisfaction is “shallow”; its size is ours. Gustafsson et al. 2005 find "
                               "the opposite: satisfaction keeps customers, commitment adds nothing")
MEMORY = Source("asserted", f"{SURVEYS}: satisfaction is “last click”, the relationship lasts; share kept a month. "
                            "What "
                            f"lasts foretells {AHEAD} months better at an equal effect: that is memory, not meaning")
LEAN = Source("invented", "recommend = this much felt value, the rest satisfaction, scaled, plus noise. At 0 or 1 it "
                          "is a second question about the same thing. In between it hears two causes, and can win")
NOISE = Source("invented", "in spreads, the same for all three questions, as are scale and response: none is worse by "
                           "construction")
RATE = Source("invented", "share of customers who answer the survey")
BIAS = Source("arithmetic", "promoters answer that much more often, detractors that much less")
LUCK = Source("invented", "two bases made alike but for chance. The other one shows what chance can do: with all "
                          "equal one score looks best there, as it will in a few bases of a hundred")

TITLES = dict(zip(SCORES, ("recommend", "satisfied", "appreciated"), strict=True))


def _area(result, score):
    """How often a score gets a pair right, among everybody; 0 where too few left to say."""
    found = result.everybody.areas.get(score)
    return found.score if found else 0.0


class ThreeScores(Explorable):
    """Recommend, satisfied, appreciated: which of them foretells who leaves?"""

    name = "Satisfied or valued: three scores against who left"
    Inputs = ScoresInputs
    company = ""
    simulates = True
    dials = (
        Dial("felt_to_staying", "Felt value keeps", 0, 1.5, 0.05, 0, EFFECT, FELT),
        Dial("satisfaction_to_staying", "Satisfaction keeps", 0, 1.5, 0.05, 0, EFFECT, SATISFIED),
        Dial("felt_memory", "Felt memory", 0, 0.95, 0.05, 0.8, Form("% a month", factor=100), MEMORY),
        Dial("satisfaction_memory", "Satisfied memory", 0, 0.95, 0.05, 0.8, Form("% a month", factor=100),
             MEMORY),
    )
    more = (
        Dial("lean", "Felt value in the recommend score", 0, 1, 0.05, 0, PERCENT, LEAN),
        Dial("survey_noise", "Noise in every answer", 0, 3, 0.1, 1, Form("spreads", decimals=1), NOISE),
        Dial("response_rate", "Customers who answer", 0.1, 0.5, 0.05, 0.3, PERCENT, RATE),
        Dial("response_bias", "Promoters answer more often by", -1, 1, 0.1, 0, PERCENT, BIAS),
        Choice("luck", "Base", {"One": SEEDS[0], "Another": SEEDS[1]}, SEEDS[0], LUCK),
    )
    presets = {
        "As the authors say": {"felt_to_staying": 0.6, "satisfaction_to_staying": 0.15, "felt_memory": 0.9,
                             "satisfaction_memory": 0.3, "lean": 0.2},
        "All equal": {"felt_to_staying": 0.4, "satisfaction_to_staying": 0.4},
        "No effect": {},
        "Only memory differs": {"felt_to_staying": 0.6, "satisfaction_to_staying": 0.6, "felt_memory": 0.95,
                                "satisfaction_memory": 0},
        "Recommend wins": {"felt_to_staying": 0.8, "satisfaction_to_staying": 0.8, "lean": 0.5},
    }
    tries = (
        Try("felt", "Let feeling appreciated win",
            "How much must felt value keep for “appreciated” to foretell leaving clearly, 0.6 or more among everybody?",
            ("felt_to_staying",), lambda i, r: _area(r, "appreciated") >= 0.6 and i.satisfaction_to_staying == 0,
            "So it would be if felt value kept people: the slider is the claim."),
        Try("memory", "Let memory alone make the winner",
            "Give both effects the same size and only the memories another: the preset *Only memory differs* does it.",
            ("felt_to_staying", "satisfaction_to_staying", "felt_memory", "satisfaction_memory"),
            lambda i, r: i.felt_to_staying == i.satisfaction_to_staying > 0
            and _area(r, "appreciated") > _area(r, "satisfied") + 0.02,
            "The longer memory wins: its score is still true when people leave."),
    )

    def prepare(self):
        self.Picture = lambda: ScoresFigure(self.currency)

    def compute(self, inputs):
        return compare(inputs, self.rough)

    def words(self, r):
        every = r.everybody
        if r.rough:
            return Words("Let go to compare", f"In a sample of {people(r.customers)} customers {self._areas(every)}; "
                                              f"the verdict comes with all {people(CUSTOMERS)}.")
        best = every.best
        truth = (f"In everybody’s answers “{TITLES[best]}” foretells leaving best" if best else
                 "Even everybody’s answers cannot tell which score foretells leaving best")
        survey = r.survey
        if not survey.areas:
            told = f"the survey has {counted(survey.leavers, 'leaver')}, too few to judge a score by"
        elif survey.best is None:
            told = f"the {people(survey.people)} who answered cannot tell"
        elif survey.best == best:
            told = f"the {people(survey.people)} who answered show it, too"
        else:
            told = f"the {people(survey.people)} who answered say “{TITLES[survey.best]}”, by chance or by who answered"
        return Words(f"Best: {TITLES[best]}" if best else "Cannot tell",
                     f"{truth}; {told}.")

    def _areas(self, view):
        return ", ".join(f"{TITLES[name]} {view.areas[name].score:.2f}" for name in SCORES)

    def table(self, r):
        rows = [["", "The survey", "Everybody", ""],
                ["Customers", people(r.survey.people), people(r.everybody.people), ""],
                [f"Left within {AHEAD} months", people(r.survey.leavers), people(r.everybody.leavers), ""],
                ["Net Promoter Score", interval(r.survey.nps, say), interval(r.everybody.nps, say), ""]]
        for name in SCORES:
            rows.append([f"Pairs told apart (AUC), {TITLES[name]}", *(interval(view.areas.get(name), two) for view in
                                                   (r.survey, r.everybody)), ""])
        rows.append(["Pairs told apart (AUC), true risk", "", two(r.everybody.ceiling), ""])
        for one, other in PAIRS:
            rows.append([f"{TITLES[one]} less {TITLES[other]}", *(interval(view.differences.get((one, other)), signed)
                                                                  for view in (r.survey, r.everybody)), ""])
        rows.append(["Money, three months", "With these effects", "Effects at zero", "Difference"])
        return rows + r.money.rows(self.currency)


def two(number):
    return f"{number:.2f}"


def signed(number):
    return f"{round(number, 3) + 0:+.3f}".replace("-", "−")


def interval(estimate, write):
    """An Estimate as text: 0.58 (0.56 to 0.61); "–" for none."""
    if estimate is None:
        return "–"
    return f"{write(estimate.score)} ({write(estimate.low)} to {write(estimate.high)})"
