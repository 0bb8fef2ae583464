"""From standings to prizes (contract 2.12): who is inside each pool, at which level, and what is open."""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import accumulate, combinations
from typing import NamedTuple

from msgspec import Struct

from judging.core.sentence import Sentence, sentence, template

from .day import Award, Standing, TrackResult
from .numbers import plain, shortest
from .pool import Floor, Level, Pool
from .rulebook import Rulebook

Strength = tuple[int | Decimal, ...]
Called = Callable[[str, str], str]  # how people call an entrant: of a track, by id


class Candidate(Struct, frozen=True):
    """A ranked entrant as the pool sees it."""

    track: str
    standing: Standing
    name: str

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
    open: Sentence | None
    notes: tuple[Sentence, ...]
    inside: tuple[Candidate, ...] = ()  # the highest first, as `awards`
    outside: tuple[Candidate, ...] = ()  # the best first
    tied: tuple[Candidate, ...] = ()  # who is equal across the last slot or a level line


NOTHING: Mapping[str, Sentence] = {}


def by_id(track: str, entrant: str) -> str:
    """How files call an entrant."""
    return entrant


def awards(
    rulebook: Rulebook, results: Mapping[str, TrackResult], to_come: Mapping[str, Sentence] = NOTHING
) -> tuple[dict[str, tuple[Award, ...]], dict[str, Sentence]]:
    """The awards of each settled pool, and for each open one the reason. `results` by track."""
    settled, still_open = {}, {}
    for pool in rulebook.pools:
        found = allocation(rulebook, pool, results, to_come=to_come)
        if found.open is None:
            settled[pool.id] = found.awards
        else:
            still_open[pool.id] = found.open
    return settled, still_open


