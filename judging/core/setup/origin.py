"""Where a competition comes from, if it is a copy of an earlier one."""

from msgspec import Struct


class Origin(Struct, frozen=True):
    """The earlier competition as it was copied, and how much of each kind came along."""

    name: str
    position: int  # of its last entry
    hash: str  # of that entry
    halls: int = 0
    judges: int = 0
    people: int = 0
    entrants: int = 0  # reserves too; 0 where the roster stayed behind
