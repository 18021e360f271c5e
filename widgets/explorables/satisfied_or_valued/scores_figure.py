"""Three scores as points with their intervals between a coin and certainty: what the survey tells, and what is true."""

from widgets.explorables.satisfied_or_valued.money_line import MoneyFigure
from widgets.explorables.satisfied_or_valued.scores_model import AHEAD, SCORES
from widgets.panel import style
from widgets.panel.forms import counted, people

QUESTIONS = dict(zip(SCORES, ("Would you recommend us?", "Are you satisfied?", "Do we appreciate your business?"),
                     strict=True))
ROWS = (2.1, 1.1, 0.1)


class ScoresFigure(MoneyFigure):
    span = "3 months"

    def build(self):
        self.panels = [self._panel(left, survey) for left, survey in ((0.255, True), (0.645, False))]
        axes = self.figure.axes[0]
        for y, question in zip(ROWS, QUESTIONS.values(), strict=True):
            axes.text(0.39, y, question, ha="right", va="center")
        self.figure.text(0.005, 0.93, "Who leaves?", fontfamily=style.BOLD, fontsize=13)
        for y, words in (
                (0.848, "AUC: how often the leaver"), (0.797, "of a pair scored worse")):
            self.figure.text(0.005, y, words, color=style.QUIET)
        super().build()

    def _panel(self, left, survey):
        ax = self.figure.add_axes((left, 0.235, 0.345, 0.565), xlim=(0.41, 0.96), ylim=(-0.45, 2.75))
        name = "What the survey tells you" if survey else "What is true"
        self.figure.text(left, 0.93, name, fontfamily=style.BOLD, fontsize=13)
        page = self.figure.add_axes((left, 0.8, 0.345, 0.12), xlim=(0, 1), ylim=(0, 1))
        page.axis("off")
        counts = self.letter(page, 0, 0.5, color=style.QUIET)
        ax.set_xticks([0.5, 0.6, 0.7, 0.8, 0.9], ["a coin", "0.6", "0.7", "0.8", "0.9"])
        ax.set_yticks([])
        ax.tick_params(labelsize=11.5, pad=5)
        ax.plot([0.5, 0.5], [-0.45, 2.6], color=style.BASE, linewidth=2, linestyle=(0, (4, 3)))
        spans = [self.live(ax.plot([], [], color=style.BASE, linewidth=7, solid_capstyle="butt")[0]) for _ in ROWS]
        dots = [self.live(ax.plot([], [], "o", color=style.INK, markersize=9, zorder=4)[0]) for _ in ROWS]
        labels = [self.letter(ax, 0, y, va="center", fontfamily=style.BOLD) for y in ROWS]
        few = self.letter(ax, 0.52, 1.0, color=style.QUIET)
        line = label = None
        if not survey:
            line = self.live(ax.plot([], [], color=style.LOST, linewidth=3)[0])
            label = self.letter(ax, 0, 2.72, color=style.LOST, fontfamily=style.BOLD, ha="center", va="top")
        return counts, spans, dots, labels, few, line, label

    def update(self, result):
        for panel, view in zip(self.panels, (result.survey, result.everybody), strict=True):
            self._update_panel(panel, view)
        ceiling, line, label = result.everybody.ceiling, *self.panels[1][-2:]
        line.set_data([ceiling, ceiling], [-0.45, 2.3])
        label.set_text(f"true risk {ceiling:.2f}")
        label.set_x(min(ceiling, 0.9))
        self.say_money(result.money)

    def _update_panel(self, panel, view):
        counts, spans, dots, labels, few, *_ = panel
        counts.set_text(f"{counted(view.people, 'answer')}, {people(view.leavers)} gone in {AHEAD} months")
        few.set_text("" if view.areas else "too few leavers to judge a score by")
        for name, y, span, dot, label in zip(SCORES, ROWS, spans, dots, labels, strict=True):
            for artist in (span, dot, label):
                artist.set_visible(name in view.areas)
            if name in view.areas:
                score, low, high = view.areas[name]
                span.set_data([low, high], [y, y])
                dot.set_data([score], [y])
                label.set_text(f"{score:.2f}")
                label.set_x(high + 0.012)
