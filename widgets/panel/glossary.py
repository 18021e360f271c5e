"""Every term of art that a screen shows: its plain name, and one line of meaning. Here and nowhere else.

Whatever shows a term also offers `fold`: a line that opens its meaning by press or key. A panel has the button *Words*;
the notebooks' own text gets its folds from `python guide/make_words.py`.
"""

import html
import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Term:
    """word: as it stands on a screen; plain: what it is called in plain words; means: one line; also: other forms.

    only: what is looked for where the word alone would also be found where it means something else.
    """

    word: str
    plain: str
    means: str
    also: tuple[str, ...] = ()
    only: str = ""


TERMS = (
    Term("active window", "how far back counts as active",
         "A customer is called active who bought within so many days; whoever sets the number of days sets the "
         "count."),
    Term("AUC", "how often a score gets a pair right",
         "Take one who left and one who stayed: in this share of such pairs the score was worse for the one who "
         "left. 0.5 is a coin, 1 is certainty."),
    Term("beta-geometric model", "everybody has a chance of leaving of their own",
         "A model with two numbers in which customers differ and none of them changes (Fader and Hardie 2007).",
         ("sBG",)),
    Term("break-even", "where it just pays",
         "The size at which what it brings equals what it costs."),
    Term("by chance", "what steady buyers show anyway",
         "The movement that is there although nobody has changed, as it shows when time is run backwards.",
         ("excess over chance",)),
    Term("churn", "the share that left",
         "100 % less retention, of the same customers over the same period."),
    Term("cohort", "those who joined together",
         "Customers who joined in the same period, followed from then on.", ("cohorts",)),
    Term("conditional trend analysis", "the best, looked at in both directions of time",
         "Customers sorted by one period and followed into the next, against what steady buyers would do "
         "(Goodhardt and Ehrenberg 1967)."),
    Term("contribution", "money left after its own costs",
         "Revenue less the costs that come with it: serving, programmes, calls. Not yet profit: what does not "
         "depend on customers is not taken off."),
    Term("correlation", "how closely two things go together",
         "From −1 to +1; 0 is not at all. It does not say which moves which."),
    Term("denominator", "what a rate is divided by",
         "The group that is counted below the line: those at the start, at the end, or everybody served.",
         ("denominators",)),
    Term("detractors", "who would rather not recommend",
         "Answers of 0 to 6 of 10."),
    Term("discount", "money later counts less",
         "By so many per cent a year an amount is worth less for coming a year later.", ("discounted",)),
    Term("double jeopardy", "small brands lose more",
         "Brands with fewer customers also keep a smaller share of them, whatever they do (Ehrenberg)."),
    Term("exponential distribution", "many small, few large",
         "Most lie below the mean and a few far above it.", ("exponential", "exponentially", "Gamma distributed")),
    Term("felt value", "how valued a customer feels",
         "0 is the usual customer of this base; 1 is one spread above."),
    Term("gross revenue retention", "money kept, nothing added",
         "Of last period’s money, the share still paid by the same customers, without what some of them added.",
         ("GRR", "gross retention")),
    Term("hazard", "the chance of leaving next",
         "Of those still there, the share that leaves in the next month.", ("hazards",)),
    Term("heterogeneity", "customers differ",
         "Everybody has a rate of their own, and it need not change for the average to move."),
    Term("hold-out", "a group left out by lot",
         "People drawn at random who do not get the programme; only the difference to them is what it does.",
         ("hold out", "held out")),
    Term("interval", "where the true number may well lie",
         "From sample to sample such a range holds the true number in 95 of 100 cases.", ("intervals",)),
    Term("log hazard", "an effect on the chance of leaving",
         "0.6 for each spread means: one spread more, and the chance of leaving is divided by 1.8; one less, and "
         "it is multiplied by it.", ("log pull",)),
    Term("log odds", "a chance on a scale without ends",
         "The chance for against the chance against, on a scale on which adding never leaves 0 to 100 %."),
    Term("log spending", "an effect in proportion",
         "0.1 means about ten per cent more, for everybody alike."),
    Term("lifetime value", "what a customer brings in all",
         "Contribution of all periods to come, those who leave taken off and later money discounted. A forecast, "
         "by an assumption.", ("CLV", "LTV")),
    Term("margin", "what is left of a sale",
         "Contribution as an amount a period or a share of revenue."),
    Term("mix effect", "other customers are in it",
         "The part of a change that comes from who is counted, at unchanged rates.", ("mix shift",)),
    Term("Net Promoter Score", "promoters less detractors",
         "The share answering 9 or 10 less the share answering 0 to 6, in points from −100 to +100.", ("NPS",)),
    Term("net retention", "money kept, with what was added",
         "Of last period’s money, what the same customers pay now: losses of some covered by more from others. It "
         "can pass 100 %.", ("NRR", "net revenue retention")),
    Term("passives", "neither for nor against",
         "Answers of 7 or 8 of 10; they count in the number of answers only."),
    Term("power", "the chance of seeing what is there",
         "With 80 % power a move of this size would be found in four of five such surveys or tests.", only="% power"),
    Term("promoters", "who would recommend",
         "Answers of 9 or 10 of 10."),
    Term("rate effect", "customers are kept differently",
         "The part of a change that comes from rates, with the same customers in it."),
    Term("regression to the mean", "the extreme comes back",
         "Whoever was chosen for a very high period has on average a lower next one, with nothing changed.",
         ("regression",)),
    Term("repeat rate", "the share that buys again",
         "Of those who bought in one period, the share that bought in the next."),
    Term("retention", "the share kept",
         "Of the customers at the start of a period, the share still there at its end; newcomers are in neither."),
    Term("selection", "who is in it was no accident",
         "A group that chose itself, or was chosen, differs before anything is done with it."),
    Term("significant", "more than chance would show",
         "The interval of the difference leaves out 0. It does not mean large.", ("insignificant",)),
    Term("sorting", "the fragile leave first",
         "Whoever is likely to leave goes early, so those who remain look ever more loyal although nobody changed."),
    Term("spread", "the usual distance from the average",
         "The standard deviation: in many bases two of three customers lie within one spread of the average.",
         ("spreads", "standard deviation", "sd")),
    Term("surplus", "what comes on top",
         "What was got above what it cost, or above what was expected."),
    Term("survival curve", "how many are still there",
         "The share of a cohort that remains, period by period."),
    Term("tenure", "how long somebody has been there",
         "Periods since joining."),
    Term("tiers", "layers by what customers pay",
         "Top, middle and lower, cut at amounts that are named.", ("tier",)),
)


