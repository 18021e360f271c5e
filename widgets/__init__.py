"""What a person moves: one explorable a file, plus the few parts that all share."""

from widgets.active_window import ActiveWindow
from widgets.before_after import BeforeAfter
from widgets.check_question import CheckQuestion
from widgets.evidence import Evidence
from widgets.exercise import Exercise
from widgets.first_look import FirstLook
from widgets.gallery import IllusionGallery, IllusionQuiz, SurvivingBet
from widgets.meeting_page import MeetingPage
from widgets.mix_shift import MixShift
from widgets.monday_card import MondayCard
from widgets.own_orders import OwnOrders
from widgets.people import PeoplePage
from widgets.progress import Progress
from widgets.ready import ready
from widgets.retention_illusion import RetentionIllusion
from widgets.satisfied_or_valued import SatisfiedOrValued
from widgets.say_do import SayDoAudit
from widgets.second_opinion import SecondOpinion
from widgets.segment_shift import SegmentShift, TopTenth, TwoViews, UpAndDown
from widgets.sorting import Sorting
from widgets.take_away import TakeAway
from widgets.talk import Talk
from widgets.value_components import ValueComponents

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
