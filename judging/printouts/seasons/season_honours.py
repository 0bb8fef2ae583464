"""获奖名单, 证书 and 奖牌 of a season: of pools that are settled."""

from collections.abc import Iterator

from judging.core.papers.paper_template import PAPERS, PaperKind
from judging.core.scoring.day import Award
from judging.core.scoring.numbers import plain
from judging.printouts.notices import kinds
from judging.printouts.notices.filling import filled
from judging.printouts.notices.in_force import ours
from judging.printouts.notices.paged import parts
from judging.printouts.notices.values import day
from judging.printouts.sheet import Sheet, SheetPlace
from judging.sheets.table import Cell, Column, Line
from judging.sheets.table import Table as PaperTable

from .paper import SeasonSheet
from .season_letters import BLANK
from .season_moment import SIGNED_BY, SeasonMoment

COLUMNS = (
    Column("number", "序号", "number"),
    Column("award", "奖项", "track"),
    Column("level", "等次", "level"),
    Column("title", "称号", "title"),
    Column("name", "参赛对象", "name"),
    Column("table", "组别", "district"),
    Column("place", "名次", "place"),
    Column("composite", "综合成绩", "final"),
)
OF_CERTIFICATE = (
    Column("number", "编号", "number"),
    Column("name", "获奖者", "name"),
    Column("award", "奖项", "track"),
    Column("level", "等次", "level"),
    Column("title", "称号", "title"),
)


def honour_list(moment: SeasonMoment) -> Sheet:
    """Of pools that are settled. Why another is not names who is waited for: that is for nobody else."""
    lines = [
        Line(award.entrant, tuple(map(Cell, (str(n), *_told(moment, pool, award)))))
        for n, (pool, award) in enumerate(given(moment), 1)
    ]
    names = {pool.id: pool.name for pool in moment.season.pools}
    return Sheet(
        form="season-honours",
        place=SheetPlace(""),
        title="获奖名单",
        table=PaperTable(COLUMNS, tuple(lines)),
        notes=(
            *moment.decided,
            *(f"{names[pool]}尚未确定，名单另行公布。" for pool in moment.result.open),
        ),
        signatures=SIGNED_BY,
    )


def given(moment: SeasonMoment) -> list[tuple[str, Award]]:
    """Pool and award of all who won one, as the pools list them."""
    return [(pool, award) for pool, awards in moment.result.awards.items() for award in awards]


def _told(moment: SeasonMoment, pool: str, award: Award) -> tuple[str, ...]:
    names = {each.id: each.name for each in moment.season.pools}
    [row] = [row for row in moment.of(award.track).standings if row.entrant == award.entrant]
    return (
        names[pool],
        award.level or "",
        award.title,
        moment.name(award.track, award.entrant),
        moment.season.table(award.track).name,
        str(row.place),
        plain(row.composite),
    )


def certificates(moment: SeasonMoment, kind: PaperKind) -> Iterator[SeasonSheet]:
    """证书 or 奖牌 of each award, numbered in the order of the list."""
    names = {pool.id: pool.name for pool in moment.season.pools}
    for n, (pool, award) in enumerate(given(moment), 1):
        number = f"{moment.season.id}-{n:03}"
        name = moment.name(award.track, award.entrant)
        known = {
            kinds.COMPETITION: moment.season.name,
            kinds.ORGANISER: moment.organiser or BLANK,
            kinds.DAY: day(moment.printed_at),
            kinds.HOLDER: name,
            kinds.AWARD: names[pool],
            kinds.LEVEL: award.level or "",
            kinds.TITLE: award.title and f"“{award.title}”",
            kinds.CERTIFICATE_NUMBER: number,
        }
        texts = (number, name, names[pool], award.level or "", award.title)
        sheet = Sheet(
            form=kind.value,
            place=SheetPlace(award.track, subject=award.entrant),
            title=str(PAPERS[kind]),
            table=PaperTable(OF_CERTIFICATE, (Line(number, tuple(map(Cell, texts))),)),
            signatures=(),
        )
        yield SeasonSheet(kind.value, sheet, "certificate.html", prose=parts(filled(ours(kind), known)))
