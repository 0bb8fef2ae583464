"""撤销录入 of a paper sheet that is not in yet: with a reason, or because the phone was first."""

from msgspec.structs import replace

from judging.core import checks
from judging.core.hall.performance import PerformanceId
from judging.core.hall.staging import with_performance
from judging.core.mappings import without_keys
from judging.core.people.actor import Actor
from judging.core.sentence import sentence
from judging.core.state import State
from judging.core.tagged import AnyCommand, AnyEvent


class WithdrawSheetEntry(AnyCommand, frozen=True):
    """It was another judge's sheet, or the phone works again."""

    performance: PerformanceId
    judge: str
    reason: str


class SheetEntryWithdrawn(AnyEvent, frozen=True):
    """By whoever gave a reason; without one it fell with a sheet from the phone, or with an excuse."""

    performance: PerformanceId
    judge: str
    reason: str = ""


def withdraw_sheet_entry(
    state: State, command: WithdrawSheetEntry, by: Actor, at: str
) -> tuple[AnyEvent, ...]:
    """Nothing where there is none any more."""
    checks.known(state, command.performance)
    reason = checks.text(command.reason, sentence("撤销原因"))
    if command.judge not in state.performance(command.performance).entries:
        return ()
    return (SheetEntryWithdrawn(command.performance, command.judge, reason),)


def fallen_entry(state: State, id: PerformanceId, judge: str) -> tuple[SheetEntryWithdrawn, ...]:
    """What goes with a sheet that arrives from the phone, or with a judge who is excused."""
    known = judge in state.performance(id).entries
    return (SheetEntryWithdrawn(id, judge),) if known else ()


def sheet_entry_withdrawn(state: State, event: SheetEntryWithdrawn, at: str) -> State:
    performance = state.performance(event.performance)
    entries = without_keys(performance.entries, event.judge)
    return with_performance(state, event.performance, replace(performance, entries=entries))
