"""The list of illusions by number, and the questions that lead to them."""

from widgets.explorables.gallery.big_base import BigBase
from widgets.explorables.gallery.captive import Captive
from widgets.explorables.gallery.compounding import Compounding
from widgets.explorables.gallery.expansion import ExpansionCover
from widgets.explorables.gallery.heads_revenue import HeadsRevenue
from widgets.explorables.gallery.immature import ImmatureCohorts
from widgets.explorables.gallery.mix import MixFall
from widgets.explorables.gallery.newcomers import InvisibleNewcomers
from widgets.explorables.gallery.refill import Refill
from widgets.explorables.gallery.regression import Regression
from widgets.explorables.gallery.selection import Selection
from widgets.explorables.gallery.silent import SilentDefection
from widgets.explorables.gallery.sorting_types import SortingTypes
from widgets.explorables.gallery.surviving_base import SurvivingBase
from widgets.explorables.gallery.survivors import SurvivorSurvey
from widgets.explorables.gallery.tenure import Tenure
from widgets.explorables.gallery.value_swap import ValueSwap
from widgets.explorables.gallery.window import WindowLook

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
