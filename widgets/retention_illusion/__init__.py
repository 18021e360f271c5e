"""The flagship: 22,000 came and 37,000 left, and a rate that looks fine. Two scenes, each with its bet."""

import ipywidgets as ipw
import traitlets as t

from customerbase import InputError
from widgets.forms import CURRENCY
from widgets.retention_illusion.cohort import Cohort
from widgets.retention_illusion.quarter import Quarter


class RetentionIllusion(ipw.VBox):
    """Both scenes behind one switch; a scene is built when it is first seen.

    base: a CustomerBase whose leavers are shown by name, or None. scene: "quarter" or "cohort".
    """

    scenes = {"quarter": ("The quarter", Quarter), "cohort": ("The rising cohort", Cohort)}
    scene = t.Unicode("quarter")

    def __init__(self, base=None, scene="quarter", currency=CURRENCY):
        if scene not in self.scenes:
            raise InputError(f"There is no scene {scene!r}; choose one of {', '.join(self.scenes)}.")
        self._base, self._currency, self._built = base, currency, {}
        self.switch = ipw.ToggleButtons(options=[(label, key) for key, (label, _) in self.scenes.items()], value=scene,
                                        style=ipw.ToggleButtonsStyle(button_width="auto"))
        self.switch.add_class("vd-scenes")
        super().__init__(scene=scene)
        self.layout.overflow = "visible"
        ipw.link((self, "scene"), (self.switch, "value"))
        self.observe(self._show, "scene")
        self._show()

    @property
    def panel(self):
        """The scene on show, an Explorable."""
        if self.scene not in self._built:
            self._built[self.scene] = self.scenes[self.scene][1](self._base, currency=self._currency)
        return self._built[self.scene]

    def _show(self, _=None):
        self.children = [self.switch, self.panel]
