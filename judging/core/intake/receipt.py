"""That something was received, and by whom."""

from enum import StrEnum
from typing import NamedTuple

from msgspec import Struct


class Medium(StrEnum):
    PAPER = "paper"
    ELECTRONIC = "electronic"


class ReceiptKey(NamedTuple):
    """What is received once; `district` without its 区, `item` is the id of an `IntakeItem` of the rules."""

    district: str
    item: str
    medium: Medium


class Receipt(Struct, frozen=True):
    by: str  # as the log names its actors
    at: str  # UTC
    note: str = ""
