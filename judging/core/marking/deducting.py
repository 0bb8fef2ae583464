"""扣分: entered with a reason, and withdrawn."""

from msgspec.structs import replace

from judging.core import checks
from judging.core.hall.performance import PerformanceId, Phase
from judging.core.hall.staging import with_performance
from judging.core.people.actor import Actor
from judging.core.refused import Reason, Refused
from judging.core.scoring.day import Deduction
from judging.core.scoring.numbers import parse, shortest
from judging.core.sentence import sentence
from judging.core.state import State
from judging.core.tagged import AnyCommand, AnyEvent


class EnterDeduction(AnyCommand, frozen=True):
    performance: PerformanceId
    points: str
    reason: str


class WithdrawDeduction(AnyCommand, frozen=True):
    """With `deduction`, only that one, wherever it now stands."""

    performance: PerformanceId
    index: int
    reason: str
    deduction: Deduction | None = None


class DeductionEntered(AnyEvent, frozen=True):
    performance: PerformanceId
    deduction: Deduction


class DeductionWithdrawn(AnyEvent, frozen=True):
    performance: PerformanceId
    index: int  # from 0, among those standing
    reason: str


def enter_deduction(state: State, command: EnterDeduction, by: Actor, at: str) -> tuple[AnyEvent, ...]:
    checks.known(state, command.performance)
    checks.in_phase(state, command.performance, Phase.CALLED, Phase.MARKING)
    entered = may_deduct(state, command.performance, command.points, command.reason)
    return (DeductionEntered(command.performance, entered),)


def may_deduct(state: State, id: PerformanceId, points: str, reason: str) -> Deduction:
    """The deduction as it is logged. Raises Refused."""
    round = state.round(id.track, id.round)
    reason = checks.text(reason, sentence("扣分原因"))
    try:
        off = parse(points)
    except ValueError:
        raise Refused(
            Reason.MALFORMED, "扣分“{points}”不是普通数字，请用半角数字，如 0.5", points=points
        ) from None
    if not 0 < off <= round.highest_total:
        raise Refused(Reason.OUT_OF_RANGE, "扣分须大于 0、不超过 {most}", most=round.highest_total)
    entered = Deduction(off, reason)
    if entered in state.performance(id).deductions:
        raise Refused(
            Reason.ALREADY,
            "已有同样的一笔扣分：{points}（{reason}）；如确是另一笔，请把原因写得不同",
            points=shortest(off),
            reason=reason,
        )
    return entered


def withdraw_deduction(state: State, command: WithdrawDeduction, by: Actor, at: str) -> tuple[AnyEvent, ...]:
    checks.known(state, command.performance)
    checks.in_phase(state, command.performance, Phase.CALLED, Phase.MARKING)
    standing = state.performance(command.performance).deductions
    reason = checks.text(command.reason, sentence("撤销原因"))
    if command.deduction is not None:
        places = [index for index, each in enumerate(standing) if each == command.deduction]
        return tuple(DeductionWithdrawn(command.performance, index, reason) for index in places[:1])
    if not 0 <= command.index < len(standing):
        raise Refused(Reason.UNKNOWN, "没有这笔扣分，可能已撤销，请刷新页面")
    return (DeductionWithdrawn(command.performance, command.index, reason),)


def deduction_entered(state: State, event: DeductionEntered, at: str) -> State:
    performance = state.performance(event.performance)
    deductions = (*performance.deductions, event.deduction)
    return with_performance(state, event.performance, replace(performance, deductions=deductions))


def deduction_withdrawn(state: State, event: DeductionWithdrawn, at: str) -> State:
    performance = state.performance(event.performance)
    left = tuple(found for index, found in enumerate(performance.deductions) if index != event.index)
    return with_performance(state, event.performance, replace(performance, deductions=left))
