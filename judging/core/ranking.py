"""From the scores of a track's rounds to composites, places and ties (contract 2.9 to 2.11)."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import groupby
from math import lcm

from msgspec import Struct

from .numbers import rounded
from .results import Day, Held, Score, Standing, TrackResult, Turn
from .rounds import round_outcomes
from .rulebook import Exactness, Track
from .ties import round_of_step, tie_value

Key = Fraction | Decimal  # what contenders are compared by


class Contender(Struct, frozen=True):
    """An entrant with all rounds in."""

    entrant: str
    exact: Fraction  # the composite before its rounding
    composite: Decimal
    scores: Mapping[str, Score]  # by round


class Run(Struct, frozen=True):
    """Contenders whom nothing has parted, and the step that parted them from others last."""

    equals: Sequence[Contender]
    broken_by: str | None
    decided: bool = True  # False: they wait for the order of the head judge


def track_result(track: Track, day: Day) -> TrackResult:
    """Every score, place and open question of one track.

    Scores stand in file order of the rounds; within a round, and within a shared place, entrants stand in the
    order of `day.entrants`. Whoever has a status is listed unranked and counts nowhere (contract 2.11).
    """
    ranked = [entrant for entrant in day.entrants if entrant not in day.statuses]
    by_round = [round_outcomes(round, day, ranked) for round in track.rounds]
    outcomes = [by_entrant[entrant] for by_entrant in by_round for entrant in ranked]
    scores = tuple(outcome for outcome in outcomes if isinstance(outcome, Score))
    held = tuple(outcome for outcome in outcomes if isinstance(outcome, Held))
    unranked = tuple((entrant, day.statuses[entrant]) for entrant in day.entrants if entrant in day.statuses)
    runs = tuple(_runs(track, day, _contenders(track, ranked, scores)))
    return TrackResult(scores, tuple(_standings(runs)), unranked, held + tuple(_undecided(runs)))


def _exact_composite(track: Track) -> Callable[[Mapping[str, Score]], Fraction]:
    """Σ weight × score ÷ full over the rounds, unrounded (contract 2.9), of an entrant's scores by round."""
    exact = track.composite.weigh is Exactness.EXACT
    shares = [(round.id, Fraction(round.weight) / Fraction(round.full)) for round in track.rounds]

    def composite(scores: Mapping[str, Score]) -> Fraction:
        parts = (share * Fraction(scores[id].exact if exact else scores[id].score) for id, share in shares)
        return sum(parts, Fraction(0))

    return composite


def _contenders(track: Track, ranked: Sequence[str], scores: Sequence[Score]) -> list[Contender]:
    by_entrant: dict[str, dict[str, Score]] = {entrant: {} for entrant in ranked}
    for score in scores:
        by_entrant[score.entrant][score.round] = score
    exact_composite = _exact_composite(track)
    contenders = []
    for entrant, own in by_entrant.items():
        if len(own) == len(track.rounds):
            exact = exact_composite(own)
            composite = rounded(exact, track.composite.places, track.composite.rounding)
            contenders.append(Contender(entrant, exact, composite, own))
    return contenders


def _runs(track: Track, day: Day, contenders: Sequence[Contender]) -> Iterator[Run]:
    """All contenders, best first, in runs of equals."""
    on_exact = track.composite.rank_on is Exactness.EXACT
    keys: dict[str, Key] = {c.entrant: c.exact if on_exact else c.composite for c in contenders}
    for equals in _parted(contenders, keys):
        yield from _after_ties(track, day, Run(equals, None), track.ties)


def _after_ties(track: Track, day: Day, run: Run, steps: Sequence[str]) -> Iterator[Run]:
    """The runs that the rest of the tie chain leaves of *run*; each step looks only at those still equal."""
    if len(run.equals) == 1:
        yield run
        return
    if not steps or steps[0] == "share":
        yield Run(run.equals, steps[0] if steps else "unbroken")
        return
    if steps[0] == "manual":
        yield from _in_recorded_order(run, day.orders)
        return
    runs = _parted(run.equals, _tie_values(track, day, run.equals, steps[0]))
    for equals in runs:
        broken_by = steps[0] if len(runs) > 1 else run.broken_by
        yield from _after_ties(track, day, Run(equals, broken_by), steps[1:])


def _tie_values(track: Track, day: Day, equals: Sequence[Contender], step: str) -> dict[str, Fraction]:
    round = track.round(round_of_step(step))
    return {
        c.entrant: tie_value(step, round, day.turns.get((round.id, c.entrant), Turn()), c.scores[round.id])
        for c in equals
    }


def _in_recorded_order(run: Run, orders: Mapping[str, int]) -> Iterator[Run]:
    """The head judge's order; unless it puts all of the run in distinct positions, nothing is decided yet."""
    recorded = [orders[c.entrant] for c in run.equals if c.entrant in orders]
    if len(set(recorded)) < len(run.equals):
        yield Run(run.equals, "unbroken", decided=False)
        return
    for contender in sorted(run.equals, key=lambda c: orders[c.entrant]):
        yield Run([contender], "manual")


def _parted(contenders: Sequence[Contender], keys: Mapping[str, Key]) -> list[list[Contender]]:
    """Best first, equals together and in the order they came. Over one denominator keys compare fastest."""
    ratios = {c.entrant: keys[c.entrant].as_integer_ratio() for c in contenders}
    common = lcm(*(denominator for _, denominator in ratios.values()))
    whole = {e: numerator * (common // denominator) for e, (numerator, denominator) in ratios.items()}
    falling = sorted(contenders, key=lambda c: whole[c.entrant], reverse=True)
    return [list(equals) for _, equals in groupby(falling, key=lambda c: whole[c.entrant])]


def _standings(runs: Sequence[Run]) -> Iterator[Standing]:
    rank = 1
    for run in runs:
        for contender in run.equals:
            place = rank if run.decided else None
            yield Standing(place, contender.entrant, contender.composite, run.broken_by, rank)
        rank += len(run.equals)


def _undecided(runs: Sequence[Run]) -> Iterator[Held]:
    for run in runs:
        names = "、".join(contender.entrant for contender in run.equals)
        if not run.decided:
            for contender in run.equals:
                yield Held(contender.entrant, None, "manual", f"{names} 并列，先后待评委组长决定")
