"""Writes a day as the CSV files `judging tally` reads."""

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence

from judging.core.scoring.day import Day, Deduction, Sheet, SheetState, Turn
from judging.core.scoring.imported import NOTHING
from judging.core.scoring.numbers import plain
from judging.core.scoring.rulebook import Kind, Round, Rulebook

from .day_files import (
    COMPONENT_COLUMNS,
    COMPONENT_OPTIONAL,
    DECISION_COLUMNS,
    DEDUCTION_COLUMNS,
    ORDER_COLUMNS,
    STATUS_COLUMNS,
)
from .marks import COLUMNS, OPTIONAL, UNSEATED

Days = Mapping[str, Day]  # by track

EXECUTED = re.compile(r"'*[=+\-@\t\r]")  # how a cell begins that a spreadsheet would take for a formula
NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")


def write_marks(rulebook: Rulebook, days: Days) -> str:
    """Every sheet of every turn. A missing sheet's marks are empty cells, so its judge is known to sit."""
    rows = [
        (track.id, round.id, *row)
        for track in rulebook.tracks
        for round in track.rounds
        for row in sheet_rows(round, days[track.id])
    ]
    return text(COLUMNS, OPTIONAL, rows)


def sheet_rows(round: Round, day: Day) -> Iterator[tuple[str, ...]]:
    """entrant, judge, criterion, mark, group, panel."""
    for entrant in day.entrants:
        turn = day.turns.get((round.id, entrant))
        if turn is None:
            continue
        panel = turn.panel or ""
        for sheet in turn.sheets:
            for criterion, mark in cells(round, sheet):
                yield entrant, sheet.judge, criterion, mark, sheet.group or "", panel
        for judge, group in _beside(round, day, turn):
            yield entrant, judge, "", SheetState.ABSENT if round.window_judges else UNSEATED, group, panel


def _beside(round: Round, day: Day, turn: Turn) -> Iterator[tuple[str, str]]:
    """Who of the panel judges others: at other windows, or before a reserve took the seat, or after."""
    here = {sheet.judge for sheet in turn.sheets}
    panel = (each for (of, _), each in day.turns.items() if of == round.id and each.panel == turn.panel)
    for judge, group in dict.fromkeys((sheet.judge, sheet.group) for each in panel for sheet in each.sheets):
        if judge not in here:
            yield judge, group or ""


def cells(round: Round, sheet: Sheet) -> Iterator[tuple[str, str]]:
    """(criterion, mark); a state has an empty criterion."""
    match sheet.state:
        case SheetState.IN:
            yield from zip((c.id for c in round.criteria), map(plain, sheet.marks), strict=True)
        case SheetState.MISSING:
            yield from ((criterion.id, "") for criterion in round.criteria)
        case SheetState.ABSENT | SheetState.RECUSED:
            yield "", sheet.state.value


def write_components(rulebook: Rulebook, days: Days) -> str:
    """Imported scores and measured values; with the class where an indicator is ranked within classes.

    Without its class a value counts for nothing there yet.
    """
    rows = [
        (track.id, round.id, entrant, value, classes[entrant] if round.within else "")
        for track in rulebook.tracks
        for round in track.rounds
        for classes in [days[track.id].classes]
        for entrant, value in entered_values(round, days[track.id])
        if entrant in classes or not round.within
    ]
    return text(COMPONENT_COLUMNS, COMPONENT_OPTIONAL, rows)


def entered_values(round: Round, day: Day) -> list[tuple[str, str]]:
    """(entrant, value), in the order of the entrants' ids."""
    values = {entrant: plain(score) for (of, entrant), score in day.components.items() if of == round.id}
    nothing = {entrant: NOTHING for of, entrant in day.unmeasured if of == round.id}
    return sorted((values | nothing).items())


def write_deductions(rulebook: Rulebook, days: Days) -> str:
    """Every deduction with its reason."""
    rows = [
        (track.id, round.id, entrant, plain(deduction.points), deduction.reason)
        for track in rulebook.tracks
        for round in track.rounds
        for entrant in days[track.id].entrants
        for deduction in deductions_of(days[track.id], round, entrant)
    ]
    return text(DEDUCTION_COLUMNS, (), rows)


def deductions_of(day: Day, round: Round, entrant: str) -> Sequence[Deduction]:
    if round.kind is not Kind.JUDGED:
        return day.deductions.get((round.id, entrant), ())
    turn = day.turns.get((round.id, entrant))
    return turn.deductions if turn else ()


def write_status(rulebook: Rulebook, days: Days) -> str:
    rows = [
        (t.id, entrant, status) for t in rulebook.tracks for entrant, status in days[t.id].statuses.items()
    ]
    return text(STATUS_COLUMNS, (), rows)


def write_decisions(rulebook: Rulebook, days: Days) -> str:
    """Where the head judge found fewer sheets enough than the rules ask for."""
    rows = [
        (track.id, round.id, entrant, str(turn.short.minimum), turn.short.reason)
        for track in rulebook.tracks
        for round in track.rounds
        for entrant in days[track.id].entrants
        if (turn := days[track.id].turns.get((round.id, entrant))) and turn.short
    ]
    return text(DECISION_COLUMNS, (), rows)


def write_order(rulebook: Rulebook, days: Days) -> str:
    """What the head judge decided for `manual` ties."""
    rows = [(t.id, entrant, str(n)) for t in rulebook.tracks for entrant, n in days[t.id].orders.items()]
    return text(ORDER_COLUMNS, (), rows)


def text(columns: Sequence[str], optional: Sequence[str], rows: Sequence[tuple[str, ...]]) -> str:
    """The CSV text, in which no cell is a formula; an optional column without a value is left out."""
    header = (*columns, *optional)
    filled = [n for n in range(len(header)) if n < len(columns) or any(row[n] for row in rows)]
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header[n] for n in filled)
    writer.writerows([harmless(row[n]) for n in filled] for row in rows)
    return out.getvalue()


def harmless(cell: str) -> str:
    """Led in by an apostrophe, which `csvs.meant` takes away, where a spreadsheet would execute it."""
    return f"'{cell}" if EXECUTED.match(cell) and not NUMBER.fullmatch(cell) else cell
