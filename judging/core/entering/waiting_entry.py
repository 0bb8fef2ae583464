"""What one person entered and another has still to confirm."""

from typing import Any

from msgspec import Struct


class WaitingEntry(Struct, frozen=True):
    number: int
    asked: Any  # the command, as `entry_making.Asked` lists them
    entered_by: str
    attempt: int
    at: str  # UTC
