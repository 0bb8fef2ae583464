"""成绩汇总表: a track's places and composites, with the marks they come from."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from msgspec.structs import replace

from judging.core.hall.performance import Announced, PerformanceId
from judging.core.publication.awaiting import by_name
from judging.core.publication.equalising import Equalised, equalised_of, is_equalised
from judging.core.publication.ranked import day, entrants_within
from judging.core.scoring.day import Day, Held, Standing, TrackResult
from judging.core.scoring.numbers import plain
from judging.core.scoring.ranking import standings_among, track_result
from judging.core.scoring.rulebook import Kind, Round
from judging.sheets.table import Cell, Column, Line, Table

from .corrections import correction_notes, mended_notes
from .evaluations import evaluation_notes
from .files import track_files
from .moment import Moment
from .phrases import composite_rule, panel_means, round_rule, tie_broken, tie_rule
from .register import (
    DEDUCTIONS,
    NOTE,
    PLACE,
    STRUCK,
    WHO,
    Register,
    equalised_columns,
    note,
    register,
    seat_columns,
)
from .sheet import Sheet, SheetPlace, printable
from .sources import track_notes
from .tie_votes import vote_notes

COMPOSITE = Column("composite", "综合成绩", "final")
Pars = Mapping[str, Equalised | None]  # round → its panels put on a par
SHARED = ("share", "unbroken")
FOOTNOTES = "①②③④⑤⑥⑦⑧⑨"
MOST_SEATS = 9  # of one judged round beside its score; more stand in the 成绩登记表 alone


def result_sheet(moment: Moment, place: SheetPlace, whole: bool) -> Sheet:
    """Places among those who may stand on it: the revealed, or with *whole* the confirmed too.

    Of a window class, where `place.subject` names one, those of the class alone, among themselves.
    """
    state = moment.state
    roll = register(state, state.track(place.track), whole)
    track, within = roll.track, place.subject
    among = entrants_within(state, track.id, within)
    shown = [entrant for entrant in roll.complete if entrant in among]
    pars = {round.id: equalised_of(state, track.id, round, printable(whole)) for round in roll.judged}
    result = _result(roll, within)
    footnotes = footnotes_of(result.standings)
    lines = (
        *(_ranked(roll, result, row, footnotes, pars) for row in result.standings),
        *_without_place(roll, result, pars, shown),
    )
    columns = _columns(roll)
    return Sheet(
        form="classes" if within else "results",
        place=place,
        title=f"{track.name}{f'“{within}”' if within else ''}成绩汇总表",
        heading=(("窗口大类", within),) if within else (),
        table=Table(columns, (*lines, *_out(roll, columns, among))),
        notes=(
            *(f"{mark} {tie_broken(track, step)}。" for step, mark in footnotes.items()),
            *vote_notes(state, track.id),
            *correction_notes(state, track.id),
            *mended_notes(state, track.id),
            composite_rule(track),
            *(line for round in track.rounds for line in _round_notes(roll, round)),
            tie_rule(track),
            *(line for r in roll.judged if is_equalised(r) for line in panel_means(r, pars[r.id])),
            *([STRUCK] if any(_has_seats(roll, round) for round in roll.judged) else []),
            *map(roll.panel_names, roll.judged),
            *track_notes(state, _shown(roll)),
            *track_files(moment, track),
            *roll.recusals(roll.judged),
            *(roll.left_out(shown) if not within else []),
        ),
        gist=tuple(
            (f"{_place(row) or '—'}　{roll.name(row.entrant)}", plain(row.composite))
            for row in result.standings
        ),
    )


def _result(roll: Register, within: str) -> TrackResult:
    """Of a window class the places among themselves."""
    track, known = roll.track, _known(roll)
    result = track_result(track, known)
    if not within:
        return result
    among = entrants_within(roll.state, track.id, within)
    return replace(result, standings=standings_among(track, known, among, result.scores))


def _round_notes(roll: Register, round: Round) -> Iterator[str]:
    """What becomes of marks and values; nothing of a score that was imported as it is."""
    if round.is_evaluated:
        yield from evaluation_notes(roll.state, day(roll.state, roll.track.id), roll.track.id, round)
    elif round.kind is not Kind.IMPORTED:
        yield round_rule(round, len(roll.seats(round)))


def _known(roll: Register) -> Day:
    """What may be counted: the performances that may stand on paper, and evaluations that are closed.

    Equalising waits for all the others.
    """
    known, evaluated = day(roll.state, roll.track.id), {r.id for r in roll.track.rounds if r.is_evaluated}
    turns = {key: turn for key, turn in known.turns.items() if key in roll.scores or key[0] in evaluated}
    return replace(known, turns=turns)


def _shown(roll: Register) -> list[tuple[PerformanceId, Announced]]:
    return [
        (PerformanceId(roll.track.id, round, entrant), told) for (round, entrant), told in roll.scores.items()
    ]


def footnotes_of(standings: Sequence[Standing]) -> dict[str, str]:
    """Tie step → the mark in the note of each place that it decided."""
    steps = (row.broken_by for row in standings if row.broken_by not in SHARED)
    return dict(zip(dict.fromkeys(filter(None, steps)), FOOTNOTES, strict=False))


def _columns(roll: Register) -> tuple[Column, ...]:
    columns = [PLACE, *WHO]
    for round in roll.track.rounds:
        if _has_seats(roll, round):
            columns += [*seat_columns(roll.seats(round)), DEDUCTIONS]
        if is_equalised(round):
            columns += equalised_columns(round, f"{round.name}\n折算后\n得分")
        else:
            columns.append(Column(f"round:{round.id}", round.name, "score"))
    return (*columns, COMPOSITE, NOTE)


def _has_seats(roll: Register, round: Round) -> bool:
    """The seats' totals stand beside the round's score where there is room for them."""
    return roll.judged == [round] and len(roll.seats(round)) <= MOST_SEATS


def _round_cells(roll: Register, result: TrackResult, entrant: str, pars: Pars) -> list[Cell]:
    scores = {score.round: plain(score.score) for score in result.scores if score.entrant == entrant}
    cells: list[Cell] = []
    for round in roll.track.rounds:
        if _has_seats(roll, round):
            cells += roll.judging(round, entrant)
        if is_equalised(round):
            cells += roll.equalised(round, entrant, pars[round.id])
        else:
            cells.append(Cell(scores.get(round.id, "")))
    return cells


def _ranked(
    roll: Register, result: TrackResult, row: Standing, footnotes: Mapping[str, str], pars: Pars
) -> Line:
    tie = "并列" if row.broken_by in SHARED else footnotes.get(row.broken_by or "", "")
    return Line(
        row.entrant,
        (
            Cell(_place(row)),
            *roll.who(row.entrant, roll.first),
            *_round_cells(roll, result, row.entrant, pars),
            Cell(plain(row.composite)),
            note(tie, *roll.reasons(row.entrant)),
        ),
    )


def _place(row: Standing) -> str:
    return "" if row.place is None else str(row.place)


def _out(roll: Register, columns: Sequence[Column], among: Collection[str]) -> list[Line]:
    lines = roll.out(roll.first, len(columns) - len(WHO) - 2)
    return [line for line in lines if line.subject in among]


def _without_place(roll: Register, result: TrackResult, pars: Pars, complete: Sequence[str]) -> list[Line]:
    """Whose judged rounds are in, but not all the others: with what is missing."""
    placed = {row.entrant for row in result.standings}
    shown = set(complete) - placed
    lacking = {held.entrant: _why(roll, held) for held in result.held if held.entrant in shown}
    return [
        Line(
            entrant,
            (
                Cell(),
                *roll.who(entrant, roll.first),
                *_round_cells(roll, result, entrant, pars),
                Cell(),
                note(detail, *roll.reasons(entrant)),
            ),
        )
        for entrant, detail in lacking.items()
    ]


def _why(roll: Register, held: Held) -> str:
    return "待折算" if held.reason == "equalise" else str(by_name(roll.state, roll.track.id, held))
