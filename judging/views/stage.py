"""Who is on stage and how many seats are done: what judges, screens and the emcee may all know."""

from msgspec import Struct

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


def stage_of(state: State) -> Stage | None:
    id = state.on_stage
    if id is None:
        return None
    entrant, order = state.entrant(id), state.orders.get((id.track, id.round))
    listed = order.entrants if order else ()
    return Stage(
        track=state.track(id.track).name,
        round=state.round(id.track, id.round).name,
        entrant=entrant.name,
        district=entrant.district,
        number=listed.index(id.entrant) + 1 if id.entrant in listed else None,
        of=len(listed),
    )


def seats_in(state: State) -> tuple[bool, ...]:
    """Which seats are done, in seat order. An excused seat counts as done: nobody waits for it."""
    id = state.on_stage
    if id is None:
        return ()
    sheets = state.performance(id).sheets
    done = {judge for judge, sheet in sheets.items() if sheet.phase is not SheetPhase.RETURNED}
    return tuple(judge.id in done for judge in state.panel(id))


def coming(state: State) -> PerformanceId | None:
    """The next in the running order of the round on stage, or of the first round that has an order."""
    id = state.on_stage
    for track, round in [(id.track, id.round)] if id else list(state.orders)[:1]:
        order = state.orders.get((track, round))
        for entrant in order.entrants if order else ():
            following = PerformanceId(track, round, entrant)
            if state.performance(following).phase is Phase.WAITING and (track, entrant) not in state.statuses:
                return following
    return None
