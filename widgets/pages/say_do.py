"""A two-minute audit for leaders who believe they already put customers first: what is said beside what is done."""

import html

import ipywidgets as ipw

from widgets.panel.controls import Press, Said
from widgets.panel.markup import paragraph
from widgets.panel.sheet import sheet
from widgets.state import learner
from widgets.state.keeper import note, place

# Lefton 2018: everyone says it; then budgets go to winning customers, and serving and keeping them comes after.
PAIRS = (
    ("We say that keeping customers matters most.",
     "More than half of the last growth budget went to keeping and serving."),
    ("We say that we know our customers.", "Without asking anyone I can say how many we lost last quarter."),
    ("We say that we want the right customers.", "In the last year we turned a customer away who did not fit."),
    ("We say that service is part of the product.",
     "Whoever serves customers can change the product, and has done so this year."),
    ("We say that customers are on the agenda.",
     "Lost customers were the first item of a leadership meeting this quarter."),
)


class SayDoAudit(ipw.VBox):
    """Two answers a line: do we say it, did we do it? Ends in one sentence. `.say[i]` and `.do[i]` hold the answers.

    Opened again, it shows the answers of last time.
    """

    def __init__(self):
        self._cell = place()
        self.say = [self._answer(f"Do you say it? {says}") for says, _ in PAIRS]
        self.do = [self._answer(f"Did you do it? {does}") for _, does in PAIRS]
        rows = []
        for (says, does), say, do in zip(PAIRS, self.say, self.do, strict=True):
            for text, box in ((says, say), (does, do)):
                rows.append(ipw.HBox([box, ipw.HTML(f"<p>{html.escape(text)}</p>")]))
                rows[-1].add_class("vd-audit")
        self.outcome = Said().of(*self.say, *self.do)
        super().__init__([sheet(), *rows, Press("Compare", self.compare), self.outcome])
        self.add_class("vd-panel")
        self._resume()

    def _resume(self):
        last = learner.last_in("say-do", self._cell) or {}
        answers = last.get("answers")
        boxes = [*self.say, *self.do]
        if isinstance(answers, list) and len(answers) == len(boxes) and all(one in ("Yes", "No") for one in answers):
            for box, answer in zip(boxes, answers, strict=True):
                box.value = answer
            self._tell()

    @staticmethod
    def _answer(name):
        return ipw.ToggleButtons(options=["Yes", "No"], value=None, tooltips=[f"{name} Yes", f"{name} No"],
                                 style=ipw.ToggleButtonsStyle(button_width="auto"))

    def compare(self):
        """Count what is said and what is done."""
        if any(box.value is None for box in (*self.say, *self.do)):
            self.outcome.value = paragraph("Answer every line first: yes or no.", "vd-error")
            return
        said, done = self._tell()
        note("say-do", self._cell, said=said, done=done, answers=[box.value for box in (*self.say, *self.do)])

    def _tell(self):
        said = sum(box.value == "Yes" for box in self.say)
        done = sum(say.value == "Yes" and do.value == "Yes" for say, do in zip(self.say, self.do, strict=True))
        close = ("Now find out what the difference costs." if done < said
                 else "Then notebook 08 should hold no surprise.")
        self.outcome.value = (f'<p class="vd-outcome">You say {said} of {len(PAIRS)}, and did {done} of those {said}. '
                              f"{close}</p>")
        return said, done
