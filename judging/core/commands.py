"""What someone asks for. Imperative; may be refused. Who asks comes with the `Actor`, never in here."""

from collections.abc import Mapping

from msgspec import Struct

from .people import Entrant, Judge, Role
from .performance import PerformanceId, Phase, SheetPhase
from .results import Deduction
from .rulebook import Rulebook
from .show import Pace, Scene


class Ask(Struct, frozen=True, tag=True, tag_field="kind", forbid_unknown_fields=True):
    """What all commands have in common on the wire: `kind` names the class."""


class CreateCompetition(Ask, frozen=True):
    rules: Rulebook
    entrants: Mapping[str, tuple[Entrant, ...]]
    rehearsal: bool = False


class SetRules(Ask, frozen=True):
    rules: Rulebook


class SetEntrants(Ask, frozen=True):
    """`reserves`: who comes next in the ranking when somebody declines; None leaves them as they are."""

    track: str
    entrants: tuple[Entrant, ...]
    reserves: tuple[Entrant, ...] | None = None


class SeatPanel(Ask, frozen=True):
    track: str
    round: str
    judges: tuple[Judge, ...]


class ImportComponents(Ask, frozen=True):
    track: str
    round: str
    scores: Mapping[str, str]
    source: str


class DrawOrder(Ask, frozen=True):
    track: str
    round: str
    seed: str


class EnterOrder(Ask, frozen=True):
    track: str
    round: str
    order: tuple[str, ...]
    witness: str


class SetStatus(Ask, frozen=True):
    track: str
    entrant: str
    status: str | None
    reason: str


class IssuePass(Ask, frozen=True):
    id: str
    role: Role
    judge: str | None
    link: str


class SetCodeDigits(Ask, frozen=True):
    """How many digits the login codes have that the console makes from here on."""

    digits: int


class RevokePass(Ask, frozen=True):
    id: str
    reason: str


class ClaimSeat(Ask, frozen=True):
    """A device shows a pass by `proof`: the hash of its link's secret.

    `former` is how the log knows the same phone until now: what it has, it leaves when this is granted.
    """

    device: str
    proof: str
    former: str = ""


class WithdrawClaim(Ask, frozen=True):
    """By the phone that waits for consent."""

    device: str


class AllowHandover(Ask, frozen=True):
    device: str


class DenyHandover(Ask, frozen=True):
    device: str


class CloseLogin(Ask, frozen=True):
    pass


class OpenLogin(Ask, frozen=True):
    pass


class AdmitScreen(Ask, frozen=True):
    """A browser that waits under `number` becomes a screen: AssignScreen, and which device it is about."""

    number: int
    device: str
    name: str
    pinned: Scene | None = None


class AssignScreen(Ask, frozen=True):
    number: int
    name: str
    pinned: Scene | None = None


class RemoveScreen(Ask, frozen=True):
    number: int


class IdentifyScreens(Ask, frozen=True):
    on: bool


class ShowScene(Ask, frozen=True):
    scene: Scene


class CallEntrant(Ask, frozen=True):
    performance: PerformanceId


class OpenMarking(Ask, frozen=True):
    performance: PerformanceId


class SubmitSheet(Ask, frozen=True):
    """`revision` is one more than the last one the server has of this sheet: a late old one is told by it."""

    performance: PerformanceId
    revision: int
    marks: Mapping[str, str]
    note: str = ""
    recommended: bool = False


class Recuse(Ask, frozen=True):
    """回避, by the judge."""

    performance: PerformanceId
    reason: str


class RaiseHand(Ask, frozen=True):
    """举手: the judge calls the scorekeeper."""


class LowerHand(Ask, frozen=True):
    """By the judge, whose own hand it is."""


class AnswerHand(Ask, frozen=True):
    """By the console: somebody is on the way, or has been there."""

    judge: str


class ReturnSheet(Ask, frozen=True):
    performance: PerformanceId
    judge: str
    reason: str


class ExcuseJudge(Ask, frozen=True):
    performance: PerformanceId
    judge: str
    phase: SheetPhase
    reason: str


class RestoreJudge(Ask, frozen=True):
    performance: PerformanceId
    judge: str


class EnterDeduction(Ask, frozen=True):
    performance: PerformanceId
    points: str
    reason: str


class WithdrawDeduction(Ask, frozen=True):
    """With `deduction`, only that one, wherever it now stands."""

    performance: PerformanceId
    index: int
    reason: str
    deduction: Deduction | None = None


class CloseMarking(Ask, frozen=True):
    performance: PerformanceId


class RevealScore(Ask, frozen=True):
    performance: PerformanceId


class SetPace(Ask, frozen=True):
    pace: Pace


class AdvanceReveal(Ask, frozen=True):
    """The director's key while a reveal plays; `whole` goes straight to its end."""

    performance: PerformanceId
    whole: bool = False


class ReplayReveal(Ask, frozen=True):
    performance: PerformanceId


class RevealStandings(Ask, frozen=True):
    """公布排名. `seen` is the fingerprint of the ranking that was previewed: only that one is published."""

    track: str
    seen: str


class WithdrawStandings(Ask, frozen=True):
    """撤回公布: the ranking is public no longer."""

    track: str
    reason: str


class DecideTie(Ask, frozen=True):
    """The head judge's order of all entrants of one `manual` tie, best first."""

    track: str
    order: tuple[str, ...]
    reason: str


class LockTrack(Ask, frozen=True):
    """核分 and lock: nothing of the track's results changes from here on."""

    track: str


class StepBack(Ask, frozen=True):
    """Takes the last step of a performance back, by a new event: 撤回亮分, 重开评分, 撤回开评, 撤回点名.

    With `phase`, only from that one: two consoles that press at once take one step.
    """

    performance: PerformanceId
    reason: str
    phase: Phase | None = None


# What a page may post to /commands. The others are made by the server itself from uploads, links and files.
PageCommand = (
    SeatPanel
    | DrawOrder
    | EnterOrder
    | SetStatus
    | SetCodeDigits
    | RevokePass
    | AllowHandover
    | DenyHandover
    | CloseLogin
    | OpenLogin
    | AssignScreen
    | RemoveScreen
    | IdentifyScreens
    | ShowScene
    | CallEntrant
    | OpenMarking
    | SubmitSheet
    | Recuse
    | RaiseHand
    | LowerHand
    | AnswerHand
    | ReturnSheet
    | ExcuseJudge
    | RestoreJudge
    | EnterDeduction
    | WithdrawDeduction
    | CloseMarking
    | RevealScore
    | SetPace
    | AdvanceReveal
    | ReplayReveal
    | RevealStandings
    | WithdrawStandings
    | DecideTie
    | LockTrack
    | StepBack
)

Command = (
    PageCommand
    | CreateCompetition
    | SetRules
    | SetEntrants
    | ImportComponents
    | IssuePass
    | ClaimSeat
    | WithdrawClaim
    | AdmitScreen
)
