"""The clock of a performance starts, pauses for a reason, goes on, turns to its next segment, and stops."""

from msgspec.structs import replace

from judging.core import checks
from judging.core.hall.performance import PerformanceId, Phase
from judging.core.hall.staging import with_performance
from judging.core.marking.opening import OpenMarking, open_marking
from judging.core.people.actor import Actor
from judging.core.refused import Reason, Refused
from judging.core.state import State
from judging.core.tagged import AnyCommand, AnyEvent

from .clock import READY, Clock, ClockState, Pause, PauseReason, Span
from .reckoning import first_segment, segments_of


class StartClock(AnyCommand, frozen=True):
    performance: PerformanceId


class PauseClock(AnyCommand, frozen=True):
    performance: PerformanceId
    reason: PauseReason


class ResumeClock(AnyCommand, frozen=True):
    """Goes on after a pause, or after it was stopped too early."""

    performance: PerformanceId


class StopClock(AnyCommand, frozen=True):
    performance: PerformanceId


class NextSegment(AnyCommand, frozen=True):
    """Turns to this segment of the rules, whether the clock runs or is paused."""

    performance: PerformanceId
    segment: str


class ClockStarted(AnyEvent, frozen=True):
    performance: PerformanceId
    segment: str = ""  # the first one of the rules


class ClockPaused(AnyEvent, frozen=True):
    performance: PerformanceId
    reason: PauseReason


class ClockResumed(AnyEvent, frozen=True):
    performance: PerformanceId


class ClockStopped(AnyEvent, frozen=True):
    performance: PerformanceId


class SegmentBegun(AnyEvent, frozen=True):
    performance: PerformanceId
    segment: str


def clock_of(state: State, id: PerformanceId) -> Clock:
    return state.performance(id).clock or READY


def timed(state: State, id: PerformanceId) -> Clock:
    """The clock of a performance that may be timed now."""
    checks.known(state, id)
    checks.in_phase(state, id, Phase.CALLED, Phase.MARKING)
    return clock_of(state, id)


def start_clock(state: State, command: StartClock, by: Actor, at: str) -> tuple[AnyEvent, ...]:
    """In a walk-round marking begins with it: nobody there has a hand free for a second button."""
    id = command.performance
    clock = timed(state, id)
    if clock.state is ClockState.RUNNING:
        return ()
    if clock.state is not ClockState.READY:
        raise Refused(Reason.NOT_NOW, "{name}的计时已经开始过，请按“继续”", name=state.named(id))
    round = state.round(id.track, id.round)
    opens = state.walks(id) and state.performance(id).phase is Phase.CALLED
    opened = open_marking(state, OpenMarking(id), by, at) if opens else ()
    return (*opened, ClockStarted(id, first_segment(round)))


def pause_clock(state: State, command: PauseClock, by: Actor, at: str) -> tuple[AnyEvent, ...]:
    clock = timed(state, command.performance)
    if clock.state is ClockState.PAUSED:
        return ()
    begun(state, command.performance)
    not_stopped(state, command.performance)
    return (ClockPaused(command.performance, command.reason),)


def resume_clock(state: State, command: ResumeClock, by: Actor, at: str) -> tuple[AnyEvent, ...]:
    clock = timed(state, command.performance)
    if clock.state is ClockState.RUNNING:
        return ()
    begun(state, command.performance)
    not_confirmed(state, command.performance)
    return (ClockResumed(command.performance),)


def stop_clock(state: State, command: StopClock, by: Actor, at: str) -> tuple[AnyEvent, ...]:
    clock = timed(state, command.performance)
    if clock.state is ClockState.STOPPED:
        return ()
    begun(state, command.performance)
    return (ClockStopped(command.performance),)


def next_segment(state: State, command: NextSegment, by: Actor, at: str) -> tuple[AnyEvent, ...]:
    id = command.performance
    clock = timed(state, id)
    if command.segment not in {each.id for each in segments_of(state.round(id.track, id.round))}:
        raise Refused(Reason.UNKNOWN, "没有这个分段，请刷新页面后重试")
    begun(state, id)
    if clock.segment == command.segment:
        return ()
    not_stopped(state, id)
    return (SegmentBegun(id, command.segment),)


def begun(state: State, id: PerformanceId) -> None:
    if clock_of(state, id).state is ClockState.READY:
        raise Refused(Reason.NOT_NOW, "{name}的计时还没有开始，请先按“开始”", name=state.named(id))


def not_stopped(state: State, id: PerformanceId) -> None:
    if clock_of(state, id).state is ClockState.STOPPED:
        raise Refused(Reason.NOT_NOW, "{name}的计时已停止；要接着计时请按“继续”", name=state.named(id))


def not_confirmed(state: State, id: PerformanceId) -> None:
    if clock_of(state, id).confirmed:
        raise Refused(Reason.NOT_NOW, "{name}的用时已确认，请先撤销确认", name=state.named(id))


def with_clock(state: State, id: PerformanceId, clock: Clock) -> State:
    return with_performance(state, id, replace(state.performance(id), clock=clock))


def clock_started(state: State, event: ClockStarted, at: str) -> State:
    started = running(replace(clock_of(state, event.performance), segment=event.segment), at)
    return with_clock(state, event.performance, started)


def clock_paused(state: State, event: ClockPaused, at: str) -> State:
    clock = standing(clock_of(state, event.performance), at)
    pauses = (*clock.pauses, Pause(event.reason, at))
    return with_clock(state, event.performance, replace(clock, state=ClockState.PAUSED, pauses=pauses))


def clock_resumed(state: State, event: ClockResumed, at: str) -> State:
    return with_clock(state, event.performance, running(standing(clock_of(state, event.performance), at), at))


def clock_stopped(state: State, event: ClockStopped, at: str) -> State:
    clock = standing(clock_of(state, event.performance), at)
    return with_clock(state, event.performance, replace(clock, state=ClockState.STOPPED))


def segment_begun(state: State, event: SegmentBegun, at: str) -> State:
    clock = clock_of(state, event.performance)
    turned = replace(clock, segment=event.segment)
    if clock.state is ClockState.RUNNING:
        turned = running(replace(standing(clock, at), segment=event.segment), at)
    return with_clock(state, event.performance, turned)


def running(clock: Clock, at: str) -> Clock:
    return replace(clock, state=ClockState.RUNNING, spans=(*clock.spans, Span(clock.segment, at)))


def standing(clock: Clock, at: str) -> Clock:
    """With the span or the pause ended that was open."""
    spans = tuple(each if each.until else replace(each, until=at) for each in clock.spans)
    pauses = tuple(each if each.until else replace(each, until=at) for each in clock.pauses)
    return replace(clock, spans=spans, pauses=pauses)
