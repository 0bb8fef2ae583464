"""A pool with one number changed, and all that has to follow so that its parts still go together.

Levels add up to the slots: the lowest gives or takes what is changed. None stands for what cannot be.
"""

from collections.abc import Iterator
from decimal import Decimal

from msgspec.structs import replace

from judging.core.scoring.awards import needed
from judging.core.scoring.pool import Level, Pool


def with_more_slots(pool: Pool, more: int, track: str = "") -> Pool | None:
    """*more* or, below 0, fewer slots: those of *track* where the pool is shared out by quota."""
    quota = {**pool.quota, track: pool.quota.get(track, 0) + more} if track else pool.quota
    changed = replace(pool, slots=pool.slots + more, quota=quota, levels=_filled(pool.levels, more))
    return changed if _goes_together(changed) else None


def _filled(levels: tuple[Level, ...], more: int) -> tuple[Level, ...]:
    """The lowest levels give until nothing is left of them; the last one takes."""
    found = list(levels)
    for n in reversed(range(len(found))):
        count = max(found[n].count + more, 0)
        more -= count - found[n].count
        found[n] = replace(found[n], count=count)
    return tuple(found)


def with_lower_share(pool: Pool, at: int, share: int) -> Pool:
    """The floor at this place of the list with another share, in percent."""
    floors = list(pool.floors)
    floors[at] = replace(floors[at], share=Decimal(share))
    return replace(pool, floors=tuple(floors))


def with_moved_border(pool: Pool, at: int, more: int) -> Pool | None:
    """The level at this place takes *more* from the next one, or gives them to it."""
    levels = list(pool.levels)
    upper, lower = levels[at], levels[at + 1]
    levels[at] = replace(upper, count=upper.count + more)
    levels[at + 1] = replace(lower, count=lower.count - more)
    changed = replace(pool, levels=tuple(levels))
    return changed if _goes_together(changed) else None


def lower_shares(pool: Pool, at: int) -> Iterator[int]:
    """The whole percents under a floor's share that keep fewer slots, each the highest of its kind."""
    share, kept = int(pool.floors[at].share), needed(pool, pool.floors[at].track)
    for lower in range(share, 0, -1):
        slots = -(-lower * pool.slots // 100)
        if slots < kept:
            kept = slots
            yield lower


def _goes_together(pool: Pool) -> bool:
    """As the reader of rules files asks it."""
    floors = {floor.track: needed(pool, floor.track) for floor in pool.floors}
    by_quota = pool.allocate == "quota"
    return (
        pool.slots >= 1
        and all(level.count >= 0 for level in pool.levels)
        and (not pool.levels or sum(level.count for level in pool.levels) == pool.slots)
        and sum(floors.values()) <= pool.slots
        and all(slots >= 0 for slots in pool.quota.values())
        and (not by_quota or all(pool.quota.get(track, 0) >= least for track, least in floors.items()))
    )
