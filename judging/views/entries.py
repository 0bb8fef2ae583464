"""What is typed from paper: which sheets wait for whom, and to the two who type one what they typed.

`entries` holds no mark. `typed` is of one person: the own entries, and where two differ, both.
"""

from collections.abc import Iterator, Mapping

from msgspec import Struct
from msgspec.structs import replace

from judging.core.entering.sheet_entry import EntryPhase, SheetEntry
from judging.core.hall.hall import Hall
from judging.core.hall.performance import PerformanceId, Phase, SheetPhase, Source
from judging.core.hall.staging import UNDER_WAY
from judging.core.people.taking_part import Judge
from judging.core.scoring.day import Deduction
from judging.core.scoring.item import DecidedBy
from judging.core.scoring.rulebook import Criterion
from judging.core.sentence import Sentence
from judging.core.state import State

from .judge import AskedItem
from .naming import who
from .parts import Part, parts
from .stage import stage_as
from .unchanged import of_hall, remembered
from .waiting_entries import WaitingLine, waiting_lines


class EntrySeat(Struct, frozen=True):
    """`state`: missing, submitted, returned, absent, recused; of paper waiting, differed, sent_back."""

    judge: str
    seat: int
    name: str
    state: str
    revision: int  # of the sheet that would be entered
    source: Source | None = None  # of a sheet that is in
    entered_by: str = ""  # labels: a page knows its own
    seen_by: str = ""
    entered_name: Sentence | None = None
    seen_name: Sentence | None = None
    reason: str = ""
    at: str = ""  # UTC


class DecidedItem(Struct, frozen=True):
    id: str
    name: str
    present: bool | None  # None as long as it is not decided


class EntryTask(Struct, frozen=True):
    """A performance under way, and the sheets of its panel."""

    performance: PerformanceId
    track: str
    round: str
    entrant: str
    district: str
    number: int | None
    window: int
    attempt: int
    open: bool  # marks are taken now
    criteria: tuple[Criterion, ...]
    asked: tuple[AskedItem, ...]
    seats: tuple[EntrySeat, ...]
    deductions: tuple[Deduction, ...] = ()  # that count
    items: tuple[DecidedItem, ...] = ()  # that the scorekeeper decides


class EntriesView(Struct, frozen=True):
    competition: str
    rehearsal: bool
    hall: str
    hall_name: str  # "" where there is only one
    tasks: tuple[EntryTask, ...]
    waiting: tuple[WaitingLine, ...] = ()  # deductions, items and components for another to confirm
    parts: tuple[Part, ...] = ()  # who is named for what here: the rest is done by who stands in


class TypedSheet(Struct, frozen=True):
    performance: PerformanceId
    judge: str
    revision: int
    phase: EntryPhase
    marks: Mapping[str, str]
    items: Mapping[str, bool]
    note: str
    recommended: bool
    again: Mapping[str, str] = {}  # what the other typed, where it differs
    items_again: Mapping[str, bool] = {}


class TypedView(Struct, frozen=True):
    """`me`: the label of whose entries these are."""

    me: str
    sheets: tuple[TypedSheet, ...]


@remembered(of_hall)
def entries(state: State, id: str) -> EntriesView:
    """Raises KeyError for a hall that is not there."""
    hall = state.halls[id]
    return EntriesView(
        competition=state.rulebook.name,
        rehearsal=state.rehearsal,
        hall=id,
        hall_name=hall.name if len(state.halls) > 1 else "",
        tasks=tuple(_tasks(state, hall)),
        waiting=waiting_lines(state, id),
        parts=parts(state, id),
    )


def _tasks(state: State, hall: Hall) -> Iterator[EntryTask]:
    for id in hall.on:
        performance, round = state.performance(id), state.round(id.track, id.round)
        if performance.phase not in UNDER_WAY:
            continue
        stage = stage_as(state, id)
        yield EntryTask(
            performance=id,
            track=stage.track,
            round=stage.round,
            entrant=stage.entrant,
            district=stage.district,
            number=stage.number,
            window=performance.window,
            attempt=performance.attempt,
            open=performance.phase is Phase.MARKING,
            criteria=round.criteria,
            asked=tuple(AskedItem(item.id, item.name) for item in round.asked_of_judges()),
            seats=tuple(_seat(state, id, judge) for judge in state.panel(id)),
            deductions=performance.deductions,
            items=tuple(
                DecidedItem(item.id, item.name, performance.items.get(item.id))
                for item in round.compulsory
                if item.by is DecidedBy.SCOREKEEPER
            ),
        )


def _seat(state: State, id: PerformanceId, judge: Judge) -> EntrySeat:
    performance = state.performance(id)
    sheet, entry = performance.sheets.get(judge.id), performance.entries.get(judge.id)
    seat = EntrySeat(judge.id, judge.seat, judge.name, "missing", (sheet.revision if sheet else 0) + 1)
    if entry is not None:
        return _entered(state, seat, entry)
    if sheet is None:
        return seat
    source = sheet.source if sheet.phase is SheetPhase.SUBMITTED else None
    return replace(seat, state=sheet.phase, source=source, reason=sheet.reason, at=sheet.at)


def _entered(state: State, seat: EntrySeat, entry: SheetEntry) -> EntrySeat:
    return replace(
        seat,
        state="sent_back" if entry.phase is EntryPhase.RETURNED else entry.phase,
        entered_by=entry.entered_by,
        seen_by=entry.seen_by,
        entered_name=who(state, entry.entered_by),
        seen_name=who(state, entry.seen_by) if entry.seen_by else None,
        reason=entry.reason,
        at=entry.at,
    )


def typed(state: State, me: str) -> TypedView:
    """By *me*, the label of who watches."""
    found = (
        _typed(id, judge, entry)
        for id, performance in state.performances.items()
        for judge, entry in performance.entries.items()
        if _may_see(entry, me)
    )
    return TypedView(me, tuple(found))


def _may_see(entry: SheetEntry, me: str) -> bool:
    """Who typed it; and who typed it again, once it has been found to differ."""
    return me == entry.entered_by or (entry.phase is EntryPhase.DIFFERED and me == entry.seen_by)


def _typed(id: PerformanceId, judge: str, entry: SheetEntry) -> TypedSheet:
    sheet = TypedSheet(
        id, judge, entry.revision, entry.phase, entry.marks, entry.items, entry.note, entry.recommended
    )
    if entry.phase is not EntryPhase.DIFFERED:
        return sheet
    return replace(sheet, again=entry.seen_marks, items_again=entry.seen_items)
