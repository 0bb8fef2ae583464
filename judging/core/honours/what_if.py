"""模拟: what a changed pool would come to, against the pool as it is. Nothing is decided by it.

Only locked rankings count. A line that ties leave open is said to be open, and nobody is cut silently.
"""

from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from judging.core.scoring.awards import Allocation, Called, Candidate, allocation
from judging.core.scoring.day import TrackResult
from judging.core.scoring.numbers import plain
from judging.core.scoring.pool import Pool
from judging.core.scoring.rulebook import Rulebook
from judging.core.sentence import Sentence, sentence

from .pool_variants import lower_shares, with_lower_share, with_more_slots, with_moved_border
from .pools import tracks_of

NEAR = 3  # slots more or fewer, whose winners and losers are always told
SEARCHED = 10  # as far a change that settles a pool is looked for: who changes more, changes another pool

Results = Mapping[str, TrackResult]


class Move(StrEnum):
    """What a change does to a candidate."""

    STAYS = "stays"
    IN = "in"
    OUT = "out"
    UP = "up"
    DOWN = "down"


class Line(Struct, frozen=True):
    """A candidate: `before` and `after` are the level, "" where the pool has none, None outside the line."""

    track: str
    entrant: str
    name: str
    place: int
    composite: str
    before: str | None
    after: str | None
    move: Move
    tied: bool  # across the last slot or a level line: nobody has decided yet who is above it


class Step(Struct, frozen=True):
    """What one slot more or fewer would move, of *track* where the pool is shared out by quota."""

    track: str
    by: int
    slots: int  # of the pool, or of the track
    entering: tuple[str, ...]
    leaving: tuple[str, ...]
    open: Sentence | None


class Remedy(Struct, frozen=True):
    """The least change of its kind that settles an open pool."""

    change: Sentence
    entering: tuple[str, ...]  # against the list as it would stand without it
    leaving: tuple[str, ...]
    rules: Pool


class WhatIf(Struct, frozen=True):
    """`lines`: first those `inside`, the highest first; then those outside, the best first."""

    waiting: tuple[str, ...]  # tracks that are not locked: nobody of them is counted
    open_before: Sentence | None
    open: Sentence | None
    notes: tuple[Sentence, ...]
    lines: tuple[Line, ...]
    inside: int
    steps: tuple[Step, ...]
    remedies: tuple[Remedy, ...]


Allot = Callable[[Pool], Allocation]
Key = tuple[str, str]  # track, entrant


def what_if(rules: Rulebook, results: Results, present: Pool, wanted: Pool, called: Called) -> WhatIf:
    """*wanted* against *present*, by the locked rankings in *results*."""

    def allot(pool: Pool) -> Allocation:
        floors = tuple(floor for floor in pool.floors if floor.track in results)
        return allocation(counted, replace(pool, floors=floors), results, called)

    names = tracks_of(rules, wanted.id)
    counted = replace(rules, tracks=tuple(track for track in rules.tracks if track.id in results))
    before, after = allot(present), allot(wanted)
    return WhatIf(
        waiting=tuple(name for track, name in names.items() if track not in results),
        open_before=before.open,
        open=after.open,
        notes=after.notes,
        lines=tuple(_lines(before, after)),
        inside=len(after.inside),
        steps=tuple(_steps(names, wanted, allot, after)),
        remedies=tuple(_remedies(names, wanted, allot, after)) if after.open else (),
    )


def _lines(before: Allocation, after: Allocation) -> Iterator[Line]:
    was, now = _levels(before), _levels(after)
    for candidate in (*after.inside, *after.outside):
        key = _key(candidate)
        yield Line(
            *key,
            candidate.name,
            candidate.rank,
            plain(candidate.standing.composite),
            _name(was.get(key)),
            _name(now.get(key)),
            _move(was.get(key), now.get(key)),
            candidate in after.tied,
        )


Level = tuple[int, str]  # its number from the top, and its name


