"""The scores of all entrants in one round, where one may depend on the others'."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from msgspec.structs import replace

from judging.core.sentence import sentence

from .day import Day, Held, Measured, Score, Turn
from .equalise import equalised
from .indicators import class_of, measurements, points_of
from .rulebook import Equalise, Kind, Round
from .score import imported, score

Outcomes = Mapping[str, Score | Held]  # by entrant


def round_outcomes(round: Round, day: Day, ranked: Sequence[str]) -> Outcomes:
    """A score, or why there is none yet, for each of the *ranked* entrants (those without a status)."""
    match round.kind:
        case Kind.JUDGED:
            outcomes = {e: score(round, e, day.turns.get((round.id, e), Turn())) for e in ranked}
            return outcomes if round.equalise is Equalise.NONE else _equalised(round, day, outcomes)
        case Kind.IMPORTED:
            return {e: _imported(round, day, e) for e in ranked}
        case Kind.INDICATOR:
            return _indicated(round, day, ranked)


def _imported(round: Round, day: Day, entrant: str) -> Score | Held:
    value = day.components.get((round.id, entrant))
    if value is None:
        return Held(entrant, round.id, "missing", sentence("{round}成绩未录入", round=round.name))
    return imported(round, entrant, value, day.deductions.get((round.id, entrant), ()))


def _indicated(round: Round, day: Day, ranked: Sequence[str]) -> Outcomes:
    """A value without the class that it is ranked in counts for nothing yet, like one that is not there."""
    values = _values(round, day, ranked)
    unclassed = [entrant for entrant in values if round.within and entrant not in day.classes]
    found = measurements(round, {e: v for e, v in values.items() if e not in unclassed}, day.classes)
    rivals = _awaited_rivals(round, day, [entrant for entrant in ranked if entrant not in found], found)
    outcomes: dict[str, Score | Held] = {}
    for entrant in ranked:
        measured = found.get(entrant)
        if entrant in unclassed:
            outcomes[entrant] = _without_class(round, entrant)
        elif measured is None:
            outcomes[entrant] = _without_value(round, entrant, (entrant,))
        elif measured.rank is not None and rivals[measured.within]:
            outcomes[entrant] = _without_value(round, entrant, rivals[measured.within])
        else:
            outcomes[entrant] = _earned(round, day, entrant, measured)
    return outcomes


def _awaited_rivals(
    round: Round, day: Day, awaited: Sequence[str], found: Mapping[str, Measured]
) -> dict[str | None, tuple[str, ...]]:
    """By class, the names of those whose value could still move a rank: whoever is of it, or of no class."""
    of_class = {entrant: class_of(round, entrant, day.classes) for entrant in awaited}
    return {
        within: tuple(entrant for entrant, of in of_class.items() if of in (within, None))
        for within in {measured.within for measured in found.values()}
    }


def _values(round: Round, day: Day, ranked: Sequence[str]) -> dict[str, Decimal | None]:
    """The measured values that are there; None for the word `none`."""
    keys = {entrant: (round.id, entrant) for entrant in ranked}
    return {
        entrant: day.components.get(key)
        for entrant, key in keys.items()
        if key in day.components or key in day.unmeasured
    }


def _earned(round: Round, day: Day, entrant: str, measured: Measured) -> Score:
    off = day.deductions.get((round.id, entrant), ())
    return replace(imported(round, entrant, points_of(round, measured), off), measured=measured)


def _without_value(round: Round, entrant: str, awaited: tuple[str, ...]) -> Held:
    detail = sentence("{round}：{names} 的指标值未录入", round=round.name, names=awaited)
    return Held(entrant, round.id, "missing", detail)


def _without_class(round: Round, entrant: str) -> Held:
    detail = sentence("{round}：{names} 的窗口大类未录入", round=round.name, names=(entrant,))
    return Held(entrant, round.id, "missing", detail)


def _equalised(round: Round, day: Day, outcomes: Outcomes) -> Outcomes:
    """Contract 2.8: as long as anybody is held, everybody is; `outcomes` are those of the ranked only."""
    waiting = tuple(entrant for entrant, outcome in outcomes.items() if isinstance(outcome, Held))
    detail = sentence("{names} 尚无得分，各评委组的得分暂不能折算", names=waiting)
    if waiting:
        return {
            entrant: outcome if isinstance(outcome, Held) else Held(entrant, round.id, "equalise", detail)
            for entrant, outcome in outcomes.items()
        }
    scores = {entrant: outcome for entrant, outcome in outcomes.items() if isinstance(outcome, Score)}
    panels = {entrant: day.turns[round.id, entrant].panel or "" for entrant in scores}
    return equalised(round, scores, panels)
