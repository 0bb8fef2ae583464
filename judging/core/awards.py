"""From standings to prizes (contract 2.12): who is inside each pool, at which level, and what is open."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import accumulate, combinations

from msgspec import Struct

from .numbers import plain, shortest
from .results import Award, Standing, TrackResult
from .rulebook import Floor, Level, Pool, Rulebook


class Candidate(Struct, frozen=True):
    """A ranked entrant as the pool sees it."""

    track: str
    standing: Standing

    @property
    def rank(self) -> int:
        """The place, or the one that undecided equals would share."""
        return self.standing.rank if self.standing.place is None else self.standing.place


class Allocation(Struct, frozen=True):
    """What a pool comes to as the standings are.

    `awards` hold only while `open` is None; it says otherwise what has to be decided first. `notes` explain
    the result: who is on the line, and which floors are met, or short and by how many.
    """

    awards: tuple[Award, ...]
    open: str | None
    notes: tuple[str, ...]


def awards(
    rulebook: Rulebook, results: Mapping[str, TrackResult]
) -> tuple[dict[str, tuple[Award, ...]], dict[str, str]]:
    """The awards of each settled pool, and for each open one the reason. `results` by track."""
    settled, still_open = {}, {}
    for pool in rulebook.pools:
        found = allocation(rulebook, pool, results)
        if found.open is None:
            settled[pool.id] = found.awards
        else:
            still_open[pool.id] = found.open
    return settled, still_open


def allocation(rulebook: Rulebook, pool: Pool, results: Mapping[str, TrackResult]) -> Allocation:
    """The pool's winners and levels as the standings are, and all there is to say about them.

    An entrant without a score leaves the pool open. A tie does so only where it lies across the last slot or
    a level line; an undecided `manual` tie is a tie like any other.
    """
    names = {track.id: track.name for track in rulebook.tracks if track.pool == pool.id}
    order = sorted(
        (Candidate(track, s) for track in names if track in results for s in results[track].standings),
        key=lambda c: (-c.standing.composite, c.rank),
    )
    inside = ALLOCATE[pool.allocate](pool, order)
    return Allocation(
        awards=tuple(_awarded(pool, inside)),
        open=_unscored(names, results) or _slot_tie(pool, order, inside) or _level_tie(pool, inside),
        notes=(*_line(pool, order, inside), *_floor_notes(pool, names, inside)),
    )


def by_quota(pool: Pool, order: Sequence[Candidate]) -> list[Candidate]:
    """Each track's best, as many as its quota; a slot nobody is left for stays empty."""
    taken: Counter[str] = Counter()
    inside = []
    for candidate in order:
        if taken[candidate.track] < pool.quota.get(candidate.track, 0):
            taken[candidate.track] += 1
            inside.append(candidate)
    return inside


def merged(pool: Pool, order: Sequence[Candidate]) -> list[Candidate]:
    """The best of all tracks by composite, then an exchange for each floor that is short, in file order."""
    inside = list(order[: pool.slots])
    for floor in pool.floors:
        inside = _exchanged(pool, floor, order, inside)
    return inside


ALLOCATE: dict[str, Callable[[Pool, Sequence[Candidate]], list[Candidate]]] = {
    "quota": by_quota,
    "merged": merged,
}


def needed(pool: Pool, track: str) -> int:
    """The slots the track's floors keep for it: ceil(share × slots); 0 without a floor."""
    return max((_slots_of(pool, floor) for floor in pool.floors if floor.track == track), default=0)


