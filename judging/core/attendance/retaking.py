"""补赛: performed again. What was judged so far is set aside and stays; which of them counts is on record."""

from msgspec.structs import replace

from judging.core import checks
from judging.core.hall.performance import Attempt, JudgeSheet, Performance, PerformanceId, Phase, SheetPhase
from judging.core.hall.staging import off_stage, with_performance
from judging.core.mappings import without_keys
from judging.core.people.actor import Actor
from judging.core.refused import Reason, Refused
from judging.core.sentence import sentence
from judging.core.state import State
from judging.core.tagged import AnyCommand, AnyEvent

from .moving import MAX_WITNESS, moved_to, open_places


class GrantRetake(AnyCommand, frozen=True):
    """`last`: behind all who still wait; or with the number it has, and so called next."""

    performance: PerformanceId
    reason: str
    witness: str
    last: bool = True


class CountAttempt(AnyCommand, frozen=True):
    """By default the newest counts; this makes `attempt` count, which was confirmed before."""

    performance: PerformanceId
    attempt: int
    reason: str
    witness: str


class RetakeGranted(AnyEvent, frozen=True):
    performance: PerformanceId
    attempt: int  # the one to come; from 0
    reason: str
    witness: str


class AttemptCounted(AnyEvent, frozen=True):
    performance: PerformanceId
    attempt: int
    reason: str
    witness: str


def grant_retake(state: State, command: GrantRetake, by: Actor, at: str) -> tuple[AnyEvent, ...]:
    id = command.performance
    checks.known(state, id)
    checks.unlocked(state, id.track)
    if (id.track, id.entrant) in state.statuses:
        raise Refused(Reason.NOT_NOW, "{name}已弃权、缺席或被取消资格，不再出场", name=state.named(id))
    if state.performance(id).phase is Phase.REVEALED:
        raise Refused(Reason.NOT_NOW, "{name}已亮分；要补赛请先撤回亮分并写明原因", name=state.named(id))
    checks.in_phase(state, id, Phase.CALLED, Phase.MARKING, Phase.CONFIRMED)
    reason, witness = _grounds(command.reason, command.witness)
    granted = RetakeGranted(id, _newest(state.performance(id)) + 1, reason, witness)
    key = state.panel_of(id)
    if not command.last or key is None:
        return (granted,)
    end = open_places(state, key, id.entrant)[-1]
    return (granted, *moved_to(state, key, id, end, reason, witness))


def _grounds(reason: str, witness: str) -> tuple[str, str]:
    return checks.text(reason, sentence("补赛原因")), checks.text(
        witness, sentence("见证人姓名"), most=MAX_WITNESS
    )


def _newest(performance: Performance) -> int:
    return max(performance.attempt, *(each.played.attempt for each in performance.attempts), 0)


def count_attempt(state: State, command: CountAttempt, by: Actor, at: str) -> tuple[AnyEvent, ...]:
    """Once the newest is confirmed; or before it has been called, which takes the retake back."""
    id = command.performance
    checks.known(state, id)
    checks.unlocked(state, id.track)
    performance, name = state.performance(id), state.named(id)
    reason, witness = _grounds(command.reason, command.witness)
    if performance.attempt == command.attempt:
        return ()
    if performance.phase is Phase.REVEALED:
        raise Refused(Reason.NOT_NOW, "{name}已亮分；要改计另一次请先撤回亮分并写明原因", name=name)
    checks.in_phase(state, id, Phase.WAITING, Phase.CONFIRMED)
    earlier = {each.played.attempt: each.played for each in performance.attempts}
    if command.attempt not in earlier or earlier[command.attempt].announced is None:
        raise Refused(
            Reason.UNKNOWN, "{name}第 {n} 次没有确认的得分，不能计入", name=name, n=command.attempt + 1
        )
    return (AttemptCounted(id, command.attempt, reason, witness),)


def retake_granted(state: State, event: RetakeGranted, at: str) -> State:
    """Nothing of the former is left to be seen. Who is recused stays so, and no case is drawn twice."""
    id = event.performance
    before = state.performance(id)
    hall = state.hall_of(id)
    if id in (*hall.on, hall.on_stage):
        state = off_stage(state, id)
    recused = {
        judge: JudgeSheet(SheetPhase.RECUSED, at=sheet.at, reason=sheet.reason)
        for judge, sheet in before.sheets.items()
        if sheet.phase is SheetPhase.RECUSED
    }
    again = Performance(
        sheets=recused,
        draws=before.draws,
        attempt=event.attempt,
        attempts=(*before.attempts, set_aside(before, event, at)),
    )
    state = replace(state, checkins=without_keys(state.checkins, id))
    return with_performance(state, id, again)


def set_aside(performance: Performance, event: RetakeGranted | AttemptCounted, at: str) -> Attempt:
    return Attempt(replace(performance, attempts=()), event.reason, event.witness, at)


def attempt_counted(state: State, event: AttemptCounted, at: str) -> State:
    """The two change places; where it is on, and when the panel turned to it, stays as it is now."""
    id = event.performance
    now = state.performance(id)
    counting = next(each.played for each in now.attempts if each.played.attempt == event.attempt)
    others = (each for each in now.attempts if each.played.attempt != event.attempt)
    attempts = sorted((*others, set_aside(now, event, at)), key=lambda each: each.played.attempt)
    counted = replace(
        counting,
        phase=Phase.CONFIRMED,
        hall=state.hall_of(id).id,
        judged_since=now.judged_since or counting.judged_since,
        taken_back=False,
        window=0,
        draws=now.draws,
        attempts=tuple(attempts),
    )
    return with_performance(state, id, counted)


def as_attempt(state: State, id: PerformanceId, attempt: Attempt) -> State:
    """As if this were the one that counts, so that it can be computed again."""
    return with_performance(state, id, attempt.played)
