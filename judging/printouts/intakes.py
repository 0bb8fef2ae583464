"""收件登记表: what each district handed in, and what is missing; and 顺延记录: who took whose place."""

from collections.abc import Iterator

from judging.core.intake.receipt import Medium
from judging.core.state import State
from judging.core.words import MEDIA
from judging.sheets.table import Cell, Column, Line, Table
from judging.views.intake import ReceiptMark, intake

from .moment import Moment
from .phrases import local_moment
from .sheet import Sheet, SheetPlace

REPLACED = (
    Column("number", "序号", "number"),
    Column("left", "放弃的", "name"),
    Column("entrant", "顺延的", "name"),
    Column("district", "区", "district"),
    Column("reason", "原因", "note"),
    Column("witness", "见证人", "who"),
    Column("at", "时间", "note"),
)
ACCORDING_TO = "按名单中顺延名次的先后递补；放弃的仍在名单上，标为弃权。"


def intake_sheet(moment: Moment, place: SheetPlace, whole: bool) -> Sheet:
    found = intake(moment.state)
    columns = tuple(
        Column(f"{item.id}:{medium}", f"{item.name}\n{MEDIA[medium]}", "note")
        for item in found.items
        for medium in Medium
    )
    lines = tuple(
        Line(row.district, (Cell(str(n)), Cell(row.district), *map(_mark, row.marks)))
        for n, row in enumerate(found.districts, 1)
    )
    return Sheet(
        form="intake",
        place=place,
        title="收件登记表",
        table=Table(
            (Column("number", "序号", "number"), Column("district", "区", "district"), *columns), lines
        ),
        notes=tuple(
            f"{each.name}还缺 {len(each.districts)} 个区：{'、'.join(each.districts)}。"
            if each.districts
            else f"{each.name}已收齐。"
            for each in found.missing
        ),
        signatures=("收件人", "组织者"),
    )


def _mark(mark: ReceiptMark) -> Cell:
    if not mark.at:
        return Cell("缺")
    note = f"（{mark.note}）" if mark.note else ""
    return Cell(f"{local_moment(mark.at)} {mark.who}{note}")


def collected(state: State, whole: bool) -> Iterator[SheetPlace]:
    """Where the rules ask the districts for anything."""
    if intake(state).districts:
        yield SheetPlace("")


def replaced_sheet(moment: Moment, place: SheetPlace, whole: bool) -> Sheet:
    state, track = moment.state, moment.state.track(place.track)
    known = [each for each in state.replacements if each.track == track.id]
    lines = []
    for number, each in enumerate(known, 1):
        names = (state.name_of(track.id, each.left), state.name_of(track.id, each.entrant))
        district = state.entrants[track.id][each.entrant].district
        texts = (str(number), *names, district, each.reason, each.witness, local_moment(each.at))
        lines.append(Line(each.entrant, tuple(map(Cell, texts))))
    return Sheet(
        form="replaced",
        place=place,
        title=f"{track.name}顺延记录",
        table=Table(REPLACED, tuple(lines)),
        notes=(ACCORDING_TO,),
        signatures=("组织者", "见证人", "监督员"),
    )


def replaced_tracks(state: State, whole: bool) -> Iterator[SheetPlace]:
    """Where somebody took another's place."""
    for track in state.rulebook.tracks:
        if any(each.track == track.id for each in state.replacements):
            yield SheetPlace(track.id)
