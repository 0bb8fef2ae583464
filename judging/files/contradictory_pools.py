"""What does not go together in an award pool: slots, quotas, floors and levels."""

from collections.abc import Mapping
from typing import Any

from judging.core.scoring.awards import needed
from judging.core.scoring.pool import Pool
from judging.core.sentence import sentence

from .keys import Keys, one_of
from .problems import shown

Known = Mapping[str, Any]


def refuse_quota(keys: Keys, pool: Pool, known: Known) -> None:
    members = [of.id for of in known.get("tables", known.get("tracks", ())) if of.pool == pool.id]
    for quota in keys.inside("quota"):
        for track in pool.quota:
            refuse_outsider(quota, track, track, members)
        if not quota.is_right:
            keys.spoil("quota")
    for table, floor in zip(keys.inside("floors"), pool.floors, strict=True):
        refuse_outsider(table, "track", floor.track, members)
        if not table.is_right:
            keys.spoil("floors")
    if keys.good("slots", "allocate"):
        refuse_slots(keys, pool)
        refuse_floors(keys, pool)
        refuse_levels(keys, pool)


def refuse_outsider(keys: Keys, key: str, track: str, members: list[str]) -> None:
    if keys.good(key) and track not in members:
        remedy = one_of(track, members) if members else sentence('先在组别里写 pool = "…"')
        keys.refuse(key, sentence("{track} 不是这个奖项的组别", track=shown(track)), remedy)


def refuse_slots(keys: Keys, pool: Pool) -> None:
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
        least, given = needed(pool, floor.track), pool.quota.get(floor.track, 0)
        if keys.good("floors") and given < least:
            what = sentence(
                "{track} 的名额 {given} 少于占比下限 {share}% 要求的 {least}",
                track=floor.track,
                given=given,
                share=floor.share,
                least=least,
            )
            remedy = sentence(
                "quota 里写 {track} = {least} 或更多，或降低 share", track=floor.track, least=least
            )
            keys.refuse_item("floors", i, what, remedy)


def refuse_floors(keys: Keys, pool: Pool) -> None:
    least = sum(needed(pool, floor.track) for floor in pool.floors)
    if keys.good("floors") and least > pool.slots:
        keys.refuse(
            "floors",
            sentence("各占比下限合计要 {least} 个名额，多于 slots = {slots}", least=least, slots=pool.slots),
            sentence("降低 share，或增加 slots"),
        )


def refuse_levels(keys: Keys, pool: Pool) -> None:
    for table, level in zip(keys.inside("levels"), pool.levels, strict=True):
        if not level.name.strip():
            table.refuse("name", sentence("等次没有名称"), sentence("写上名称，如“一等奖”，或删去这个等次"))
    total = sum(level.count for level in pool.levels)
    if keys.good("levels") and keys.has("levels") and total != pool.slots:
        keys.refuse(
            "levels",
            sentence("各等次合计 {total}，不等于 slots = {slots}", total=total, slots=pool.slots),
            sentence("让 count 合计等于 {slots}", slots=pool.slots),
        )
