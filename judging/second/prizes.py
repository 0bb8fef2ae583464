"""Who wins what, by trying the orders that ties leave open: a prize that depends on one is not settled.

Equals of one track are alike, so they only have to fare alike. Between tracks every order of a tie is tried
while there are few; of many, those with one track's equals before another's, which are the extremes.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby, islice, permutations, product
from math import factorial, prod
from operator import attrgetter
from typing import NamedTuple

from .contest import Pool

ORDERS = 720  # tried at most in a small pool …
PLACED = 1_000_000  # … and in a large one so many that no more candidates are placed, all together …
BLOCKS = 24  # … but these always: the orders of four tracks


class Candidate(NamedTuple):
    track: str
    entrant: str
    rank: int
    composite: int  # in a unit all tracks of the pool share


@dataclass(frozen=True, slots=True)
class Member:
    """A track of the pool. Unfinished while somebody is held or nobody has entered."""

    candidates: Sequence[Candidate]
    finished: bool


Prize = tuple[str | None, str | None]  # level and title
Prizes = Mapping[tuple[str, str], Prize]  # by track and entrant


def prizes(pool: Pool, members: Mapping[str, Member]) -> Prizes | None:
    """None as long as the pool is open: a track unfinished, a tie undecided, a floor short."""
    if not all(member.finished for member in members.values()):
        return None
    candidates = [candidate for member in members.values() for candidate in member.candidates]
    ties = _ties(pool, candidates)
    found = _prizes(pool, [candidate for tie in ties for candidate in tie])
    most = min(max(PLACED // max(len(candidates), 1), BLOCKS), ORDERS)
    for order in islice(_orders(pool, ties, found, most), most):
        if _prizes(pool, order) != found:
            return None
    won = Counter(track for track, _ in found)
    met = all(won[track] >= least for track, least in pool.floors)
    return found if met and all(_alike_fare_alike(tie, found) for tie in ties) else None


def _ties(pool: Pool, candidates: Sequence[Candidate]) -> list[list[Candidate]]:
    """In a merged pool composites count, within a track its places; in quotas the places come first."""

    def merged(c: Candidate) -> tuple[int, ...]:
        return (-c.composite,)

    def by_place(c: Candidate) -> tuple[int, ...]:
        return c.rank, -c.composite

    same = merged if pool.merged else by_place
    ordered = sorted(candidates, key=lambda c: (*same(c), c.rank))
    return [list(tie) for _, tie in groupby(ordered, key=same)]


def _alike_fare_alike(tie: Sequence[Candidate], found: Prizes) -> bool:
    """Whether all of a track and place within the tie win the same, so that their order does not matter."""
    results: dict[tuple[str, int], set[Prize | None]] = {}
    for c in tie:
        results.setdefault((c.track, c.rank), set()).add(found.get((c.track, c.entrant)))
    return all(len(result) == 1 for result in results.values())


def _orders(
    pool: Pool, ties: Sequence[Sequence[Candidate]], found: Prizes, most: int
) -> Iterator[list[Candidate]]:
    """Orders of all candidates: every one if they are few, or else those of one tie after the other."""
    between = [n for n, tie in enumerate(ties) if len({c.track for c in tie}) > 1]
    together = 1
    for n in between:
        together = min(together * _count(ties[n]), most + 1)
    if together <= most:
        for arranged in product(*(_interleaved(_by_track(ties[n])) for n in between)):
            yield _with(ties, dict(zip(between, arranged, strict=True)))
        return
    yield _with(ties, {n: list(_blocks(ties[n]))[-1] for n in between})
    begins = list(accumulate(map(len, ties), initial=0))
    for n in between:
        across = begins[n] < pool.slots < begins[n + 1]  # the last slot
        if across or len({found.get((c.track, c.entrant)) for c in ties[n]}) > 1:
            few = _count(ties[n]) <= BLOCKS
            for arrangement in _interleaved(_by_track(ties[n])) if few else _blocks(ties[n]):
                yield _with(ties, {n: arrangement})


def _with(
    ties: Sequence[Sequence[Candidate]], arranged: Mapping[int, Sequence[Candidate]]
) -> list[Candidate]:
    return [c for n, tie in enumerate(ties) for c in arranged.get(n, tie)]


def _count(tie: Sequence[Candidate]) -> int:
    """The orders between tracks; that within a track is given."""
    if len(tie) > 20:
        return ORDERS + 1
    return factorial(len(tie)) // prod(map(factorial, Counter(c.track for c in tie).values()))


def _by_track(tie: Sequence[Candidate]) -> list[list[Candidate]]:
    tracks = sorted(tie, key=attrgetter("track"))
    return [list(own) for _, own in groupby(tracks, key=attrgetter("track"))]


def _interleaved(queues: Sequence[Sequence[Candidate]]) -> Iterator[list[Candidate]]:
    if not any(queues):
        yield []
    for n, queue in enumerate(queues):
        if queue:
            for rest in _interleaved([*queues[:n], queue[1:], *queues[n + 1 :]]):
                yield [queue[0], *rest]


def _blocks(tie: Sequence[Candidate]) -> Iterator[list[Candidate]]:
    """One track's equals before another's; of many tracks each comes first once and last once."""
    tracks = _by_track(tie)
    if factorial(len(tracks)) <= BLOCKS:
        turned = [list(order) for order in permutations(tracks)]
    else:
        turned = [[*tracks[n:], *tracks[:n]] for n in range(len(tracks))]
        turned += [order[::-1] for order in turned]
    for order in turned:
        yield [candidate for own in order for candidate in own]


def _prizes(pool: Pool, order: Sequence[Candidate]) -> Prizes:
    """What everybody wins if the candidates stand in exactly this order."""
    inside = _merged(pool, order) if pool.merged else _by_quota(pool, order)
    if not pool.levels:
        return {(c.track, c.entrant): (None, None) for c in inside}
    named = [(level.name, level.title) for level in pool.levels for _ in range(level.count)]
    return {(c.track, c.entrant): prize for c, prize in zip(inside, named, strict=False)}


def _by_quota(pool: Pool, order: Sequence[Candidate]) -> list[Candidate]:
    left = Counter(pool.quota)
    inside = []
    for c in order:
        if left[c.track] > 0:
            left[c.track] -= 1
            inside.append(c)
    return inside


def _merged(pool: Pool, order: Sequence[Candidate]) -> list[Candidate]:
    """The first come in; then for each floor that is short others' lowest leave for that track's best."""
    inside = [n < pool.slots for n in range(len(order))]
    floors = dict(pool.floors)
    for track, least in pool.floors:
        count = Counter(c.track for n, c in enumerate(order) if inside[n])
        entering = [n for n, c in enumerate(order) if c.track == track and not inside[n]]
        entering = entering[: max(least - count[track], 0)]
        for n in reversed(range(len(order))):
            if not entering:
                break
            other = order[n].track
            if inside[n] and other != track and count[other] > floors.get(other, 0):
                inside[n] = False
                inside[entering.pop(0)] = True
                count[other] -= 1
    return [c for n, c in enumerate(order) if inside[n]]