def _levels(found: Allocation) -> dict[Key, Level]:
    names = list(dict.fromkeys(award.level or "" for award in found.awards))
    return {
        (award.track, award.entrant): (names.index(award.level or ""), award.level or "")
        for award in found.awards
    }


def _name(level: Level | None) -> str | None:
    return level[1] if level else None


def _move(was: Level | None, now: Level | None) -> Move:
    if was is None or now is None:
        return Move.STAYS if was is now else Move.OUT if now is None else Move.IN
    return Move.STAYS if was[0] == now[0] else Move.UP if now[0] < was[0] else Move.DOWN


def _key(candidate: Candidate) -> Key:
    return candidate.track, candidate.standing.entrant


def _steps(names: Mapping[str, str], pool: Pool, allot: Allot, now: Allocation) -> Iterator[Step]:
    for track in _shared_out(names, pool):
        for by in (*range(-NEAR, 0), *range(1, NEAR + 1)):
            if changed := with_more_slots(pool, by, track):
                found = allot(changed)
                slots = changed.quota[track] if track else changed.slots
                yield Step(names.get(track, ""), by, slots, *_between(now, found), found.open)


def _shared_out(names: Mapping[str, str], pool: Pool) -> tuple[str, ...]:
    """The tracks whose slots may change one by one; "" where all have them together."""
    return tuple(names) if pool.allocate == "quota" else ("",)


def _between(before: Allocation, after: Allocation) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Who enters and who leaves."""
    entering = tuple(each.name for each in after.inside if each not in before.inside)
    return entering, tuple(each.name for each in before.inside if each not in after.inside)


def _remedies(names: Mapping[str, str], pool: Pool, allot: Allot, now: Allocation) -> Iterator[Remedy]:
    for change, variants in _changes(names, pool):
        for changed, told in variants:
            if (found := allot(changed)).open is None:
                yield Remedy(change(told), *_between(now, found), changed)
                break


Variants = Iterator[tuple[Pool, int]]  # the least change first, each with its number


def _changes(names: Mapping[str, str], pool: Pool) -> Iterator[tuple[Callable[[int], Sentence], Variants]]:
    """Each way to change one number, up or down."""
    for track in _shared_out(names, pool):
        yield _told_slots(names.get(track, "")), _slots(pool, track, -1)
        yield _told_slots(names.get(track, "")), _slots(pool, track, 1)
    for n, (upper, lower) in enumerate(zip(pool.levels, pool.levels[1:], strict=False)):
        yield _told_border(upper.name, lower.name), _borders(pool, n, -1)
        yield _told_border(upper.name, lower.name), _borders(pool, n, 1)
    for n, floor in enumerate(pool.floors):
        shares = ((with_lower_share(pool, n, share), share) for share in lower_shares(pool, n))
        yield _told_share(names[floor.track]), shares


def _told_slots(track: str) -> Callable[[int], Sentence]:
    if track:
        return lambda slots: sentence("{track}名额改为 {slots} 个", track=track, slots=slots)
    return lambda slots: sentence("名额改为 {slots} 个", slots=slots)


def _told_border(upper: str, lower: str) -> Callable[[int], Sentence]:
    return lambda count: sentence(
        "{upper}改为 {count} 个，{lower}相应增减", upper=upper, count=count, lower=lower
    )


def _told_share(track: str) -> Callable[[int], Sentence]:
    return lambda share: sentence("{track}占比下限降为 {share}%", track=track, share=share)


def _slots(pool: Pool, track: str, by: int) -> Variants:
    for n in range(1, SEARCHED + 1):
        if changed := with_more_slots(pool, n * by, track):
            yield changed, changed.quota[track] if track else changed.slots


def _borders(pool: Pool, at: int, by: int) -> Variants:
    for n in range(1, SEARCHED + 1):
        if changed := with_moved_border(pool, at, n * by):
            yield changed, changed.levels[at].count
