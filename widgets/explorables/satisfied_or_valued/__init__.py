"""Satisfied, or valued? What any score can tell of who leaves, and what taking value from customers does to them."""

from widgets.explorables.satisfied_or_valued.ceiling import TheCeiling
from widgets.explorables.satisfied_or_valued.extraction import Extraction
from widgets.explorables.satisfied_or_valued.response import WhoAnswers
from widgets.explorables.satisfied_or_valued.scores import ThreeScores
from widgets.explorables.satisfied_or_valued.wave import TheWave
from widgets.panel.forms import CURRENCY
from widgets.panel.scenes import Scenes


class SatisfiedOrValued(Scenes):
    """Five scenes; they make their own hotel guests, the same in every session.

    scene: "ceiling", "wave", "response" (each with its bet), "scores" or "extraction" for one of them alone; left out,
    all five come behind one switch.
    """

    scenes = {
        "ceiling": ("The ceiling", TheCeiling),
        "wave": ("How many answers", TheWave),
        "response": ("Who answers", WhoAnswers),
        "scores": ("Three scores", ThreeScores),
        "extraction": ("Extraction", Extraction),
    }

    def __init__(self, scene=None, currency=CURRENCY):
        if scene in self.scenes:
            self.scenes = {scene: self.scenes[scene]}
        super().__init__(scene=scene, currency=currency)
        if len(self.scenes) == 1:
            self.switch.layout.display = "none"
