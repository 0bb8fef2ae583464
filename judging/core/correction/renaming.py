"""What was announced, with the words as they were mended: the very record the same marks would give now."""

from msgspec.structs import replace

from judging.core.hall.performance import Announced, Attempt, Performance, PerformanceId
from judging.core.scoring.spoken import score_word
from judging.core.state import State

from .record import Text


def renamed(state: State, of: Text, track: str, round: str, target: str, old: str, new: str) -> State:
    """With this text changed in all that is announced. Nothing is computed, and no number touched."""

    def concerns(id: PerformanceId) -> bool:
        match of:
            case Text.JUDGE:
                return True
            case Text.ENTRANT:
                return (id.track, id.entrant) == (track, target)
            case Text.CRITERION:
                return (id.track, id.round) == (track, round)
            case _:
                return False

    performances = {
        id: _played(found, of, target, old, new) if concerns(id) else found
        for id, found in state.performances.items()
    }
    return replace(state, performances=performances)


def _played(found: Performance, of: Text, target: str, old: str, new: str) -> Performance:
    told = found.announced
    seated = (
        replace(each, name=new) if of is Text.JUDGE and each.id == target else each for each in found.seated
    )
    return replace(
        found,
        seated=tuple(seated),
        announced=_announced(told, of, target, old, new) if told else None,
        attempts=tuple(_attempt(each, of, target, old, new) for each in found.attempts),
    )


def _attempt(found: Attempt, of: Text, target: str, old: str, new: str) -> Attempt:
    return replace(found, played=_played(found.played, of, target, old, new))


def _announced(told: Announced, of: Text, target: str, old: str, new: str) -> Announced:
    match of:
        case Text.JUDGE:
            marks = (replace(each, name=new) if each.judge == target else each for each in told.marks)
            return replace(told, marks=tuple(marks))
        case Text.ENTRANT:
            return replace(told, spoken=_said(told.spoken, old, new))
        case Text.CRITERION:
            named = {old: new}
            steps = (
                replace(step, of=tuple(named.get(part, part) for part in step.of)) for step in told.trace
            )
            return replace(told, trace=tuple(steps))
        case _:
            return told


def _said(spoken: str, old: str, new: str) -> str:
    """The name stands right before what the score is called, at the end of the sentence."""
    for called in (score_word(is_final=True), score_word(is_final=False)):
        how, found, score = spoken.rpartition(old + called)
        if found:
            return how + new + called + score
    return spoken
