"""What a season adds up: who came to which place in each event, and what its ledgers say, already read."""

from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum

from msgspec import Struct

from judging.core.scoring.day import Deduction


class Outcome(Struct, frozen=True):
    """How one entrant fared in one track of one file."""

    place: int | None = None  # None: not placed
    sharing: int = 1  # how many of the track have this place
    composite: Decimal | None = None
    status: str | None = None  # why there is no place: "withdrawn", "no_show", "disqualified"


class Field(Struct, frozen=True):
    """One track of one file, as far as an event reads it: places and ties are among these."""

    track: str
    source: str  # the file
    outcomes: Mapping[str, Outcome]  # by entrant


class ExcusedAs(StrEnum):
    SKIP = "skip"  # the event is left out
    ZERO = "zero"


class Excuse(Struct, frozen=True):
    counts_as: ExcusedAs
    reason: str


class Gathered(Struct, frozen=True):
    """All that was read. No entrant stands twice in the fields of an event that one table looks at."""

    fields: Mapping[str, tuple[Field, ...]]  # by event
    rosters: Mapping[str, Mapping[str, str | None]] | None = None  # table → entrant → status; None: no roster
    excused: Mapping[tuple[str, str, str], Excuse] = {}  # (table, event, entrant)
    deductions: Mapping[tuple[str, str, str], tuple[Deduction, ...]] = {}  # (table, series, entrant)
    orders: Mapping[str, Mapping[str, int]] = {}  # table → entrant → the order decided among equals
