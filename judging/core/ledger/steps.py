"""The commands and events of this subject, each with what decides or applies it."""

from collections.abc import Callable
from typing import Any

from judging.core.entering.entry_making import by_two
from judging.core.people.actor import Actor
from judging.core.state import State

from .recording import LedgerRecorded, RecordLedger, ledger_recorded, record_ledger
from .striking import LedgerStruck, StrikeLedger, ledger_struck, strike_ledger

LedgerCommand = RecordLedger | StrikeLedger
LedgerEvent = LedgerRecorded | LedgerStruck

DECIDERS: dict[type, Callable[[State, Any, Actor, str], tuple[Any, ...]]] = {
    RecordLedger: by_two(record_ledger),
    StrikeLedger: by_two(strike_ledger),
}
APPLIERS: dict[type, Callable[[State, Any, str], State]] = {
    LedgerRecorded: ledger_recorded,
    LedgerStruck: ledger_struck,
}
