"""The list of illusions by number, and the questions that lead to them."""

from widgets.gallery.big_base import BigBase
from widgets.gallery.captive import Captive
from widgets.gallery.compounding import Compounding
from widgets.gallery.expansion import ExpansionCover
from widgets.gallery.heads_revenue import HeadsRevenue
from widgets.gallery.immature import ImmatureCohorts
from widgets.gallery.mix import MixFall
from widgets.gallery.newcomers import InvisibleNewcomers
from widgets.gallery.refill import Refill
from widgets.gallery.regression import Regression
from widgets.gallery.selection import Selection
from widgets.gallery.silent import SilentDefection
from widgets.gallery.sorting_types import SortingTypes
from widgets.gallery.surviving_base import SurvivingBase
from widgets.gallery.survivors import SurvivorSurvey
from widgets.gallery.tenure import Tenure
from widgets.gallery.value_swap import ValueSwap
from widgets.gallery.window import WindowLook

QUESTIONS = {
    "how good": "Our rate is high: are we good?",
    "better": "Our rate is up: are we better?",
    "worth": "We keep customers: do we keep the money?",
    "loyal": "They stay: are they loyal?",
    "how long": "How long do they stay?",
    "who": "Whom does the number leave out?",
    "orders": "We have orders, no contracts: who is a customer?",
    "programme": "Our programme’s members do better: does it work?",
}
KINDS = (BigBase, Refill, ValueSwap, SortingTypes, MixFall, Compounding, Tenure, WindowLook, SurvivingBase,
         SilentDefection, ExpansionCover, HeadsRevenue, InvisibleNewcomers, Captive, SurvivorSurvey, ImmatureCohorts,
         Regression, Selection)
ALL = {kind.number: kind for kind in KINDS}
