"""录入 that waits for another pair of eyes: where the rules ask for two persons, it counts no sooner."""

from collections.abc import Callable
from typing import Any

from msgspec.structs import replace

from judging.core.ledger.recording import RecordLedger
from judging.core.ledger.striking import StrikeLedger
from judging.core.mappings import with_key
from judging.core.marking.deducting import EnterDeduction, WithdrawDeduction
from judging.core.marking.item_deciding import DecideItem
from judging.core.people.actor import Actor
from judging.core.refused import Reason, Refused
from judging.core.setup.importing import ImportComponents
from judging.core.state import State
from judging.core.tagged import AnyEvent

from .waiting import waiting
from .waiting_entry import WaitingEntry

Asked = EnterDeduction | WithdrawDeduction | DecideItem | ImportComponents | RecordLedger | StrikeLedger
Decider = Callable[[State, Any, Actor, str], tuple[Any, ...]]


class EntryMade(AnyEvent, frozen=True):
    """`asked` as it will happen once somebody else has confirmed it; `attempt` of its performance."""

    entry: int  # from 1, in the whole competition
    asked: Asked
    entered_by: str
    attempt: int = 0


def by_two(decider: Decider) -> Decider:
    """*decider*, or where the rules ask for two persons, an entry of what it would let happen."""

    def decide(state: State, command: Any, by: Actor, at: str) -> tuple[Any, ...]:
        events = decider(state, command, by, at)
        if not state.rulebook.two_persons or not events:
            return events
        asked = _named(state, command)
        if any(_about(each.asked) == _about(asked) for each in waiting(state)):
            raise Refused(Reason.ALREADY, "已有一笔同样的录入等待复核，请先由另一人（复核员）复核或退回")
        return (EntryMade(state.entries_made + 1, asked, by.label, _attempt(state, asked)),)

    return decide


def _named(state: State, command: Asked) -> Asked:
    """A deduction is withdrawn by what it is: others may come and go before it is confirmed."""
    if not isinstance(command, WithdrawDeduction) or command.deduction is not None:
        return command
    standing = state.performance(command.performance).deductions
    return replace(command, deduction=standing[command.index])


def _about(asked: Asked) -> object:
    """What one entry at a time may wait about: a round's file, an item; deductions, findings: each alone."""
    match asked:
        case ImportComponents():
            return asked.track, asked.round
        case DecideItem():
            return asked.performance, asked.item
        case EnterDeduction() | WithdrawDeduction() | RecordLedger() | StrikeLedger():
            return asked


def _attempt(state: State, asked: Asked) -> int:
    performance = getattr(asked, "performance", None)
    return state.performance(performance).attempt if performance else 0


def entry_made(state: State, event: EntryMade, at: str) -> State:
    made = WaitingEntry(event.entry, event.asked, event.entered_by, event.attempt, at)
    return replace(state, entries=with_key(state.entries, event.entry, made), entries_made=event.entry)