def _slots_of(pool: Pool, floor: Floor) -> int:
    numerator, denominator = floor.share.as_integer_ratio()
    return -(-numerator * pool.slots // (denominator * 100))


def _exchanged(
    pool: Pool, floor: Floor, order: Sequence[Candidate], inside: Sequence[Candidate]
) -> list[Candidate]:
    """The lowest winners of other tracks leave for the best left of the floored one; no floor is broken."""
    taken = Counter(candidate.track for candidate in inside)
    short = max(_slots_of(pool, floor) - taken[floor.track], 0)
    entering = [c for c in _outside(order, inside) if c.track == floor.track][:short]
    leaving: list[Candidate] = []
    for candidate in reversed(inside):
        may_leave = candidate.track != floor.track and taken[candidate.track] > needed(pool, candidate.track)
        if len(leaving) < len(entering) and may_leave:
            leaving.append(candidate)
            taken[candidate.track] -= 1
    chosen = {*inside, *entering[: len(leaving)]} - {*leaving}
    return [candidate for candidate in order if candidate in chosen]


def _outside(order: Sequence[Candidate], inside: Sequence[Candidate]) -> list[Candidate]:
    winners = set(inside)
    return [candidate for candidate in order if candidate not in winners]


def equal(a: Candidate, b: Candidate) -> bool:
    """Nothing puts one before the other: the same place in a track, the same composite between tracks.

    Either way the composites are equal.
    """
    if a.track == b.track:
        return a.rank == b.rank
    return a.standing.composite == b.standing.composite


def _slot_tie(pool: Pool, order: Sequence[Candidate], inside: Sequence[Candidate]) -> str | None:
    """Winners and losers that are equal and could change places without breaking a quota or a floor.

    Where a floor alone decided between equals of two tracks, the rules have decided, not the cut.
    """
    taken = Counter(candidate.track for candidate in inside)
    outside = _outside(order, inside)

    def arbitrary(winner: Candidate, loser: Candidate) -> bool:
        if winner.track == loser.track:
            return equal(winner, loser)
        unbound = pool.allocate != "quota" and taken[winner.track] > needed(pool, winner.track)
        return unbound and equal(winner, loser)

    tied = _tied(inside, outside, arbitrary)
    return f"{tied} 并列，压在最后一个名额上，须先决出先后" if tied else None


def _levels(pool: Pool, inside: Sequence[Candidate]) -> list[tuple[Level, Sequence[Candidate]]]:
    """Each level with its winners, filled from the best down."""
    ends = list(accumulate(level.count for level in pool.levels))
    return [(level, inside[end - level.count : end]) for level, end in zip(pool.levels, ends, strict=True)]


def _level_tie(pool: Pool, inside: Sequence[Candidate]) -> str | None:
    for (upper, above), (lower, below) in combinations(_levels(pool, inside), 2):
        tied = _tied(above, below, equal)
        if tied:
            return f"{tied} 并列，压在{upper.name}与{lower.name}的分界线上，须先决出先后"
    return None


def _tied(
    above: Sequence[Candidate], below: Sequence[Candidate], tie: Callable[[Candidate, Candidate], bool]
) -> str:
    """The names of all who are tied across a line, those above first; "" if nobody is."""
    shared = {a.standing.composite for a in above} & {b.standing.composite for b in below}
    near_above = [a for a in above if a.standing.composite in shared]
    near_below = [b for b in below if b.standing.composite in shared]
    better = [a for a in near_above if any(tie(a, b) for b in near_below)]
    worse = [b for b in near_below if any(tie(a, b) for a in near_above)]
    return "、".join(candidate.standing.entrant for candidate in (*better, *worse))


def _unscored(names: Mapping[str, str], results: Mapping[str, TrackResult]) -> str | None:
    """The first track with entrants that have no composite yet."""
    for track, name in names.items():
        if track not in results:
            return f"{name}尚无成绩"
        waiting = dict.fromkeys(held.entrant for held in results[track].held if held.round is not None)
        if waiting:
            return f"{name}还有 {len(waiting)} 个参赛对象成绩未齐：{'、'.join(waiting)}"
    return None


def _awarded(pool: Pool, inside: Sequence[Candidate]) -> Iterator[Award]:
    if not pool.levels:
        yield from (Award(c.standing.entrant, c.track, None) for c in inside)
    for level, winners in _levels(pool, inside):
        yield from (Award(c.standing.entrant, c.track, level.name, level.title) for c in winners)


def _line(pool: Pool, order: Sequence[Candidate], inside: Sequence[Candidate]) -> Iterator[str]:
    """How many are inside, who came in last, and the best who did not."""
    yield f"{pool.slots} 个名额，入围 {len(inside)} 个"
    outside = _outside(order, inside)
    for candidate, word in ((inside and inside[-1], "末位入围"), (outside and outside[0], "线外第一")):
        if candidate:
            yield f"{word}：{candidate.standing.entrant}（{plain(candidate.standing.composite)}）"


def _floor_notes(pool: Pool, names: Mapping[str, str], inside: Sequence[Candidate]) -> Iterator[str]:
    """For each floor how many are inside, and how many are short: “还差 2 名一线人员才满足 80%”."""
    for floor in pool.floors:
        name, share, least = names[floor.track], shortest(floor.share), _slots_of(pool, floor)
        count = sum(candidate.track == floor.track for candidate in inside)
        if count < least:
            yield f"还差 {least - count} 名{name}才满足 {share}%"
        else:
            yield f"{name}入围 {count} 名，满足不少于 {share}%（{least} 名）"
