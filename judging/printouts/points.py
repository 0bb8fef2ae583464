"""指标折算表: of an indicator each value, its class and rank, and the sum by which it became points."""

from collections.abc import Iterator

from judging.core.publication.awaiting import missing
from judging.core.publication.indicated import indicated
from judging.core.publication.ranked import day
from judging.core.scoring.day import Day, Score, Turn
from judging.core.scoring.imported import NOTHING
from judging.core.scoring.indicators import points_of
from judging.core.scoring.numbers import plain, shortest
from judging.core.scoring.rulebook import Kind, Round
from judging.core.scoring.told import told
from judging.core.scoring.trace import trace
from judging.core.state import State
from judging.core.words import STATUSES
from judging.sheets.table import Cell, Column, Line, Table

from .files import imported_note
from .moment import Moment
from .phrases import round_rule
from .register import NAME, NOTE
from .sheet import Sheet, SheetPlace

SAID_BY_COLUMNS = ("table", "measured", "unmeasured", "class", "rank", "score")  # steps of a calculation


def points_sheet(moment: Moment, place: SheetPlace, whole: bool) -> Sheet:
    """Class by class, the best first. Of a clock's seconds only those that may stand on paper."""
    state, known = moment.state, day(moment.state, place.track, only_revealed=not whole)
    track, round = state.track(place.track), state.round(place.track, place.round)
    found = indicated(round, known)
    columns = _columns(round)
    lines = [_line(state, place, round, score) for score in found]
    return Sheet(
        form="points",
        place=place,
        title=f"{track.name}{round.name}指标折算表",
        table=Table(columns, (*lines, *_without(state, place, known, found, len(columns)))),
        notes=(
            round_rule(round, 0),
            *(f"{each}。" for each in missing(state, track.id)),
            *imported_note(moment, place.track, round),
        ),
        signatures=("统计人", "复核员", "监督员"),
        gist=tuple(
            (state.name_of(place.track, score.entrant), f"{_value(score)} → {plain(score.score)}")
            for score in found
        ),
    )


def calculation(round: Round, score: Score) -> str:
    """The sum with its numbers put in, to be done again by hand: “100−2×3=94”; rounded if that changes it."""
    steps = [step for step in trace(round, Turn(), score) if step.kind not in SAID_BY_COLUMNS]
    is_exact = points_of(round, score.measured) == score.raw if score.measured else False
    shown = [step for step in steps if step.kind != "rounded" or not is_exact]
    return "；".join(str(told(step).text) for step in shown)


def _columns(round: Round) -> tuple[Column, ...]:
    by_rank = round.points is not None and round.points.by == "rank"
    return (
        NAME,
        *([Column("class", "窗口大类", "district")] if round.within else []),
        Column("value", "指标值", "score"),
        *([Column("rank", "名次", "place")] if by_rank else []),
        Column("sum", "折算", "told"),
        Column("score", "得分", "final"),
        NOTE,
    )


def _line(state: State, place: SheetPlace, round: Round, score: Score) -> Line:
    measured = score.measured
    assert measured is not None  # an indicator's
    by_rank = round.points is not None and round.points.by == "rank"
    return Line(
        score.entrant,
        (
            Cell(state.name_of(place.track, score.entrant)),
            *([Cell(measured.within or "")] if round.within else []),
            Cell(_value(score)),
            *([Cell("" if measured.rank is None else str(measured.rank))] if by_rank else []),
            Cell(calculation(round, score)),
            Cell(plain(score.score)),
            Cell(),
        ),
    )


def _value(score: Score) -> str:
    assert score.measured is not None
    value = score.measured.value
    return NOTHING if value is None else shortest(value)


def _without(state: State, place: SheetPlace, known: Day, found: list[Score], width: int) -> Iterator[Line]:
    """Who has no points: with why."""
    with_points = {score.entrant for score in found}
    for entrant in known.entrants:
        if entrant not in with_points:
            status = known.statuses.get(entrant)
            why = str(STATUSES[status]) if status else "待计分"
            name = Cell(state.name_of(place.track, entrant))
            yield Line(entrant, (name, *[Cell()] * (width - 2), Cell(why)))


def indicator_places(state: State, whole: bool) -> Iterator[SheetPlace]:
    """Those in which somebody has points that may stand on paper."""
    for track in state.rulebook.tracks:
        rounds = [round for round in track.rounds if round.kind is Kind.INDICATOR]
        known = day(state, track.id, only_revealed=not whole) if rounds else Day(())
        for round in rounds:
            if indicated(round, known):
                yield SheetPlace(track.id, round.id)
