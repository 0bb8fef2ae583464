"""Who is on stage and how many seats are done: what judges, screens and the emcee may all know."""

from enum import StrEnum

from msgspec import Struct

from judging.core.live import total_places
from judging.core.performance import PerformanceId, Phase, SheetPhase
from judging.core.state import State


class Stage(Struct, frozen=True):
    """Who is on stage, as everybody may know it."""

    track: str
    round: str
    entrant: str
    district: str
    number: int | None
    of: int  # entrants in the running order
    digits: int = 0  # characters of the longest mark there can be: a tile has room for it from the beginning


def stage_of(state: State) -> Stage | None:
    return stage_as(state, state.on_stage) if state.on_stage else None


def stage_as(state: State, id: PerformanceId) -> Stage:
    """As the stage is with this performance on it."""
    entrant, round = state.entrant(id), state.round(id.track, id.round)
    order = state.orders.get((id.track, id.round))
    listed = order.entrants if order else ()
    return Stage(
        track=state.track(id.track).name,
        round=round.name,
        entrant=entrant.name,
        district=entrant.district,
        number=listed.index(id.entrant) + 1 if id.entrant in listed else None,
        of=len(listed),
        digits=len(f"{round.highest_total:.{total_places(round)}f}"),
    )


class Seat(StrEnum):
    """What everybody may know of a seat: not what its judge gave."""

    WAITING = "waiting"
    DONE = "done"
    ABSENT = "absent"  # nobody waits for it
    RECUSED = "recused"


SEATS = {
    SheetPhase.SUBMITTED: Seat.DONE,
    SheetPhase.RETURNED: Seat.WAITING,
    SheetPhase.ABSENT: Seat.ABSENT,
    SheetPhase.RECUSED: Seat.RECUSED,
}


def seats_of(state: State) -> tuple[Seat, ...]:
    """The panel on stage in seat order."""
    id = state.on_stage
    if id is None:
        return ()
    sheets = state.performance(id).sheets
    return tuple(
        SEATS[sheets[judge.id].phase] if judge.id in sheets else Seat.WAITING for judge in state.panel(id)
    )


def coming(state: State) -> PerformanceId | None:
    """Who is called next: in the round on stage, and once that is over in the one that follows it."""
    rounds = [(track.id, round.id) for track, round in state.judged_rounds()]
    here = rounds.index((state.on_stage.track, state.on_stage.round)) if state.on_stage else 0
    for track, round in rounds[here:] + rounds[:here]:
        if following := coming_in(state, track, round):
            return following
    return None


def coming_in(state: State, track: str, round: str) -> PerformanceId | None:
    """The next in the running order of this round."""
    order = state.orders.get((track, round))
    for entrant in order.entrants if order else ():
        following = PerformanceId(track, round, entrant)
        if state.performance(following).phase is Phase.WAITING and (track, entrant) not in state.statuses:
            return following
    return None
