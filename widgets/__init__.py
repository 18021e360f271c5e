"""What a person moves: one explorable a file, plus the few parts that all share."""

from widgets.first_look import FirstLook
from widgets.lesson import CheckQuestion, Exercise, MondayCard
from widgets.people import PeoplePage
from widgets.ready import ready
from widgets.retention_illusion import RetentionIllusion
from widgets.say_do import SayDoAudit

__all__ = [
    "CheckQuestion", "Exercise", "FirstLook", "MondayCard", "PeoplePage", "RetentionIllusion", "SayDoAudit", "ready",
]
