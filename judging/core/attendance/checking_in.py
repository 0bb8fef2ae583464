"""检录: who is here, and who is in the waiting room; taken back where it was the wrong one."""

from msgspec.structs import replace

from judging.core import checks
from judging.core.hall.performance import PerformanceId, Phase
from judging.core.mappings import with_key
from judging.core.people.actor import Actor
from judging.core.refused import Reason, Refused
from judging.core.sentence import sentence
from judging.core.state import State
from judging.core.tagged import AnyCommand, AnyEvent

from .checkin import Step


class CheckIn(AnyCommand, frozen=True):
    performance: PerformanceId
    step: Step


class WithdrawCheckIn(AnyCommand, frozen=True):
    """Takes the last step back. With `step`, only that one: two consoles that press at once take one."""

    performance: PerformanceId
    reason: str
    step: Step | None = None


class EntrantCheckedIn(AnyEvent, frozen=True):
    performance: PerformanceId
    step: Step


class CheckInWithdrawn(AnyEvent, frozen=True):
    performance: PerformanceId
    step: Step  # the one that was taken back
    reason: str


def check_in(state: State, command: CheckIn, by: Actor, at: str) -> tuple[AnyEvent, ...]:
    """Nothing where it is so already; who is in the waiting room has arrived."""
    id = command.performance
    still_to_come(state, id)
    if state.checkin(id).step in (command.step, Step.WAITING):
        return ()
    return (EntrantCheckedIn(id, command.step),)


def withdraw_check_in(state: State, command: WithdrawCheckIn, by: Actor, at: str) -> tuple[AnyEvent, ...]:
    id = command.performance
    still_to_come(state, id)
    reason = checks.text(command.reason, sentence("撤回原因"))
    step = state.checkin(id).step
    if command.step is not None and command.step is not step:
        return ()
    if step is None:
        raise Refused(Reason.NOT_NOW, "{name}还没有检录，没有可撤回的", name=state.named(id))
    return (CheckInWithdrawn(id, step, reason),)


def still_to_come(state: State, id: PerformanceId) -> None:
    """Raises Refused unless the entrant takes part and waits for this turn."""
    checks.known(state, id)
    checks.unlocked(state, id.track)
    if (id.track, id.entrant) in state.statuses:
        raise Refused(
            Reason.NOT_NOW,
            "{name}已弃权、缺席或被取消资格；仍要参赛的请先恢复参赛",
            name=state.named(id),
        )
    checks.in_phase(state, id, Phase.WAITING)


def entrant_checked_in(state: State, event: EntrantCheckedIn, at: str) -> State:
    known = state.checkin(event.performance)
    came = replace(known, arrived_at=known.arrived_at or at)
    if event.step is Step.WAITING:
        came = replace(came, waiting_at=at)
    return replace(state, checkins=with_key(state.checkins, event.performance, came))


def check_in_withdrawn(state: State, event: CheckInWithdrawn, at: str) -> State:
    left = replace(state.checkin(event.performance), waiting_at="")
    if event.step is Step.ARRIVED:
        left = replace(left, arrived_at="")
    return replace(state, checkins=with_key(state.checkins, event.performance, left))
