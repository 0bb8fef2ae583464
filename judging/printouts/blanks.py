"""Blank 评分表 of one judge for a whole round: what the panel goes on with when the phones cannot."""

from judging.core.numbers import shortest
from judging.core.rulebook import Criterion
from judging.core.state import Order
from judging.sheets.table import Cell, Column, Line, Table

from .moment import Moment
from .sheet import Place, Sheet


def blank_sheet(moment: Moment, place: Place, whole: bool) -> Sheet:
    """For judge `place.subject`: all entrants in running order, or as listed before there is one."""
    state = moment.state
    track, round = state.track(place.track), state.round(place.track, place.round)
    judge = next(found for found in state.panels[track.id, round.id] if found.id == place.subject)
    order = state.orders.get((track.id, round.id), Order(tuple(state.entrants[track.id])))
    columns = (
        Column("number", "序号", "number"),
        Column("name", "单位", "name"),
        *(Column(f"criterion:{c.id}", _heading(c), "blank") for c in round.criteria),
        Column("total", f"总分\n{shortest(round.highest_total)}", "blank"),
    )
    empty = (Cell(),) * (len(round.criteria) + 1)
    lines = tuple(
        Line(id, (Cell(str(number)), Cell(state.entrants[track.id][id].name), *empty))
        for number, id in enumerate(order.entrants, 1)
    )
    return Sheet(
        form="blank",
        place=place,
        title=f"{track.name}{round.name}评分表（备用）",
        heading=(("席位", f"{judge.seat}号"), ("评委", judge.name)),
        table=Table(columns, lines),
        notes=("未评的格子留空，不填 0。改动处请划去原分，在旁边写新分并签名。",),
        signatures=("评委", "记分员", "复核员"),
    )


def _heading(criterion: Criterion) -> str:
    span = f"{shortest(criterion.min)}–{shortest(criterion.max)}"
    return f"{criterion.name}\n{span}\n每档{shortest(criterion.step)}"
