"""The gallery: eighteen retention-rate illusions, each one small explorable."""
