"""Turn what a notebook displays into HTML: explorables, exercises, questions and cards, and any other widget's text.

Nothing here knows a particular explorable or notebook. A widget that is none of the kit's parts is shown as its text;
each of its buttons is pressed once, and what appears is put behind the button's name.
"""

from itertools import count
from pathlib import Path, PurePosixPath

import ipywidgets as ipw
from ipywidgets.widgets.widget_selection import _Selection
from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup, escape

from widgets.handout.frames import Walk
from widgets.learning.check_question import CheckQuestion
from widgets.learning.evidence import SHUT, Evidence, written
from widgets.learning.exercise import Exercise
from widgets.learning.monday_card import LABELS, MondayCard
from widgets.learning.part import LessonPart
from widgets.learning.take_away import TakeAway
from widgets.learning.talk import Talk
from widgets.panel import glossary
from widgets.panel.controls import Choice
from widgets.panel.explorable import Explorable
from widgets.panel.forms import Form
from widgets.panel.markup import emphasised
from widgets.panel.sheet import Sheet

HERE = Path(__file__).parent
TEMPLATES = Environment(loader=FileSystemLoader(HERE / "templates"), autoescape=True, trim_blocks=True,
                        lstrip_blocks=True)
# in a sentence that says what is missing: nobody has done anything on this page yet
MISSING = ('role="alert"', 'class="vd-error"')
SHARED_BUTTONS = ("Reset", "Undo")  # of every explorable, besides its presets, table and drawer


def template(name, /, **values):
    return Markup(TEMPLATES.get_template(f"{name}.html.j2").render(**values))


def walk(widget):
    """The widget and everything inside it, in the order in which it is shown; what is hidden is left out."""
    if getattr(widget.layout, "display", None) == "none":
        return
    yield widget
    for child in getattr(widget, "children", ()):
        yield from walk(child)


def settings(switch, box):
    """The other children of a box at each option of its switch, which is then put back."""
    at = switch.index
    for k in range(len(switch._options_labels)):
        switch.index = k
        yield [child for child in box.children if child is not switch]
    switch.index = at


def switch_of(box):
    """The drop-down or row of buttons among a box's children that decides what the others show; None without one."""
    for one in box.children:
        if isinstance(one, _Selection) and one.value is not None:
            shown = [[w for child in children for w in walk(child)] for children in settings(one, box)]
            if any(widgets != shown[0] for widgets in shown):
                return one
    return None


def everything(widget):
    """`walk`, and at every box with a switch all that the switch can show."""
    switch = switch_of(widget) if isinstance(widget, ipw.Box) else None
    if hasattr(widget, "panels"):
        for _, panel in widget.panels():
            yield from everything(panel)
        return
    if switch is None:
        yield widget
        for child in getattr(widget, "children", ()):
            yield from everything(child)
        return
    for children in settings(switch, widget):
        for child in children:
            yield from everything(child)


