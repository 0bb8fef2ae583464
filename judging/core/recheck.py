"""核分: a track computed a second time, in another way, and compared before it may be locked.

A place is one more than how many are ahead. Neither the first engine's ranking nor its scoring is imported.
"""

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from msgspec import Struct

from .numbers import plain
from .results import Day, Score, TrackResult, Turn
from .rulebook import Exactness, Round, Track
from .second import NONE, Finding, Units, criterion_of, findings, in_units, parts, total_of, weighted_mean
from .ties import tie_value


class Disagreement(Struct, frozen=True):
    """A number on which the engines differ: what the first says, what the second, and how that got there."""

    entrant: str
    round: str | None  # None for composites and places
    what: str  # 得分, 名次, …
    first: str
    second: str
    working: str

    @property
    def text(self) -> str:
        where = f"（{self.round}）" if self.round else ""
        both = f"系统 {self.first}，核分 {self.second}"
        return f"{self.entrant}{where}{self.what}：{both}；核分过程：{self.working}"


class Rank(NamedTuple):
    composite: Units
    place: int | None  # None: the head judge has not decided
    working: str


def recheck(track: Track, day: Day, result: TrackResult) -> tuple[Disagreement, ...]:
    """Every score, composite and place of *result* that the second engine finds otherwise; () if none."""
    ranked = [entrant for entrant in day.entrants if entrant not in day.statuses]
    found = {round.id: findings(round, day, ranked) for round in track.rounds}
    first = {(score.round, score.entrant): score for score in result.scores}
    differing = [
        difference
        for round in track.rounds
        for entrant in dict.fromkeys([*ranked, *(e for id, e in first if id == round.id)])
        for difference in _of_round(
            round, entrant, first.get((round.id, entrant)), found[round.id].get(entrant)
        )
    ]
    return (*differing, *_of_standings(result, second_standings(track, day, found, first)))


def _of_round(
    round: Round, entrant: str, first: Score | None, second: Finding | None
) -> Iterator[Disagreement]:
    working = second.working if second else "成绩未齐，不计算"
    said = (first.raw, first.announced, first.coefficient, first.score) if first else (None,) * 4
    again = (second.raw, second.announced, second.coefficient, second.score) if second else (None,) * 4
    for what, a, b in zip(("原始得分", "现场得分", "折算系数", "最后得分"), said, again, strict=True):
        yield from _compared(entrant, round.id, what, _text(a), _text(b), working)


def _of_standings(result: TrackResult, second: Mapping[str, Rank]) -> Iterator[Disagreement]:
    first = {standing.entrant: standing for standing in result.standings}
    for entrant in dict.fromkeys([*first, *second]):
        standing, rank = first.get(entrant), second.get(entrant)
        working = rank.working if rank else "成绩未齐，不排名"
        said = (standing.composite, standing.place) if standing else (None, None)
        again = (rank.composite, rank.place) if rank else (None, None)
        for what, a, b in zip(("综合成绩", "名次"), said, again, strict=True):
            yield from _compared(entrant, None, what, _text(a), _text(b), working)


def _compared(
    entrant: str, round: str | None, what: str, first: str, second: str, working: str
) -> Iterator[Disagreement]:
    if first != second:
        yield Disagreement(entrant, round, what, first, second, working)


def _text(value: Decimal | Units | int | None) -> str:
    """With all places, so that 91.5 and 91.50 differ too."""
    if value is None:
        return "无"
    return plain(value) if isinstance(value, Decimal) else str(value)


def second_standings(
    track: Track,
    day: Day,
    found: Mapping[str, Mapping[str, Finding]],
    first: Mapping[tuple[str, str], Score],
) -> dict[str, Rank]:
    """Composite and place of everybody with all rounds in; *first* only for tie steps this engine lacks."""
    entrants = [e for e in day.entrants if all(e in by_entrant for by_entrant in found.values())]
    exact = {e: _composite(track, {id: found[id][e] for id in found}) for e in entrants}
    units = {e: in_units(exact[e], track.composite.places, track.composite.rounding) for e in entrants}
    keys = {}
    for e in entrants:
        main = exact[e] if track.composite.rank_on is Exactness.EXACT else units[e].value
        steps = [step for step in track.ties if step not in ("share", "manual")]
        keys[e] = (main, *(_tie_value(track, day, step, e, found, first) for step in steps))
    return {
        e: Rank(
            units[e],
            _place(track, day, e, keys),
            f"合成 {exact[e]}；同分比较 {'、'.join(map(str, keys[e][1:]))}",
        )
        for e in entrants
    }


def _composite(track: Track, of: Mapping[str, Finding]) -> Fraction:
    exact = track.composite.weigh is Exactness.EXACT
    total = NONE
    for round in track.rounds:
        value = of[round.id].exact if exact else of[round.id].score.value
        total += value / Fraction(round.full) * Fraction(round.weight)
    return total


def _place(track: Track, day: Day, entrant: str, keys: Mapping[str, tuple[Fraction, ...]]) -> int | None:
    """One more than how many are ahead; among equals only a whole order of the head judge puts one ahead."""
    ahead = sum(key > keys[entrant] for key in keys.values())
    equals = [e for e, key in keys.items() if key == keys[entrant]]
    if len(equals) == 1 or track.ties[-1:] != ("manual",):
        return ahead + 1
    orders = [day.orders.get(e) for e in equals]
    if None in orders or len(set(orders)) < len(orders):
        return None
    return ahead + 1 + sum(day.orders[e] < day.orders[entrant] for e in equals)


def _tie_value(
    track: Track,
    day: Day,
    step: str,
    entrant: str,
    found: Mapping[str, Mapping[str, Finding]],
    first: Mapping[tuple[str, str], Score],
) -> Fraction:
    name, _, where = step.partition(":")
    id, _, criterion = where.partition(".")
    round, finding, turn = track.round(id), found[id][entrant], day.turns.get((id, entrant), Turn())
    if name == "round":
        return finding.score.value
    if name not in SEEN:
        return tie_value(step, round, turn, first[id, entrant])
    factor = finding.coefficient.value if finding.coefficient else Fraction(1)
    return factor * SEEN[name](round, turn, criterion)


def _criterion(round: Round, turn: Turn, criterion: str) -> Fraction:
    n = next(n for n, c in enumerate(round.criteria) if c.id == criterion)
    of = parts(round, turn)
    return weighted_mean(of, [criterion_of(round, part, n) for part in of])


def _untrimmed(round: Round, turn: Turn, _: str) -> Fraction:
    of = parts(round, turn)
    each = [[total_of(round, sheet) for sheet in part.sheets if sheet.marks] for part in of]
    return weighted_mean(of, [sum(values, NONE) / len(values) for values in each])


def _highest(round: Round, turn: Turn, _: str) -> Fraction:
    return max(total_of(round, sheet) for sheet in turn.sheets if sheet.marks)


def _lowest(round: Round, turn: Turn, _: str) -> Fraction:
    return min(total_of(round, sheet) for sheet in turn.sheets if sheet.marks)


SEEN: dict[str, Callable[[Round, Turn, str], Fraction]] = {
    "criterion": _criterion,
    "untrimmed": _untrimmed,
    "highest": _highest,
    "lowest": _lowest,
}
