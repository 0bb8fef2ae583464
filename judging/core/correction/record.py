"""What a correction is, from its proposal to what it moved."""

from collections.abc import Mapping
from enum import StrEnum

from msgspec import Struct

from judging.core.hall.performance import Announced, PerformanceId
from judging.core.publication.standing import StandingRow
from judging.core.scoring.day import Deduction


class NewMarks(Struct, frozen=True, tag="marks", tag_field="change", forbid_unknown_fields=True):
    """The whole sheet of one judge, as it should have been."""

    judge: str
    marks: Mapping[str, str]
    items: Mapping[str, bool] = {}  # the compulsory items the judges answer


class Deducted(Struct, frozen=True, tag="deduct", tag_field="change", forbid_unknown_fields=True):
    """A deduction that should have been entered."""

    points: str
    reason: str


class Undeducted(Struct, frozen=True, tag="undeduct", tag_field="change", forbid_unknown_fields=True):
    """A deduction that should not have been."""

    deduction: Deduction


Change = NewMarks | Deducted | Undeducted


class PlaceMoved(Struct, frozen=True):
    """Somebody whose place or composite is another one by the correction."""

    entrant: str
    before: int | None
    place: int | None
    composite_before: str
    composite: str


class AwardMoved(Struct, frozen=True):
    """Somebody for whom another award is proposed; None: none. A level is "" where a pool has none."""

    pool: str
    track: str
    entrant: str
    before: str | None
    level: str | None


class Outcome(Struct, frozen=True):
    """What a correction comes to: old and new, with all it takes to explain both later."""

    was: Announced
    now: Announced
    given: Mapping[str, str]  # the marks on the sheet before; empty where a deduction is corrected
    revision: int  # of the corrected sheet; 0 where a deduction is corrected
    rows: tuple[StandingRow, ...]  # the locked ranking from here on
    moves: tuple[PlaceMoved, ...]
    awards: tuple[AwardMoved, ...] = ()


class Fate(StrEnum):
    WAITING = "waiting"  # 待生效
    APPLIED = "applied"  # 已生效
    DROPPED = "dropped"  # 已撤回


class Correction(Struct, frozen=True):
    """`proposed_by`, `applied_by` and `signed_by` are labels, as the log has them in `by`."""

    number: int
    performance: PerformanceId
    change: Change
    reason: str
    order: tuple[str, ...]  # of equals that it makes, as the head judge decided; best first
    proposed_by: str
    proposed_at: str  # UTC
    fate: Fate = Fate.WAITING
    applied_by: str = ""
    signed_by: str = ""  # the supervisor, where he countersigned
    at: str = ""  # UTC, when it took effect or was dropped
    outcome: Outcome | None = None  # once it took effect
    why_dropped: str = ""
    objection: int = 0  # the number of the one that it follows from, 0 for none

    @property
    def second_hand(self) -> str:
        """The label of who looked at it beside who proposed it."""
        return self.signed_by or self.applied_by


class Text(StrEnum):
    """What has a text in which a misprint can be put right."""

    COMPETITION = "competition"
    ORGANISER = "organiser"
    TRACK = "track"
    ROUND = "round"
    CRITERION = "criterion"
    ENTRANT = "entrant"
    DISTRICT = "district"
    JUDGE = "judge"


class Mended(Struct, frozen=True):
    """`target`: the id of the criterion, entrant or judge."""

    of: Text
    track: str
    round: str
    target: str
    old: str
    new: str
    reason: str
    at: str  # UTC
