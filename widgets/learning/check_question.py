"""A check question as a learner meets it, and above a notebook's first one those missed two notebooks ago."""

import html

import ipywidgets as ipw

from widgets.learning.part import LessonPart
from widgets.lessons import find
from widgets.panel.controls import Press, Said
from widgets.panel.markup import paragraph, text
from widgets.state import learner


class CheckQuestion(LessonPart):
    """One question with a few options; a wrong one is answered with the belief behind it.

    again: it comes back because it was missed; its options then stand in the opposite order, so that remembering
    where the right one stood is not enough.
    """

    def __init__(self, key, again=False):
        self.question, self.again = find("questions", key), again
        options = [(answer.text, k) for k, answer in enumerate(self.question.options)]
        self.options = ipw.RadioButtons(options=options[::-1] if again else options, value=None,
                                        layout=ipw.Layout(width="auto"))
        self.feedback = Said().of(self.options)
        self.last_time = [] if again else [CheckQuestion(missed, again=True) for missed in learner.last_time(key)]
        heading = [text("You missed this one before. What do you say now?", "vd-quiet")] if again else []
        super().__init__(*self.last_time, *heading, text(self.question.prompt, "vd-question"), self.options,
                         Press("Check", self.check), self.feedback, words=self.question.texts)
        self._resume()

    def _resume(self):
        """Where a notebook is opened again: what was answered, on which day. The answer can be given anew."""
        event = None if self.again else learner.latest("check", self.question.key)
        if event and 0 <= event["option"] < len(self.question.options):
            chosen = self.question.options[event["option"]]
            self.options.value = event["option"]
            self._say(chosen)

    def check(self):
        if self.options.value is None:
            self.feedback.value = paragraph("Choose an option first.", "vd-error")
            return
        chosen = self.question.options[self.options.value]
        self.keeper.record("check", question=self.question.key, option=self.options.value, right=chosen.right,
                           **({"again": True} if self.again else {}))
        self._say(chosen)

    def _say(self, chosen):
        mark = "hit" if chosen.right else "miss"
        verdict = "Right." if chosen.right else "Not so."
        self.feedback.value = (f'<p class="vd-outcome" data-result="{mark}"><b>{verdict}</b> '
                               f"{html.escape(chosen.says)}</p>")
