"""成绩单: places and composites of a table, with the series they come from."""

from collections.abc import Iterator, Mapping, Sequence

from msgspec.structs import replace

from judging.core.scoring.day import Award, Standing
from judging.core.scoring.numbers import plain, shortest
from judging.printouts.sheet import Sheet, SheetPlace
from judging.season.rules import Season, Table
from judging.sheets.table import Cell, Column, Line
from judging.sheets.table import Table as PaperTable

from .season_moment import SIGNED_BY, SeasonMoment
from .season_phrases import rules, status_words, tie_words, to_come

PLACE, NAME = Column("place", "名次", "place"), Column("name", "参赛对象", "name")
COMPOSITE, HONOUR = Column("composite", "综合成绩", "final"), Column("honour", "等次和称号", "title")
NOTE = Column("note", "备注", "note")
SHARED = ("share", "unbroken")
HASH_DIGITS = 12


def score_list(moment: SeasonMoment, table: Table) -> Sheet:
    season = moment.season
    lines = (*_ranked(moment, table), *_waiting(moment, table), *_unranked(moment, table))
    columns = _columns(season, table)
    kept = [n for n, column in enumerate(columns) if column != HONOUR or _has_any(lines, n)]
    return Sheet(
        form="season-list",
        place=SheetPlace(table.id),
        title=f"{table.name}成绩单",
        table=PaperTable(
            tuple(columns[n] for n in kept),
            tuple(replace(line, cells=tuple(line.cells[n] for n in kept)) for line in lines),
        ),
        notes=(*_open(moment, table), *moment.decided, *rules(season, table), files(moment)),
        signatures=SIGNED_BY,
    )


def _has_any(lines: Sequence[Line], column: int) -> bool:
    return any(line.cells[column].text for line in lines)


def _columns(season: Season, table: Table) -> tuple[Column, ...]:
    series = [
        Column(f"series:{each.id}", f"{each.name}\n×{shortest(table.weights[each.id])}", "score")
        for each in season.series_of(table)
    ]
    return (PLACE, NAME, *series, COMPOSITE, HONOUR, NOTE)


def _ranked(moment: SeasonMoment, table: Table) -> Iterator[Line]:
    awards = moment.awards(table)
    for row in moment.of(table.id).standings:
        notes = [_tie(moment.season, row), *_deducted(moment, table, row.entrant)]
        yield _line(
            moment,
            table,
            row.entrant,
            (str(row.place) if row.place is not None else "待定", plain(row.composite)),
            honour(awards, row.entrant),
            "；".join(filter(None, notes)),
        )


def _waiting(moment: SeasonMoment, table: Table) -> Iterator[Line]:
    """Whoever has no place yet, with what is missing."""
    found = moment.of(table.id)
    placed = {row.entrant for row in found.standings}
    why: dict[str, list[str]] = {}
    for row in found.held:
        why.setdefault(row.entrant, []).append(str(row.detail))
    for entrant, details in sorted(why.items()):
        if entrant not in placed:
            yield _line(moment, table, entrant, ("待定", ""), "", "；".join(details))


def _unranked(moment: SeasonMoment, table: Table) -> Iterator[Line]:
    for entrant, status in moment.of(table.id).unranked:
        yield _line(moment, table, entrant, ("—", ""), "", f"不排名：{status_words(status)}")


def _line(
    moment: SeasonMoment, table: Table, entrant: str, at: tuple[str, str], honoured: str, note: str
) -> Line:
    place, composite = at
    scores = (moment.score(table, series, entrant) for series in moment.season.series_of(table))
    texts = (
        place,
        moment.name(table.id, entrant),
        *("" if score is None else plain(score.score) for score in scores),
        composite,
        honoured,
        note,
    )
    return Line(entrant, tuple(map(Cell, texts)))


def honour(awards: Mapping[str, Award], entrant: str) -> str:
    """“一等奖 最美瀛洲店小二”, "" without an award."""
    award = awards.get(entrant)
    return "" if award is None else " ".join(filter(None, (award.level or "获奖", award.title)))


def _tie(season: Season, row: Standing) -> str:
    if row.broken_by is None:
        return ""
    return "并列" if row.broken_by in SHARED else f"同分，比较{tie_words(season, row.broken_by)}"


def _deducted(moment: SeasonMoment, table: Table, entrant: str) -> Iterator[str]:
    for series in moment.season.series_of(table):
        score = moment.score(table, series, entrant)
        if score is not None and score.deductions:
            yield f"{series.name}扣 {shortest(score.deductions)}"


def _open(moment: SeasonMoment, table: Table) -> Iterator[str]:
    yield from to_come(moment.season, table)
    if table.pool is not None and table.pool in moment.result.open:
        yield f"奖项未定：{moment.result.open[table.pool]}。"


def files(moment: SeasonMoment) -> str:
    """What was read, each file with the first digits of its SHA-256."""
    listed = "、".join(f"{name}（{digest[:HASH_DIGITS]}）" for name, digest in sorted(moment.inputs.items()))
    return f"依据文件及其 SHA-256 前 {HASH_DIGITS} 位：{listed}。"
