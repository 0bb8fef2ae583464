"""Contract 2.12 as a specification: of all lists of winners there are, those that the rules allow.

Nothing is computed cleverly: every set of candidates is looked at, and every way to fill the levels. A pool
is settled where one outcome is left, and short where nobody is left for a floor.
"""

from collections import Counter
from itertools import combinations

from judging.core.scoring.awards import Candidate, by_id
from judging.core.scoring.pool import Pool

Prizes = frozenset[tuple[Candidate, str | None]]


def candidates(results) -> list[Candidate]:
    return [
        Candidate(track, standing, by_id(track, standing.entrant))
        for track, result in results.items()
        for standing in result.standings
    ]


def outcomes(pool: Pool, everybody: list[Candidate]) -> set[Prizes]:
    """Who wins what, in all ways that break no rule."""
    return {prizes for winners in lists(pool, everybody) for prizes in filled(pool, winners)}


def lists(pool: Pool, everybody: list[Candidate]) -> list[frozenset[Candidate]]:
    allowed = by_quota if pool.allocate == "quota" else merged
    return [
        frozenset(winners)
        for size in range(min(pool.slots, len(everybody)) + 1)
        for winners in combinations(everybody, size)
        if allowed(pool, everybody, winners)
    ]


def by_quota(pool, everybody, winners) -> bool:
    """Each track has as many as its quota, or all it has; and nobody is passed over in it."""
    of, known = Counter(c.track for c in winners), Counter(c.track for c in everybody)
    if any(of[track] != min(pool.quota.get(track, 0), known[track]) for track in known):
        return False
    left = [c for c in everybody if c not in winners]
    return not any(c.track == out.track and out.rank < c.rank for c in winners for out in left)


def merged(pool, everybody, winners) -> bool:
    """All slots are filled, the floors kept; and no better one outside could enter for one inside."""
    if len(winners) != min(pool.slots, len(everybody)) or not keeps_floors(pool, everybody, winners):
        return False
    left = [c for c in everybody if c not in winners]
    return not any(
        is_better(out, c) and keeps_floors(pool, everybody, [out, *(w for w in winners if w != c)])
        for c in winners
        for out in left
    )


def keeps_floors(pool, everybody, winners) -> bool:
    """As far as there are people: a floor nobody is left for stays short."""
    of, known = Counter(c.track for c in winners), Counter(c.track for c in everybody)
    return all(of[f.track] >= min(least(pool, f), known[f.track]) for f in pool.floors)


def short(pool, winners) -> bool:
    of = Counter(c.track for c in winners)
    return any(of[floor.track] < least(pool, floor) for floor in pool.floors)


def least(pool, floor) -> int:
    numerator, denominator = (floor.share * pool.slots / 100).as_integer_ratio()
    return -(-numerator // denominator)


def is_better(one: Candidate, other: Candidate) -> bool:
    """In a merged pool; within a track its places count."""
    if one.track == other.track:
        return one.rank < other.rank
    return one.standing.composite > other.standing.composite


def is_higher(pool: Pool, one: Candidate, other: Candidate) -> bool:
    """Among winners, whose level is the higher one."""
    if pool.allocate == "merged" or one.track == other.track:
        return is_better(one, other)
    strength = [(c.rank, -c.standing.composite) for c in (one, other)]
    return strength[0] < strength[1]


def filled(pool: Pool, winners: frozenset[Candidate], level: int = 0) -> list[Prizes]:
    """The levels from the best down, in every way in which nobody stands under a worse one."""
    if not pool.levels:
        return [frozenset((winner, None) for winner in winners)]
    if not winners:
        return [frozenset()]
    name, count = pool.levels[level].name, pool.levels[level].count
    found = []
    for upper in map(frozenset, combinations(winners, min(count, len(winners)))):
        if not any(is_higher(pool, low, up) for up in upper for low in winners - upper):
            own = frozenset((winner, name) for winner in upper)
            found += [own | rest for rest in filled(pool, winners - upper, level + 1)]
    return found
