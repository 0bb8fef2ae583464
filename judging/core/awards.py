"""From standings to prizes (contract 2.12): who is inside each pool, at which level, and what is open."""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import accumulate, combinations
from typing import NamedTuple

from msgspec import Struct

from .numbers import plain, shortest
from .results import Award, Standing, TrackResult
from .rulebook import Floor, Level, Pool, Rulebook

Strength = tuple[int | Decimal, ...]


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

    A pool is open until each of its tracks is finished, and where the rules alone do not name its winners or
    their levels. A tie matters only where it lies across the last slot or a level line of the final list.
    """
    names = {track.id: track.name for track in rulebook.tracks if track.pool == pool.id}
    candidates = [Candidate(t, s) for t in names if t in results for s in results[t].standings]
    way = ALLOCATE[pool.allocate]
    order = sorted(candidates, key=lambda c: (way.strength(c), c.rank))
    inside = way.winners(pool, order)
    outside = _outside(order, inside)
    return Allocation(
        awards=tuple(_awarded(pool, inside)),
        open=_unfinished(names, results)
        or _slot_tie(pool, inside, outside)
        or _level_tie(pool, inside)
        or _short_floor(pool, names, inside),
        notes=(*_line(pool, inside, outside), *_floor_notes(pool, names, inside)),
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


def by_place(candidate: Candidate) -> Strength:
    """All first places, then all second places; at the same place the higher composite."""
    return candidate.rank, -candidate.standing.composite


def by_composite(candidate: Candidate) -> Strength:
    return (-candidate.standing.composite,)


class Way(NamedTuple):
    """How a pool finds its winners; they fill the levels in the same order, the least `strength` first."""

    strength: Callable[[Candidate], Strength]  # the same for equals of different tracks
    winners: Callable[[Pool, Sequence[Candidate]], list[Candidate]]


ALLOCATE = {"quota": Way(by_place, by_quota), "merged": Way(by_composite, merged)}


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


def _slot_tie(pool: Pool, inside: Sequence[Candidate], outside: Sequence[Candidate]) -> str | None:
    """Winners and losers that are equal and could change places without breaking a quota or a floor.

    Where a floor alone decided between equals of two tracks, the rules have decided, not the cut.
    """
    taken = Counter(candidate.track for candidate in inside)
    unbound = {track for track in taken if pool.allocate != "quota" and taken[track] > needed(pool, track)}
    tied = _tied(inside, outside, ALLOCATE[pool.allocate].strength, unbound)
    return f"{tied} 并列，压在最后一个名额上，须先决出先后" if tied else None


def _levels(pool: Pool, inside: Sequence[Candidate]) -> list[tuple[Level, Sequence[Candidate]]]:
    """Each level with its winners, filled from the best down."""
    ends = list(accumulate(level.count for level in pool.levels))
    return [(level, inside[end - level.count : end]) for level, end in zip(pool.levels, ends, strict=True)]


def _level_tie(pool: Pool, inside: Sequence[Candidate]) -> str | None:
    tracks = {candidate.track for candidate in inside}
    for (upper, above), (lower, below) in combinations(_levels(pool, inside), 2):
        tied = _tied(above, below, ALLOCATE[pool.allocate].strength, tracks)
        if tied:
            return f"{tied} 并列，压在{upper.name}与{lower.name}的分界线上，须先决出先后"
    return None


def _tied(
    above: Sequence[Candidate],
    below: Sequence[Candidate],
    strength: Callable[[Candidate], Strength],
    movable: Collection[str],
) -> str:
    """The names of all who are tied across a line, those above first; "" if nobody is.

    Nothing puts one before the other who shares a place in a track, or who is of another track and as
    strong; there the one above must be of a *movable* track.
    """
    places = {(c.track, c.rank) for c in above} & {(c.track, c.rank) for c in below}
    upper = _tracks_by_strength([c for c in above if c.track in movable], strength)
    lower = _tracks_by_strength(below, strength)

    def is_tied(candidate: Candidate, rivals: Mapping[Strength, set[str]], may_move: bool) -> bool:
        others = rivals.get(strength(candidate), set()) - {candidate.track}
        return (candidate.track, candidate.rank) in places or (may_move and bool(others))

    better = [c for c in above if is_tied(c, lower, c.track in movable)]
    worse = [c for c in below if is_tied(c, upper, may_move=True)]
    return "、".join(candidate.standing.entrant for candidate in (*better, *worse))


def _tracks_by_strength(
    candidates: Sequence[Candidate], strength: Callable[[Candidate], Strength]
) -> dict[Strength, set[str]]:
    tracks: dict[Strength, set[str]] = {}
    for candidate in candidates:
        tracks.setdefault(strength(candidate), set()).add(candidate.track)
    return tracks


def _unfinished(names: Mapping[str, str], results: Mapping[str, TrackResult]) -> str | None:
    """The first track in which somebody is held, or that nobody has entered."""
    for track, name in names.items():
        found = results.get(track)
        if found is None or not (found.standings or found.held or found.unranked):
            return f"{name}还没有参赛对象"
        if waiting := dict.fromkeys(held.entrant for held in found.held if held.round is not None):
            return f"{name}还有 {len(waiting)} 个参赛对象成绩未齐：{'、'.join(waiting)}"
        if found.held:
            return f"{name}有并列待评委组长决定先后：{'、'.join(held.entrant for held in found.held)}"
    return None


def _awarded(pool: Pool, inside: Sequence[Candidate]) -> Iterator[Award]:
    if not pool.levels:
        yield from (Award(c.standing.entrant, c.track, None) for c in inside)
    for level, winners in _levels(pool, inside):
        yield from (Award(c.standing.entrant, c.track, level.name, level.title) for c in winners)


def _line(pool: Pool, inside: Sequence[Candidate], outside: Sequence[Candidate]) -> Iterator[str]:
    """How many are inside, who came in last, and the best who did not."""
    yield f"{pool.slots} 个名额，入围 {len(inside)} 个"
    for candidate, word in ((inside and inside[-1], "末位入围"), (outside and outside[0], "线外第一")):
        if candidate:
            yield f"{word}：{candidate.standing.entrant}（{plain(candidate.standing.composite)}）"


def _floor_notes(pool: Pool, names: Mapping[str, str], inside: Sequence[Candidate]) -> Iterator[str]:
    """For each floor how many are inside, and how many are short: “还差 2 名一线人员才满足 80%”."""
    for floor in pool.floors:
        name, share, least = names[floor.track], shortest(floor.share), _slots_of(pool, floor)
        count = _count(floor, inside)
        if count < least:
            yield _shortage(floor, name, least - count)
        else:
            yield f"{name}入围 {count} 名，满足不少于 {share}%（{least} 名）"


def _short_floor(pool: Pool, names: Mapping[str, str], inside: Sequence[Candidate]) -> str | None:
    """A floor nobody is left for: the rules name no settled list, the organiser has to decide."""
    for floor in pool.floors:
        short = _slots_of(pool, floor) - _count(floor, inside)
        if short > 0:
            return f"{_shortage(floor, names[floor.track], short)}，已没有可以补入的人"
    return None


def _shortage(floor: Floor, name: str, short: int) -> str:
    return f"还差 {short} 名{name}才满足 {shortest(floor.share)}%"


def _count(floor: Floor, inside: Sequence[Candidate]) -> int:
    return sum(candidate.track == floor.track for candidate in inside)
