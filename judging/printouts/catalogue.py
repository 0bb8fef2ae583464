"""归档目录: all paper of the competition that can be printed at one moment, in the order it is filed."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from msgspec import Struct

from judging.core.honours.decided import award_name, awards_of
from judging.core.papers.paper_template import PAPERS, PaperKind
from judging.core.state import State
from judging.sheets.table import Cell, Column, Line, Table

from . import codes
from .moment import Moment
from .notices.subjects import subjects
from .sheet import WHOLE, Sheet, SheetPlace

COLUMNS = (
    Column("number", "序号", "number"),
    Column("name", "文件题名", "name"),
    Column("count", "份数", "count"),
    Column("pages", "页数", "count"),
    Column("code", "校验码", "code"),
)
NOTE = "有校验码的逐份列出，没有的按类合计；页数在装订时填写；空白评分表不归档。"
SIGNATURES = ("整理人", "检查人", "日期")


class Filed(Struct, frozen=True):
    """A sheet, and the name of its form."""

    form: str
    sheet: Sheet
    is_proven: bool


class _Row(Struct, frozen=True):
    name: str
    count: int = 1
    code: str = ""


def catalogue_sheet(moment: Moment, place: SheetPlace, filed: Iterable[Filed]) -> Sheet:
    """First what is of the whole competition, then tracks, then awards with their notices."""
    rows = [*_sheets(moment, list(filed)), *_notices(moment.state)]
    lines = ((str(n), each.name, str(each.count), "", each.code) for n, each in enumerate(rows, 1))
    return Sheet(
        form="catalogue",
        place=place,
        title="归档目录",
        heading=(("文件", f"{len(rows)} 种"), ("合计", f"{sum(each.count for each in rows)} 份")),
        table=Table(COLUMNS, tuple(Line(texts[0], tuple(map(Cell, texts))) for texts in lines)),
        notes=(f"按赛事记录第 {moment.position} 条（链尾 {moment.tail[: codes.TAIL_DIGITS]}）编制。", NOTE),
        signatures=SIGNATURES,
    )


def _sheets(moment: Moment, filed: list[Filed]) -> Iterator[_Row]:
    """Those with a check code one by one, others together."""
    state = moment.state
    tracks = [track.id for track in state.rulebook.tracks]
    order = [(WHOLE, ""), *((track, "") for track in tracks), *((each, each) for each in awards_of(state))]
    filed.sort(key=lambda each: order.index((each.sheet.place.owner, each.sheet.place.pool)))
    for (_, form, is_proven), group in groupby(filed, _group):
        found = [each.sheet for each in group]
        if is_proven:
            yield from (_Row(_named(sheet), 1, codes.written(moment, sheet)) for sheet in found)
        else:
            yield _Row(f"{_owner(state, found[0].place)}{form}", len(found))


def _group(filed: Filed) -> tuple[str, str, bool]:
    return filed.sheet.place.owner, filed.form, filed.is_proven


def _named(sheet: Sheet) -> str:
    """The title, and whom of several it is about."""
    whose = "　".join(value for _, value in sheet.heading[:2] if value) if sheet.place.subject else ""
    return f"{sheet.title}（{whose}）" if whose else sheet.title


def _owner(state: State, place: SheetPlace) -> str:
    if place.pool:
        return award_name(state, place.pool)
    return state.track(place.track).name if place.track else ""


def _notices(state: State) -> Iterator[_Row]:
    for kind in PaperKind:
        for _, name in subjects(state, kind):
            yield _Row(f"{PAPERS[kind]}（{name}）")
