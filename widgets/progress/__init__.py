"""How far a learner is, from the local log: the panel of notebook 00, and `python -m widgets.progress export FILE`."""

from widgets.progress.panel import Progress

__all__ = ["Progress"]
