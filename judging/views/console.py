"""What the director sees: order, stage, seats, screens, requests and the story.

Marks are in it only once a sheet set is complete. Whether a button is blocked is what `decide` itself says.
"""

from collections.abc import Callable, Iterator
from functools import partial

from msgspec import Struct, to_builtins
from msgspec.structs import replace

from judging.core import commands as c
from judging.core.decide import decide
from judging.core.decide.show import lacks, may_lock, may_rank
from judging.core.live import announced, complete, revealed_entrants, ties, turn
from judging.core.numbers import plain
from judging.core.people import Actor, Judge, Role
from judging.core.performance import Announced, PerformanceId, Phase, SheetPhase
from judging.core.refused import Refused
from judging.core.results import Deduction, SheetState
from judging.core.rulebook import Round, Track
from judging.core.scoring import still_possible
from judging.core.show import Scene
from judging.core.state import State

from .stage import coming, stage_of
from .story import holder, sentence


class OrderRow(Struct, frozen=True):
    performance: PerformanceId
    number: int
    name: str
    district: str
    phase: Phase
    status: str | None = None  # withdrawn | no_show | disqualified
    score: str | None = None  # from CONFIRMED on
    buttons: tuple[
        "Button", ...
    ] = ()  # what can still be done off stage: reveal what was held back, step back


class RoundTab(Struct, frozen=True):
    """A judged round that can be run; `rows` in running order, empty until there is one."""

    track: str
    round: str
    track_name: str
    round_name: str
    rows: tuple[OrderRow, ...]
    lacks: tuple[str, ...]  # what is still to be set up, as Chinese sentences


class SeatTile(Struct, frozen=True):
    """`state`: waiting | submitted | returned | absent | recused. `total` only once all sheets are in."""

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

    id: str  # call | open | close | reveal | standings | lock | back
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
    possible: tuple[str, str] | None = None  # lowest and highest score, while a single sheet is missing


class ScreenTile(Struct, frozen=True):
    number: int
    name: str
    pinned: Scene | None
    scene: Scene


class Handover(Struct, frozen=True):
    device: str
    holder: str  # "3号评委 评委三", "主持人"


class TiedEntrant(Struct, frozen=True):
    id: str
    name: str


class OpenTie(Struct, frozen=True):
    """Equals whose order the head judge has still to decide."""

    track: str
    track_name: str
    composite: str
    entrants: tuple[TiedEntrant, ...]


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
    ties: tuple[OpenTie, ...]
    login_closed: bool
    story: tuple[StoryLine, ...]  # newest first, at most 40


DIRECTOR = Actor(Role.DIRECTOR)


def console(state: State, _: str) -> ConsoleView:
    buttons = _buttons(state)
    return ConsoleView(
        competition=state.rulebook.name,
        rehearsal=state.rehearsal,
        rounds=tuple(_tab(state, track, round) for track, round in state.judged_rounds()),
        stage=_on_stage(state),
        next=_next(state, buttons),
        buttons=buttons,
        scene=state.scene,
        scenes=tuple(_button(state, scene, c.ShowScene(scene)) for scene in Scene),
        screens=tuple(
            ScreenTile(screen.number, screen.name, screen.pinned, screen.pinned or state.scene)
            for screen in state.screens.values()
        ),
        identifying=state.identifying,
        handovers=tuple(Handover(device, holder(state, id)) for device, id in state.handovers.items()),
        ties=tuple(_open_ties(state)),
        login_closed=state.login_closed,
        story=tuple(StoryLine(line.at, sentence(state, line.event)) for line in reversed(state.story)),
    )


def _open_ties(state: State) -> Iterator[OpenTie]:
    for track in state.rulebook.tracks:
        for tie in ties(state, track.id):
            entrants = tuple(TiedEntrant(id, state.entrants[track.id][id].name) for id in tie.entrants)
            yield OpenTie(track.id, track.name, tie.composite, entrants)


def _tab(state: State, track: Track, round: Round) -> RoundTab:
    order = state.orders.get((track.id, round.id))
    listed = order.entrants if order else ()
    return RoundTab(
        track=track.id,
        round=round.id,
        track_name=track.name,
        round_name=round.name,
        rows=tuple(
            _order_row(state, PerformanceId(track.id, round.id, id), n) for n, id in enumerate(listed, 1)
        ),
        lacks=lacks(state, track.id, round.id),
    )


def _order_row(state: State, id: PerformanceId, number: int) -> OrderRow:
    performance, entrant = state.performance(id), state.entrant(id)
    return OrderRow(
        performance=id,
        number=number,
        name=entrant.name,
        district=entrant.district,
        phase=performance.phase,
        status=state.statuses.get((id.track, id.entrant)),
        score=performance.announced.score if performance.announced else None,
        buttons=() if id == state.on_stage else _off_stage(state, id, performance.phase),
    )


