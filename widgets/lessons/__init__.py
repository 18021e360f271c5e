"""The content of the notebooks, one file a notebook; the recaps; and what they ask to think or talk about."""

from customerbase import InputError
from widgets.lessons import (
    customers_as_assets,
    illusion_gallery,
    recaps,
    retention_illusion,
    satisfied_or_valued,
    start_here,
    talk,
    what_is_value,
)
from widgets.lessons.shapes import Lesson

LESSON = Lesson()
for _file in (start_here, what_is_value, satisfied_or_valued, retention_illusion, customers_as_assets,
              illusion_gallery, recaps, talk):
    LESSON.add(*_file.PARTS)


def find(shelf, key):
    """A Task, Question, Monday, Claim or Wording by its key; InputError names those there are."""
    parts = getattr(LESSON, shelf)
    if key not in parts:
        raise InputError(f"There is no {key!r} here; choose one of {', '.join(sorted(parts))}.")
    return parts[key]
