"""Walk an explorable to every place that the checklist names, and note everything that is wrong there.

Places: each dial at its smallest, largest and starting value, each option, each preset, all corners of the visible
sliders with every option, and the corners of each pair of dials in the assumption drawer.
"""

import importlib
import itertools
import math
import pkgutil
import re
from dataclasses import dataclass, field

import pictures
import text_rules

import widgets
from widgets.panel.controls import GRADES, Choice
from widgets.panel.explorable import Explorable

LONGEST = 160  # letters of a headline: a line and a half in the room
NOT_A_NUMBER = re.compile(r"(?<![\w’])(nan|[-−+]?inf|infinity|None|NaT)(?![\w’])", re.IGNORECASE)
BARE_DIGITS = re.compile(r"(?<![\d.,])\d{5,}(?![\d.,]*\d)")  # 37000 where 37,000 or 37K is meant
LOOSE_RATE = re.compile(r"(?<![\d.,])(?!99\.9)(?!100 %)\d{2,}\.\d{2,} ?%|\d\.\d{3,} ?%")  # more than three digits


@dataclass
class Report:
    """What a walk saw. places: distinct settings that were computed; declared: those that had to be."""

    controls: int = 0
    corners: int = 0
    declared: set = field(default_factory=set)
    places: set = field(default_factory=set)
    headlines: set = field(default_factory=set)
    trouble: list = field(default_factory=list)


def find():
    """Every subclass of Explorable in the package `widgets` that has Inputs, found by importing all of its modules."""
    for module in pkgutil.walk_packages(widgets.__path__, "widgets."):
        importlib.import_module(module.name)
    found, todo = [], [Explorable]
    while todo:
        for cls in todo.pop().__subclasses__():
            todo.append(cls)
            if cls.__module__.startswith("widgets.") and cls.Inputs and cls not in found:
                found.append(cls)
    return sorted(found, key=lambda cls: cls.__name__)


def sliders(dials):
    return [dial for dial in dials if not isinstance(dial, Choice)]


def values(dial):
    return list(dial.options.values()) if isinstance(dial, Choice) else [dial.low, dial.high, dial.start]


def corners(dials):
    """All combinations of ends and options, as {key: value}."""
    spans = [[(dial.key, value) for value in (values(dial) if isinstance(dial, Choice) else (dial.low, dial.high))]
             for dial in dials]
    return [dict(combination) for combination in itertools.product(*spans)]


def settings(explorable):
    """Every place to go, as {key: value}; keys left out stand at their start."""
    alone = [{dial.key: value} for dial in (*explorable.dials, *explorable.more) for value in values(dial)]
    pairs = [place for two in itertools.combinations(explorable.more, 2) for place in corners(two)]
    return alone, [*corners(explorable.dials), *pairs], list(explorable.presets.values())


def place_of(explorable, setting):
    full = {**explorable.start, **setting}
    return tuple(full[key] for key in explorable.boxes)


def walk(explorable, every=4):
    """Go everywhere; encode and decode a PNG at every `every`-th corner. Returns a Report; exceptions come through."""
    report = Report(controls=len(explorable.boxes), corners=2 ** len(sliders(explorable.dials)))
    report.trouble += declared_trouble(explorable) + look_trouble(explorable)
    _spy(explorable, report)
    _look(explorable, report, "before the bet")
    guesses = _bet(explorable, report) if explorable.bet else []
    alone, rest, presets = settings(explorable)
    report.declared = {place_of(explorable, setting) for setting in [*alone, *rest, *presets]}
    _press(explorable, "Show the numbers")
    _press(explorable, "Assumptions")
    for setting in alone:
        explorable.reset()
        for key, value in setting.items():
            explorable.boxes[key].value = value
        _look(explorable, report, setting)
        report.headlines.add(explorable.stage.headline)
    if len(re.findall("<tr>", explorable.assumptions.value)) != 1 + report.controls:
        report.trouble.append("the assumption drawer does not list every dial once")
    _press(explorable, "Close the assumptions")
    for label in explorable.presets:
        _press(explorable, label)
        _look(explorable, report, label)
    encode = explorable.picture.png
    for k, setting in enumerate(rest):
        if guesses:
            explorable.picture.guess = guesses[k % len(guesses)]
        explorable.picture.png = encode if k % every == 0 else lambda: (explorable.picture.pixels(), b"")[1]
        explorable.apply(setting)
        _look(explorable, report, setting, png=k % every == 0)
    explorable.picture.png = encode
    _back(explorable, report)
    missed = report.declared - report.places
    if missed:
        report.trouble.append(f"{len(missed)} of {len(report.declared)} places were never computed: {missed}")
    return report


def _spy(explorable, report):
    """Note where `compute` really was called: a dial that is not connected is never visited."""
    compute = explorable.compute

    def spied(inputs):
        report.places.add(tuple(getattr(inputs, key) for key in explorable.boxes))
        return compute(inputs)

    explorable.compute = spied


