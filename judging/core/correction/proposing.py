"""A correction of a locked result is proposed; nothing changes by that."""

from msgspec.structs import replace

from judging.core import checks
from judging.core.appeals.objection import Resolution
from judging.core.hall.performance import PerformanceId
from judging.core.mappings import with_key
from judging.core.people.actor import Actor
from judging.core.refused import Reason, Refused
from judging.core.sentence import sentence
from judging.core.state import State
from judging.core.tagged import AnyCommand, AnyEvent

from .record import Change, Correction, Fate
from .working_out import checked, known, may_correct, outcome


class ProposeCorrection(AnyCommand, frozen=True):
    """`order`: of the equals that the correction makes, best first, where the head judge has to decide.

    `objection`: the number of the one that it follows from, 0 for none.
    """

    performance: PerformanceId
    change: Change
    reason: str
    order: tuple[str, ...] = ()
    objection: int = 0


class DropCorrection(AnyCommand, frozen=True):
    correction: int
    reason: str


class CorrectionProposed(AnyEvent, frozen=True):
    correction: int  # from 1
    performance: PerformanceId
    change: Change
    reason: str
    proposed_by: str  # the label of who did
    order: tuple[str, ...] = ()
    objection: int = 0  # the number of the one that it follows from


class CorrectionDropped(AnyEvent, frozen=True):
    correction: int
    reason: str


def propose_correction(state: State, command: ProposeCorrection, by: Actor, at: str) -> tuple[AnyEvent, ...]:
    """One at a time for a performance: the next rests on what the one before comes to."""
    id = command.performance
    may_correct(state, id)
    for each in state.corrections.values():
        if each.performance == id and each.fate is Fate.WAITING:
            raise Refused(
                Reason.ALREADY,
                "{name}已有第 {number} 号更正等待生效；请先让它生效或撤回",
                name=state.named(id),
                number=each.number,
            )
    change = checked(state, id, command.change)
    reason = checks.text(command.reason, sentence("更正原因"))
    outcome(state, id, change, command.order)
    _follows_from(state, command)
    number = len(state.corrections) + 1
    about = (number, id, change, reason, by.label)
    return (CorrectionProposed(*about, command.order, command.objection),)


def _follows_from(state: State, command: ProposeCorrection) -> None:
    """Raises Refused where the objection named is about another track, or is settled without a correction."""
    if not command.objection:
        return
    found = state.objections.get(command.objection)
    if found is None or found.about.track != command.performance.track:
        raise Refused(
            Reason.UNKNOWN, "本组没有第 {number} 号异议，请核对编号或留空", number=command.objection
        )
    if found.resolution is not Resolution.UPHELD or found.withdrawn:
        raise Refused(
            Reason.NOT_NOW,
            "第 {number} 号异议没有被认定成立，不能据此更正；请先记录处理决定，或留空",
            number=found.number,
        )


def drop_correction(state: State, command: DropCorrection, by: Actor, at: str) -> tuple[AnyEvent, ...]:
    """Nothing where it has been dropped already."""
    correction = known(state, command.correction)
    reason = checks.text(command.reason, sentence("撤回原因"))
    match correction.fate:
        case Fate.DROPPED:
            return ()
        case Fate.APPLIED:
            raise Refused(
                Reason.NOT_NOW, "第 {number} 号更正已生效；要改回请另提一份更正", number=correction.number
            )
        case Fate.WAITING:
            return (CorrectionDropped(correction.number, reason),)


def correction_proposed(state: State, event: CorrectionProposed, at: str) -> State:
    proposed = Correction(
        event.correction,
        event.performance,
        event.change,
        event.reason,
        event.order,
        event.proposed_by,
        at,
        objection=event.objection,
    )
    return replace(state, corrections=with_key(state.corrections, event.correction, proposed))


def correction_dropped(state: State, event: CorrectionDropped, at: str) -> State:
    dropped = replace(state.corrections[event.correction], fate=Fate.DROPPED, at=at, why_dropped=event.reason)
    return replace(state, corrections=with_key(state.corrections, event.correction, dropped))
