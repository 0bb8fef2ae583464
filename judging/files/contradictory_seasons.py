"""What does not go together in a season's file (contract 6, Refused)."""

import re
from collections.abc import Mapping
from itertools import pairwise
from pathlib import PurePosixPath
from typing import Any

from judging.core.sentence import sentence
from judging.season.reckoning import TIE_STEPS
from judging.season.rules import Missed, Season, Series, SeriesEvent, Table, Worth

from .keys import Keys, one_of
from .problems import shown

Known = Mapping[str, Any]

LAST_ONLY = ("manual", "share")
OF_PLACES = ("points", "rest", "shared")
DRIVE = re.compile(r"[A-Za-z]:")


def is_inside(name: str) -> bool:
    """Whether a file's name leads nowhere out of the season's folder, on any system."""
    parts = name.split("/")
    return not (
        "\\" in name or DRIVE.match(name) or set(parts) & {"", ".", ".."} or PurePosixPath(name).is_absolute()
    )


def refuse_event(keys: Keys, event: SeriesEvent, known: Known) -> None:
    if keys.good("from") and not event.sources:
        keys.refuse("from", sentence("没有成绩文件"), sentence('写 from = ["m03.json"]'))
    for i, name in enumerate(event.sources):
        if name in event.sources[:i]:
            keys.refuse_item(
                "from", i, sentence("{file} 前面已经写过", file=shown(name)), sentence("每个文件写一次")
            )


def refuse_series(keys: Keys, series: Series, known: Known) -> None:
    if keys.good("by"):
        refuse_points(keys, series)
    if keys.good("events", "of") and series.to_come < 0:
        keys.refuse(
            "of",
            sentence("少于已列出的 {count} 场", count=len(series.events)),
            sentence("写 {count} 或更多，或删去 of", count=len(series.events)),
        )
    elif keys.good("events", "of"):
        refuse_more_than_there_will_be(keys, series)
    if keys.good("minimum", "missed") and series.minimum == 0 and series.missed is not Missed.ZERO:
        keys.refuse(
            "minimum",
            sentence('一场不参加也排名，只能与 missed = "zero" 同用'),
            sentence('写 1 或更多，或写 missed = "zero"'),
        )


def refuse_points(keys: Keys, series: Series) -> None:
    """Points never rise from place to place; where scores count there are none."""
    if series.by is Worth.SCORE:
        for key in OF_PLACES:
            if keys.good(key) and keys.holds(key):
                keys.refuse(key, sentence('by = "score" 的用不到'), sentence('删去，或写 by = "place"'))
        return
    if keys.good("points") and not series.points:
        keys.refuse("points", sentence("没有名次积分"), sentence('写 points = ["10", "8", "6"]'))
    if not keys.good("points"):
        return
    for i, (before, after) in enumerate(pairwise(series.points), 1):
        if after > before:
            keys.refuse_item(
                "points",
                i,
                sentence(
                    "第 {place} 名的 {after} 分比前一名的 {before} 分多",
                    place=i + 1,
                    after=after,
                    before=before,
                ),
                sentence("各名次的积分不能越往后越多"),
            )
    if keys.good("rest", "points") and series.points and series.rest > series.points[-1]:
        keys.refuse(
            "rest",
            sentence(
                "其余名次的 {rest} 分比最后一档的 {last} 分多", rest=series.rest, last=series.points[-1]
            ),
            sentence("各名次的积分不能越往后越多"),
        )


def refuse_more_than_there_will_be(keys: Keys, series: Series) -> None:
    if not series.to_be:
        keys.refuse("events", sentence("没有场次"), sentence("列出场次，或写 of = 一共几场"))
        return
    for key, value in (("best", series.best), ("minimum", series.minimum)):
        if keys.good(key) and value is not None and value > series.to_be:
            keys.refuse(
                key,
                sentence("多于一共的 {count} 场", count=series.to_be),
                sentence("写不大于 {count} 的整数，或用 of 写明一共几场", count=series.to_be),
            )


