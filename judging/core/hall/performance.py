"""One entrant's turn in one judged round: its states, its sheets and what was announced of it."""

from collections.abc import Mapping
from enum import StrEnum

from msgspec import Struct

from judging.core.entering.sheet_entry import SheetEntry
from judging.core.marking.recusal import RecusalGround
from judging.core.people.taking_part import Judge
from judging.core.scoring.day import Deduction, TraceStep
from judging.core.timing.clock import Clock


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


class Source(StrEnum):
    """Where a sheet came from."""

    PHONE = "phone"
    PAPER = "paper"  # typed by one, and typed again by another


class JudgeSheet(Struct, frozen=True):
    """What the log knows of one judge's sheet of one performance. Marks are decimal texts by criterion id."""

    phase: SheetPhase
    revision: int = 0  # of the last submitted marks; 0: none yet
    marks: Mapping[str, str] = {}
    note: str = ""  # ★亮点
    recommended: bool = False  # 推荐展示
    at: str = ""  # UTC, of the last change
    reason: str = ""  # why it was returned, or why the judge is excused
    items: Mapping[str, bool] = {}  # compulsory items by id: whether they were there
    source: Source = Source.PHONE
    entered_by: str = ""  # of one from paper: both, as the log names them
    confirmed_by: str = ""
    ground: RecusalGround | None = None  # of a recusal that the call found, and that goes with it


class SeatMark(Struct, frozen=True):
    """One seat as it is announced: the sheet's total, and whether it was dropped as an extreme."""

    seat: int
    judge: str
    name: str
    state: str  # "in" | "absent" | "recused"
    total: str | None = None
    dropped: str = ""  # "high" | "low" | ""
    group: str = ""  # the name of the judge's group; "" where judges are in none


class GroupMark(Struct, frozen=True):
    """What a group of judges came to, and what it weighs."""

    name: str
    weight: str
    score: str


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
    trace: tuple[TraceStep, ...]
    spoken: str  # the emcee's sentence
    groups: tuple[GroupMark, ...] = ()  # in the order of the rules, where judges are in groups
    engine: int = 1  # `ENGINE` when it was computed


class DrawnCase(Struct, frozen=True):
    """A case as it was drawn by lot for one attempt; nobody of the round draws it again."""

    case: str
    seed: str
    attempt: int = 0


class Short(StrEnum):
    """What is done where fewer sheets can count than the rules ask for."""

    SHRINK = "shrink"  # scored with those that can
    WAIT = "wait"
    REPLAY = "replay"  # 补赛
    RESERVE = "reserve"  # a reserve judge steps in


class ShortDecision(Struct, frozen=True):
    """The head judge's decision. `minimum` is of SHRINK: so many sheets are enough, in each of `groups`."""

    decision: Short
    minimum: int
    reason: str
    by: str  # as the log names who decided
    at: str  # UTC
    groups: Mapping[str, int] = {}  # of each group that was short: so many were there


class SpreadReview(Struct, frozen=True):
    """The head judge looked at sheets that lie far apart; holds for these revisions, by judge."""

    revisions: Mapping[str, int]
    reason: str
    by: str  # as the log names who looked
    at: str  # UTC


class HeadConfirmation(Struct, frozen=True):
    """The head judge confirmed the score as it stands."""

    by: str  # as the log names who confirmed
    at: str  # UTC


class Performance(Struct, frozen=True):
    phase: Phase = Phase.WAITING
    sheets: Mapping[str, JudgeSheet] = {}
    deductions: tuple[Deduction, ...] = ()
    announced: Announced | None = None  # from CONFIRMED on
    hall: str = ""  # where it was called
    called_at: str = ""
    judged_since: str = ""  # when its panel turned to it last: called, reopened, or a judge restored
    revealed_at: str = ""
    items: Mapping[str, bool] = {}  # compulsory items as the scorekeeper decided them
    case: str = ""  # of the round's list; "" where none was given
    draws: tuple[DrawnCase, ...] = ()
    attempt: int = 0  # above 0: a retake (补赛); a sheet of another never counts for it
    attempts: tuple["Attempt", ...] = ()  # those that do not count
    clock: Clock | None = None  # None: none was started
    taken_back: bool = False  # its last step was; the next step forward ends it
    window: int = 0  # where it is; 0: on a stage, or sent on
    entries: Mapping[str, SheetEntry] = {}  # by judge: typed from paper, and no sheets yet
    bench: tuple[str, ...] = ()  # the judges of its window; () for the whole panel
    spread_review: SpreadReview | None = None  # the last one
    head_confirmation: HeadConfirmation | None = None
    short: ShortDecision | None = None  # what was decided last where too few sheets can count
    trainee_sheets: Mapping[str, JudgeSheet] = {}  # 见习: beside those that count, and never among them
    seated: tuple[Judge, ...] = ()  # the panel as it was for this one; () for the panel as it is

    @property
    def has_drawn(self) -> bool:
        """Whether a case was drawn for the present attempt."""
        return any(drawn.attempt == self.attempt for drawn in self.draws)

    @property
    def is_begun(self) -> bool:
        """Called, or judged before a step back or a retake."""
        return self.phase is not Phase.WAITING or bool(self.sheets or self.attempts)


class Attempt(Struct, frozen=True):
    """A performance that was set aside with all that belongs to it; `announced` where it was confirmed."""

    played: Performance
    reason: str
    witness: str
    at: str  # UTC, when it was set aside
