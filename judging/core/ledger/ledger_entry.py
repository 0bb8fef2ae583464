"""One line of the ledger: whom it takes points off, in which round, when and where it was found, and why."""

from enum import StrEnum

from msgspec import Struct

from judging.core.appeals.objection import Noted


class Way(StrEnum):
    """How it was found (明察暗访)."""

    PATROL = "patrol"
    COVERT = "covert"
    ELECTRONIC = "electronic"
    PHONE = "phone"
    SLIP = "slip"  # an 整改单 that was upheld, or overdue
    OTHER = "other"


class LedgerLine(Struct, frozen=True, forbid_unknown_fields=True):
    entrant: str
    day: str  # in China, as “2026-05-08”
    way: Way
    points: str
    reason: str
    place: str = ""  # a window, a hall, a telephone line; "" where it does not matter


class LedgerEntry(Struct, frozen=True):
    """A line as it was recorded. `by` is the label of who did; a withdrawn one stays on record."""

    number: int  # from 1, in the whole competition
    track: str
    round: str
    line: LedgerLine
    at: str  # UTC
    by: str
    source: str = ""  # the file it was imported from
    withdrawn: Noted | None = None
