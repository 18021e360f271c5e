"""The leaf that everything stands on: a customer base as data, its checks, and real orders read into it."""

from .base import CustomerBase
from .errors import InputError, RepairWarning

__all__ = ["CustomerBase", "InputError", "RepairWarning"]
