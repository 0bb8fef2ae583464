"""见习评分表: what trainee judges gave in a round. None of it counts, and no other paper has it."""

from collections.abc import Iterator

from judging.core.hall.performance import PerformanceId
from judging.core.state import State
from judging.sheets.table import Cell, Column, Line, Table
from judging.views.training import trainee_sheets

from .moment import Moment
from .sheet import Sheet, SheetPlace, number_of, printable


def trainee_rounds(state: State, whole: bool) -> Iterator[SheetPlace]:
    keys = dict.fromkeys((id.track, id.round) for id in _performances(state, whole))
    return (SheetPlace(*key) for key in keys)


def _performances(state: State, whole: bool) -> Iterator[PerformanceId]:
    for id, performance in state.performances.items():
        if performance.trainee_sheets and performance.phase in printable(whole):
            yield id


def trainee_sheet(moment: Moment, place: SheetPlace, whole: bool) -> Sheet:
    state = moment.state
    track, round = state.track(place.track), state.round(place.track, place.round)
    columns = (
        Column("number", "序号", "number"),
        Column("name", "单位", "name"),
        Column("trainee", "见习评委", "name"),
        *(Column(f"criterion:{criterion.id}", criterion.name, "score") for criterion in round.criteria),
        Column("total", "总分", "score"),
    )
    ids = [id for id in _performances(state, whole) if (id.track, id.round) == (place.track, place.round)]
    return Sheet(
        form="trainees",
        place=place,
        title=f"{track.name}{round.name}见习评分表（不计分）",
        table=Table(columns, tuple(line for id in ids for line in _lines(state, id))),
        notes=("见习，不计分：与得分、排名无关，仅供培训。",),
        signatures=("见习评委", "评委组长"),
    )


def _lines(state: State, id: PerformanceId) -> Iterator[Line]:
    number, name = number_of(state, (id.track, id.round), id.entrant), state.named(id)
    for sheet in trainee_sheets(state, id):
        texts = (number, name, sheet.name, *(mark for _, mark in sheet.marks), sheet.total)
        yield Line(id.entrant, tuple(map(Cell, texts)))
