"""The five questions before, after and a week later, as a part of notebook 00. It decides from the log what is due."""

import html

import ipywidgets as ipw

from widgets.learning.part import LessonPart
from widgets.lessons.before_after import CASE, IDEAS
from widgets.panel.controls import Press, Said
from widgets.panel.markup import paragraph, text
from widgets.progress import gain
from widgets.state import eventlog, learner
from widgets.state.course import course
from widgets.state.files import table_link

OPENING = {
    "before": "Five questions before you begin. You will not be told how you did: the notebooks tell you.",
    "after": "The same five ideas, in new clothes.",
    "week": CASE,
}


class BeforeAfter(LessonPart):
    """Shows the part that is due, or says when the next one is. Nothing is shown in the room.

    folder: where the notebooks are, if not where this one runs.
    """

    def __init__(self, folder=None):
        self.folder, self.stage, self.options, self.says = folder, "", {}, {}
        self.inside, self.outcome, self.files = ipw.VBox(), Said(), ipw.HTML()
        self.export_button = Press("Export what was gained", self.export)
        room = eventlog.in_room()
        super().__init__(*(() if room else (self.inside, self.outcome, self.export_button, self.files)))
        if not room:
            self.show()

    def show(self):
        """Ask what is due now."""
        events = learner.own()
        due = gain.due(events, course(self.folder))
        self.stage = due.stage
        self.options, self.says = {}, {}
        rows = []
        for number, idea in enumerate(IDEAS if self.stage else (), 1):
            asked = gain.question(self.stage, idea.key)
            self.options[idea.key] = ipw.RadioButtons(options=[(a.text, k) for k, a in enumerate(asked.options)],
                                                      value=None, layout=ipw.Layout(width="auto"))
            self.says[idea.key] = ipw.HTML()
            rows += [text(f"{number}. {asked.prompt}", "vd-ask"), self.options[idea.key], self.says[idea.key]]
        if self.stage:
            keep = Press("Keep my five answers", self.keep)
            keep.add_class("vd-primary")
            rows = [text(OPENING[self.stage], "vd-question"), *rows, keep]
        self.inside.children = rows
        self._note(events, due)
        self.export_button.layout.display = None if gain.answers(events)["before"] else "none"

    def _note(self, events, due):
        self.outcome.value = f"<p>{html.escape(due.note)}</p>{self._gained(events)}"

    def keep(self):
        open_ones = [str(k) for k, box in enumerate(self.options.values(), 1) if box.value is None]
        if open_ones:
            said = f"Still open: question {', '.join(open_ones)}. Guess where you do not know."
            self.outcome.value = paragraph(said, "vd-error")
            return
        kept = True
        for key, box in self.options.items():
            chosen = gain.question(self.stage, key).options[box.value]
            kept &= self.keeper.record("teaches", stage=self.stage, idea=key, option=box.value, right=chosen.right)
            if self.stage != "before":
                mark, verdict = ("hit", "Right.") if chosen.right else ("miss", "Not so.")
                self.says[key].value = (f'<p class="vd-outcome" data-result="{mark}"><b>{verdict}</b> '
                                        f"{html.escape(chosen.says)}</p>")
        if not kept:
            self.outcome.value = ""  # the line below says why; the answers stay where they are
        elif self.stage == "before":
            self.show()
        else:
            self.inside.children = self.inside.children[:-1]
            events = learner.own()
            self._note(events, gain.due(events, course(self.folder)))

    @staticmethod
    def _gained(events):
        """Before, after and a week later as a table, as soon as there is something to compare."""
        if not gain.answers(events)["after"]:
            return ""
        mark = {1: "right", 0: "wrong", "": "–"}
        *ideas, total = gain.gains(events)
        lines = ["<tr>" + "".join(f'<th scope="col">{name}</th>' for name in gain.COLUMNS[:4]) + "</tr>"]
        for row in ideas:
            cells = "".join(f"<td>{mark[value]}</td>" for value in row[1:4])
            lines.append(f'<tr><th scope="row">{html.escape(row[0])}</th>{cells}</tr>')
        sums = "".join(f"<td>{value if value != '' else '–'}</td>" for value in total[1:4])
        return f'<table>{"".join(lines)}<tr><th scope="row">right of five</th>{sums}</tr></table>'

    def export(self):
        """A link that saves before, after, week and gain for each idea."""
        rows = gain.gains(learner.own())
        self.files.value = f"<p>Save {table_link('valued_gain.csv', gain.COLUMNS, rows)}.</p>"
