"""复核 of a deduction, an item or a file of components: confirmed by another person, or returned."""

from msgspec.structs import replace

from judging.core import checks
from judging.core.ledger.recording import RecordLedger, record_ledger
from judging.core.ledger.striking import StrikeLedger, strike_ledger
from judging.core.mappings import without_keys
from judging.core.marking.deducting import (
    EnterDeduction,
    WithdrawDeduction,
    enter_deduction,
    withdraw_deduction,
)
from judging.core.marking.item_deciding import DecideItem, decide_item
from judging.core.people.actor import Actor, is_same
from judging.core.refused import Reason, Refused
from judging.core.sentence import sentence
from judging.core.setup.importing import ImportComponents, import_components
from judging.core.state import State
from judging.core.tagged import AnyCommand, AnyEvent

from .entry_making import Decider
from .waiting import waiting
from .waiting_entry import WaitingEntry


class ConfirmEntry(AnyCommand, frozen=True):
    entry: int


class ReturnEntry(AnyCommand, frozen=True):
    """By the verifier, or by who entered it and saw the mistake."""

    entry: int
    reason: str


class EntryConfirmed(AnyEvent, frozen=True):
    """What was asked happens with it: the events that follow are those it would have been at once."""

    entry: int
    confirmed_by: str


class EntryReturned(AnyEvent, frozen=True):
    entry: int
    reason: str


DECIDERS: dict[type, Decider] = {
    EnterDeduction: enter_deduction,
    WithdrawDeduction: withdraw_deduction,
    DecideItem: decide_item,
    ImportComponents: import_components,
    RecordLedger: record_ledger,
    StrikeLedger: strike_ledger,
}


def confirm_entry(state: State, command: ConfirmEntry, by: Actor, at: str) -> tuple[AnyEvent, ...]:
    entry = _waiting(state, command.entry)
    if is_same(entry.entered_by, by.label):
        raise Refused(Reason.NOT_ALLOWED, "这一笔是您录入的，须由另一人复核")
    return (
        EntryConfirmed(entry.number, by.label),
        *DECIDERS[type(entry.asked)](state, entry.asked, by, at),
    )


def return_entry(state: State, command: ReturnEntry, by: Actor, at: str) -> tuple[AnyEvent, ...]:
    entry = _waiting(state, command.entry)
    return (EntryReturned(entry.number, checks.text(command.reason, sentence("退回原因"))),)


def _waiting(state: State, number: int) -> WaitingEntry:
    for entry in waiting(state):
        if entry.number == number:
            return entry
    raise Refused(Reason.NOT_NOW, "这一笔录入已经复核或退回，或已不在评分中，请刷新页面")


def entry_settled(state: State, event: EntryConfirmed | EntryReturned, at: str) -> State:
    return replace(state, entries=without_keys(state.entries, event.entry))