def allocation(
    rulebook: Rulebook,
    pool: Pool,
    results: Mapping[str, TrackResult],
    called: Called = by_id,
    to_come: Mapping[str, Sentence] = NOTHING,
) -> Allocation:
    """The pool's winners and levels as the standings are, and all there is to say about them.

    A pool is open until each of its tracks is finished, and where the rules alone do not name its winners or
    their levels. A tie matters only where it lies across the last slot or a level line of the final list.
    `to_come` says of a track what it waits for though nobody in it is held.
    """
    names = {track.id: track.name for track in rulebook.tracks if track.pool == pool.id}
    candidates = [
        Candidate(track, standing, called(track, standing.entrant))
        for track in names
        if track in results
        for standing in results[track].standings
    ]
    way = ALLOCATE[pool.allocate]
    order = sorted(candidates, key=lambda c: (way.strength(c), c.rank))
    inside = way.winners(pool, order)
    outside = _outside(order, inside)
    tie = _slot_tie(pool, inside, outside) or _level_tie(pool, inside)
    return Allocation(
        awards=tuple(_awarded(pool, inside)),
        open=_unfinished(names, results, called)
        or next((to_come[track] for track in names if track in to_come), None)
        or (tie.reason if tie else None)
        or _short_floor(pool, names, inside),
        notes=(
            *_line(pool, inside, outside),
            *_exchange_notes(pool, names, order),
            *_floor_notes(pool, names, inside),
        ),
        inside=tuple(inside),
        outside=tuple(outside),
        tied=tie.between if tie else (),
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


class Exchange(NamedTuple):
    """What a floor that is short does: the best left of its track enter, the lowest of others leave."""

    floor: Floor
    short: int  # before anybody enters
    entering: Sequence[Candidate]
    leaving: Sequence[Candidate]  # as many


def merged(pool: Pool, order: Sequence[Candidate]) -> list[Candidate]:
    """The best of all tracks by composite, then an exchange for each floor that is short, in file order."""
    inside = list(order[: pool.slots])
    for exchange in exchanges(pool, order):
        inside = _exchanged(order, inside, exchange)
    return inside


def exchanges(pool: Pool, order: Sequence[Candidate]) -> list[Exchange]:
    """One for each floor of a merged pool, in file order; empty ones where it is met."""
    inside, found = list(order[: pool.slots]), list[Exchange]()
    for floor in pool.floors:
        found.append(_exchange(pool, floor, order, inside))
        inside = _exchanged(order, inside, found[-1])
    return found


def by_place(candidate: Candidate) -> Strength:
    """All first places, then all second places; at the same place the higher composite."""
    return candidate.rank, -candidate.standing.composite


def by_composite(candidate: Candidate) -> Strength:
    return (-candidate.standing.composite,)


class Way(NamedTuple):
    """How a pool finds its winners; they fill the levels in the same order, the least `strength` first."""

    strength: Callable[[Candidate], Strength]  # the same for equals of different tracks
    winners: Callable[[Pool, Sequence[Candidate]], list[Candidate]]
    word: str  # a template


ALLOCATE = {
    "quota": Way(by_place, by_quota, template("各组名额固定")),
    "merged": Way(by_composite, merged, template("各组合并排名")),
}


def needed(pool: Pool, track: str) -> int:
    """The slots the track's floors keep for it: ceil(share × slots); 0 without a floor."""
    return max((_slots_of(pool, floor) for floor in pool.floors if floor.track == track), default=0)


def _slots_of(pool: Pool, floor: Floor) -> int:
    numerator, denominator = floor.share.as_integer_ratio()
    return -(-numerator * pool.slots // (denominator * 100))


def _exchange(pool: Pool, floor: Floor, order: Sequence[Candidate], inside: Sequence[Candidate]) -> Exchange:
    """Nobody leaves whom another floor protects."""
    taken = Counter(candidate.track for candidate in inside)
    short = max(_slots_of(pool, floor) - taken[floor.track], 0)
    entering = [c for c in _outside(order, inside) if c.track == floor.track][:short]
    leaving: list[Candidate] = []
    for candidate in reversed(inside):
        may_leave = candidate.track != floor.track and taken[candidate.track] > needed(pool, candidate.track)
        if len(leaving) < len(entering) and may_leave:
            leaving.append(candidate)
            taken[candidate.track] -= 1
    return Exchange(floor, short, entering[: len(leaving)], leaving)


def _exchanged(
    order: Sequence[Candidate], inside: Sequence[Candidate], exchange: Exchange
) -> list[Candidate]:
    chosen = {*inside, *exchange.entering} - {*exchange.leaving}
    return [candidate for candidate in order if candidate in chosen]


def _outside(order: Sequence[Candidate], inside: Sequence[Candidate]) -> list[Candidate]:
    winners = set(inside)
    return [candidate for candidate in order if candidate not in winners]


class Tie(NamedTuple):
    """Equals across a line, those above it first."""

    between: tuple[Candidate, ...]
    reason: Sentence


def _slot_tie(pool: Pool, inside: Sequence[Candidate], outside: Sequence[Candidate]) -> Tie | None:
    """Winners and losers that are equal and could change places without breaking a quota or a floor.

    Where a floor alone decided between equals of two tracks, the rules have decided, not the cut.
    """
    taken = Counter(candidate.track for candidate in inside)
    unbound = {track for track in taken if pool.allocate != "quota" and taken[track] > needed(pool, track)}
    tied = _tied(inside, outside, ALLOCATE[pool.allocate].strength, unbound)
    if not tied:
        return None
    return Tie(tied, sentence("{names} 并列，压在最后一个名额上，须先决出先后", names=_names(tied)))


def _levels(pool: Pool, inside: Sequence[Candidate]) -> list[tuple[Level, Sequence[Candidate]]]:
    """Each level with its winners, filled from the best down."""
    ends = list(accumulate(level.count for level in pool.levels))
    return [(level, inside[end - level.count : end]) for level, end in zip(pool.levels, ends, strict=True)]


def _level_tie(pool: Pool, inside: Sequence[Candidate]) -> Tie | None:
    tracks = {candidate.track for candidate in inside}
    for (upper, above), (lower, below) in combinations(_levels(pool, inside), 2):
        tied = _tied(above, below, ALLOCATE[pool.allocate].strength, tracks)
        if tied:
            reason = sentence(
                "{names} 并列，压在{upper}与{lower}的分界线上，须先决出先后",
                names=_names(tied),
                upper=upper.name,
                lower=lower.name,
            )
            return Tie(tied, reason)
    return None


def _names(candidates: Sequence[Candidate]) -> tuple[str, ...]:
    return tuple(candidate.name for candidate in candidates)


def _tied(
    above: Sequence[Candidate],
    below: Sequence[Candidate],
    strength: Callable[[Candidate], Strength],
    movable: Collection[str],
) -> tuple[Candidate, ...]:
    """All who are tied across a line, those above first.

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
    return (*better, *worse)


def _tracks_by_strength(
    candidates: Sequence[Candidate], strength: Callable[[Candidate], Strength]
) -> dict[Strength, set[str]]:
    tracks: dict[Strength, set[str]] = {}
    for candidate in candidates:
        tracks.setdefault(strength(candidate), set()).add(candidate.track)
    return tracks


def _unfinished(
    names: Mapping[str, str], results: Mapping[str, TrackResult], called: Called
) -> Sentence | None:
    """The first track in which somebody is held, or that nobody has entered."""
    for track, name in names.items():
        found = results.get(track)
        if found is None or not (found.standings or found.held or found.unranked):
            return sentence("{track}还没有参赛对象", track=name)
        held = tuple(called(track, each.entrant) for each in found.held)
        waiting = dict.fromkeys(called(track, each.entrant) for each in found.held if each.round is not None)
        if waiting:
            return sentence(
                "{track}还有 {count} 个参赛对象成绩未齐：{names}",
                track=name,
                count=len(waiting),
                names=tuple(waiting),
            )
        if held:
            return sentence("{track}有并列待评委组长决定先后：{names}", track=name, names=held)
    return None


def _awarded(pool: Pool, inside: Sequence[Candidate]) -> Iterator[Award]:
    if not pool.levels:
        yield from (Award(c.standing.entrant, c.track, None) for c in inside)
    for level, winners in _levels(pool, inside):
        yield from (Award(c.standing.entrant, c.track, level.name, level.title) for c in winners)


def _line(pool: Pool, inside: Sequence[Candidate], outside: Sequence[Candidate]) -> Iterator[Sentence]:
    """How many are inside, who came in last, and the best who did not."""
    yield sentence("{slots} 个名额，入围 {count} 个", slots=pool.slots, count=len(inside))
    if inside:
        yield _at_the_line(template("末位入围：{name}（{composite}）"), inside[-1])
    if outside:
        yield _at_the_line(template("线外第一：{name}（{composite}）"), outside[0])


def _at_the_line(text: str, candidate: Candidate) -> Sentence:
    return Sentence(text, {"name": candidate.name, "composite": plain(candidate.standing.composite)})


def _exchange_notes(pool: Pool, names: Mapping[str, str], order: Sequence[Candidate]) -> Iterator[Sentence]:
    """Who is inside for a floor's sake, and in whose place."""
    for floor, short, entering, leaving in exchanges(pool, order) if pool.allocate == "merged" else ():
        if entering:
            yield sentence(
                "按综合成绩{shortage}：补入 {entering}，换出 {leaving}",
                shortage=_shortage(floor, names[floor.track], short),
                entering=tuple(candidate.name for candidate in entering),
                leaving=tuple(candidate.name for candidate in leaving),
            )


def _floor_notes(pool: Pool, names: Mapping[str, str], inside: Sequence[Candidate]) -> Iterator[Sentence]:
    """For each floor how many are inside, and how many are short: “还差 2 名一线人员才满足 80%”."""
    for floor in pool.floors:
        name, least, count = names[floor.track], _slots_of(pool, floor), _count(floor, inside)
        if count < least:
            yield _shortage(floor, name, least - count)
        else:
            yield sentence(
                "{track}入围 {count} 名，满足不少于 {share}%（{least} 名）",
                track=name,
                count=count,
                share=shortest(floor.share),
                least=least,
            )


def _short_floor(pool: Pool, names: Mapping[str, str], inside: Sequence[Candidate]) -> Sentence | None:
    """A floor nobody is left for: the rules name no settled list, the organiser has to decide."""
    for floor in pool.floors:
        short = _slots_of(pool, floor) - _count(floor, inside)
        if short > 0:
            shortage = _shortage(floor, names[floor.track], short)
            return sentence("{shortage}，已没有可以补入的人", shortage=shortage)
    return None


def _shortage(floor: Floor, name: str, short: int) -> Sentence:
    return sentence(
        "还差 {short} 名{track}才满足 {share}%", short=short, track=name, share=shortest(floor.share)
    )


def _count(floor: Floor, inside: Sequence[Candidate]) -> int:
    return sum(candidate.track == floor.track for candidate in inside)
