"""What became of rosters, orders and attempts on the day, as plain files beside those of `judging tally`."""

from collections.abc import Iterable, Iterator

from judging.core.attendance.retaking import as_attempt
from judging.core.entering.entry_making import EntryMade
from judging.core.events import Event
from judging.core.hall.performance import Attempt, PerformanceId, SheetPhase
from judging.core.marking.turns import turn
from judging.core.scoring.numbers import plain
from judging.core.setup.file_importing import FileImported
from judging.core.setup.importing import ComponentsImported, ImportComponents
from judging.core.setup.prepared import Move, SeatChange
from judging.core.state import State
from judging.files import exports
from judging.store import Entry

MOVE_COLUMNS = ("track", "round", "entrant", "kind", "from", "to", "left", "reason", "witness", "at")
SHEET_COLUMNS = ("track", "round", "entrant", "attempt", "judge", "criterion", "mark", "panel")
RETAKE_COLUMNS = ("track", "round", "entrant", "attempt", "score", "deductions", "reason", "witness", "at")
SEAT_COLUMNS = (
    *("track", "round", "panel", "seat"),
    *("left", "left_name", "judge", "judge_name", "since", "reason", "at"),
)
SOURCE_COLUMNS = ("track", "round", "entrant", "judge", "source", "entered_by", "confirmed_by")
FILE_COLUMNS = ("file", "sha256", "kind", "track", "round", "by", "at")
REPLACEMENT_COLUMNS = ("track", "left", "entrant", "reason", "witness", "at")


def write_moves(state: State) -> str:
    """Each change of a running order since it was drawn; "from" and "to" are numbers before the panel."""
    rows = [
        (track, round, *_row(move)) for (track, round), order in state.orders.items() for move in order.moves
    ]
    return exports.text(MOVE_COLUMNS, (), rows)


def _row(move: Move) -> tuple[str, ...]:
    numbers = _number(move.number), _number(move.to)
    return move.entrant, str(move.kind), *numbers, move.left, move.reason, move.witness, move.at


def _number(number: int) -> str:
    return str(number) if number else ""


def write_replacements(state: State) -> str:
    """顺延, oldest first: who took whose place."""
    rows = [
        (each.track, each.left, each.entrant, each.reason, each.witness, each.at)
        for each in state.replacements
    ]
    return exports.text(REPLACEMENT_COLUMNS, (), rows)


def write_seats(state: State) -> str:
    """Who took whose seat on a panel, and from which entrant on."""
    rows = [
        (*key, str(each.seat), each.left.id, each.left.name, each.by.id, each.by.name, *_since(each))
        for key, panel in state.panels.items()
        for each in panel.changes
    ]
    return exports.text(SEAT_COLUMNS, (), rows)


def _since(change: SeatChange) -> tuple[str, str, str]:
    return change.since, change.reason, change.at


def write_attempts(state: State) -> str:
    """All sheets of the attempts that do not count, as those that do stand in marks.csv; counted from 1."""
    rows = [
        (*_of(id), str(attempt.played.attempt + 1), sheet.judge, criterion, mark, played.panel or "")
        for id, attempt in _set_aside(state)
        for played in [turn(as_attempt(state, id, attempt), id)]
        for sheet in played.sheets
        for criterion, mark in exports.cells(state.round(id.track, id.round), sheet)
    ]
    return exports.text(SHEET_COLUMNS, (), rows)


def write_retakes(state: State) -> str:
    """The attempts that do not count: what was confirmed, with what was off, and why it was set aside."""
    rows = [
        (
            *_of(id),
            str(attempt.played.attempt + 1),
            attempt.played.announced.score if attempt.played.announced else "",
            " ".join(plain(off.points) for off in turn(as_attempt(state, id, attempt), id).deductions),
            *(attempt.reason, attempt.witness, attempt.at),
        )
        for id, attempt in _set_aside(state)
    ]
    return exports.text(RETAKE_COLUMNS, (), rows)


def write_sources(state: State) -> str:
    """Of each sheet that is in its source; from paper with the labels of who entered and who verified it."""
    rows = [
        (*_of(id), judge, str(sheet.source), sheet.entered_by, sheet.confirmed_by)
        for id, found in state.performances.items()
        for judge, sheet in found.sheets.items()
        if sheet.phase is SheetPhase.SUBMITTED
    ]
    return exports.text(SOURCE_COLUMNS, (), rows)


def write_files(log: Iterable[Entry]) -> str:
    """Every file that was imported, with all that was taken from it, by whom and when (UTC)."""
    rows = [
        (*file, *part, entry.by, entry.at) for entry in log for file, part in files_of(entry.event) if file[1]
    ]
    return exports.text(FILE_COLUMNS, (), rows)


def files_of(event: Event) -> Iterator[tuple[tuple[str, str], tuple[str, str, str]]]:
    """Name and SHA-256 of the file; kind, track and round of what came from it."""
    match event:
        case FileImported(source=source, parts=parts):
            for part in parts:
                yield (source.name, source.sha256), (part.kind, part.track, part.round)
        case EntryMade(asked=ImportComponents() as asked) | (ComponentsImported() as asked):
            yield (asked.source, asked.sha256), (type(asked).__name__, asked.track, asked.round)
        case _:
            pass


def _of(id: PerformanceId) -> tuple[str, str, str]:
    return id.track, id.round, id.entrant


def _set_aside(state: State) -> list[tuple[PerformanceId, Attempt]]:
    return [(id, attempt) for id, found in state.performances.items() for attempt in found.attempts]
