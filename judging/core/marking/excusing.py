"""缺席 and 回避: judges whose sheet is not waited for."""

from collections.abc import Iterable

from msgspec.structs import replace

from judging.core import checks
from judging.core.entering.sheet_withdrawing import fallen_entry
from judging.core.hall.performance import JudgeSheet, PerformanceId, Phase, SheetPhase
from judging.core.hall.staging import judge_is_free, with_performance
from judging.core.mappings import without_keys
from judging.core.people.actor import Actor
from judging.core.refused import Reason, Refused
from judging.core.sentence import sentence
from judging.core.state import State
from judging.core.tagged import AnyCommand, AnyEvent
from judging.core.words import EXCUSES

from .avoiding import recusal_of, why
from .recusal import RecusalGround
from .submitting import with_sheet
from .turns import complete


class Recuse(AnyCommand, frozen=True):
    """回避, by the judge."""

    performance: PerformanceId
    reason: str


class ExcuseJudge(AnyCommand, frozen=True):
    performance: PerformanceId
    judge: str
    phase: SheetPhase
    reason: str


class RestoreJudge(AnyCommand, frozen=True):
    performance: PerformanceId
    judge: str


class JudgeExcused(AnyEvent, frozen=True):
    performance: PerformanceId
    judge: str
    phase: SheetPhase  # ABSENT or RECUSED
    reason: str
    ground: RecusalGround | None = None  # of what was declared or matched before; None: said on the spot


class JudgeRestored(AnyEvent, frozen=True):
    """The excused judge judges after all."""

    performance: PerformanceId
    judge: str


def bound(state: State, id: PerformanceId, judges: Iterable[str]) -> tuple[AnyEvent, ...]:
    """What keeps those of *judges* from their sheet who may not judge, and have none that says so yet."""
    sheets = state.performance(id).sheets
    found = ((judge, recusal_of(state, id, judge)) for judge in judges)
    return tuple(
        event
        for judge, recusal in found
        if recusal and (judge not in sheets or sheets[judge].phase is not SheetPhase.RECUSED)
        for event in (
            *fallen_entry(state, id, judge),
            JudgeExcused(id, judge, SheetPhase.RECUSED, str(why(recusal)), recusal.ground),
        )
    )


def recuse(state: State, command: Recuse, by: Actor, at: str) -> tuple[AnyEvent, ...]:
    checks.known(state, command.performance)
    judge = checks.judge_on_panel(state, command.performance, by.judge)
    return _excused(state, command.performance, judge.id, SheetPhase.RECUSED, command.reason)


def excuse_judge(state: State, command: ExcuseJudge, by: Actor, at: str) -> tuple[AnyEvent, ...]:
    checks.known(state, command.performance)
    judge = checks.judge_on_panel(state, command.performance, command.judge)
    if command.phase not in EXCUSES:
        raise Refused(Reason.MALFORMED, "评委只能标为缺席或回避")
    return _excused(state, command.performance, judge.id, command.phase, command.reason)


def _excused(
    state: State, id: PerformanceId, judge: str, phase: SheetPhase, reason: str
) -> tuple[AnyEvent, ...]:
    checks.in_phase(state, id, Phase.CALLED, Phase.MARKING)
    sheet = state.performance(id).sheets.get(judge)
    if sheet and sheet.phase is phase:
        return ()
    if sheet and sheet.phase is SheetPhase.SUBMITTED:
        raise Refused(
            Reason.ALREADY, "该评委已提交评分表；要标为{excuse}，请先退回评分表", excuse=EXCUSES[phase]
        )
    excused = JudgeExcused(id, judge, phase, checks.text(reason, sentence("原因")))
    return (*fallen_entry(state, id, judge), excused)


def restore_judge(state: State, command: RestoreJudge, by: Actor, at: str) -> tuple[AnyEvent, ...]:
    checks.known(state, command.performance)
    checks.in_phase(state, command.performance, Phase.CALLED, Phase.MARKING)
    performance = state.performance(command.performance)
    sheet = performance.sheets.get(command.judge)
    if sheet is None or sheet.phase not in EXCUSES:
        return ()
    may_judge(state, command.performance, command.judge)
    if performance.phase is Phase.MARKING and complete(state, command.performance):
        # Otherwise excusing and restoring would be a way to look at the marks before all are in.
        raise Refused(
            Reason.NOT_NOW, "评分表已集齐、分值已经可见；要让该评委补评，请先“撤回开评”并写明原因，再恢复"
        )
    judge = next((j for j in state.panel(command.performance) if j.id == command.judge), None)
    if judge is not None:
        judge_is_free(state, command.performance, judge)
    return (JudgeRestored(command.performance, command.judge),)


def may_judge(state: State, id: PerformanceId, judge: str) -> None:
    """Raises Refused for a recusal that stands."""
    recusal = recusal_of(state, id, judge)
    if recusal is None:
        return
    if recusal.is_declared:
        raise Refused(
            Reason.NOT_NOW,
            "这位评委已声明回避{name}（{why}），不能评分；声明有误请先撤回声明并写明原因，再恢复",
            name=state.named(id),
            why=why(recusal),
        )
    raise Refused(
        Reason.NOT_NOW,
        "按规则这位评委回避{name}（{why}），不能评分；登记有误请先由组织者改正单位或区",
        name=state.named(id),
        why=why(recusal),
    )


def judge_excused(state: State, event: JudgeExcused, at: str) -> State:
    known = state.performance(event.performance).sheets.get(event.judge, JudgeSheet(event.phase))
    excused = replace(known, phase=event.phase, at=at, reason=event.reason, ground=event.ground)
    return with_sheet(state, event.performance, event.judge, excused)


def judge_restored(state: State, event: JudgeRestored, at: str) -> State:
    """Marks given before stay with the judge, to be sent again; nobody gave a reason for it.

    A panel on a stage turns to it again; among windows nobody's list is put in another order.
    """
    id = event.performance
    performance = state.performance(id)
    if not state.walks(id):
        performance = replace(performance, judged_since=at)
    known = performance.sheets[event.judge]
    if known.revision:
        returned = replace(known, phase=SheetPhase.RETURNED, at=at, reason="", ground=None)
        return with_sheet(with_performance(state, id, performance), id, event.judge, returned)
    left = without_keys(performance.sheets, event.judge)
    return with_performance(state, id, replace(performance, sheets=left))