def _look(explorable, report, where, png=True):
    stage = explorable.stage
    texts = [stage.hero, stage.headline, *(cell for row in stage.rows for cell in row)]
    wrong = [f"“{text}” holds no number" for text in texts if NOT_A_NUMBER.search(text)]
    wrong += [f"“{text}” holds a bare number" for text in texts if BARE_DIGITS.search(text)]
    wrong += [f"“{text}” has more than three digits" for text in texts if LOOSE_RATE.search(text)]
    letters = [artist.get_text() for artist in pictures.live_texts(explorable.picture)]
    wrong += [f"{rule}: {at}" for text in (*texts, *letters) if not any(text in told for told in wrong)
              for rule, at in text_rules.trouble(text)]
    if text_rules.clauses(stage.headline) > 2 or len(text_rules.spoken(stage.headline)) > LONGEST:
        wrong.append(f"“{stage.headline}” is more than a headline")
    wrong += [] if stage.headline.strip() else ["the headline is empty"]
    if not explorable.picture.sealed and not re.search(r"\d", stage.headline):
        wrong.append(f"the headline has no number: {stage.headline}")
    if explorable.error.value:
        wrong.append(f"it complains: {explorable.error.value}")
    if explorable.numbers_shown and not explorable.picture.sealed:
        widths = {len(row) for row in stage.rows}
        wrong += [] if len(stage.rows) > 1 and len(widths) == 1 else ["the table is empty or ragged"]
    if png:
        size = pictures.decode(stage.png).size
        right = (round(stage.width * explorable.picture.figure.dpi / 100),
                 round(stage.height * explorable.picture.figure.dpi / 100))
        wrong += [] if size == right else [f"the picture is {size}, not {right}"]
    wrong += pictures.trouble(explorable.picture)
    report.trouble += [f"{where}: {words}" for words in wrong]


def _press(explorable, label):
    """Press the panel's button of that name."""
    buttons = [b for b in explorable.bar.children if b.description == label]
    assert len(buttons) == 1, f"{len(buttons)} buttons are called {label!r}"
    buttons[0].click()


def _bet(explorable, report):
    """Commit it as B, take it back, commit it as ranges at the ends of what makes sense. Returns the guesses."""
    box, bet, guesses = explorable.bet_box, explorable.bet, []
    if explorable.stage.rows or explorable.stage.hero != "?":
        report.trouble.append("something shows before the bet")
    box.way.value, box.letters.value = "letter", 1
    box.commit_button.click()
    _look(explorable, report, "bet B")
    if box.guess is None or explorable.picture.sealed:
        report.trouble.append("the committed bet does not open the picture")
    box.again()
    if not explorable.picture.sealed or explorable.stage.hero != "?":
        report.trouble.append("taking the bet back does not close the picture")
    box.way.value = "range"
    high = bet.high if math.isfinite(bet.high) else max(o.high for o in bet.options if math.isfinite(o.high))
    for low, top in ((bet.low, bet.low), (high, high), (bet.low, high)):
        box.again()
        box.low.value, box.high.value = bet.form.to_type(low), bet.form.to_type(top)
        box.commit_button.click()
        _look(explorable, report, f"bet from {bet.form.write(low)} to {bet.form.write(top)}")
        if box.guess is None:
            report.trouble.append(f"its own range is refused: {box.error.value}")
        guesses.append(box.guess)
    return guesses


def _back(explorable, report):
    """Reset goes to the start, undo to where one was."""
    before = explorable.inputs
    explorable.reset()
    if place_of(explorable, {}) != tuple(getattr(explorable.inputs, key) for key in explorable.boxes):
        report.trouble.append("reset does not go to the start")
    explorable.undo()
    if explorable.inputs != before:
        report.trouble.append("undo does not go back to before the reset")
    _press(explorable, "Hide the numbers")
    if explorable.stage.rows:
        report.trouble.append("the table cannot be hidden")


def declared_trouble(explorable):
    """What an explorable says about its dials, held against the checklist."""
    dials = (*explorable.dials, *explorable.more)
    wrong = []
    if len(sliders(explorable.dials)) > 4:
        wrong.append(f"{len(sliders(explorable.dials))} sliders are visible, four are allowed")
    if not explorable.name:
        wrong.append("it has no name")
    for dial in dials:
        if dial.source.grade not in GRADES:
            wrong.append(f"{dial.label}: grade {dial.source.grade!r} is not one of {', '.join(GRADES)}")
        if not dial.source.says.strip() or not dial.label.strip():
            wrong.append(f"{dial.key}: no label, or no word on where it comes from")
        if isinstance(dial, Choice):
            wrong += [] if dial.start in dial.options.values() else [f"{dial.label}: its start is not an option"]
            continue
        if not (dial.form.unit or dial.form.before):
            wrong.append(f"{dial.label}: no unit")
        if not dial.low <= dial.start <= dial.high or not dial.low < dial.high or dial.step <= 0:
            wrong.append(f"{dial.label}: range, start and step do not fit: {dial}")
    return wrong


def look_trouble(explorable):
    """No title, no legend, no second axis over the first, no text below 11 points."""
    figure, wrong = explorable.picture.figure, []
    if figure.get_suptitle() or any(axes.get_title() for axes in figure.axes):
        wrong.append("the figure has a title; the headline is the title")
    if figure.legends or any(axes.get_legend() for axes in figure.axes):
        wrong.append("the figure has a legend; label directly")
    spots = [tuple(round(edge, 6) for edge in axes.get_position().bounds) for axes in figure.axes if axes.axison]
    if len(set(spots)) < len(spots):
        wrong.append("two axes lie on one another")
    if pictures.smallest_text(explorable.picture) < 11:
        wrong.append(f"some text is {pictures.smallest_text(explorable.picture)} points, 11 is the least")
    return wrong
