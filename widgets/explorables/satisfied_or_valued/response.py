"""The third bet: promoters answer more often than detractors. What does the survey read?"""

from dataclasses import dataclass

from metrics.estimates import Estimate
from metrics.survey import nps_of_mix
from metrics.survey_bias import response_bias
from widgets.explorables.satisfied_or_valued.money_line import Money
from widgets.explorables.satisfied_or_valued.response_figure import ResponseFigure
from widgets.explorables.satisfied_or_valued.wave import COST, NPS_POINTS, say
from widgets.panel.bet import Bet, Option
from widgets.panel.controls import Dial, Source
from widgets.panel.explorable import Explorable, Words
from widgets.panel.forms import PEOPLE, PERCENT, counted, currency_form, people, percent

WHO = Source("illustration", "promoters answer three times as often as detractors; which way the bias goes in a real "
                             "survey is not known until those who did not answer are asked")
CROWD = Source("illustration", "40 % promoters, 30 % passives, 30 % detractors: type your own crowd")
ASKED = Source("arithmetic", "customers who get the survey")

BET = Bet(
    key="03-response",
    question="40 % of your customers are promoters, 30 % passives, 30 % detractors: the true score is +10.0. Of "
             "promoters 30 % answer the survey, of passives 20 %, of detractors 10 %. What does it read?",
    form=NPS_POINTS,
    low=-100, high=100,
    options=(
        Option("5 to 15: some noise around the truth", 5, 15, "This is no noise: more answers do not cure it."),
        Option("15 to 30: somewhat flattered", 15, 30, "The detractors thin out as much as the promoters crowd in."),
        Option("More than 30", 30.001, 100),
    ),
    answer=lambda result: result.read.score,
    why="Of 100 customers 12 promoters, 6 passives and 3 detractors answer: 21 answers, 57 % promoters, 14 % "
        "detractors. Ask ten times as many and the interval shrinks around the same wrong number. The sample is "
        "large; it is just not a sample of your customers.",
    reveal="The survey reads {answer}, where the truth is 10.0.",
)


@dataclass(frozen=True)
class ResponseInputs:
    """Shares who answer, by group; asked: customers; promoters, detractors: shares of the crowd; cost: of an answer."""

    promoters_answer: float
    passives_answer: float
    detractors_answer: float
    asked: float
    promoters: float
    detractors: float
    cost: float


@dataclass(frozen=True)
class ResponseResult:
    """crowd, answers: (promoters, passives, detractors), shares of all and of the answers; true: NPS points.

    read: what the survey reads, an Estimate with the interval that its number of answers gives; n: expected answers.
    """

    inputs: ResponseInputs
    crowd: tuple
    answers: tuple
    true: float
    read: Estimate
    n: float
    money: Money


def respond(inputs):
    """ResponseInputs to ResponseResult; arithmetic, expected answers."""
    i = inputs
    crowd = (i.promoters, max(1 - i.promoters - i.detractors, 0.0), i.detractors)
    rates = (i.promoters_answer, i.passives_answer, i.detractors_answer)
    bias = response_bias(crowd, rates)
    answers = tuple(float(share * rate / bias.answered) for share, rate in zip(crowd, rates, strict=True))
    n = max(i.asked * float(bias.answered), 1.0)
    read = Estimate(*(float(part) for part in nps_of_mix(*answers, n)))
    return ResponseResult(i, crowd, answers, float(bias.true), read, n, Money(0, 0, -n * i.cost, 0))


class WhoAnswers(Explorable):
    """A large sample of the wrong people."""

    name = "Satisfied or valued: who answers the survey"
    Inputs = ResponseInputs
    company = ""
    bet = BET
    dials = (
        Dial("promoters_answer", "Promoters answer", 0.01, 0.6, 0.01, 0.3, PERCENT, WHO),
        Dial("passives_answer", "Passives answer", 0.01, 0.6, 0.01, 0.2, PERCENT, WHO),
        Dial("detractors_answer", "Detractors answer", 0.01, 0.6, 0.01, 0.1, PERCENT, WHO),
        Dial("asked", "Customers asked", 500, 50_000, 500, 5_000, PEOPLE, ASKED),
    )
    presets = {
        "All answer alike": {"passives_answer": 0.3, "detractors_answer": 0.3},
        "Ask ten times as many": {"asked": 50_000},
        "The angry answer": {"promoters_answer": 0.1, "detractors_answer": 0.3},
    }

    def prepare(self):
        self.Picture = lambda: ResponseFigure(self.currency)
        self.more = (
            Dial("promoters", "Promoters", 0.05, 0.6, 0.01, 0.4, PERCENT, CROWD),
            Dial("detractors", "Detractors", 0, 0.4, 0.01, 0.3, PERCENT, CROWD),
            Dial("cost", "Cost of an answer", 0, 20, 0.5, 2, currency_form(self.currency), COST),
        )

    def compute(self, inputs):
        return respond(inputs)

    def words(self, r):
        gap = r.read.score - r.true
        said = "asking more people narrows the interval and leaves the number where it is"
        if round(gap, 1) == 0:
            said = f"{counted(r.n, 'answer')} put it between {say(r.read.low)} and {say(r.read.high)}"
        return Words(
            f"reads {say(r.read.score)}",
            f"The true score is {say(r.true)} and the survey reads {say(r.read.score)}; {said}.",
        )

    def table(self, r):
        rows = [["", "Everybody", "Those who answer", "Answer"]]
        rates = (r.inputs.promoters_answer, r.inputs.passives_answer, r.inputs.detractors_answer)
        for name, share, answer, rate in zip(("Promoters", "Passives", "Detractors"), r.crowd, r.answers, rates,
                                             strict=True):
            rows.append([name, percent(share), percent(answer), percent(rate)])
        rows += [["Net Promoter Score", say(r.true), say(r.read.score), ""],
                 ["95 % interval", "", f"{say(r.read.low)} to {say(r.read.high)}", ""],
                 ["People", people(r.inputs.asked), people(r.n), percent(r.n / r.inputs.asked)],
                 ["", "After one wave", "Nobody asked", "Difference"]]
        return rows + r.money.rows(self.currency)
