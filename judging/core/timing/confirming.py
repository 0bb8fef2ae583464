"""The time of a performance is confirmed, with what its overtime costs, or the overtime is waived."""

from collections.abc import Mapping
from decimal import Decimal

from msgspec.structs import replace

from judging.core import checks
from judging.core.hall.performance import PerformanceId
from judging.core.people.actor import Actor
from judging.core.refused import Reason, Refused
from judging.core.scoring.score import overtime_points
from judging.core.sentence import sentence
from judging.core.state import State
from judging.core.tagged import AnyCommand, AnyEvent

from .clock import Clock, ClockState, Confirmed
from .correcting import MOST_S
from .reckoning import by_segment_s, counted_s, over_s
from .running import begun, clock_of, timed, with_clock


class ConfirmTime(AnyCommand, frozen=True):
    """`over_s` is stated where the rules set no limit; with a limit it follows from the clock."""

    performance: PerformanceId
    over_s: int | None = None


class WaiveOvertime(AnyCommand, frozen=True):
    """The time is confirmed and nothing is taken off for it. `over_s` as for `ConfirmTime`."""

    performance: PerformanceId
    reason: str
    over_s: int | None = None


class UnconfirmTime(AnyCommand, frozen=True):
    performance: PerformanceId
    reason: str


class TimeConfirmed(AnyEvent, frozen=True):
    performance: PerformanceId
    used_s: int
    over_s: int
    points: Decimal
    segments: Mapping[str, int] = {}  # seconds by segment


class OvertimeWaived(AnyEvent, frozen=True):
    performance: PerformanceId
    used_s: int
    over_s: int
    reason: str
    segments: Mapping[str, int] = {}


class TimeUnconfirmed(AnyEvent, frozen=True):
    performance: PerformanceId
    reason: str


def confirm_time(state: State, command: ConfirmTime, by: Actor, at: str) -> tuple[AnyEvent, ...]:
    id = command.performance
    clock = timed(state, id)
    over = _over(state, id, command.over_s, at)
    if known := clock.confirmed:
        if known.over_s == over and not known.waived:
            return ()
        raise Refused(Reason.ALREADY, "{name}的用时已确认，请先撤销确认", name=state.named(id))
    round = state.round(id.track, id.round)
    return (
        TimeConfirmed(
            id,
            counted_s(round, clock, at),
            over,
            overtime_points(round, over),
            by_segment_s(round, clock, at),
        ),
    )


def waive_overtime(state: State, command: WaiveOvertime, by: Actor, at: str) -> tuple[AnyEvent, ...]:
    """Also after the time was confirmed: the timekeeper confirms, and the director decides."""
    id = command.performance
    clock = timed(state, id)
    reason = checks.text(command.reason, sentence("免扣原因"))
    if clock.confirmed and clock.confirmed.waived:
        return ()
    over = clock.confirmed.over_s if clock.confirmed else _over(state, id, command.over_s, at)
    if over == 0:
        raise Refused(Reason.NOT_NOW, "{name}没有超时，无须免扣", name=state.named(id))
    round = state.round(id.track, id.round)
    used, segments = counted_s(round, clock, at), by_segment_s(round, clock, at)
    return (OvertimeWaived(id, used, over, reason, segments),)


def unconfirm_time(state: State, command: UnconfirmTime, by: Actor, at: str) -> tuple[AnyEvent, ...]:
    clock = timed(state, command.performance)
    if clock.confirmed is None:
        return ()
    return (TimeUnconfirmed(command.performance, checks.text(command.reason, sentence("撤销原因"))),)


def _over(state: State, id: PerformanceId, stated: int | None, at: str) -> int:
    """The seconds over the limit of a clock that stands."""
    round, clock = state.round(id.track, id.round), clock_of(state, id)
    if clock.is_under_way:
        raise Refused(Reason.NOT_NOW, "{name}还在计时，请先停止计时", name=state.named(id))
    if round.time is not None:
        begun(state, id)
        if stated is not None:
            raise Refused(Reason.MALFORMED, "超时由计时算出，不能填写；用时不对请先更正")
        return over_s(round, clock, at)
    if stated is None and round.overtime:
        raise Refused(Reason.MALFORMED, "请填写超时秒数，没有超时写 0")
    if not 0 <= (stated or 0) <= MOST_S:
        raise Refused(Reason.OUT_OF_RANGE, "超时须为 0～{most} 秒的整数", most=MOST_S)
    return stated or 0


def time_confirmed(state: State, event: TimeConfirmed, at: str) -> State:
    confirmed = Confirmed(at, event.used_s, event.over_s, event.points, event.segments)
    return _with(state, event.performance, confirmed)


def overtime_waived(state: State, event: OvertimeWaived, at: str) -> State:
    confirmed = Confirmed(at, event.used_s, event.over_s, Decimal(0), event.segments, event.reason)
    return _with(state, event.performance, confirmed)


def time_unconfirmed(state: State, event: TimeUnconfirmed, at: str) -> State:
    return _with(state, event.performance, None)


def _with(state: State, id: PerformanceId, confirmed: Confirmed | None) -> State:
    clock: Clock = clock_of(state, id)
    stands = ClockState.STOPPED if confirmed else clock.state
    return with_clock(state, id, replace(clock, state=stands, confirmed=confirmed))
