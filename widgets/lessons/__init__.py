"""The content of the notebooks, one file a notebook; the recaps; and what they ask to think or talk about."""

from widgets.lesson import Lesson
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

LESSON = Lesson()
for _file in (start_here, what_is_value, satisfied_or_valued, retention_illusion, customers_as_assets,
              illusion_gallery, recaps, talk):
    LESSON.add(*_file.PARTS)
