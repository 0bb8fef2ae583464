"""The running order of each judged round, as the console lists it."""

from msgspec import Struct

from judging.core import commands as c
from judging.core.decide.show import lacks
from judging.core.performance import PerformanceId, Phase
from judging.core.rulebook import Round, Track
from judging.core.sentence import Sentence
from judging.core.state import RoundKey, State

from .steps import Button, button


class OrderRow(Struct, frozen=True):
    performance: PerformanceId
    number: int
    name: str
    district: str
    phase: Phase
    status: str | None = None  # withdrawn | no_show | disqualified
    score: str | None = None  # from CONFIRMED on
    buttons: tuple[Button, ...] = ()  # what can still be done off stage: reveal what was held back, step back


class PanelSeat(Struct, frozen=True):
    judge: str
    seat: int
    name: str
    device: bool  # somebody is logged in on this seat


class RoundTab(Struct, frozen=True):
    """A judged round that can be run; `rows` in running order, empty until there is one."""

    track: str
    round: str
    track_name: str
    round_name: str
    rows: tuple[OrderRow, ...]
    lacks: tuple[Sentence, ...]  # what is still to be set up
    panel: tuple[PanelSeat, ...]
    locked_at: str  # UTC, of the track; "" while it is not locked


def tab(state: State, track: Track, round: Round) -> RoundTab:
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
        panel=_panel(state, (track.id, round.id)),
        locked_at=state.locked_at.get(track.id, ""),
    )


def _panel(state: State, round: RoundKey) -> tuple[PanelSeat, ...]:
    taken = {held.judge for held in state.passes.values() if held.device}
    panel = state.panels.get(round, ())
    return tuple(PanelSeat(judge.id, judge.seat, judge.name, judge.id in taken) for judge in panel)


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
    back = button(state, "back", c.StepBack(id, "…", phase), asks_reason=True)
    match phase:
        case Phase.CONFIRMED:
            return button(state, "reveal", c.RevealScore(id)), back
        case Phase.REVEALED:
            return (back,)
        case _:
            return ()
