"""评委抽签记录: how a panel was drawn, who of the pool was avoided and why, and how anybody can check it."""

from collections.abc import Iterator
from hashlib import sha256

from judging.core.setup.panel_drawing import drawn_by_lot
from judging.core.setup.prepared import Candidate, DrawnPanel
from judging.core.state import PanelKey, State
from judging.sheets.table import Cell, Column, Line, Table

from .draws import DIGEST, SHOWN_DIGITS
from .moment import Moment
from .phrases import local_moment
from .sheet import Sheet, SheetPlace

COLUMNS = (
    Column("drawn", "抽签结果", "name"),
    Column("name", "姓名", "name"),
    Column("unit", "单位", "name"),
    Column("district", "区", "district"),
    Column("id", "编号", "id"),
    DIGEST,
)


def drawn_panels(state: State, whole: bool) -> Iterator[SheetPlace]:
    for key, panel in state.panels.items():
        if panel.drawn:
            yield SheetPlace(key.track, key.round, key.panel, panel=key.panel)


def panel_draw_sheet(moment: Moment, place: SheetPlace, whole: bool) -> Sheet:
    state = moment.state
    track, round = state.track(place.track), state.round(place.track, place.round)
    made = state.panels[PanelKey(place.track, place.round, place.panel)].drawn
    assert made is not None  # or the sheet would not be among the printable ones
    lots = drawn_by_lot(made.pool, made.avoided, made.seed)
    why = {each.id: each.because for each in made.avoided}
    out = [each for each in made.pool if each.id in why]
    lines = (
        *(_line(each, _result(n, made), made) for n, each in enumerate(lots, 1)),
        *(_line(each, f"回避（{why[each.id]}）", made) for each in out),
    )
    return Sheet(
        form="panel",
        place=place,
        title=f"{track.name}{round.name}评委抽签记录",
        heading=(
            *([("评委组", place.panel)] if place.panel else []),
            ("评委库", f"{len(made.pool)} 人，回避 {len(out)} 人"),
            ("时间", local_moment(made.at)),
            ("种子", made.seed),
        ),
        table=Table(COLUMNS, lines),
        notes=(_how(made, lots),),
        signatures=("抽签人", "见证人", "评委组长", "监督员"),
        gist=tuple((line.cells[0].text, line.cells[1].text) for line in lines),
    )


def _result(number: int, made: DrawnPanel) -> str:
    if number <= made.seats:
        return f"{number}号席"
    if number <= made.seats + made.reserves:
        return f"候补{number - made.seats}"
    return "未抽中"


def _line(candidate: Candidate, result: str, made: DrawnPanel) -> Line:
    digest = sha256(f"{made.seed}:{candidate.id}".encode()).hexdigest()[:SHOWN_DIGITS]
    texts = (result, candidate.name, candidate.unit, candidate.district, candidate.id, digest)
    return Line(candidate.id, tuple(map(Cell, texts)))


def _how(made: DrawnPanel, lots: tuple[Candidate, ...]) -> str:
    return (
        "回避：所在区或单位有参赛对象由本组评分的，不参加抽签。"
        f"核对方法：对其余每个人，取文字“种子:编号”（例：{made.seed}:{lots[0].id}，用半角冒号、不带引号和空格）"
        "的 SHA-256 值，从小到大排列，依次为各席位、候补。任何 SHA-256 工具都可核对，不需要本系统。"
    )
