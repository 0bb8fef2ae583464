"""获奖建议名单 of an award pool: who is inside and at which level, and how the rules came to it."""

from judging.core.honours.pools import pool_of
from judging.core.honours.proposal import Proposal, proposals
from judging.core.publication.standing import StandingRow
from judging.core.scoring.day import Award
from judging.core.scoring.pool import Pool
from judging.core.state import State
from judging.files.explain import about_pool
from judging.sheets.table import Cell, Column, Line, Table

from .adoptions import pools_adopted
from .moment import Moment
from .sheet import Sheet, SheetPlace

LEVEL, TITLE = Column("level", "等次", "level"), Column("title", "称号", "title")
COLUMNS = (
    Column("number", "序号", "number"),
    Column("name", "参赛对象", "name"),
    Column("district", "区", "district"),
    Column("track", "组别", "track"),
    Column("place", "组内\n名次", "place"),
    Column("composite", "综合成绩", "final"),
)
PURPOSE = "本名单由各组已锁定的成绩按规则算出，供审定；审定之前不是获奖结果。"


def proposal_sheet(moment: Moment, place: SheetPlace, whole: bool) -> Sheet:
    """Of a pool that the rules settle."""
    rules, found = moment.state.rulebook, _settled(moment.state)[place.pool]
    pool = pool_of(moment.state, place.pool)
    lines = tuple(
        Line(f"{award.track}/{award.entrant}", _cells(moment.state, pool, award, number))
        for number, award in enumerate(found.awards, 1)
    )
    return Sheet(
        form="awards",
        place=place,
        title=f"{pool.name}获奖建议名单",
        table=Table(_columns(pool), lines),
        notes=(
            *(f"{line.strip()}。" for line in about_pool(rules, pool)),
            *pools_adopted(moment.state, place.pool),
            *(f"{note}。" for note in found.notes),
            PURPOSE,
        ),
        gist=tuple((_name(moment.state, award), award.level or "") for award in found.awards),
    )


def settled_pools(state: State) -> list[SheetPlace]:
    return [SheetPlace("", pool=pool) for pool in _settled(state)]


def _settled(state: State) -> dict[str, Proposal]:
    return {each.pool: each for each in proposals(state) if each.open is None and each.awards}


def _columns(pool: Pool) -> tuple[Column, ...]:
    number, *others = COLUMNS
    levels = [LEVEL] if pool.levels else []
    titles = [TITLE] if any(level.title for level in pool.levels) else []
    return (number, *levels, *titles, *others)


def _cells(state: State, pool: Pool, award: Award, number: int) -> tuple[Cell, ...]:
    """Those of `_columns`."""
    entrant, row = state.entrants[award.track][award.entrant], _row(state, award)
    texts = {
        "number": str(number),
        "level": award.level or "",
        "title": award.title,
        "name": _name(state, award),
        "district": entrant.district,
        "track": state.track(award.track).name,
        "place": str(row.place),
        "composite": row.composite,
    }
    return tuple(Cell(texts[column.key]) for column in _columns(pool))


def _row(state: State, award: Award) -> StandingRow:
    return next(row for row in state.locked[award.track] if row.entrant == award.entrant)


def _name(state: State, award: Award) -> str:
    return state.name_of(award.track, award.entrant)
