"""What has happened. Past tense, immutable; never renamed once one has been logged."""

from collections.abc import Mapping

from msgspec import Struct

from .people import Entrant, Judge, Role
from .performance import Announced, PerformanceId, SheetPhase
from .results import Deduction
from .rulebook import Rulebook
from .show import Pace, Row, Scene


class Fact(Struct, frozen=True, tag=True, tag_field="kind"):
    """What all events have in common on the wire: `kind` names the class."""


# The competition


class CompetitionCreated(Fact, frozen=True):
    rules: Rulebook
    entrants: Mapping[str, tuple[Entrant, ...]]  # by track
    rehearsal: bool = False


class RulesSet(Fact, frozen=True):
    rules: Rulebook


class EntrantsSet(Fact, frozen=True):
    """`reserves` (顺延名单) in the order of the ranking, behind the entrants; None: as before."""

    track: str
    entrants: tuple[Entrant, ...]
    reserves: tuple[Entrant, ...] | None = None


class PanelSeated(Fact, frozen=True):
    track: str
    round: str
    judges: tuple[Judge, ...]


class ComponentsImported(Fact, frozen=True):
    """Imported scores as decimal texts by entrant; they replace those imported before."""

    track: str
    round: str
    scores: Mapping[str, str]
    source: str  # the file's name


class OrderDrawn(Fact, frozen=True):
    track: str
    round: str
    order: tuple[str, ...]
    seed: str  # `draw.shuffled` with it gives the same order again


class OrderEntered(Fact, frozen=True):
    track: str
    round: str
    order: tuple[str, ...]
    witness: str


class StatusSet(Fact, frozen=True):
    """弃权, 缺席 or 取消资格; None: takes part again."""

    track: str
    entrant: str
    status: str | None
    reason: str


# Logging in


class PassIssued(Fact, frozen=True):
    """A card or link for one holder; the holder's earlier pass is void from here on."""

    id: str
    role: Role
    judge: str | None
    link: str  # SHA-256 of the secret in the link
    code: str = ""  # of earlier versions: keyed hash of six digits on the card, which open nothing any more


class CodeDigitsSet(Fact, frozen=True):
    digits: int


class PassRevoked(Fact, frozen=True):
    """The pass is void and whoever is logged in by it is out."""

    id: str
    reason: str


class DeviceAdmitted(Fact, frozen=True):
    """This device is now the holder of the pass; another one that was, is out.

    `left` is the pass by which the same phone was logged in before.
    """

    device: str
    pass_id: str
    left: str = ""


class HandoverAsked(Fact, frozen=True):
    """`former` is the device that the asking phone is until it gets what it asks for."""

    device: str
    pass_id: str
    former: str = ""


class HandoverWithdrawn(Fact, frozen=True):
    device: str
    pass_id: str


class HandoverDenied(Fact, frozen=True):
    device: str


class LoginClosed(Fact, frozen=True):
    """会场已封闭登录"""


class LoginOpened(Fact, frozen=True):
    pass


# Screens


class ScreenRegistered(Fact, frozen=True):
    number: int
    device: str


class ScreenAssigned(Fact, frozen=True):
    number: int
    name: str
    pinned: Scene | None = None


class ScreenRemoved(Fact, frozen=True):
    number: int


class ScreensIdentified(Fact, frozen=True):
    """识别: every screen shows its number, until switched off."""

    on: bool


class SceneShown(Fact, frozen=True):
    scene: Scene


# The show


class EntrantCalled(Fact, frozen=True):
    performance: PerformanceId


class CallWithdrawn(Fact, frozen=True):
    performance: PerformanceId
    reason: str


class MarkingOpened(Fact, frozen=True):
    performance: PerformanceId


class MarkingWithdrawn(Fact, frozen=True):
    performance: PerformanceId
    reason: str


class SheetSubmitted(Fact, frozen=True):
    performance: PerformanceId
    judge: str
    revision: int
    marks: Mapping[str, str]
    note: str = ""
    recommended: bool = False


class HandRaised(Fact, frozen=True):
    """举手: this judge calls the scorekeeper."""

    judge: str


class HandLowered(Fact, frozen=True):
    judge: str


class HandAnswered(Fact, frozen=True):
    judge: str


class SheetReturned(Fact, frozen=True):
    performance: PerformanceId
    judge: str
    reason: str


class JudgeExcused(Fact, frozen=True):
    performance: PerformanceId
    judge: str
    phase: SheetPhase  # ABSENT or RECUSED
    reason: str


class JudgeRestored(Fact, frozen=True):
    """The excused judge judges after all."""

    performance: PerformanceId
    judge: str


class DeductionEntered(Fact, frozen=True):
    performance: PerformanceId
    deduction: Deduction


class DeductionWithdrawn(Fact, frozen=True):
    performance: PerformanceId
    index: int  # from 0, among those standing
    reason: str


class MarkingClosed(Fact, frozen=True):
    """已确认: what will be announced, fixed with its trace."""

    performance: PerformanceId
    announced: Announced


class MarkingReopened(Fact, frozen=True):
    performance: PerformanceId
    reason: str


class ScoreRevealed(Fact, frozen=True):
    performance: PerformanceId
    announced: Announced


class PaceSet(Fact, frozen=True):
    """Of the reveals to come."""

    pace: Pace


class RevealAdvanced(Fact, frozen=True):
    """The reveal on stage goes on from `to_ms` of its timetable; `beats` have been let on (逐步), or all."""

    performance: PerformanceId
    to_ms: int
    beats: int | None = None


class RevealReplayed(Fact, frozen=True):
    """重播: the same score once more from the first beat."""

    performance: PerformanceId


class RevealWithdrawn(Fact, frozen=True):
    performance: PerformanceId
    reason: str


class StandingsRevealed(Fact, frozen=True):
    track: str
    rows: tuple[Row, ...]
    of: int
    engine: int = 1  # as of `Announced`


class StandingsWithdrawn(Fact, frozen=True):
    """What the hall has seen, it has seen; the ranking counts as never published."""

    track: str
    reason: str


class TieDecided(Fact, frozen=True):
    """The order of equals that the head judge decided, best first."""

    track: str
    order: tuple[str, ...]
    reason: str


class TrackLocked(Fact, frozen=True):
    """已锁定: two engines agree on every number, and the ranking of the whole track stands."""

    track: str
    rows: tuple[Row, ...]
    engine: int = 1  # as of `Announced`


Event = (
    CompetitionCreated
    | RulesSet
    | EntrantsSet
    | PanelSeated
    | ComponentsImported
    | OrderDrawn
    | OrderEntered
    | StatusSet
    | PassIssued
    | CodeDigitsSet
    | PassRevoked
    | DeviceAdmitted
    | HandoverAsked
    | HandoverWithdrawn
    | HandoverDenied
    | LoginClosed
    | LoginOpened
    | ScreenRegistered
    | ScreenAssigned
    | ScreenRemoved
    | ScreensIdentified
    | SceneShown
    | EntrantCalled
    | CallWithdrawn
    | MarkingOpened
    | MarkingWithdrawn
    | SheetSubmitted
    | HandRaised
    | HandLowered
    | HandAnswered
    | SheetReturned
    | JudgeExcused
    | JudgeRestored
    | DeductionEntered
    | DeductionWithdrawn
    | MarkingClosed
    | MarkingReopened
    | ScoreRevealed
    | PaceSet
    | RevealAdvanced
    | RevealReplayed
    | RevealWithdrawn
    | StandingsRevealed
    | StandingsWithdrawn
    | TieDecided
    | TrackLocked
)
