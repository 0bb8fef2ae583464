"""The time of a performance is put right, and extra seconds are granted: each with its reason."""

from msgspec.structs import replace

from judging.core import checks
from judging.core.hall.performance import PerformanceId
from judging.core.people.actor import Actor
from judging.core.refused import Reason, Refused
from judging.core.sentence import sentence
from judging.core.state import State
from judging.core.tagged import AnyCommand, AnyEvent

from .clock import Clock, ClockState, Correction, Grant
from .reckoning import SECOND_MS, counting, extra_s, first_segment, segments_of, signed_ms
from .running import clock_of, not_confirmed, running, standing, timed, with_clock

MOST_S = 24 * 60 * 60


class CorrectClock(AnyCommand, frozen=True):
    """Until now so many seconds were used of the whole; with `segment`, of that one alone.

    Also where the time was taken by hand and no clock was started.
    """

    performance: PerformanceId
    used_s: int
    reason: str
    segment: str = ""


class GrantTime(AnyCommand, frozen=True):
    performance: PerformanceId
    extra_s: int
    reason: str
    witness: str


class ClockCorrected(AnyEvent, frozen=True):
    performance: PerformanceId
    used_s: int
    reason: str
    segment: str = ""


class TimeGranted(AnyEvent, frozen=True):
    performance: PerformanceId
    extra_s: int
    reason: str
    witness: str


def correct_clock(state: State, command: CorrectClock, by: Actor, at: str) -> tuple[AnyEvent, ...]:
    id = command.performance
    clock = timed(state, id)
    not_confirmed(state, id)
    if command.segment not in {"", *(each.id for each in segments_of(state.round(id.track, id.round)))}:
        raise Refused(Reason.UNKNOWN, "没有这个分段，请刷新页面后重试")
    if not 0 <= command.used_s <= MOST_S:
        raise Refused(Reason.OUT_OF_RANGE, "用时须为 0～{most} 秒的整数", most=MOST_S)
    reason = checks.text(command.reason, sentence("更正原因"))
    corrected = ClockCorrected(id, command.used_s, reason, command.segment)
    after = clock_corrected(state, corrected, at)
    if clock.state is not ClockState.READY and not clock_of(after, id).corrections[-1].by_ms:
        return ()
    if clock.corrections and _same(clock.corrections[-1], clock_of(after, id).corrections[-1]):
        raise Refused(
            Reason.ALREADY,
            "已有同样的一笔更正：{used_s} 秒（{reason}）；如确是另一笔，请把原因写得不同",
            used_s=command.used_s,
            reason=reason,
        )
    return (corrected,)


def _same(one: Correction, other: Correction) -> bool:
    return (one.segment, one.used_s, one.reason) == (other.segment, other.used_s, other.reason)


def grant_time(state: State, command: GrantTime, by: Actor, at: str) -> tuple[AnyEvent, ...]:
    id = command.performance
    clock = timed(state, id)
    not_confirmed(state, id)
    round = state.round(id.track, id.round)
    if round.time is None:
        raise Refused(Reason.NOT_NOW, "“{round}”没有时限，无须加时", round=round.name)
    if command.extra_s == 0 or not -extra_s(clock) <= command.extra_s <= MOST_S:
        raise Refused(
            Reason.OUT_OF_RANGE,
            "加时须为 1～{most} 秒的整数；收回已加的 {granted} 秒写负数",
            most=MOST_S,
            granted=extra_s(clock),
        )
    reason = checks.text(command.reason, sentence("加时原因"))
    witness = checks.text(command.witness, sentence("见证人姓名"))
    if clock.grants and clock.grants[-1] == Grant(clock.grants[-1].at, command.extra_s, reason, witness):
        raise Refused(
            Reason.ALREADY,
            "已有同样的一笔加时：{extra_s} 秒（{reason}）；如确是另一笔，请把原因写得不同",
            extra_s=command.extra_s,
            reason=reason,
        )
    return (TimeGranted(id, command.extra_s, reason, witness),)


def clock_corrected(state: State, event: ClockCorrected, at: str) -> State:
    """What is corrected of the whole is taken from, or added to, the segment that counted last."""
    id = event.performance
    clock, counts = clock_of(state, id), counting(state.round(id.track, id.round))
    present = signed_ms(clock, at, {event.segment} if event.segment else counts)
    moved = Correction(
        at,
        event.segment or _counted_last(state, id, clock),
        event.used_s,
        event.used_s * SECOND_MS - present,
        event.reason,
    )
    corrected = replace(clock, corrections=(*clock.corrections, moved))
    if clock.state is ClockState.READY:
        first = first_segment(state.round(id.track, id.round))
        corrected = replace(corrected, state=ClockState.STOPPED, segment=first)
    elif clock.state is ClockState.RUNNING:
        corrected = running(standing(corrected, at), at)  # what ran is corrected, what will run is not
    return with_clock(state, id, corrected)


def _counted_last(state: State, id: PerformanceId, clock: Clock) -> str:
    round = state.round(id.track, id.round)
    counts = counting(round)
    ran = [each.segment for each in clock.spans if each.segment in counts]
    return ran[-1] if ran else next((each.id for each in segments_of(round) if each.counts), "")


def time_granted(state: State, event: TimeGranted, at: str) -> State:
    clock = clock_of(state, event.performance)
    granted = Grant(at, event.extra_s, event.reason, event.witness)
    return with_clock(state, event.performance, replace(clock, grants=(*clock.grants, granted)))
