"""★亮点: what the judges noted of an entrant, and who they would show; nothing of it before the lock."""

from collections.abc import Iterator

from judging.core.hall.performance import JudgeSheet, PerformanceId, SeatMark
from judging.core.state import State
from judging.sheets.table import Cell, Column, Line, Table

from .moment import Moment
from .sheet import Sheet, SheetPlace, number_of

NUMBER = Column("number", "序号", "number")
NOTED = (
    NUMBER,
    Column("round", "环节", "state"),
    Column("seat", "席位", "state"),
    Column("highlight", "亮点", "told"),
    Column("recommended", "推荐展示", "state"),
)
SHOWN = (
    NUMBER,
    Column("name", "参赛对象", "name"),
    Column("district", "区", "district"),
    Column("round", "环节", "state"),
    Column("count", "推荐评委数", "state"),
    Column("highlight", "评委所记亮点", "told"),
)
YES = "推荐"
FOR_RATING = "评委评分时所记，只在本组核分锁定后汇总；与得分无关，供年度评估酌情加分参考。"
FOR_SHOW = "评委在评分表上勾选“推荐展示”的，按推荐人数排列，人数相同的按出场顺序；是否展示由主办方决定。"

Noted = tuple[SeatMark, JudgeSheet]


def highlight_sheet(moment: Moment, place: SheetPlace, whole: bool) -> Sheet:
    """Of entrant `place.subject`, in all rounds."""
    state, track = moment.state, moment.state.track(place.track)
    found = [(id, *noted) for id in _turns(state, place.track, place.subject) for noted in _noted(state, id)]
    lines = (_line(state, number, id, mark, sheet) for number, (id, mark, sheet) in enumerate(found, 1))
    return Sheet(
        form="highlights",
        place=place,
        title=f"{track.name}评委亮点附页",
        heading=(
            ("参赛对象", state.name_of(place.track, place.subject)),
            ("区", state.entrants[place.track][place.subject].district),
        ),
        table=Table(NOTED, tuple(lines)),
        notes=(FOR_RATING,),
        signatures=("记分员", "监督员"),
    )


def highlighted(state: State, whole: bool) -> Iterator[SheetPlace]:
    """Everybody of whom a judge noted something, in locked tracks."""
    for track in state.locked:
        for entrant in state.entrants[track]:
            if any(any(_noted(state, id)) for id in _turns(state, track, entrant)):
                yield SheetPlace(track, subject=entrant)


def showcase_sheet(moment: Moment, place: SheetPlace, whole: bool) -> Sheet:
    """Whom at least one judge of the track would show, the most often named first."""
    state, track = moment.state, moment.state.track(place.track)
    found = sorted(_shown(state, place.track), key=lambda each: -len(each[1]))
    return Sheet(
        form="showcase",
        place=place,
        title=f"{track.name}推荐展示名单",
        table=Table(SHOWN, tuple(_shown_line(state, n, *each) for n, each in enumerate(found, 1))),
        notes=(FOR_SHOW,),
        signatures=("评委组长", "组织者"),
    )


def showcases(state: State, whole: bool) -> Iterator[SheetPlace]:
    return (SheetPlace(track) for track in state.locked if any(_shown(state, track)))


def _turns(state: State, track: str, entrant: str) -> Iterator[PerformanceId]:
    return (PerformanceId(track, round.id, entrant) for round in state.track(track).rounds)


def _noted(state: State, id: PerformanceId) -> Iterator[Noted]:
    """The sheets that count and say more than marks, by seat."""
    performance = state.performance(id)
    for mark in performance.announced.marks if performance.announced else ():
        sheet = performance.sheets.get(mark.judge)
        if mark.total is not None and sheet and (sheet.note or sheet.recommended):
            yield mark, sheet


def _shown(state: State, track: str) -> Iterator[tuple[PerformanceId, list[Noted]]]:
    """In running order."""
    for round in state.track(track).rounds:
        turns = [PerformanceId(track, round.id, entrant) for entrant in state.entrants[track]]
        for id in sorted(turns, key=lambda id: int(number_of(state, (track, round.id), id.entrant) or 0)):
            if found := [each for each in _noted(state, id) if each[1].recommended]:
                yield id, found


def _line(state: State, number: int, id: PerformanceId, mark: SeatMark, sheet: JudgeSheet) -> Line:
    round = state.round(id.track, id.round).name
    texts = (str(number), round, f"{mark.seat}号", sheet.note, YES if sheet.recommended else "")
    return Line(f"{id.round}/{mark.seat}", tuple(map(Cell, texts)))


def _shown_line(state: State, number: int, id: PerformanceId, found: list[Noted]) -> Line:
    notes = "；".join(dict.fromkeys(sheet.note for _, sheet in found if sheet.note))
    round = state.round(id.track, id.round).name
    texts = (str(number), state.named(id), state.entrant(id).district, round, str(len(found)), notes)
    return Line(f"{id.round}/{id.entrant}", tuple(map(Cell, texts)))
