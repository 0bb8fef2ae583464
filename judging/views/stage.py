"""Who is on stage and how many seats are done: what judges, screens and the emcee may all know."""

from enum import StrEnum

from msgspec import Struct

from judging.core.hall.hall import Hall
from judging.core.hall.performance import PerformanceId, SheetPhase
from judging.core.hall.staging import coming_in
from judging.core.marking.turns import total_places
from judging.core.pictures.picture import PictureKey, Use
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
    photo: str = ""  # the hash of the picture, "" where there is none
    team: str = ""  # the same of the team's


def stage_of(state: State, hall: Hall) -> Stage | None:
    return stage_as(state, hall.on_stage) if hall.on_stage else None


def stage_as(state: State, id: PerformanceId) -> Stage:
    """As the stage is with this performance on it."""
    entrant, round, key = state.entrant(id), state.round(id.track, id.round), state.panel_of(id)
    listed = state.order_of(key) if key else ()
    return Stage(
        track=state.track(id.track).name,
        round=round.name,
        entrant=state.named(id),
        district=entrant.district,
        number=listed.index(id.entrant) + 1 if id.entrant in listed else None,
        of=len(listed),
        photo=state.picture_of(PictureKey(Use.PHOTO, id.track, id.entrant)),
        team=state.picture_of(PictureKey(Use.TEAM, id.track, id.entrant)),
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


def seats_of(state: State, hall: Hall) -> tuple[Seat, ...]:
    """The panel on stage in seat order."""
    return seats_before(state, hall.on_stage) if hall.on_stage else ()


def seats_before(state: State, id: PerformanceId) -> tuple[Seat, ...]:
    """Those who judge this performance, in seat order."""
    sheets = state.performance(id).sheets
    return tuple(
        SEATS[sheets[judge.id].phase] if judge.id in sheets else Seat.WAITING for judge in state.panel(id)
    )


def coming(state: State, hall: Hall) -> PerformanceId | None:
    """Who is called next: before the panel on stage, and once that is done before the one that follows it."""
    panels = state.panels_in(hall.id)
    now = state.panel_of(hall.on_stage) if hall.on_stage else None
    here = panels.index(now) if now in panels else 0
    for key in panels[here:] + panels[:here]:
        if following := coming_in(state, key):
            return following
    return None
