"""The second bet: how many answers a wave needs; and the same score from two crowds."""

from dataclasses import dataclass

from metrics.estimates import Estimate
from metrics.survey import mix_with_nps, nps_of_mix, sample_size_nps_move
from widgets.explorables.satisfied_or_valued.money_line import Money
from widgets.explorables.satisfied_or_valued.wave_figure import WaveFigure
from widgets.panel.bet import Bet, Option
from widgets.panel.controls import ARITHMETIC, Dial, Source
from widgets.panel.explorable import Explorable, Words
from widgets.panel.forms import PERCENT, Form, currency_form, people, percent
from widgets.panel.tries import Try

ANSWERS = Form("answers")
NPS_POINTS = Form("NPS points", decimals=1)
CROWD = Source("illustration", "50 % promoters, 30 % passives, 20 % detractors: type your own crowd")
COST = Source("invented", "what one answer costs: the tool, the reminder, the thank-you. Type your own")

BET = Bet(
    key="03-wave",
    question="Half of your customers are promoters, 30 % passives, 20 % detractors: a Net Promoter Score of 30. You "
             "want to see it move by 5 points from one wave to the next, and to miss that move only once in five times "
             "(80 % power). How many answers does each wave need?",
    form=ANSWERS,
    low=2, high=1_000_000,
    options=(
        Option("Fewer than 500", 2, 499, "With 500 answers the score is known to some seven points either way."),
        Option("500 to 2,000", 500, 2_000, "That shows a move of 7 to 14 points; half of it needs four times more."),
        Option("More than 2,000", 2_001, 1_000_000),
    ),
    answer=lambda result: result.needed,
    why="A promoter counts +1, a detractor −1, so one answer says little: its standard deviation is 78 points. Both "
        "waves are uncertain, and a difference is more uncertain than either. Half the move needs four times the "
        "answers. A dashboard that goes up 3 and down 2 every month mostly shows who happened to answer.",
    reveal="It takes {answer} in each wave, twice that in all.",
    hero="{answer} a wave",
)


@dataclass(frozen=True)
class WaveInputs:
    """promoters, detractors: shares of the crowd; n: answers in a wave; points: the move to see; cost: of an answer."""

    promoters: float
    detractors: float
    n: float
    points: float
    cost: float


@dataclass(frozen=True)
class WaveResult:
    """crowd, other: (promoters, passives, detractors), shares; the other has the same score and the most passives.

    score, other_score: Estimates of n answers, NPS points; needed: answers in each wave to see the move of `points`.
    """

    inputs: WaveInputs
    crowd: tuple
    other: tuple
    score: Estimate
    other_score: Estimate
    needed: int
    money: Money


def wave(inputs):
    """WaveInputs to WaveResult; arithmetic."""
    i = inputs
    crowd = (i.promoters, max(1 - i.promoters - i.detractors, 0.0), i.detractors)
    score = 100 * (i.promoters - i.detractors)
    other = tuple(float(share) for share in mix_with_nps(score, 1 - abs(score) / 100))
    needed = sample_size_nps_move(*crowd, i.points)
    first, second = (Estimate(*(float(part) for part in nps_of_mix(*mix, round(i.n)))) for mix in (crowd, other))
    return WaveResult(i, crowd, other, first, second, needed, Money(0, 0, -needed * i.cost, 0))


def width(estimate):
    """From one end of an interval to the other."""
    return estimate.high - estimate.low


class TheWave(Explorable):
    """What a score says depends on how many answered, and on the crowd behind it."""

    name = "Satisfied or valued: how many answers a score needs"
    Inputs = WaveInputs
    company = ""
    bet = BET
    dials = (
        Dial("promoters", "Promoters", 0.05, 0.6, 0.01, 0.5, PERCENT, CROWD),
        Dial("detractors", "Detractors", 0, 0.4, 0.01, 0.2, PERCENT, CROWD),
        Dial("n", "Answers in a wave", 64, 10_000, 16, 1_024, ANSWERS, ARITHMETIC),
        Dial("points", "Move to be seen", 1, 20, 0.5, 5, Form("points", decimals=1), ARITHMETIC),
    )
    presets = {
        "A move of 10": {"points": 10},
        "Thirds": {"promoters": 0.33, "detractors": 0.33},
        "A wave large enough": {"n": 3_840},
    }
    tries = (
        Try("seen", "Find the move that these answers can show",
            "What move can 1,024 answers in a wave show? Move *Move to be seen*.", ("points",),
            lambda i, r: r.needed <= i.n == 1024, "A smaller move could be anybody’s chance."),
        Try("enough", "Ask enough people for a move of 5",
            "How many answers a wave does a move of 5 points take?", ("n",),
            lambda i, r: i.points == 5 and i.n >= r.needed, "So many, in each of the two waves."),
    )

    def prepare(self):
        self.Picture = lambda: WaveFigure(self.currency)
        self.more = (Dial("cost", "Cost of an answer", 0, 20, 0.5, 2, currency_form(self.currency), COST),)

    def compute(self, inputs):
        return wave(inputs)

    def words(self, r):
        i = r.inputs
        move = f"{i.points:g} point{'s' * (i.points != 1)}"
        enough = "are enough" if i.n >= r.needed else "are too few"
        needed = self.bet.form.three(r.needed)
        return Words(
            f"{needed} a wave",
            f"To see a move of {move} takes {needed} in each wave; your {people(i.n)} {enough}.",
        )

    def table(self, r):
        rows = [["", "This crowd", "The other crowd", ""]]
        for k, name in enumerate(("Promoters", "Passives", "Detractors")):
            rows.append([name, percent(r.crowd[k]), percent(r.other[k]), ""])
        rows += [["Net Promoter Score", say(r.score.score), say(r.other_score.score), ""],
                 [f"95 % interval, {people(r.inputs.n)} answers",
                  *(f"{say(e.low)} to {say(e.high)}" for e in (r.score, r.other_score)), ""],
                 ["Its full width", *(f"{width(e):.2f}" for e in (r.score, r.other_score)), ""],
                 ["Answers needed in each wave", people(r.needed), "", ""],
                 ["", "After one wave", "Nobody asked", "Difference"]]
        return rows + r.money.rows(self.currency)


def say(score):
    """A Net Promoter Score with its sign, to a tenth: +30.0."""
    return f"{round(score, 1) + 0:+.1f}".replace("-", "−")
