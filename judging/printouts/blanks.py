"""Blank 评分表 of one judge for a whole round: what the panel goes on with when the phones cannot."""

from judging.core.hall.performance import PerformanceId
from judging.core.people.taking_part import Judge
from judging.core.scoring.numbers import shortest
from judging.core.scoring.rulebook import Criterion
from judging.core.setup.grouping import group_name
from judging.core.state import PanelKey, State
from judging.sheets.table import Cell, Column, Line, Table

from .moment import Moment
from .sheet import Sheet, SheetPlace


def blank_sheet(moment: Moment, place: SheetPlace, whole: bool) -> Sheet:
    """For judge `place.subject`: all entrants in running order, or as listed before there is one."""
    state = moment.state
    track, round = state.track(place.track), state.round(place.track, place.round)
    key = PanelKey(place.track, place.round, place.panel)
    judge = seat_of(state, place)
    listed = listed_before(state, key)
    columns = (
        Column("number", "序号", "number"),
        Column("name", "单位", "name"),
        *(Column(f"criterion:{c.id}", _heading(c), "blank") for c in round.criteria),
        Column("total", f"总分\n{shortest(round.highest_total)}", "blank"),
    )
    empty = (Cell(),) * (len(round.criteria) + 1)
    lines = tuple(
        Line(id, (Cell(str(number)), Cell(state.name_of(track.id, id)), *empty))
        for number, id in enumerate(listed, 1)
    )
    return Sheet(
        form="blank",
        place=place,
        title=f"{track.name}{round.name}评分表（备用）",
        heading=(
            ("席位", f"{judge.seat}号"),
            ("评委", judge.name),
            *([("评委组", key.panel)] if key.panel else []),
            *([("评委分组", group)] if (group := group_name(round, judge)) else []),
        ),
        table=Table(columns, lines),
        notes=("未评的格子留空，不填 0。改动处请划去原分，在旁边写新分并签名。",),
        signatures=("评委", "记分员", "复核员"),
    )


def seat_of(state: State, place: SheetPlace) -> Judge:
    """Judge `place.subject` on the seat of panel `place.panel`. Raises KeyError."""
    for judge in state.panels[PanelKey(place.track, place.round, place.panel)].judges:
        if judge.id == place.subject:
            return judge
    raise KeyError(place.subject)


def listed_before(state: State, key: PanelKey) -> tuple[str, ...]:
    """The entrants of this panel in running order, or as the roster has them as long as there is none."""
    if ordered := state.order_of(key):
        return ordered
    entrants = tuple(state.entrants[key.track])
    ids = {entrant: PerformanceId(key.track, key.round, entrant) for entrant in entrants}
    return tuple(entrant for entrant in entrants if state.panel_of(ids[entrant]) == key)


def _heading(criterion: Criterion) -> str:
    span = f"{shortest(criterion.min)}–{shortest(criterion.max)}"
    factor = f"，×{shortest(criterion.factor)}" if criterion.factor != 1 else ""
    return f"{criterion.name}\n{span}\n每档{shortest(criterion.step)}{factor}"
