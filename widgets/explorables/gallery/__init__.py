"""The gallery: eighteen retention-rate illusions, each one small explorable, and a quiz on them."""

from widgets.explorables.gallery.gallery import IllusionGallery
from widgets.explorables.gallery.quiz import IllusionQuiz
from widgets.explorables.gallery.surviving_base import SurvivingBet

__all__ = ["IllusionGallery", "IllusionQuiz", "SurvivingBet"]