def _off_stage(state: State, id: PerformanceId, phase: Phase) -> tuple[Button, ...]:
    back = _button(state, "back", c.StepBack(id, "…"), asks_reason=True)
    match phase:
        case Phase.CONFIRMED:
            return _button(state, "reveal", c.RevealScore(id)), back
        case Phase.REVEALED:
            return (back,)
        case _:
            return ()


def _on_stage(state: State) -> OnStage | None:
    id, stage = state.on_stage, stage_of(state)
    if id is None or stage is None:
        return None
    performance, ready = state.performance(id), complete(state, id)
    told = performance.announced or (_preview(state, id) if ready else None)
    return OnStage(
        performance=id,
        track=stage.track,
        round=stage.round,
        entrant=stage.entrant,
        district=stage.district,
        number=stage.number,
        phase=performance.phase,
        complete=ready,
        seats=tuple(_seat(state, id, judge, told) for judge in state.panel(id)),
        deductions=performance.deductions,
        preview=told,
        possible=None if ready or performance.phase is not Phase.MARKING else _possible(state, id),
    )


def _preview(state: State, id: PerformanceId) -> Announced | None:
    found = announced(state, id)
    return found if isinstance(found, Announced) else None


def _possible(state: State, id: PerformanceId) -> tuple[str, str] | None:
    """Only while a single sheet is missing: with fewer in, the range would tell what somebody's total is."""
    played = turn(state, id)
    if sum(sheet.state is SheetState.MISSING for sheet in played.sheets) != 1:
        return None
    ends = still_possible(state.round(id.track, id.round), played)
    return (plain(ends[0]), plain(ends[1])) if ends else None


def _seat(state: State, id: PerformanceId, judge: Judge, told: Announced | None) -> SeatTile:
    sheet = state.performance(id).sheets.get(judge.id)
    device = any(held.judge == judge.id and held.device for held in state.passes.values())
    tile = SeatTile(judge.id, judge.seat, judge.name, "waiting", 0, bool(device))
    if sheet is None:
        return tile
    tile = replace(tile, state=sheet.phase, revision=sheet.revision, at=sheet.at, reason=sheet.reason)
    if told is None or sheet.phase is not SheetPhase.SUBMITTED:
        return tile
    mark = next(mark for mark in told.marks if mark.judge == judge.id)
    names = {criterion.id: criterion.name for criterion in state.round(id.track, id.round).criteria}
    marks = tuple((names[criterion], value) for criterion, value in sheet.marks.items())
    return replace(tile, total=mark.total, dropped=mark.dropped, marks=marks, note=sheet.note)


def _buttons(state: State) -> tuple[Button, ...]:
    """The steps of the show in their order; the first that is possible is the next one."""
    id = state.on_stage
    found = []
    if id is not None and state.performance(id).phase is not Phase.WAITING:
        found += [
            _button(state, "open", c.OpenMarking(id)),
            _button(state, "close", c.CloseMarking(id)),
            _button(state, "reveal", c.RevealScore(id)),
        ]
    if (following := coming(state)) is not None:
        found.append(_button(state, "call", c.CallEntrant(following)))
    for track in {track.id: track for track, _ in state.judged_rounds()}:
        found.append(_button(state, "standings", c.RevealStandings(track), partial(may_rank, state, track)))
        found.append(_button(state, "lock", c.LockTrack(track), partial(may_lock, state, track)))
    if id is not None:
        found.append(_button(state, "back", c.StepBack(id, "…"), asks_reason=True))
    return tuple(found)


def _next(state: State, buttons: tuple[Button, ...]) -> str | None:
    """The first step that is possible; a ranking only if it would show more than the one shown last.

    While the panel marks nothing but closing: no ranking may slip under the thumb.
    """
    marking = state.on_stage is not None and state.performance(state.on_stage).phase is Phase.MARKING
    for button in buttons:
        if button.blocked or button.asks_reason or (marking and button.id != "close"):
            continue
        if button.id == "standings" and _shown(state, str(button.data["track"])):
            continue
        return button.id
    return None


def _shown(state: State, track: str) -> bool:
    shown = state.standings
    ranked = sum((track, entrant) not in state.statuses for entrant in revealed_entrants(state, track))
    return shown is not None and shown.track == track and len(shown.rows) == ranked


def _button(
    state: State,
    id: str,
    command: c.PageCommand,
    check: Callable[[], None] | None = None,
    *,
    asks_reason: bool = False,
) -> Button:
    """*check* raises what `decide` would, where deciding would compute a whole ranking."""
    blocked = ""
    try:
        if check is None:
            decide(state, command, DIRECTOR)
        else:
            check()
    except Refused as refused:
        blocked = refused.detail
    data = {name: value for name, value in to_builtins(command).items() if name != "kind"}
    return Button(id, type(command).__name__, data, blocked, asks_reason)
