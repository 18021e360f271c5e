"""Illusion 15: only those who stayed are asked, and they are content."""

from dataclasses import dataclass

import numpy as np

from metrics import compound
from metrics.survey_bias import survivor_survey
from widgets.explorables.gallery.illusion import Illusion, Shown
from widgets.explorables.gallery.panels import Bars, Lines
from widgets.panel.controls import Dial, Source
from widgets.panel.forms import PERCENT, Form, percent

PERIODS = 8
HAPPY, UNHAPPY = 9, 5
STORY = Source("illustration", "half of the customers score 9, half 5, and nobody’s score ever changes; at the start "
                               "90 % of the first and 50 % of the second stay a period. Everyone who stays answers")


@dataclass(frozen=True)
class SurvivorsInputs:
    """happy, unhappy: kept a period, of those who score 9 and of those who score 5; periods: surveys from now."""

    happy: float
    unhappy: float
    periods: float


class SurvivorSurvey(Illusion):
    """Needs no base: two crowds."""

    number, name = 15, "Survivor survey: the unhappy are not asked"
    line = "Satisfaction rises, because the unhappy left."
    asks = ("who", "better")
    company, meaning = "", "lost"
    Inputs = SurvivorsInputs
    left = Lines("Mean score: the survey", ("stayers", "everybody"), ("stay", "base"), tuple(range(PERIODS + 1)),
                 {0: "today", 4: "4 periods", 8: "8"}, 4, 10, (4, 6, 8, 10), lambda n: f"{n:.3g}", dashed=1)
    right = Bars("Of those there today, at the last survey", ("Asked", "Gone, and asked no more"), ("stay", "lost"), 1,
                 percent)
    dials = (
        Dial("happy", "Score 9: kept a period", 0.5, 1, 0.01, 0.9, PERCENT, STORY),
        Dial("unhappy", "Score 5: kept a period", 0.1, 1, 0.01, 0.5, PERCENT, STORY),
        Dial("periods", "Surveys later", 1, PERIODS, 1, 1, Form("periods"), STORY),
    )
    presets = {"Both stay alike": {"happy": 0.7, "unhappy": 0.7}, "Eight surveys on": {"periods": PERIODS}}

    def compute(self, i):
        t = np.arange(PERIODS + 1)
        stay = np.stack([compound(i.happy, t), compound(i.unhappy, t)])
        survey = survivor_survey(np.full((2, 1), 0.5), np.array([[HAPPY], [UNHAPPY]]), stay)
        last = round(i.periods)
        read, kept = np.where(t <= last, survey.stayers, np.nan), float(survey.kept[last])
        mean, all_of_them = float(survey.stayers[last]), float(survey.everyone[last])
        after = "one period" if last == 1 else f"{last} periods"
        return Shown(
            (read, np.full(PERIODS + 1, all_of_them)), (kept, 1 - kept), f"{percent(1 - kept)} not asked",
            f"After {after} the survey says {mean:.2f}, and nobody’s score changed; of everybody there today it "
            f"would be {all_of_them:.2f}.",
            [["Survey", "Mean of stayers", "Mean of everybody", "Still asked"],
             *([f"{k}", f"{survey.stayers[k]:.2f}", f"{survey.everyone[k]:.2f}", percent(float(survey.kept[k]))]
               for k in t)],
        )
