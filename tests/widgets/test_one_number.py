"""One thing, one number: in a reveal all that a person sees says the bet's answer, rounded alike; the exact one judges.

Every bet of the package is found and walked. Whatever lies within a hundredth of the answer, or of what is missing
from it to 100 %, is taken for the same thing.
"""

import html
import math
import re
from pathlib import Path

import pictures
import pytest
import walking
from sample import Sample
from test_sweep import alone

import widgets
from widgets.panel.explorable import Words

NUMBER = re.compile(r"[-−+]?[^\d\s.,%A-Za-z()]?\d[\d,]*(?:\.\d+)?(?:K|M|bn)?(?![\d%]*[A-Za-z])")
SIZES = {"K": 1e3, "M": 1e6, "bn": 1e9}


def numbers(text):
    """Every number in a text: 602K and 602,000 are 602000; $17.3 is 17.3; −40.6 % is −40.6."""
    for found in NUMBER.findall(text):
        digits = re.sub(r"[^\d.]", "", found)
        size = next((size for letter, size in SIZES.items() if found.endswith(letter)), 1)
        yield (-1 if found[0] in "-−" else 1) * float(digits) * size


def rounded(exact, form):
    """An answer as a person should see it, worked out anew: three significant digits, hundredths at the finest."""
    number, finest = exact * form.factor, 2 if form.decimals else 0
    return round(number, min(2 - math.floor(math.log10(abs(number) or 1)), finest)) + 0.0


def texts(panel):
    """All that a person sees in a reveal, but for the table."""
    box = panel.bet_box
    box.compare()
    written = [box.outcome.value, box.model_answer.value, box.children[0].value]
    options = [words for option in panel.bet.options for words in (option.text, option.belief)]
    letters = [text.get_text() for text in (*pictures.live_texts(panel.picture), *pictures.still_texts(panel.picture))]
    return [panel.stage.hero, panel.stage.headline, *(html.unescape(re.sub(r"<[^>]*>", "", text)).replace("\xa0", " ")
                                                      for text in written), *options, *letters]


def trouble(panel):
    """What is wrong with the panel's reveal, a sentence each."""
    box, form = panel.bet_box, panel.bet.form
    box.way.value, box.letters.value = "letter", 2
    box.commit()
    exact, right = box.guess.answer, rounded(box.guess.answer, form)
    wrong = []
    if next(numbers(panel.stage.hero), math.nan) != right:
        wrong.append(f"the hero is “{panel.stage.hero}”, not {right}")
    if form.unit and form.unit.removesuffix("s") not in panel.stage.hero:
        wrong.append(f"the hero “{panel.stage.hero}” is not in {form.unit}")
    if right not in numbers(box.outcome.value):
        wrong.append(f"the outcome does not say {right}: {box.outcome.value}")
    same = [abs(right)] + ([round(100 - right, 6)] if form.unit == "%" and 0 < right < 100 else [])
    for text in texts(panel):
        for number in map(abs, numbers(text)):
            wrong += [f"“{text}” says {number}, not {thing}" for thing in same
                      if 0 < abs(number - thing) <= 0.01 * thing]
    panel.toggle_numbers()
    cells = [number for row in panel.stage.rows for cell in row for number in numbers(cell)]
    if right not in [rounded(cell / form.factor, form) for cell in cells]:
        wrong.append("no number of the table rounds to the answer")
    if box.guess.answer != panel.bet.answer(panel.compute(panel.inputs)):
        wrong.append(f"{exact} is judged, and not the model's own number")
    return wrong


@pytest.fixture(scope="module")
def found(bases):
    """Every explorable that has a bet: as a notebook shows it, and on an invented base where it takes one."""
    panels = []
    for cls in walking.find():
        if cls.bet is None and "bet" not in cls.prepare.__code__.co_names:
            continue
        if panel := alone(cls):
            panels.append(panel)
        if cls.company:
            panels.append(cls.example(bases[cls.company]["normal"]))
    return [panel for panel in panels if panel and panel.bet]


def test_every_bet_says_one_number(found):
    wrong = [f"{type(panel).__name__}: {sentence}" for panel in found for sentence in trouble(panel)]
    assert not wrong, "\n".join(wrong)


def test_no_bet_is_left_out(found):
    """Read from the files: a bet that no explorable shows would not have been looked at."""
    source = "\n".join(path.read_text(encoding="utf-8") for path in Path(widgets.__file__).parent.rglob("*.py"))
    keys = re.findall(r"\bBet\(\s*key=\"([\w-]+)\"", source)
    assert len(keys) == len(re.findall(r"(?<!class )\bBet\(", source)) > 5  # each names its key first
    assert {panel.bet.key for panel in found} == set(keys)


def test_the_exact_number_judges(found):
    for panel in found:
        box, form = panel.bet_box, panel.bet.form
        box.again()
        box.way.value = "range"
        exact = panel.bet.answer(panel.compute(panel.inputs)) * form.factor
        near = 1 if form.whole else 1e-6  # the finest that can be typed
        below = math.floor(exact / near) * near
        for low, high, hit in ((below, below + near, True), (below + near, below + 2 * near, exact == below + near)):
            box.again()
            box.low.value, box.high.value = (f"{end:.{0 if form.whole else 6}f}" for end in (low, high))
            box.commit()
            assert box.guess, (panel.bet.key, low, high, box.error.value)
            assert box.guess.hit == hit, (panel.bet.key, low, high)


@pytest.mark.parametrize(("text", "right"), [
    ("602,108 and 602K", [602_108, 602_000]), ("−$6,500, of 10,500", [-6_500, 10_500]), ("$17.27.", [17.27]),
    ("CDNOW’s 40.6 % less", [40.6]), ("2M at 9–12", [2e6, 9, 12]), ("Q3 1997", [3, 1997]), ("+42.9", [42.9])])
def test_what_the_test_reads(text, right):
    assert list(numbers(text)) == pytest.approx(right)


@pytest.mark.parametrize(("headline", "wrong"), [
    ("Of 1,000 customers 800 stay.", []), ("Of 1,000 customers 300 leave.", []),
    ("Of 1,000 customers 802 stay.", ["“Of 1,000 customers 802 stay.” says 802.0, not 800.0"])])
def test_two_numbers_for_one_thing_are_seen(headline, wrong):
    class Told(Sample):
        def words(self, left):
            return Words("800 stay", headline)

    assert trouble(Told()) == wrong  # the model's own answer is 800.4
