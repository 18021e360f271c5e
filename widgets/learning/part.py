"""The frame of an exercise, a check question and a Monday card."""

import ipywidgets as ipw

from widgets.panel import glossary
from widgets.panel.sheet import sheet
from widgets.state.keeper import Keeper


class LessonPart(ipw.VBox):
    """The frame that all these parts share. `keeper.record` keeps an event, or says below the part why it cannot."""

    def __init__(self, *children, words=()):
        """words: all texts that the part can show; a line below it opens the meaning of the terms in them."""
        self.keeper = Keeper()
        terms = glossary.fold(*words)
        super().__init__([sheet(), *children, *([ipw.HTML(terms)] if terms else []), self.keeper])
        self.add_class("vd-panel")
        self.add_class("vd-part")
