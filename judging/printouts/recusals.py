"""回避声明 of one judge: whom not to judge, as declared and as the rules find; or blank, to be filled in."""

from collections.abc import Iterator

from judging.core.hall.performance import PerformanceId
from judging.core.marking.avoiding import recusal_of, to_be_judged, why
from judging.core.marking.recusal import Recusal
from judging.core.people.taking_part import Judge
from judging.core.state import State
from judging.sheets.table import Cell, Column, Line, Table

from .moment import Moment
from .phrases import local_moment
from .sheet import Sheet, SheetPlace

BLANK = "blank"  # in place of a judge's id
EMPTY_LINES = 5  # below those that are known; what becomes known later is written there
COLUMNS = (
    Column("number", "序号", "number"),
    Column("name", "单位", "name"),
    Column("district", "区", "district"),
    Column("why", "回避原因", "name"),
    Column("source", "依据", "name"),
)
NOTES = (
    "回避的情形：与参赛对象同单位或同区（按本环节规则）、有亲属关系、师生、共事或指导关系、利害关系，或其他可能影响公正的关系。",
    "本人已看过本组参赛对象名单。除上表所列以外，本人与其他参赛对象没有应当回避的关系；此后知道的，立即声明。",
    "手写补充的，由组织者在点名之前录入系统；列入本表的参赛对象，本人不评分。",
)


def recusal_sheet(moment: Moment, place: SheetPlace, whole: bool) -> Sheet:
    state, track = moment.state, moment.state.track(place.track)
    judge = judges_of(state, place.track, place.round).get(place.subject)
    known = [*_lines(state, place, judge)] if judge else []
    empty = [Line(f"empty:{n}", (Cell(),) * len(COLUMNS)) for n in range(EMPTY_LINES)]
    numbered = (
        Line(each.subject, (Cell(str(n)), *each.cells[1:])) for n, each in enumerate(known + empty, 1)
    )
    return Sheet(
        form="recusal",
        place=place,
        title=f"{track.name}{track.round(place.round).name}评委回避声明",
        heading=(("评委", judge.name), ("席位", f"{judge.seat}号")) if judge else (("评委", "＿" * 8),),
        table=Table(COLUMNS, tuple(numbered)),
        notes=NOTES,
        signatures=("评委本人", "日期", "组织者", "监督员"),
    )


def recusal_places(state: State, whole: bool) -> Iterator[SheetPlace]:
    """One for each judge and reserve of a round, and a blank one."""
    for track, round in state.performed_rounds():
        judges = judges_of(state, track.id, round.id)
        yield from (SheetPlace(track.id, round.id, id) for id in (*judges, BLANK) if judges)


def judges_of(state: State, track: str, round: str) -> dict[str, Judge]:
    """Who has a sheet, by id."""
    panels = [panel for key, panel in state.panels.items() if key[:2] == (track, round)]
    return {judge.id: judge for panel in panels for judge in (*panel.judges, *panel.reserves)}


def _lines(state: State, place: SheetPlace, judge: Judge) -> Iterator[Line]:
    for track, entrant in to_be_judged(state, judge.id):
        id = PerformanceId(place.track, place.round, entrant)
        recusal = recusal_of(state, id, judge.id) if track == place.track else None
        if recusal:
            found = state.entrants[track][entrant]
            cells = (state.name_of(track, entrant), found.district, str(why(recusal)), _source(recusal))
            yield Line(entrant, (Cell(), *map(Cell, cells)))


def _source(recusal: Recusal) -> str:
    if not recusal.is_declared:
        return "按规则匹配"
    how = "纸质声明" if recusal.on_paper else "本人在手机上声明"
    return f"{how}（{local_moment(recusal.at)}）"
