"""What goes into the arithmetic and what comes out of it, for the live day and for `judging tally` alike."""

from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from msgspec import Struct

from judging.core.sentence import Sentence


class SheetState(StrEnum):
    """What became of one judge's sheet. A missing one holds the score and never counts as zero."""

    IN = "in"
    MISSING = "missing"
    ABSENT = "absent"
    RECUSED = "recused"


class Sheet(Struct, frozen=True):
    """All marks of one judge for one performance, in the order of the round's criteria; none unless `IN`."""

    judge: str
    state: SheetState
    marks: tuple[Decimal, ...] = ()
    group: str | None = None
    seat: int | None = None  # how people are told of the judge; by the id where there is no seat


class Deduction(Struct, frozen=True):
    points: Decimal
    reason: str


class Shortened(Struct, frozen=True):
    """The head judge found `minimum` sheets enough, which are fewer than the rules ask for."""

    minimum: int
    reason: str


class Turn(Struct, frozen=True):
    """One performance as the arithmetic sees it: sheets in seat order, deductions, and who judged it."""

    sheets: Sequence[Sheet] = ()
    deductions: Sequence[Deduction] = ()
    panel: str | None = None
    short: Shortened | None = None


class Day(Struct, frozen=True):
    """Everything known of one track. Rounds and entrants by id."""

    entrants: Sequence[str]
    turns: Mapping[tuple[str, str], Turn] = {}  # (round, entrant), judged rounds
    components: Mapping[tuple[str, str], Decimal] = {}  # (round, entrant), imported and indicator rounds
    unmeasured: Collection[tuple[str, str]] = ()  # (round, entrant): the value is the word `none`
    deductions: Mapping[tuple[str, str], Sequence[Deduction]] = {}  # (round, entrant), imported rounds
    statuses: Mapping[str, str] = {}  # entrant → withdrawn | no_show | disqualified
    orders: Mapping[str, int] = {}  # entrant → the head judge's order among equals
    classes: Mapping[str, str] = {}  # entrant → window class, for indicators `within = "class"`


class Dropped(Struct, frozen=True):
    """The judges whose value was dropped as an extreme, lowest seat first."""

    high: tuple[str, ...] = ()
    low: tuple[str, ...] = ()


class Measured(Struct, frozen=True):
    """What an indicator makes points of."""

    value: Decimal | None  # None: the word `none`, there was nothing to measure
    within: str | None = None  # the class whose ranks it takes part in
    rank: int | None = None  # only by = "rank"; `none` takes no rank


class Score(Struct, frozen=True):
    """One entrant's score in a round.

    `raw` is before deductions, `announced` less them, as read out in the hall, `score` final, equalised.
    """

    round: str
    entrant: str
    score: Decimal
    raw: Decimal
    announced: Decimal
    deductions: Decimal
    exact: Fraction  # before the last rounding to the round's places, for `weigh = exact`
    count: int | None = None  # counting sheets before trimming; None for imported rounds
    dropped: Dropped = Dropped()  # of = total
    dropped_by_criterion: Mapping[str, Dropped] = {}  # of = criterion
    criteria: Mapping[str, Decimal] = {}  # of = criterion: before the factor
    coefficient: Decimal | None = None
    measured: Measured | None = None  # indicators only


class Held(Struct, frozen=True):
    """Why there is no score yet: "missing", "minimum", "equalise" or "manual", and in words."""

    entrant: str
    round: str | None
    reason: str
    detail: Sentence


class Standing(Struct, frozen=True):
    place: int | None  # None: a `manual` tie nobody has decided yet
    entrant: str
    composite: Decimal
    broken_by: str | None  # the step that parted it last, "share", "unbroken", or None without a tie
    rank: int = (
        0  # as `place`, and known too while a `manual` tie is undecided: the one its equals would share
    )


class TrackResult(Struct, frozen=True):
    scores: tuple[Score, ...]
    standings: tuple[Standing, ...]
    unranked: tuple[tuple[str, str], ...]  # (entrant, status)
    held: tuple[Held, ...]


class Award(Struct, frozen=True):
    """One prize of a settled pool. `level` is None in a pool without levels."""

    entrant: str
    track: str
    level: str | None
    title: str = ""


class TracePart(Struct, frozen=True, omit_defaults=True):
    """A part of a step: "seat" with its number, "half_up", the highest marks with whose they are."""

    kind: str
    values: Mapping[str, "FactValue"] = {}


FactValue = str | int | TracePart | tuple[str | int | TracePart, ...]


class TraceStep(Struct, frozen=True, omit_defaults=True):
    """One step of a calculation trace (算分过程): what was done with what; `scoring.told` has the words."""

    kind: str = ""  # "" in logs of before, which keep the words themselves
    values: Mapping[str, FactValue] = {}
    of: tuple[str, ...] = ()  # the group and the criterion it is about
    label: str = ""
    text: str = ""
