"""Composites and places: one more than how many are ahead, by a key that holds the whole tie chain."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from math import lcm
from typing import NamedTuple

from .aggregate import Score, criterion_column, seats_of
from .contest import Round, Track
from .digits import POWERS, Quotient, over_one_denominator, rounded, weighted_mean
from .given import Given

Scores = Mapping[str, Mapping[str, Score]]  # by round and entrant
Rank = tuple[int, ...]
Totals = Sequence[Sequence[int]]  # by part
Column = Callable[[str, Sequence[str]], list[int]]  # what a tie step sees in each of the tied


class Standing(NamedTuple):
    """`ahead` is how many stand before, also where the place is not decided yet."""

    entrant: str
    composite: int  # units of the track's last place
    place: int | None
    broken_by: str | None
    ahead: int


def standings(track: Track, given: Given, scores: Scores, column: Column | None = None) -> list[Standing]:
    """Everybody with all rounds in, best first, equals in the order of the entrants.

    *column* knows other tie steps than those of a track's rounds.
    """
    entrants = [e for e in given.ranked if all(e in scores[round.id] for round in track.rounds)]
    exact = _composites(track, entrants, scores)
    known = {value: rounded(value, track.places, track.rounding) for value in set(exact)}
    composites = [known[value] for value in exact]
    mains = over_one_denominator(exact) if track.rank_exact else composites
    seen = column or partial(_column, track, given, scores)
    keys = _keys(track, seen, dict(zip(entrants, mains, strict=True)))
    units = dict(zip(entrants, composites, strict=True))
    return sorted(_placed(track, given, keys, units), key=lambda standing: standing.ahead)


def _composites(track: Track, entrants: Sequence[str], scores: Scores) -> list[Quotient]:
    """Σ weight × score ÷ full."""
    if track.weigh_exact:
        return [_exact_composite(track, entrant, scores) for entrant in entrants]
    bottoms = [round.full * POWERS[round.places] for round in track.rounds]
    common = lcm(*bottoms)
    tops = [0] * len(entrants)
    for round, bottom in zip(track.rounds, bottoms, strict=True):
        share, of = round.weight * (common // bottom), scores[round.id]
        tops = [top + share * of[entrant].score for top, entrant in zip(tops, entrants, strict=True)]
    return [(top, common) for top in tops]


def _exact_composite(track: Track, entrant: str, scores: Scores) -> Quotient:
    sum_top, sum_bottom = 0, 1
    for round in track.rounds:
        top, bottom = scores[round.id][entrant].exact
        top, bottom = top * round.weight, bottom * round.full
        sum_top, sum_bottom = sum_top * bottom + top * sum_bottom, sum_bottom * bottom
    return sum_top, sum_bottom


def _keys(track: Track, column: Column, mains: Mapping[str, int]) -> dict[str, Rank]:
    """The higher is ahead. Only who is tied needs more than the composite."""
    count = Counter(mains.values())
    tied = [entrant for entrant, main in mains.items() if count[main] > 1]
    columns = [column(step, tied) for step in track.ties if step not in ("share", "manual")]
    keys = {entrant: (main,) for entrant, main in mains.items()}
    return keys | {
        entrant: (mains[entrant], *more)
        for entrant, *more in zip(tied, *columns, strict=True)  # no column: the composite alone
    }


def _column(track: Track, given: Given, scores: Scores, step: str, tied: Sequence[str]) -> list[int]:
    """What a step such as "criterion:present.content" sees in each of the tied."""
    name, _, where = step.partition(":")
    id, _, criterion = where.partition(".")
    round = track.round(id)
    if name == "round":
        return [scores[id][entrant].score for entrant in tied]
    found = []
    for entrant in tied:
        score = scores[id][entrant]
        if name == "criterion":
            top, bottom = _criterion(round, score, given, entrant, criterion)
        else:
            top, bottom = SEEN[name](round, score.totals)
        if score.coefficient is not None:
            top, bottom = top * score.coefficient, bottom * POWERS[round.coefficient_places]
        found.append((top, bottom))
    return over_one_denominator(found)


def _criterion(round: Round, score: Score, given: Given, entrant: str, id: str) -> Quotient:
    """As it entered the score; where totals are trimmed, trimmed and reduced by itself, unrounded."""
    if score.entered is not None:
        return score.entered[id]
    n = next(n for n, criterion in enumerate(round.criteria) if criterion.id == id)
    performance = given.performance(round, entrant)
    columns = [criterion_column(round, part, seats_of(part, performance), n) for part in round.parts]
    return weighted_mean([part.weight for part in round.parts], [each.result for each in columns])


def _untrimmed(round: Round, totals: Totals) -> Quotient:
    means = [(sum(own), len(own) * round.total_unit) for own in totals]
    return weighted_mean([part.weight for part in round.parts], means)


def _highest(round: Round, totals: Totals) -> Quotient:
    return max(map(max, totals)), round.total_unit


def _lowest(round: Round, totals: Totals) -> Quotient:
    return min(map(min, totals)), round.total_unit


SEEN: dict[str, Callable[[Round, Totals], Quotient]] = {
    "untrimmed": _untrimmed,
    "highest": _highest,
    "lowest": _lowest,
}


def _placed(track: Track, given: Given, keys: Mapping[str, Rank], units: Mapping[str, int]) -> list[Standing]:
    alike: dict[Rank, list[str]] = {}
    for entrant, key in keys.items():
        alike.setdefault(key, []).append(entrant)
    sharing = Counter(key[:n] for key in keys.values() if len(key) > 1 for n in range(1, len(key) + 1))
    found: list[Standing] = []
    for key in sorted(alike, reverse=True):
        ahead, equals = len(found), alike[key]
        if len(equals) == 1:
            step = _last_step(track, key, sharing)
            found.append(Standing(equals[0], units[equals[0]], ahead + 1, step, ahead))
        else:
            found += _tied(track, given, equals, units, ahead)
    return found


def _tied(
    track: Track, given: Given, equals: Sequence[str], units: Mapping[str, int], ahead: int
) -> list[Standing]:
    """Whom the chain has not parted: they share a place, or the head judge has put each on one of its own."""
    last = track.ties[-1] if track.ties else ""
    if last != "manual":
        word = "share" if last == "share" else "unbroken"
        return [Standing(entrant, units[entrant], ahead + 1, word, ahead) for entrant in equals]
    positions = {given.orders.get(entrant) for entrant in equals}
    if None in positions or len(positions) < len(equals):
        return [Standing(entrant, units[entrant], None, "unbroken", ahead) for entrant in equals]
    decided = sorted(equals, key=lambda entrant: given.orders[entrant])
    return [Standing(e, units[e], n + 1, "manual", n) for n, e in enumerate(decided, ahead)]


def _last_step(track: Track, key: Rank, sharing: Mapping[Rank, int]) -> str | None:
    """The last step after which fewer shared the key than before; None if nobody shared the composite."""
    steps = [n for n in range(1, len(key)) if sharing[key[:n]] > sharing[key[: n + 1]]]
    return track.ties[steps[-1] - 1] if steps else None
