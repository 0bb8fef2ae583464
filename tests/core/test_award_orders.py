"""A pool is settled exactly where every order that its ties leave open gives everybody the same prize."""

from collections import Counter
from decimal import Decimal
from itertools import groupby, permutations, product

from hypothesis import given, settings
from hypothesis import strategies as st

from judging.core.scoring.awards import allocation
from judging.core.scoring.day import Standing, TrackResult
from judging.core.scoring.pool import Floor, Level, Pool
from judging.core.scoring.rulebook import Rulebook, Track
from tests.core.made import entered

TRACKS = ("front", "back", "guest")


@st.composite
def standings(draw, track):
    """Few different composites; equals share a place, or a tie chain has parted them."""
    composites = sorted(draw(st.lists(st.integers(1, 5), min_size=1, max_size=3)), reverse=True)
    found = []
    for n, composite in enumerate(composites):
        shares = bool(found) and found[-1].composite == composite and draw(st.booleans())
        rank = found[-1].rank if shares else n + 1
        found.append(Standing(rank, f"{track}{n}", Decimal(composite), None, rank))
    return TrackResult((), tuple(found), (), ())


@st.composite
def pools(draw, tracks):
    if draw(st.booleans()):
        quota = {track: draw(st.integers(1, 3)) for track in tracks}
        slots = sum(quota.values())
        return Pool("p", "奖", slots, "quota", quota, levels=draw(levels(slots)))
    slots = draw(st.integers(1, 6))
    shares = draw(st.sampled_from([(), ("front",), ("back", "front"), ("guest", "front")]))
    percents = st.sampled_from([Decimal(25), Decimal(50)])
    floors = tuple(Floor(track, draw(percents)) for track in shares if track in tracks)
    floors = floors if sum(least(floor, slots) for floor in floors) <= slots else ()
    return Pool("p", "奖", slots, "merged", {}, floors, draw(levels(slots)))


@st.composite
def levels(draw, slots):
    first = draw(st.integers(0, slots))
    return (Level("一等奖", first), Level("二等奖", slots - first)) if first else ()


def least(floor, slots):
    return -(-int(floor.share) * slots // 100)


def orders(pool, results):
    """Every order of all candidates in which nobody stands before who is clearly better."""

    def strength(track, standing):
        return (standing.rank, -standing.composite) if pool.allocate == "quota" else (-standing.composite,)

    everybody = [(track, s) for track, result in results.items() for s in result.standings]
    everybody.sort(key=lambda c: strength(*c))
    ties = [list(tie) for _, tie in groupby(everybody, key=lambda c: strength(*c))]
    possible = [[order for order in permutations(tie) if keeps_places(order)] for tie in ties]
    for arranged in product(*possible):
        yield [candidate for tie in arranged for candidate in tie]


def keeps_places(order):
    ranks = {track: [s.rank for of, s in order if of == track] for track in TRACKS}
    return all(found == sorted(found) for found in ranks.values())


def prizes(pool, order):
    """By entrant, if everybody stands in exactly this order."""
    inside = taken_by_quota(pool, order) if pool.allocate == "quota" else taken_merged(pool, order)
    names = [level.name for level in pool.levels for _ in range(level.count)] or [None] * pool.slots
    return {standing.entrant: name for (_, standing), name in zip(inside, names, strict=False)}


def taken_by_quota(pool, order):
    return [
        (track, s)
        for n, (track, s) in enumerate(order)
        if sum(of == track for of, _ in order[:n]) < pool.quota[track]
    ]


def taken_merged(pool, order):
    inside = order[: pool.slots]
    for floor in pool.floors:
        for candidate in [c for c in order if c[0] == floor.track and c not in inside]:
            counts = Counter(track for track, _ in inside)
            kept = {other.track: least(other, pool.slots) for other in pool.floors}
            if counts[floor.track] >= least(floor, pool.slots):
                break
            leaving = [c for c in inside if c[0] != floor.track and counts[c[0]] > kept.get(c[0], 0)]
            inside = [c for c in inside if c != leaving[-1]] + [candidate]
            inside.sort(key=order.index)
    return inside


@given(st.data())
@settings(max_examples=200)
def test_a_pool_is_settled_exactly_where_no_order_of_equals_matters(data):
    results = {track: data.draw(standings(track)) for track in TRACKS[: data.draw(st.integers(2, 3))]}
    pool = data.draw(pools(tuple(results)))
    tracks = tuple(Track(track, track, (entered(),), pool="p") for track in results)
    found = allocation(Rulebook("x", "x", tracks, pools=(pool,)), pool, results)

    possible = [prizes(pool, order) for order in orders(pool, results)]

    if found.open is None or "还差" in str(found.open):
        assert [{a.entrant: a.level for a in found.awards}] * len(possible) == possible
    else:
        assert "并列" in str(found.open)
        assert any(other != possible[0] for other in possible)
