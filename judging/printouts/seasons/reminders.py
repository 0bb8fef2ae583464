"""督促提醒: the last of a table, for the organiser alone, with a letter to each of them."""

from collections.abc import Sequence

from judging.core.refused import Reason, Refused
from judging.core.scoring.day import Standing
from judging.core.scoring.numbers import plain
from judging.printouts.sheet import Sheet, SheetPlace
from judging.season.rules import Table
from judging.sheets.table import Cell, Column, Line
from judging.sheets.table import Table as PaperTable

from .season_moment import SIGNED_BY, SeasonMoment
from .season_phrases import to_come

COLUMNS = (
    Column("place", "名次", "place"),
    Column("name", "参赛对象", "name"),
    Column("composite", "综合成绩", "final"),
    Column("sent", "送达日期", "blank"),
    Column("received", "签收", "blank"),
)
PRIVATE = "本表只供主办单位督促提醒时使用，不得公布、张贴或转发。"
SHARED = "与前面的名次并列的，不列入提醒。"


def first(moment: SeasonMoment, table: Table, count: int) -> Sequence[Standing]:
    """The best so many, and who shares the place of the last of them."""
    ranked = moment.ranked(table)
    if count < 1 or not ranked:
        return ()
    line = ranked[min(count, len(ranked)) - 1].place or 0
    return [row for row in ranked if (row.place or 0) <= line]


def last(moment: SeasonMoment, table: Table, count: int) -> Sequence[Standing]:
    """The last so many, without those who share their place with somebody before them.

    Raises Refused where nobody would be left to be better.
    """
    ranked = moment.ranked(table)
    if count < 1:
        return ()
    if 2 * count > len(ranked):
        raise Refused(
            Reason.OUT_OF_RANGE,
            "{table}有名次的只有 {ranked} 个，不能提醒最后 {count} 名：请改为不多于 {most} 名。",
            table=table.name,
            ranked=len(ranked),
            count=count,
            most=len(ranked) // 2,
        )
    before = ranked[-count - 1].place
    return [row for row in ranked[-count:] if row.place != before]


def reminder_list(moment: SeasonMoment, table: Table, rows: Sequence[Standing], count: int) -> Sheet:
    """*count*: as many as were asked for."""
    shared = () if len(rows) == count else (SHARED,)
    lines = [
        Line(
            row.entrant,
            tuple(
                map(Cell, (str(row.place), moment.name(table.id, row.entrant), plain(row.composite), "", ""))
            ),
        )
        for row in rows
    ]
    return Sheet(
        form="season-reminders",
        place=SheetPlace(table.id),
        title=f"{table.name}督促提醒名单",
        heading=(("参加排名", f"{len(moment.ranked(table))} 个"), ("提醒", f"最后 {len(rows)} 个")),
        table=PaperTable(COLUMNS, tuple(lines)),
        notes=(PRIVATE, *shared, *to_come(moment.season, table)),
        signatures=SIGNED_BY,
    )
