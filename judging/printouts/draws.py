"""抽签记录: the running order of a round, and how anybody can check that nobody arranged it."""

from hashlib import sha256

from judging.core.state import Order
from judging.sheets.table import Cell, Column, Line, Table

from .moment import Moment
from .sheet import Place, Sheet
from .words import local_moment

COLUMNS = (
    Column("number", "序号", "number"),
    Column("name", "单位", "name"),
    Column("district", "区", "district"),
    Column("id", "编号", "id"),
)
DIGEST = Column("digest", "校验值（前16位）", "digest")
SHOWN_DIGITS = 16


def draw_sheet(moment: Moment, place: Place, whole: bool) -> Sheet:
    state = moment.state
    track, round = state.track(place.track), state.round(place.track, place.round)
    order = state.orders[track.id, round.id]
    lines = []
    for number, id in enumerate(order.entrants, 1):
        found = state.entrants[track.id][id]
        cells = [Cell(str(number)), Cell(found.name), Cell(found.district), Cell(id)]
        lines.append(Line(id, (*cells, *_digest(order, id))))
    columns = (*COLUMNS, DIGEST) if order.seed else COLUMNS
    return Sheet(
        form="draw",
        place=place,
        title=f"{track.name}{round.name}抽签记录",
        heading=(
            ("参加抽签", f"{len(order.entrants)} 个"),
            ("时间", local_moment(order.at)),
            ("种子", order.seed) if order.seed else ("见证人", order.witness),
        ),
        table=Table(columns, tuple(lines)),
        notes=(_how(order),),
        signatures=("抽签人", "见证人", "记分员", "监督员"),
        gist=tuple((str(n), state.entrants[track.id][id].name) for n, id in enumerate(order.entrants, 1)),
    )


def _digest(order: Order, id: str) -> list[Cell]:
    """The start of what `core.draw.shuffled` sorted by."""
    return [Cell(sha256(f"{order.seed}:{id}".encode()).hexdigest()[:SHOWN_DIGITS])] if order.seed else []


def _how(order: Order) -> str:
    if not order.seed:
        return "出场顺序由现场抽签产生，由见证人见证后录入。"
    return (
        f"核对方法：对每个参赛对象，取文字“种子:编号”（例：{order.seed}:{order.entrants[0]}，用半角冒号、不带引号和空格）"
        "的 SHA-256 值，从小到大排列，即为出场顺序。任何 SHA-256 工具都可核对，不需要本系统。"
    )
