"""Everything that the kit can say, as text: python every_text.py FILE writes {place: [texts]} as JSON.

A process of its own, since the currency is set once a kernel: VALUED_ROOM names the room's settings, as in the room.
"""

import importlib.util
import json
import re
import sys
from pathlib import Path

import ipywidgets as ipw
from corners import lettering

import synthetic
from customerbase import cdnow, from_orders
from widgets import BeforeAfter, CheckQuestion, Exercise, MeetingPage, MondayCard
from widgets.explorables.gallery.illusions import ALL
from widgets.explorables.gallery.quiz import IllusionQuiz
from widgets.explorables.gallery.shelf import Shelf
from widgets.explorables.gallery.slides import draw_slides
from widgets.handout.running import nobody, run
from widgets.learning.part import LessonPart
from widgets.lessons import LESSON
from widgets.pages.second_opinion import OpinionPanel
from widgets.pages.second_opinion.choices import BASES, base_of, hows
from widgets.panel.explorable import Explorable
from widgets.panel.forms import CURRENCY
from widgets.panel.own_orders import OwnOrders
from widgets.panel.scenes import Scenes
from widgets.panel.stage import Stage

ROOT = Path(__file__).parents[2]
UNSEEN = re.compile(r"(?s)<(style|script)\b.*?</\1>|href=\"data:[^\"]*\"|src=\"data:[^\"]*\"|url\(data:[^)]*\)")
SEEDS = range(3)


def seen(text):
    """Without what is style, script or a file behind a link."""
    return UNSEEN.sub("", text)


def inside(widget):
    """The widget and all inside it, hidden or not."""
    yield widget
    for child in getattr(widget, "children", ()):
        yield from inside(child)


def texts(widget):
    """What the widgets inside a widget hold as text now."""
    for w in inside(widget):
        for name in ("value", "description", "tooltip", "placeholder", "name"):
            if name == "value" and (hasattr(w, "_options_labels") or isinstance(w, ipw.Box)):
                continue  # what stands for a label, which is shown
            if isinstance(getattr(w, name, None), str):
                yield seen(getattr(w, name))
        yield from getattr(w, "_options_labels", ())
        if isinstance(w, Stage):
            yield from (w.hero, w.headline, *(cell for row in w.rows for cell in row))


def explored(panel):
    """An explorable before its bet and after, at its start and at every preset, with its numbers and its drawer."""
    if panel.bet:
        bet = panel.bet
        yield from (bet.question, bet.why, *(word for o in bet.options for word in (o.text, o.belief)))
        yield from texts(panel)
        panel.bet_box.way.value, panel.bet_box.letters.value = "letter", 0
        panel.bet_box.commit()
        panel.bet_box.compare()
    panel.toggle_numbers()
    panel.toggle_drawer()
    for values in ({}, *panel.presets.values()):
        panel.apply(values)
        yield from texts(panel)
        yield from (text for text, _ in lettering(panel.picture))


def opinions(panel):
    """A second opinion on every kind of rate that its base can give."""
    for how in hows(panel.base).values():
        panel.how.value = how
        panel.rate.value = "0.95" if how == "survey" else "95 %"
        panel.answer()
        yield from texts(panel)


def said(widget):
    """All that a widget of a notebook can say."""
    if isinstance(widget, Explorable):
        yield from explored(widget)
    elif isinstance(widget, MeetingPage):
        yield from (*texts(widget), seen(widget.html()), widget.csv())
    elif isinstance(widget, OpinionPanel):
        yield from opinions(widget)
    elif isinstance(widget, OwnOrders):
        yield from texts(widget)
        for child in widget.place.children:
            yield from said(child)
    else:
        yield from texts(widget)


def notebooks():
    """("08 markdown", texts), ("08 Sorting 08-13", texts), ...; of widgets with scenes each scene once."""
    scenes = set()
    for path in sorted((ROOT / "notebooks").glob("[0-9][0-9]_*.ipynb")):
        number, book = path.name[:2], run(path)
        yield f"{number} markdown", [cell.source for cell in book.cells if not cell.code]
        for cell in book.cells:
            for widget in (w for w in cell.shown if isinstance(w, ipw.Widget)):
                if isinstance(widget, Scenes):
                    for key in set(widget.scenes) - scenes:
                        widget.scene = key
                        scenes.add(key)
                        yield f"{number} scene {key}", explored(widget.panel)
                elif not isinstance(widget, (LessonPart, IllusionQuiz)):  # all of those come below
                    yield f"{number} {type(widget).__name__} {cell.name}", said(widget)


def lessons():
    """Exercises with their hints and solutions, check questions with all their answers, cards, five questions."""
    for key, task in LESSON.tasks.items():
        for seed in SEEDS:
            case = task.case(seed)
            wrong = [part.says for answer in ({}, task.right(case)) for part in task.check(answer, case)]
            fields = [word for f in task.fields if hasattr(f.form, "say") for word in (f.form.say(1_234), f.label)]
            yield f"exercise {key} {seed}", [task.prompt(case), task.solution(case), *task.hints, *wrong, *fields,
                                             *texts(Exercise(key, seed=seed))]
    for key, question in LESSON.questions.items():
        options = [word for o in question.options for word in (o.text, o.says)]
        yield f"question {key}", [question.prompt, *options, *texts(CheckQuestion(key))]
    for key in LESSON.mondays:
        yield f"Monday {key}", texts(MondayCard(key))
    yield "before and after", texts(BeforeAfter())


def gallery():
    shelf = Shelf(CURRENCY)
    for number in ALL:
        panel = shelf.illusion(number)
        yield f"illusion {type(panel).__name__}", explored(panel)
    for seed in SEEDS:
        for slide in draw_slides(seed, shelf):
            yield f"quiz {seed} {type(shelf.illusion(slide.number)).__name__}", [slide.says, slide.fact]


def pages():
    """Meeting page and second opinion on every base that the kit has, and three explorables on the real orders."""
    real = from_orders(cdnow(), "CDNOW")
    yield "MeetingPage CDNOW", said(MeetingPage(real))
    for company in ("hotel", "shop", "gym", "software"):
        yield f"MeetingPage {company}", said(MeetingPage(synthetic.generate(company, customers=2_000)))
    for key in BASES:
        yield f"SecondOpinion {'CDNOW' if key == 'cdnow' else key}", said(OpinionPanel(base_of(key)))


def guide():
    """The facilitator's guide, as it is printed for a room."""
    spec = importlib.util.spec_from_file_location("make_facilitator", ROOT / "guide" / "make_facilitator.py")
    make = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(make)
    yield "guide", make.page().splitlines()


def main(file):
    with nobody():
        found = {place: sorted({text for text in words if text.strip()})
                 for part in (notebooks, lessons, gallery, pages, guide) for place, words in part()}
    Path(file).write_text(json.dumps(found, ensure_ascii=False), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
