"""弃权, 缺席 and 取消资格: who takes part no more, and who does again."""

from msgspec.structs import replace

from judging.core import checks
from judging.core.attendance.coming_last import last_in_orders
from judging.core.hall.performance import PerformanceId, Phase
from judging.core.hall.staging import off_list, off_stage
from judging.core.mappings import with_key, without_keys
from judging.core.people.actor import Actor
from judging.core.publication.on_air import without_score
from judging.core.refused import Reason, Refused
from judging.core.sentence import sentence
from judging.core.state import State
from judging.core.tagged import AnyCommand, AnyEvent
from judging.core.words import STATUSES

from .prepared import Move, Moved


class SetStatus(AnyCommand, frozen=True):
    track: str
    entrant: str
    status: str | None
    reason: str


class StatusSet(AnyEvent, frozen=True):
    """弃权, 缺席 or 取消资格; None: takes part again."""

    track: str
    entrant: str
    status: str | None
    reason: str


def set_status(state: State, command: SetStatus, by: Actor, at: str) -> tuple[AnyEvent, ...]:
    """弃权 and 缺席 are for who has not been judged; a disqualification may come at any time."""
    entrant = state.entrants.get(command.track, {}).get(command.entrant)
    if entrant is None:
        raise Refused(Reason.UNKNOWN, "本组没有这个参赛对象，请刷新页面后重试")
    if command.status not in (*STATUSES, None):
        raise Refused(
            Reason.MALFORMED,
            "没有状态“{status}”，可用：{known}",
            status=str(command.status),
            known=tuple(STATUSES.values()),
        )
    checks.unlocked(state, command.track)
    reason = checks.text(command.reason, sentence("原因"))
    if state.statuses.get((command.track, command.entrant)) == command.status:
        return ()
    if command.status in ("withdrawn", "no_show") and was_judged(state, command.track, command.entrant):
        raise Refused(
            Reason.BEGUN,
            "{name}已开始评分，不能再标为{status}",
            name=state.name_of(command.track, entrant.id),
            status=STATUSES[command.status],
        )
    if command.status is None and (other := state.replaced_by(command.track, command.entrant)):
        raise Refused(
            Reason.NOT_NOW, "{name}已由{other}顺延，不能再恢复参赛", name=entrant.name, other=other.name
        )
    return (StatusSet(command.track, command.entrant, command.status, reason),)


def was_judged(state: State, track: str, entrant: str) -> bool:
    phases = (state.performance(id).phase for id in _performances(state, track, entrant))
    return any(phase not in (Phase.WAITING, Phase.CALLED) for phase in phases)


def _performances(state: State, track: str, entrant: str) -> list[PerformanceId]:
    return [PerformanceId(track, round.id, entrant) for round in state.track(track).rounds]


def status_set(state: State, event: StatusSet, at: str) -> State:
    """A ranking that shows this entrant, or counts on a score of it, is withdrawn: it is no longer true.

    A list of scores that is shown goes on without it.
    """
    key = (event.track, event.entrant)
    state = without_score(state, *key)
    if event.status is None:
        state = replace(state, statuses=without_keys(state.statuses, key))
        return last_in_orders(state, event.track, Move(event.entrant, Moved.BACK, reason=event.reason, at=at))
    state = replace(state, statuses=with_key(state.statuses, key, event.status))
    for id in _performances(state, *key):
        state = off_list(state, id)
    for id in state.on():
        if (id.track, id.entrant) == key and state.performance(id).phase is Phase.CALLED:
            return off_stage(state, id)
    return state
