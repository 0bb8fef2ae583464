"""抽签记录: the running order of a round, and how anybody can check that nobody arranged it."""

from collections.abc import Iterator
from hashlib import sha256

from judging.core.people.taking_part import names_among
from judging.core.setup.file_importing import ImportedPart
from judging.core.setup.ordering import EnterOrder
from judging.core.setup.prepared import Move, Moved, Order
from judging.core.state import State
from judging.sheets.table import Cell, Column, Line, Table

from .files import file_note
from .moment import Moment
from .phrases import local_moment
from .sheet import Correction, Sheet, SheetPlace

COLUMNS = (
    Column("number", "序号", "number"),
    Column("name", "单位", "name"),
    Column("district", "区", "district"),
    Column("id", "编号", "id"),
)
DIGEST = Column("digest", "校验值（前16位）", "digest")
SHOWN_DIGITS = 16


def draw_sheet(moment: Moment, place: SheetPlace, whole: bool) -> Sheet:
    state = moment.state
    track, round = state.track(place.track), state.round(place.track, place.round)
    order = state.orders[track.id, round.id]
    lines = []
    for number, id in enumerate(order.drawn, 1):
        found = state.entrants[track.id][id]
        cells = [Cell(str(number)), Cell(state.name_of(track.id, id)), Cell(found.district), Cell(id)]
        lines.append(Line(id, (*cells, *_digest(order, id))))
    columns = (*COLUMNS, DIGEST) if order.seed else COLUMNS
    return Sheet(
        form="draw",
        place=place,
        title=f"{track.name}{round.name}抽签记录",
        heading=(
            ("参加抽签", f"{len(order.drawn)} 个"),
            ("时间", local_moment(order.at)),
            ("种子", order.seed) if order.seed else ("见证人", order.witness),
        ),
        table=Table(columns, tuple(lines)),
        corrections=tuple(moves(state, track.id, order)),
        notes=(_how(order), *file_note(moment, "出场顺序", _part(place))),
        signatures=("抽签人", "见证人", "记分员", "监督员"),
        gist=tuple((str(n), state.name_of(track.id, id)) for n, id in enumerate(order.drawn, 1)),
    )


def _digest(order: Order, id: str) -> list[Cell]:
    """The start of what `core.draw.shuffled` sorted by."""
    return [Cell(sha256(f"{order.seed}:{id}".encode()).hexdigest()[:SHOWN_DIGITS])] if order.seed else []


def _part(place: SheetPlace) -> ImportedPart:
    return ImportedPart(EnterOrder.__name__, place.track, place.round)


def _how(order: Order) -> str:
    if not order.seed:
        return "出场顺序由现场抽签产生，由见证人见证后录入。"
    return (
        f"核对方法：对每个参赛对象，取文字“种子:编号”（例：{order.seed}:{order.drawn[0]}，用半角冒号、不带引号和空格）"
        "的 SHA-256 值，从小到大排列，即为出场顺序。任何 SHA-256 工具都可核对，不需要本系统。"
    )


def moves(state: State, track: str, order: Order) -> Iterator[Correction]:
    """What became of the drawn order: each change with its reason, its witness and its moment."""
    names = names_among(state.entrants[track].values())
    for move in order.moves:
        about = (move.entrant, str(move.number), str(move.to), move.left, move.reason, move.witness)
        witness = f"（见证人 {move.witness}）" if move.witness else ""
        text = f"{_moved(move, names)}：{move.reason}{witness}"
        yield Correction(move.at, str(move.kind), text, about=about)


def _moved(move: Move, names: dict[str, str]) -> str:
    name, place = names[move.entrant], f"排在第 {move.to} 位" if move.to else "待分组"
    match move.kind:
        case Moved.BY_HAND:
            return f"{name}由第 {move.number} 位移到第 {move.to} 位"
        case Moved.BACK:
            return f"{name}恢复参赛，{place}"
        case Moved.JOINED:
            return f"{name}临时补入，{place}"
        case Moved.REPLACED:
            return f"{names[move.left]}不参赛，由{name}顺延，{place}"
