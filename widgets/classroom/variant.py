"""One variant a student: a seed that follows from who hands in what, and the key that follows from the seed."""

import hashlib
from importlib.metadata import version

from customerbase import InputError
from widgets.lessons import LESSON
from widgets.panel.forms import Form


def kit_version():
    """The version of Valued that is installed; every grade records it, since a key follows from the code too."""
    return version("valued")


def find_task(key):
    """The exercise of that key, as data."""
    if key not in LESSON.tasks:
        raise InputError(f"There is no exercise {key!r}; choose one of {', '.join(sorted(LESSON.tasks))}.")
    return LESSON.tasks[key]


def seed_for(base_seed, assignment, student):
    """A whole number from 0 to 2**32 - 1, the same on every machine and in every version of Python.

    The first four bytes, big end first, of the SHA-256 of "base seed, line feed, assignment, line feed, student" in
    UTF-8. Two of 30 students share one with a chance of one in ten million.
    """
    text = f"{base_seed}\n{assignment}\n{student}"
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:4], "big")


def case_for(task, base_seed, assignment, student):
    """The numbers that this student's prompt holds: a dict."""
    return task.case(seed_for(base_seed, assignment, student))


def graded_fields(task):
    """The fields that a computer checks."""
    return [field for field in task.fields if field.form is not None]


def written_fields(task):
    """The fields in free text, which a person reads."""
    return [field for field in task.fields if field.form is None]


def marks(task, answer, case):
    """{field key: whether it is right} of every part that a computer checks."""
    return {part.key: bool(part.ok) for part in task.check(answer, case) if part.ok is not None}


def points(task):
    """How many points a computer gives at most: one a part."""
    return len(marks(task, {}, task.case(0)))


def tolerance_words(field):
    """How far off an answer may be, as the prompt states it: 'within 500 customers', 'within 1 % of the value'."""
    if not isinstance(field.form, Form):
        return "word for word"
    form, said = field.form, []
    if field.within:
        amount = f"{field.within * form.factor:,g}"
        unit = "percentage points" if form.unit == "%" else form.unit
        said.append(f"{form.before}{amount} {unit}".strip())
    if field.share:
        said.append(f"{field.share * 100:g} % of the right value")
    return "within " + " or ".join(said) + (", whichever is more" if len(said) > 1 else "") if said else "exact"


def key_rows(task, base_seed, assignment, student):
    """[(field key, right value, tolerance)] of one student. A choice and free text have words for a tolerance; the
    value of free text is a whole solution with this student's numbers. Numbers have twelve digits: 0.2, and not what a
    sum in binary leaves of it."""
    case = case_for(task, base_seed, assignment, student)
    right = task.right(case)
    rows = [(field.key, _short(right[field.key]), _short(field.tolerance(right[field.key])))
            if isinstance(field.form, Form) else (field.key, right[field.key], tolerance_words(field))
            for field in graded_fields(task)]
    return rows + [(field.key, task.solution(case), "read by a person") for field in written_fields(task)]


def _short(number):
    return float(f"{number:.12g}")


def fits(task, answer, base_seed, assignment, student, classmates):
    """[(classmate, number of parts)] whose own numbers the answer fits where it does not fit the student's.

    Only when at least two such parts (or all, where there are fewer) agree, and more parts than are right for the
    student: one number alone can agree by chance. Classmates with the same numbers are never named.
    """
    own = marks(task, answer, case_for(task, base_seed, assignment, student))
    found = []
    for other in classmates:
        theirs = marks(task, answer, case_for(task, base_seed, assignment, other))
        only_theirs = sum(theirs[key] and not own[key] for key in own)
        if only_theirs >= min(2, len(own)) and sum(theirs.values()) > sum(own.values()):
            found.append((other, only_theirs))
    return sorted(found, key=lambda item: -item[1])
