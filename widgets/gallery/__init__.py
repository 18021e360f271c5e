"""The gallery: eighteen retention-rate illusions, each one small explorable."""

from widgets.gallery.gallery import IllusionGallery

__all__ = ["IllusionGallery"]
