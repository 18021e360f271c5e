"""All that a notebook imports by name; the rooms below are described in CONTRIBUTING.md."""

from widgets.explorables.active_window import ActiveWindow
from widgets.explorables.first_look import FirstLook
from widgets.explorables.gallery import IllusionGallery, IllusionQuiz, SurvivingBet
from widgets.explorables.mix_shift import MixShift
from widgets.explorables.retention_illusion import RetentionIllusion
from widgets.explorables.satisfied_or_valued import SatisfiedOrValued
from widgets.explorables.segment_shift import SegmentShift, TopTenth, TwoViews, UpAndDown
from widgets.explorables.sorting import Sorting
from widgets.explorables.value_components import ValueComponents
from widgets.learning.check_question import CheckQuestion
from widgets.learning.evidence import Evidence
from widgets.learning.exercise import Exercise
from widgets.learning.monday_card import MondayCard
from widgets.learning.ready import ready
from widgets.learning.take_away import TakeAway
from widgets.learning.talk import Talk
from widgets.pages.meeting_page import MeetingPage
from widgets.pages.people import PeoplePage
from widgets.pages.say_do import SayDoAudit
from widgets.pages.second_opinion import SecondOpinion
from widgets.panel.own_orders import OwnOrders
from widgets.progress import Progress
from widgets.progress.before_after import BeforeAfter

__all__ = [
    "ActiveWindow",
    "BeforeAfter",
    "CheckQuestion",
    "Evidence",
    "Exercise",
    "FirstLook",
    "IllusionGallery",
    "IllusionQuiz",
    "MeetingPage",
    "MixShift",
    "MondayCard",
    "OwnOrders",
    "PeoplePage",
    "Progress",
    "RetentionIllusion",
    "SatisfiedOrValued",
    "SayDoAudit",
    "SecondOpinion",
    "SegmentShift",
    "Sorting",
    "SurvivingBet",
    "TakeAway",
    "Talk",
    "TopTenth",
    "TwoViews",
    "UpAndDown",
    "ValueComponents",
    "ready",
]
