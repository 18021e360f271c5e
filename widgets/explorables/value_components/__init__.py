"""What is value? Benefits less costs, to somebody: five scenes, and in each the money that follows."""

from widgets.explorables.value_components.concierge import Concierge
from widgets.explorables.value_components.gym import GymVisit
from widgets.explorables.value_components.person import OnePerson
from widgets.explorables.value_components.restaurant import Restaurant
from widgets.explorables.value_components.visa import VisaAgent
from widgets.panel.forms import CURRENCY
from widgets.panel.scenes import Scenes


class ValueComponents(Scenes):
    """The scenes behind one switch, each built when it is first seen; or one of them alone, without the switch.

    base: a CustomerBase from synthetic.generate; its people are in "person", and those of "concierge" if it is a hotel.
    scene: "gym", "restaurant", "visa", "concierge" or "person", shown alone; None for all.
    """

    scenes = {"gym": ("The gym visit", GymVisit), "restaurant": ("The restaurant", Restaurant),
              "visa": ("The visa agent", VisaAgent), "concierge": ("The concierge", Concierge),
              "person": ("One person and the base", OnePerson)}

    def __init__(self, base, scene=None, currency=CURRENCY):
        if scene in self.scenes:
            self.scenes = {scene: self.scenes[scene]}
        super().__init__(base, scene=scene, currency=currency)
        if scene:
            self.switch.layout.display = "none"
