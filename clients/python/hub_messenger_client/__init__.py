"""Tells people something through Parlour's messenger. Standard library only."""

from .client import MessengerClient
from .errors import MessengerError

__all__ = ["MessengerClient", "MessengerError"]
