"""Terms of art: each is in the glossary, and wherever one stands its meaning is one press away."""

import json
import sys
from pathlib import Path

import pytest
import text_rules
import walking
from sample import Sample
from test_sweep import alone

from widgets import CheckQuestion, Exercise, IllusionGallery, MondayCard
from widgets.lessons import LESSON
from widgets.panel import glossary
from widgets.panel.explorable import Words

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "guide"))


def opened(panel):
    """The words that the panel's button opens, once it has been pressed."""
    panel.words_button.click()
    shown = panel.meanings.value
    panel.words_button.click()
    assert panel.meanings.value == ""
    return {term.word for term in glossary.TERMS if f"<b>{term.word}</b>" in shown}


@pytest.mark.parametrize("cls", walking.find(), ids=lambda cls: cls.__name__)
def test_a_panel_opens_the_meaning_of_all_that_it_shows(cls, bases):
    panel = alone(cls) or cls.example(bases[cls.company]["normal"])
    if panel.bet:
        panel.bet_box.way.value, panel.bet_box.letters.value = "letter", 0
        question = panel.bet_box.children[0].value
        assert all(f"<b>{term.word}</b>" in question for term in glossary.found(panel.bet.question))
        panel.bet_box.commit()
        panel.bet_box.compare()
    panel.toggle_numbers()
    panel.toggle_drawer()
    for values in ({}, *panel.presets.values()):
        panel.apply(values)
        shown = [panel.stage.hero, panel.stage.headline, panel.assumptions.value,
                 *(cell for row in panel.stage.rows for cell in row), *panel.presets,
                 *(text.get_text() for text in panel.picture.figure.texts),
                 *(artist.get_text() for artist in panel.picture.moving if hasattr(artist, "get_text"))]
        assert {term.word for term in glossary.found(*shown)} <= opened(panel)
        assert [term for text in shown for term in text_rules.unexplained(text)] == []


def test_a_button_opens_and_shuts_by_press_and_says_which():
    panel = Sample()
    panel.bet_box.way.value, panel.bet_box.letters.value = "letter", 0
    panel.bet_box.commit()
    panel.words = lambda left: Words(f"{left:.0f}", f"{left:.0f} of the cohort: no hold-out, no churn.")
    panel.draw()
    panel.words_button.click()
    assert panel.words_button.description == "Hide the words"
    assert "those who joined together" in panel.meanings.value
    assert "a group left out by lot" in panel.meanings.value
    panel.words_button.click()
    assert (panel.words_button.description, panel.meanings.value) == ("Words", "")


def lesson_parts():
    yield from ((Exercise(key), task.texts(task.case(0))) for key, task in LESSON.tasks.items())
    yield from ((CheckQuestion(key), question.texts) for key, question in LESSON.questions.items())
    yield from ((MondayCard(key), [card.prompt, card.number, card.rule]) for key, card in LESSON.mondays.items())


def test_exercises_questions_and_cards_open_their_words():
    some = 0
    for part, texts in lesson_parts():
        terms = glossary.found(*texts)
        shown = "".join(getattr(child, "value", None) or "" for child in part.children
                        if isinstance(getattr(child, "value", None), str))
        assert all(f"<b>{term.word}</b>" in shown for term in terms)
        assert ("<summary>" in shown) == bool(terms)
        some += bool(terms)
    assert some > 5


def test_the_gallerys_cards_open_theirs():
    assert "<b>churn</b>" in IllusionGallery().words.value


def test_each_section_of_a_notebook_opens_its_words():
    import make_words

    assert len(make_words.NOTEBOOKS) == 6
    for path in make_words.NOTEBOOKS:
        told = json.loads(path.read_text(encoding="utf-8"))
        assert make_words.with_words(json.loads(json.dumps(told))) == told, "run python guide/make_words.py"
        texts = ["".join(cell["source"]) for cell in told["cells"] if cell["cell_type"] == "markdown"]
        assert [term for text in texts for term in text_rules.unexplained(text)] == []


def test_a_stale_or_missing_line_of_words_is_written_anew():
    import make_words

    cells = [{"cell_type": "markdown", "source": ["# A\n", "\n", "Who churns? No churn."]},
             {"cell_type": "markdown", "source": ["## B\n", "\n", "People."]},
             {"cell_type": "markdown", "source": ["By lot: a hold-out."]}]
    made = make_words.with_words({"cells": cells})["cells"]
    assert "<b>churn</b>" in "".join(made[0]["source"])
    assert "<b>hold-out</b>" in "".join(made[1]["source"])
    made[2]["source"] = ["Nothing."]
    again = make_words.with_words({"cells": made})["cells"]
    assert "".join(again[1]["source"]) == "## B\n\nPeople."


def test_every_term_has_a_plain_name_and_one_line():
    assert len({term.word for term in glossary.TERMS}) == len(glossary.TERMS)
    for term in glossary.TERMS:
        assert term in glossary.found(f"So {'80 ' if term.only else ''}{term.only or term.word}, they said."), term.word
        assert term.plain != term.word
        assert 20 < len(term.means) < 190
        assert term.means.endswith(".")
        assert text_rules.unexplained(f"{term.plain} {term.means}") == []


def test_markup_in_a_text_is_no_term():
    assert glossary.fold('<i class="churn">no</i>', "0.5 K") == ""
    assert glossary.fold("<b>churn</b>").startswith('<details class="vd-words"><summary>Words: churn</summary>')


@pytest.mark.parametrize(("text", "terms"), [
    ("The AUC is 0.7", []), ("With 80 % power", []), ("ARIMA says", ["ARIMA"]), ("A covariance of 3", ["covariance"]),
    ("CDNOW’s CSV", []), ("One sd less", []), ("p-values", ["p-values"])])
def test_a_term_that_nothing_explains_is_seen(text, terms):
    assert text_rules.unexplained(text) == terms
