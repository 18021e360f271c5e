"""What a person moves: one explorable a file, plus the few parts that all share."""

from widgets.retention_illusion import RetentionIllusion

__all__ = ["RetentionIllusion"]
