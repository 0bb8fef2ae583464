"""顺延 on record: who took whose place, one after the other."""

from msgspec import Struct


class Replacement(Struct, frozen=True):
    """`entrant` took the place of `left`, and may in turn be replaced."""

    track: str
    left: str
    entrant: str
    reason: str
    witness: str
    at: str  # UTC
