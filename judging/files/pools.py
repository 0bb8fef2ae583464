"""Award pools of the rules file, key by key: slots, quotas, floors and levels."""

import re
from decimal import Decimal

from judging.core.awards import ALLOCATE, needed
from judging.core.rulebook import Floor, Level, Pool, Track
from judging.core.sentence import sentence

from .keys import Keys, one_of, unique
from .problems import shown

SHARE = re.compile(r"([0-9]{1,3}(?:\.[0-9]{1,6})?)%")


def read_pools(keys: Keys, tracks: tuple[Track, ...]) -> tuple[Pool, ...]:
    tables = keys.tables("pools")
    pools = tuple(read_pool(table, tracks) for table in tables)
    unique(tables, (pool.id for pool in pools))
    return pools


def read_pool(keys: Keys, tracks: tuple[Track, ...]) -> Pool:
    id = keys.id()
    members = [track.id for track in tracks if track.pool == id]
    pool = Pool(
        id=id,
        name=keys.text("name", id),
        slots=keys.whole("slots", None, least=1),
        allocate=keys.word("allocate", ALLOCATE, "quota"),
        quota=read_quota(keys, members),
        floors=read_floors(keys, members),
        levels=read_levels(keys),
    )
    if keys.good("slots", "allocate"):
        refuse_quota(keys, pool)
        refuse_floors(keys, pool)
        refuse_levels(keys, pool)
    keys.done()
    return pool


def read_quota(keys: Keys, members: list[str]) -> dict[str, int]:
    quota = keys.table("quota")
    slots = {}
    for track in quota.names():
        slots[track] = quota.whole(track, None, least=0)
        refuse_outsider(quota, track, track, members)
    if any(not quota.good(track) for track in slots):
        keys.spoil("quota")
    return slots


def refuse_outsider(keys: Keys, key: str, track: str, members: list[str]) -> None:
    if keys.good(key) and track not in members:
        remedy = one_of(track, members) if members else sentence('先在组别里写 pool = "…"')
        keys.refuse(key, sentence("{track} 不是这个奖项的组别", track=shown(track)), remedy)


def read_floors(keys: Keys, members: list[str]) -> tuple[Floor, ...]:
    tables = keys.tables("floors")
    floors = []
    for table in tables:
        floors.append(Floor(track=table.text("track"), share=read_share(table)))
        refuse_outsider(table, "track", floors[-1].track, members)
        table.done()
    unique(tables, (floor.track for floor in floors), "track")
    if not all(table.good("track", "share") for table in tables):
        keys.spoil("floors")
    return tuple(floors)


def read_share(keys: Keys) -> Decimal:
    """80 for "80%"."""
    text = keys.text("share")
    match = SHARE.fullmatch(text)
    if keys.good("share") and (match is None or not 0 < Decimal(match[1]) <= 100):
        keys.refuse("share", sentence("{text} 不是占比", text=shown(text)), sentence('写成 share = "80%"'))
    return Decimal(match[1]) if match else Decimal(0)


def read_levels(keys: Keys) -> tuple[Level, ...]:
    tables = keys.tables("levels")
    levels = []
    for table in tables:
        levels.append(Level(table.text("name"), table.whole("count", None, least=0), table.text("title", "")))
        table.done()
    unique(tables, (level.name for level in levels), "name")
    if not all(table.good("name", "count") for table in tables):
        keys.spoil("levels")
    return tuple(levels)


def refuse_quota(keys: Keys, pool: Pool) -> None:
    if not keys.good("quota"):
        return
    if pool.allocate != "quota":
        if keys.has("quota"):
            keys.refuse(
                "quota",
                sentence('allocate = "{allocate}" 时不分名额', allocate=pool.allocate),
                sentence('删去 quota，或写 allocate = "quota"'),
            )
        return
    total = sum(pool.quota.values())
    if total != pool.slots:
        keys.refuse(
            "quota",
            sentence("各组名额合计 {total}，不等于 slots = {slots}", total=total, slots=pool.slots),
            sentence("让合计等于 {slots}", slots=pool.slots),
        )
    for i, floor in enumerate(pool.floors):
        least = needed(pool, floor.track)
        if keys.good("floors") and pool.quota.get(floor.track, 0) < least:
            given = pool.quota.get(floor.track, 0)
            what = sentence(
                "{track} 的名额 {given} 少于占比下限 {share}% 要求的 {least}",
                track=floor.track,
                given=given,
                share=floor.share,
                least=least,
            )
            keys.refuse_item(
                "floors",
                i,
                what,
                sentence("quota 里写 {track} = {least} 或更多，或降低 share", track=floor.track, least=least),
            )


def refuse_floors(keys: Keys, pool: Pool) -> None:
    least = sum(needed(pool, floor.track) for floor in pool.floors)
    if keys.good("floors") and least > pool.slots:
        keys.refuse(
            "floors",
            sentence("各占比下限合计要 {least} 个名额，多于 slots = {slots}", least=least, slots=pool.slots),
            sentence("降低 share，或增加 slots"),
        )


def refuse_levels(keys: Keys, pool: Pool) -> None:
    total = sum(level.count for level in pool.levels)
    if keys.good("levels") and keys.has("levels") and total != pool.slots:
        keys.refuse(
            "levels",
            sentence("各等次合计 {total}，不等于 slots = {slots}", total=total, slots=pool.slots),
            sentence("让 count 合计等于 {slots}", slots=pool.slots),
        )
