"""One question that no picture answers: worded for somebody alone in Lab, and for the people in a room."""

import ipywidgets as ipw

from widgets.lessons import find
from widgets.panel.markup import text
from widgets.panel.sheet import sheet
from widgets.state.eventlog import in_room


class Talk(ipw.VBox):
    """A Wording by its key, as it fits where it is shown."""

    def __init__(self, key):
        self.wording = find("wordings", key)
        said = self.wording.room if in_room() else self.wording.solo
        super().__init__([sheet(), text(said, "vd-talk")])
        self.add_class("vd-panel")
