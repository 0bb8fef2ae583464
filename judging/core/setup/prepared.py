"""What is prepared before the day: panels, assignments, running orders and imported components."""

from collections.abc import Mapping
from enum import StrEnum

from msgspec import Struct

from judging.core.hall.hall import MAIN
from judging.core.people.taking_part import Judge


class Sitting(StrEnum):
    """As what somebody belongs to a panel; each kind has numbers of its own."""

    SEAT = "seat"
    RESERVE = "reserve"  # 候补评委: waits for a seat
    TRAINEE = "trainee"  # 见习评委: fills in sheets that never count


class SeatChange(Struct, frozen=True):
    """A reserve judge took a seat."""

    seat: int
    left: Judge
    by: Judge
    reason: str
    since: str = ""  # the first entrant; "" where nobody comes any more
    at: str = ""  # UTC


class Candidate(Struct, frozen=True, forbid_unknown_fields=True):
    """Somebody in the pool that a panel is drawn from."""

    id: str
    name: str = ""
    unit: str = ""
    district: str = ""


class Avoided(Struct, frozen=True):
    """Who was not drawn: `because` is the unit or district that an entrant is of, too."""

    id: str
    because: str


class DrawnPanel(Struct, frozen=True):
    """How a panel was drawn by lot."""

    pool: tuple[Candidate, ...]
    avoided: tuple[Avoided, ...]
    seats: int
    reserves: int
    seed: str
    at: str  # UTC


class Panel(Struct, frozen=True):
    """Judges in seat order, the hall where they sit, and who of them judges at which window."""

    judges: tuple[Judge, ...]
    hall: str = MAIN
    windows: tuple[tuple[str, ...], ...] = ()  # of window 1, 2, …: judge ids; () where all judge everywhere
    reserves: tuple[Judge, ...] = ()
    trainees: tuple[Judge, ...] = ()
    changes: tuple[SeatChange, ...] = ()  # of seats, oldest first
    drawn: DrawnPanel | None = None  # None: seated by hand

    @property
    def everybody(self) -> tuple[Judge, ...]:
        """All who belong to it: on seats, waiting for one, and in training."""
        return *self.judges, *self.reserves, *self.trainees

    def sitting(self, judge: str) -> Sitting | None:
        """As what *judge* belongs to it; None for who does not."""
        kinds = zip(Sitting, (self.judges, self.reserves, self.trainees), strict=True)
        return next((kind for kind, found in kinds if any(each.id == judge for each in found)), None)


class Assignment(Struct, frozen=True):
    """Which panel judges which entrant in a round; drawn with a seed or entered before a witness."""

    panels: Mapping[str, str]  # entrant → panel
    named: tuple[str, ...] = ()  # whom the lots or the witness were about; the others are from before
    seed: str = ""
    witness: str = ""
    at: str = ""
    moved: tuple[str, ...] = ()  # to another panel since the round began: they come last before it


class Moved(StrEnum):
    """Why an order is no longer as it was drawn."""

    BY_HAND = "moved"  # 调整
    BACK = "returned"  # 恢复参赛
    JOINED = "joined"  # 临时补入
    REPLACED = "replaced"  # 顺延


class Move(Struct, frozen=True):
    """One change of an order: who now has which number before the panel, and why."""

    entrant: str
    kind: Moved
    number: int = 0  # before it; 0: none
    to: int = 0  # 0: before no panel yet
    reason: str = ""
    witness: str = ""  # "" where nobody was asked for one
    at: str = ""
    left: str = ""  # whose number it was, of who replaced somebody


class Order(Struct, frozen=True):
    """A running order as it stands, and as it was drawn with a seed or entered before a witness."""

    entrants: tuple[str, ...]
    seed: str = ""
    witness: str = ""
    at: str = ""
    drawn: tuple[str, ...] = ()  # with what the seed can be checked, whatever was moved since
    moves: tuple[Move, ...] = ()  # in the order they were made


class Answer(Struct, frozen=True):
    """What the source of the rules leaves open was settled by `who`, as the log names them."""

    who: str
    at: str  # UTC
    changed: bool = False  # another value than was proposed


class Components(Struct, frozen=True):
    """Scores, or an indicator's values, by entrant; `none` where there was nothing to measure."""

    scores: Mapping[str, str]
    source: str
    at: str
    sha256: str = ""  # of the file
    classes: Mapping[str, str] = {}  # window classes, as the workbook has them
