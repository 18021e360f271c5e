"""One variant a student: the seed, the key, the stated tolerance, and answers that fit somebody else's numbers."""

import hashlib

import numpy as np
import pytest

from customerbase import InputError
from widgets.classroom import variant
from widgets.lessons import LESSON
from widgets.lessons.shapes import Field
from widgets.panel.forms import Form

CLASS = [f"student{number}" for number in range(30)]
BASE, ASSIGNMENT = 2026, "08_retention_illusion"


@pytest.fixture(params=sorted(LESSON.tasks))
def task(request):
    return LESSON.tasks[request.param]


def case(task, student):
    return variant.case_for(task, BASE, ASSIGNMENT, student)


def test_the_seed_is_the_hash_that_the_guide_describes():
    assert variant.seed_for(2026, "08_retention_illusion", "Ada") == 3728857337  # must never change: a key rests on it
    digest = hashlib.sha256("7\nx\nÇelik".encode()).hexdigest()
    assert variant.seed_for(7, "x", "Çelik") == int(digest[:8], 16)
    assert len({variant.seed_for(base, where, who) for base in (1, 2) for where in "ab" for who in CLASS}) == 120


def test_the_right_answer_is_right_in_every_part(task):
    assert task.right is not None, "a class is graded with the key, so every exercise needs `right`"
    keys = [field.key for field in variant.graded_fields(task)]
    for student in CLASS:
        c = case(task, student)
        right = task.right(c)
        assert list(right) == keys
        assert variant.marks(task, right, c) == dict.fromkeys(keys, True)
        assert variant.marks(task, {}, c) == dict.fromkeys(keys, False)
    assert variant.points(task) == len(keys) >= 1


def test_the_stated_tolerance_is_the_one_that_counts(task):
    for student in CLASS[:8]:
        c = case(task, student)
        right = task.right(c)
        for field in variant.graded_fields(task):
            if isinstance(field.form, Form):
                off = field.tolerance(right[field.key])
                assert off > 0, f"{field.key}: a number needs a tolerance"
                for share, counts in ((0.99, True), (-0.99, True), (1.01, False), (-1.01, False)):
                    given = {**right, field.key: right[field.key] + share * off}
                    assert variant.marks(task, given, c)[field.key] == counts, (field.key, share)
            else:
                assert right[field.key] in field.form


def test_students_get_different_numbers_and_different_keys(task):
    assert len({task.prompt(case(task, student)) for student in CLASS}) >= len(CLASS) - 1
    assert len({str(task.right(case(task, student))) for student in CLASS}) >= len(CLASS) - 1
    assert variant.key_rows(task, BASE, ASSIGNMENT, "Ada") == variant.key_rows(task, BASE, ASSIGNMENT, "Ada")


@pytest.mark.parametrize(("field", "words"), [
    (Field("f", "F", Form("%", factor=100), within=0.0015), "within 0.15 percentage points"),
    (Field("f", "F", Form("customers"), within=1500), "within 1,500 customers"),
    (Field("f", "F", Form(before="$"), share=0.01), "within 1 % of the right value"),
    (Field("f", "F", Form(before="$"), within=5, share=0.01), "within $5 or 1 % of the right value, whichever is more"),
    (Field("f", "F", Form()), "exact"),
    (Field("f", "F", ("a", "b")), "word for word"),
])
def test_the_tolerance_in_words(field, words):
    assert variant.tolerance_words(field) == words


def test_the_key_has_a_row_a_field():
    rows = variant.key_rows(LESSON.tasks["losing-quarter"], BASE, ASSIGNMENT, "Ada")
    assert [row[0] for row in rows] == ["denominator", "rate", "net_people", "net_value", "sentence"]
    assert [row[2] for row in rows][:3] == ["word for word", 0.0015, 500]
    assert rows[3][2] == pytest.approx(abs(rows[3][1]) / 100)
    assert rows[4][2] == "read by a person"


def test_the_key_has_no_more_digits_than_a_person_reads(task):
    for student in CLASS:
        for _, value, tolerance in variant.key_rows(task, BASE, ASSIGNMENT, student):
            for number in (value, tolerance):
                assert isinstance(number, str) or len(f"{number:.12g}") + 2 >= len(repr(number))


# Whose numbers an answer fits ------------------------------------------------------------------------------------
def test_a_copied_key_is_recognised_and_ones_own_is_not(task):
    for k, student in enumerate(CLASS):
        own = task.right(case(task, student))
        assert variant.fits(task, own, BASE, ASSIGNMENT, student, CLASS) == []
        other = CLASS[k - 1]
        copied = task.right(case(task, other))
        if len(variant.graded_fields(task)) - sum(variant.marks(task, copied, case(task, student)).values()) >= 2:
            assert other in [name for name, _ in variant.fits(task, copied, BASE, ASSIGNMENT, student, CLASS)]
    assert variant.fits(task, {}, BASE, ASSIGNMENT, CLASS[0], CLASS) == []


def test_honest_mistakes_are_hardly_ever_taken_for_a_copy():
    """Of 200 answers whose numbers are all off by some tenths, at most 2 % fit a classmate's (a chance agreement in one
    number is common, in two it is rare: about 29 classmates x 3 pairs x a few per cent squared)."""
    task, rng, flagged = LESSON.tasks["losing-quarter"], np.random.default_rng(1), 0
    for trial in range(200):
        student = CLASS[trial % len(CLASS)]
        right = task.right(case(task, student))
        answer = {key: value * rng.uniform(0.6, 1.4) if isinstance(value, float) else value
                  for key, value in right.items()}
        flagged += bool(variant.fits(task, answer, BASE, ASSIGNMENT, student, CLASS))
    assert flagged <= 4


def test_an_unknown_exercise_names_those_there_are():
    with pytest.raises(InputError, match="no exercise 'x'; choose one of .*losing-quarter"):
        variant.find_task("x")
