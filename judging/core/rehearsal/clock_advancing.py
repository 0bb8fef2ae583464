"""时间往后拨: a rehearsal does not wait for working days. A real competition has the time of the day, always.

What follows is on record under the later time, and the record says how it came to that.
"""

from msgspec.structs import replace

from judging.core.hall.staging import UNDER_WAY
from judging.core.people.actor import Actor
from judging.core.refused import Reason, Refused
from judging.core.state import State
from judging.core.tagged import AnyCommand, AnyEvent

MOST_DAYS = 60  # at once: longer than any period that a contest waits for


class AdvanceClock(AnyCommand, frozen=True):
    """From here on it is so many days later, in this competition alone."""

    days: int


class ClockAdvanced(AnyEvent, frozen=True):
    days: int


def advance_clock(state: State, command: AdvanceClock, by: Actor, at: str) -> tuple[AnyEvent, ...]:
    if not state.rehearsal:
        raise Refused(Reason.NOT_NOW, "只有演练可以把时间往后拨：正式赛事的时间以服务器时钟为准")
    if not 1 <= command.days <= MOST_DAYS:
        raise Refused(Reason.MALFORMED, "往后拨的天数须为 1～{most} 天", most=MOST_DAYS)
    for id, found in state.performances.items():
        if found.phase in UNDER_WAY:
            raise Refused(
                Reason.NOT_NOW, "{name}还在场上，计时不能跟着跳：请先确认得分，再拨时间", name=state.named(id)
            )
    return (ClockAdvanced(command.days),)


def clock_advanced(state: State, event: ClockAdvanced, at: str) -> State:
    return replace(state, days_ahead=state.days_ahead + event.days)
