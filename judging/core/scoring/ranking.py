"""From the scores of a track's rounds to composites, places and ties (contract 2.9 to 2.11)."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from decimal import Decimal, localcontext
from fractions import Fraction
from itertools import takewhile

from msgspec import Struct

from judging.core.sentence import sentence

from .day import Day, Held, Score, Standing, TrackResult
from .numbers import EXACT, rounded
from .outcomes import round_outcomes
from .rulebook import Exactness, Track
from .ties import INTO_SHEETS, Sight, look

Key = Fraction | Decimal | int  # what contenders are compared by


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


class Seen(Struct, frozen=True):
    """What the first steps of a tie chain see, taken together because they are costly to fetch."""

    of: Sequence[str]  # the step of each column of values; a step may look several times
    values: Mapping[str, Sequence[Key]]  # by entrant, a value for each column; the higher one wins
    steps: int = 1  # so many steps of the chain have looked


class Chain(Struct, frozen=True):
    """How equals are parted: the steps of the rules, what they see, and the order the head judge recorded."""

    steps: Sequence[str]
    look: Callable[[Sequence[Contender], Sequence[str]], Seen]  # at equals, by the steps that are left
    orders: Mapping[str, int]


def track_result(track: Track, day: Day) -> TrackResult:
    """Every score, place and open question of one track.

    Scores stand in file order of the rounds; within a round, and within a shared place, entrants stand in the
    order of `day.entrants`. Whoever has a status is listed unranked and counts nowhere (contract 2.11).
    """
    ranked = [entrant for entrant in day.entrants if entrant not in day.statuses]
    by_round = [round_outcomes(round, day, ranked) for round in track.rounds]
    outcomes = [by_entrant[entrant] for by_entrant in by_round for entrant in ranked]
    unranked = tuple((entrant, day.statuses[entrant]) for entrant in day.entrants if entrant in day.statuses)
    return result_of(track, ranked, outcomes, unranked, chain_of(track, day))


def result_of(
    track: Track,
    ranked: Sequence[str],
    outcomes: Sequence[Score | Held],
    unranked: tuple[tuple[str, str], ...],
    chain: Chain,
) -> TrackResult:
    """What the scores of the *ranked* come to; whoever has one in each round is placed."""
    scores = tuple(outcome for outcome in outcomes if isinstance(outcome, Score))
    held = tuple(outcome for outcome in outcomes if isinstance(outcome, Held))
    runs = tuple(_runs(track, chain, _contenders(track, ranked, scores)))
    return TrackResult(scores, tuple(_standings(runs)), unranked, held + tuple(_undecided(runs)))


def chain_of(track: Track, day: Day) -> Chain:
    return Chain(track.ties, lambda equals, steps: _tie_values(track, day, equals, steps), day.orders)


def standings_among(
    track: Track, day: Day, among: Collection[str], scores: Sequence[Score]
) -> tuple[Standing, ...]:
    """The places of some of the entrants among themselves, by the scores they have among all."""
    own = [score for score in scores if score.entrant in among]
    ranked = [entrant for entrant in day.entrants if entrant in among and entrant not in day.statuses]
    return tuple(_standings(tuple(_runs(track, chain_of(track, day), _contenders(track, ranked, own)))))


def _exact_composite(track: Track) -> Callable[[Mapping[str, Score]], Fraction]:
    """Σ weight × score ÷ full over the rounds, unrounded (contract 2.9), of an entrant's scores by round."""
    exact = track.composite.weigh is Exactness.EXACT
    shares = [
        (round.id, *(Fraction(round.weight) / Fraction(round.full)).as_integer_ratio())
        for round in track.rounds
    ]

    def composite(scores: Mapping[str, Score]) -> Fraction:
        """Over one denominator and reduced once: a sum of fractions reduces at each step."""
        numerator, denominator = 0, 1
        for id, weight, full in shares:
            over, under = (scores[id].exact if exact else scores[id].score).as_integer_ratio()
            numerator = numerator * under * full + over * weight * denominator
            denominator *= under * full
        return Fraction(numerator, denominator)

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


