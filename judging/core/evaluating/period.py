"""When an evaluation takes sheets: opened, closed by hand or by time, opened again with a reason."""

from msgspec.structs import replace

from judging.core import checks
from judging.core.moments import is_moment
from judging.core.people.actor import Actor
from judging.core.publication.on_air import taken_back
from judging.core.refused import Reason, Refused
from judging.core.runnable import of_round
from judging.core.scoring.evaluators import BY_SLIP
from judging.core.sentence import sentence
from judging.core.state import State
from judging.core.tagged import AnyCommand, AnyEvent

from .evaluation import Evaluation, Reopened
from .listing_evaluators import groups_in
from .settling import settled
from .taking import evaluated, evaluation_of


class OpenEvaluation(AnyCommand, frozen=True):
    """Opens it, or while it is open sets another end. `until` "": it is closed by hand."""

    track: str
    round: str
    until: str = ""


class CloseEvaluation(AnyCommand, frozen=True):
    track: str
    round: str


class ReopenEvaluation(AnyCommand, frozen=True):
    track: str
    round: str
    reason: str
    until: str = ""


class EvaluationOpened(AnyEvent, frozen=True):
    track: str
    round: str
    until: str = ""  # UTC: from then on it is closed, without any further entry


class EvaluationClosed(AnyEvent, frozen=True):
    """The scores stand; from here on they are known as those of an imported round are."""

    track: str
    round: str


class EvaluationReopened(AnyEvent, frozen=True):
    """What was filled in stays; there is no score again until it is closed.

    Of a secret group what is new counts then if it is of several people; see `settling`.
    """

    track: str
    round: str
    reason: str
    until: str = ""


def open_evaluation(state: State, command: OpenEvaluation, by: Actor, at: str) -> tuple[AnyEvent, ...]:
    round, found = evaluated(state, command.track, command.round), _known(state, command)
    if reasons := tuple(each.reason for each in of_round(state.track(command.track), round)):
        raise Refused(Reason.INCOMPLETE, "不能开放：{reasons:；}", reasons=reasons)
    if found.is_over(at):
        raise Refused(Reason.NOT_NOW, "“{round}”的测评已经结束；确有原因请写明后重新开放", round=round.name)
    if not found.evaluators and not BY_SLIP & set(groups_in(round).values()):
        raise Refused(Reason.INCOMPLETE, "“{round}”还没有测评名单，请先生成或上传", round=round.name)
    until = _end(command.until, at)
    if found.opened_at and found.until == until:
        return ()
    return (EvaluationOpened(command.track, command.round, until),)


def _known(state: State, command: OpenEvaluation | CloseEvaluation | ReopenEvaluation) -> Evaluation:
    checks.unlocked(state, command.track)
    return evaluation_of(state, command.track, command.round)


def _end(until: str, at: str) -> str:
    """Raises Refused unless it lies ahead, or is left to the hand."""
    if not until:
        return ""
    if not is_moment(until):
        raise Refused(Reason.MALFORMED, "截止时间写法不对，请重新选择日期和时间")
    if until <= at:
        raise Refused(Reason.MALFORMED, "截止时间已过，请选以后的时间")
    return until


def close_evaluation(state: State, command: CloseEvaluation, by: Actor, at: str) -> tuple[AnyEvent, ...]:
    round, found = evaluated(state, command.track, command.round), _known(state, command)
    if not found.opened_at:
        raise Refused(Reason.NOT_NOW, "“{round}”的测评还没有开放", round=round.name)
    return () if found.is_over(at) else (EvaluationClosed(command.track, command.round),)


def reopen_evaluation(state: State, command: ReopenEvaluation, by: Actor, at: str) -> tuple[AnyEvent, ...]:
    """A published ranking is taken back with it: its scores are open again."""
    round, found = evaluated(state, command.track, command.round), _known(state, command)
    if not found.is_over(at):
        raise Refused(Reason.NOT_NOW, "“{round}”的测评没有结束，不用重新开放", round=round.name)
    reason = checks.text(command.reason, sentence("重新开放的原因"))
    return (EvaluationReopened(command.track, command.round, reason, _end(command.until, at)),)


def evaluation_opened(state: State, event: EvaluationOpened, at: str) -> State:
    found = evaluation_of(state, event.track, event.round)
    return _with(state, event, replace(found, opened_at=found.opened_at or at, until=event.until))


def evaluation_closed(state: State, event: EvaluationClosed, at: str) -> State:
    found = evaluation_of(state, event.track, event.round)
    closed = settled(state.round(event.track, event.round), found, at)
    return taken_back(_with(state, event, closed), event.track)


def evaluation_reopened(state: State, event: EvaluationReopened, at: str) -> State:
    found = evaluation_of(state, event.track, event.round)
    reopened = (*found.reopened, Reopened(at, event.reason))
    changed = replace(found, closed_at="", until=event.until, reopened=reopened)
    return taken_back(_with(state, event, changed), event.track)


def _with(
    state: State, event: EvaluationOpened | EvaluationClosed | EvaluationReopened, found: Evaluation
) -> State:
    return replace(state, evaluations={**state.evaluations, (event.track, event.round): found})
