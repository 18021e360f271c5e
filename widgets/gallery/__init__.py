"""The gallery: eighteen retention-rate illusions, each one small explorable."""

from widgets.gallery.gallery import IllusionGallery
from widgets.gallery.surviving_base import SurvivingBet

__all__ = ["IllusionGallery", "SurvivingBet"]
