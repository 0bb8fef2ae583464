"""复核 of a paper sheet: another person types it again without seeing the first, or returns it."""

from collections.abc import Mapping

from msgspec.structs import replace

from judging.core import checks
from judging.core.hall.performance import PerformanceId, Source
from judging.core.marking.submitting import SheetSubmitted, checked_marks
from judging.core.people.actor import Actor, is_same
from judging.core.people.taking_part import Judge
from judging.core.refused import Reason, Refused
from judging.core.sentence import sentence
from judging.core.state import State
from judging.core.tagged import AnyCommand, AnyEvent

from .sheet_entering import to_be_entered, with_entry
from .sheet_entry import EntryPhase, SheetEntry, agree


class ConfirmSheet(AnyCommand, frozen=True):
    """What the verifier reads off the paper; whether it agrees is found out by the server alone."""

    performance: PerformanceId
    judge: str
    marks: Mapping[str, str]
    items: Mapping[str, bool] = {}
    attempt: int = 0


class ReturnSheetEntry(AnyCommand, frozen=True):
    """By the verifier: it cannot be read, it is not signed, it is another entrant's."""

    performance: PerformanceId
    judge: str
    reason: str


class SheetEntryDiffered(AnyEvent, frozen=True):
    """Typed again, and not the same: both stay on record, and it is entered anew."""

    performance: PerformanceId
    judge: str
    marks: Mapping[str, str]
    seen_by: str
    items: Mapping[str, bool] = {}


class SheetEntryReturned(AnyEvent, frozen=True):
    performance: PerformanceId
    judge: str
    reason: str
    seen_by: str


def confirm_sheet(state: State, command: ConfirmSheet, by: Actor, at: str) -> tuple[AnyEvent, ...]:
    """The sheet is in if both agree; else both are shown what they typed."""
    id = command.performance
    round = checks.known(state, id)
    judge = to_be_entered(state, id, command.judge, command.attempt)
    entry = _waiting(state, id, judge, by)
    checked_marks(round, command.marks, command.items)
    if not agree(entry.marks, entry.items, command.marks, command.items):
        return (SheetEntryDiffered(id, judge.id, command.marks, by.label, command.items),)
    return (
        SheetSubmitted(
            id,
            judge.id,
            entry.revision,
            entry.marks,
            entry.note,
            entry.recommended,
            entry.items,
            Source.PAPER,
            entry.entered_by,
            by.label,
        ),
    )


def return_sheet_entry(state: State, command: ReturnSheetEntry, by: Actor, at: str) -> tuple[AnyEvent, ...]:
    id = command.performance
    checks.known(state, id)
    judge = checks.judge_on_panel(state, id, command.judge)
    _waiting(state, id, judge, by)
    reason = checks.text(command.reason, sentence("退回原因"))
    return (SheetEntryReturned(id, judge.id, reason, by.label),)


def _waiting(state: State, id: PerformanceId, judge: Judge, by: Actor) -> SheetEntry:
    """What waits for a second pair of eyes, which are not those of *by*. Raises Refused."""
    entry = state.performance(id).entries.get(judge.id)
    if entry is None or entry.phase is not EntryPhase.WAITING:
        raise Refused(Reason.NOT_NOW, "{seat}号评委没有待复核的纸质评分表；请先由记分员录入", seat=judge.seat)
    if is_same(entry.entered_by, by.label):
        raise Refused(
            Reason.NOT_ALLOWED,
            "{seat}号评委的评分表是您录入的，须由另一人复核",
            seat=judge.seat,
        )
    return entry


def sheet_entry_differed(state: State, event: SheetEntryDiffered, at: str) -> State:
    entry = state.performance(event.performance).entries[event.judge]
    differed = replace(
        entry,
        phase=EntryPhase.DIFFERED,
        at=at,
        seen_by=event.seen_by,
        seen_marks=event.marks,
        seen_items=event.items,
    )
    return with_entry(state, event.performance, event.judge, differed)


def sheet_entry_returned(state: State, event: SheetEntryReturned, at: str) -> State:
    entry = state.performance(event.performance).entries[event.judge]
    returned = replace(entry, phase=EntryPhase.RETURNED, at=at, seen_by=event.seen_by, reason=event.reason)
    return with_entry(state, event.performance, event.judge, returned)
