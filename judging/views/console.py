"""What the director sees: order, stage, seats, screens, requests and the story; marks only once a sheet set is complete."""

from msgspec import Struct

from judging.core.performance import Announced, PerformanceId, Phase
from judging.core.results import Deduction
from judging.core.show import Scene


class OrderRow(Struct, frozen=True):
    performance: PerformanceId
    number: int
    name: str
    district: str
    phase: Phase
    status: str | None = None  # withdrawn | no_show | disqualified
    score: str | None = None  # from CONFIRMED on


class RoundTab(Struct, frozen=True):
    """A judged round that can be run; `rows` in running order, empty until there is one."""

    track: str
    round: str
    track_name: str
    round_name: str
    rows: tuple[OrderRow, ...]
    lacks: tuple[str, ...]  # what is still to be set up, as Chinese sentences


class SeatTile(Struct, frozen=True):
    """`state`: waiting | submitted | returned | absent | recused. `total` only once the sheet set is complete."""

    judge: str
    seat: int
    name: str
    state: str
    revision: int
    device: bool  # somebody is logged in on this seat
    at: str = ""
    reason: str = ""
    total: str | None = None
    dropped: str = ""
    marks: tuple[tuple[str, str], ...] = ()  # (criterion name, mark), only once complete
    note: str = ""


class Button(Struct, frozen=True):
    """A possible action as a ready-made command, or why it is blocked."""

    id: str  # call | open | close | reveal | standings | back
    kind: str  # the command's class name
    data: dict[str, object]  # its fields; the page adds a reason where `asks_reason`
    blocked: str = ""  # a Chinese sentence, "" if possible now
    asks_reason: bool = False


class OnStage(Struct, frozen=True):
    performance: PerformanceId
    track: str
    round: str
    entrant: str
    district: str
    number: int | None
    phase: Phase
    complete: bool  # 已集齐
    seats: tuple[SeatTile, ...]
    deductions: tuple[Deduction, ...]
    preview: Announced | None = None  # what closing would announce, or what was; only once complete
    possible: tuple[str, str] | None = None  # lowest and highest score still possible, while sheets are missing


class ScreenTile(Struct, frozen=True):
    number: int
    name: str
    pinned: Scene | None
    scene: Scene


class Handover(Struct, frozen=True):
    device: str
    holder: str  # "3号评委 评委三", "主持人"


class StoryLine(Struct, frozen=True):
    at: str
    text: str


class ConsoleView(Struct, frozen=True):
    competition: str
    rehearsal: bool
    rounds: tuple[RoundTab, ...]
    stage: OnStage | None
    next: str | None  # id of the button that is the next step
    buttons: tuple[Button, ...]
    scene: Scene
    scenes: tuple[Button, ...]  # one ShowScene (or RevealStandings) per scene, with why it is blocked
    screens: tuple[ScreenTile, ...]
    identifying: bool
    handovers: tuple[Handover, ...]
    login_closed: bool
    story: tuple[StoryLine, ...]  # newest first, at most 40
