"""The progress panel of notebook 00."""

import ipywidgets as ipw

from widgets import eventlog, learner
from widgets.controls import Press
from widgets.course import course_and_problems
from widgets.files import page_link, table_link
from widgets.lesson import LessonPart
from widgets.monday_card import MondayLater
from widgets.progress import export
from widgets.progress.report import report

ROOM = "<p>In the room nobody’s own progress is shown.</p>"


class Progress(LessonPart):
    """Where a learner stands, from the log; computed when it is made and on every press of Refresh.

    folder: where the notebooks are, if not where this one runs.
    """

    def __init__(self, folder=None):
        self.folder = folder
        self.report, self.files = ipw.HTML(), ipw.HTML()
        self.due = ipw.VBox()
        bar = ipw.HBox([Press("Refresh", self.refresh), Press("Export", self.export)])
        bar.add_class("vd-bar")
        super().__init__(*((ipw.HTML(ROOM),) if eventlog.in_room() else (self.report, self.due, bar, self.files)))
        if not eventlog.in_room():
            self.refresh()

    def refresh(self):
        """Read the log again; the Monday cards that are 30 days old ask how it went."""
        events = learner.own()
        self.report.value = report(events, *course_and_problems(self.folder))
        self.files.value = ""
        self.due.children = [MondayLater(event) for event in learner.cards_due(events)]

    def export(self):
        """Two links: everything as a table, and as a page to read. It all stays on this machine until you send it."""
        links = (table_link("valued_progress.csv", export.COLUMNS, export.rows()),
                 page_link("valued_progress.html", export.as_page()))
        self.files.value = f"<p>Save {links[0]} (every answer, “why?” and card) or {links[1]} (a page to read).</p>"
