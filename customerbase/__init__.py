"""The leaf that everything stands on: a customer base as data, its checks, and real orders read into it."""

from .base import CustomerBase
from .errors import InputError, RepairWarning
from .orders_in import column_names, read_orders
from .real_orders import cdnow, from_orders

__all__ = ["CustomerBase", "InputError", "RepairWarning", "cdnow", "column_names", "from_orders", "read_orders"]
