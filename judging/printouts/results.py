"""成绩汇总表: a track's places and composites, with the marks they come from."""

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from judging.core import live
from judging.core.numbers import plain
from judging.core.ranking import track_result
from judging.core.results import Standing, TrackResult
from judging.core.rulebook import Round
from judging.sheets.table import Cell, Column, Line, Table

from .moment import Moment
from .register import DEDUCTIONS, NOTE, PLACE, STRUCK, WHO, Register, note, register, seat_columns
from .sheet import Place, Sheet
from .words import composite_rule, round_rule, tie_broken, tie_rule

COMPOSITE = Column("composite", "综合成绩", "final")
SHARED = ("share", "unbroken")
FOOTNOTES = "①②③④⑤⑥⑦⑧⑨"
MOST_SEATS = 9  # of one judged round beside its score; more stand in the 成绩登记表 alone


def result_sheet(moment: Moment, place: Place, whole: bool) -> Sheet:
    """Places among those who may stand on it: the revealed, or with *whole* the confirmed too."""
    state = moment.state
    roll = register(state, state.track(place.track), whole)
    track, shown = roll.track, roll.complete
    result = track_result(track, replace(live.day(state, track.id), entrants=shown))
    footnotes = footnotes_of(result.standings)
    lines = (
        *(_ranked(roll, result, row, footnotes) for row in result.standings),
        *_without_place(roll, result),
    )
    columns = _columns(roll)
    return Sheet(
        form="results",
        place=place,
        title=f"{track.name}成绩汇总表",
        table=Table(columns, (*lines, *roll.out(roll.judged[0], len(columns) - len(WHO) - 2))),
        notes=(
            *(f"{mark} {tie_broken(track, step)}。" for step, mark in footnotes.items()),
            composite_rule(track),
            *(round_rule(round, len(roll.seats(round))) for round in roll.judged),
            tie_rule(track),
            *([STRUCK] if any(_has_seats(roll, round) for round in roll.judged) else []),
            *map(roll.panel_names, roll.judged),
            *roll.left_out(shown),
        ),
        gist=tuple(
            (f"{_place(row) or '—'}　{roll.name(row.entrant)}", plain(row.composite))
            for row in result.standings
        ),
    )


def footnotes_of(standings: Sequence[Standing]) -> dict[str, str]:
    """Tie step → the mark in the note of each place that it decided."""
    steps = (row.broken_by for row in standings if row.broken_by not in SHARED)
    return dict(zip(dict.fromkeys(filter(None, steps)), FOOTNOTES, strict=False))


def _columns(roll: Register) -> tuple[Column, ...]:
    columns = [PLACE, *WHO]
    for round in roll.track.rounds:
        if _has_seats(roll, round):
            columns += [*seat_columns(roll.seats(round)), DEDUCTIONS]
        columns.append(Column(f"round:{round.id}", round.name, "score"))
    return (*columns, COMPOSITE, NOTE)


def _has_seats(roll: Register, round: Round) -> bool:
    """The seats' totals stand beside the round's score where there is room for them."""
    return roll.judged == [round] and len(roll.seats(round)) <= MOST_SEATS


def _round_cells(roll: Register, result: TrackResult, entrant: str) -> list[Cell]:
    scores = {score.round: plain(score.score) for score in result.scores if score.entrant == entrant}
    cells: list[Cell] = []
    for round in roll.track.rounds:
        if _has_seats(roll, round):
            cells += roll.judging(round, entrant)
        cells.append(Cell(scores.get(round.id, "")))
    return cells


def _ranked(roll: Register, result: TrackResult, row: Standing, footnotes: Mapping[str, str]) -> Line:
    tie = "并列" if row.broken_by in SHARED else footnotes.get(row.broken_by or "", "")
    return Line(
        row.entrant,
        (
            Cell(_place(row)),
            *roll.who(row.entrant, roll.judged[0]),
            *_round_cells(roll, result, row.entrant),
            Cell(plain(row.composite)),
            note(tie, *roll.reasons(row.entrant)),
        ),
    )


def _place(row: Standing) -> str:
    return "" if row.place is None else str(row.place)


def _without_place(roll: Register, result: TrackResult) -> list[Line]:
    """Whose judged rounds are in, but not all the others: with what is missing."""
    placed = {row.entrant for row in result.standings}
    lacking = {held.entrant: str(held.detail) for held in result.held if held.entrant not in placed}
    return [
        Line(
            entrant,
            (
                Cell(),
                *roll.who(entrant, roll.judged[0]),
                *_round_cells(roll, result, entrant),
                Cell(),
                note(detail, *roll.reasons(entrant)),
            ),
        )
        for entrant, detail in lacking.items()
    ]
