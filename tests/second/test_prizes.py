"""The second engine's awards, held against every order there is."""

from itertools import groupby, permutations, product
from random import Random

import pytest

from judging.second import prizes as second
from judging.second.contest import Level, Pool
from judging.second.prizes import Candidate, Member, prizes


def drawn(random: Random) -> tuple[Pool, dict[str, Member]]:
    """A pool of two or three tracks with few composites, so that most of it is tied."""
    names = ["a", "b", "c"][: random.choice([2, 3])]
    members = {}
    for track in names:
        composites = sorted((random.randrange(3) for _ in range(random.randint(1, 4))), reverse=True)
        shared = random.choice([True, False])  # or parted by something the composite does not show
        members[track] = Member(
            [
                Candidate(track, f"{track}{n}", composites.index(c) if shared else n, c)
                for n, c in enumerate(composites)
            ],
            True,
        )
    slots = random.randint(1, 6)
    quota = dict.fromkeys(names, 0)
    for _ in range(slots):
        quota[random.choice(names)] += 1
    floors = tuple((track, random.randint(1, 2)) for track in random.sample(names, random.randint(0, 2)))
    first = random.randint(0, slots)
    levels = random.choice([(), (Level("一", first, None), Level("二", slots - first, None))])
    return Pool("p", slots, random.choice([True, False]), quota, floors, levels), members


def orders(pool: Pool, candidates: list[Candidate]):
    """Every order of all candidates in which nobody stands before a better one."""

    def strength(c: Candidate) -> tuple[int, ...]:
        return (-c.composite,) if pool.merged else (c.rank, -c.composite)

    ties = [list(tie) for _, tie in groupby(sorted(candidates, key=strength), key=strength)]
    for arranged in product(*map(permutations, ties)):
        order = [c for tie in arranged for c in tie]
        places: dict[str, list[int]] = {}
        for c in order:
            places.setdefault(c.track, []).append(c.rank)
        if all(ranks == sorted(ranks) for ranks in places.values()):
            yield order


def by_all_orders(pool: Pool, members: dict[str, Member]):
    """The prizes if every order gives the same and no floor is short; None otherwise."""
    candidates = [c for member in members.values() for c in member.candidates]
    [first, *others] = {
        tuple(sorted(second._prizes(pool, order).items())) for order in orders(pool, candidates)
    }
    won = [track for (track, _), _ in first]
    short = any(won.count(track) < least for track, least in pool.floors)
    return None if others or short else dict(first)


def extremes_only(*arguments, of=second._orders):
    """As if all orders together were too many."""
    *others, _ = arguments
    return of(*others, 0)


@pytest.mark.parametrize("tried", [second._orders, extremes_only])
def test_a_pool_is_settled_exactly_where_every_order_of_its_ties_agrees(tried, monkeypatch):
    """Also where only the extremes of each tie are tried, as in pools too large for all."""
    monkeypatch.setattr(second, "_orders", tried)
    random, settled = Random(1), 0

    for n in range(400):
        pool, members = drawn(random)
        if sum(len(member.candidates) for member in members.values()) > 8:
            continue
        found = prizes(pool, members)
        settled += found is not None
        assert (n, pool, found) == (n, pool, by_all_orders(pool, members))

    assert 50 < settled < 350


def test_a_large_pool_in_which_all_are_equal_is_told_to_be_open():
    members = {
        track: Member([Candidate(track, f"{track}{n}", 0, 90) for n in range(15_000)], True) for track in "ab"
    }

    assert prizes(Pool("p", 20_000, True, {}, (), ()), members) is None
    assert len(prizes(Pool("p", 30_000, True, {}, (), ()), members)) == 30_000
