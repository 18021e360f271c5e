"""The gallery: eighteen retention-rate illusions, each one small explorable, and a quiz on them."""

from widgets.gallery.gallery import IllusionGallery
from widgets.gallery.quiz import IllusionQuiz
from widgets.gallery.surviving_base import SurvivingBet

__all__ = ["IllusionGallery", "IllusionQuiz", "SurvivingBet"]
