"""The head judge confirms a score before it is told, where the rules ask for it."""

from msgspec.structs import replace

from judging.core import checks
from judging.core.hall.performance import HeadConfirmation, PerformanceId, Phase
from judging.core.hall.staging import with_performance
from judging.core.people.actor import Actor
from judging.core.refused import Reason, Refused
from judging.core.sentence import sentence
from judging.core.state import State
from judging.core.tagged import AnyCommand, AnyEvent


class ConfirmScore(AnyCommand, frozen=True):
    """`seen`: the score as it was looked at; only that is confirmed."""

    performance: PerformanceId
    seen: str | None = None


class UnconfirmScore(AnyCommand, frozen=True):
    performance: PerformanceId
    reason: str


class ScoreConfirmed(AnyEvent, frozen=True):
    performance: PerformanceId
    by: str  # as the log names who confirmed


class ScoreUnconfirmed(AnyEvent, frozen=True):
    performance: PerformanceId
    reason: str


def confirm_score(state: State, command: ConfirmScore, by: Actor, at: str) -> tuple[AnyEvent, ...]:
    """Once marking is closed; opening it again takes it back."""
    id = command.performance
    round = checks.known(state, id)
    checks.unlocked(state, id.track)
    if not round.head_confirms:
        raise Refused(Reason.NOT_NOW, "本环节的规则不要求评委组长确认得分，可以直接亮分")
    checks.in_phase(state, id, Phase.CONFIRMED)
    performance = state.performance(id)
    if performance.head_confirmation is not None:
        return ()
    told = performance.announced
    if command.seen is not None and (told is None or told.score != command.seen):
        raise Refused(Reason.STALE, "得分在您看过之后有了变化，没有确认；请再看一遍")
    return (ScoreConfirmed(id, by.label),)


def unconfirm_score(state: State, command: UnconfirmScore, by: Actor, at: str) -> tuple[AnyEvent, ...]:
    """Before it is revealed."""
    id = command.performance
    checks.known(state, id)
    checks.unlocked(state, id.track)
    checks.in_phase(state, id, Phase.CONFIRMED)
    if state.performance(id).head_confirmation is None:
        return ()
    return (ScoreUnconfirmed(id, checks.text(command.reason, sentence("撤回原因"))),)


def is_unconfirmed(state: State, id: PerformanceId) -> bool:
    """Whether the score still waits for the head judge."""
    asked = state.round(id.track, id.round).head_confirms
    return asked and state.performance(id).head_confirmation is None


def score_confirmed(state: State, event: ScoreConfirmed, at: str) -> State:
    return _with(state, event.performance, HeadConfirmation(event.by, at))


def score_unconfirmed(state: State, event: ScoreUnconfirmed, at: str) -> State:
    return _with(state, event.performance, None)


def _with(state: State, id: PerformanceId, confirmation: HeadConfirmation | None) -> State:
    performance = replace(state.performance(id), head_confirmation=confirmation)
    return with_performance(state, id, performance)
