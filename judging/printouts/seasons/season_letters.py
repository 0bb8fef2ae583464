"""通报, 公示稿 and 督促提醒函 of a season: prose out of our texts, as Word files."""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from judging.core.scoring.day import Award, Standing
from judging.core.scoring.numbers import plain
from judging.printouts.notices.filling import Filling, ListLine, filled, saved
from judging.printouts.notices.layout import word
from judging.printouts.notices.values import day
from judging.season.rules import Table

from .paper import SeasonLetter
from .score_list import honour
from .season_moment import SeasonMoment
from .season_phrases import to_come
from .year_report import summary

TEXTS = Path(__file__).parent / "texts"
BLANK = "＿＿＿＿＿＿＿＿"


def bulletin(moment: SeasonMoment, table: Table, best: Sequence[Standing]) -> SeasonLetter:
    """通报 of the best of a table, the first one first."""
    awards = moment.awards(table)
    return _letter(
        moment,
        "bulletin",
        f"{table.name}通报",
        {
            "组别": table.name,
            "人数": str(len(best)),
            "进度": "".join(to_come(moment.season, table)),
            "名单": [ListLine(_placed(moment, table, row, awards)) for row in best],
        },
        table=table.id,
    )


def _placed(moment: SeasonMoment, table: Table, row: Standing, awards: Mapping[str, Award]) -> str:
    """“第1名　评委一　综合成绩 92.62　一等奖 最美瀛洲店小二”."""
    parts = (
        f"第{row.place}名",
        moment.name(table.id, row.entrant),
        f"综合成绩 {plain(row.composite)}",
        honour(awards, row.entrant),
    )
    return "　".join(filter(None, parts))


def publicity(moment: SeasonMoment) -> SeasonLetter:
    """公示稿 of all pools that are settled."""
    lines = list(_honoured(moment))
    return _letter(
        moment,
        "publicity",
        "公示稿",
        {"人数": str(sum(not line.is_head for line in lines)), "名单": lines},
    )


def _honoured(moment: SeasonMoment) -> Iterator[ListLine]:
    names = {pool.id: pool.name for pool in moment.season.pools}
    for pool, given in moment.result.awards.items():
        if given:
            yield ListLine(f"{names[pool]}（{len(given)}个）", is_head=True)
        for level in dict.fromkeys(award.level for award in given):
            own = [award for award in given if award.level == level]
            if level:
                yield ListLine(f"{level}（{len(own)}个）", is_head=True)
            for award in own:
                yield ListLine(
                    "　".join(filter(None, (moment.name(award.track, award.entrant), award.title)))
                )


def reminder(moment: SeasonMoment, table: Table, row: Standing) -> SeasonLetter:
    """督促提醒函 to one entrant, of whom alone it speaks."""
    told = [
        ListLine(f"{series.name}：{summary(moment, table, series, row.entrant)}")
        for series in moment.season.series_of(table)
    ]
    return _letter(
        moment,
        "reminder",
        f"{table.name}-{moment.name(table.id, row.entrant)}",
        {
            "组别": table.name,
            "参赛对象": moment.name(table.id, row.entrant),
            "综合成绩": plain(row.composite),
            "名次": str(row.place),
            "人数": str(len(moment.ranked(table))),
            "进度": "".join(to_come(moment.season, table)),
            "情况": told,
        },
        subject=row.entrant,
        table=table.id,
    )


def _letter(
    moment: SeasonMoment,
    form: str,
    name: str,
    known: Mapping[str, Filling],
    subject: str = "",
    table: str = "",
) -> SeasonLetter:
    values = {
        "赛季": moment.season.name,
        "主办单位": moment.organiser or BLANK,
        "成文日期": day(moment.printed_at),
        "确认": moment.confirmed and f"经{moment.confirmed}，",
        **known,
    }
    return SeasonLetter(form, name, saved(filled(_template(form), values)), subject, table)


@lru_cache(maxsize=8)
def _template(form: str) -> bytes:
    return word((TEXTS / f"{form}.txt").read_text("utf-8"))
