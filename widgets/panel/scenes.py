"""Several scenes of one story behind one switch; each is an Explorable and is built when it is first seen."""

import ipywidgets as ipw
import traitlets as t

from customerbase import InputError
from customerbase.errors import shown
from widgets.state import learner
from widgets.state.keeper import note, place


class Scenes(ipw.VBox):
    """A subclass names its scenes: {key: (label, Explorable)}; the first is shown unless another is asked for.

    A cell that is run again the next day shows the scene that was chosen in it last.
    given: what every scene is built with, such as `currency`.
    """

    scenes = {}
    scene = t.Unicode()

    def __init__(self, *given, scene=None, **named):
        scene = self._checked(scene or next(iter(self.scenes)))
        self._given, self._built, self._cell = (given, named), {}, place()
        scene = self._resumed(scene)
        self.switch = ipw.ToggleButtons(options=[(label, key) for key, (label, _) in self.scenes.items()], value=scene,
                                        style=ipw.ToggleButtonsStyle(button_width="auto"))
        self.switch.add_class("vd-scenes")
        super().__init__(scene=scene)
        self.layout.overflow = "visible"
        ipw.link((self, "scene"), (self.switch, "value"))
        self.observe(self._chosen, "scene")
        self._show()

    @t.validate("scene")
    def _known(self, proposal):
        return self._checked(proposal["value"])

    def _checked(self, scene):
        if scene not in self.scenes:
            raise InputError(f"There is no scene {shown(scene)}; choose one of {', '.join(self.scenes)}.")
        return scene

    @property
    def panel(self):
        """The scene on show, an Explorable."""
        if self.scene not in self._built:
            given, named = self._given
            self._built[self.scene] = self.scenes[self.scene][1](*given, **named)
        return self._built[self.scene]

    def _resumed(self, scene):
        last = learner.last_in("scene", self._cell)
        return last["scene"] if last and last.get("scene") in list(self.scenes) else scene

    def _chosen(self, change):
        note("scene", self._cell, scene=change.new)
        self._show()

    def _show(self):
        self.children = [self.switch, self.panel]
