"""分组: which panel judges which entrant; drawn by lot within each district, or entered before a witness."""

from collections.abc import Iterable, Mapping
from itertools import cycle

from msgspec.structs import replace

from judging.core import checks
from judging.core.hall.performance import PerformanceId
from judging.core.mappings import with_key
from judging.core.people.actor import Actor
from judging.core.people.taking_part import Entrant
from judging.core.refused import Reason, Refused
from judging.core.scoring.rulebook import Round
from judging.core.sentence import sentence
from judging.core.state import State
from judging.core.tagged import AnyCommand, AnyEvent

from .draw import shuffled
from .ordering import MAX_SEED, taking_part
from .prepared import Assignment


class DrawAssignment(AnyCommand, frozen=True):
    track: str
    round: str
    seed: str


class EnterAssignment(AnyCommand, frozen=True):
    """By hand. Whoever has been called or marked stays with that panel."""

    track: str
    round: str
    panels: Mapping[str, str]  # entrant → panel
    witness: str


class AssignmentDrawn(AnyEvent, frozen=True):
    track: str
    round: str
    panels: Mapping[str, str]
    seed: str  # `assigned` with it gives the same assignment again


class AssignmentEntered(AnyEvent, frozen=True):
    track: str
    round: str
    panels: Mapping[str, str]
    witness: str


def draw_assignment(state: State, command: DrawAssignment, by: Actor, at: str) -> tuple[AnyEvent, ...]:
    round = _round(state, command.track, command.round)
    if any(called_in(state, command.track, command.round)):
        raise Refused(Reason.BEGUN, "本环节已有参赛对象出场，不能再抽签分组；个别调整请手工录入")
    seed = checks.text(command.seed, sentence("抽签种子"), most=MAX_SEED)
    entrants = [state.entrants[command.track][id] for id in taking_part(state, command.track)]
    return (AssignmentDrawn(command.track, command.round, assigned(entrants, round.panels, seed), seed),)


def assigned(entrants: Iterable[Entrant], panels: tuple[str, ...], seed: str) -> dict[str, str]:
    """Entrant → panel: dealt out one by one, district after district, each in the order of its lots.

    No panel has more than one entrant more than another, nor more than one more of any district. Districts
    come in the order of SHA-256("seed:district") too, so that none is always dealt first.
    """
    ids = (entrant.id for entrant in dealt(entrants, seed))
    return dict(zip(ids, cycle(panels), strict=False))


def dealt(entrants: Iterable[Entrant], seed: str) -> list[Entrant]:
    """In the order in which `assigned` deals them out."""
    districts: dict[str, dict[str, Entrant]] = {}
    for entrant in entrants:
        districts.setdefault(entrant.district, {})[entrant.id] = entrant
    return [
        districts[district][id]
        for district in shuffled(districts, seed)
        for id in shuffled(districts[district], seed)
    ]


def enter_assignment(state: State, command: EnterAssignment, by: Actor, at: str) -> tuple[AnyEvent, ...]:
    round = _round(state, command.track, command.round)
    witness = checks.text(command.witness, sentence("见证人姓名"), most=40)
    if strangers := tuple(panel for panel in command.panels.values() if panel not in round.panels):
        raise Refused(
            Reason.UNKNOWN, "没有评委组“{panel}”，本环节有：{panels}", panel=strangers[0], panels=round.panels
        )
    if sorted(command.panels) != sorted(taking_part(state, command.track)):
        raise Refused(Reason.INCOMPLETE, "分组须恰好列出每个参赛对象一次，请核对名单")
    before = state.assignments.get((command.track, command.round))
    for id in called_in(state, command.track, command.round):
        if before and command.panels.get(id.entrant) != before.panels.get(id.entrant):
            name = state.named(id)
            raise Refused(Reason.BEGUN, "{name}已经出场，不能再改分组；请保留其原来的评委组", name=name)
    return (AssignmentEntered(command.track, command.round, command.panels, witness),)


def _round(state: State, track: str, id: str) -> Round:
    round = checks.performed(state, track, id)
    if not round.panels:
        raise Refused(Reason.UNKNOWN, "“{round}”只有一个评委组，不需要分组", round=round.name)
    return round


def called_in(state: State, track: str, round: str) -> list[PerformanceId]:
    """Who takes part and has been called in this round, or has sheets of it from before a step back."""
    return [
        id
        for id, performance in state.performances.items()
        if (id.track, id.round) == (track, round)
        and performance.is_begun
        and (track, id.entrant) not in state.statuses
    ]


def assignment_drawn(state: State, event: AssignmentDrawn, at: str) -> State:
    return _assigned(state, event, Assignment(event.panels, tuple(event.panels), seed=event.seed, at=at))


def assignment_entered(state: State, event: AssignmentEntered, at: str) -> State:
    return _assigned(
        state, event, Assignment(event.panels, tuple(event.panels), witness=event.witness, at=at)
    )


def _moved(before: Assignment, made: Assignment) -> tuple[str, ...]:
    """Who comes last before a panel: who was moved so far, and behind them who is moved now."""
    now = tuple(entrant for entrant, panel in made.panels.items() if before.panels.get(entrant) != panel)
    return *(entrant for entrant in before.moved if entrant not in now), *now


def _before_others(
    state: State, event: AssignmentDrawn | AssignmentEntered, before: Mapping[str, str]
) -> State:
    """Whoever comes before another panel keeps no judges of the former."""
    performances = dict(state.performances)
    for entrant, panel in event.panels.items():
        id = PerformanceId(event.track, event.round, entrant)
        if id in performances and before.get(entrant) != panel:
            performances[id] = replace(performances[id], seated=())
    return replace(state, performances=performances)


def _assigned(state: State, event: AssignmentDrawn | AssignmentEntered, made: Assignment) -> State:
    """Who was assigned before and takes part no more keeps the panel."""
    key = (event.track, event.round)
    before = state.assignments.get(key)
    state = _before_others(state, event, before.panels if before else {})
    if before:
        moved = _moved(before, made) if any(called_in(state, *key)) else ()
        made = replace(made, panels={**before.panels, **made.panels}, moved=moved)
    return replace(state, assignments=with_key(state.assignments, key, made))
