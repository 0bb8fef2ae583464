"""点名 at the waiting room: three calls at most, each with its moment. No absence is concluded from it."""

from msgspec.structs import replace

from judging.core.hall.performance import PerformanceId
from judging.core.mappings import with_key
from judging.core.people.actor import Actor
from judging.core.refused import Reason, Refused
from judging.core.state import State
from judging.core.tagged import AnyCommand, AnyEvent

from .checkin import MOST_CALLS
from .checking_in import still_to_come


class CallRoll(AnyCommand, frozen=True):
    """With `number`, only that call: two consoles that press at once call once."""

    performance: PerformanceId
    number: int | None = None


class RollCalled(AnyEvent, frozen=True):
    performance: PerformanceId
    number: int  # from 1


def call_roll(state: State, command: CallRoll, by: Actor, at: str) -> tuple[AnyEvent, ...]:
    id = command.performance
    still_to_come(state, id)
    known, name = state.checkin(id), state.named(id)
    if known.arrived_at:
        raise Refused(Reason.ALREADY, "{name}已到，无须再点名", name=name)
    number = len(known.calls) + 1
    if command.number is not None and command.number < number:
        return ()
    if number > MOST_CALLS:
        raise Refused(
            Reason.NOT_NOW,
            "{name}已点名 {count} 次；仍未到的，可由场控标为缺席或移到最后",
            name=name,
            count=MOST_CALLS,
        )
    return (RollCalled(id, number),)


def roll_called(state: State, event: RollCalled, at: str) -> State:
    known = state.checkin(event.performance)
    called = replace(known, calls=(*known.calls, at))
    return replace(state, checkins=with_key(state.checkins, event.performance, called))
