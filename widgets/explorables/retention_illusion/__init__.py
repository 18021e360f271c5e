"""The flagship: 22,000 came and 37,000 left, and a rate that looks fine. Two scenes, each with its bet."""

from widgets.explorables.retention_illusion.cohort import Cohort
from widgets.explorables.retention_illusion.quarter import Quarter
from widgets.panel.forms import CURRENCY
from widgets.panel.scenes import Scenes


class RetentionIllusion(Scenes):
    """Both scenes behind one switch.

    base: a CustomerBase whose leavers are shown by name, or None. scene: "quarter" or "cohort".
    """

    scenes = {"quarter": ("The quarter", Quarter), "cohort": ("Two kinds of customers", Cohort)}

    def __init__(self, base=None, scene="quarter", currency=CURRENCY):
        super().__init__(base, scene=scene, currency=currency)