def refuse_season(keys: Keys, season: Season, known: Known) -> None:
    for key, rows in (("series", season.series), ("tables", season.tables)):
        if keys.good(key) and not rows:
            keys.refuse(key, sentence("一个也没有"), sentence("至少写一个 [[{table}]]", table=key))
    refuse_events_twice(keys, season)
    for table_keys, table in zip(keys.inside("tables"), season.tables, strict=True):
        refuse_table(table_keys, table, season)
    refuse_unweighed(keys, season)


def refuse_events_twice(keys: Keys, season: Season) -> None:
    """Over all series: a CSV file names events by their ids alone. Within one series they were compared."""
    seen: dict[str, int] = {}
    for n, (series_keys, series) in enumerate(zip(keys.inside("series"), season.series, strict=True)):
        for event_keys, event in zip(series_keys.inside("events"), series.events, strict=True):
            if seen.setdefault(event.id, n) != n and event_keys.good("id"):
                event_keys.refuse(
                    "id",
                    sentence("{value} 前面已经用过", value=shown(event.id)),
                    sentence("换一个没有用过的：各系列的场次编号也不能相同"),
                )


def refuse_table(keys: Keys, table: Table, season: Season) -> None:
    known = dict.fromkeys(series.id for series in season.series)
    if keys.good("tracks") and not table.tracks:
        keys.refuse("tracks", sentence("没有组别"), sentence('写 tracks = ["window"]'))
    for i, track in enumerate(table.tracks):
        if track in table.tracks[:i]:
            keys.refuse_item(
                "tracks", i, sentence("{track} 前面已经写过", track=shown(track)), sentence("每个组别写一次")
            )
    for weights in keys.inside("weights"):
        for series in table.weights:
            if series not in known:
                weights.refuse(
                    series, sentence("{series} 不是已有的系列", series=shown(series)), one_of(series, known)
                )
        if not weights.is_right:
            keys.spoil("weights")
    if keys.good("weights") and not any(table.weights.values()):
        keys.refuse("weights", sentence("权重全部为 0"), sentence("至少一个系列写大于 0 的数"))
    pools = [pool.id for pool in season.pools]
    if keys.good("pool") and table.pool is not None and table.pool not in pools:
        remedy = one_of(table.pool, pools) if pools else sentence("写一个 [[pools]]，或删去 pool")
        keys.refuse("pool", sentence("{pool} 不是已有的奖项", pool=shown(table.pool)), remedy)
    refuse_ties(keys, table)


def refuse_ties(keys: Keys, table: Table) -> None:
    """Steps on the series this table weighs, `share` or `manual` last."""
    possible = [*(f"{step}:{series}" for step in TIE_STEPS for series in table.weights), *LAST_ONLY]
    for i, step in enumerate(table.ties):
        if step in LAST_ONLY and i < len(table.ties) - 1:
            what = sentence("{step} 只能是最后一步：后面的步骤轮不到", step=shown(step))
            keys.refuse_item("ties", i, what, sentence("移到最后，或删去后面的步骤"))
        elif step in table.ties[:i]:
            keys.refuse_item(
                "ties", i, sentence("{step} 前面已经比过", step=shown(step)), sentence("每一步写一次")
            )
        elif step not in possible:
            what = sentence("{step} 不是这张总表能用的步骤", step=shown(step))
            keys.refuse_item("ties", i, what, one_of(step, possible))


def refuse_unweighed(keys: Keys, season: Season) -> None:
    weighed = {series for table in season.tables for series in table.weights}
    if not all(table.good("weights") or table.inside("weights") for table in keys.inside("tables")):
        return
    for table_keys, series in zip(keys.inside("series"), season.series, strict=True):
        if season.tables and series.id not in weighed and table_keys.good("id"):
            table_keys.refuse(
                "",
                sentence("没有总表计入系列 {series}", series=shown(series.id)),
                sentence('在总表的 weights 里写 {series} = "30"，或删去这个系列', series=series.id),
            )