class Parts:
    """Renders one page's parts; `.panels` collects the data of the explorables on the way.

    linked: the handouts of the other notebooks are made too, and lie beside this one.
    """

    def __init__(self, album, say=lambda what: None, linked=False):
        self.album, self.panels, self.say, self.linked = album, [], say, linked
        self._known, self._ids = {}, count(1)

    def name(self):
        """A name for an element that is new on this page."""
        return f"n{next(self._ids)}"

    def render(self, thing):
        """HTML of anything that a cell displayed."""
        for kind, how in ((Explorable, self.explorable), (Exercise, self.exercise), (CheckQuestion, self.question),
                          (MondayCard, self.monday), (Evidence, self.evidence), (TakeAway, self.take_away),
                          (Talk, self.talk),
                          (ipw.Widget, self.widget)):
            if isinstance(thing, kind):
                return how(thing)
        if hasattr(thing, "_repr_html_"):
            return Markup('<div class="vd-panel">{}</div>').format(Markup(thing._repr_html_()))
        return Markup('<pre class="vd-printed">{}</pre>').format(thing)

    # Explorables -------------------------------------------------------------------------------------------------
    def explorable(self, it):
        panel = self._panel(it)
        assumptions = [(box.dial.label, *_told(box.dial), box.dial.source.grade, box.dial.source.says)
                       for box in it.boxes.values()]
        known = {it.bet_box, it.stage, it.error, it.play, it.grid, it.bar, it.drawer, it.try_box, None}
        extras = [w for w in (*it.play.children, *it.children) if w not in known and not isinstance(w, Sheet)]
        told = {it.numbers_button, it.drawer_button}
        buttons = [b for b in it.bar.children
                   if b not in told and b.description not in (*it.presets, *SHARED_BUTTONS)]
        shown = [dial | {"id": self.name()} for dial in self.panels[panel]["dials"]]
        return template("explorable", panel=panel, data=self.panels[panel], bet=it.bet, name=self.name,
                        tries=it.tries, dials=shown[: len(it.dials)], more=shown[len(it.dials):],
                        assumptions=assumptions, extras=[self.render(w) for w in extras if w.layout.display != "none"],
                        pressed=self.pressed(buttons, extras))

    def _panel(self, it):
        """The place of its data in `panels`; two that start alike on the same data are walked once."""
        start = (type(it), id(it.base), it.stage.png, it.stage.hero, repr(it.dials), repr(it.more), repr(it.presets))
        if start not in self._known:
            self.say(it.name)
            self._known[start] = len(self.panels)
            bet = self._bet(it) if it.bet else None
            self.panels.append(Walk(it, self.album).panel | {"bet": bet})
        return self._known[start]

    def _bet(self, it):
        """What the page needs to judge a bet as BetBox does."""
        bet, form = it.bet, it.bet.form
        answer = float(bet.answer(it.compute(it.Inputs(**it.start))))
        options = [{"right": o.low <= answer <= o.high, "belief": o.belief} for o in bet.options]
        return {"answer": answer, "says": form.three(answer), "reveal": bet.told(answer),
                "low": bet.low, "high": min(bet.high, 1e300), "size": bet.size, "options": options,
                "form": {"unit": form.unit, "factor": form.factor, "decimals": form.decimals, "before": form.before,
                         "example": form.write(bet.example[0])}}

    # Lessons -----------------------------------------------------------------------------------------------------
    def exercise(self, it):
        task, fields = it.task, []
        for field in it.task.fields:
            options = field.form if isinstance(field.form, tuple) else ()
            unit = field.form.unit if isinstance(field.form, Form) else ""
            fields.append({"id": self.name(), "label": field.label, "unit": unit, "options": options,
                           "long": field.form is None})
        return template("exercise", title=task.title, prompt=task.prompt(it.case), fields=fields, hints=task.hints,
                        steps=task.steps(it.case), words=Markup(glossary.fold(*task.texts(it.case))))

    def question(self, it):
        return template("question", group=self.name(), question=it.question,
                        words=Markup(glossary.fold(*it.question.texts)))

    def monday(self, it):
        return template("monday", monday=it.monday, labels=LABELS, name=self.name)

    def evidence(self, it):
        return template("evidence", after=it.claim.after, shut=SHUT, body=Markup(written(it.claim)))

    def take_away(self, it):
        """With links to the handouts of the notebooks before and after, where those are made too."""
        return Markup(it.page(lambda book: f"{PurePosixPath(book.link).stem}.html" if self.linked else ""))

    def talk(self, it):
        return Markup('<p class="vd-talk">{}</p>').format(it.wording.room)  # a handout is for those who were there

    # Any other widget --------------------------------------------------------------------------------------------
    def widget(self, it):
        """A widget that was displayed: its parts as text, then what its buttons bring up."""
        def of(kind):
            return {w for part in walk(it) if isinstance(part, kind) for w in walk(part)}

        buttons = [w for w in walk(it) if isinstance(w, ipw.Button) and w not in of(Explorable)]
        kept = [w for w in buttons if w in of(LessonPart)]  # they keep what a learner did: not ours to press
        shown = self._inner(it)
        return shown + self.pressed([w for w in buttons if w not in kept], [it], [w.description for w in kept])

    def _inner(self, it):
        if isinstance(it, Explorable | Exercise | CheckQuestion | MondayCard | Evidence | Talk):
            return self.render(it)
        if isinstance(it, Sheet):
            return Markup("<div hidden></div>")  # the stylesheet counts children
        if getattr(it.layout, "display", None) == "none" or isinstance(it, ipw.Button):
            return Markup()
        css = " ".join(it._dom_classes)
        if hasattr(it, "panels"):  # a chooser says itself what there is to choose
            names, bodies = zip(*it.panels(), strict=True)
            return self._tabs("vd-chooser", names, map(self._inner, bodies), 0)
        if isinstance(it, ipw.Tab | ipw.Accordion | ipw.Stack):
            titles = [it.get_title(k) or f"{k + 1}" for k in range(len(it.children))]
            return self._tabs(css, titles, [self._inner(child) for child in it.children], it.selected_index or 0)
        if isinstance(it, ipw.Box):
            asks = [child.description for child in it.children if isinstance(child, ipw.FileUpload)]
            if asks:  # and what stands beside it speaks of the file
                return template("pressed", found=[], live=asks)
            switch = self._switch(it)
            if switch:
                return switch
            css += " vd-row" if isinstance(it, ipw.HBox) else ""
            return Markup('<div class="{}">{}</div>').format(css, Markup().join(map(self._inner, it.children)))
        if isinstance(it, ipw.HTML):
            return Markup('<div class="{}">{}</div>').format(css, Markup(it.value))
        if isinstance(it, ipw.Label):
            return Markup('<span class="{}">{}</span>').format(css, it.value)
        return self._input(it)

    def _input(self, it):
        """Something to fill in; on paper it is filled in by hand."""
        spoken = getattr(it, "tooltip", None) or getattr(it, "description", "")
        if isinstance(it, _Selection):
            names = list(getattr(it, "tooltips", ()) or ())
            labels = list(it._options_labels)
            return template("choose", group=self.name(), options=zip(labels, names or labels, strict=False))
        if isinstance(it, ipw.Text | ipw.Textarea):
            return Markup('<input class="vd-fill" aria-label="{}" autocomplete="off">').format(spoken)
        return Markup()

    def _switch(self, box):
        """A box with a switch as tabs; empty HTML for any other box."""
        switch = switch_of(box)
        if switch is None:
            return Markup()
        bodies = [Markup().join(map(self._inner, children)) for children in settings(switch, box)]
        return self._tabs(" ".join(switch._dom_classes), switch._options_labels, bodies, switch.index)

    def _tabs(self, css, titles, bodies, at):
        return template("tabs", css=css, name=self.name, tabs=list(zip(titles, bodies, strict=True)), at=at)

    def pressed(self, buttons, inside, live=()):
        """What each button brings up, behind its name; buttons that bring up no text need the live notebook.

        The last is pressed first: one that opens something about what is on show stands behind one that leads on.
        """
        found, live = [], list(live)
        for button in reversed(buttons):
            before, label = _texts(inside), button.description
            button.click()
            new = [text for text in _texts(inside) if text not in before and not any(mark in text for mark in MISSING)]
            if button.description != label:
                button.click()  # it opens and shuts: leave it as it was
            if new:
                found.append((label, Markup("".join(new))))
            else:
                live.append(label)
        return template("pressed", found=found, live=live)


def _texts(widgets):
    return [w.value for root in widgets for w in walk(root) if isinstance(w, ipw.HTML) and w.value.strip()]


def _told(dial):
    """A dial's start and range in words."""
    if isinstance(dial, Choice):
        return next(name for name, value in dial.options.items() if value == dial.start), " / ".join(dial.options)
    return dial.form.say(dial.start), f"{dial.form.write(dial.low)} to {dial.form.say(dial.high)}"


def nonbreaking(text):
    """A rate is never torn apart at a line's end."""
    return Markup(escape(text).replace(" %", Markup("&nbsp;%")))


TEMPLATES.filters["rates"] = nonbreaking
TEMPLATES.filters["emphasised"] = lambda text: Markup(emphasised(text))