def _runs(track: Track, chain: Chain, contenders: Sequence[Contender]) -> Iterator[Run]:
    """All contenders, best first, in runs of equals."""
    on_exact = track.composite.rank_on is Exactness.EXACT
    for equals in _parted(contenders, [c.exact if on_exact else c.composite for c in contenders]):
        yield from _after_ties(chain, Run(equals, None), chain.steps)


def _after_ties(chain: Chain, run: Run, steps: Sequence[str]) -> Iterator[Run]:
    """The runs that the rest of the tie chain leaves of *run*; each step looks only at those still equal."""
    if len(run.equals) == 1:
        yield run
        return
    if not steps or steps[0] == "share":
        yield Run(run.equals, steps[0] if steps else "unbroken")
        return
    if steps[0] == "manual":
        yield from _in_recorded_order(run, chain.orders)
        return
    seen = chain.look(run.equals, steps)
    runs = [run]
    for n, step in enumerate(seen.of):
        runs = [finer for run in runs for finer in _finer(run, step, n, seen.values)]
    for finer in runs:
        yield from _after_ties(chain, finer, steps[seen.steps :])


def _tie_values(track: Track, day: Day, equals: Sequence[Contender], steps: Sequence[str]) -> Seen:
    """One value of the final score, or those of all steps in a row that look into sheets."""
    into_sheets = list(takewhile(lambda step: look(step).name in INTO_SHEETS, steps))
    if not into_sheets:
        return Seen(steps[:1], {c.entrant: [c.scores[look(steps[0]).round].score] for c in equals})
    looks = [look(step) for step in into_sheets]
    rounds = [track.round(id) for id in {own.round for own in looks}]
    values: dict[str, list[Key]] = {}
    with localcontext(EXACT):
        for c in equals:
            sights = {r.id: Sight(r, day.turns[r.id, c.entrant], c.scores[r.id]) for r in rounds}
            values[c.entrant] = [INTO_SHEETS[own.name](sights[own.round], own.criterion) for own in looks]
    return Seen(into_sheets, values, len(into_sheets))


def _finer(run: Run, step: str, n: int, values: Mapping[str, Sequence[Key]]) -> Iterator[Run]:
    """What the *n*-th step leaves of a run."""
    if len(run.equals) == 1:
        yield run
        return
    parts = _parted(run.equals, [values[c.entrant][n] for c in run.equals])
    for equals in parts:
        yield Run(equals, step if len(parts) > 1 else run.broken_by)


def _in_recorded_order(run: Run, orders: Mapping[str, int]) -> Iterator[Run]:
    """The head judge's order; unless it puts all of the run in distinct positions, nothing is decided yet."""
    recorded = [orders[c.entrant] for c in run.equals if c.entrant in orders]
    if len(set(recorded)) < len(run.equals):
        yield Run(run.equals, "unbroken", decided=False)
        return
    for contender in sorted(run.equals, key=lambda c: orders[c.entrant]):
        yield Run([contender], "manual")


def _parted(contenders: Sequence[Contender], keys: Sequence[Key]) -> list[Sequence[Contender]]:
    """Best first, equals together and in the order they came.

    Two ratios that differ do so by at least one over the product of their denominators; so, times the square
    of the largest, their whole parts differ too, and whole numbers compare fastest.
    """
    equals: dict[tuple[int, int], list[Contender]] = {}
    for contender, key in zip(contenders, keys, strict=True):
        equals.setdefault(key.as_integer_ratio(), []).append(contender)
    scale = max((denominator for _, denominator in equals), default=1) ** 2
    falling = sorted(equals, key=lambda ratio: ratio[0] * scale // ratio[1], reverse=True)
    return [equals[ratio] for ratio in falling]


def _standings(runs: Sequence[Run]) -> Iterator[Standing]:
    rank = 1
    for run in runs:
        for contender in run.equals:
            place = rank if run.decided else None
            yield Standing(place, contender.entrant, contender.composite, run.broken_by, rank)
        rank += len(run.equals)


def _undecided(runs: Sequence[Run]) -> Iterator[Held]:
    for run in runs:
        names = tuple(contender.entrant for contender in run.equals)
        if not run.decided:
            for contender in run.equals:
                detail = sentence("{names} 并列，先后待评委组长决定", names=names)
                yield Held(contender.entrant, None, "manual", detail)
