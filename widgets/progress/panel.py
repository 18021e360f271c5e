"""The progress panel of notebook 00."""

import asyncio
import contextlib

import ipywidgets as ipw

from customerbase import InputError
from widgets.learning.monday_card import MondayLater
from widgets.learning.part import LessonPart
from widgets.panel.controls import Press
from widgets.progress import export, monday
from widgets.progress.report import report, way_on
from widgets.state import eventlog, learner
from widgets.state.course import course_and_problems
from widgets.state.files import calendar_link, page_link, table_link

EVERY = 3  # seconds between two looks at whether the log has changed
ROOM = "<p>In the room nobody’s own progress is shown.</p>"


class Progress(LessonPart):
    """Where a learner stands, from the log. It follows by itself: where the kernel has a loop, it looks every few
    seconds whether the log's file has changed, which costs nothing as long as it has not.

    folder: where the notebooks are, if not where this one runs.
    """

    def __init__(self, folder=None):
        self.folder = folder
        self.report, self.files = ipw.HTML(), ipw.HTML()
        self.way = ipw.Output()  # shown by the notebook itself, which can follow a link to another one
        self.due = ipw.VBox()
        bar = ipw.HBox([Press("Refresh", self.refresh), Press("Export", self.export)])
        bar.add_class("vd-bar")
        shown = (self.report, self.way, self.due, bar, self.files)
        super().__init__(*((ipw.HTML(ROOM),) if eventlog.in_room() else shown))
        if not eventlog.in_room():
            Progress._newest = self
            self.refresh()
            self._wait()

    def refresh(self):
        """Read the log again; the Monday cards that are 30 days old ask how it went."""
        self.due.children, self.files.value = (), ""
        self.follow()

    def follow(self):
        """The same, but nothing that somebody may be filling in goes away."""
        self._stamp = eventlog.stamp()
        events = learner.own()
        books, problems = course_and_problems(self.folder)
        found = learner.standings(events, books)
        self.report.value = report(events, books, problems, found)
        links = way_on(events, books, found)
        way = {"output_type": "display_data", "data": {"text/html": links}, "metadata": {}}
        self.way.outputs = (way,) if links else ()
        asked = [one.event for one in self.due.children]
        new = [MondayLater(event) for event in learner.cards_due(events) if event not in asked]
        if new:
            self.due.children = [*self.due.children, *new]

    _newest = None  # one panel of a kernel follows the log: the one that was made last

    def _wait(self):
        with contextlib.suppress(RuntimeError):  # without a loop nothing could call back: there is Refresh
            asyncio.get_running_loop().call_later(EVERY, self._look)

    def _look(self):
        if Progress._newest is self and self.comm is not None:
            if eventlog.stamp() != self._stamp:
                self.follow()
            self._wait()

    def export(self):
        """Links: everything as a table and as a page to read, and the Monday cards to print and for a calendar.

        It all stays on this machine until you send it.
        """
        links = (table_link("valued_progress.csv", export.COLUMNS, export.rows()),
                 page_link("valued_progress.html", export.as_page()))
        self.files.value = f"<p>Save {links[0]} (every answer, “why?” and card) or {links[1]} (a page to read).</p>"
        events, (books, _) = learner.own(), course_and_problems(self.folder)
        with contextlib.suppress(InputError):  # no card was kept yet
            cards = page_link("valued_monday_cards.html", monday.as_page(events, books), "all your Monday cards")
            days = calendar_link("valued_monday_cards.ics", monday.as_calendar(events, books), "a calendar file")
            self.files.value += f"<p>Print {cards} on one page; {days} asks in 30 days if you got the number.</p>"
