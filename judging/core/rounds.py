"""The scores of all entrants in one round, where one may depend on the others'."""

from collections.abc import Mapping, Sequence

from .equalise import equalised
from .indicators import class_of, indicator_points
from .results import Day, Held, Score, Turn
from .rulebook import Equalise, Kind, Round
from .scoring import imported, score

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
        return Held(entrant, round.id, "missing", f"{round.name}成绩未录入")
    return imported(round, entrant, value, day.deductions.get((round.id, entrant), ()))


def _indicated(round: Round, day: Day, ranked: Sequence[str]) -> Outcomes:
    """Rank points wait until the values of the whole class are in, since each may move the others."""
    assert round.points is not None
    values = {e: day.components[round.id, e] for e in ranked if (round.id, e) in day.components}
    points = indicator_points(round, values, day.classes)
    awaited: dict[str | None, list[str]] = {}
    for entrant in ranked:
        if entrant not in values:
            awaited.setdefault(class_of(round, entrant, day.classes), []).append(entrant)
    outcomes: dict[str, Score | Held] = {}
    for entrant in ranked:
        rivals = awaited.get(class_of(round, entrant, day.classes)) if round.points.by == "rank" else None
        if entrant not in values or rivals:
            detail = f"{round.name}：{'、'.join(rivals or [entrant])} 的指标值未录入"
            outcomes[entrant] = Held(entrant, round.id, "missing", detail)
        else:
            off = day.deductions.get((round.id, entrant), ())
            outcomes[entrant] = imported(round, entrant, points[entrant], off)
    return outcomes


def _equalised(round: Round, day: Day, outcomes: Outcomes) -> Outcomes:
    """Contract 2.8: as long as anybody is held, everybody is; `outcomes` are those of the ranked only."""
    waiting = [entrant for entrant, outcome in outcomes.items() if isinstance(outcome, Held)]
    detail = f"{'、'.join(waiting)} 尚无得分，各评委组的得分暂不能折算"
    if waiting:
        return {
            entrant: outcome if isinstance(outcome, Held) else Held(entrant, round.id, "equalise", detail)
            for entrant, outcome in outcomes.items()
        }
    scores = {entrant: outcome for entrant, outcome in outcomes.items() if isinstance(outcome, Score)}
    panels = {entrant: day.turns[round.id, entrant].panel or "" for entrant in scores}
    return equalised(round, scores, panels)
