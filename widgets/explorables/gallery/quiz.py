"""Which illusion is this? Board slides drawn from a seed; name the illusion, and the number to ask for."""

import html

import ipywidgets as ipw

from widgets.explorables.gallery import illusions
from widgets.explorables.gallery.boasts import BOASTS
from widgets.explorables.gallery.panels import GalleryFigure
from widgets.explorables.gallery.shelf import Shelf
from widgets.explorables.gallery.slides import check_seed, draw_slides
from widgets.panel.controls import Press
from widgets.panel.forms import CURRENCY
from widgets.panel.sheet import sheet
from widgets.panel.stage import Stage
from widgets.state import eventlog, learner
from widgets.state.keeper import note, place

ROUND = 6  # slides a round
SKIPPED = 600  # slides of earlier rounds at the most, that a quiz which is opened again goes past


class IllusionQuiz(ipw.VBox):
    """A round of slides with feedback, a score, and a review at the end. seed: whole number, another one other slides.

    The slides of a seed all differ; when they are used up, those of the next seed follow. Opened again, it stands where
    the last round was left.
    """

    def __init__(self, seed=0, currency=CURRENCY):
        self.shelf, self.seed = Shelf(currency), check_seed(seed)
        self.first, self.drawn, self._cell = self.seed, 0, place()
        self.source = draw_slides(self.seed, self.shelf)
        self.round, self.given = [], []
        self.begin = Press("Show the first slide", self.start)
        self.begin.add_class("vd-primary")
        self.place, self.said, self.known = ipw.HTML(), ipw.HTML(), ipw.HTML()
        self.chart = Stage(name="The chart on the slide", width=500)
        self.names = self._options()
        self.asks = self._options()
        self.commit = Press("That is my answer", self.answer)
        self.commit.add_class("vd-primary")
        self.error, self.feedback, self.review = ipw.HTML(), ipw.HTML(), ipw.HTML()
        self.error.add_class("vd-error")
        self.exposed = Stage(name="What exposes it")
        self.figures = {}
        for stage in (self.chart, self.exposed):
            stage.observe(lambda change: self._rescale(change.owner), "scale")
        half = {"flex": "1 1 460px", "max_width": "620px", "overflow": "visible"}
        self.side = ipw.VBox([self.known, self._heading("Which illusion is this?"), self.names,
                              self._heading("Which number do you ask for?"), self.asks, self.commit, self.error],
                             layout=ipw.Layout(**half))
        self.question = ipw.HBox([ipw.VBox([self.chart], layout=ipw.Layout(**half)), self.side],
                                 layout=ipw.Layout(flex_flow="row wrap", overflow="visible"))
        self.on = Press("Next slide", self.go_on)
        self.more = Press("Another round", self.start)
        super().__init__([sheet(), self.begin])
        self.add_class("vd-panel")
        self.layout.overflow = "visible"
        with eventlog.silent():  # all of it is in the log already
            self._resume()

    def _resume(self):
        begun, *then = learner.last_round(self.first) or [None]
        if not begun or not 0 <= begun["drawn"] <= SKIPPED:
            return
        for _ in range(begun["drawn"]):
            self._next()
        self.start()
        for event in then:
            if len(self.given) == len(self.round):  # this one is answered: what follows is the next, or the end
                self.go_on()
            named, asked = event.get("named"), event.get("asked")
            if event["kind"] != "quiz" or named not in self.slide.names or asked not in self.slide.asks:
                return
            self.names.value, self.asks.value = named, asked
            self.answer()

    @staticmethod
    def _options():
        return ipw.RadioButtons(options=[], layout=ipw.Layout(width="auto"))

    @property
    def slide(self):
        """The slide on show."""
        return self.round[-1]

    def start(self):
        """A new round."""
        note("quiz start", self._cell, seed=self.first, drawn=self.drawn)
        self.round, self.given = [], []
        self._ask()

    def _next(self):
        slide = next(self.source, None)
        if slide is None:
            self.seed += 1
            self.source = draw_slides(self.seed, self.shelf)
            slide = next(self.source)
        self.drawn += 1
        return slide

    def _ask(self):
        slide = self._next()
        self.round.append(slide)
        self.place.value = f'<p class="vd-quiet">Slide {len(self.round)} of {ROUND}</p>'
        self.said.value = f'<p class="vd-question">“{html.escape(slide.says)}”</p>'
        self.known.value = f"<p>You also know this. {html.escape(slide.fact)}</p>"
        self.chart.headline = f"“{slide.says}”"
        self._draw(self.chart, GalleryFigure(slide.panel), (slide.left,))
        self.names.options = [(illusions.ALL[number].name, number) for number in slide.names]
        self.asks.options = [(BOASTS[number].ask, number) for number in slide.asks]
        self.names.value = self.asks.value = None
        self.error.value = ""
        self.children = [sheet(), self.place, self.question]

    def _draw(self, stage, figure, values):
        """Put a picture on a stage, as sharp as its screen; keep it for a screen that turns out sharper."""
        figure.update(values)
        self.figures[stage] = figure
        self._rescale(stage)

    def _rescale(self, stage):
        if stage in self.figures:
            self.figures[stage].set_scale(stage.scale)
            stage.png = self.figures[stage].png()

    @staticmethod
    def _heading(words):
        return ipw.HTML(f'<p class="vd-label"><b>{html.escape(words)}</b></p>')

    def answer(self):
        """Judge both answers, and show what exposes the slide."""
        if self.names.value is None or self.asks.value is None:
            self.error.value = '<span role="alert">Choose an illusion and a number first.</span>'
            return
        slide, named, asked = self.slide, self.names.value, self.asks.value
        self.given.append((named, asked))
        note("quiz", self._cell, seed=self.first, illusion=slide.number, named=named, asked=asked,
             right=named == asked == slide.number)
        self.feedback.value = "".join(self._verdicts(slide, named, asked))
        one = self.shelf.illusion(slide.number)
        self._draw(self.exposed, GalleryFigure(one.left, one.right), one.compute(one.Inputs(**slide.inputs)))
        self.exposed.hero, self.exposed.headline = slide.exposing, slide.why
        self.on.description = "Next slide" if len(self.round) < ROUND else "Score and review"
        self.children = [sheet(), self.place, self.said, self.known, self.feedback, self.exposed, self.on]

    @staticmethod
    def _verdicts(slide, named, asked):
        right = illusions.ALL[slide.number]
        if named == slide.number:
            yield f'<p class="vd-outcome" data-result="hit"><b>Right.</b> {html.escape(right.name)}.</p>'
        else:
            other = illusions.ALL[named]
            yield (f'<p class="vd-outcome" data-result="miss"><b>Not so.</b> It is {html.escape(right.name)}: '
                   f"{html.escape(right.line)} You said {html.escape(other.name)}, which goes: "
                   f"{html.escape(other.line)}</p>")
        if asked == slide.number:
            yield '<p class="vd-outcome" data-result="hit"><b>That is the number to ask for.</b></p>'
        else:
            yield ('<p class="vd-outcome" data-result="miss"><b>Ask for another number:</b> '
                   f"{html.escape(BOASTS[slide.number].ask[0].lower() + BOASTS[slide.number].ask[1:])}.</p>")

    def go_on(self):
        """The next slide, or score and review after the last."""
        if len(self.round) < ROUND:
            self._ask()
        else:
            self._finish()

    @property
    def score(self):
        """(illusions named right, numbers asked for right, slides) of the round so far."""
        pairs = list(zip(self.round, self.given, strict=False))
        return sum(g[0] == s.number for s, g in pairs), sum(g[1] == s.number for s, g in pairs), len(pairs)

    def _finish(self):
        named, asked, slides = self.score
        rows = ["<tr><th>The slide said</th><th>You said</th><th>It was</th><th>Ask for</th></tr>"]
        for slide, (said, _) in zip(self.round, self.given, strict=True):
            mark = "true" if said == slide.number else "false"
            names = (illusions.ALL[number].name for number in (said, slide.number))
            cells = (slide.says, *names, BOASTS[slide.number].ask)
            row = "".join(f"<td>{html.escape(cell)}</td>" for cell in cells)
            rows.append(f'<tr data-ok="{mark}">{row}</tr>')
        said = f"{named} of {slides} illusions named, {asked} of {slides} numbers asked for."
        self.review.value = f'<p class="vd-question" aria-live="polite">{said}</p><table>{"".join(rows)}</table>'
        note("quiz round", self._cell, seed=self.first, named=named, asked=asked, slides=slides)
        self.children = [sheet(), self.review, self.more]