def _pattern(term):
    words = term.only or "|".join(map(re.escape, (term.word, *term.also)))
    return re.compile(rf"(?<![\w-])(?:{words})(?![\w-])", re.IGNORECASE)


PATTERNS = tuple((term, _pattern(term)) for term in TERMS)
MARKUP = re.compile(r"<[^>]*>")


def found(*texts: str) -> list[Term]:
    """The Terms that occur in these texts, markup left out, in alphabetical order."""
    whole = html.unescape(MARKUP.sub(" ", "\n".join(texts))).replace("\N{NO-BREAK SPACE}", " ")
    return [term for term, pattern in PATTERNS if pattern.search(whole)]


def meanings(terms: list[Term]) -> str:
    """The terms with their plain names and meanings, as an HTML list."""
    lines = (f"<li><b>{html.escape(term.word)}</b>: {html.escape(term.plain)}. {html.escape(term.means)}</li>"
             for term in terms)
    return f"<ul>{''.join(lines)}</ul>"  # no dl: Jupyter lets its parts float


def fold(*texts: str) -> str:
    """HTML of one line that opens the meaning of every term in these texts; an empty text where there is none."""
    terms = found(*texts)
    if not terms:
        return ""
    names = ", ".join(html.escape(term.word) for term in terms)
    return f'<details class="vd-words"><summary>Words: {names}</summary>{meanings(terms)}</details>'
