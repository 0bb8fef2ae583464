"""One entrant's turn in one judged round: its states, its sheets and what was announced of it."""

from collections.abc import Mapping
from enum import StrEnum

from msgspec import Struct

from .results import Deduction, Step


class PerformanceId(Struct, frozen=True, forbid_unknown_fields=True):
    track: str
    round: str
    entrant: str


class Phase(StrEnum):
    WAITING = "waiting"  # 待出场
    CALLED = "called"  # 已点名
    MARKING = "marking"  # 评分中; 已集齐 once no sheet is missing
    CONFIRMED = "confirmed"  # 已确认: marking is closed, the score stands
    REVEALED = "revealed"  # 已亮分


class SheetPhase(StrEnum):
    SUBMITTED = "submitted"
    RETURNED = "returned"  # 退回修改: the old marks stay until new ones come
    ABSENT = "absent"
    RECUSED = "recused"


class JudgeSheet(Struct, frozen=True):
    """What the log knows of one judge's sheet of one performance. Marks are decimal texts by criterion id."""

    phase: SheetPhase
    revision: int = 0  # of the last submitted marks; 0: none yet
    marks: Mapping[str, str] = {}
    note: str = ""  # ★亮点
    recommended: bool = False  # 推荐展示
    at: str = ""  # UTC, of the last change
    reason: str = ""  # why it was returned, or why the judge is excused


class SeatMark(Struct, frozen=True):
    """One seat as it is announced: the sheet's total, and whether it was dropped as an extreme."""

    seat: int
    judge: str
    name: str
    state: str  # "in" | "absent" | "recused"
    total: str | None = None
    dropped: str = ""  # "high" | "low" | ""


# The version of the arithmetic and of its words, logged with all that is announced. It is raised when the
# same marks would be announced otherwise; `audit.verify` says what a record of each version fixed.
ENGINE = 2


class Announced(Struct, frozen=True):
    """A score as it was confirmed and will be announced, with all it takes to explain it later."""

    score: str
    raw: str  # before deductions
    deductions: tuple[Deduction, ...]
    count: int
    marks: tuple[SeatMark, ...]
    trace: tuple[Step, ...]
    spoken: str  # the emcee's sentence
    engine: int = 1  # `ENGINE` when it was computed


class Performance(Struct, frozen=True):
    phase: Phase = Phase.WAITING
    sheets: Mapping[str, JudgeSheet] = {}
    deductions: tuple[Deduction, ...] = ()
    announced: Announced | None = None  # from CONFIRMED on
    called_at: str = ""
    revealed_at: str = ""
    taken_back: bool = False  # its last step was; the next step forward ends it
