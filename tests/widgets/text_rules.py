"""What no person should see: signs for sources, code, sixteen digits, "1 customers", terms that nothing explains."""

import html
import re

from widgets.panel import glossary

MARKUP = re.compile(r"(?s)<[^>]*>")
CODE = re.compile(r"(?s)```.*?```|`[^`]*`")  # a learner's own cells, shown as code on purpose
QUOTED = re.compile(r"“[^”]*”")  # a name in somebody's own table, and what a person said
RULES = {
    "a sign for a source": re.compile(r"(?<![\w.,’'])(?<!\d )00[0-4](?![\w,.]\d|\w)|\bseeds?\b", re.IGNORECASE),
    "code": re.compile(r"\b[A-Za-z]+_[A-Za-z]+|\w\.\w+\(|\w\(\)|\b\w+\([^)]*['=]|\w=\w|[\[\]{}]"),
    "more digits than anybody reads": re.compile(  # eight that count, in a number with decimals
        r"(?<![\d.,])(?:0\.0*|(?=[\d,]*\.\d))[1-9](?:[,.]?\d){7,}"),
    "one of several": re.compile(
        r"(?<![\w.,/])1 (?!(?:less|is|was|has|means)\b)(?:opening )?(?:people|[a-z]+s)\b(?! than)"),
    "by minus so many": re.compile(r"\bby −"),
    "less than nothing": re.compile(r"−[^\d\s]*0(\.0+)?(?![\d.,])"),
    "a missing thing": re.compile(r"\(missing\)|\bnan\b|\bNone\b(?! of)|\bNaT\b"),
}
ACRONYM = re.compile(r"(?<![\w-])[A-Z]{3,5}s?(?![\w-])")
NO_TERMS = {"CDNOW", "CSV", "USD", "EUR", "CHF", "HTML", "URL", "PERVAL", "VALUED", "LOG", "ARPA"}
ART = re.compile(  # words that a statistician or an analyst would use without a thought
    r"(?<![\w-])(?:sd|standard deviations?|log (?:hazard|odds|spread|spending|pull)|hazards?|statistical power"
    r"|\d % power|hold-outs?|cohorts?|confidence intervals?|9\d % intervals?|paired intervals?|heterogeneity"
    r"|regression to the mean|survival curves?|mix effect|rate effect|beta-geometric|exponential(?:ly)?|gamma"
    r"|quantiles?|percentiles?|p-values?|insignificant|significant|correlations?|churn|tenure|lifetime value"
    r"|net (?:revenue )?retention"
    r"|gross (?:revenue )?retention|net promoter score|contribution|felt value|denominators?|double jeopardy"
    r"|conditional trend analysis|logarithms?|covariance|variance|residuals?|estimators?|posteriors?"
    r"|likelihood|elasticity|uplift|propensity|stochastic|kurtosis|skew(?:ness)?)(?![\w-])", re.IGNORECASE)


def read(text):
    """A text as a person reads it."""
    return html.unescape(MARKUP.sub(" ", CODE.sub(" ", text))).replace("\N{NO-BREAK SPACE}", " ")


def trouble(text):
    """What of a text no person should see, each as (rule, where)."""
    text = QUOTED.sub("…", read(text))
    return [(rule, text[max(found.start() - 30, 0):found.end() + 30])
            for rule, pattern in RULES.items() for found in pattern.finditer(text)]


def unexplained(text):
    """Terms of art in a text that the glossary does not have."""
    text = read(text)
    known = [found.span() for _, pattern in glossary.PATTERNS for found in pattern.finditer(text)]
    terms = [found for pattern in (ACRONYM, ART) for found in pattern.finditer(text) if found[0] not in NO_TERMS]
    return [term[0] for term in terms if not any(a < term.end() and term.start() < b for a, b in known)]


def clauses(headline):
    """How many clauses a headline has: parted by a full stop, a semicolon, a colon or a dash between words."""
    return len(re.split(r"[.!?;:] +| – ", spoken(headline).strip().rstrip(".!?")))


def spoken(headline):
    """A headline without the convention of a worth, which has to stand with every worth, and is no claim."""
    return headline.split(" Worth counts ")[0]
