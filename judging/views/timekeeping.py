"""计时 for who keeps the time of a hall: everybody under way, with the face of the clock and its buttons."""

from msgspec import Struct

from judging.core import commands as c
from judging.core.hall.performance import PerformanceId, Phase
from judging.core.hall.staging import UNDER_WAY
from judging.core.sentence import Sentence
from judging.core.state import State
from judging.core.timing.clock import ClockState, PauseReason
from judging.core.timing.reckoning import segments_of
from judging.core.words import PAUSES

from .clocks import ClockFace, clock_face
from .stage import stage_as
from .steps import Button, button
from .unchanged import of_hall, of_performance, remembered


class PauseChoice(Struct, frozen=True):
    reason: PauseReason
    word: Sentence


class TimedPerformance(Struct, frozen=True):
    """Somebody under way. `clock` is None as long as nothing asks for one and nobody has started it.

    `steps`: start | resume | pause | stop | segment (one for each other) | confirm, as far as they are not
    taken already; for a director also correct | grant | waive | unconfirm, which ask for a reason and for
    seconds. The page fills in what the command's fields leave open.
    """

    performance: PerformanceId
    window: int  # 0 on a stage, or sent on
    number: int | None
    entrant: str
    district: str
    track: str
    round: str
    phase: Phase
    clock: ClockFace | None
    asks_over: bool  # the overtime is stated, since the rules set no limit to count from
    steps: tuple[Button, ...]
    more: tuple[Button, ...]


class ClocksView(Struct, frozen=True):
    competition: str
    rehearsal: bool
    hall: str
    name: str  # "" where there is only one
    windows: int
    clocks: tuple[TimedPerformance, ...]  # by window, then in the order they were called
    pauses: tuple[PauseChoice, ...]


@remembered(of_hall)
def clocks(state: State, id: str) -> ClocksView:
    """Raises KeyError for a hall that is not there."""
    hall = state.halls[id]
    here = [each for each in hall.on if state.performance(each).phase in UNDER_WAY]
    here.sort(key=lambda each: state.performance(each).window or hall.windows + 1)
    return ClocksView(
        competition=state.rulebook.name,
        rehearsal=state.rehearsal,
        hall=id,
        name=hall.name,
        windows=hall.windows,
        clocks=tuple(timed(state, each) for each in here),
        pauses=tuple(PauseChoice(reason, word) for reason, word in PAUSES.items()),
    )


@remembered(of_performance)
def timed(state: State, id: PerformanceId) -> TimedPerformance:
    stage, performance, round = stage_as(state, id), state.performance(id), state.round(id.track, id.round)
    return TimedPerformance(
        performance=id,
        window=performance.window,
        number=stage.number,
        entrant=stage.entrant,
        district=stage.district,
        track=stage.track,
        round=stage.round,
        phase=performance.phase,
        clock=clock_face(state, id),
        asks_over=round.time is None,
        steps=tuple(_steps(state, id)),
        more=tuple(_more(state, id)),
    )


def _steps(state: State, id: PerformanceId) -> list[Button]:
    round, clock = state.round(id.track, id.round), state.performance(id).clock
    at = clock.state if clock else ClockState.READY
    found = []
    if at is ClockState.READY:
        found.append(button(state, "start", c.StartClock(id)))
    if at in (ClockState.PAUSED, ClockState.STOPPED):
        found.append(button(state, "resume", c.ResumeClock(id)))
    if at is ClockState.RUNNING:
        found.append(button(state, "pause", c.PauseClock(id, PauseReason.CLIENT)))
    if clock and clock.is_under_way:
        found.append(button(state, "stop", c.StopClock(id)))
        others = (each.id for each in segments_of(round) if each.id != clock.segment)
        found += [button(state, "segment", c.NextSegment(id, other)) for other in others]
    if clock is None or clock.confirmed is None:
        found.append(button(state, "confirm", c.ConfirmTime(id, None if round.time else 0)))
    return found


def _more(state: State, id: PerformanceId) -> list[Button]:
    """What the page asks seconds, a reason or a witness for."""
    clock = state.performance(id).clock
    stated = None if state.round(id.track, id.round).time else 1
    found = [
        button(state, "correct", c.CorrectClock(id, 0, "…"), asks_reason=True),
        button(state, "grant", c.GrantTime(id, 1, "…", "…"), asks_reason=True),
        button(state, "waive", c.WaiveOvertime(id, "…", stated), asks_reason=True),
    ]
    if clock and clock.confirmed:
        found.append(button(state, "unconfirm", c.UnconfirmTime(id, "…"), asks_reason=True))
    return found
