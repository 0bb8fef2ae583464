"""Both engines give the prizes of the one list that contract 2.12 allows, and say so where there are more."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from judging.core.scoring.awards import allocation
from judging.core.scoring.numbers import parse
from judging.core.scoring.pool import Floor, Level, Pool
from judging.core.scoring.rulebook import Rulebook, Track
from judging.second import prizes as second
from judging.second.contest import Level as SecondLevel
from judging.second.contest import Pool as SecondPool
from tests.core.every_list import candidates, least, lists, outcomes, short
from tests.core.made import entered
from tests.core.test_award_orders import TRACKS, standings

MOST = 8  # candidates: 256 lists of winners


@st.composite
def results_of(draw):
    tracks = TRACKS[: draw(st.integers(2, 3))]
    found = {track: draw(standings(track)) for track in tracks}
    return found if len(candidates(found)) <= MOST else {track: found[track] for track in tracks[:2]}


@st.composite
def pools_of(draw, tracks):
    """Of either kind, with up to three floors in any order, and up to three levels."""
    order = draw(st.permutations(tracks))
    shares = st.sampled_from(("20", "33.4", "50", "80"))
    floors = tuple(Floor(track, parse(draw(shares))) for track in order[: draw(st.integers(0, 3))])
    if draw(st.booleans()):
        quota = {track: draw(st.integers(0, 3)) for track in tracks}
        slots = max(sum(quota.values()), 1)
        quota[tracks[0]] += slots - sum(quota.values())
    else:
        quota, slots = {}, draw(st.integers(1, 6))
    pool = Pool("p", "奖", slots, "quota" if quota else "merged", quota, floors)
    kept = {floor.track: least(pool, floor) for floor in floors}
    if sum(kept.values()) > slots or any(quota.get(track, 0) < n for track, n in kept.items() if quota):
        floors = ()  # the reader of rules files lets no such pool through
    return Pool("p", "奖", slots, pool.allocate, quota, floors, draw(levels(slots)))


@st.composite
def levels(draw, slots):
    cuts = sorted(draw(st.lists(st.integers(0, slots), max_size=2)))
    ends = [0, *cuts, slots]
    counts = [end - begin for begin, end in pairwise(ends)]
    return tuple(Level(f"{n}等奖", count) for n, count in enumerate(counts, 1)) if cuts else ()


def rules_of(results):
    return Rulebook("x", "x", tuple(Track(track, track, (entered(),), pool="p") for track in results))


def by_second(pool, results):
    members = {
        track: second.Member(
            [second.Candidate(track, s.entrant, s.rank, int(s.composite)) for s in result.standings], True
        )
        for track, result in results.items()
    }
    floors = tuple((floor.track, least(pool, floor)) for floor in pool.floors)
    named = tuple(SecondLevel(level.name, level.count, None) for level in pool.levels)
    return second.prizes(
        SecondPool("p", pool.slots, pool.allocate == "merged", pool.quota, floors, named), members
    )


@given(st.data())
@settings(max_examples=2000)
def test_a_pool_is_settled_exactly_where_the_contract_allows_one_list(data):
    results = data.draw(results_of())
    pool = data.draw(pools_of(tuple(results)))
    everybody = candidates(results)

    found, other = allocation(rules_of(results), pool, results), by_second(pool, results)

    possible = outcomes(pool, everybody)
    winners = lists(pool, everybody)
    if len(possible) == 1 and not short(pool, winners[0]):
        [prizes] = possible
        assert found.open is None
        assert {(a.track, a.entrant): a.level for a in found.awards} == {
            (c.track, c.standing.entrant): level for c, level in prizes
        }
        assert other == {(c.track, c.standing.entrant): (level, None) for c, level in prizes}
        return
    assert found.open is not None
    assert other is None
    if len(winners) > 1:  # also who is as strong, and cannot come in only because of the own track's places
        assert {*found.tied} >= frozenset.union(*winners) - frozenset.intersection(*winners)
    elif len(possible) > 1:
        assert {*found.tied} <= winners[0]
    assert bool(found.tied) == (len(possible) > 1)
